/* SPDX-License-Identifier: MIT */
/* What the database knows of those who rated, beside their ratings. */
#include "cmd/cli/rater_facts.h"

#include "cmd/cli/index.h"
#include "cmd/cli/ranking.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/store/batches.h"
#include "core/store/judges.h"

/* Who the judges are, found by row. */
static bool
name_judges(const struct jam_run *r, const struct jam_ranking *k,
	    struct jam_index *rows, struct jam_rater_known *known,
	    struct jam_error *err)
{
	size_t n = k->input.judges;
	struct jam_judges all;
	uint32_t at;

	if (!jam_store_get_judges(r->store, r->event, true, r->arena, &all,
				  err))
		return false;
	known->judges = jam_alloc_array(r->arena, n, sizeof(*known->judges));
	*rows = jam_index_new(r->arena, n);
	for (size_t i = 0; i < n; i++)
		jam_index_add(rows, k->judges[i], i);
	jam_index_sort(rows);
	for (size_t i = 0; i < all.count; i++) {
		at = jam_index_find(rows, all.items[i].id);
		if (at != JAM_RATER_NONE)
			known->judges[at] = all.items[i];
	}
	return true;
}

static bool
count_seats(const struct jam_run *r, const struct jam_index *rows,
	    struct jam_rater_known *known, struct jam_error *err)
{
	struct jam_stored_seat *seats;
	size_t count;
	uint32_t at;

	known->batch =
	    jam_alloc_array(r->arena, rows->count, sizeof(*known->batch));
	known->done =
	    jam_alloc_array(r->arena, rows->count, sizeof(*known->done));
	if (!jam_store_get_seats(r->store, r->event, r->arena, &seats, &count,
				 err))
		return false;
	for (size_t s = 0; s < count; s++) {
		at = jam_index_find(rows, seats[s].seat.judge);
		if (at == JAM_RATER_NONE)
			continue;
		known->batch[at] += seats[s].seat.state != JAM_SKIPPED;
		known->done[at] += seats[s].seat.state == JAM_RATED;
	}
	return true;
}

/* Own projects: those of a team that the judge is in. */
static bool
pair_up(const struct jam_run *r, const struct jam_ranking *k,
	struct jam_rater_known *known, struct jam_error *err)
{
	struct jam_index persons = jam_index_new(r->arena, k->input.judges);
	struct jam_index teams = jam_index_new(r->arena, k->projects_len);
	uint32_t *judge = NULL, *project = NULL, at;
	size_t n = 0, cap_j = 0, cap_p = 0;
	struct jam_row_pairs members;

	if (!jam_store_get_memberships(r->store, r->event, r->arena, &members,
				       err))
		return false;
	for (size_t i = 0; i < k->input.judges; i++)
		jam_index_add(&persons, known->judges[i].person, i);
	for (size_t j = 0; j < k->projects_len; j++)
		jam_index_add(&teams, k->projects[j].team, j);
	jam_index_sort(&persons);
	jam_index_sort(&teams);
	for (size_t m = 0; m < members.count; m++) {
		int64_t team = members.items[m].second;

		at = jam_index_find(&persons, members.items[m].first);
		if (at == JAM_RATER_NONE)
			continue;
		for (size_t t = jam_index_lowest(&teams, team);
		     t < teams.count && teams.items[t].row == team; t++, n++) {
			judge = jam_grow(r->arena, judge, &cap_j, n + 1,
					 sizeof(*judge));
			project = jam_grow(r->arena, project, &cap_p, n + 1,
					   sizeof(*project));
			judge[n] = at;
			project[n] = teams.items[t].at;
		}
	}
	known->facts.own_judge = judge;
	known->facts.own_project = project;
	known->facts.own_len = n;
	return true;
}

static void
place_sites(const struct jam_run *r, const struct jam_ranking *k,
	    struct jam_rater_known *known)
{
	size_t judges = k->input.judges, sites = r->event->sites_len;
	uint32_t *judge = jam_alloc_array(r->arena, judges, sizeof(*judge));
	uint32_t *project =
	    jam_alloc_array(r->arena, k->projects_len, sizeof(*project));
	struct jam_index rows = jam_index_new(r->arena, sites);

	for (size_t s = 0; s < sites; s++)
		jam_index_add(&rows, r->event->sites[s].id, s);
	jam_index_sort(&rows);
	for (size_t i = 0; i < judges; i++)
		judge[i] = jam_index_find(&rows, known->judges[i].site);
	for (size_t j = 0; j < k->projects_len; j++)
		project[j] = jam_index_find(&rows, k->projects[j].site);
	known->facts.sites = sites;
	known->facts.judge_site = judge;
	known->facts.project_site = project;
}

bool
jam_rater_facts_load(const struct jam_run *run,
		     const struct jam_ranking *ranking,
		     struct jam_rater_known *known, struct jam_error *err)
{
	struct jam_index rows;

	*known = (struct jam_rater_known){ 0 };
	if (!name_judges(run, ranking, &rows, known, err) ||
	    !count_seats(run, &rows, known, err) ||
	    !pair_up(run, ranking, known, err))
		return false;
	place_sites(run, ranking, known);
	return true;
}
