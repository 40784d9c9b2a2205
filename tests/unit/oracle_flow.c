/* SPDX-License-Identifier: MIT */
/* Maximum flow by Dinic's algorithm, for tests. */
#include "tests/unit/oracle_flow.h"

#include <string.h>

#include "core/base/arena.h"
#include "tests/unit/assign_cases.h"

void
oracle_case_make(struct oracle_case *c, const struct jam_assign_problem *p,
		 struct jam_arena *arena)
{
	c->judges = p->judges;
	c->projects = p->projects;
	c->need = jam_alloc_array(arena, p->judges, sizeof(uint32_t));
	c->fixed = jam_alloc_array(arena, p->projects, sizeof(uint32_t));
	c->allowed = jam_alloc_array(arena, (size_t)p->judges * p->projects,
				     sizeof(bool));
	c->seats = 0;
	for (uint32_t i = 0; i < p->judges; i++) {
		uint32_t has = p->spent != NULL ? p->spent[i] : 0;

		for (uint32_t j = 0; j < p->projects; j++)
			c->allowed[i * p->projects + j] =
			    jam_case_allows(p, i, j);
		for (size_t s = 0; s < p->seats_len; s++) {
			const struct jam_assign_seat *seat = p->seats + s;
			bool *cell;

			if (seat->judge != i)
				continue;
			cell = c->allowed + i * p->projects + seat->project;
			if (seat->state == JAM_ASSIGN_OPEN && !*cell)
				continue;
			*cell = false;
			if (seat->state == JAM_ASSIGN_SKIPPED)
				continue;
			c->fixed[seat->project]++;
			has += has != JAM_ASSIGN_GONE;
		}
		c->need[i] = has < p->batch ? p->batch - has : 0;
		c->seats += c->need[i];
	}
}

bool
oracle_served(const struct oracle_case *c)
{
	for (uint32_t i = 0; i < c->judges; i++) {
		uint32_t n = 0;

		for (uint32_t j = 0; j < c->projects; j++)
			n += c->allowed[i * c->projects + j];
		if (n < c->need[i])
			return false;
	}
	return true;
}

/* A residual network as a matrix; nodes: source, judges, projects, sink. */
struct network {
	uint32_t n;
	uint32_t *cap;
	uint32_t *level, *next, *queue;
};

static bool
label(struct network *g)
{
	uint32_t head = 0, tail = 0;

	memset(g->level, 0xff, g->n * sizeof(uint32_t));
	g->level[0] = 0;
	g->queue[tail++] = 0;
	while (head < tail) {
		uint32_t u = g->queue[head++];

		for (uint32_t v = 0; v < g->n; v++)
			if (g->cap[u * g->n + v] > 0 &&
			    g->level[v] == UINT32_MAX) {
				g->level[v] = g->level[u] + 1;
				g->queue[tail++] = v;
			}
	}
	return g->level[g->n - 1] != UINT32_MAX;
}

static uint32_t
push(struct network *g, uint32_t u, uint32_t most)
{
	if (u == g->n - 1)
		return most;
	for (; g->next[u] < g->n; g->next[u]++) {
		uint32_t v = g->next[u], room = g->cap[u * g->n + v], done;

		if (room == 0 || g->level[v] != g->level[u] + 1)
			continue;
		done = push(g, v, room < most ? room : most);
		if (done == 0)
			continue;
		g->cap[u * g->n + v] -= done;
		g->cap[v * g->n + u] += done;
		return done;
	}
	return 0;
}

uint64_t
oracle_flow(const struct oracle_case *c, const uint32_t *cap,
	    struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	struct network g = { .n = c->judges + c->projects + 2 };
	uint64_t flow = 0;
	uint32_t done;

	g.cap = jam_alloc_array(arena, (size_t)g.n * g.n, sizeof(uint32_t));
	g.level = jam_alloc_array(arena, g.n, sizeof(uint32_t));
	g.next = jam_alloc_array(arena, g.n, sizeof(uint32_t));
	g.queue = jam_alloc_array(arena, g.n, sizeof(uint32_t));
	for (uint32_t i = 0; i < c->judges; i++) {
		g.cap[1 + i] = c->need[i];
		for (uint32_t j = 0; j < c->projects; j++)
			g.cap[(1 + i) * g.n + 1 + c->judges + j] =
			    c->allowed[i * c->projects + j];
	}
	for (uint32_t j = 0; j < c->projects; j++)
		g.cap[(1 + c->judges + j) * g.n + g.n - 1] = cap[j];
	while (label(&g)) {
		memset(g.next, 0, g.n * sizeof(uint32_t));
		while ((done = push(&g, 0, UINT32_MAX)) > 0)
			flow += done;
	}
	jam_arena_reset(arena, mark);
	return flow;
}

void
oracle_loads(const struct oracle_case *c, struct jam_arena *arena,
	     uint32_t *min, uint32_t *max)
{
	uint32_t *cap = jam_alloc_array(arena, c->projects, sizeof(uint32_t));

	*max = 0;
	for (uint32_t j = 0; j < c->projects; j++)
		if (c->fixed[j] > *max)
			*max = c->fixed[j];
	for (;; ++*max) {
		for (uint32_t j = 0; j < c->projects; j++)
			cap[j] = *max - c->fixed[j];
		if (oracle_flow(c, cap, arena) == c->seats)
			break;
	}
	for (*min = 0;; ++*min) {
		uint64_t want = 0;

		for (uint32_t j = 0; j < c->projects; j++) {
			cap[j] =
			    *min + 1 > c->fixed[j] ? *min + 1 - c->fixed[j] : 0;
			want += cap[j];
		}
		if (oracle_flow(c, cap, arena) < want)
			break;
	}
}
