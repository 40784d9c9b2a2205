/* SPDX-License-Identifier: MIT */
/* Eigenvalues and vectors of a symmetric tridiagonal matrix. */
#include "core/policy/tridiagonal.h"

#include <math.h>
#include <stddef.h>

/* Rounds of QL for one eigenvalue; two are usual. */
#define ROUNDS_MAX 60

/* The end of the block that begins at l: where the off-diagonal vanishes. */
static uint32_t
block_end(const double *d, const double *e, uint32_t n, uint32_t l)
{
	uint32_t m = l;

	for (; m + 1 < n; m++)
		if (fabs(e[m]) <= 1e-18 + 1e-16 * (fabs(d[m]) + fabs(d[m + 1])))
			break;
	return m;
}

/* Turn columns i and i + 1 of all rows. */
static void
rotate(double *vectors, uint32_t n, uint32_t i, double c, double s)
{
	double *pair, f;

	for (uint32_t k = 0; k < n; k++) {
		pair = vectors + (size_t)k * n + i;
		f = pair[1];
		pair[1] = s * pair[0] + c * f;
		pair[0] = c * pair[0] - s * f;
	}
}

struct matrix {
	double *d, *e, *vectors;
	uint32_t n;
};

/* One sweep of plane rotations from m up to l. */
static void
sweep(struct matrix *t, uint32_t l, uint32_t m)
{
	double *d = t->d, *e = t->e;
	double g = (d[l + 1] - d[l]) / (2 * e[l]);
	double r = sqrt(g * g + 1), s = 1, c = 1, p = 0;
	uint32_t i;

	g = d[m] - d[l] + e[l] / (g + (g < 0 ? -r : r));
	for (i = m; i-- > l;) {
		double f = s * e[i], b = c * e[i];

		r = sqrt(f * f + g * g);
		e[i + 1] = r;
		if (r <= 0) {
			d[i + 1] -= p;
			e[m] = 0;
			return;
		}
		s = f / r;
		c = g / r;
		g = d[i + 1] - p;
		r = (d[i] - g) * s + 2 * c * b;
		p = s * r;
		d[i + 1] = g + p;
		g = c * r - b;
		if (t->vectors != NULL)
			rotate(t->vectors, t->n, i, c, s);
	}
	d[l] -= p;
	e[l] = g;
	e[m] = 0;
}

void
jam_tridiagonal_eigen(double *diagonal, double *above, uint32_t n,
		      double *vectors)
{
	struct matrix t = { diagonal, above, vectors, n };
	uint32_t m;

	for (uint32_t l = 0; l < n; l++) {
		for (int round = 0; round < ROUNDS_MAX; round++) {
			m = block_end(diagonal, above, n, l);
			if (m == l)
				break;
			sweep(&t, l, m);
		}
	}
}
