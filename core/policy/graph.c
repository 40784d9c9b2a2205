/* SPDX-License-Identifier: MIT */
/* Figures of the graph of judges and projects. */
#include "core/policy/graph.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/graph_math.h"

static uint32_t
find(uint32_t *up, uint32_t j)
{
	while (up[j] != j) {
		up[j] = up[up[j]];
		j = up[j];
	}
	return j;
}

static uint32_t
count_components(const struct jam_graph *g, const uint32_t *load,
		 struct jam_arena *arena)
{
	uint32_t *up = jam_alloc_array(arena, g->projects, sizeof(uint32_t));
	uint32_t n = 0;

	for (uint32_t j = 0; j < g->projects; j++) {
		up[j] = j;
		n += load[j] > 0;
	}
	for (uint32_t i = 0; i < g->judges; i++)
		for (uint32_t s = g->start[i] + 1; s < g->start[i + 1]; s++) {
			uint32_t a = find(up, g->project[s - 1]);
			uint32_t b = find(up, g->project[s]);

			n -= a != b;
			up[a] = b;
		}
	return n;
}

static uint32_t *
count_loads(const struct jam_graph *g, struct jam_arena *arena)
{
	uint32_t *load = jam_alloc_array(arena, g->projects, sizeof(uint32_t));

	for (uint32_t s = 0; s < g->start[g->judges]; s++)
		load[g->project[s]]++;
	return load;
}

/* 1 - (sqrt(k-1) + sqrt(d-1))^2 / (k d): Brito, Dumitriu, Harris, 2018. */
static double
expect_lambda2(double k, double d)
{
	double root;

	if (k < 1 || d < 1)
		return 0;
	root = sqrt(k - 1) + sqrt(d - 1);
	return 1 - root * root / (k * d);
}

void
jam_graph_count(const struct jam_graph *g, struct jam_arena *arena,
		struct jam_graph_figures *out)
{
	struct jam_mark mark = jam_arena_mark(arena);
	uint32_t *load = count_loads(g, arena), judges = 0;

	memset(out, 0, sizeof(*out));
	out->seats = g->start[g->judges];
	out->load_min = out->batch_min = UINT32_MAX;
	for (uint32_t j = 0; j < g->projects; j++) {
		if (load[j] < out->load_min)
			out->load_min = load[j];
		if (load[j] > out->load_max)
			out->load_max = load[j];
	}
	for (uint32_t i = 0; i < g->judges; i++) {
		uint32_t k = g->start[i + 1] - g->start[i];

		if (k == 0)
			continue;
		judges++;
		if (k < out->batch_min)
			out->batch_min = k;
		if (k > out->batch_max)
			out->batch_max = k;
	}
	if (judges == 0)
		out->batch_min = 0;
	else
		out->expected_lambda2 =
		    expect_lambda2((double)out->seats / judges,
				   (double)out->seats / g->projects);
	out->components = count_components(g, load, arena);
	jam_arena_reset(arena, mark);
}

void
jam_graph_matrix_make(struct jam_graph_matrix *m, const struct jam_graph *g,
		      struct jam_arena *arena)
{
	uint32_t *load = count_loads(g, arena);
	uint32_t *place = jam_alloc_array(arena, g->projects, sizeof(uint32_t));
	uint32_t seats = g->start[g->judges];

	m->graph = g;
	m->n = 0;
	m->row = jam_alloc_array(arena, seats, sizeof(uint32_t));
	m->load = jam_alloc_array(arena, g->projects, sizeof(uint32_t));
	m->scale = jam_alloc_array(arena, g->projects, sizeof(double));
	m->null = jam_alloc_array(arena, g->projects, sizeof(double));
	for (uint32_t j = 0; j < g->projects; j++) {
		if (load[j] == 0)
			continue;
		m->load[m->n] = load[j];
		m->scale[m->n] = 1 / sqrt((double)load[j]);
		m->null[m->n] = sqrt((double)load[j] / seats);
		place[j] = m->n++;
	}
	for (uint32_t s = 0; s < seats; s++)
		m->row[s] = place[g->project[s]];
}

