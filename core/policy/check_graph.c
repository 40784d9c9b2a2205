/* SPDX-License-Identifier: MIT */
/* The graph once more: breadth first, Jacobi's rotations, plain Lanczos. */
#include "core/policy/check_graph.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/tick.h"

#define SWEEPS 40
#define STEPS  300
#define PROBES 16
#define ROUNDS 3000

/* Neighbours of every vertex: judges first, then projects. */
struct lists {
	uint32_t vertices;
	size_t *start;
	uint32_t *to;
};

static void
make_lists(struct lists *l, const struct jam_check_graph *g,
	   struct jam_arena *arena)
{
	size_t *at;

	l->vertices = g->judges + g->projects;
	l->start =
	    jam_alloc_array(arena, (size_t)l->vertices + 1, sizeof(size_t));
	at = jam_alloc_array(arena, l->vertices, sizeof(size_t));
	l->to = jam_alloc_array(arena, 2 * g->edges, sizeof(uint32_t));
	for (size_t e = 0; e < g->edges; e++) {
		l->start[g->edge[e].judge + 1]++;
		l->start[g->judges + g->edge[e].project + 1]++;
	}
	for (uint32_t v = 0; v < l->vertices; v++) {
		l->start[v + 1] += l->start[v];
		at[v] = l->start[v];
	}
	for (size_t e = 0; e < g->edges; e++) {
		uint32_t i = g->edge[e].judge;
		uint32_t j = g->judges + g->edge[e].project;

		l->to[at[i]++] = j;
		l->to[at[j]++] = i;
	}
}

uint32_t
jam_check_components(const struct jam_check_graph *g, struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	uint32_t count = 0, *queue;
	struct lists l;
	bool *seen;

	make_lists(&l, g, arena);
	seen = jam_alloc_array(arena, l.vertices, sizeof(bool));
	queue = jam_alloc_array(arena, l.vertices, sizeof(uint32_t));
	for (uint32_t v = 0; v < l.vertices; v++) {
		uint32_t head = 0, tail = 0;

		if (seen[v] || l.start[v] == l.start[v + 1])
			continue;
		count++;
		seen[v] = true;
		queue[tail++] = v;
		while (head < tail) {
			uint32_t u = queue[head++];

			for (size_t x = l.start[u]; x < l.start[u + 1]; x++) {
				if (seen[l.to[x]])
					continue;
				seen[l.to[x]] = true;
				queue[tail++] = l.to[x];
			}
		}
	}
	jam_arena_reset(arena, mark);
	return count;
}

/* The projects that have seats, numbered; judges' lists of them. */
struct design {
	uint32_t judges, n;
	size_t *start;
	uint32_t *member;
	double *d; /* loads */
};

static void
make_design(struct design *m, const struct jam_check_graph *g,
	    struct jam_arena *arena)
{
	double *load = jam_alloc_array(arena, g->projects, sizeof(double));
	uint32_t *number =
	    jam_alloc_array(arena, g->projects, sizeof(uint32_t));

	m->judges = g->judges;
	m->n = 0;
	m->start =
	    jam_alloc_array(arena, (size_t)g->judges + 1, sizeof(size_t));
	m->member = jam_alloc_array(arena, g->edges, sizeof(uint32_t));
	m->d = jam_alloc_array(arena, g->projects, sizeof(double));
	for (size_t e = 0; e < g->edges; e++) {
		load[g->edge[e].project] += 1;
		m->start[g->edge[e].judge + 1]++;
	}
	for (uint32_t j = 0; j < g->projects; j++)
		if (load[j] > 0) {
			number[j] = m->n;
			m->d[m->n++] = load[j];
		}
	for (uint32_t i = 0; i < g->judges; i++)
		m->start[i + 1] += m->start[i];
	for (size_t e = 0; e < g->edges; e++)
		m->member[e] = number[g->edge[e].project];
}

static double
batch_of(const struct design *m, uint32_t i)
{
	return (double)(m->start[i + 1] - m->start[i]);
}

/* y = D^-1/2 (D - N K^-1 N') D^-1/2 x, project by project. */
static void
multiply(const struct design *m, const double *x, double *y)
{
	for (uint32_t j = 0; j < m->n; j++)
		y[j] = x[j];
	for (uint32_t i = 0; i < m->judges; i++) {
		double mean = 0;

		for (size_t e = m->start[i]; e < m->start[i + 1]; e++)
			mean += x[m->member[e]] / sqrt(m->d[m->member[e]]);
		for (size_t e = m->start[i]; e < m->start[i + 1]; e++)
			y[m->member[e]] -=
			    mean / batch_of(m, i) / sqrt(m->d[m->member[e]]);
	}
}

