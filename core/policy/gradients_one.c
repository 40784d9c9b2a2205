/* SPDX-License-Identifier: MIT */
/* Conjugate gradients, one right side. */
#include "core/policy/gradients.h"

#include <string.h>

#include "core/policy/panel.h"

#define LANES  1
#define INLINE static inline __attribute__((always_inline))

struct row {
	double a;
} __attribute__((may_alias));

INLINE struct row
row_plus(struct row x, struct row y)
{
	return (struct row){ x.a + y.a };
}

INLINE struct row
row_minus(struct row x, struct row y)
{
	return (struct row){ x.a - y.a };
}

INLINE struct row
row_product(struct row x, struct row y)
{
	return (struct row){ x.a * y.a };
}

INLINE struct row
row_times(double f, struct row x)
{
	return (struct row){ f * x.a };
}

#include "core/policy/gradients_rows.def"

bool
jam_gradients_one(struct jam_solver *solver, const double *r, double *x)
{
	return solve(solver, r, x);
}
