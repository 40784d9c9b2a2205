/* SPDX-License-Identifier: MIT */
/*
 * Conjugate gradients on S, preconditioned by its diagonal, one or eight right
 * sides at once: a product is one walk over the ratings, O(n).  For jam_solver
 * alone, whose functions say what these do.
 */
#ifndef JAM_POLICY_GRADIENTS_H
#define JAM_POLICY_GRADIENTS_H

#include <stdint.h>

#include "core/policy/solver.h"

JAM_MUST_USE bool jam_gradients_one(struct jam_solver *solver, const double *r,
				    double *x);
JAM_MUST_USE bool jam_gradients_eight(struct jam_solver *solver,
				      const double *r, double *x);

/* Which judges rated each project: judge[start[j]] .. judge[start[j + 1] - 1].
 */
struct jam_by_project {
	uint32_t *start, *judge;
};
void jam_by_project_init(struct jam_by_project *by,
			 const struct jam_panel *panel,
			 struct jam_arena *arena);

/*
 * x becomes the columns first .. first + JAM_LANES - 1 of S^-1, those of
 * projects; lanes behind the last project stay 0.  Starts from 0.
 */
JAM_MUST_USE bool jam_gradients_units(struct jam_solver *solver,
				      const struct jam_by_project *by,
				      size_t first, double *x);

/*
 * u_i' S^-1 u_i for each judge and the diagonal of S^-1, mu last, from its
 * columns, solved to the tolerance `rough`; traces: their sums, diagonal may be
 * NULL.
 */
JAM_MUST_USE bool jam_gradients_forms(struct jam_solver *solver, double rough,
				      double *forms, double *diagonal,
				      struct jam_arena *arena);
JAM_MUST_USE bool jam_gradients_traces(struct jam_solver *solver,
				       double *trace_a, double *trace_b,
				       double *diagonal,
				       struct jam_arena *arena);

/* y = S x for eight columns. */
void jam_gradients_product(const struct jam_solver *solver, const double *x,
			   double *y);

JAM_MUST_USE bool jam_gradients_sample(const struct jam_solver *solver,
				       const double *z, double *x,
				       struct jam_arena *arena);

#endif
