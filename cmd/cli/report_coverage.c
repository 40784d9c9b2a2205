/* SPDX-License-Identifier: MIT */
/* jam report coverage: who has got how many ratings, and who owes them. */
#include <stddef.h>

#include "cmd/cli/panel.h"
#include "cmd/cli/relaxed.h"
#include "cmd/cli/reports.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/render/out.h"

/* A project, or a judge: of each, what its seats have come to. */
struct row {
	const char *of, *name;
	int64_t done; /* ratings received, or given, by seats */
	int64_t open, skipped;
	int64_t missing; /* what even loads, or the batch, would have more */
	const char *mend;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct row, of, TEXT),
	JAM_COLUMN(struct row, name, TEXT),
	JAM_COLUMN(struct row, done, INT),
	JAM_COLUMN(struct row, open, INT),
	JAM_COLUMN(struct row, skipped, INT),
	JAM_COLUMN(struct row, missing, INT),
	JAM_COLUMN(struct row, mend, TEXT),
	{ 0 },
};

static void
count_seat(struct row *row, enum jam_seat_state state)
{
	row->done += state == JAM_RATED;
	row->open += state == JAM_OPEN;
	row->skipped += state == JAM_SKIPPED;
}

/* Ratings that each project gets at even loads. */
static int64_t
even_load(const struct jam_panel *p, const struct row *projects)
{
	int64_t all = 0;

	for (size_t j = 0; j < p->projects_len; j++)
		all += projects[j].done + projects[j].open;
	return p->projects_len > 0 ? all / (int64_t)p->projects_len : 0;
}

/* What is left of what is wanted. */
static void
count_missing(struct row *row, int64_t wanted)
{
	int64_t has = row->done + row->open;

	row->missing = wanted > has ? wanted - has : 0;
}

/* The report in the making. */
struct work {
	struct jam_run *run;
	struct jam_panel panel;
	struct row *projects, *judges;
	const char *relaxed; /* rules that the last run gave up */
};

/* Who is short and gets seats by a plan is helped by its command. */
static void
mend_by(struct work *w, const struct jam_assign_plan *plan, const char *command)
{
	for (uint32_t i = 0; i < w->panel.judges_len; i++) {
		struct row *judge = &w->judges[i];

		if (plan->start[i] < plan->start[i + 1] && judge->missing > 0 &&
		    judge->mend == NULL)
			judge->mend = command;
		for (uint32_t s = plan->start[i]; s < plan->start[i + 1]; s++) {
			struct row *project = &w->projects[plan->project[s]];

			if (project->missing > 0 && project->mend == NULL)
				project->mend = command;
		}
	}
}

static bool
any_is_helpless(const struct row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].missing > 0 && rows[i].mend == NULL)
			return true;
	return false;
}

static bool
is_helpless(const struct work *w)
{
	return any_is_helpless(w->projects, w->panel.projects_len) ||
	       any_is_helpless(w->judges, w->panel.judges_len);
}

/* Try a change of the problem; its plan helps whom it gives seats. */
static void
try_change(struct work *w, const struct jam_assign_hint *hint)
{
	struct jam_arena *arena = w->run->arena;
	struct jam_assign_problem p =
	    jam_assign_take(&w->panel.problem, hint, arena);
	const char *option =
	    jam_assign_hint_option(hint, &w->panel.names, arena);
	struct jam_assign_witness witness;
	struct jam_assign_plan plan;

	if (option != NULL &&
	    jam_assign(&p, arena, w->run->tick, &plan, &witness))
		mend_by(w, &plan, jam_format(arena, "jam assign %s", option));
}

/* Batches so much larger are tried where full ones leave a project short. */
#define LARGER 4

/*
 * The command that helps is found by trying it: a plain run, else what its
 * refusal hints at, the mildest (the last) first, else a larger batch.
 */
