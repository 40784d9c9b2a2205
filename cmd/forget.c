/* SPDX-License-Identifier: MIT */
/* jam forget: erase a person, or everybody of an event that is over. */
#include "core/store/forget.h"

#include <string.h>

#include "cmd/cli/options.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/model/person.h"
#include "core/render/out.h"
#include "core/store/backup.h"
#include "core/store/events.h"
#include "core/store/links.h"

#define NAMED 20 /* entries that a message names one by one */

static const struct jam_column columns[] = {
	JAM_COLUMN(struct jam_forgotten, persons, INT),
	JAM_COLUMN(struct jam_forgotten, rows, INT),
	JAM_COLUMN(struct jam_forgotten, kept, INT),
	{ 0 },
};

static const struct jam_operand operands[] = {
	{ "EMAIL", JAM_PERSON, .optional = true, .help = "who is to go" },
	{ 0 },
};

static bool
nobody(const char *address, const char *hint, struct jam_error *err)
{
	jam_fail(err, JAM_E_DATA, "nobody has the address \"%s\"", address);
	return jam_hint(err, "%s", hint);
}

static bool
forget_person(struct jam_run *r, struct jam_forgotten *gone,
	      struct jam_error *err)
{
	const char *email, *key;

	if (!jam_email_read(r->arena, r->argv[0], &email, &key))
		return jam_fail(err, JAM_E_DATA,
				"\"%s\" is not an e-mail address", r->argv[0]);
	if (!jam_store_forget_address(r->store, key, gone, err))
		return false;
	/* After a step that was interrupted the file is still cleaned. */
	return gone->rows > 0 || !r->dry_run ||
	       nobody(r->argv[0], "jam list persons shows who is known", err);
}

static bool
forget_event(struct jam_run *r, struct jam_forgotten *gone,
	     struct jam_error *err)
{
	const char *slug = r->globals->event;
	struct jam_event *event;

	if (slug == NULL) {
		jam_fail(err, JAM_E_USAGE, "who is to be forgotten?");
		return jam_hint(err, "jam forget EMAIL, or jam forget --event "
				     "SLUG for everybody of an event");
	}
	return jam_store_get_event(r->store, slug, r->arena, &event, err) &&
	       jam_store_forget_event(r->store, event, gone, err);
}

/* Entries that put the data somewhere else, or brought it. */
static bool
is_copy(const char *kind)
{
	return strcmp(kind, "import") == 0 || strcmp(kind, "export") == 0 ||
	       strcmp(kind, "backup") == 0;
}

static bool
name_copy(const struct jam_run *r, const struct jam_chain_link *link,
	  struct jam_error *err)
{
	const char *when;

	if (!jam_time_show(r->arena, link->at, r->zone, &when, err))
		return false;
	jam_say(r, "not reached: %s of %s (entry %lld of the log)", link->kind,
		when, (long long)link->seq);
	return true;
}

static bool
name_copies(const struct jam_run *r, struct jam_error *err)
{
	struct jam_mark mark = jam_arena_mark(r->arena);
	struct jam_stored_link stored = { 0 };
	size_t count = 0;
	bool found;

	for (;;) {
		if (!jam_store_next_link(r->store, stored.link.seq, r->arena,
					 &stored, &found, err))
			return false;
		if (!found)
			break;
		if (is_copy(stored.link.kind) && count++ < NAMED &&
		    !name_copy(r, &stored.link, err))
			return false;
		jam_arena_reset(r->arena, mark);
	}
	if (count > NAMED)
		jam_say(r, "and %zu more: jam log", count - NAMED);
	jam_say(r, "copies of this file, private exports and mail are not "
		   "reached either; importing an old file again brings the "
		   "person back");
	return true;
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	struct jam_forgotten *gone = jam_alloc(r->arena, sizeof(*gone));

	if (!(r->argc > 0 ? forget_person(r, gone, err)
			  : forget_event(r, gone, err)))
		return false;
	r->state = gone;
	jam_out_begin(r->out, "forgotten", NULL, columns);
	return jam_out_row(r->out, gone, err);
}

/*
 * Done is said when nothing is left in old pages.  What fails here fails when
 * the tables have forgotten already.
 */
static bool
after(struct jam_run *r, struct jam_error *err)
{
	const struct jam_forgotten *gone = r->state;

	if (!jam_store_scrub(r->store, err)) {
		jam_say(r, "forgotten, but old pages still hold what was "
			   "there: run it again, till it does not end "
			   "with 75");
		return false;
	}
	if (gone->rows == 0 && r->argc > 0)
		return nobody(r->argv[0],
			      "old pages hold nothing of it either; jam list "
			      "persons shows who is known",
			      err);
	if (!name_copies(r, err)) {
		jam_say(r, "forgotten; jam log has the copies that were not "
			   "reached");
		return false;
	}
	return true;
}

const struct jam_command jam_cmd_forget = {
	.name = "forget",
	.summary = "Erase a person, or everybody of an event that is over",
	.details =
	    "What a person typed and what is written of them goes: name, "
	    "addresses, answers, comments; from the tables, from the file's "
	    "free pages and from what stands beside it.  The ratings stay, "
	    "under a number, so that results do not move and jam verify "
	    "agrees.  With --event SLUG and no EMAIL everybody of that event "
	    "is forgotten, but for those whom a later event needs.",
	.group = JAM_KEEPING_SAFE,
	.needs = JAM_NEEDS_WRITE,
	.traits = JAM_CONFIRMS,
	.operands = operands,
	.run = run,
	.after = after,
};
