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

#define ROOM  ((size_t)1 << 30) /* bytes of ranks */
#define ROUGH 1e-4		/* of a draw, against its spread */

#define STREAM 512

/* The normal numbers of one draw, made in batches. */
struct stream {
	struct jam_rng rng;
	size_t at;
	double next[STREAM];
};

/* Room for one sweep of JAM_LANES draws. */
struct sweep {
	const struct jam_draws *draws;
	struct jam_mixed_fit *fit;
	struct jam_arena *arena;
	struct stream streams[JAM_LANES];
	double *b;	 /* drawn effects of projects, lanes side by side */
	double *r, *x;	 /* right sides, solutions */
	double *y;	 /* drawn ratings of one judge */
	double *value;	 /* of one draw, by panel's project */
	uint32_t *order; /* projects of one draw, best first */
	uint32_t *ranks; /* [taker * rounds + draw] */
	uint32_t *place; /* panel's project -> taker */
};

static void
sweep_init(struct sweep *s)
{
	const struct jam_panel *panel = s->fit->panel;
	size_t rows = (panel->projects + 1) * JAM_LANES, most = 0;

	for (size_t i = 0; i < panel->judges; i++) {
		if (jam_panel_load(panel, i) > most)
			most = jam_panel_load(panel, i);
	}
	s->b = jam_alloc_array(s->arena, rows, sizeof(double));
	s->r = jam_alloc_array(s->arena, rows, sizeof(double));
	s->x = jam_alloc_array(s->arena, rows, sizeof(double));
	s->y = jam_alloc_array(s->arena, most * JAM_LANES, sizeof(double));
	s->value = jam_alloc_array(s->arena, panel->projects, sizeof(double));
	s->place = jam_alloc_array(s->arena, panel->projects, sizeof(uint32_t));
	s->order = jam_alloc_array(s->arena, s->draws->count, sizeof(uint32_t));
	s->ranks = jam_alloc_array(s->arena, s->draws->count * s->draws->rounds,
				   sizeof(uint32_t));
	for (size_t k = 0; k < s->draws->count; k++)
		s->place[s->draws->projects[k]] = (uint32_t)k;
}

/* The next normal number of a lane. */
static inline double
normal(struct stream *stream)
{
	if (stream->at == STREAM) {
		jam_rng_normals(&stream->rng, stream->next, STREAM);
		stream->at = 0;
	}
	return stream->next[stream->at++];
}

/*
 * What judge i adds to the right sides, y - (sum of y) / D_i, has as its share
 * of a and e the covariance ve (I - 11' / D_i), and so has
 * sqrt(ve) (I - shrink 11') of n_i normal numbers with
 * shrink = (1 - sqrt(1 - n_i / D_i)) / n_i: a needs none of its own.
 */
static void
draw_judge(struct sweep *s, size_t i, double sd_e)
{
	const struct jam_panel *panel = s->fit->panel;
	const uint32_t *project = panel->project + panel->start[i];
	size_t load = jam_panel_load(panel, i);
	double n = (double)load, inverse = s->fit->solver->inv_d[i];
	double shrink = (1 - sqrt(1 - n * inverse)) / n;
	double e[JAM_LANES], b[JAM_LANES];
	double *top = s->r + panel->projects * JAM_LANES, *row;

	for (size_t l = 0; l < JAM_LANES; l++) {
		e[l] = b[l] = 0;
		for (size_t k = 0; k < load; k++) {
			row = s->y + k * JAM_LANES;
			row[l] = sd_e * normal(&s->streams[l]);
			e[l] += row[l];
			row[l] += s->b[project[k] * JAM_LANES + l];
			b[l] += s->b[project[k] * JAM_LANES + l];
		}
		top[l] += e[l] + b[l];
		e[l] = shrink * e[l] + inverse * b[l];
		top[l] -= n * e[l];
	}
	for (size_t k = 0; k < load; k++) {
		row = s->r + project[k] * JAM_LANES;
		for (size_t l = 0; l < JAM_LANES; l++)
			row[l] += s->y[k * JAM_LANES + l] - e[l];
	}
}

/* Draw b and the ratings of all lanes; x becomes the solution. */
static bool
draw(struct sweep *s, size_t first)
{
	const struct jam_panel *panel = s->fit->panel;
	size_t rows = (panel->projects + 1) * JAM_LANES;
	double sd_b = sqrt(s->fit->var_project);
	double sd_e = sqrt(s->fit->var_residual);

	memset(s->r, 0, rows * sizeof(double));
	for (size_t l = 0; l < JAM_LANES; l++) {
		jam_rng_init(&s->streams[l].rng, s->draws->seed, first + l);
		s->streams[l].at = STREAM;
		for (size_t j = 0; j < panel->projects; j++)
			s->b[j * JAM_LANES + l] = sd_b * normal(&s->streams[l]);
	}
	for (size_t i = 0; i < panel->judges; i++)
		draw_judge(s, i, sd_e);
	return jam_solver_solve(s->fit->solver, JAM_LANES, s->r, s->x);
}

/* The error of the estimates in one lane turns those of the fit into a draw. */
static void
rank_lane(struct sweep *s, size_t lane, size_t draw, double *square)
{
	const struct jam_panel *panel = s->fit->panel;
	const uint32_t *component = panel->component;
	double error, mu = s->x[panel->projects * JAM_LANES + lane];
	size_t first = 0;

	for (size_t j = 0; j < panel->projects; j++) {
		size_t at = j * JAM_LANES + lane;

		error = s->b[at] - s->x[at];
		s->value[j] = s->fit->project[j] + error;
		if (square != NULL)
			square[j] += (error - mu) * (error - mu);
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
			s->ranks[s->place[s->order[k]] * s->draws->rounds +
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
	double tolerance = fit->solver->tolerance;
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
	fit->solver->tolerance = ROUGH;
	fit->solver->cold = true;
	done = run(&s, square, err);
	fit->solver->tolerance = tolerance;
	fit->solver->cold = false;
	often = jam_alloc_array(arena, draws->count + 1, sizeof(*often));
	for (size_t k = 0; done && k < draws->count; k++)
		summarize(&s, k, often, &rows[draws->projects[k]]);
	for (size_t j = 0; square != NULL && j < fit->panel->projects; j++)
		square[j] /= (double)draws->rounds;
	jam_arena_reset(arena, mark);
	return done;
}
