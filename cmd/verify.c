/* SPDX-License-Identifier: MIT */
/* jam verify: proof that nothing was changed behind jam's back. */
#include "core/store/verify.h"

#include <string.h>

#include "cmd/cli/bundle.h"
#include "cmd/cli/certificates.h"
#include "cmd/cli/checks.h"
#include "cmd/cli/compare.h"
#include "cmd/cli/options.h"
#include "cmd/cli/recount.h"
#include "cmd/cli/session.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/store/events.h"
#include "core/store/links.h"

struct options {
	const char *head, *receipt, *certificate, *pages;
};

static const struct jam_option options[] = {
	JAM_OPT(TEXT_OPTION, head, .name = "head", .value = "DIGEST",
		.help = "is this digest, noted before, in the log?"),
	JAM_OPT(TEXT_OPTION, receipt, .name = "receipt", .value = "RECEIPT",
		.help = "is the rating of this receipt in the log?"),
	JAM_OPT(TEXT_OPTION, certificate, .name = "certificate",
		.value = "CODE",
		.help = "whose is the certificate of this code?"),
	JAM_OPT(DIR, pages, .name = "pages", .value = "DIR",
		.help = "are these pages what the database gives?"),
	{ 0 },
};

static const struct jam_operand operands[] = {
	{ "BUNDLE", JAM_FILE, .optional = true,
	  .help = "what export data --audit wrote, in place of a database" },
	{ 0 },
};

static bool
check_links(struct jam_checks *c, struct jam_error *err)
{
	const struct options *o = c->run->options;
	struct jam_store *store = c->run->store;
	struct jam_arena *arena = c->run->arena;
	struct jam_chain_link link;
	bool found;

	if (o->head != NULL &&
	    (!jam_store_find_head(store, o->head, arena, &link, &found, err) ||
	     !jam_checks_link(c, "head", &link, found, err)))
		return false;
	return o->receipt == NULL ||
	       (jam_store_find_receipt(store, o->receipt, arena, &link, &found,
				       err) &&
		jam_checks_link(c, "receipt", &link, found, err));
}

struct wanted {
	struct jam_run *run;
	const char *code;
	const char *says; /* NULL: not found */
};

static bool
match(void *with, const struct jam_certified *c, struct jam_error *err)
{
	struct wanted *w = with;
	const struct jam_certificate_text *f = &c->fields;

	(void)err;
	if (strcmp(f->code, w->code) == 0)
		w->says =
		    jam_format(w->run->arena, "%s %s %s%s%s", f->name, f->role,
			       f->event, f->place != NULL ? ", " : "",
			       f->place != NULL ? f->place : "");
	return true;
}

static bool
check_certificate(struct jam_checks *c, const char *code, struct jam_error *err)
{
	struct wanted wanted = { .run = c->run, .code = code };
	struct jam_certified_count count;
	struct jam_finding finding = { .check = "certificate",
				       .seq = JAM_NONE };

	if (!jam_certificates_each(c->run, match, &wanted, &count, err))
		return false;
	finding.holds = wanted.says != NULL;
	if (!finding.holds &&
	    !jam_certificates_once(c->run, code, &wanted.says, err))
		return false;
	finding.says =
	    wanted.says != NULL ? wanted.says : "is not one that jam gives";
	return jam_checks_add(c, &finding, err);
}

/* What is asked of one event. */
static bool
check_event(struct jam_checks *c, struct jam_error *err)
{
	const struct options *o = c->run->options;
	struct jam_event *event;

	if (o->pages == NULL && o->certificate == NULL)
		return true;
	if (!jam_store_get_event(c->run->store, c->run->globals->event,
				 c->run->arena, &event, err))
		return false;
	c->run->event = event;
	return (o->certificate == NULL ||
		check_certificate(c, o->certificate, err)) &&
	       (o->pages == NULL || jam_compare_pages(c, o->pages, err));
}

/* What is not as the log says cannot be counted again. */
static bool
check_database(struct jam_run *r, struct jam_error *err)
{
	struct jam_proof *proof = jam_alloc(r->arena, sizeof(*proof));
	struct jam_checks c;

	jam_checks_begin(&c, r);
	if (!jam_store_check(r->store, err) ||
	    !jam_store_verify(r->store, r->arena, r->tick, proof, err) ||
	    !jam_checks_proof(&c, proof, err) || !check_links(&c, err))
		return false;
	if (proof->flaw_count == 0 &&
	    (!jam_recount(&c, err) || !check_event(&c, err)))
		return false;
	return jam_checks_end(&c, err);
}

static bool
check_bundle(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	const struct jam_bundle_asked asked = { o->head, o->receipt };
	struct jam_checks c;

	jam_checks_begin(&c, r);
	return jam_bundle_check(&c, r->argv[0], &asked, err) &&
	       jam_checks_end(&c, err);
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;

	if (r->argc == 0)
		return jam_session(r, JAM_NEEDS_READ, check_database, err);
	if (o->pages != NULL || o->certificate != NULL)
		return jam_fail(err, JAM_E_USAGE,
				"pages and certificates are checked with the "
				"database, not with a bundle");
	return jam_session(r, JAM_NEEDS_NONE, check_bundle, err);
}

const struct jam_command jam_cmd_verify = {
	.name = "verify",
	.summary = "Prove that nothing was changed behind jam's back",
	.details =
	    "The chain of the log, every row against the entry that holds "
	    "it, the published results against the ratings, and ratings that "
	    "no rule explains.  Without --head the answer says up to which "
	    "head it speaks.  What it does not prove is said in "
	    "jam-verify(1).",
	.group = JAM_KEEPING_SAFE,
	.needs = JAM_NEEDS_READ,
	.traits = JAM_OWN_STORE,
	.options = options,
	.options_size = sizeof(struct options),
	.operands = operands,
	.run = run,
};
