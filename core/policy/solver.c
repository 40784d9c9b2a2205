/* SPDX-License-Identifier: MIT */
/* The equations of the mixed model: set, and solved without iterating. */
#include "core/policy/solver.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/rng.h"
#include "core/policy/gradients.h"
#include "core/policy/panel.h"

/* Of the sum of entries of S^-1: each is only as right as its column. */
#define FINE 1e-6

static void
init_gradients(struct jam_solver *solver, struct jam_arena *arena)
{
	size_t n = (solver->panel->projects + 1) * JAM_LANES;

	solver->r = jam_alloc_array(arena, n, sizeof(double));
	solver->p = jam_alloc_array(arena, n, sizeof(double));
	solver->q = jam_alloc_array(arena, n, sizeof(double));
}

void
jam_solver_init(struct jam_solver *solver, const struct jam_panel *panel,
		enum jam_solver_kind kind, struct jam_arena *arena)
{
	size_t rows = panel->projects + 1;

	memset(solver, 0, sizeof(*solver));
	solver->panel = panel;
	solver->kind = kind;
	solver->inv_d = jam_alloc_array(arena, panel->judges, sizeof(double));
	solver->diag = jam_alloc_array(arena, rows, sizeof(double));
	solver->tolerance = 1e-10;
	solver->products_max = 200;
	if (kind == JAM_SOLVER_DENSE)
		jam_dense_init(&solver->dense, rows, arena);
	if (kind == JAM_SOLVER_SPARSE)
		init_gradients(solver, arena);
}

static void
set_diagonal(struct jam_solver *solver)
{
	const struct jam_panel *panel = solver->panel;
	size_t mu = panel->projects;
	double *diag = solver->diag, load, inverse;

	for (size_t j = 0; j < mu; j++)
		diag[j] = panel->load[j] + solver->lb;
	diag[mu] = (double)panel->ratings;
	for (size_t i = 0; i < panel->judges; i++) {
		load = jam_panel_load(panel, i);
		inverse = solver->inv_d[i];
		diag[mu] -= load * load * inverse;
		if (solver->kind == JAM_SOLVER_ARROW)
			continue;
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++)
			diag[panel->project[k]] -= inverse;
	}
}

/* The upper half of S; the column of mu is the last one. */
static void
set_dense(struct jam_solver *solver)
{
	const struct jam_panel *panel = solver->panel;
	struct jam_dense *dense = &solver->dense;
	size_t mu = panel->projects, a, b;
	double inverse, load;

	jam_dense_clear(dense);
	for (size_t j = 0; j <= mu; j++)
		dense->a[j * dense->stride + j] = solver->diag[j];
	for (size_t j = 0; j < mu; j++)
		dense->a[j * dense->stride + mu] = panel->load[j];
	for (size_t i = 0; i < panel->judges; i++) {
		inverse = solver->inv_d[i];
		load = jam_panel_load(panel, i);
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			a = panel->project[k];
			dense->a[a * dense->stride + mu] -= load * inverse;
			for (size_t l = panel->start[i]; l < k; l++) {
				b = panel->project[l];
				dense->a[(a < b ? a : b) * dense->stride +
					 (a < b ? b : a)] -= inverse;
			}
		}
	}
}

bool
jam_solver_set(struct jam_solver *solver, double la, double lb)
{
	const struct jam_panel *panel = solver->panel;

	solver->la = la;
	solver->lb = lb;
	solver->inverted = false;
	for (size_t i = 0; i < panel->judges; i++)
		solver->inv_d[i] = solver->kind == JAM_SOLVER_ARROW
				       ? 0
				       : 1 / (jam_panel_load(panel, i) + la);
	set_diagonal(solver);
	if (solver->kind != JAM_SOLVER_DENSE)
		return true;
	set_dense(solver);
	return jam_dense_factor(&solver->dense);
}

static double
judge_total(const struct jam_panel *panel, size_t i)
{
	double sum = 0;

	for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++)
		sum += panel->y[k];
	return sum;
}

void
jam_solver_right_side(const struct jam_solver *solver, double *r)
{
	const struct jam_panel *panel = solver->panel;
	size_t mu = panel->projects;
	double sum, part;

	memset(r, 0, (mu + 1) * sizeof(*r));
	for (size_t i = 0; i < panel->judges; i++) {
		sum = judge_total(panel, i);
		part = sum * solver->inv_d[i];
		r[mu] += sum - jam_panel_load(panel, i) * part;
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++)
			r[panel->project[k]] += panel->y[k] - part;
	}
}