static double *
dense(const struct design *m, struct jam_arena *arena)
{
	size_t n = m->n;
	double *a = jam_alloc_array(arena, n * n, sizeof(double));

	for (uint32_t i = 0; i < m->judges; i++)
		for (size_t e = m->start[i]; e < m->start[i + 1]; e++)
			for (size_t f = m->start[i]; f < m->start[i + 1]; f++) {
				uint32_t p = m->member[e], q = m->member[f];

				a[p * n + q] -= 1 / batch_of(m, i) /
						sqrt(m->d[p] * m->d[q]);
			}
	for (size_t j = 0; j < n; j++)
		a[j * n + j] += 1;
	return a;
}

/* Rows and columns p and q turned so that a[p][q] vanishes. */
static void
rotate(double *a, size_t n, size_t p, size_t q)
{
	double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
	double t = 1 / (fabs(theta) + sqrt(theta * theta + 1));
	double c, s;

	if (theta < 0)
		t = -t;
	c = 1 / sqrt(t * t + 1);
	s = t * c;
	for (size_t k = 0; k < n; k++) {
		double x = a[p * n + k], y = a[q * n + k];

		a[p * n + k] = c * x - s * y;
		a[q * n + k] = s * x + c * y;
	}
	for (size_t k = 0; k < n; k++) {
		double x = a[k * n + p], y = a[k * n + q];

		a[k * n + p] = c * x - s * y;
		a[k * n + q] = s * x + c * y;
	}
}

/* Cyclic by rows (Jacobi 1846; Forsythe, Henrici 1960). */
static void
jacobi(double *a, size_t n, struct jam_tick *tick)
{
	for (int sweep = 0; sweep < SWEEPS; sweep++) {
		double off = 0;

		for (size_t p = 0; p < n; p++)
			for (size_t q = p + 1; q < n; q++)
				off += a[p * n + q] * a[p * n + q];
		if (off < 1e-22)
			return;
		for (size_t p = 0; p < n; p++)
			for (size_t q = p + 1; q < n; q++)
				if (fabs(a[p * n + q]) > 1e-14)
					rotate(a, n, p, q);
		jam_tick_at(tick, (uint64_t)sweep + 1, 0);
	}
}

/* The least eigenvalue is the null vector's; all others count. */
static double
from_eigenvalues(const double *a, size_t n, struct jam_graph_figures *out)
{
	size_t least = 0;
	double sum = 0;

	for (size_t j = 1; j < n; j++)
		if (a[j * n + j] < a[least * n + least])
			least = j;
	out->lambda2 = 2;
	for (size_t j = 0; j < n; j++) {
		if (j == least)
			continue;
		sum += 1 / a[j * n + j];
		if (a[j * n + j] < out->lambda2)
			out->lambda2 = a[j * n + j];
	}
	return sum;
}

static double
inner(const double *x, const double *y, uint32_t n)
{
	double sum = 0;

	for (uint32_t j = 0; j < n; j++)
		sum += x[j] * y[j];
	return sum;
}

/* Take the null vector, sqrt(d), out of x. */
static void
project_out(const struct design *m, double *x)
{
	double part = 0, all = 0;

	for (uint32_t j = 0; j < m->n; j++) {
		part += x[j] * sqrt(m->d[j]);
		all += m->d[j];
	}
	for (uint32_t j = 0; j < m->n; j++)
		x[j] -= part / all * sqrt(m->d[j]);
}

/* Is there an eigenvalue of the first n rows below x? */
static bool
any_below(const double *diagonal, const double *off, uint32_t n, double x)
{
	double q = diagonal[0] - x;

	for (uint32_t i = 1; i < n && q > 0; i++)
		q = diagonal[i] - x - off[i] * off[i] / q;
	return !(q > 0);
}

static double
least_of(const double *diagonal, const double *off, uint32_t n)
{
	double low = -1, high = 2;

	while (high - low > 1e-13) {
		double middle = (low + high) / 2;

		if (any_below(diagonal, off, n, middle))
			high = middle;
		else
			low = middle;
	}
	return high;
}

/* Signs from the top bit of a linear congruence (Knuth, MMIX). */
static double
sign(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) +
		 UINT64_C(1442695040888963407);
	return *state >> 63 ? 1 : -1;
}

/*
 * Lanczos by its three terms alone: eigenvalues come more than once, the least
 * one all the same.  What it still gained in the last quarter is its error.
 */
static void
three_terms(const struct design *m, struct jam_arena *arena,
	    struct jam_tick *tick, struct jam_graph_figures *out)
{
	double *v = jam_alloc_array(arena, m->n, sizeof(double));
	double *before = jam_alloc_array(arena, m->n, sizeof(double));
	double *w = jam_alloc_array(arena, m->n, sizeof(double));
	double diagonal[STEPS], off[STEPS + 1];
	uint64_t state = 1;
	uint32_t k = 0;

