/* SPDX-License-Identifier: MIT */
/* A simulation under way; for core/policy/simulate.c alone. */
#ifndef JAM_POLICY_SIMULATE_SCORE_H
#define JAM_POLICY_SIMULATE_SCORE_H

#include "core/base/rng.h"
#include "core/policy/simulate.h"
#include "core/policy/solver.h"

struct jam_panel;

struct jam_simulation {
	const struct jam_simulate_problem *problem;
	struct jam_arena *arena;
	uint32_t runs;
	uint64_t seed;
	double prior;
	double sd[3]; /* of judges, projects, noise, in steps */
	uint32_t load_min, load_max;
	/* Eight runs side by side. */
	struct jam_rng rng[JAM_LANES];
	double *truth[JAM_LANES];   /* by project */
	uint32_t *place[JAM_LANES]; /* by project: true rank less 1 */
	double *scores[JAM_LANES];  /* by rating, in steps: whole numbers */
	double *lenience, *noise;
	uint32_t *order, *room;
	double *values[JAM_SIMULATE_METHODS]; /* [lane * projects + project] */
	struct jam_solver solver;
	double *r, *x; /* lanes side by side */
};

/* Get ready for the batches of a panel. */
JAM_MUST_USE bool jam_simulation_begin(struct jam_simulation *s,
				       const struct jam_panel *panel,
				       struct jam_error *err);

/* Fill values of all methods for the first so many lanes. */
JAM_MUST_USE bool jam_simulation_score(struct jam_simulation *s,
				       const struct jam_panel *panel,
				       size_t lanes, struct jam_error *err);

#endif
