/* SPDX-License-Identifier: MIT */
/* Filling a problem of assignment. */
#include "cmd/cli/panel.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/cli/index.h"
#include "cmd/cli/relaxed.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/store/judges.h"
#include "core/store/projects.h"

uint32_t
jam_panel_project(const struct jam_panel *panel, int64_t row)
{
	size_t low = 0, high = panel->all_len;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (panel->all[mid].id < row)
			low = mid + 1;
		else
			high = mid;
	}
	return low < panel->all_len && panel->all[low].id == row
		   ? (uint32_t)low
		   : JAM_ASSIGN_NONE;
}

/* The panel in the making. */
struct filling {
	const struct jam_run *run;
	struct jam_panel *panel;
	struct jam_arena *aside; /* what only the filling needs */
	struct jam_index persons, projects, teams, sites;
	uint32_t *spent;
};

static int
by_slug(const void *a, const void *b)
{
	const struct jam_project *const *x = a, *const *y = b;

	return strcmp((*x)->slug, (*y)->slug);
}

static int
by_project_row(const void *a, const void *b)
{
	const struct jam_project *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static bool
load_projects(struct filling *f, struct jam_error *err)
{
	struct jam_arena *arena = f->run->arena;
	struct jam_panel *p = f->panel;
	size_t n = 0;

	if (!jam_store_get_projects(f->run->store, f->run->event, arena,
				    &p->all, &p->all_len, err))
		return false;
	if (p->all_len > 0)
		qsort(p->all, p->all_len, sizeof(*p->all), by_project_row);
	p->projects = jam_alloc_array(arena, p->all_len, sizeof(*p->projects));
	for (size_t i = 0; i < p->all_len; i++)
		if (p->all[i].tier == JAM_RUNNING)
			p->projects[n++] = &p->all[i];
	if (n > 0)
		qsort(p->projects, n, sizeof(*p->projects), by_slug);
	p->projects_len = n;
	f->projects = jam_index_new(f->aside, n);
	for (size_t i = 0; i < n; i++)
		jam_index_add(&f->projects, p->projects[i]->id, i);
	jam_index_sort(&f->projects);
	return true;
}

static bool
load_judges(struct filling *f, struct jam_error *err)
{
	struct jam_panel *p = f->panel;
	struct jam_judges judges;

	if (!jam_store_get_judges(f->run->store, f->run->event, true,
				  f->run->arena, &judges, err))
		return false;
	p->judges = judges.items;
	p->judges_len = judges.count;
	f->persons = jam_index_new(f->aside, p->judges_len);
	for (size_t i = 0; i < p->judges_len; i++)
		jam_index_add(&f->persons, p->judges[i].person, i);
	jam_index_sort(&f->persons);
	return true;
}

/* Sites and what own_site says of each. */
static void
fill_sites(struct filling *f, const char *relaxed)
{
	const struct jam_event *e = f->run->event;
	struct jam_arena *arena = f->run->arena;
	struct jam_panel *p = f->panel;
	size_t n = e->sites_len;
	uint8_t *rule = jam_alloc_array(arena, n, 1);
	const char **names = jam_alloc_array(arena, n, sizeof(*names));

	f->sites = jam_index_new(f->aside, n);
	for (size_t i = 0; i < n; i++) {
		const char *word =
		    jam_format(arena, "site:%s", e->sites[i].key);

		jam_index_add(&f->sites, e->sites[i].id, i);
		rule[i] = (uint8_t)e->judging.own_site;
		if (rule[i] == JAM_ASSIGN_FORBID &&
		    (jam_relaxed_has(relaxed, "own_site") ||
		     jam_relaxed_has(relaxed, word)))
			rule[i] = JAM_ASSIGN_AVOID;
		names[i] = e->sites[i].key;
	}
	jam_index_sort(&f->sites);
	p->names.site = names;
	p->problem.sites = (uint32_t)n;
	p->problem.site_rule = rule;
}

static void
fill_names(struct filling *f)
{
	struct jam_arena *arena = f->run->arena;
	struct jam_panel *p = f->panel;
	const char **judge =
	    jam_alloc_array(arena, p->judges_len, sizeof(*judge));
	const char **project =
	    jam_alloc_array(arena, p->projects_len, sizeof(*project));
	uint32_t *number =
	    jam_alloc_array(arena, p->projects_len, sizeof(*number));

	for (size_t i = 0; i < p->judges_len; i++)
		judge[i] = p->judges[i].email != NULL  ? p->judges[i].email
			   : p->judges[i].name != NULL ? p->judges[i].name
						       : "?";
	for (size_t j = 0; j < p->projects_len; j++) {
		project[j] = p->projects[j]->title;
		number[j] = (uint32_t)p->projects[j]->number;
	}
	p->names.judge = judge;
	p->names.project = project;
	p->names.number = number;
}

/*
 * A team has the number of its first project, whatever order the files had:
 * numbers decide which seat of a reciprocal pair is looked at first.
 */
static void
number_teams(struct filling *f)
{
	const struct jam_panel *p = f->panel;
	struct jam_place *items =
	    jam_alloc_array(f->aside, p->projects_len, sizeof(*items));

	for (uint32_t j = 0; j < p->projects_len; j++)
		items[j] = (struct jam_place){ p->projects[j]->team, j };
	f->teams = (struct jam_index){ items, p->projects_len };
	jam_index_sort(&f->teams);
	for (size_t t = 1; t < f->teams.count; t++)
		if (items[t].row == items[t - 1].row)
			items[t].at = items[t - 1].at;
	f->panel->problem.teams = (uint32_t)p->projects_len;
}

/* Sites of judges and projects, teams of projects. */
static void
fill_vertices(struct filling *f)
{
	struct jam_arena *arena = f->run->arena;
	struct jam_panel *p = f->panel;
	uint32_t *judge_site =
	    jam_alloc_array(arena, p->judges_len, sizeof(*judge_site));
	uint32_t *site = jam_alloc_array(arena, p->projects_len, sizeof(*site));
	uint32_t *team = jam_alloc_array(arena, p->projects_len, sizeof(*team));

	f->spent = jam_alloc_array(arena, p->judges_len, sizeof(*f->spent));
	for (size_t i = 0; i < p->judges_len; i++) {
		judge_site[i] = jam_index_find(&f->sites, p->judges[i].site);
		if (p->judges[i].gone)
			f->spent[i] = JAM_ASSIGN_GONE;
	}
	number_teams(f);
	for (size_t j = 0; j < p->projects_len; j++) {
		site[j] = jam_index_find(&f->sites, p->projects[j]->site);
		team[j] = jam_index_find(&f->teams, p->projects[j]->team);
	}
	p->problem.judges = (uint32_t)p->judges_len;
	p->problem.projects = (uint32_t)p->projects_len;
	p->problem.judge_site = judge_site;
	p->problem.project_site = site;
	p->problem.project_team = team;
	p->problem.spent = f->spent;
}

/* The teams of one judge are few; they came by row. */
static void
sort_teams(const uint32_t *start, uint32_t *team, size_t judges)
{
	for (size_t i = 0; i < judges; i++)
		for (uint32_t t = start[i] + 1; t < start[i + 1]; t++) {
			uint32_t x = t, moved = team[t];

			for (; x > start[i] && team[x - 1] > moved; x--)
				team[x] = team[x - 1];
			team[x] = moved;
		}
}

/* The teams of each judge; only teams with a project matter. */
static bool
fill_teams(struct filling *f, struct jam_error *err)
{
	struct jam_arena *arena = f->run->arena;
	struct jam_panel *p = f->panel;
	struct jam_row_pairs pairs;
	uint32_t *start, *team;

	if (!jam_store_get_memberships(f->run->store, f->run->event, f->aside,
				       &pairs, err))
		return false;
	start = jam_alloc_array(arena, p->judges_len + 2, sizeof(*start));
	team = jam_alloc_array(arena, pairs.count, sizeof(*team));
	for (size_t i = 0; i < pairs.count; i++) {
		uint32_t judge =
		    jam_index_find(&f->persons, pairs.items[i].first);

		if (judge != JAM_ASSIGN_NONE &&
		    jam_index_find(&f->teams, pairs.items[i].second) !=
			JAM_ASSIGN_NONE)
			start[judge + 2]++;
	}
	for (size_t i = 0; i < p->judges_len; i++)
		start[i + 2] += start[i + 1];
	for (size_t i = 0; i < pairs.count; i++) {
		uint32_t judge =
		    jam_index_find(&f->persons, pairs.items[i].first);
		uint32_t t = jam_index_find(&f->teams, pairs.items[i].second);

		if (judge == JAM_ASSIGN_NONE || t == JAM_ASSIGN_NONE)
			continue;
		team[start[judge + 1]++] = t;
	}
	sort_teams(start, team, p->judges_len);
	p->problem.team_start = start;
	p->problem.team = team;
	return true;
}

static int
by_pair(const void *a, const void *b)
{
	const struct jam_assign_bar *x = a, *y = b;

	if (x->judge != y->judge)
		return x->judge < y->judge ? -1 : 1;
	if (x->project != y->project)
		return x->project < y->project ? -1 : 1;
	return (x->why > y->why) - (x->why < y->why);
}

static bool
same_pair(const struct jam_assign_bar *a, const struct jam_assign_bar *b)
{
	return a->judge == b->judge && a->project == b->project;
}

static void
add_bars(struct filling *f, const struct jam_row_pairs *pairs, uint8_t why,
	 struct jam_assign_bar *bars, size_t *n)
{
	for (size_t i = 0; i < pairs->count; i++) {
		struct jam_assign_bar bar = {
			jam_index_find(&f->persons, pairs->items[i].first),
			jam_index_find(&f->projects, pairs->items[i].second),
			why
		};

		if (bar.judge != JAM_ASSIGN_NONE &&
		    bar.project != JAM_ASSIGN_NONE)
			bars[(*n)++] = bar;
	}
}

static bool
fill_bars(struct filling *f, struct jam_error *err)
{
	const struct jam_run *r = f->run;
	struct jam_row_pairs conflicts, rated;
	struct jam_assign_bar *bars;
	size_t n = 0, kept = 0;

	if (!jam_store_get_conflicts(r->store, r->event, f->aside, &conflicts,
				     err) ||
	    !jam_store_get_free_ratings(r->store, r->event, f->aside, &rated,
					err))
		return false;
	bars = jam_alloc_array(r->arena, conflicts.count + rated.count,
			       sizeof(*bars));
	add_bars(f, &conflicts, JAM_ASSIGN_DECLARED, bars, &n);
	add_bars(f, &rated, JAM_ASSIGN_FREE, bars, &n);
	if (n > 0)
		qsort(bars, n, sizeof(*bars), by_pair);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || !same_pair(&bars[kept - 1], &bars[i]))
			bars[kept++] = bars[i];
	f->panel->problem.bars = bars;
	f->panel->problem.bars_len = kept;
	return true;
}