	for (uint32_t j = 0; j < m->n; j++)
		w[j] = sign(&state);
	project_out(m, w);
	off[0] = sqrt(inner(w, w, m->n));
	/* The first two signs differ: something is left for a first step. */
	do {
		for (uint32_t j = 0; j < m->n; j++) {
			double next = w[j] / off[k];

			before[j] = v[j];
			v[j] = next;
		}
		multiply(m, v, w);
		diagonal[k] = inner(v, w, m->n);
		for (uint32_t j = 0; j < m->n; j++)
			w[j] -= diagonal[k] * v[j] +
				(k > 0 ? off[k] * before[j] : 0);
		project_out(m, w);
		k++;
		off[k] = sqrt(inner(w, w, m->n));
		jam_tick_at(tick, k, STEPS);
	} while (k < STEPS && off[k] > 1e-9);
	out->lambda2 = least_of(diagonal, off, k);
	out->lambda2_error =
	    least_of(diagonal, off, k - k / 4) - out->lambda2 + 1e-6;
}

/* z' M^+ z for one vector of signs, by conjugate gradients. */
static double
probe(const struct design *m, double *z, double *x, double *p, double *q)
{
	double old = inner(z, z, m->n), first = old, *r = q + m->n;

	memset(x, 0, m->n * sizeof(double));
	memcpy(r, z, m->n * sizeof(double));
	memcpy(p, z, m->n * sizeof(double));
	for (int round = 0; round < ROUNDS && old > 1e-18 * first; round++) {
		double step, next;

		multiply(m, p, q);
		step = old / inner(p, q, m->n);
		for (uint32_t j = 0; j < m->n; j++) {
			x[j] += step * p[j];
			r[j] -= step * q[j];
		}
		next = inner(r, r, m->n);
		for (uint32_t j = 0; j < m->n; j++)
			p[j] = r[j] + next / old * p[j];
		old = next;
	}
	return inner(z, x, m->n);
}

static double
from_probes(const struct design *m, struct jam_arena *arena,
	    struct jam_tick *tick, double *error)
{
	double *z = jam_alloc_array(arena, 5 * (size_t)m->n, sizeof(double));
	double *x = z + m->n, *p = x + m->n, *q = p + m->n;
	double value[PROBES], mean = 0, spread = 0;
	uint64_t state = 2;

	for (int k = 0; k < PROBES; k++) {
		for (uint32_t j = 0; j < m->n; j++)
			z[j] = sign(&state);
		project_out(m, z);
		value[k] = probe(m, z, x, p, q);
		mean += value[k] / PROBES;
		jam_tick_at(tick, (uint64_t)k + 1, PROBES);
	}
	for (int k = 0; k < PROBES; k++)
		spread += (value[k] - mean) * (value[k] - mean);
	*error = sqrt(spread / (PROBES * (PROBES - 1)));
	return mean;
}

/* The trace of M over n - 1. */
static double
trace_mean(const struct design *m)
{
	double trace = m->n;

	for (uint32_t i = 0; i < m->judges; i++)
		for (size_t e = m->start[i]; e < m->start[i + 1]; e++)
			trace -= 1 / (m->d[m->member[e]] * batch_of(m, i));
	return trace / (m->n - 1);
}

void
jam_check_spectrum(const struct jam_check_graph *g,
		   enum jam_graph_method method, struct jam_arena *arena,
		   struct jam_tick *tick, struct jam_graph_figures *out)
{
	struct jam_mark mark = jam_arena_mark(arena);
	double sum = 0, error = 0;
	struct design m;

	make_design(&m, g, arena);
	out->method = m.n >= 2 ? method : JAM_GRAPH_NONE;
	if (out->method == JAM_GRAPH_NONE) {
		jam_arena_reset(arena, mark);
		return;
	}
	out->efficiency_bound = trace_mean(&m);
	if (out->components == 1 && method == JAM_GRAPH_EXACT) {
		double *a = dense(&m, arena);

		jacobi(a, m.n, tick);
		sum = from_eigenvalues(a, m.n, out);
	} else if (out->components == 1) {
		three_terms(&m, arena, tick, out);
		sum = from_probes(&m, arena, tick, &error);
	}
	out->has_efficiency = out->components == 1 && out->batch_max > 1;
	if (out->has_efficiency) {
		out->efficiency = (m.n - 1) / sum / out->efficiency_bound;
		out->efficiency_error = out->efficiency * error / sum;
	}
	jam_arena_reset(arena, mark);
}
