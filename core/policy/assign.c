/* SPDX-License-Identifier: MIT */
/* The draws, and the choice among them: jam-assignment(7). */
#include "core/policy/assign.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/tick.h"
#include "core/policy/assign_work.h"
#include "core/policy/graph.h"

/*
 * Draws compared by their graph, of so many projects and with so many seats in
 * all: the larger the event, the more one draw is like the next.  And draws
 * tried only to connect.
 */
#define DRAWS	      32
#define DRAWS_SEATS   40000
#define DRAWS_CONNECT 8
#define PROJECTS_MAX  500

struct draw {
	uint32_t components, pairs, own;
	int64_t lambda2; /* 1e-9; 0 where not compared */
	uint64_t shared;
	uint32_t candidate;
	enum jam_assign_proof moves;
	bool searched; /* components and pairs are proved least */
};

struct draws {
	const struct jam_assign_problem *problem;
	struct jam_assign_work base;
	struct jam_arena *arena;
	struct jam_tick *tick;
	struct jam_assign_plan *plan;
	struct draw best;
	uint8_t *fate;	  /* of the best */
	uint32_t compare; /* as many graphs, not only components */
	bool gave_up;	  /* the exact search is too large */
};

static bool
is_uneven(const struct jam_assign_work *w)
{
	uint32_t min, max;

	jam_assign_loads(w, &min, &max);
	return max - min > 1;
}

static bool
relaxes(const struct jam_assign_work *w, unsigned what)
{
	return (w->problem->relax & what) != 0;
}

/* A draw whose seats move is held by other works than the first one. */
struct moved {
	struct jam_assign_work freed, to;
};

/* Steps 1 to 4.  Returns the work that holds the result, or that explains. */
static struct jam_assign_work *
deal_evenly(struct jam_assign_work *w, struct moved *m, struct draw *d)
{
	uint32_t min, max;
	bool changed = !jam_assign_deal(w, d->candidate);

	jam_assign_soothe(w);
	if (changed)
		jam_assign_fill(w);
	jam_assign_loads(w, &min, &max);
	if (max - min > 1) {
		jam_assign_level(w);
		changed = true;
	}
	if (relaxes(w, JAM_ASSIGN_RELAX_KEPT) && is_uneven(w)) {
		jam_assign_move_kept(w, &m->freed, &m->to, &d->moves);
		w = &m->to;
		if (is_uneven(w) && !relaxes(w, JAM_ASSIGN_RELAX_BALANCE))
			return &m->freed;
	}
	if (changed)
		jam_assign_soothe(w);
	return w;
}

static void
graph_of(const struct jam_assign_work *w, struct jam_arena *arena,
	 struct jam_graph *g)
{
	uint32_t n = 0;

	g->judges = w->judges;
	g->projects = w->projects;
	g->start =
	    jam_alloc_array(arena, (size_t)w->judges + 1, sizeof(uint32_t));
	g->project =
	    jam_alloc_array(arena, (size_t)w->slots + w->held_start[w->judges],
			    sizeof(uint32_t));
	for (uint32_t i = 0; i < w->judges; i++) {
		for (uint32_t x = w->held_start[i]; x < w->held_start[i + 1];
		     x++)
			g->project[n++] = w->held[x];
		for (uint32_t a = w->judge[i].start; a < w->judge[i + 1].start;
		     a++)
			g->project[n++] = w->at[a];
		g->start[i + 1] = n;
	}
}

/* Steps 5 and 6, and the figures that draws are compared by. */
static void
finish(struct draws *s, struct jam_assign_work *w, struct draw *d)
{
	struct jam_graph g;

	d->components = jam_assign_connect(w);
	d->pairs = jam_assign_reciprocals(w);
	if (w->judges <= JAM_ASSIGN_SMALL && !s->gave_up &&
	    (d->components > 1 || d->pairs > 0)) {
		d->searched = jam_assign_search(w);
		s->gave_up = !d->searched;
		d->components = jam_assign_components(w);
		d->pairs = jam_assign_reciprocals(w);
	}
	d->own = jam_assign_own_seats(w);
	if (s->compare <= 1)
		return;
	graph_of(w, s->arena, &g);
	d->lambda2 = jam_graph_quick(&g, s->arena);
	if (!jam_graph_shared(&g, 10000000, s->arena, &d->shared))
		d->shared = 0;
}

