/* SPDX-License-Identifier: MIT */
/* jam report coverage: who has got how many ratings, and who owes them. */
#include <stddef.h>

#include "cmd/cli/panel.h"
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

/* What is short is filled by the next run; what is open waits for its judge. */
static void
judge_row(struct row *row, int64_t wanted)
{
	row->missing = wanted - row->done - row->open;
	if (row->missing < 0)
		row->missing = 0;
	if (row->missing > 0)
		row->mend = "jam assign";
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

bool
jam_report_coverage(struct jam_run *run,
		    const struct jam_report_options *options,
		    struct jam_error *err)
{
	struct jam_panel p;
	struct row *projects, *judges;
	int64_t even;
	uint32_t *place;

	(void)options;
	if (!jam_panel_load(run, "", &p, err))
		return false;
	projects =
	    jam_alloc_array(run->arena, p.projects_len, sizeof(*projects));
	judges = jam_alloc_array(run->arena, p.judges_len, sizeof(*judges));
	place = jam_alloc_array(run->arena, p.all_len, sizeof(*place));
	for (size_t j = 0; j < p.projects_len; j++) {
		projects[j].of = "project";
		projects[j].name = p.projects[j]->slug;
	}
	for (size_t i = 0; i < p.judges_len; i++) {
		judges[i].of = "judge";
		judges[i].name = p.names.judge[i];
	}
	count_seats(&p, projects, judges, place);
	even = even_load(&p, projects);
	for (size_t j = 0; j < p.projects_len; j++)
		judge_row(&projects[j], even);
	for (size_t i = 0; i < p.judges_len; i++) {
		judge_row(&judges[i],
			  p.judges[i].gone ? 0 : run->event->judging.batch);
		if (judges[i].mend == NULL && judges[i].open > 0)
			judges[i].mend = "jam list judges --owing";
	}
	jam_out_begin(run->out, "coverage", run->event->slug, columns);
	return show(run, projects, p.projects_len, err) &&
	       show(run, judges, p.judges_len, err);
}
