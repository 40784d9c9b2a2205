/* SPDX-License-Identifier: MIT */
/* Assignment problems for tests: regular events and random small cases. */
#ifndef JAM_TESTS_UNIT_ASSIGN_CASES_H
#define JAM_TESTS_UNIT_ASSIGN_CASES_H

#include "core/base/rng.h"
#include "core/policy/assign.h"

struct jam_arena;

/*
 * Judges spread over teams 0..projects-1, team j made project j; sites in
 * turn, team by team (0: nobody has one), all with one rule.
 */
struct jam_assign_problem jam_case_event(struct jam_arena *arena,
					 uint32_t judges, uint32_t projects,
					 uint32_t batch, uint32_t sites,
					 enum jam_assign_site rule);

/* What a random case may have; sizes are drawn from 1..max. */
struct jam_case_shape {
	uint32_t judges, projects, sites;
	bool teams;    /* own projects */
	bool bars;     /* declared conflicts and free ratings */
	bool standing; /* seats that stand, of all kinds */
	bool spent;    /* unequal needs, judges who are gone */
};

struct jam_assign_problem jam_case_random(struct jam_arena *arena,
					  struct jam_rng *rng,
					  const struct jam_case_shape *shape);

/* May judge i get project j by the rules alone (seats left aside)?  Slow. */
bool jam_case_allows(const struct jam_assign_problem *p, uint32_t i,
		     uint32_t j);

/* The problem after a plan: what was dealt stands now, open and not locked. */
void jam_case_store(struct jam_assign_problem *p,
		    const struct jam_assign_plan *plan,
		    struct jam_arena *arena);

#endif
