/* SPDX-License-Identifier: MIT */
/* jam report sites, jam report series. */
#include <math.h>

#include "cmd/cli/reports.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/series.h"
#include "core/policy/stats.h"
#include "core/render/out.h"
#include "core/store/series.h"

static const struct jam_column site_columns[] = {
	JAM_COLUMN(struct jam_site_counts, title, TEXT),
	JAM_COLUMN(struct jam_site_counts, event, TEXT),
	JAM_COLUMN(struct jam_site_counts, registrations, INT),
	JAM_COLUMN(struct jam_site_counts, persons, INT),
	JAM_COLUMN(struct jam_site_counts, projects, INT),
	JAM_COLUMN(struct jam_site_counts, id, TEXT),
	JAM_COLUMN(struct jam_site_counts, city, TEXT),
	JAM_COLUMN(struct jam_site_counts, country, TEXT),
	JAM_COLUMN(struct jam_site_counts, timezone, TEXT),
	JAM_COLUMN(struct jam_site_counts, hosts, INT),
	{ 0 },
};

static bool
show_site(void *with, const struct jam_site_counts *site, struct jam_error *err)
{
	struct jam_site_counts row = *site;

	if (row.id == NULL)
		row.title = "online or not said";
	return jam_out_row(with, &row, err);
}

bool
jam_report_sites(struct jam_run *r, const struct jam_report_options *o,
		 struct jam_error *err)
{
	(void)o;
	jam_out_begin(r->out, "sites", r->event != NULL ? r->event->slug : NULL,
		      site_columns);
	return jam_store_each_site(r->store, r->event, show_site, r->out, err);
}

struct figure {
	const char *scope, *figure;
	double value;
	const char *bound, *unit;
	int64_t events;
};

static const struct jam_column figure_columns[] = {
	JAM_COLUMN(struct figure, scope, TEXT),
	JAM_COLUMN(struct figure, figure, TEXT),
	JAM_COLUMN(struct figure, value, REAL),
	JAM_COLUMN(struct figure, bound, TEXT),
	JAM_COLUMN(struct figure, unit, TEXT),
	JAM_COLUMN(struct figure, events, INT),
	{ 0 },
};

static bool
show(struct jam_run *r, struct figure figure, struct jam_error *err)
{
	return isnan(figure.value) || jam_out_row(r->out, &figure, err);
}

static bool
show_lines(struct jam_run *r, const struct jam_series_sum *sum,
	   const char *scope, struct jam_error *err)
{
	struct jam_series_line lines[JAM_SERIES_LINES];
	size_t n = jam_series_lines(sum, scope, lines);

	for (size_t i = 0; i < n; i++)
		if (!show(r,
			  (struct figure){ .scope = scope,
					   .figure = lines[i].figure,
					   .value = lines[i].value,
					   .bound = lines[i].more ? "more than"
								  : NULL,
					   .events = lines[i].events },
			  err))
			return false;
	return true;
}

/* What only the file itself can tell. */
static bool
show_here(struct jam_run *r, const struct jam_series_counts *c,
	  struct jam_error *err)
{
	const struct {
		const char *name;
		double value;
		const char *unit;
	} rows[] = {
		{ "registrations", (double)c->registrations, NULL },
		{ "persons", (double)c->persons, NULL },
		{ "returning persons", (double)c->returning, NULL },
		{ "returning share",
		  jam_stats_ratio(c->returning * 100, c->persons, 1), "%" },
		{ "persons per project",
		  jam_stats_ratio(c->members, c->projects, 1), NULL },
		{ "no-shows", (double)c->no_shows, NULL },
		{ "no-show rate",
		  jam_stats_ratio(c->no_shows * 100, c->participants, 1), "%" },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (!show(r,
			  (struct figure){ .scope = "here",
					   .figure = rows[i].name,
					   .value = rows[i].value,
					   .unit = rows[i].unit,
					   .events = c->events },
			  err))
			return false;
	return true;
}

static bool
show_money(struct jam_run *r, struct jam_error *err)
{
	static const char *const names[] = { "budget", "spent on prizes",
					     "left" };
	struct jam_money *money;
	size_t count;

	if (!jam_store_get_money(r->store, NULL, r->arena, &money, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const struct jam_money *m = &money[i];
		bool has = m->budget != JAM_NONE;
		const double values[] = {
			has ? jam_stats_ratio(m->budget, 100, 2) : NAN,
			jam_stats_ratio(m->spent, 100, 2),
			has ? jam_stats_ratio(m->budget - m->spent, 100, 2)
			    : NAN,
		};

		for (int k = 0; k < 3; k++)
			if (!show(r,
				  (struct figure){ .scope = "here",
						   .figure = names[k],
						   .value = values[k],
						   .unit = m->currency,
						   .events = JAM_NONE },
				  err))
				return false;
	}
	return true;
}

bool
jam_report_series(struct jam_run *r, const struct jam_report_options *o,
		  struct jam_error *err)
{
	struct jam_series_sum here = { 0 }, all = { 0 };
	struct jam_series_counts c;
	struct jam_past *past, now;
	size_t count;

	(void)o;
	if (!jam_store_get_series(r->store, r->arena, &c, err) ||
	    !jam_store_get_past(r->store, r->arena, &past, &count, err))
		return false;
	now = (struct jam_past){ .events = c.events,
				 .participants = c.participants,
				 .projects = c.projects,
				 .sites = c.sites,
				 .locations = c.locations };
	jam_series_add(&here, &now);
	jam_series_add(&all, &now);
	jam_out_begin(r->out, "series", NULL, figure_columns);
	if (!show_lines(r, &here, "here", err) || !show_here(r, &c, err) ||
	    !show_money(r, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct jam_series_sum one = { 0 };

		jam_series_add(&one, &past[i]);
		jam_series_add(&all, &past[i]);
		if (!show_lines(r, &one, past[i].title, err))
			return false;
	}
	return count == 0 || show_lines(r, &all, "all", err);
}