double
jam_solver_judge(const struct jam_solver *solver, size_t i, const double *x)
{
	const struct jam_panel *panel = solver->panel;
	double left = judge_total(panel, i);

	left -= jam_panel_load(panel, i) * x[panel->projects];
	for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++)
		left -= x[panel->project[k]];
	return left * solver->inv_d[i];
}

/* What is left for mu when the projects are eliminated. */
static double
arrow_rest(const struct jam_solver *solver)
{
	const struct jam_panel *panel = solver->panel;
	double rest = solver->diag[panel->projects];

	for (size_t j = 0; j < panel->projects; j++)
		rest -= panel->load[j] * panel->load[j] / solver->diag[j];
	return rest;
}

static void
arrow_solve(const struct jam_solver *solver, size_t lanes, const double *r,
	    double *x)
{
	const struct jam_panel *panel = solver->panel;
	size_t mu = panel->projects;
	double rest = arrow_rest(solver), sum;

	for (size_t l = 0; l < lanes; l++) {
		sum = r[mu * lanes + l];
		for (size_t j = 0; j < mu; j++)
			sum -=
			    panel->load[j] * r[j * lanes + l] / solver->diag[j];
		x[mu * lanes + l] = sum / rest;
		for (size_t j = 0; j < mu; j++)
			x[j * lanes + l] =
			    (r[j * lanes + l] - panel->load[j] * sum / rest) /
			    solver->diag[j];
	}
}

/* x = S^-1 r; inlined with the number of lanes known. */
static inline __attribute__((always_inline)) void
multiply(const struct jam_dense *dense, const size_t lanes, const double *r,
	 double *x)
{
	const double *row;

	for (size_t j = 0; j < dense->n; j++) {
		double sum[JAM_LANES] = { 0 };

		row = dense->a + j * dense->stride;
		for (size_t k = 0; k < dense->n; k++) {
			for (size_t l = 0; l < lanes; l++)
				sum[l] += row[k] * r[k * lanes + l];
		}
		memcpy(x + j * lanes, sum, lanes * sizeof(double));
	}
}

static void
dense_solve(struct jam_solver *solver, size_t lanes, const double *r, double *x)
{
	const struct jam_dense *dense = &solver->dense;
	double *column = dense->work;

	if (solver->inverted && lanes == JAM_LANES) {
		multiply(dense, JAM_LANES, r, x);
		return;
	}
	if (solver->inverted) {
		multiply(dense, lanes, r, x);
		return;
	}
	for (size_t l = 0; l < lanes; l++) {
		for (size_t j = 0; j < dense->n; j++)
			column[j] = r[j * lanes + l];
		jam_dense_solve(dense, column);
		for (size_t j = 0; j < dense->n; j++)
			x[j * lanes + l] = column[j];
	}
}

bool
jam_solver_solve(struct jam_solver *solver, size_t lanes, const double *r,
		 double *x)
{
	switch (solver->kind) {
	case JAM_SOLVER_ARROW:
		arrow_solve(solver, lanes, r, x);
		return true;
	case JAM_SOLVER_DENSE:
		dense_solve(solver, lanes, r, x);
		return true;
	case JAM_SOLVER_SPARSE:
		break;
	}
	if (lanes == 1)
		return jam_gradients_one(solver, r, x);
	return jam_gradients_eight(solver, r, x);
}

/* mu first, then each project given mu. */
static void
arrow_sample(const struct jam_solver *solver, const double *z, double *x)
{
	const struct jam_panel *panel = solver->panel;
	size_t top = panel->projects * JAM_LANES;
	double root = sqrt(arrow_rest(solver)), diag;

	for (size_t l = 0; l < JAM_LANES; l++) {
		x[top + l] = z[top + l] / root;
		for (size_t j = 0; j < panel->projects; j++) {
			diag = solver->diag[j];
			x[j * JAM_LANES + l] =
			    z[j * JAM_LANES + l] / sqrt(diag) -
			    panel->load[j] / diag * x[top + l];
		}
	}
}

bool
jam_solver_sample(struct jam_solver *solver, const double *z, double *x,
		  struct jam_arena *arena)
{
	switch (solver->kind) {
	case JAM_SOLVER_ARROW:
		arrow_sample(solver, z, x);
		return true;
	case JAM_SOLVER_DENSE:
		jam_solver_invert(solver);
		jam_dense_sample(&solver->dense, z, x);
		return true;
	case JAM_SOLVER_SPARSE:
		break;
	}
	return jam_gradients_sample(solver, z, x, arena);
}

