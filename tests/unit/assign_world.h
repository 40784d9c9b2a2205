/* SPDX-License-Identifier: MIT */
/*
 * A small jam that lives: people come and go, projects too, seats are rated
 * and skipped.  It becomes a problem, and takes a plan back.
 */
#ifndef JAM_TESTS_UNIT_ASSIGN_WORLD_H
#define JAM_TESTS_UNIT_ASSIGN_WORLD_H

#include "core/base/rng.h"
#include "core/policy/assign_figures.h"
#include "core/policy/check_assign.h"

#define WORLD_JUDGES   20
#define WORLD_PROJECTS 16

struct world_seat {
	bool there, locked, fresh;
	uint8_t state;
	uint32_t slot;
};

struct world {
	struct jam_rng rng;
	uint32_t batch;
	unsigned relax;
	enum jam_assign_site own_site;
	struct {
		bool here, gone;
		uint32_t teams; /* as bits */
		uint32_t site;
	} judge[WORLD_JUDGES];
	struct {
		bool here, retracted;
		uint32_t site; /* its team has its number */
	} project[WORLD_PROJECTS];
	struct world_seat seat[WORLD_JUDGES][WORLD_PROJECTS];
	bool barred[WORLD_JUDGES][WORLD_PROJECTS];
	bool rated[WORLD_JUDGES][WORLD_PROJECTS]; /* free ratings */

	/* The latest problem: which judge and project is at which place. */
	uint32_t judge_of[WORLD_JUDGES], project_of[WORLD_PROJECTS];
};

void world_begin(struct world *w, uint64_t seed, uint32_t judges,
		 uint32_t projects, uint32_t batch);

/* Something happens: an arrival, a late project, a no-show, a rating, … */
void world_step(struct world *w);

struct jam_assign_problem world_problem(struct world *w,
					struct jam_arena *arena);

/* Take a plan for the latest problem; seats that fell or moved go. */
void world_take(struct world *w, const struct jam_assign_problem *p,
		const struct jam_assign_plan *plan);

/* What a check needs to know, of the world as it is. */
struct jam_check_facts world_facts(struct world *w,
				   struct jam_assign_problem *p,
				   struct jam_arena *arena);

/* All seats of a problem as rows, in the facts. */
void world_rows(struct jam_check_facts *f, struct jam_arena *arena);

/* The digest by the model, and the number of seats. */
void world_digest(const struct jam_check_facts *f,
		  struct jam_assign_figures *out);

#endif
