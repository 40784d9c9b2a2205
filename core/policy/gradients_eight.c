/* SPDX-License-Identifier: MIT */
/* Conjugate gradients, eight right sides at once. */
#include "core/policy/gradients.h"

#include <string.h>

#include "core/base/arena.h"
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

void
jam_by_project_init(struct jam_by_project *by, const struct jam_panel *panel,
		    struct jam_arena *arena)
{
	uint32_t *next;

	by->start =
	    jam_alloc_array(arena, panel->projects + 2, sizeof(*by->start));
	by->judge = jam_alloc_array(arena, panel->ratings, sizeof(*by->judge));
	next = by->start + 1;
	for (size_t k = 0; k < panel->ratings; k++)
		by->start[panel->project[k] + 2]++;
	for (size_t j = 2; j <= panel->projects; j++)
		by->start[j] += by->start[j - 1];
	for (size_t i = 0; i < panel->judges; i++) {
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++)
			by->judge[next[panel->project[k]]++] = (uint32_t)i;
	}
}

/* The first project of judge i from `first` on that has a row in x. */
static size_t
first_own(const struct jam_panel *panel, size_t i, size_t first, size_t end)
{
	size_t least = end;

	for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
		size_t j = panel->project[k];

		if (j >= first && j < least)
			least = j;
	}
	return least;
}

/*
 * As product(), where x is 0 but for the projects first .. end - 1: only their
 * judges have a part in it.
 */
static void
product_few(const struct jam_solver *solver, const struct jam_by_project *by,
	    size_t first, size_t end)
{
	const struct jam_panel *panel = solver->panel;
	const struct row *x = (const struct row *)solver->p;
	struct row *y = (struct row *)solver->q, sum = { 0 }, t;
	size_t mu = panel->projects;
	double load;

	memset(y, 0, (mu + 1) * sizeof(*y));
	for (size_t j = first; j < end; j++) {
		t = row_times(panel->load[j], x[j]);
		sum = row_plus(sum, t);
		y[j] = row_plus(y[j], row_plus(t, row_times(solver->lb, x[j])));
		for (size_t n = by->start[j]; n < by->start[j + 1]; n++) {
			size_t i = by->judge[n];

			if (first_own(panel, i, first, end) != j)
				continue;
			t = (struct row){ 0 };
			for (size_t k = panel->start[i];
			     k < panel->start[i + 1]; k++)
				t = row_plus(t, x[panel->project[k]]);
			t = row_times(solver->inv_d[i], t);
			load = jam_panel_load(panel, i);
			sum = row_minus(sum, row_times(load, t));
			for (size_t k = panel->start[i];
			     k < panel->start[i + 1]; k++)
				y[panel->project[k]] =
				    row_minus(y[panel->project[k]], t);
		}
	}
	y[mu] = sum;
}

bool
jam_gradients_units(struct jam_solver *solver, const struct jam_by_project *by,
		    size_t first, double *x)
{
	size_t mu = solver->panel->projects;
	size_t end = first + LANES < mu ? first + LANES : mu;
	struct row *r = (struct row *)solver->r, *p = (struct row *)solver->p;
	struct stand s = { .open = true };

	memset(r, 0, (mu + 1) * sizeof(*r));
	memset(p, 0, (mu + 1) * sizeof(*p));
	memset(x, 0, (mu + 1) * sizeof(*r));
	for (size_t l = 0; first + l < end; l++) {
		((double *)&r[first + l])[l] = 1;
		((double *)&p[first + l])[l] = 1 / solver->diag[first + l];
		s.rz[l] = 1 / solver->diag[first + l];
		s.goal[l] = solver->tolerance * solver->tolerance * s.rz[l];
	}
	product_few(solver, by, first, end);
	move(solver, (struct row *)x, &s);
	return go_on(solver, (struct row *)x, &s);
}
