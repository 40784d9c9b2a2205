/* SPDX-License-Identifier: MIT */
/*
 * --relax kept: the most even loads with the fewest moves.  Negative cycles of
 * the lexicographic cost (load squares, moves) are cancelled until none is
 * left, which is the optimality condition of a convex-cost flow (Ahuja,
 * Magnanti, Orlin 1993, ch. 14).  Loads are levelled first, so that every
 * cycle left costs no squares: it either keeps all loads, or passes once from
 * a project with load x to one with load x + 1, and only moves count.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/assign_work.h"

/* Above this the moves are few, but not proved fewest. */
#define MOVABLE_MAX 50000

/*
 * Nodes: judges, projects, and one for each load x, which leads from projects
 * with load x to such with x + 1.  The gain of a node is the moves saved on the
 * best walk to it so far.
 */
struct cycles {
	struct jam_assign_work *w;
	const uint32_t *home_start, *home; /* kept seats, by judge */
	uint32_t first_project, first_load, nodes, load_min;
	uint32_t *gain, *parent; /* [nodes] */
	uint32_t *by;		 /* [judges]: the slot given up */
	bool *waits;		 /* [nodes]: in the queue */
	uint32_t *queue, head, queued;
	uint32_t *holder_start, *holder;
	uint32_t *item, *place; /* projects, gains rising */
	uint32_t *bound;	/* [gains]: how many items gain less */
	uint32_t gains;
	uint32_t closing; /* a node on a cycle, once there is one */
};

static bool
is_home(const struct cycles *c, uint32_t i, uint32_t j)
{
	for (uint32_t x = c->home_start[i]; x < c->home_start[i + 1]; x++)
		if (c->home[x] == j)
			return true;
	return false;
}

/* Projects stay sorted by gain: move j up, one border at a time. */
static void
resort(struct cycles *c, uint32_t j, uint32_t from, uint32_t to)
{
	for (uint32_t g = from; g < to; g++) {
		uint32_t edge = --c->bound[g + 1];
		uint32_t other = c->item[edge], x = c->place[j];

		c->item[x] = other;
		c->place[other] = x;
		c->item[edge] = j;
		c->place[j] = edge;
	}
}

static void
raise(struct cycles *c, uint32_t node, uint32_t gain, uint32_t parent)
{
	if (node >= c->first_project && node < c->first_load)
		resort(c, node - c->first_project, c->gain[node], gain);
	c->gain[node] = gain;
	c->parent[node] = parent;
	if (c->waits[node])
		return;
	c->waits[node] = true;
	c->queue[(c->head + c->queued++) % c->nodes] = node;
}

/*
 * Only steps that save a move are looked at: every negative cycle has one, and
 * labels go round it until it is seen.  More gain than there are moves proves
 * a cycle further up.
 */
static bool
closes(struct cycles *c, uint32_t node, uint32_t parent)
{
	uint32_t up = parent, steps = 0;

	while (up != JAM_ASSIGN_NONE && up != node && steps++ <= c->nodes)
		up = c->parent[up];
	if (up == JAM_ASSIGN_NONE)
		return false;
	if (up == node)
		c->parent[node] = parent;
	c->closing = up;
	return true;
}

/* Judge i takes any project they may; one they were kept on saves a move. */
static bool
relax_judge(struct cycles *c, uint32_t i)
{
	struct jam_assign_work *w = c->w;
	uint32_t gain = c->gain[i];

	for (uint32_t x = c->home_start[i]; x < c->home_start[i + 1]; x++) {
		uint32_t node = c->first_project + c->home[x];

		if (c->gain[node] > gain || jam_assign_holds(w, i, c->home[x]))
			continue;
		if (closes(c, node, i))
			return true;
		raise(c, node, gain + 1, i);
	}
	for (uint32_t x = 0; x < c->bound[gain];) {
		uint32_t j = c->item[x];

		if (jam_assign_may(w, i, j))
			raise(c, c->first_project + j, gain, i);
		else
			x++;
	}
	return false;
}

