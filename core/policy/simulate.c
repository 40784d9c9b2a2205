/* SPDX-License-Identifier: MIT */
/* How sure the first three of an event would be. */
#include "core/policy/simulate.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/rng.h"
#include "core/base/tick.h"
#include "core/base/worker.h"
#include "core/policy/assign.h"
#include "core/policy/bayes.h"
#include "core/policy/order.h"
#include "core/policy/panel.h"
#include "core/policy/simulate_score.h"
#include "core/policy/solver.h"

#define RUNS  2000
#define DEALS 16 /* different batches that the runs take turns at */

/* A figure being averaged. */
struct mean {
	double sum, square;
};

/* Threads take turns at the deals: of two, one takes the even ones. */
#define THREADS 2

struct tally {
	struct mean tau, first, podium, share, exact;
};

static void
add(struct mean *mean, double x)
{
	mean->sum += x;
	mean->square += x * x;
}

static void
merge_mean(struct mean *to, const struct mean *from)
{
	to->sum += from->sum;
	to->square += from->square;
}

static void
merge(struct tally *to, const struct tally *from)
{
	merge_mean(&to->tau, &from->tau);
	merge_mean(&to->first, &from->first);
	merge_mean(&to->podium, &from->podium);
	merge_mean(&to->share, &from->share);
	merge_mean(&to->exact, &from->exact);
}

static struct jam_simulate_figure
figure(struct mean mean, double n)
{
	double value = mean.sum / n;
	double spread = mean.square / n - value * value;

	return (struct jam_simulate_figure){ value, spread > 0
							? sqrt(spread / n)
							: 0 };
}

/* The batches of one deal, as a panel whose scores are filled in run by run. */
static bool
deal(struct jam_simulation *s, uint64_t seed, struct jam_panel *panel,
     struct jam_error *err)
{
	const struct jam_simulate_problem *p = s->problem;
	struct jam_assign_problem a = { .judges = p->judges,
					.projects = p->projects,
					.teams = p->projects,
					.batch = p->batch,
					.seed = seed,
					.draws = 1 };
	uint32_t *team, *start, *of;
	struct jam_assign_witness why;
	struct jam_assign_plan plan;

	start = jam_alloc_array(s->arena, p->judges + 1, sizeof(*start));
	team = jam_alloc_array(s->arena, p->judges, sizeof(*team));
	of = jam_alloc_array(s->arena, p->projects, sizeof(*of));
	for (uint32_t i = 0; i < p->judges; i++) {
		team[start[i]] = i;
		start[i + 1] = start[i] + (i < p->projects);
	}
	for (uint32_t j = 0; j < p->projects; j++)
		of[j] = j;
	a.team_start = start;
	a.team = team;
	a.project_team = of;
	if (!jam_assign(&a, s->arena, NULL, &plan, &why))
		return jam_fail(err, JAM_E_NO,
				"no even batches of %u exist for %u judges and "
				"%u projects",
				p->batch, p->judges, p->projects);
	*panel = (struct jam_panel){ .judges = p->judges,
				     .projects = p->projects,
				     .ratings = plan.seats,
				     .start = plan.start,
				     .project = plan.project };
	panel->load = jam_alloc_array(s->arena, p->projects, sizeof(double));
	for (size_t k = 0; k < plan.seats; k++)
		panel->load[plan.project[k]]++;
	s->load_min = plan.load_min;
	s->load_max = plan.load_max;
	return true;
}

/* Draw the truth and the scores of one run into lane l. */
static void
draw(struct jam_simulation *s, const struct jam_panel *panel, uint32_t run,
     size_t l)
{
	double steps = floor(s->problem->width / s->problem->step + 0.5), x;
	struct jam_rng *rng = &s->rng[l];
	size_t n = panel->ratings;

	jam_rng_init(rng, s->seed, run);
	jam_rng_normals(rng, s->truth[l], panel->projects);
	jam_rng_normals(rng, s->lenience, panel->judges);
	jam_rng_normals(rng, s->noise, n);
	for (size_t i = 0; i < panel->judges; i++) {
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			x = steps / 2 +
			    s->sd[1] * s->truth[l][panel->project[k]] +
			    s->sd[0] * s->lenience[i] + s->sd[2] * s->noise[k];
			x = floor(x + 0.5);
			s->scores[l][k] = x < 0 ? 0 : x > steps ? steps : x;
		}
	}
}

