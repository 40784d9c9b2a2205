/* SPDX-License-Identifier: MIT */
/* The certificate of an assignment. */
#include "core/policy/assign_figures.h"

#include <string.h>

#include "core/base/arena.h"

/* Joint seats looked at; a million judges with five each need 100 million. */
#define SHARED_WORK 500000000

static uint32_t
own_seats(const struct jam_assign_problem *p, const struct jam_graph *g)
{
	uint32_t n = 0;

	if (p->judge_site == NULL || p->project_site == NULL)
		return 0;
	for (uint32_t i = 0; i < g->judges; i++)
		for (uint32_t s = g->start[i]; s < g->start[i + 1]; s++)
			n += p->judge_site[i] != JAM_ASSIGN_NONE &&
			     p->judge_site[i] == p->project_site[g->project[s]];
	return n;
}

void
jam_assign_measure(const struct jam_assign_problem *problem,
		   const struct jam_assign_plan *plan, uint32_t most,
		   struct jam_arena *arena, struct jam_tick *tick,
		   struct jam_assign_figures *out)
{
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_graph g;

	memset(out, 0, sizeof(*out));
	jam_assign_graph(problem, plan, arena, &g);
	jam_graph_measure(&g, most, arena, tick, &out->graph);
	for (uint32_t i = 0; i < problem->judges; i++)
		out->judges += problem->spent == NULL ||
			       problem->spent[i] != JAM_ASSIGN_GONE;
	out->projects = problem->projects;
	out->batch = problem->batch;
	out->reciprocal_pairs = plan->reciprocal_pairs;
	out->own_site_seats = own_seats(problem, &g);
	out->has_shared =
	    jam_graph_shared(&g, SHARED_WORK, arena, &out->shared_pairs);
	out->moved = (uint32_t)plan->moved_len;
	out->kept = (uint32_t)(problem->seats_len - plan->dropped_len -
			       plan->moved_len);
	jam_arena_reset(arena, mark);
}
