/* SPDX-License-Identifier: MIT */
/* All methods on the scores of eight runs. */
#include "core/policy/simulate_score.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/order.h"
#include "core/policy/panel.h"

#define LAST	 (-1e300)   /* no ratings: after all others */
#define ROUGH	 1e-6	    /* differences that small do not change an order */
#define ROUNDING (1.0 / 12) /* variance of rounding to a step */

bool
jam_simulation_begin(struct jam_simulation *s, const struct jam_panel *panel,
		     struct jam_error *err)
{
	double ve = s->sd[2] * s->sd[2] + ROUNDING;
	size_t n = (panel->projects + 1) * JAM_LANES;

	jam_solver_init(&s->solver, panel, JAM_SOLVER_SPARSE, s->arena);
	s->solver.tolerance = ROUGH;
	s->solver.cold = true;
	s->r = jam_alloc_array(s->arena, n, sizeof(double));
	s->x = jam_alloc_array(s->arena, n, sizeof(double));
	if (jam_solver_set(&s->solver, ve / (s->sd[0] * s->sd[0]),
			   ve / (s->sd[1] * s->sd[1])))
		return true;
	return jam_fail(err, JAM_E_BUG, "the simulation cannot be solved");
}

/* The median number of ratings, for itch. */
static double
median(struct jam_simulation *s, const struct jam_panel *panel)
{
	size_t n = panel->projects;

	for (uint32_t j = 0; j < n; j++)
		s->order[j] = j;
	jam_order_values(s->order, n, panel->load, s->arena);
	return (panel->load[s->order[n / 2]] +
		panel->load[s->order[(n - 1) / 2]]) /
	       2;
}

/*
 * Scores are in steps above the least, which only itch is to know of: a root of
 * the load does not go with a shift.  Equal sums over equal loads stay equal:
 * ties are seen.
 */
static void
score_means(struct jam_simulation *s, const struct jam_panel *panel, size_t l,
	    double middle)
{
	size_t n = panel->projects, at = l * n;
	double *mean = s->values[JAM_MEAN] + at, all = 0, load, root;
	double least = s->problem->least / s->problem->step;

	memset(mean, 0, n * sizeof(*mean));
	for (size_t k = 0; k < panel->ratings; k++) {
		mean[panel->project[k]] += s->scores[l][k];
		all += s->scores[l][k];
	}
	all /= (double)panel->ratings;
	for (size_t j = 0; j < n; j++) {
		load = panel->load[j];
		root = load < middle ? sqrt(load / middle) : 1;
		s->values[JAM_BAYES][at + j] =
		    load == 0 ? LAST
			      : (s->prior * all + mean[j]) / (s->prior + load);
		mean[j] = load == 0 ? LAST : mean[j] / load;
		s->values[JAM_ITCH][at + j] =
		    load == 0 ? LAST : (mean[j] + least) * root;
	}
}

/* Right sides of all lanes, scores about the middle of the scale. */
static void
set_right_sides(struct jam_simulation *s, const struct jam_panel *panel,
		size_t lanes)
{
	size_t mu = panel->projects;
	double sum, load;

	memset(s->r, 0, (mu + 1) * JAM_LANES * sizeof(double));
	for (size_t l = 0; l < lanes; l++) {
		for (size_t i = 0; i < panel->judges; i++) {
			size_t first = panel->start[i];
			size_t end = panel->start[i + 1];

			sum = 0;
			load = (double)(end - first);
			for (size_t k = first; k < end; k++)
				sum += s->scores[l][k];
			s->r[mu * JAM_LANES + l] +=
			    sum - load * (sum * s->solver.inv_d[i]);
			for (size_t k = first; k < end; k++) {
				size_t j = panel->project[k];

				s->r[j * JAM_LANES + l] +=
				    s->scores[l][k] - sum * s->solver.inv_d[i];
			}
		}
	}
}

bool
jam_simulation_score(struct jam_simulation *s, const struct jam_panel *panel,
		     size_t lanes, struct jam_error *err)
{
	double middle = median(s, panel);
	size_t n = panel->projects;

	for (size_t l = 0; l < lanes; l++)
		score_means(s, panel, l, middle);
	set_right_sides(s, panel, lanes);
	if (!jam_solver_solve(&s->solver, JAM_LANES, s->r, s->x))
		return jam_fail(err, JAM_E_BUG,
				"the simulation did not converge");
	for (size_t l = 0; l < lanes; l++) {
		for (size_t j = 0; j < n; j++)
			s->values[JAM_MIXED][l * n + j] =
			    panel->load[j] == 0 ? LAST
						: s->x[j * JAM_LANES + l];
	}
	return true;
}
