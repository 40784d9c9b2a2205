/* SPDX-License-Identifier: MIT */
/* A REML fit under way; for core/policy/mixed.c alone. */
#ifndef JAM_POLICY_FITTING_H
#define JAM_POLICY_FITTING_H

#include "core/policy/reml.h"
#include "core/policy/solver.h"

/* Of close and steep. */
#define JAM_FIT_CLOSE 1e-8
#define JAM_FIT_STEEP 1e-6

struct jam_tick;

struct jam_fitting {
	struct jam_reml reml;
	struct jam_solver *solver; /* outlives the fitting */
	struct jam_arena *arena;
	struct jam_tick *tick;
	double total;	     /* variance of all scores */
	double close, steep; /* when a step, a gradient counts as none */
	double near;	     /* of the total: where va counts as nearing 0 */
	unsigned iterations; /* of all that was tried */
	struct jam_error *err;
};

/* How an iteration ended. */
enum jam_outcome {
	JAM_FIT_CONVERGED,
	JAM_FIT_ZERO_A, /* va, vb is all but 0 */
	JAM_FIT_ZERO_B,
	JAM_FIT_FAILED
};

/*
 * Variances to start from, as the sums of squares suggest (Gao, Owen 2017);
 * returns the total variance.
 */
double jam_fitting_start(const struct jam_panel *panel, double v[3],
			 struct jam_arena *arena);

/* The same ratings with judges and projects in each other's place. */
struct jam_panel jam_fitting_turned(const struct jam_panel *panel,
				    struct jam_arena *arena);

/* A solver and room for a panel; arena, tick and total are set. */
void jam_fitting_begin(struct jam_fitting *f, const struct jam_panel *panel,
		       enum jam_solver_kind kind);

/* Iterate from v until nothing changes or a variance nears 0. */
enum jam_outcome jam_fitting_iterate(struct jam_fitting *f, const double v[3]);

/* The largest of |gradient| * variance. */
double jam_fitting_steepness(const struct jam_fitting *f);

#endif
