/* SPDX-License-Identifier: MIT */
/*
 * The fewest moves by minimum-cost flow: shortest augmenting paths by Bellman
 * and Ford, for tests.  Load squares weigh more than any number of moves.
 */
#include <string.h>

#include "core/base/arena.h"
#include "tests/unit/assign_cases.h"
#include "tests/unit/oracle_flow.h"

#define SQUARE 100000

struct arc {
	uint32_t from, to, room;
	int64_t cost;
};

/* Arcs come in pairs: 2a and its way back, 2a + 1. */
struct costs {
	struct arc *arc;
	uint32_t arcs, nodes;
	int64_t *dist;
	uint32_t *by;
};

static void
add(struct costs *c, uint32_t from, uint32_t to, uint32_t room, int64_t cost)
{
	c->arc[c->arcs++] = (struct arc){ from, to, room, cost };
	c->arc[c->arcs++] = (struct arc){ to, from, 0, -cost };
}

static bool
shortest(struct costs *c)
{
	bool changed = true;

	for (uint32_t v = 0; v < c->nodes; v++)
		c->dist[v] = INT64_MAX;
	c->dist[0] = 0;
	while (changed) {
		changed = false;
		for (uint32_t a = 0; a < c->arcs; a++) {
			const struct arc *x = c->arc + a;

			if (x->room == 0 || c->dist[x->from] == INT64_MAX ||
			    c->dist[x->from] + x->cost >= c->dist[x->to])
				continue;
			c->dist[x->to] = c->dist[x->from] + x->cost;
			c->by[x->to] = a;
			changed = true;
		}
	}
	return c->dist[c->nodes - 1] != INT64_MAX;
}

static int64_t
solve(struct costs *c)
{
	int64_t cost = 0;

	while (shortest(c)) {
		cost += c->dist[c->nodes - 1];
		for (uint32_t v = c->nodes - 1; v != 0;
		     v = c->arc[c->by[v]].from) {
			c->arc[c->by[v]].room--;
			c->arc[c->by[v] ^ 1].room++;
		}
	}
	return cost;
}

uint32_t
oracle_cost_moves(const struct jam_assign_problem *p, struct jam_arena *arena)
{
	uint32_t r = p->judges, n = p->projects, kept = 0;
	size_t cells = (size_t)r * n, most;
	bool *home = jam_alloc_array(arena, cells, sizeof(bool));
	struct oracle_case o;
	struct costs c = { .nodes = r + n + 2 };
	int64_t cost;

	oracle_case_make(&o, p, arena);
	for (size_t s = 0; s < p->seats_len; s++) {
		const struct jam_assign_seat *seat = p->seats + s;
		size_t x = (size_t)seat->judge * n + seat->project;

		if (seat->state != JAM_ASSIGN_OPEN || seat->locked ||
		    !jam_case_allows(p, seat->judge, seat->project))
			continue;
		home[x] = o.allowed[x] = true;
		o.need[seat->judge]++;
		o.fixed[seat->project]--;
		kept++;
	}
	most = 2 * (r + cells + (size_t)n * (r + 1));
	c.arc = jam_alloc_array(arena, most, sizeof(*c.arc));
	c.dist = jam_alloc_array(arena, c.nodes, sizeof(*c.dist));
	c.by = jam_alloc_array(arena, c.nodes, sizeof(*c.by));
	for (uint32_t i = 0; i < r; i++) {
		add(&c, 0, 1 + i, o.need[i], 0);
		for (uint32_t j = 0; j < n; j++)
			if (o.allowed[i * n + j])
				add(&c, 1 + i, 1 + r + j, 1,
				    home[i * n + j] ? -1 : 0);
	}
	for (uint32_t j = 0; j < n; j++)
		for (uint32_t x = 0; x < r; x++)
			add(&c, 1 + r + j, c.nodes - 1, 1,
			    SQUARE * (2 * (int64_t)(o.fixed[j] + x) + 1));
	cost = solve(&c);
	/* Squares are whole; what is left are the seats that stayed. */
	return kept - (uint32_t)((SQUARE - cost % SQUARE) % SQUARE);
}
