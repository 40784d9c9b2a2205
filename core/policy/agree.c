/* SPDX-License-Identifier: MIT */
/* How far the judges of a panel agree. */
#include "core/policy/agree.h"

#include <math.h>

#include "core/base/arena.h"
#include "core/policy/mixed.h"
#include "core/policy/panel.h"
#include "core/policy/solver.h"

#define PROJECTS_LEAST 10
#define JUDGES_LEAST   3

double
jam_agree_alpha(const struct jam_panel *panel, size_t *pairable,
		struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	double *mean = jam_alloc_array(arena, panel->projects, sizeof(*mean));
	double n = 0, sum = 0, within = 0, all = 0, d;
	const uint32_t *project = panel->project;

	for (size_t k = 0; k < panel->ratings; k++) {
		if (panel->load[project[k]] < 2)
			continue;
		mean[project[k]] += panel->y[k] / panel->load[project[k]];
		sum += panel->y[k];
		n++;
	}
	for (size_t k = 0; k < panel->ratings; k++) {
		double load = panel->load[project[k]];

		if (load < 2)
			continue;
		d = panel->y[k] - mean[project[k]];
		within += d * d * load / (load - 1);
		d = panel->y[k] - sum / n;
		all += d * d;
	}
	*pairable = (size_t)n;
	jam_arena_reset(arena, mark);
	if (!(all > 1e-20))
		return NAN;
	return 1 - (n - 1) * within / (n * all);
}

/*
 * Over all pairs, sd_jk^2 adds up to ve (P trace - sum) of the projects' block
 * of S^-1; the sum is that of one solution.
 */
static bool
reliability(struct jam_mixed_fit *fit, double *value, struct jam_arena *arena)
{
	size_t projects = fit->panel->projects;
	double *r = jam_alloc_array(arena, projects + 1, sizeof(*r));
	double *x = jam_alloc_array(arena, projects + 1, sizeof(*x));
	double sum = 0, n = (double)projects, mean;

	for (size_t j = 0; j < projects; j++)
		r[j] = 1;
	if (!jam_solver_solve(fit->solver, 1, r, x))
		return false;
	for (size_t j = 0; j < projects; j++)
		sum += x[j];
	mean = fit->var_residual * 2 * (n * fit->trace_b - sum) / (n * (n - 1));
	*value = 1 - mean / (2 * fit->var_project);
	return true;
}

bool
jam_agree(const struct jam_panel *panel, struct jam_mixed_fit *fit,
	  struct jam_arena *arena, struct jam_agreement *agreement)
{
	double vb, ve;

	*agreement = (struct jam_agreement){
		.judges = panel->judges,
		.projects = panel->projects,
		.ratings = panel->ratings,
		.icc_absolute = NAN,
		.icc_consistency = NAN,
		.reliability = NAN,
		.few = panel->projects < PROJECTS_LEAST ||
		       panel->judges < JUDGES_LEAST,
	};
	agreement->alpha = jam_agree_alpha(panel, &agreement->pairable, arena);
	if (fit == NULL)
		return true;
	vb = fit->var_project;
	ve = fit->var_residual;
	agreement->icc_absolute = vb / (fit->var_judge + vb + ve);
	agreement->icc_consistency = vb / (vb + ve);
	return reliability(fit, &agreement->reliability, arena);
}
