/* SPDX-License-Identifier: MIT */
/* Where a fit starts, and ratings seen from the other side. */
#include "core/policy/fitting.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/panel.h"

#define LEAST_START 0.01 /* of the total variance */

/* Sums of squares: within judges, within projects, in all. */
static void
squares(const struct jam_panel *panel, double ss[3], struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	double *sum = jam_alloc_array(arena, panel->projects, sizeof(*sum));
	double own, all = 0, n = (double)panel->ratings;

	memset(ss, 0, 3 * sizeof(*ss));
	for (size_t i = 0; i < panel->judges; i++) {
		own = 0;
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			own += panel->y[k];
			ss[2] += panel->y[k] * panel->y[k];
			sum[panel->project[k]] += panel->y[k];
		}
		all += own;
		ss[0] -= own * own / jam_panel_load(panel, i);
	}
	for (size_t j = 0; j < panel->projects; j++)
		ss[1] -= sum[j] * sum[j] / panel->load[j];
	ss[0] += ss[2];
	ss[1] += ss[2];
	ss[2] -= all * all / n;
	jam_arena_reset(arena, mark);
}

/* Variances that the sums of squares suggest (Gao, Owen 2017). */
double
jam_fitting_start(const struct jam_panel *panel, double v[3],
		  struct jam_arena *arena)
{
	double n = (double)panel->ratings, square_a = 0, square_b = 0;
	double ss[3], within_a, within_b, weight, load, total;

	squares(panel, ss, arena);
	total = ss[2] / (n - 1);
	for (size_t i = 0; i < panel->judges; i++) {
		load = jam_panel_load(panel, i);
		square_a += load * load;
	}
	for (size_t j = 0; j < panel->projects; j++)
		square_b += panel->load[j] * panel->load[j];
	within_a = ss[0] / (n - (double)panel->judges);
	within_b = ss[1] / (n - (double)panel->projects);
	weight = square_a + square_b - n * n - n;
	v[JAM_VE] = 0.7 * total;
	if (fabs(weight) > 1e-9 * n * n)
		v[JAM_VE] = (n * ss[2] - within_b * (n * n - square_a) -
			     within_a * (n * n - square_b)) /
			    weight;
	v[JAM_VA] = within_b - v[JAM_VE];
	v[JAM_VB] = within_a - v[JAM_VE];
	for (size_t l = 0; l < 3; l++) {
		if (!(v[l] > LEAST_START * total))
			v[l] = LEAST_START * total;
	}
	return total;
}

/* The same ratings with judges and projects in each other's place. */
struct jam_panel
jam_fitting_turned(const struct jam_panel *panel, struct jam_arena *arena)
{
	struct jam_panel t = { .judges = panel->projects,
			       .projects = panel->judges,
			       .ratings = panel->ratings };
	uint32_t *next, at;

	t.start = jam_alloc_array(arena, t.judges + 2, sizeof(uint32_t));
	t.project = jam_alloc_array(arena, t.ratings, sizeof(uint32_t));
	t.y = jam_alloc_array(arena, t.ratings, sizeof(double));
	t.load = jam_alloc_array(arena, t.projects, sizeof(double));
	next = t.start + 1;
	for (size_t k = 0; k < t.ratings; k++)
		t.start[panel->project[k] + 2]++;
	for (size_t j = 2; j <= t.judges; j++)
		t.start[j] += t.start[j - 1];
	for (size_t i = 0; i < panel->judges; i++) {
		t.load[i] = jam_panel_load(panel, i);
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			at = next[panel->project[k]]++;
			t.project[at] = (uint32_t)i;
			t.y[at] = panel->y[k];
		}
	}
	return t;
}
