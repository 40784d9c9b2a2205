/* SPDX-License-Identifier: MIT */
/* jam report outcomes: what came of it, wave by wave. */
#include <math.h>
#include <string.h>

#include "cmd/cli/outcome_counts.h"
#include "cmd/cli/reports.h"
#include "cmd/cmd.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/stats.h"
#include "core/render/out.h"
#include "core/store/outcomes.h"
#include "core/store/series.h"

/* A line, and what it cost. */
struct line {
	struct jam_outcome_line count;
	double cost;
	const char *currency;
};

static const struct jam_column columns[] = {
	JAM_COLUMN_AS(struct line, count.wave, TEXT, "wave"),
	JAM_COLUMN_AS(struct line, count.outcome, TEXT, "outcome"),
	JAM_COLUMN_AS(struct line, count.persons, INT, "persons"),
	JAM_COLUMN_AS(struct line, count.projects, INT, "projects"),
	JAM_COLUMN_AS(struct line, count.of, INT, "of"),
	JAM_COLUMN_AS(struct line, count.share, REAL, "share"),
	JAM_COLUMN(struct line, cost, REAL),
	JAM_COLUMN(struct line, currency, TEXT),
	{ 0 },
};

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

/* Of an outcome in all waves; nobody pays to be reached, or for a loss. */
static void
add_cost(struct line *line, const struct jam_money *budget)
{
	const struct jam_outcome_line *c = &line->count;
	int64_t n = c->persons > 0 ? c->persons : c->projects;

	if (c->wave != NULL || strcmp(c->outcome, JAM_REACHED) == 0 ||
	    strcmp(c->outcome, "left") == 0 || budget->budget == JAM_NONE ||
	    n == 0)
		return;
	line->cost = jam_stats_ratio(budget->budget, n * 100, 2);
	line->currency = budget->currency;
}

static bool
show_totals(struct jam_run *r, struct jam_error *err)
{
	struct jam_outcome_count c;
	struct jam_money budget;
	int64_t strangers;

	if (!jam_outcome_counts(r, r->event, &c, &strangers, err) ||
	    !get_budget(r, &budget, err))
		return false;
	if (strangers > 0)
		jam_say(r,
			"%lld %s left out: of people who were not going to "
			"the event",
			(long long)strangers,
			strangers == 1 ? "outcome is" : "outcomes are");
	jam_out_begin(r->out, "outcomes",
		      r->event != NULL ? r->event->slug : NULL, columns);
	for (size_t i = 0; i < c.count; i++) {
		struct line line = { .count = *c.order[i], .cost = NAN };

		add_cost(&line, &budget);
		if (!jam_out_row(r->out, &line, err))
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