static void
relax_project(struct cycles *c, uint32_t q)
{
	const struct jam_assign_work *w = c->w;
	uint32_t gain = c->gain[c->first_project + q];
	uint32_t load = c->first_load + w->load[q] - c->load_min;

	for (uint32_t h = c->holder_start[q]; h < c->holder_start[q + 1]; h++) {
		uint32_t a = c->holder[h], i = w->owner[a];

		if (gain <= c->gain[i] + is_home(c, i, q))
			continue;
		c->by[i] = a;
		raise(c, i, gain - is_home(c, i, q), c->first_project + q);
	}
	if (load < c->nodes && gain > c->gain[load])
		raise(c, load, gain, c->first_project + q);
}

static void
relax_load(struct cycles *c, uint32_t node)
{
	uint32_t load = node - c->first_load + c->load_min + 1;

	for (uint32_t j = 0; j < c->w->projects; j++)
		if (c->w->load[j] == load &&
		    c->gain[c->first_project + j] < c->gain[node])
			raise(c, c->first_project + j, c->gain[node], node);
}

static void
list_holders(struct cycles *c)
{
	const struct jam_assign_work *w = c->w;
	uint32_t *start = c->holder_start;

	memset(start, 0, ((size_t)w->projects + 2) * sizeof(*start));
	for (uint32_t a = 0; a < w->slots; a++)
		start[w->at[a] + 2]++;
	for (uint32_t j = 0; j < w->projects; j++)
		start[j + 2] += start[j + 1];
	for (uint32_t a = 0; a < w->slots; a++)
		c->holder[start[w->at[a] + 1]++] = a;
}

/* All labels to nothing; in the queue are those who gave a kept seat away. */
static uint32_t
begin(struct cycles *c)
{
	const struct jam_assign_work *w = c->w;
	uint32_t moves = 0;

	list_holders(c);
	memset(c->gain, 0, c->nodes * sizeof(uint32_t));
	memset(c->parent, 0xff, c->nodes * sizeof(uint32_t));
	memset(c->waits, 0, c->nodes * sizeof(bool));
	c->head = c->queued = 0;
	c->closing = JAM_ASSIGN_NONE;
	for (uint32_t i = 0; i < w->judges; i++)
		for (uint32_t x = c->home_start[i]; x < c->home_start[i + 1];
		     x++) {
			if (jam_assign_holds(w, i, c->home[x]))
				continue;
			moves++;
			if (!c->waits[i])
				raise(c, i, 0, JAM_ASSIGN_NONE);
		}
	for (uint32_t j = 0; j < w->projects; j++)
		c->item[j] = c->place[j] = j;
	c->bound[0] = 0;
	for (uint32_t g = 1; g < c->gains; g++)
		c->bound[g] = w->projects;
	return moves;
}

static bool
find_cycle(struct cycles *c)
{
	uint32_t moves = begin(c);

	while (c->queued > 0) {
		uint32_t node = c->queue[c->head];

		c->head = (c->head + 1) % c->nodes;
		c->queued--;
		c->waits[node] = false;
		if (node >= c->first_load)
			relax_load(c, node);
		else if (node >= c->first_project)
			relax_project(c, node - c->first_project);
		else if (c->gain[node] > moves ? closes(c, c->nodes, node)
					       : relax_judge(c, node))
			return true;
	}
	return false;
}

static void
apply_cycle(struct cycles *c)
{
	struct jam_assign_work *w = c->w;
	uint32_t node = c->closing;

	do {
		uint32_t up = c->parent[node];

		if (node >= c->first_load)
			w->load[up - c->first_project]++;
		else if (node >= c->first_project && up >= c->first_load)
			w->load[node - c->first_project]--;
		else if (node >= c->first_project)
			w->at[c->by[up]] = node - c->first_project;
		node = up;
	} while (node != c->closing);
}

static void
cancel(struct jam_assign_work *w, const uint32_t *home_start,
       const uint32_t *home)
{
	struct jam_arena *arena = w->arena;
	struct jam_mark mark = jam_arena_mark(arena);
	struct cycles c = { .w = w, .home_start = home_start, .home = home };
	uint32_t max;

	jam_assign_loads(w, &c.load_min, &max);
	c.first_project = w->judges;
	c.first_load = c.first_project + w->projects;
	c.nodes = c.first_load + max - c.load_min;
	c.gains = home_start[w->judges] + 3;
	c.gain = jam_alloc_array(arena, c.nodes, sizeof(uint32_t));
	c.parent = jam_alloc_array(arena, c.nodes, sizeof(uint32_t));
	c.by = jam_alloc_array(arena, w->judges, sizeof(uint32_t));
	c.waits = jam_alloc_array(arena, c.nodes, sizeof(bool));
	c.queue = jam_alloc_array(arena, c.nodes, sizeof(uint32_t));
	c.holder_start =
	    jam_alloc_array(arena, (size_t)w->projects + 2, sizeof(uint32_t));
	c.holder = jam_alloc_array(arena, w->slots, sizeof(uint32_t));
	c.item = jam_alloc_array(arena, w->projects, sizeof(uint32_t));
	c.place = jam_alloc_array(arena, w->projects, sizeof(uint32_t));
	c.bound = jam_alloc_array(arena, c.gains, sizeof(uint32_t));
	while (find_cycle(&c))
		apply_cycle(&c);
	jam_arena_reset(arena, mark);
}

