/* SPDX-License-Identifier: MIT */
/* One component, if a way is found: step 5 of jam-assignment(7). */
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/assign_work.h"

/* Spare seats tried for one seat elsewhere. */
#define TRIES 400

/*
 * A forest over projects: a judge hangs on the first project they hold, so
 * judges need no vertex of their own.
 */
static uint32_t
find(uint32_t *up, uint32_t j)
{
	while (up[j] != j) {
		up[j] = up[up[j]];
		j = up[j];
	}
	return j;
}

/* False: the two were joined already. */
static bool
join(uint32_t *up, uint32_t a, uint32_t b)
{
	a = find(up, a);
	b = find(up, b);
	if (a == b)
		return false;
	if (a < b)
		up[b] = a;
	else
		up[a] = b;
	return true;
}

/*
 * Seats in order, the standing ones first; those that close a cycle are spare.
 * Projects without a seat are no components.  Without `spare` it ends when all
 * is joined.
 */
static uint32_t
join_all(const struct jam_assign_work *w, uint32_t *up, bool *spare)
{
	uint32_t components = 0;

	for (uint32_t j = 0; j < w->projects; j++) {
		up[j] = j;
		components += w->load[j] > 0;
	}
	for (uint32_t i = 0; i < w->judges; i++) {
		uint32_t first = JAM_ASSIGN_NONE;

		if (components <= 1 && spare == NULL)
			break;
		for (uint32_t x = w->held_start[i]; x < w->held_start[i + 1];
		     x++) {
			if (first == JAM_ASSIGN_NONE)
				first = w->held[x];
			components -= join(up, first, w->held[x]);
		}
		for (uint32_t a = w->judge[i].start; a < w->judge[i + 1].start;
		     a++) {
			bool joined = false;

			if (first == JAM_ASSIGN_NONE)
				first = w->at[a];
			else
				joined = join(up, first, w->at[a]);
			components -= joined;
			if (spare != NULL)
				spare[a] = first != w->at[a] && !joined;
		}
	}
	return components;
}

uint32_t
jam_assign_components(const struct jam_assign_work *w)
{
	struct jam_mark mark = jam_arena_mark(w->arena);
	uint32_t *up = jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));
	uint32_t n = join_all(w, up, NULL);

	jam_arena_reset(w->arena, mark);
	return n;
}

struct knot {
	struct jam_assign_work *w;
	uint32_t *up;
	uint32_t *spare, spares, next; /* slots; the next to try */
	uint32_t components;
	uint32_t lone;	 /* all spares are in the component of this project */
	uint64_t budget; /* tries left, so that a hopeless case ends */
	bool strict;	 /* make no reciprocal pair */
};

static bool
try_swap(struct knot *k, uint32_t s, uint32_t t)
{
	struct jam_assign_work *w = k->w;
	uint32_t i = w->owner[s], l = w->owner[t];
	uint32_t p = w->at[s], q = w->at[t];

	if (find(k->up, p) == find(k->up, q) || !jam_assign_may(w, i, q) ||
	    !jam_assign_may(w, l, p))
		return false;
	w->at[s] = q;
	w->at[t] = p;
	w->pairs = NULL;
	if (k->strict &&
	    (jam_assign_returns(w, i, q) || jam_assign_returns(w, l, p))) {
		w->at[s] = p;
		w->at[t] = q;
		return false;
	}
	join(k->up, p, q);
	k->components--;
	return true;
}

/* Use up one spare seat to tie the component of slot t to another. */
static bool
tie(struct knot *k, uint32_t t)
{
	if (k->lone != JAM_ASSIGN_NONE &&
	    find(k->up, k->lone) == find(k->up, k->w->at[t]))
		return false;
	for (uint32_t n = 0; n < k->spares && n < TRIES && k->budget > 0; n++) {
		uint32_t x = (k->next + n) % k->spares;

		k->budget--;
		if (!try_swap(k, k->spare[x], t))
			continue;
		k->spare[x] = k->spare[--k->spares];
		for (uint32_t y = 0; y < k->spares; y++)
			if (k->spare[y] == t) {
				k->spare[y] = k->spare[--k->spares];
				break;
			}
		k->next = k->spares > 0 ? x % k->spares : 0;
		return true;
	}
	return false;
}

