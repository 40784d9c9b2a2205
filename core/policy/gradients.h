/* SPDX-License-Identifier: MIT */
/*
 * Conjugate gradients on S, preconditioned by its diagonal, several right
 * sides at once: a product is one walk over the ratings, O(n).
 */
#ifndef JAM_POLICY_GRADIENTS_H
#define JAM_POLICY_GRADIENTS_H

#include "core/policy/solver.h"

/* As jam_solver_init, _solve and _traces; for jam_solver alone. */
void jam_gradients_init(struct jam_solver *solver, struct jam_arena *arena);
JAM_MUST_USE bool jam_gradients_solve(struct jam_solver *solver, size_t lanes,
				      const double *r, double *x);
JAM_MUST_USE bool jam_gradients_traces(struct jam_solver *solver,
				       double *trace_a, double *trace_b,
				       double *diagonal,
				       struct jam_arena *arena);

/* y becomes S x, for the tests. */
void jam_gradients_product(const struct jam_solver *solver, size_t lanes,
			   const double *x, double *y);

#endif
