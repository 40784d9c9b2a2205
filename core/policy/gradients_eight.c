/* SPDX-License-Identifier: MIT */
/* Conjugate gradients, eight right sides at once. */
#include "core/policy/gradients.h"

#include <string.h>

#include "core/policy/panel.h"

#define LANES  JAM_LANES
#define INLINE static inline __attribute__((always_inline))

typedef double pair __attribute__((vector_size(16), may_alias));

struct row {
	pair a, b, c, d;
} __attribute__((may_alias));

INLINE struct row
row_plus(struct row x, struct row y)
{
	return (struct row){ x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d };
}

INLINE struct row
row_minus(struct row x, struct row y)
{
	return (struct row){ x.a - y.a, x.b - y.b, x.c - y.c, x.d - y.d };
}

INLINE struct row
row_product(struct row x, struct row y)
{
	return (struct row){ x.a * y.a, x.b * y.b, x.c * y.c, x.d * y.d };
}

INLINE struct row
row_times(double f, struct row x)
{
	pair p = { f, f };

	return (struct row){ p * x.a, p * x.b, p * x.c, p * x.d };
}

#include "core/policy/gradients_rows.def"

bool
jam_gradients_eight(struct jam_solver *solver, const double *r, double *x)
{
	return solve(solver, r, x);
}

void
jam_gradients_product(const struct jam_solver *solver, const double *x,
		      double *y)
{
	product(solver, (const struct row *)x, (struct row *)y);
}