static void
list_spares(struct knot *k, const bool *spare)
{
	struct jam_assign_work *w = k->w;

	k->spares = k->next = 0;
	k->budget = 50 * (uint64_t)w->slots + 1000000;
	k->lone = JAM_ASSIGN_NONE;
	for (uint32_t a = 0; a < w->slots; a++)
		if (spare[a])
			k->spare[k->spares++] = a;
	if (k->spares > 0)
		k->lone = w->at[k->spare[0]];
	for (uint32_t x = 0; x < k->spares && k->lone != JAM_ASSIGN_NONE; x++)
		if (find(k->up, k->lone) != find(k->up, w->at[k->spare[x]]))
			k->lone = JAM_ASSIGN_NONE;
}

static void
tie_all(struct knot *k)
{
	bool changed = true;

	while (changed && k->components > 1 && k->spares > 0) {
		changed = false;
		for (uint32_t t = 0;
		     t < k->w->slots && k->components > 1 && k->spares > 0; t++)
			changed |= tie(k, t);
	}
}

uint32_t
jam_assign_connect(struct jam_assign_work *w)
{
	struct jam_mark mark = jam_arena_mark(w->arena);
	struct knot k = { .w = w };
	bool *spare;

	k.components = jam_assign_components(w);
	if (k.components <= 1)
		return k.components;
	spare = jam_alloc_array(w->arena, w->slots, sizeof(bool));
	k.up = jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));
	k.spare = jam_alloc_array(w->arena, w->slots, sizeof(uint32_t));
	for (int pass = 0; pass < 2; pass++) {
		k.components = join_all(w, k.up, spare);
		if (k.components <= 1)
			break;
		list_spares(&k, spare);
		k.strict = pass == 0;
		tie_all(&k);
	}
	k.components = join_all(w, k.up, NULL);
	jam_arena_reset(w->arena, mark);
	return k.components;
}

/* Vertices that will have a seat in every even assignment. */
static uint64_t
least_edges(const struct jam_assign_work *w, uint64_t *seats)
{
	uint64_t vertices = 0;

	*seats = (uint64_t)w->slots + w->held_start[w->judges];
	for (uint32_t j = 0; j < w->projects; j++)
		vertices += w->load[j] > 0;
	for (uint32_t i = 0; i < w->judges; i++)
		vertices +=
		    w->need[i] + w->held_start[i + 1] - w->held_start[i] > 0;
	return vertices > 0 ? vertices - 1 : 0;
}

/*
 * Join what could be joined at all: judge i with every project they may get.
 * One walk over all pairs; asked for only when no way was found.
 */
static void
join_allowed(const struct jam_assign_work *w, uint32_t *up)
{
	for (uint32_t i = 0; i < w->judges; i++) {
		uint32_t first = JAM_ASSIGN_NONE;

		for (uint32_t x = w->held_start[i]; x < w->held_start[i + 1];
		     x++) {
			if (first == JAM_ASSIGN_NONE)
				first = w->held[x];
			join(up, first, w->held[x]);
		}
		for (uint32_t j = 0; j < w->projects && w->need[i] > 0; j++) {
			if (!jam_assign_ok(w, i, j))
				continue;
			if (first == JAM_ASSIGN_NONE)
				first = j;
			join(up, first, j);
		}
	}
}

enum jam_assign_proof
jam_assign_parted(const struct jam_assign_work *w)
{
	struct jam_mark mark = jam_arena_mark(w->arena);
	uint32_t *up = jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));
	uint32_t root = JAM_ASSIGN_NONE;
	uint64_t seats, least = least_edges(w, &seats);
	enum jam_assign_proof proof = JAM_ASSIGN_NOT_FOUND;

	if (seats < least)
		return JAM_ASSIGN_FEW_SEATS;
	if ((uint64_t)w->judges * w->projects > 100000000)
		return JAM_ASSIGN_NOT_FOUND;
	for (uint32_t j = 0; j < w->projects; j++)
		up[j] = j;
	join_allowed(w, up);
	for (uint32_t i = 0; i < w->judges; i++) {
		uint32_t x = w->held_start[i], at;

		if (x < w->held_start[i + 1])
			at = w->held[x];
		else if (w->need[i] > 0)
			at = w->at[w->judge[i].start];
		else
			continue;
		at = find(up, at);
		if (root != JAM_ASSIGN_NONE && at != root)
			proof = JAM_ASSIGN_PARTED;
		root = at;
	}
	jam_arena_reset(w->arena, mark);
	return proof;
}
