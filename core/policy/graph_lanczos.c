/* SPDX-License-Identifier: MIT */
/* Large graphs: Lanczos for lambda2, conjugate gradients for the trace. */
#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/rng.h"
#include "core/base/tick.h"
#include "core/policy/graph_math.h"

#define STEPS	 150
#define RESTARTS 4
#define PROBES	 64
#define ROUNDS	 2000

static double
dot(const double *a, const double *b, uint32_t n)
{
	double sum = 0;

	for (uint32_t j = 0; j < n; j++)
		sum += a[j] * b[j];
	return sum;
}

/* v -= (v . u) u */
static void
remove_part(double *v, const double *u, uint32_t n)
{
	double part = dot(v, u, n);

	for (uint32_t j = 0; j < n; j++)
		v[j] -= part * u[j];
}

void
jam_graph_start(double *v, uint32_t n)
{
	for (uint32_t j = 0; j < n; j++)
		v[j] = (double)(uint32_t)(j * UINT32_C(2654435761)) /
			   4294967296.0 -
		       0.5;
}

void
jam_graph_lanczos(const struct jam_graph_matrix *m, double *start,
		  uint32_t steps, double *basis,
		  struct jam_graph_tridiagonal *t, struct jam_arena *arena)
{
	uint32_t n = m->n;
	double *w = jam_alloc_array(arena, n, sizeof(double));
	double norm;

	t->diagonal = jam_alloc_array(arena, steps, sizeof(double));
	t->above = jam_alloc_array(arena, steps, sizeof(double));
	memcpy(w, start, n * sizeof(double));
	remove_part(w, m->null, n);
	remove_part(w, m->null, n);
	for (t->n = 0; t->n < steps; t->n++) {
		double *v = basis + (size_t)t->n * n;

		norm = sqrt(dot(w, w, n));
		if (norm < 1e-10)
			return;
		if (t->n > 0)
			t->above[t->n - 1] = norm;
		for (uint32_t j = 0; j < n; j++)
			v[j] = w[j] / norm;
		jam_graph_apply(m, v, w);
		t->diagonal[t->n] = dot(v, w, n);
		for (int twice = 0; twice < 2; twice++) {
			remove_part(w, m->null, n);
			for (uint32_t s = 0; s <= t->n; s++)
				remove_part(w, basis + (size_t)s * n, n);
		}
	}
}

/* Solve (t - x) s = s by elimination without exchange; x is not exact. */
static void
solve_shifted(const struct jam_graph_tridiagonal *t, double x, double *s,
	      double *pivot)
{
	for (uint32_t i = 0; i < t->n; i++) {
		double off = i > 0 ? t->above[i - 1] : 0;

		pivot[i] = t->diagonal[i] - x;
		if (i > 0) {
			pivot[i] -= off * off / pivot[i - 1];
			s[i] -= off / pivot[i - 1] * s[i - 1];
		}
		if (fabs(pivot[i]) < 1e-14)
			pivot[i] = 1e-14;
	}
	for (uint32_t i = t->n; i-- > 0;) {
		if (i + 1 < t->n)
			s[i] -= t->above[i] * s[i + 1];
		s[i] /= pivot[i];
	}
}

/* The Ritz vector of the least Ritz value, by inverse iteration, into y. */
static void
ritz_vector(const struct jam_graph_matrix *m,
	    const struct jam_graph_tridiagonal *t, const double *basis,
	    double *y, struct jam_arena *arena)
{
	double *s = jam_alloc_array(arena, t->n, sizeof(double));
	double *pivot = jam_alloc_array(arena, t->n, sizeof(double));
	double least = jam_graph_least(t), norm;

	for (uint32_t i = 0; i < t->n; i++)
		s[i] = 1;
	for (int round = 0; round < 4; round++) {
		solve_shifted(t, least, s, pivot);
		norm = sqrt(dot(s, s, t->n));
		for (uint32_t i = 0; i < t->n; i++)
			s[i] /= norm;
	}
	memset(y, 0, m->n * sizeof(double));
	for (uint32_t i = 0; i < t->n; i++)
		for (uint32_t j = 0; j < m->n; j++)
			y[j] += s[i] * basis[(size_t)i * m->n + j];
	norm = sqrt(dot(y, y, m->n));
	for (uint32_t j = 0; j < m->n; j++)
		y[j] /= norm;
}

/* A restart from the Ritz vector sharpens it; the residual bounds the error. */
void
jam_graph_lambda2(const struct jam_graph_matrix *m, double *lambda2,
		  double *error, struct jam_arena *arena)
{
	uint32_t n = m->n, steps = n - 1 < STEPS ? n - 1 : STEPS;
	double *basis =
	    jam_alloc_array(arena, (size_t)steps * n, sizeof(double));
	double *y = jam_alloc_array(arena, n, sizeof(double));
	double *z = jam_alloc_array(arena, n, sizeof(double));
	struct jam_graph_tridiagonal t;

	jam_graph_start(y, n);
	for (int round = 0; round < RESTARTS; round++) {
		jam_graph_lanczos(m, y, steps, basis, &t, arena);
		ritz_vector(m, &t, basis, y, arena);
		jam_graph_apply(m, y, z);
		*lambda2 = dot(y, z, n);
		for (uint32_t j = 0; j < n; j++)
			z[j] -= *lambda2 * y[j];
		*error = sqrt(dot(z, z, n));
		if (*error < 1e-7)
			break;
	}
}

struct gradient {
	double *r, *p, *q;
};

/* z' M^+ z by conjugate gradients; r holds z, orthogonal to the null vector. */
static double
quadratic(const struct jam_graph_matrix *m, struct gradient *g)
{
	uint32_t n = m->n;
	double old = dot(g->r, g->r, n), stop = old * 1e-20, sum = 0;

	memcpy(g->p, g->r, n * sizeof(double));
	for (int round = 0; round < ROUNDS && old > stop; round++) {
		double step, next;

		jam_graph_apply(m, g->p, g->q);
		step = old / dot(g->p, g->q, n);
		/* z' x grows by step * (z . p) = step * (r . r). */
		sum += step * old;
		for (uint32_t j = 0; j < n; j++)
			g->r[j] -= step * g->q[j];
		remove_part(g->r, m->null, n);
		next = dot(g->r, g->r, n);
		for (uint32_t j = 0; j < n; j++)
			g->p[j] = g->r[j] + next / old * g->p[j];
		old = next;
	}
	return sum;
}

/* Hutchinson (1990): the mean of z' M^+ z over random signs is the trace. */
void
jam_graph_trace(const struct jam_graph_matrix *m, double *sum, double *error,
		struct jam_arena *arena, struct jam_tick *tick)
{
	double mean = 0, squares = 0;
	struct gradient g;
	struct jam_rng rng;

	g.r = jam_alloc_array(arena, m->n, sizeof(double));
	g.p = jam_alloc_array(arena, m->n, sizeof(double));
	g.q = jam_alloc_array(arena, m->n, sizeof(double));
	jam_rng_init(&rng, 0, 0);
	for (int probe = 0; probe < PROBES; probe++) {
		double value, before = mean;

		for (uint32_t j = 0; j < m->n; j++)
			g.r[j] = jam_rng_next(&rng) >> 63 ? 1 : -1;
		remove_part(g.r, m->null, m->n);
		value = quadratic(m, &g);
		mean += (value - mean) / (probe + 1);
		squares += (value - before) * (value - mean);
		jam_tick_at(tick, (uint64_t)probe + 1, PROBES);
	}
	*sum = mean;
	*error = sqrt(squares / (PROBES - 1) / PROBES);
}