static bool
is_better(const struct draw *a, const struct draw *b)
{
	if (a->components != b->components)
		return a->components < b->components;
	if (a->pairs != b->pairs)
		return a->pairs < b->pairs;
	if (a->own != b->own)
		return a->own < b->own;
	if (a->lambda2 != b->lambda2)
		return a->lambda2 > b->lambda2;
	if (a->shared != b->shared)
		return a->shared < b->shared;
	return a->candidate < b->candidate;
}

/* Is a slot number free among the seats of one judge that stay? */
static bool
is_free(const struct jam_assign_work *w, size_t from, size_t to, uint32_t slot)
{
	for (size_t s = from; s < to; s++)
		if (w->fate[s] == JAM_ASSIGN_STANDS &&
		    w->problem->seats[s].slot == slot)
			return false;
	return true;
}

/* Step 7: a judge's projects in random order, on the free slot numbers. */
static void
number_slots(struct jam_assign_work *w, struct jam_assign_plan *plan)
{
	const struct jam_assign_problem *p = w->problem;
	size_t from = 0, to = 0;

	for (uint32_t i = 0; i < w->judges; i++) {
		uint32_t start = w->judge[i].start, slot = 0;

		for (from = to; to < p->seats_len && p->seats[to].judge == i;)
			to++;
		jam_rng_shuffle(&w->rng, w->at + start, w->need[i]);
		for (uint32_t a = start; a < w->judge[i + 1].start; a++) {
			do
				slot++;
			while (from < to && !is_free(w, from, to, slot));
			plan->slot[a] = slot;
			plan->project[a] = w->at[a];
		}
		plan->start[i] = start;
	}
	plan->start[w->judges] = w->slots;
	plan->seats = w->slots;
}

static void
keep(struct draws *s, struct jam_assign_work *w, const struct draw *d)
{
	s->best = *d;
	number_slots(w, s->plan);
	if (s->problem->seats_len > 0)
		memcpy(s->fate, w->fate, s->problem->seats_len);
	jam_assign_loads(w, &s->plan->load_min, &s->plan->load_max);
}

/*
 * What the caller keeps comes first, so that the rest can be given back.
 * Seats that move are slots more than batches have.
 */
static void
make_room(struct draws *s)
{
	const struct jam_assign_problem *p = s->problem;
	size_t judges = (size_t)p->judges + 1, n = p->seats_len;
	size_t room = (size_t)p->judges * p->batch;

	if ((p->relax & JAM_ASSIGN_RELAX_KEPT) != 0)
		room += n;
	s->plan->start = jam_alloc_array(s->arena, judges, sizeof(uint32_t));
	s->plan->project = jam_alloc_array(s->arena, room, sizeof(uint32_t));
	s->plan->slot = jam_alloc_array(s->arena, room, sizeof(uint32_t));
	s->plan->dropped =
	    jam_alloc_array(s->arena, n, sizeof(*s->plan->dropped));
	s->plan->moved = jam_alloc_array(s->arena, n, sizeof(*s->plan->moved));
}

static uint32_t
count_compared(const struct jam_assign_work *w)
{
	size_t seats = w->slots + w->problem->seats_len;
	size_t draws = DRAWS_SEATS / (seats > 0 ? seats : 1);

	if (w->slots == 0 || w->projects > PROJECTS_MAX)
		return 1;
	if (w->problem->draws > 0 && draws > w->problem->draws)
		draws = w->problem->draws;
	return draws < DRAWS ? (uint32_t)draws : DRAWS;
}

static uint32_t
count_draws(const struct draws *s)
{
	if (s->compare > 1)
		return s->compare;
	if (s->best.components <= 1 ||
	    jam_assign_parted(&s->base) != JAM_ASSIGN_NOT_FOUND)
		return 1;
	return DRAWS_CONNECT;
}

