/* SPDX-License-Identifier: MIT */
/*
 * How sure the first three of an event would be: made-up events with a known
 * truth, judged in batches as jam gives them, scored by each method.
 */
#ifndef JAM_POLICY_SIMULATE_H
#define JAM_POLICY_SIMULATE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/model/event.h"

struct jam_arena;
struct jam_tick;

#define JAM_SIMULATE_METHODS 4 /* as enum jam_method */

struct jam_simulate_problem {
	uint32_t projects, judges; /* at least 2 projects, 1 judge */
	uint32_t batch;		   /* 1..projects */
	uint32_t runs;		   /* 0: 2000 */
	/* Of the scale, in any unit: where it begins, its width and step. */
	double least, width, step;
	/* Standard deviations in the same unit; 0: .2, .15, .15 of width. */
	double quality, leniency, noise;
	double prior;	       /* C of bayes; 0: 5 */
	struct jam_tick *tick; /* told each deal of 16; or NULL */
	bool one_thread;       /* not two; the answer is the same */
};

/* A figure and its standard error over the runs. */
struct jam_simulate_figure {
	double value, error;
};

/* What one method makes of it. */
struct jam_simulate_method {
	struct jam_simulate_figure tau;	   /* Kendall's, of the truth */
	struct jam_simulate_figure first;  /* P(best project comes first) */
	struct jam_simulate_figure podium; /* P(it is among the first three) */
	struct jam_simulate_figure share;  /* of the true first three, found */
	struct jam_simulate_figure exact;  /* P(all three found) */
};

struct jam_simulate_answer {
	uint32_t load_min, load_max; /* ratings a project */
	struct jam_simulate_method methods[JAM_SIMULATE_METHODS];
};

/*
 * Run it: quality q_j, leniency a_i and noise e_ij are normal, a score is
 * middle + q + a + e, rounded to a step and clipped to the scale; judge i has a
 * team with project i, as far as projects go; ties are ordered at random;
 * mixed knows the variances.  The same problem gives the same answer
 * (generator of jam-plan/1, one candidate a run).  Fails with JAM_E_NO when no
 * batches can be given.  O(runs * judges * batch).
 */
JAM_MUST_USE bool jam_simulate(const struct jam_simulate_problem *problem,
			       struct jam_arena *arena,
			       struct jam_simulate_answer *answer,
			       struct jam_error *err);

/*
 * The smallest batch, and at the problem's batch the smallest number of
 * judges, with which the best project is among the first three by the method
 * with probability 0.9: 0 where none up to all projects, or 16 times the
 * judges, is enough.  A dozen simulations or so.
 */
JAM_MUST_USE bool jam_simulate_enough(
    const struct jam_simulate_problem *problem, enum jam_method method,
    struct jam_arena *arena, uint32_t *batch, uint32_t *judges,
    struct jam_error *err);

#endif
