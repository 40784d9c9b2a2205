/* SPDX-License-Identifier: MIT */
/* Standard errors of a fit, and groups too close to call. */
#include "core/policy/certainty.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/panel.h"
#include "core/policy/solver.h"

#define Z_90	    1.2815515655446004 /* Phi(Z_90) = 0.9 */
#define Z_95	    1.645
#define GROUPS_MOST 20 /* where each costs a solution of a huge event */

bool
jam_certainty_init(struct jam_certainty *certainty, struct jam_mixed_fit *fit,
		   struct jam_arena *arena, struct jam_error *err)
{
	size_t rows = fit->panel->projects + 1;
	double *r = jam_alloc_array(arena, rows, sizeof(double));
	double trace_a, trace_b;
	bool done = true;

	certainty->diagonal = jam_alloc_array(arena, rows, sizeof(double));
	certainty->mu = jam_alloc_array(arena, rows, sizeof(double));
	certainty->from_draws = fit->probed;
	if (!fit->probed)
		done = jam_solver_traces(fit->solver, &trace_a, &trace_b,
					 certainty->diagonal, arena);
	r[rows - 1] = 1;
	if (done && jam_solver_solve(fit->solver, 1, r, certainty->mu))
		return true;
	return jam_fail(err, JAM_E_BUG, "the standard errors did not converge");
}

void
jam_certainty_draws(struct jam_certainty *certainty,
		    const struct jam_mixed_fit *fit, const double *square)
{
	const double *mu = certainty->mu;
	size_t all = fit->panel->projects;

	for (size_t j = 0; j < all; j++)
		certainty->diagonal[j] =
		    square[j] / fit->var_residual - 2 * mu[j] - mu[all];
	certainty->diagonal[all] = mu[all];
}

void
jam_certainty_row(const struct jam_certainty *certainty,
		  const struct jam_mixed_fit *fit, size_t project,
		  struct jam_score_mixed *row)
{
	double ve = fit->var_residual, own = certainty->diagonal[project];
	double with_mu = certainty->mu[project];
	double mu = certainty->mu[fit->panel->projects];

	row->effect = fit->project[project];
	row->estimate = fit->mu + row->effect;
	row->se = sqrt(fmax(0, ve * (own + 2 * with_mu + mu)));
	row->low = row->estimate - Z_95 * row->se;
	row->high = row->estimate + Z_95 * row->se;
	row->se_from_draws = certainty->from_draws;
	row->effect_error = row->given_mu = NAN;
	if (certainty->from_draws)
		return;
	row->effect_error = sqrt(ve * own);
	row->given_mu = sqrt(fmax(0, ve * (own - with_mu * with_mu / mu)));
}

/* Is l, next in rank, too close to leader g, whose column of S^-1 is x? */
static bool
too_close(const struct jam_certainty *certainty,
	  const struct jam_mixed_fit *fit, const double *x, uint32_t g,
	  uint32_t l)
{
	double gap = fit->project[g] - fit->project[l];
	double square = x[g] + certainty->diagonal[l] - 2 * x[l];

	return gap <= 0 || gap * gap < Z_90 * Z_90 * fit->var_residual * square;
}

bool
jam_certainty_groups(const struct jam_certainty *certainty,
		     struct jam_mixed_fit *fit, const uint32_t *projects,
		     size_t count, struct jam_score_mixed *rows,
		     struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	size_t n = fit->panel->projects + 1;
	double *r = jam_alloc_array(arena, n, sizeof(double));
	double *x = jam_alloc_array(arena, n, sizeof(double));
	uint32_t group = 0, leader = 0;
	bool done = true;

	for (size_t k = 0; k < count && done; k++) {
		if (k == 0 ||
		    !too_close(certainty, fit, x, leader, projects[k])) {
			if (fit->probed && group == GROUPS_MOST)
				break;
			r[leader] = 0;
			leader = projects[k];
			r[leader] = 1;
			memset(x, 0, n * sizeof(double));
			done = jam_solver_solve(fit->solver, 1, r, x);
			group++;
		}
		rows[projects[k]].group = group;
	}
	jam_arena_reset(arena, mark);
	return done;
}