/* A seat on its way into the problem. */
struct entry {
	struct jam_assign_seat seat;
	size_t stored;
};

static int
by_seat(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->seat.judge != y->seat.judge)
		return x->seat.judge < y->seat.judge ? -1 : 1;
	if (x->seat.project != y->seat.project)
		return x->seat.project < y->seat.project ? -1 : 1;
	return (x->stored > y->stored) - (x->stored < y->stored);
}

/* Seats that stand; open ones of who is gone fall, as do retracted ones. */
static bool
place_seats(struct filling *f, struct entry *entries, size_t *count)
{
	struct jam_panel *p = f->panel;
	bool seen = f->run->now >= f->run->event->judging.opens_at;

	for (size_t i = 0; i < p->seats_len; i++) {
		const struct jam_seat *s = &p->seats[i].seat;
		uint32_t judge =
		    jam_index_find(&f->persons, p->seats[i].person);
		uint32_t project = jam_index_find(&f->projects, s->project);

		p->owner[i] = judge;
		p->place[i] = JAM_ASSIGN_NONE;
		if (project == JAM_ASSIGN_NONE &&
		    jam_panel_project(p, s->project) == JAM_ASSIGN_NONE)
			return false;
		if (judge == JAM_ASSIGN_NONE)
			continue;
		if (project == JAM_ASSIGN_NONE) {
			if (s->state == JAM_RATED &&
			    f->spent[judge] != JAM_ASSIGN_GONE)
				f->spent[judge]++;
			continue;
		}
		if (s->state == JAM_OPEN && p->judges[judge].gone)
			continue;
		entries[(*count)++] =
		    (struct entry){ { judge, project, (uint32_t)s->slot,
				      (uint8_t)s->state,
				      s->handed_out || seen },
				    i };
	}
	return true;
}