/* Inversions of a sequence, by merging; it gets sorted. */
static double
inversions(uint32_t *a, size_t n, uint32_t *room)
{
	size_t half = n / 2, left = 0, right = half;
	double count;

	if (n < 2)
		return 0;
	count =
	    inversions(a, half, room) + inversions(a + half, n - half, room);
	for (size_t k = 0; k < n; k++) {
		if (right == n || (left < half && a[left] <= a[right])) {
			room[k] = a[left++];
			continue;
		}
		count += (double)(half - left);
		room[k] = a[right++];
	}
	memcpy(a, room, n * sizeof(*a));
	return count;
}

/* Compare the order that values give, ties at random, with the truth. */
static void
judge(struct jam_simulation *s, const double *values, size_t l,
      struct tally *tally)
{
	uint32_t n = s->problem->projects, *order = s->order, found = 0;
	uint32_t podium = n < 3 ? n : 3;
	double pairs = (double)n * (n - 1) / 2;

	for (uint32_t j = 0; j < n; j++)
		order[j] = j;
	jam_rng_shuffle(&s->rng[l], order, n);
	jam_order_values(order, n, values, s->arena);
	for (uint32_t k = 0; k < n; k++)
		order[k] = s->place[l][order[k]];
	for (uint32_t k = 0; k < podium; k++)
		found += order[k] < podium;
	add(&tally->first, order[0] == 0);
	add(&tally->podium,
	    order[0] == 0 || order[1] == 0 || (podium > 2 && order[2] == 0));
	add(&tally->share, (double)found / podium);
	add(&tally->exact, found == podium);
	add(&tally->tau, 1 - 2 * inversions(order, n, s->room) / pairs);
}

/* The true places of lane l. */
static void
set_places(struct jam_simulation *s, size_t l)
{
	uint32_t n = s->problem->projects;

	for (uint32_t j = 0; j < n; j++)
		s->order[j] = j;
	jam_order_values(s->order, n, s->truth[l], s->arena);
	for (uint32_t k = 0; k < n; k++)
		s->place[l][s->order[k]] = k;
}

static void
init(struct jam_simulation *s)
{
	const struct jam_simulate_problem *p = s->problem;
	size_t n = (size_t)p->judges * p->batch;
	double width = p->width / p->step;

	s->runs = p->runs == 0 ? RUNS : p->runs;
	s->seed = jam_rng_seed("jam-plan/1");
	s->prior = p->prior > 0 ? p->prior : JAM_PRIOR;
	s->sd[0] = p->leniency > 0 ? p->leniency / p->step : .15 * width;
	s->sd[1] = p->quality > 0 ? p->quality / p->step : .2 * width;
	s->sd[2] = p->noise > 0 ? p->noise / p->step : .15 * width;
	for (size_t l = 0; l < JAM_LANES; l++) {
		s->truth[l] =
		    jam_alloc_array(s->arena, p->projects, sizeof(double));
		s->place[l] =
		    jam_alloc_array(s->arena, p->projects, sizeof(uint32_t));
		s->scores[l] = jam_alloc_array(s->arena, n, sizeof(double));
	}
	s->lenience = jam_alloc_array(s->arena, p->judges, sizeof(double));
	s->noise = jam_alloc_array(s->arena, n, sizeof(double));
	s->order = jam_alloc_array(s->arena, p->projects, sizeof(uint32_t));
	s->room = jam_alloc_array(s->arena, p->projects, sizeof(uint32_t));
	for (size_t m = 0; m < JAM_SIMULATE_METHODS; m++)
		s->values[m] = jam_alloc_array(
		    s->arena, (size_t)p->projects * JAM_LANES, sizeof(double));
}

