/* SPDX-License-Identifier: MIT */
/*
 * What an assignment can do, by maximum flow (Dinic 1970) and by brute force;
 * written without the assigner's code.
 */
#ifndef JAM_TESTS_UNIT_ORACLE_FLOW_H
#define JAM_TESTS_UNIT_ORACLE_FLOW_H

#include "core/policy/assign.h"

struct jam_arena;

/* A problem as a flow network: who may newly get what. */
struct oracle_case {
	uint32_t judges, projects;
	uint32_t *need;	 /* [judges] */
	uint32_t *fixed; /* [projects]: seats that stand and bring a rating */
	bool *allowed;	 /* [judges * projects] */
	uint64_t seats;	 /* sum of need */
};

void oracle_case_make(struct oracle_case *c, const struct jam_assign_problem *p,
		      struct jam_arena *arena);

/* Can every judge be served, loads left aside? */
bool oracle_served(const struct oracle_case *c);

/* Least possible maximum, greatest possible minimum of loads. */
void oracle_loads(const struct oracle_case *c, struct jam_arena *arena,
		  uint32_t *min, uint32_t *max);

/* Seats that projects with room cap[j] can take. */
uint64_t oracle_flow(const struct oracle_case *c, const uint32_t *cap,
		     struct jam_arena *arena);

/*
 * All assignments of the new seats with even loads (or, if there are none, the
 * loads of least squares): the least components, and then reciprocal pairs.
 * Exponential.
 */
struct oracle_best {
	bool even;
	uint64_t squares;
	uint32_t components, pairs;
};
void oracle_brute(const struct jam_assign_problem *p, struct jam_arena *arena,
		  struct oracle_best *best);

/* Components and reciprocal pairs of a list of (judge, project) seats. */
uint32_t oracle_components(const struct jam_assign_problem *p,
			   const bool *holds, struct jam_arena *arena);
uint32_t oracle_pairs(const struct jam_assign_problem *p, const bool *holds);

/*
 * The fewest kept seats that must move for the least load squares; all open
 * seats that are not locked may move.  Exponential.
 */
uint32_t oracle_moves(const struct jam_assign_problem *p,
		      struct jam_arena *arena, uint64_t *squares);

/* The same as oracle_moves by minimum-cost flow, for larger ones. */
uint32_t oracle_cost_moves(const struct jam_assign_problem *p,
			   struct jam_arena *arena);

#endif
