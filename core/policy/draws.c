/* SPDX-License-Identifier: MIT */
/* Ranks over draws from a fit. */
#include "core/policy/draws.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/rng.h"
#include "core/base/tick.h"
#include "core/policy/order.h"
#include "core/policy/panel.h"
#include "core/policy/solver.h"

#define ROOM ((size_t)1 << 30) /* bytes of ranks */

/* Room for one sweep of JAM_LANES draws. */
struct sweep {
	const struct jam_draws *draws;
	struct jam_mixed_fit *fit;
	struct jam_arena *arena;
	double *z;	 /* normal numbers of one draw */
	double *columns; /* of all lanes, side by side */
	double *error;	 /* drawn errors of b and mu, likewise */
	double *value;	 /* of one draw, by panel's project */
	uint32_t *order; /* projects of one draw, best first */
	uint32_t *ranks; /* [taker * rounds + draw] */
	uint32_t *place; /* panel's project -> taker */
};

static void
sweep_init(struct sweep *s)
{
	size_t projects = s->fit->panel->projects;
	size_t rows = projects + 1, takers = s->draws->count;

	s->z = jam_alloc_array(s->arena, rows, sizeof(double));
	s->columns =
	    jam_alloc_array(s->arena, rows * JAM_LANES, sizeof(double));
	s->error = jam_alloc_array(s->arena, rows * JAM_LANES, sizeof(double));
	s->value = jam_alloc_array(s->arena, projects, sizeof(double));
	s->place = jam_alloc_array(s->arena, projects, sizeof(uint32_t));
	s->order = jam_alloc_array(s->arena, takers, sizeof(uint32_t));
	s->ranks = jam_alloc_array(s->arena, takers * s->draws->rounds,
				   sizeof(uint32_t));
	for (size_t k = 0; k < takers; k++)
		s->place[s->draws->projects[k]] = (uint32_t)k;
}

/* Draw the errors of all lanes, which are normal with covariance ve S^-1. */
static bool
draw(struct sweep *s, size_t first)
{
	size_t rows = s->fit->panel->projects + 1;
	double sd = sqrt(s->fit->var_residual);
	struct jam_rng rng;

	for (size_t l = 0; l < JAM_LANES; l++) {
		jam_rng_init(&rng, s->draws->seed, first + l);
		jam_rng_normals(&rng, s->z, rows);
		for (size_t j = 0; j < rows; j++)
			s->columns[j * JAM_LANES + l] = sd * s->z[j];
	}
	return jam_solver_sample(s->fit->solver, s->columns, s->error,
				 s->arena);
}

/* The errors in one lane turn the estimates of the fit into a draw. */
static void
rank_lane(struct sweep *s, size_t lane, size_t draw, double *square)
{
	const struct jam_panel *panel = s->fit->panel;
	const uint32_t *component = panel->component;
	double error, mu = s->error[panel->projects * JAM_LANES + lane];
	size_t first = 0;

	for (size_t j = 0; j < panel->projects; j++) {
		error = s->error[j * JAM_LANES + lane];
		s->value[j] = s->fit->project[j] + error;
		if (square != NULL)
			square[j] += (error + mu) * (error + mu);
	}
	memcpy(s->order, s->draws->projects,
	       s->draws->count * sizeof(uint32_t));
	for (size_t next; first < s->draws->count; first = next) {
		next = first + 1;
		while (next < s->draws->count &&
		       component[s->order[next]] == component[s->order[first]])
			next++;
		jam_order_values(s->order + first, next - first, s->value,
				 s->arena);
		for (size_t k = first; k < next; k++)
			s->ranks[(size_t)s->place[s->order[k]] *
				     s->draws->rounds +
				 draw] = (uint32_t)(k - first) + 1;
	}
}

/* The smallest value that at least `want` of the ranks do not exceed. */
static uint32_t
quantile(const uint32_t *often, uint32_t low, size_t want)
{
	size_t seen = often[0];
	uint32_t at = 0;

	while (seen < want)
		seen += often[++at];
	return low + at;
}

static void
summarize(const struct sweep *s, size_t taker, uint32_t *often,
	  struct jam_score_mixed *row)
{
	size_t n = s->draws->rounds, first = 0, top = 0;
	const uint32_t *ranks = s->ranks + taker * n;
	uint32_t low = UINT32_MAX, high = 0;

	for (size_t k = 0; k < n; k++) {
		low = ranks[k] < low ? ranks[k] : low;
		high = ranks[k] > high ? ranks[k] : high;
		first += ranks[k] == 1;
		top += ranks[k] <= 3;
	}
	memset(often, 0, ((size_t)(high - low) + 1) * sizeof(*often));
	for (size_t k = 0; k < n; k++)
		often[ranks[k] - low]++;
	row->rank_low = quantile(often, low, (5 * n + 99) / 100);
	row->rank_high = quantile(often, low, (95 * n + 99) / 100);
	row->p_first = (double)first / (double)n;
	row->p_top3 = (double)top / (double)n;
}

static bool
run(struct sweep *s, double *square, struct jam_error *err)
{
	size_t n = s->draws->rounds;

	for (size_t k = 0; k < n; k++) {
		jam_tick_at(s->draws->tick, k, n);
		if (k % JAM_LANES == 0 && !draw(s, k))
			return jam_fail(err, JAM_E_SYSTEM,
					"a draw from the fit did not converge");
		rank_lane(s, k % JAM_LANES, k, square);
	}
	return true;
}

bool
jam_draws_run(const struct jam_draws *draws, struct jam_mixed_fit *fit,
	      struct jam_score_mixed *rows, double *square,
	      struct jam_arena *arena, struct jam_error *err)
{
	struct sweep s = { .draws = draws, .fit = fit, .arena = arena };
	struct jam_mark mark = jam_arena_mark(arena);
	uint32_t *often;
	bool done;

	if (draws->count * draws->rounds > ROOM / sizeof(uint32_t)) {
		jam_fail(err, JAM_E_SYSTEM,
			 "%u draws of %zu ranks need more than 1 GiB",
			 draws->rounds, draws->count);
		return jam_hint(err, "--rounds %zu",
				ROOM / sizeof(uint32_t) / draws->count);
	}
	sweep_init(&s);
	done = run(&s, square, err);
	often = jam_alloc_array(arena, draws->count + 1, sizeof(*often));
	for (size_t k = 0; done && k < draws->count; k++)
		summarize(&s, k, often, &rows[draws->projects[k]]);
	for (size_t j = 0; square != NULL && j < fit->panel->projects; j++)
		square[j] /= (double)draws->rounds;
	jam_arena_reset(arena, mark);
	return done;
}