static bool
fill_seats(struct filling *f, struct jam_error *err)
{
	struct jam_arena *arena = f->run->arena;
	struct jam_panel *p = f->panel;
	struct jam_assign_seat *seats;
	struct entry *entries;
	size_t count = 0;

	if (!jam_store_get_seats(f->run->store, f->run->event, arena, &p->seats,
				 &p->seats_len, err))
		return false;
	p->place = jam_alloc_array(arena, p->seats_len, sizeof(*p->place));
	p->owner = jam_alloc_array(arena, p->seats_len, sizeof(*p->owner));
	entries = jam_alloc_array(f->aside, p->seats_len, sizeof(*entries));
	if (!place_seats(f, entries, &count)) {
		jam_fail(err, JAM_E_CONFIG,
			 "a seat names a project of another event");
		return jam_hint(err, "jam verify says what was touched");
	}
	if (count > 0)
		qsort(entries, count, sizeof(*entries), by_seat);
	seats = jam_alloc_array(arena, count, sizeof(*seats));
	for (size_t i = 0; i < count; i++) {
		seats[i] = entries[i].seat;
		p->place[entries[i].stored] = (uint32_t)i;
	}
	p->problem.seats = seats;
	p->problem.seats_len = count;
	return true;
}

static bool
fill(struct filling *f, const char *relaxed, struct jam_error *err)
{
	const struct jam_run *run = f->run;

	if (!load_projects(f, err) || !load_judges(f, err) ||
	    !jam_store_get_runs(run->store, run->event, run->arena,
				&f->panel->runs, &f->panel->runs_len, err))
		return false;
	fill_sites(f, relaxed);
	fill_names(f);
	fill_vertices(f);
	return fill_teams(f, err) && fill_bars(f, err) && fill_seats(f, err);
}

bool
jam_panel_load(const struct jam_run *run, const char *relaxed,
	       struct jam_panel *panel, struct jam_error *err)
{
	struct filling f = { .run = run, .panel = panel };
	bool done;

	*panel = (struct jam_panel){ 0 };
	f.aside = jam_arena_beside(run->arena);
	done = fill(&f, relaxed, err);
	jam_arena_free(f.aside);
	return done;
}
