/* SPDX-License-Identifier: MIT */
/* Eigenvalues of symmetric matrices, without vectors. */
#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/graph_math.h"
#include "core/policy/tridiagonal.h"

/*
 * The rank-two update of rows 0..i-1 with Householder's vector u (row i):
 * A - u q' - q u' with q = (A u - K u) / h, K = u' A u / 2h.
 */
static void
reflect(double *a, uint32_t n, uint32_t i, double h, double *q)
{
	const double *u = a + (size_t)i * n;
	double k = 0;

	for (uint32_t j = 0; j < i; j++) {
		const double *row = a + (size_t)j * n;
		double sum = 0;

		for (uint32_t c = 0; c <= j; c++)
			sum += row[c] * u[c];
		for (uint32_t c = j + 1; c < i; c++)
			sum += a[(size_t)c * n + j] * u[c];
		q[j] = sum / h;
		k += q[j] * u[j];
	}
	k /= 2 * h;
	for (uint32_t j = 0; j < i; j++)
		q[j] -= k * u[j];
	for (uint32_t j = 0; j < i; j++) {
		double *row = a + (size_t)j * n;

		for (uint32_t c = 0; c <= j; c++)
			row[c] -= u[j] * q[c] + q[j] * u[c];
	}
}

/* Only the lower triangle of a is used. */
static void
tridiagonal(double *a, uint32_t n, double *diagonal, double *above, double *q)
{
	for (uint32_t i = n - 1; i > 0; i--) {
		double *u = a + (size_t)i * n;
		double h = 0;

		for (uint32_t c = 0; c < i; c++)
			h += u[c] * u[c];
		diagonal[i] = u[i];
		if (h - u[i - 1] * u[i - 1] <= 0) {
			above[i - 1] = u[i - 1];
			continue;
		}
		above[i - 1] = u[i - 1] > 0 ? -sqrt(h) : sqrt(h);
		h -= u[i - 1] * above[i - 1];
		u[i - 1] -= above[i - 1];
		reflect(a, n, i, h, q);
	}
	diagonal[0] = a[0];
}

static void
sort_values(double *values, uint32_t n)
{
	for (uint32_t i = 1; i < n; i++) {
		double x = values[i];
		uint32_t j = i;

		for (; j > 0 && values[j - 1] > x; j--)
			values[j] = values[j - 1];
		values[j] = x;
	}
}

void
jam_graph_eigen(double *matrix, uint32_t n, double *values,
		struct jam_arena *arena)
{
	double *e = jam_alloc_array(arena, (size_t)n + 1, sizeof(double));
	double *q = jam_alloc_array(arena, n, sizeof(double));

	tridiagonal(matrix, n, values, e, q);
	jam_tridiagonal_eigen(values, e, n, NULL);
	sort_values(values, n);
}

/* Eigenvalues below x: negative pivots of the matrix less x (Sturm). */
static uint32_t
below(const struct jam_graph_tridiagonal *t, double x)
{
	uint32_t count = 0;
	double pivot = 1;

	for (uint32_t i = 0; i < t->n; i++) {
		double off = i > 0 ? t->above[i - 1] : 0;

		pivot = t->diagonal[i] - x - off * off / pivot;
		if (pivot < 0)
			count++;
		else if (pivot < 1e-300)
			pivot = 1e-300;
	}
	return count;
}

/* M's eigenvalues lie in 0..1; a hundred halvings leave no more to say. */
double
jam_graph_least(const struct jam_graph_tridiagonal *t)
{
	double low = -0.5, high = 1.5;

	for (int i = 0; i < 100; i++) {
		double middle = (low + high) / 2;

		if (below(t, middle) > 0)
			high = middle;
		else
			low = middle;
	}
	return (low + high) / 2;
}
