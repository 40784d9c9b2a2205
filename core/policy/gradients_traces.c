/* SPDX-License-Identifier: MIT */
/* Exact forms, traces and the diagonal of S^-1 from its unit columns. */
#include "core/policy/gradients.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/policy/panel.h"
#include "core/policy/solver.h"

/*
 * A quadratic form e_j' S^-1 e_j is right to the square of the residual, so
 * that a rough solution is enough; so is its product with sum u_i u_i' / D_i^2,
 * which nearly lies in the space that was searched.
 */
#define ROUGH(projects) ((projects) > 1500 ? 1e-4 : 1e-6)

/* u_i' x for one lane. */
static double
judge_sum(const struct jam_solver *solver, size_t i, size_t lanes,
	  const double *x)
{
	const struct jam_panel *panel = solver->panel;
	double sum = jam_panel_load(panel, i) * x[panel->projects * lanes];

	for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++)
		sum += x[panel->project[k] * lanes];
	return sum;
}

/* The column of mu, which takes part in every u_i, is solved in full. */
static bool
mu_column(struct jam_solver *solver, double *r, double *x, double *forms,
	  double *diagonal)
{
	const struct jam_panel *panel = solver->panel;
	size_t mu = panel->projects;

	memset(r, 0, (mu + 1) * sizeof(double));
	r[mu] = 1;
	if (!jam_gradients_one(solver, r, x))
		return false;
	diagonal[mu] = x[mu];
	for (size_t i = 0; i < panel->judges; i++)
		forms[i] =
		    jam_panel_load(panel, i) * judge_sum(solver, i, 1, x);
	return true;
}

bool
jam_gradients_forms(struct jam_solver *solver, double rough, double *forms,
		    double *diagonal, struct jam_arena *arena)
{
	const struct jam_panel *panel = solver->panel;
	size_t n = (panel->projects + 1) * JAM_LANES;
	struct jam_mark mark = jam_arena_mark(arena);
	double *r = jam_alloc_array(arena, n, sizeof(double));
	double *x = jam_alloc_array(arena, n, sizeof(double));
	struct jam_by_project by;
	double tolerance = solver->tolerance;
	bool cold = solver->cold, done;

	jam_by_project_init(&by, panel, arena);
	solver->cold = true;
	done = mu_column(solver, r, x, forms, diagonal);
	solver->tolerance = rough;
	for (size_t j = 0; done && j < panel->projects; j++) {
		if (j % JAM_LANES == 0)
			done = jam_gradients_units(solver, &by, j, x);
		diagonal[j] = x[j * JAM_LANES + j % JAM_LANES];
		for (size_t k = by.start[j]; k < by.start[j + 1]; k++)
			forms[by.judge[k]] += judge_sum(
			    solver, by.judge[k], JAM_LANES, x + j % JAM_LANES);
	}
	solver->cold = cold;
	solver->tolerance = tolerance;
	jam_arena_reset(arena, mark);
	return done;
}

bool
jam_gradients_traces(struct jam_solver *solver, double *trace_a,
		     double *trace_b, double *diagonal, struct jam_arena *arena)
{
	const struct jam_panel *panel = solver->panel;
	struct jam_mark mark = jam_arena_mark(arena);
	double *forms = jam_alloc_array(arena, panel->judges, sizeof(double));
	double *own = diagonal;
	bool done;

	if (own == NULL)
		own =
		    jam_alloc_array(arena, panel->projects + 1, sizeof(double));
	done = jam_gradients_forms(solver, ROUGH(panel->projects), forms, own,
				   arena);
	for (size_t j = 0; j < panel->projects; j++)
		*trace_b += own[j];
	for (size_t i = 0; i < panel->judges; i++)
		*trace_a +=
		    solver->inv_d[i] * (1 + solver->inv_d[i] * forms[i]);
	jam_arena_reset(arena, mark);
	return done;
}
