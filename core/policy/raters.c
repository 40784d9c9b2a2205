/* SPDX-License-Identifier: MIT */
/* What the organizer should know of each judge. */
#include "core/policy/raters.h"

#include <math.h>

#include "core/base/arena.h"
#include "core/policy/mixed.h"
#include "core/policy/panel.h"
#include "core/policy/scores.h"
#include "core/policy/solver.h"

const char *const jam_flag_words[] = { "flat",	   "lenient",	 "strict",
				       "fast",	   "reciprocal", "lockstep",
				       "own-site", "site",	 NULL };

/* Score less the mean of the project; the noise is what is left. */
static void
plain_residuals(struct jam_raters *raters, const struct jam_panel *panel,
		struct jam_arena *arena)
{
	double *mean = jam_alloc_array(arena, panel->projects, sizeof(*mean));
	double square = 0, free;

	for (size_t k = 0; k < panel->ratings; k++)
		mean[panel->project[k]] +=
		    panel->y[k] / panel->load[panel->project[k]];
	for (size_t k = 0; k < panel->ratings; k++) {
		raters->residuals[k] = panel->y[k] - mean[panel->project[k]];
		square += raters->residuals[k] * raters->residuals[k];
	}
	free = (double)panel->ratings - (double)panel->projects;
	raters->noise = free > 0 ? square / free : 0;
}

static void
fitted_residuals(struct jam_raters *raters, const struct jam_panel *panel,
		 const struct jam_mixed_fit *fit)
{
	for (size_t i = 0; i < panel->judges; i++) {
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++)
			raters->residuals[k] = jam_mixed_residual(fit, i, k);
	}
	raters->noise = fit->var_residual;
}

static void
fill_row(struct jam_rater *row, const struct jam_raters *raters,
	 const struct jam_panel *panel, size_t i)
{
	size_t first = panel->start[i], end = panel->start[i + 1];
	double n = (double)(end - first), sum = 0, left = 0, square = 0, d;

	for (size_t k = first; k < end; k++) {
		sum += panel->y[k];
		left += raters->residuals[k];
	}
	for (size_t k = first; k < end; k++) {
		d = raters->residuals[k] - left / n;
		square += d * d;
	}
	row->judge = panel->judge_of[i];
	row->ratings = (uint32_t)(end - first);
	row->mean = panel->centre + sum / n;
	row->spread = n > 1 ? sqrt(square / (n - 1)) : NAN;
	row->leniency = row->se = NAN;
	for (size_t t = 0; t < 3; t++)
		row->top[t] = JAM_RATER_NONE;
}

/* The error of a_i: ve (1 / D_i + u_i' S^-1 u_i / D_i^2). */
static bool
add_leniency(struct jam_raters *raters, struct jam_mixed_fit *fit,
	     struct jam_arena *arena)
{
	struct jam_solver *solver = fit->solver;
	double *forms = jam_alloc_array(arena, raters->len, sizeof(*forms));
	double inverse;

	if (!fit->probed && !jam_solver_forms(solver, forms, arena))
		return false;
	for (size_t i = 0; i < raters->len; i++) {
		inverse = solver->inv_d[i];
		raters->rows[i].leniency = fit->judge[i];
		if (!fit->probed)
			raters->rows[i].se = sqrt(fit->var_residual * inverse *
						  (1 + inverse * forms[i]));
	}
	return true;
}

bool
jam_raters_init(struct jam_raters *raters, const struct jam_panel *panel,
		struct jam_mixed_fit *fit, struct jam_arena *arena,
		struct jam_error *err)
{
	*raters = (struct jam_raters){ .len = panel->judges };
	raters->rows =
	    jam_alloc_array(arena, panel->judges, sizeof(*raters->rows));
	raters->residuals =
	    jam_alloc_array(arena, panel->ratings, sizeof(double));
	for (size_t t = 0; t < 3; t++)
		raters->top[t] = JAM_RATER_NONE;
	if (fit != NULL)
		fitted_residuals(raters, panel, fit);
	else
		plain_residuals(raters, panel, arena);
	for (size_t i = 0; i < panel->judges; i++)
		fill_row(&raters->rows[i], raters, panel, i);
	if (fit == NULL || add_leniency(raters, fit, arena))
		return true;
	return jam_fail(err, JAM_E_BUG,
			"the errors of leniency did not converge");
}
