/* SPDX-License-Identifier: MIT */
/* jam report outcomes: what came of it, wave by wave. */
#include <math.h>
#include <string.h>

#include "cmd/cli/reports.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/map.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/stats.h"
#include "core/render/out.h"
#include "core/store/outcomes.h"
#include "core/store/series.h"

#define REACHED "reached"

/* One kind in one wave (wave NULL: in all), counted once a person. */
struct line {
	const char *wave, *outcome;
	int64_t persons, projects, of;
	double share, cost;
	const char *currency;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct line, wave, TEXT),
	JAM_COLUMN(struct line, outcome, TEXT),
	JAM_COLUMN(struct line, persons, INT),
	JAM_COLUMN(struct line, projects, INT),
	JAM_COLUMN(struct line, of, INT),
	JAM_COLUMN(struct line, share, REAL),
	JAM_COLUMN(struct line, cost, REAL),
	JAM_COLUMN(struct line, currency, TEXT),
	{ 0 },
};

struct counting {
	struct jam_arena *arena;
	struct jam_map lines; /* by wave and kind */
	struct jam_map seen;  /* who was counted in which line */
	struct line **order;
	size_t count, capacity;
};

static struct line *
line_of(struct counting *c, const char *wave, const char *kind)
{
	const char *key = jam_format(c->arena, "%s\x1f%s",
				     wave != NULL ? wave : "\x1f", kind);
	struct line *line = jam_map_find(&c->lines, key);

	if (line != NULL)
		return line;
	line = jam_alloc(c->arena, sizeof(*line));
	*line = (struct line){
		.wave = wave != NULL ? jam_strdup(c->arena, wave) : NULL,
		.outcome = jam_strdup(c->arena, kind),
		.of = JAM_NONE,
		.share = NAN,
		.cost = NAN,
	};
	jam_map_put(&c->lines, key, line);
	c->order = jam_grow(c->arena, c->order, &c->capacity, c->count + 1,
			    sizeof(struct line *));
	c->order[c->count++] = line;
	return line;
}

/* True the first time that somebody or something is counted in a line. */
static bool
is_new(struct counting *c, const struct line *line, char what, int64_t row)
{
	struct jam_mark mark = jam_arena_mark(c->arena);
	const char *key = jam_format(c->arena, "%p%c%lld", (const void *)line,
				     what, (long long)row);

	if (jam_map_find(&c->seen, key) != NULL) {
		jam_arena_reset(c->arena, mark);
		return false;
	}
	jam_map_put(&c->seen, key, c);
	return true;
}

static void
count_in(struct counting *c, const char *wave, const char *kind,
	 const struct jam_outcome *o)
{
	struct line *line = line_of(c, wave, kind);

	if (o->person != 0)
		line->persons += is_new(c, line, 'p', o->person);
	if (o->project != 0)
		line->projects += is_new(c, line, 'x', o->project);
}

/* Whoever has an outcome was reached. */
static bool
take(void *with, const struct jam_outcome *o, struct jam_error *err)
{
	struct counting *c = with;

	(void)err;
	count_in(c, o->wave, REACHED, o);
	count_in(c, NULL, REACHED, o);
	if (strcmp(o->kind, REACHED) != 0) {
		count_in(c, o->wave, o->kind, o);
		count_in(c, NULL, o->kind, o);
	}
	return true;
}

/* The budget where there is one, in one currency. */
static bool
get_budget(struct jam_run *r, struct jam_money *budget, struct jam_error *err)
{
	struct jam_money *money;
	size_t count, found = 0;

	*budget = (struct jam_money){ .budget = JAM_NONE };
	if (!jam_store_get_money(r->store, r->event, r->arena, &money, &count,
				 err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (money[i].budget != JAM_NONE) {
			*budget = money[i];
			found++;
		}
	if (found > 1) {
		jam_say(r, "budgets are in several currencies: no cost is "
			   "reckoned");
		budget->budget = JAM_NONE;
	}
	return true;
}

static void
finish_line(struct counting *c, struct line *line, int64_t going,
	    const struct jam_money *budget)
{
	int64_t n = line->persons > 0 ? line->persons : line->projects;
	bool reached = strcmp(line->outcome, REACHED) == 0;

	line->of = reached ? going : line_of(c, line->wave, REACHED)->persons;
	if (line->persons > 0)
		line->share = jam_stats_ratio(line->persons * 100, line->of, 1);
	if (line->wave != NULL || reached || strcmp(line->outcome, "left") == 0)
		return;
	if (budget->budget != JAM_NONE && n > 0) {
		line->cost = jam_stats_ratio(budget->budget, n * 100, 2);
		line->currency = budget->currency;
	}
}

static bool
show_totals(struct jam_run *r, struct jam_error *err)
{
	struct counting c = { .arena = r->arena };
	struct jam_money budget;
	int64_t going;

	jam_map_init(&c.lines, r->arena);
	jam_map_init(&c.seen, r->arena);
	if (!jam_store_count_going(r->store, r->event, &going, err) ||
	    !get_budget(r, &budget, err) ||
	    !jam_store_each_outcome(r->store, r->event, take, &c, err))
		return false;
	jam_out_begin(r->out, "outcomes",
		      r->event != NULL ? r->event->slug : NULL, columns);
	/* All waves together stand last. */
	for (int last = 0; last < 2; last++)
		for (size_t i = 0; i < c.count; i++) {
			struct line *line = c.order[i];

			if ((line->wave == NULL) != (last == 1))
				continue;
			finish_line(&c, line, going, &budget);
			if (!jam_out_row(r->out, line, err))
				return false;
		}
	return true;
}

struct quote {
	const char *wave, *outcome, *project, *quote;
};

static const struct jam_column quote_columns[] = {
	JAM_COLUMN(struct quote, wave, TEXT),
	JAM_COLUMN(struct quote, outcome, TEXT),
	JAM_COLUMN(struct quote, project, TEXT),
	JAM_COLUMN(struct quote, quote, TEXT),
	{ 0 },
};

static bool
show_quote(void *with, const struct jam_outcome *o, struct jam_error *err)
{
	const struct quote row = { o->wave, o->kind, o->project_slug,
				   o->quote };

	return o->quote == NULL || jam_out_row(with, &row, err);
}

bool
jam_report_outcomes(struct jam_run *r, const struct jam_report_options *o,
		    struct jam_error *err)
{
	if (o->expected)
		return jam_report_expected(r, err);
	if (!o->quotes)
		return show_totals(r, err);
	jam_out_begin(r->out, "quotes",
		      r->event != NULL ? r->event->slug : NULL, quote_columns);
	return jam_store_each_outcome(r->store, r->event, show_quote, r->out,
				      err);
}