void
jam_graph_apply(const struct jam_graph_matrix *m, const double *x, double *y)
{
	const struct jam_graph *g = m->graph;

	memcpy(y, x, m->n * sizeof(*y));
	for (uint32_t i = 0; i < g->judges; i++) {
		double sum = 0;

		for (uint32_t s = g->start[i]; s < g->start[i + 1]; s++)
			sum += m->scale[m->row[s]] * x[m->row[s]];
		sum /= g->start[i + 1] - g->start[i];
		for (uint32_t s = g->start[i]; s < g->start[i + 1]; s++)
			y[m->row[s]] -= m->scale[m->row[s]] * sum;
	}
}

/* Never above 1; the trace of M over n - 1. */
static double
bound_of(const struct jam_graph_matrix *m)
{
	const struct jam_graph *g = m->graph;
	double sum = 0;

	for (uint32_t i = 0; i < g->judges; i++)
		for (uint32_t s = g->start[i]; s < g->start[i + 1]; s++)
			sum += 1.0 / m->load[m->row[s]] /
			       (g->start[i + 1] - g->start[i]);
	return (m->n - sum) / (m->n - 1);
}

/* Work of the dense matrix: batches squared. */
static bool
is_small(const struct jam_graph_matrix *m)
{
	const struct jam_graph *g = m->graph;
	uint64_t work = 0;

	for (uint32_t i = 0; i < g->judges; i++) {
		uint64_t k = g->start[i + 1] - g->start[i];

		work += k * k;
	}
	return m->n <= JAM_GRAPH_EXACT_MAX && work < 1000000000;
}

static void
fill_dense(const struct jam_graph_matrix *m, double *dense)
{
	const struct jam_graph *g = m->graph;

	for (uint32_t j = 0; j < m->n; j++)
		dense[(size_t)j * m->n + j] = 1;
	for (uint32_t i = 0; i < g->judges; i++)
		for (uint32_t s = g->start[i]; s < g->start[i + 1]; s++)
			for (uint32_t t = g->start[i]; t < g->start[i + 1];
			     t++) {
				uint32_t a = m->row[s], b = m->row[t];

				dense[(size_t)a * m->n + b] -=
				    m->scale[a] * m->scale[b] /
				    (g->start[i + 1] - g->start[i]);
			}
}

/* The sum of 1/m_i over i >= 2. */
static double
measure_exact(const struct jam_graph_matrix *m, struct jam_arena *arena,
	      struct jam_graph_figures *out)
{
	double *dense =
	    jam_alloc_array(arena, (size_t)m->n * m->n, sizeof(double));
	double *values = jam_alloc_array(arena, m->n, sizeof(double));
	double sum = 0;

	fill_dense(m, dense);
	jam_graph_eigen(dense, m->n, values, arena);
	out->lambda2 = values[1];
	out->lambda2_error = 1e-9;
	for (uint32_t j = 1; j < m->n; j++)
		sum += 1 / values[j];
	return sum;
}

static void
measure_spectrum(const struct jam_graph_matrix *m, struct jam_arena *arena,
		 struct jam_tick *tick, struct jam_graph_figures *out)
{
	double sum, error = 0;

	out->efficiency_bound = bound_of(m);
	if (out->components != 1)
		return;
	out->has_efficiency = out->batch_max > 1;
	if (out->method == JAM_GRAPH_EXACT) {
		sum = measure_exact(m, arena, out);
	} else {
		jam_graph_lambda2(m, &out->lambda2, &out->lambda2_error, arena);
		jam_graph_trace(m, &sum, &error, arena, tick);
	}
	if (!out->has_efficiency)
		return;
	out->efficiency = (m->n - 1) / sum / out->efficiency_bound;
	out->efficiency_error = out->efficiency * error / sum;
}

void
jam_graph_measure(const struct jam_graph *g, uint32_t most,
		  struct jam_arena *arena, struct jam_tick *tick,
		  struct jam_graph_figures *out)
{
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_graph_matrix m;