/* All runs of one deal: run d, d + DEALS, ..., eight at a time. */
static bool
run_deal(struct jam_simulation *s, uint32_t d, struct tally *tallies,
	 struct jam_error *err)
{
	struct jam_mark mark = jam_arena_mark(s->arena);
	struct jam_panel panel;
	size_t lanes;

	if (!deal(s, s->seed + d, &panel, err) ||
	    !jam_simulation_begin(s, &panel, err))
		return false;
	for (uint32_t run = d; run < s->runs; run += DEALS * JAM_LANES) {
		lanes = 0;
		for (uint32_t r = run; r < s->runs && lanes < JAM_LANES;
		     r += DEALS, lanes++) {
			draw(s, &panel, r, lanes);
			set_places(s, lanes);
		}
		if (!jam_simulation_score(s, &panel, lanes, err))
			return false;
		for (size_t m = 0; m < JAM_SIMULATE_METHODS; m++) {
			for (size_t l = 0; l < lanes; l++)
				judge(s, s->values[m] + l * panel.projects, l,
				      &tallies[m]);
		}
	}
	jam_arena_reset(s->arena, mark);
	return true;
}

/* What one thread does. */
struct share {
	struct jam_simulation s;
	uint32_t first, step;			       /* of its deals */
	struct tally (*tallies)[JAM_SIMULATE_METHODS]; /* by deal */
	struct jam_tick *tick; /* one of the threads tells it; or NULL */
	struct jam_error err;
	bool done;
};

static void
run_share(void *data)
{
	struct share *h = data;

	h->done = true;
	for (uint32_t d = h->first; h->done && d < DEALS && d < h->s.runs;
	     d += h->step) {
		for (uint32_t k = 0; k < h->step; k++)
			jam_tick_at(h->tick, d + k, DEALS);
		h->done = run_deal(&h->s, d, h->tallies[d], &h->err);
	}
}

static void
share_init(struct share *h, const struct jam_simulate_problem *problem,
	   struct jam_arena *arena, uint32_t first)
{
	memset(h, 0, sizeof(*h));
	h->s.problem = problem;
	h->s.arena = arena;
	h->first = first;
	h->step = problem->one_thread ? 1 : THREADS;
	init(&h->s);
}

/* By deal, so that it does not matter who did which. */
static void
add_up(const struct share *h, struct jam_simulate_answer *answer)
{
	double n = h->s.runs;

	for (size_t m = 0; m < JAM_SIMULATE_METHODS; m++) {
		struct tally all = { 0 };

		for (size_t d = 0; d < DEALS; d++)
			merge(&all, &h->tallies[d][m]);
		answer->methods[m] = (struct jam_simulate_method){
			figure(all.tau, n), figure(all.first, n),
			figure(all.podium, n), figure(all.share, n),
			figure(all.exact, n)
		};
	}
	answer->load_min = h->s.load_min;
	answer->load_max = h->s.load_max;
}

static bool
run_all(struct share *own, struct share *other, struct jam_error *err)
{
	struct jam_worker worker = { 0 };

	if (own->step > 1)
		jam_worker_ask(&worker, run_share, other);
	run_share(own);
	jam_worker_stop(&worker);
	if (!own->done)
		*err = own->err;
	else if (own->step > 1 && !other->done)
		*err = other->err;
	else
		return true;
	return false;
}

bool
jam_simulate(const struct jam_simulate_problem *problem,
	     struct jam_arena *arena, struct jam_simulate_answer *answer,
	     struct jam_error *err)
{
	struct tally tallies[DEALS][JAM_SIMULATE_METHODS] = { 0 };
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_arena *beside = jam_arena_beside(arena);
	struct share own, other;
	bool done;

	share_init(&own, problem, arena, 0);
	share_init(&other, problem, beside, 1);
	own.tallies = other.tallies = tallies;
	own.tick = problem->tick;
	done = run_all(&own, &other, err);
	if (done)
		add_up(&own, answer);
	jam_arena_free(beside);
	jam_arena_reset(arena, mark);
	return done;
}