/* Each judge's kept seats, then the new ones they were dealt. */
static void
place_seats(const struct jam_assign_work *from, struct jam_assign_work *w,
	    uint32_t *home_start, uint32_t *home)
{
	const struct jam_assign_problem *p = w->problem;
	uint32_t n = 0;
	size_t s = 0;

	for (uint32_t i = 0; i < w->judges; i++) {
		uint32_t a = w->judge[i].start;

		home_start[i] = n;
		for (; s < p->seats_len && p->seats[s].judge == i; s++)
			if (w->fate[s] == JAM_ASSIGN_FREED) {
				home[n++] = p->seats[s].project;
				w->at[a++] = p->seats[s].project;
			}
		for (uint32_t b = from->judge[i].start;
		     b < from->judge[i + 1].start; b++)
			w->at[a++] = from->at[b];
	}
	home_start[w->judges] = n;
	memcpy(w->load, from->load, w->projects * sizeof(uint32_t));
	memcpy(w->list, from->list, w->projects * sizeof(uint32_t));
	w->rng = from->rng;
}

/* Seats that did not move stand again; the others are the new slots. */
static void
settle_moves(const struct jam_assign_work *w, struct jam_assign_work *to)
{
	const struct jam_assign_problem *p = w->problem;
	uint8_t *fate = jam_alloc(w->arena, p->seats_len);

	memcpy(fate, w->fate, p->seats_len);
	for (size_t s = 0; s < p->seats_len; s++)
		if (fate[s] == JAM_ASSIGN_FREED &&
		    jam_assign_holds(w, p->seats[s].judge, p->seats[s].project))
			fate[s] = JAM_ASSIGN_STANDS;
	jam_assign_prepare(to, p, fate, w->arena);
	for (uint32_t i = 0; i < w->judges; i++) {
		uint32_t a = to->judge[i].start;

		for (uint32_t b = w->judge[i].start; b < w->judge[i + 1].start;
		     b++)
			if (jam_assign_ok(to, i, w->at[b]))
				to->at[a++] = w->at[b];
	}
	memcpy(to->load, w->load, w->projects * sizeof(uint32_t));
	memcpy(to->list, w->list, w->projects * sizeof(uint32_t));
	to->rng = w->rng;
}

void
jam_assign_move_kept(const struct jam_assign_work *from,
		     struct jam_assign_work *freed, struct jam_assign_work *to,
		     enum jam_assign_proof *proof)
{
	const struct jam_assign_problem *p = from->problem;
	uint8_t *fate = jam_alloc(from->arena, p->seats_len);
	uint32_t *home_start, *home, movable = 0;

	memcpy(fate, from->fate, p->seats_len);
	for (size_t s = 0; s < p->seats_len; s++)
		if (fate[s] == JAM_ASSIGN_STANDS && !p->seats[s].locked &&
		    p->seats[s].state == JAM_ASSIGN_OPEN) {
			fate[s] = JAM_ASSIGN_FREED;
			movable++;
		}
	jam_assign_prepare(freed, p, fate, from->arena);
	home_start = jam_alloc_array(from->arena, (size_t)from->judges + 1,
				     sizeof(uint32_t));
	home = jam_alloc_array(from->arena, movable, sizeof(uint32_t));
	place_seats(from, freed, home_start, home);
	jam_assign_level(freed);
	*proof = JAM_ASSIGN_NOT_FEWEST;
	if (movable <= MOVABLE_MAX) {
		cancel(freed, home_start, home);
		*proof = JAM_ASSIGN_FEWEST;
	}
	settle_moves(freed, to);
}