/* False if the loads cannot be even and must be. */
static bool
draw_all(struct draws *s, struct jam_assign_witness *witness)
{
	uint32_t draws = 1;

	for (uint32_t c = 0; c < draws; c++) {
		struct jam_mark mark = jam_arena_mark(s->arena);
		struct draw d = { .candidate = c };
		struct moved m;
		struct jam_assign_work *w = deal_evenly(&s->base, &m, &d);

		if (is_uneven(w) && !relaxes(w, JAM_ASSIGN_RELAX_BALANCE)) {
			jam_assign_explain(w, witness);
			return false;
		}
		finish(s, w, &d);
		if (c == 0 || is_better(&d, &s->best))
			keep(s, w, &d);
		if (c == 0)
			draws = count_draws(s);
		else if (s->compare <= 1 && s->best.components <= 1)
			draws = c;
		jam_arena_reset(s->arena, mark);
		jam_tick_at(s->tick, (uint64_t)c + 1, draws);
	}
	return true;
}

/* What fell and what moved, by the fate of each seat. */
static void
list_changes(struct draws *s)
{
	const struct jam_assign_problem *p = s->problem;
	struct jam_assign_plan *plan = s->plan;
	uint32_t used = 0, judge = 0;

	for (size_t x = 0; x < p->seats_len; x++) {
		uint32_t i = p->seats[x].judge;

		if (i != judge)
			used = 0;
		judge = i;
		if (s->fate[x] >= JAM_ASSIGN_FALLS)
			plan->dropped[plan->dropped_len++] =
			    (struct jam_assign_drop){
				    (uint32_t)x,
				    (uint8_t)(s->fate[x] - JAM_ASSIGN_FALLS)
			    };
		else if (s->fate[x] == JAM_ASSIGN_FREED)
			plan->moved[plan->moved_len++] =
			    (struct jam_assign_move){
				    (uint32_t)x,
				    plan->project[plan->start[i] + used++]
			    };
	}
}

/*
 * At most own-site seats that even loads force (Hall, one site at a time);
 * only for a first run, where loads are known in advance.
 */
static uint64_t
least_own(const struct jam_assign_work *w)
{
	const struct jam_assign_problem *p = w->problem;
	struct jam_mark mark = jam_arena_mark(w->arena);
	uint64_t *need = jam_alloc_array(w->arena, p->sites, sizeof(uint64_t));
	uint32_t *at = jam_alloc_array(w->arena, p->sites, sizeof(uint32_t));
	uint64_t least = 0;

	for (uint32_t i = 0; i < w->judges; i++)
		if (w->judge[i].site != JAM_ASSIGN_NO_SITE)
			need[w->judge[i].site] += w->need[i];
	for (uint32_t j = 0; j < w->projects; j++)
		if (w->site[j] != JAM_ASSIGN_NONE)
			at[w->site[j]]++;
	for (uint32_t s = 0; s < p->sites && w->projects > 0; s++) {
		uint64_t away = w->projects - at[s];
		uint64_t more = w->slots % w->projects;
		uint64_t room =
		    w->slots / w->projects * away + (more < away ? more : away);

		least += need[s] > room ? need[s] - room : 0;
	}
	jam_arena_reset(w->arena, mark);
	return least;
}

static void
state_proofs(struct draws *s)
{
	struct jam_assign_plan *plan = s->plan;
	const struct draw *d = &s->best;

	plan->candidate = d->candidate;
	plan->components = d->components;
	plan->reciprocal_pairs = d->pairs;
	plan->own_site_seats = d->own;
	if (plan->load_max - plan->load_min > 1)
		plan->balance = JAM_ASSIGN_IMPOSSIBLE;
	if (d->components > 1)
		plan->connected = d->searched ? JAM_ASSIGN_IMPOSSIBLE
					      : jam_assign_parted(&s->base);
	if (d->pairs > 0)
		plan->reciprocal =
		    d->searched ? JAM_ASSIGN_FEWEST : JAM_ASSIGN_NOT_FOUND;
	if (d->own > 0)
		plan->own_site = s->problem->seats_len == 0 &&
					 plan->balance == JAM_ASSIGN_PERFECT &&
					 d->own == least_own(&s->base)
				     ? JAM_ASSIGN_FEWEST
				     : JAM_ASSIGN_NOT_FOUND;
	if (plan->moved_len > 0)
		plan->moves = d->moves;
}

