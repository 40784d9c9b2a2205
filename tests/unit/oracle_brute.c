/* SPDX-License-Identifier: MIT */
/* All assignments of very small events, for tests. */
#include <string.h>

#include "core/base/arena.h"
#include "tests/unit/oracle_flow.h"

static uint32_t
root(const uint32_t *up, uint32_t x)
{
	while (up[x] != x)
		x = up[x];
	return x;
}

uint32_t
oracle_components(const struct jam_assign_problem *p, const bool *holds,
		  struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	uint32_t n = p->judges + p->projects, count = 0;
	uint32_t *up = jam_alloc_array(arena, n, sizeof(uint32_t));
	bool *used = jam_alloc_array(arena, n, sizeof(bool));

	for (uint32_t x = 0; x < n; x++)
		up[x] = x;
	for (uint32_t i = 0; i < p->judges; i++)
		for (uint32_t j = 0; j < p->projects; j++)
			if (holds[i * p->projects + j]) {
				used[i] = used[p->judges + j] = true;
				up[root(up, i)] = root(up, p->judges + j);
			}
	for (uint32_t x = 0; x < n; x++)
		count += used[x] && root(up, x) == x;
	jam_arena_reset(arena, mark);
	return count;
}

static bool
in_team(const struct jam_assign_problem *p, uint32_t i, uint32_t team)
{
	for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1]; t++)
		if (p->team[t] == team)
			return true;
	return false;
}

static bool
team_rates(const struct jam_assign_problem *p, const bool *holds, uint32_t a,
	   uint32_t b)
{
	for (uint32_t i = 0; i < p->judges; i++)
		for (uint32_t j = 0; j < p->projects; j++)
			if (holds[i * p->projects + j] && in_team(p, i, a) &&
			    p->project_team[j] == b)
				return true;
	return false;
}

uint32_t
oracle_pairs(const struct jam_assign_problem *p, const bool *holds)
{
	uint32_t n = 0;

	if (p->team_start == NULL)
		return 0;
	for (uint32_t a = 0; a < p->teams; a++)
		for (uint32_t b = a + 1; b < p->teams; b++)
			n += team_rates(p, holds, a, b) &&
			     team_rates(p, holds, b, a);
	return n;
}

struct brute {
	const struct jam_assign_problem *p;
	struct oracle_case c;
	struct jam_arena *arena;
	bool *holds, *home;
	uint32_t *load;
	struct oracle_best *best;
	uint32_t moves; /* fewest, for the least squares */
};

static uint64_t
squares(const struct brute *b)
{
	uint64_t sum = 0;

	for (uint32_t j = 0; j < b->p->projects; j++)
		sum += (uint64_t)b->load[j] * b->load[j];
	return sum;
}

static void
leaf(struct brute *b)
{
	struct oracle_best *best = b->best;
	uint64_t sum = squares(b);
	uint32_t components, pairs, moves = 0;

	if (sum > best->squares)
		return;
	for (uint32_t x = 0; x < b->p->judges * b->p->projects; x++)
		moves += b->home[x] && !b->holds[x];
	components = oracle_components(b->p, b->holds, b->arena);
	pairs = oracle_pairs(b->p, b->holds);
	if (sum < best->squares) {
		best->squares = sum;
		best->components = components;
		best->pairs = pairs;
		b->moves = moves;
		return;
	}
	if (moves < b->moves)
		b->moves = moves;
	if (components < best->components ||
	    (components == best->components && pairs < best->pairs)) {
		best->components = components;
		best->pairs = pairs;
	}
}

static void
deal(struct brute *b, uint32_t i, uint32_t j, uint32_t left)
{
	const struct oracle_case *c = &b->c;
	uint32_t x;

	if (i == c->judges) {
		leaf(b);
		return;
	}
	if (left == 0) {
		deal(b, i + 1, 0, i + 1 < c->judges ? c->need[i + 1] : 0);
		return;
	}
	if (j == c->projects)
		return;
	x = i * c->projects + j;
	if (c->allowed[x]) {
		b->holds[x] = true;
		b->load[j]++;
		deal(b, i, j + 1, left - 1);
		b->load[j]--;
		b->holds[x] = false;
	}
	deal(b, i, j + 1, left);
}

static void
begin(struct brute *b, const struct jam_assign_problem *p,
      struct jam_arena *arena, struct oracle_best *best)
{
	size_t cells = (size_t)p->judges * p->projects;

	memset(b, 0, sizeof(*b));
	memset(best, 0, sizeof(*best));
	b->p = p;
	b->arena = arena;
	b->best = best;
	best->squares = UINT64_MAX;
	oracle_case_make(&b->c, p, arena);
	b->holds = jam_alloc_array(arena, cells, sizeof(bool));
	b->home = jam_alloc_array(arena, cells, sizeof(bool));
	b->load = b->c.fixed;
	for (size_t s = 0; s < p->seats_len; s++)
		if (p->seats[s].state != JAM_ASSIGN_SKIPPED)
			b->holds[p->seats[s].judge * p->projects +
				 p->seats[s].project] = true;
}

void
oracle_brute(const struct jam_assign_problem *p, struct jam_arena *arena,
	     struct oracle_best *best)
{
	struct brute b;
	uint32_t min = UINT32_MAX, max = 0;

	begin(&b, p, arena, best);
	oracle_loads(&b.c, arena, &min, &max);
	best->even = max - min <= 1;
	deal(&b, 0, 0, b.c.need[0]);
}

uint32_t
oracle_moves(const struct jam_assign_problem *p, struct jam_arena *arena,
	     uint64_t *least)
{
	struct oracle_best best;
	struct brute b;

	begin(&b, p, arena, &best);
	for (size_t s = 0; s < p->seats_len; s++) {
		const struct jam_assign_seat *seat = p->seats + s;
		uint32_t x = seat->judge * p->projects + seat->project;

		if (seat->state != JAM_ASSIGN_OPEN || seat->locked)
			continue;
		b.holds[x] = false;
		b.home[x] = true;
		b.c.allowed[x] = true;
		b.c.need[seat->judge]++;
		b.c.fixed[seat->project]--;
	}
	deal(&b, 0, 0, b.c.need[0]);
	*least = best.squares;
	return b.moves;
}
