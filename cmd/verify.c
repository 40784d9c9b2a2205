/* SPDX-License-Identifier: MIT */
/* jam verify: proof that nothing was changed behind jam's back. */
#include "core/store/verify.h"

#include "cmd/cli/bundle.h"
#include "cmd/cli/checks.h"
#include "cmd/cli/compare.h"
#include "cmd/cli/options.h"
#include "cmd/cli/recount.h"
#include "cmd/cli/session.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/store/events.h"
#include "core/store/links.h"

struct options {
	const char *head, *receipt, *pages;
};

static const struct jam_option options[] = {
	JAM_OPT(TEXT_OPTION, head, .name = "head", .value = "DIGEST",
		.help = "is this digest, noted before, in the log?"),
	JAM_OPT(TEXT_OPTION, receipt, .name = "receipt", .value = "RECEIPT",
		.help = "is the rating of this receipt in the log?"),
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

static bool
check_pages(struct jam_checks *c, struct jam_error *err)
{
	const struct options *o = c->run->options;
	struct jam_event *event;

	if (o->pages == NULL)
		return true;
	if (!jam_store_get_event(c->run->store, c->run->globals->event,
				 c->run->arena, &event, err))
		return false;
	c->run->event = event;
	return jam_compare_pages(c, o->pages, err);
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
	    (!jam_recount(&c, err) || !check_pages(&c, err)))
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
	if (o->pages != NULL)
		return jam_fail(err, JAM_E_USAGE,
				"pages are checked with the database, not "
				"with a bundle");
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