void
jam_solver_invert(struct jam_solver *solver)
{
	if (solver->kind != JAM_SOLVER_DENSE || solver->inverted)
		return;
	jam_dense_invert(&solver->dense);
	solver->inverted = true;
}

static void
arrow_traces(const struct jam_solver *solver, double *trace_b, double *diagonal)
{
	const struct jam_panel *panel = solver->panel;
	double rest = arrow_rest(solver), ratio, entry;

	for (size_t j = 0; j < panel->projects; j++) {
		ratio = panel->load[j] / solver->diag[j];
		entry = 1 / solver->diag[j] + ratio * ratio / rest;
		*trace_b += entry;
		if (diagonal != NULL)
			diagonal[j] = entry;
	}
	if (diagonal != NULL)
		diagonal[panel->projects] = 1 / rest;
}

/* u_i' S^-1 u_i from the inverse. */
static double
judge_form(const struct jam_solver *solver, size_t i)
{
	const struct jam_panel *panel = solver->panel;
	const struct jam_dense *dense = &solver->dense;
	const uint32_t *project = panel->project;
	size_t mu = panel->projects;
	double load = jam_panel_load(panel, i), sum, cross;
	const double *row;

	sum = load * load * dense->a[mu * dense->stride + mu];
	for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
		row = dense->a + project[k] * dense->stride;
		cross = load * row[mu];
		for (size_t l = panel->start[i]; l < k; l++)
			cross += row[project[l]];
		sum += row[project[k]] + 2 * cross;
	}
	return sum;
}

static void
dense_traces(struct jam_solver *solver, double *trace_a, double *trace_b,
	     double *diagonal)
{
	const struct jam_panel *panel = solver->panel;
	const struct jam_dense *dense = &solver->dense;
	double inverse, entry;

	jam_solver_invert(solver);
	for (size_t j = 0; j <= panel->projects; j++) {
		entry = dense->a[j * dense->stride + j];
		*trace_b += j < panel->projects ? entry : 0;
		if (diagonal != NULL)
			diagonal[j] = entry;
	}
	for (size_t i = 0; i < panel->judges; i++) {
		inverse = solver->inv_d[i];
		*trace_a += inverse * (1 + inverse * judge_form(solver, i));
	}
}

bool
jam_solver_traces(struct jam_solver *solver, double *trace_a, double *trace_b,
		  double *diagonal, struct jam_arena *arena)
{
	*trace_a = *trace_b = 0;
	switch (solver->kind) {
	case JAM_SOLVER_ARROW:
		arrow_traces(solver, trace_b, diagonal);
		return true;
	case JAM_SOLVER_DENSE:
		dense_traces(solver, trace_a, trace_b, diagonal);
		return true;
	case JAM_SOLVER_SPARSE:
		break;
	}
	return jam_gradients_traces(solver, trace_a, trace_b, diagonal, arena);
}

bool
jam_solver_forms(struct jam_solver *solver, double *forms,
		 struct jam_arena *arena)
{
	size_t judges = solver->panel->judges;
	struct jam_mark mark = jam_arena_mark(arena);
	double *diagonal;
	bool done;

	if (solver->kind == JAM_SOLVER_SPARSE) {
		diagonal = jam_alloc_array(arena, solver->panel->projects + 1,
					   sizeof(*diagonal));
		done =
		    jam_gradients_forms(solver, FINE, forms, diagonal, arena);
		jam_arena_reset(arena, mark);
		return done;
	}
	jam_solver_invert(solver);
	for (size_t i = 0; i < judges; i++)
		forms[i] = solver->kind == JAM_SOLVER_DENSE
			       ? judge_form(solver, i)
			       : 0; /* nobody asks where a_i is 0 */
	return true;
}

double
jam_solver_logdet(const struct jam_solver *solver)
{
	const struct jam_panel *panel = solver->panel;
	double sum = 0, log_la, log_lb = jam_log(solver->lb);

	if (solver->kind == JAM_SOLVER_ARROW) {
		for (size_t j = 0; j < panel->projects; j++)
			sum += jam_log(solver->diag[j]) - log_lb;
		return sum + jam_log(arrow_rest(solver));
	}
	log_la = jam_log(solver->la);
	for (size_t i = 0; i < panel->judges; i++)
		sum += jam_log(jam_panel_load(panel, i) + solver->la) - log_la;
	return sum + jam_dense_logdet(&solver->dense) -
	       (double)panel->projects * log_lb;
}