static void
find_mends(struct work *w)
{
	struct jam_assign_hint larger = { .change = JAM_ASSIGN_TRY_BATCH };
	struct jam_assign_problem *p = &w->panel.problem;
	struct jam_assign_witness witness;
	struct jam_assign_plan plan;

	if (p->judges == 0 || p->projects == 0 || !is_helpless(w))
		return;
	p->batch = (uint32_t)w->run->event->judging.batch;
	p->relax =
	    jam_relaxed_rules(w->relaxed) & ~(unsigned)JAM_ASSIGN_RELAX_KEPT;
	if (jam_assign(p, w->run->arena, w->run->tick, &plan, &witness))
		mend_by(w, &plan, "jam assign");
	for (size_t h = witness.hints_len; h-- > 0 && is_helpless(w);)
		try_change(w, &witness.hints[h]);
	for (larger.n = p->batch + 1;
	     larger.n <= p->batch + LARGER && is_helpless(w); larger.n++)
		try_change(w, &larger);
}

static bool
show(struct jam_run *run, const struct row *rows, size_t count,
     struct jam_error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!jam_out_row(run->out, &rows[i], err))
			return false;
	return true;
}

/* Places of projects by row, as the panel's seats name them. */
static void
count_seats(const struct jam_panel *p, struct row *projects, struct row *judges,
	    uint32_t *place)
{
	for (size_t j = 0; j < p->all_len; j++)
		place[j] = JAM_ASSIGN_NONE;
	for (uint32_t j = 0; j < p->projects_len; j++)
		place[p->projects[j] - p->all] = j;
	for (size_t s = 0; s < p->seats_len; s++) {
		const struct jam_seat *seat = &p->seats[s].seat;
		uint32_t all = jam_panel_project(p, seat->project);

		if (all == JAM_ASSIGN_NONE || place[all] == JAM_ASSIGN_NONE)
			continue;
		count_seat(&projects[place[all]], seat->state);
		if (p->owner[s] != JAM_ASSIGN_NONE)
			count_seat(&judges[p->owner[s]], seat->state);
	}
}

static bool
load(struct work *w, struct jam_error *err)
{
	struct jam_run *r = w->run;
	struct jam_run_row *runs;
	size_t count;

	if (!jam_store_get_runs(r->store, r->event, r->arena, &runs, &count,
				err))
		return false;
	w->relaxed = count > 0 ? runs[count - 1].relaxed : "";
	return jam_panel_load(r, w->relaxed, &w->panel, err);
}

static void
make_rows(struct work *w)
{
	const struct jam_panel *p = &w->panel;
	struct jam_arena *arena = w->run->arena;
	uint32_t *place = jam_alloc_array(arena, p->all_len, sizeof(*place));
	int64_t even, batch = w->run->event->judging.batch;

	w->projects =
	    jam_alloc_array(arena, p->projects_len, sizeof(*w->projects));
	w->judges = jam_alloc_array(arena, p->judges_len, sizeof(*w->judges));
	for (size_t j = 0; j < p->projects_len; j++) {
		w->projects[j].of = "project";
		w->projects[j].name = p->projects[j]->slug;
	}
	for (size_t i = 0; i < p->judges_len; i++) {
		w->judges[i].of = "judge";
		w->judges[i].name = p->names.judge[i];
	}
	count_seats(p, w->projects, w->judges, place);
	even = even_load(p, w->projects);
	for (size_t j = 0; j < p->projects_len; j++)
		count_missing(&w->projects[j], even);
	for (size_t i = 0; i < p->judges_len; i++)
		count_missing(&w->judges[i],
			      p->judges[i].gone
				  ? 0
				  : batch - (int64_t)p->problem.spent[i]);
}

bool
jam_report_coverage(struct jam_run *run,
		    const struct jam_report_options *options,
		    struct jam_error *err)
{
	struct work w = { .run = run };

	(void)options;
	if (!load(&w, err))
		return false;
	make_rows(&w);
	find_mends(&w);
	for (size_t i = 0; i < w.panel.judges_len; i++)
		if (w.judges[i].mend == NULL && w.judges[i].open > 0)
			w.judges[i].mend = "jam list judges --owing";
	jam_out_begin(run->out, "coverage", run->event->slug, columns);
	return show(run, w.projects, w.panel.projects_len, err) &&
	       show(run, w.judges, w.panel.judges_len, err);
}
