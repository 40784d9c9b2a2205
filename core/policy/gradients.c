/* SPDX-License-Identifier: MIT */
/* Conjugate gradients on the equations of the mixed model. */
#include "core/policy/gradients.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/panel.h"
#include "core/policy/solver.h"

/*
 * The loops below are written once for any number of lanes and inlined with
 * the number known, so that the compiler keeps a row of lanes in registers.
 */
#define INLINE static inline __attribute__((always_inline))

void
jam_gradients_init(struct jam_solver *solver, struct jam_arena *arena)
{
	size_t n = (solver->panel->projects + 1) * JAM_LANES;

	solver->r = jam_alloc_array(arena, n, sizeof(double));
	solver->p = jam_alloc_array(arena, n, sizeof(double));
	solver->q = jam_alloc_array(arena, n, sizeof(double));
}

/* The part of S without judges. */
INLINE void
arrow_product(const struct jam_panel *panel, double lb, const size_t lanes,
	      const double *restrict x, double *restrict y)
{
	size_t mu = panel->projects;
	const double *top = x + mu * lanes;
	double sum[JAM_LANES] = { 0 }, load, d;

	for (size_t j = 0; j < mu; j++) {
		load = panel->load[j];
		d = load + lb;
		for (size_t l = 0; l < lanes; l++) {
			sum[l] += load * x[j * lanes + l];
			y[j * lanes + l] = d * x[j * lanes + l] + load * top[l];
		}
	}
	for (size_t l = 0; l < lanes; l++)
		y[mu * lanes + l] = sum[l] + (double)panel->ratings * top[l];
}

INLINE void
product(const struct jam_solver *solver, const size_t lanes,
	const double *restrict x, double *restrict y)
{
	const struct jam_panel *panel = solver->panel;
	const uint32_t *project = panel->project;
	const double *top = x + panel->projects * lanes, *from;
	double load, t[JAM_LANES], sum[JAM_LANES] = { 0 }, *to;
	size_t end;

	arrow_product(panel, solver->lb, lanes, x, y);
	for (size_t i = 0; i < panel->judges; i++) {
		end = panel->start[i + 1];
		load = (double)(end - panel->start[i]);
		for (size_t l = 0; l < lanes; l++)
			t[l] = load * top[l];
		for (size_t k = panel->start[i]; k < end; k++) {
			from = x + project[k] * lanes;
			for (size_t l = 0; l < lanes; l++)
				t[l] += from[l];
		}
		for (size_t l = 0; l < lanes; l++) {
			t[l] *= solver->inv_d[i];
			sum[l] += load * t[l];
		}
		for (size_t k = panel->start[i]; k < end; k++) {
			to = y + project[k] * lanes;
			for (size_t l = 0; l < lanes; l++)
				to[l] -= t[l];
		}
	}
	for (size_t l = 0; l < lanes; l++)
		y[panel->projects * lanes + l] -= sum[l];
}

/* Where each lane stands. */
struct lanes {
	double rz[JAM_LANES];	/* r' diag^-1 r */
	double goal[JAM_LANES]; /* rz to reach */
	double step[JAM_LANES];
	bool open;
};

/* r = b - S x, p = diag^-1 r; solver->cold: x is 0. */
INLINE void
begin(struct jam_solver *solver, const size_t lanes, const double *b, double *x,
      struct lanes *s)
{
	size_t rows = solver->panel->projects + 1;
	double size[JAM_LANES] = { 0 }, f, tolerance = solver->tolerance;

	memset(s, 0, sizeof(*s));
	if (solver->cold) {
		memset(x, 0, rows * lanes * sizeof(double));
		memset(solver->q, 0, rows * lanes * sizeof(double));
	} else {
		product(solver, lanes, x, solver->q);
		solver->products++;
	}
	for (size_t j = 0; j < rows; j++) {
		f = 1 / solver->diag[j];
		for (size_t l = 0; l < lanes; l++) {
			size_t at = j * lanes + l;

			solver->r[at] = b[at] - solver->q[at];
			solver->p[at] = f * solver->r[at];
			s->rz[l] += solver->r[at] * solver->p[at];
			size[l] += f * b[at] * b[at];
		}
	}
	for (size_t l = 0; l < lanes; l++) {
		s->goal[l] = tolerance * tolerance * size[l];
		s->open |= s->rz[l] > s->goal[l];
	}
}

/* One step of all lanes; those that are done stand still. */
INLINE void
step(struct jam_solver *solver, const size_t lanes, double *x, struct lanes *s)
{
	size_t rows = solver->panel->projects + 1;
	double pq[JAM_LANES] = { 0 }, rz[JAM_LANES] = { 0 }, f;
	double *r = solver->r, *p = solver->p, *q = solver->q;

	product(solver, lanes, p, q);
	solver->products++;
	for (size_t j = 0; j < rows * lanes; j += lanes) {
		for (size_t l = 0; l < lanes; l++)
			pq[l] += p[j + l] * q[j + l];
	}
	for (size_t l = 0; l < lanes; l++)
		s->step[l] =
		    s->rz[l] > s->goal[l] && pq[l] > 0 ? s->rz[l] / pq[l] : 0;
	for (size_t j = 0; j < rows; j++) {
		f = 1 / solver->diag[j];
		for (size_t l = 0; l < lanes; l++) {
			size_t at = j * lanes + l;

			x[at] += s->step[l] * p[at];
			r[at] -= s->step[l] * q[at];
			rz[l] += f * r[at] * r[at];
		}
	}
	s->open = false;
	for (size_t l = 0; l < lanes; l++) {
		s->step[l] = s->step[l] > 0 ? rz[l] / s->rz[l] : 0;
		s->rz[l] = rz[l];
		s->open |= rz[l] > s->goal[l];
	}
	for (size_t j = 0; j < rows; j++) {
		f = 1 / solver->diag[j];
		for (size_t l = 0; l < lanes; l++)
			p[j * lanes + l] = f * r[j * lanes + l] +
					   s->step[l] * p[j * lanes + l];
	}
}

INLINE bool
solve(struct jam_solver *solver, const size_t lanes, const double *b, double *x)
{
	struct lanes s;

	begin(solver, lanes, b, x, &s);
	for (unsigned k = 0; s.open; k++) {
		if (k == solver->products_max)
			return false;
		step(solver, lanes, x, &s);
	}
	return true;
}

static bool
solve_one(struct jam_solver *solver, const double *b, double *x)
{
	return solve(solver, 1, b, x);
}

static bool
solve_two(struct jam_solver *solver, const double *b, double *x)
{
	return solve(solver, 2, b, x);
}

static bool
solve_all(struct jam_solver *solver, const double *b, double *x)
{
	return solve(solver, JAM_LANES, b, x);
}

bool
jam_gradients_solve(struct jam_solver *solver, size_t lanes, const double *r,
		    double *x)
{
	if (lanes == 1)
		return solve_one(solver, r, x);
	if (lanes == 2)
		return solve_two(solver, r, x);
	assert(lanes == JAM_LANES);
	return solve_all(solver, r, x);
}

void
jam_gradients_product(const struct jam_solver *solver, size_t lanes,
		      const double *x, double *y)
{
	if (lanes == 1)
		product(solver, 1, x, y);
	else
		product(solver, JAM_LANES, x, y);
}