	jam_graph_count(g, arena, out);
	jam_graph_matrix_make(&m, g, arena);
	if (m.n >= 2) {
		if (is_small(&m))
			out->method = JAM_GRAPH_EXACT;
		else if (m.n <= most)
			out->method = JAM_GRAPH_ESTIMATE;
	}
	if (out->method != JAM_GRAPH_NONE)
		measure_spectrum(&m, arena, tick, out);
	jam_arena_reset(arena, mark);
}

int64_t
jam_graph_quick(const struct jam_graph *g, struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_graph_tridiagonal t;
	struct jam_graph_figures f;
	struct jam_graph_matrix m;
	double *start, *basis, least;
	uint32_t steps;

	jam_graph_count(g, arena, &f);
	jam_graph_matrix_make(&m, g, arena);
	if (f.components != 1 || m.n < 2) {
		jam_arena_reset(arena, mark);
		return 0;
	}
	steps = m.n - 1 < 60 ? m.n - 1 : 60;
	start = jam_alloc_array(arena, m.n, sizeof(double));
	basis = jam_alloc_array(arena, (size_t)steps * m.n, sizeof(double));
	jam_graph_start(start, m.n);
	jam_graph_lanczos(&m, start, steps, basis, &t, arena);
	least = jam_graph_least(&t) * 1e9;
	jam_arena_reset(arena, mark);
	return (int64_t)(least < 0 ? least - 0.5 : least + 0.5);
}

struct shared {
	const struct jam_graph *graph;
	uint32_t *first, *judge; /* judges by project, rising */
	uint8_t *seen;		 /* [judges]: in common with one, up to 2 */
};

/* Meet, or forget, the judges before i on one project. */
static uint32_t
meet(const struct shared *s, uint32_t i, uint32_t j, bool forget)
{
	uint32_t pairs = 0;

	for (uint32_t x = s->first[j]; s->judge[x] < i; x++) {
		uint8_t *n = s->seen + s->judge[x];

		if (forget)
			*n = 0;
		else if (*n < 2)
			pairs += ++*n == 2;
	}
	return pairs;
}

static uint64_t
count_shared(const struct shared *s)
{
	const struct jam_graph *g = s->graph;
	uint64_t pairs = 0;

	for (uint32_t i = 0; i < g->judges; i++) {
		for (uint32_t x = g->start[i]; x < g->start[i + 1]; x++)
			pairs += meet(s, i, g->project[x], false);
		for (uint32_t x = g->start[i]; x < g->start[i + 1]; x++)
			meet(s, i, g->project[x], true);
	}
	return pairs;
}

static void
list_judges(struct shared *s, uint32_t *load, struct jam_arena *arena)
{
	const struct jam_graph *g = s->graph;

	s->first =
	    jam_alloc_array(arena, (size_t)g->projects + 1, sizeof(uint32_t));
	s->judge =
	    jam_alloc_array(arena, g->start[g->judges], sizeof(uint32_t));
	s->seen = jam_alloc(arena, g->judges);
	for (uint32_t j = 0; j < g->projects; j++)
		s->first[j + 1] = s->first[j] + load[j];
	for (uint32_t i = g->judges; i-- > 0;)
		for (uint32_t x = g->start[i]; x < g->start[i + 1]; x++) {
			uint32_t j = g->project[x];

			s->judge[s->first[j] + --load[j]] = i;
		}
}

bool
jam_graph_shared(const struct jam_graph *g, uint64_t work,
		 struct jam_arena *arena, uint64_t *pairs)
{
	struct jam_mark mark = jam_arena_mark(arena);
	uint32_t *load = count_loads(g, arena);
	struct shared s = { .graph = g };
	uint64_t need = 0;

	for (uint32_t j = 0; j < g->projects; j++)
		need += (uint64_t)load[j] * load[j];
	if (need <= work) {
		list_judges(&s, load, arena);
		*pairs = count_shared(&s);
	}
	jam_arena_reset(arena, mark);
	return need <= work;
}