bool
jam_assign_try(const struct jam_assign_problem *problem,
	       struct jam_arena *arena, struct jam_assign_plan *plan,
	       struct jam_assign_witness *witness)
{
	struct jam_assign_work base, *w;
	struct moved m;
	struct draw d = { .candidate = 0 };

	memset(plan, 0, sizeof(*plan));
	jam_assign_prepare(&base, problem, NULL, arena);
	if (jam_assign_too_few(&base, witness))
		return false;
	w = deal_evenly(&base, &m, &d);
	jam_assign_loads(w, &plan->load_min, &plan->load_max);
	plan->own_site_seats = jam_assign_own_seats(w);
	for (size_t s = 0; s < problem->seats_len; s++)
		plan->moved_len += w->fate[s] == JAM_ASSIGN_FREED;
	return !is_uneven(w) || relaxes(w, JAM_ASSIGN_RELAX_BALANCE);
}

bool
jam_assign(const struct jam_assign_problem *problem, struct jam_arena *arena,
	   struct jam_tick *tick, struct jam_assign_plan *plan,
	   struct jam_assign_witness *witness)
{
	struct draws s = { .problem = problem, .arena = arena, .tick = tick };

	struct jam_mark mark;

	memset(plan, 0, sizeof(*plan));
	memset(witness, 0, sizeof(*witness));
	s.plan = plan;
	make_room(&s);
	mark = jam_arena_mark(arena);
	s.fate = jam_alloc(arena, problem->seats_len);
	jam_assign_prepare(&s.base, problem, NULL, arena);
	s.compare = count_compared(&s.base);
	if (jam_assign_too_few(&s.base, witness)) {
		jam_assign_find_hints(problem, arena, witness);
		return false;
	}
	if (!draw_all(&s, witness)) {
		jam_assign_find_hints(problem, arena, witness);
		return false;
	}
	list_changes(&s);
	state_proofs(&s);
	jam_arena_reset(arena, mark);
	return true;
}

static bool
stays(const struct jam_assign_plan *plan, uint32_t seat, size_t *drop,
      size_t *move)
{
	if (*drop < plan->dropped_len && plan->dropped[*drop].seat == seat) {
		++*drop;
		return false;
	}
	if (*move < plan->moved_len && plan->moved[*move].seat == seat) {
		++*move;
		return false;
	}
	return true;
}

void
jam_assign_graph(const struct jam_assign_problem *problem,
		 const struct jam_assign_plan *plan, struct jam_arena *arena,
		 struct jam_graph *g)
{
	size_t seat = 0, drop = 0, move = 0;
	uint32_t n = 0;

	g->judges = problem->judges;
	g->projects = problem->projects;
	g->start =
	    jam_alloc_array(arena, (size_t)g->judges + 1, sizeof(uint32_t));
	g->project = jam_alloc_array(arena, plan->seats + problem->seats_len,
				     sizeof(uint32_t));
	for (uint32_t i = 0; i < g->judges; i++) {
		for (; seat < problem->seats_len &&
		       problem->seats[seat].judge == i;
		     seat++)
			if (stays(plan, (uint32_t)seat, &drop, &move) &&
			    problem->seats[seat].state != JAM_ASSIGN_SKIPPED)
				g->project[n++] = problem->seats[seat].project;
		for (uint32_t a = plan->start[i]; a < plan->start[i + 1]; a++)
			g->project[n++] = plan->project[a];
		g->start[i + 1] = n;
	}
}

const char *
jam_assign_proof_word(enum jam_assign_proof proof)
{
	static const char *const words[] = {
		[JAM_ASSIGN_PERFECT] = "",
		[JAM_ASSIGN_IMPOSSIBLE] = "impossible",
		[JAM_ASSIGN_FEWEST] = "proved fewest",
		[JAM_ASSIGN_NOT_FOUND] = "not found",
		[JAM_ASSIGN_NOT_FEWEST] = "not proved fewest",
		[JAM_ASSIGN_FEW_SEATS] = "impossible: too few seats",
		[JAM_ASSIGN_PARTED] =
		    "impossible: what is allowed and what stands falls apart",
	};

	return words[proof];
}
