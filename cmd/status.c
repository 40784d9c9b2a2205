/* SPDX-License-Identifier: MIT */
/* jam status: where the event stands, and who still owes ratings. */
#include <string.h>

#include "cmd/cli/see_also.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/rules.h"
#include "core/render/out.h"
#include "core/store/cells.h"
#include "core/store/lists.h"
#include "core/store/status.h"

struct answer {
	const char *event, *title, *state, *grace, *left;
	int64_t opens_at, closes_at, registrations, projects, retracted, judges;
	int64_t seats, rated, skipped, open, ratings, published_at;
	int64_t extensions;
	struct jam_words owing;
	const char *next;
	struct jam_words more;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct answer, event, TEXT),
	JAM_COLUMN(struct answer, title, TEXT),
	JAM_COLUMN(struct answer, state, TEXT),
	JAM_COLUMN(struct answer, opens_at, TIME),
	JAM_COLUMN(struct answer, closes_at, TIME),
	JAM_COLUMN(struct answer, grace, TEXT),
	JAM_COLUMN(struct answer, left, TEXT),
	JAM_COLUMN(struct answer, registrations, INT),
	JAM_COLUMN(struct answer, projects, INT),
	JAM_COLUMN(struct answer, retracted, INT),
	JAM_COLUMN(struct answer, judges, INT),
	JAM_COLUMN(struct answer, seats, INT),
	JAM_COLUMN(struct answer, rated, INT),
	JAM_COLUMN(struct answer, skipped, INT),
	JAM_COLUMN(struct answer, open, INT),
	JAM_COLUMN(struct answer, ratings, INT),
	JAM_COLUMN(struct answer, published_at, TIME),
	JAM_COLUMN(struct answer, owing, WORDS),
	JAM_COLUMN(struct answer, next, TEXT),
	JAM_COLUMN(struct answer, extensions, INT),
	JAM_COLUMN(struct answer, more, WORDS),
	{ 0 },
};

/* Judges, and those of them who owe. */
struct owing {
	struct jam_arena *arena;
	const char **names;
	size_t count, capacity;
	int64_t judges;
};

static bool
note(void *with, const union jam_cell *row, struct jam_error *err)
{
	struct owing *o = with;
	const char *name = row[0].text != NULL ? row[0].text : row[1].text;

	(void)err;
	o->judges++;
	if (row[5].number <= 0 || name == NULL)
		return true;
	o->names = jam_grow(o->arena, o->names, &o->capacity, o->count + 1,
			    sizeof(*o->names));
	o->names[o->count++] = jam_strdup(o->arena, name);
	return true;
}

/* A table names the first of many; the others are a command away. */
#define NAMED_MAX 6

static struct jam_words
name_owing(const struct jam_run *r, const struct owing *o)
{
	size_t rest = o->count - NAMED_MAX + 1;

	if (o->count > NAMED_MAX && jam_out_format(r->out) == JAM_TABLE) {
		o->names[NAMED_MAX - 1] =
		    jam_format(r->arena, "and %zu more", rest);
		return (struct jam_words){ o->names, NAMED_MAX };
	}
	return (struct jam_words){ o->names, o->count };
}

static void
tell_state(struct jam_run *r, const struct jam_status_counts *c,
	   struct answer *a)
{
	const struct jam_judging *j = &r->event->judging;
	int64_t end = j->closes_at + j->grace;
	int64_t last = jam_rules_last_end(r->event);

	if (c->published_at != JAM_NONE) {
		a->state = "published";
		a->next = c->awards == 0 && r->event->prizes_len > 0
			      ? "jam award"
			      : "jam export pages --html -o DIR";
	} else if (r->now < j->opens_at) {
		a->state = "before judging";
		a->left = jam_duration_show(r->arena, j->opens_at - r->now);
		a->next = c->projects == 0 ? "jam import projects FILE"
			  : c->seats == 0  ? "jam check; jam assign"
					   : "jam export ballots -o DIR";
	} else if (r->now < end) {
		a->state = "judging";
		a->left = jam_duration_show(r->arena, end - r->now);
		a->next = c->seats == 0 ? "jam assign"
			  : c->open > 0 ? "jam list judges --owing"
					: "jam score";
	} else if (r->now < last) {
		a->state = "extended";
		a->left = jam_duration_show(r->arena, last - r->now);
		a->next = "jam list judges --owing";
	} else {
		a->state = "closed";
		a->next = c->ratings > 0 ? "jam score; jam publish"
					 : "jam amend, for another window";
	}
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct jam_judging *j = &r->event->judging;
	struct jam_listing_filter filter = { .event = r->event };
	struct owing owing = { .arena = r->arena };
	struct jam_status_counts c;
	struct answer a;

	if (!jam_store_get_status(r->store, r->event, &c, err) ||
	    !jam_store_each_row(r->store, JAM_LIST_JUDGES, &filter, note,
				&owing, err))
		return false;
	a = (struct answer){
		.event = r->event->slug,
		.title = r->event->title,
		.opens_at = j->opens_at,
		.closes_at = j->closes_at,
		.grace = jam_duration_write(r->arena, j->grace),
		.registrations = c.registrations,
		.projects = c.projects,
		.retracted = c.retracted,
		.judges = owing.judges,
		.seats = c.seats,
		.rated = c.rated,
		.skipped = c.skipped,
		.open = c.open,
		.ratings = c.ratings,
		.published_at = c.published_at,
		.owing = name_owing(r, &owing),
		.extensions = (int64_t)j->extensions_len,
	};
	if (!jam_see_also(r, &c, &a.more, err))
		return false;
	tell_state(r, &c, &a);
	jam_out_begin(r->out, "status", r->event->slug, columns);
	return jam_out_row(r->out, &a, err);
}

const struct jam_command jam_cmd_status = {
	.name = "status",
	.summary = "Show where the event stands and who owes ratings",
	.details = "One row: the window, what was handed in, what of the "
		   "batches is rated, who still owes (jam list judges --owing "
		   "says what), and what to do next.",
	.group = JAM_JUDGING_GROUP,
	.needs = JAM_NEEDS_READ,
	.traits = JAM_ONE_EVENT,
	.run = run,
};
