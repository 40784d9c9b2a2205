/* SPDX-License-Identifier: MIT */
/*
 * Conjugate gradients on S, preconditioned by its diagonal, one or eight right
 * sides at once: a product is one walk over the ratings, O(n).  For jam_solver
 * alone, whose functions say what these do.
 */
#ifndef JAM_POLICY_GRADIENTS_H
#define JAM_POLICY_GRADIENTS_H

#include "core/policy/solver.h"

JAM_MUST_USE bool jam_gradients_one(struct jam_solver *solver, const double *r,
				    double *x);
JAM_MUST_USE bool jam_gradients_eight(struct jam_solver *solver,
				      const double *r, double *x);
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
JAM_MUST_USE bool jam_gradients_forms(struct jam_solver *solver, double *forms,
				      struct jam_arena *arena);

#endif
