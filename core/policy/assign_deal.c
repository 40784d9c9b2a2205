/* SPDX-License-Identifier: MIT */
/* Targets, deal, repair: steps 1 to 3 of jam-assignment(7). */
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/assign_work.h"

/* Draws for one bad slot.  At a conflict share c about 1/(1-c)^2 suffice. */
#define TRIES 200

/* The least level at which `slots` seats fit over what stands. */
static uint32_t
find_level(const struct jam_assign_work *w)
{
	uint64_t low = 0, high = 0;

	for (uint32_t j = 0; j < w->projects; j++)
		if (w->fixed[j] > high)
			high = w->fixed[j];
	if (w->projects > 0)
		high += w->slots / w->projects + 1;
	while (low < high) {
		uint64_t middle = (low + high) / 2, room = 0;

		for (uint32_t j = 0; j < w->projects; j++)
			if (w->fixed[j] < middle)
				room += middle - w->fixed[j];
		if (room >= w->slots)
			high = middle;
		else
			low = middle + 1;
	}
	return (uint32_t)low;
}

/* Loads as wanted; then each project as often as it needs new seats. */
static void
set_targets(struct jam_assign_work *w)
{
	uint32_t level = find_level(w), n = 0;
	uint64_t surplus = 0;

	for (uint32_t j = 0; j < w->projects; j++) {
		w->load[j] = w->fixed[j] < level ? level : w->fixed[j];
		surplus += w->load[j] - w->fixed[j];
	}
	surplus -= w->slots;
	for (uint32_t x = 0; x < w->projects && surplus > 0; x++) {
		uint32_t j = w->list[x];

		if (w->load[j] == w->fixed[j])
			continue;
		w->load[j]--;
		surplus--;
	}
	for (uint32_t x = 0; x < w->projects; x++)
		for (uint32_t c = w->fixed[w->list[x]]; c < w->load[w->list[x]];
		     c++)
			w->at[n++] = w->list[x];
}

/* May slot a of i keep what it has?  Twice with a judge: the first may. */
static bool
is_bad(const struct jam_assign_work *w, uint32_t i, uint32_t a)
{
	if (!jam_assign_ok(w, i, w->at[a]))
		return true;
	for (uint32_t b = w->judge[i].start; b < a; b++)
		if (w->at[b] == w->at[a])
			return true;
	return false;
}

/* Is no slot of i bad?  Most often so: looked at together, without a branch. */
static bool
is_fine(const struct jam_assign_work *w, uint32_t i)
{
	const struct jam_assign_judge *judge = w->judge + i;
	const uint32_t *at = w->at + judge->start;
	const uint32_t *closed = w->closed + judge->closed;
	uint32_t n = judge[1].start - judge->start;
	uint32_t bars = judge[1].closed - judge->closed;
	bool bad = n > 8 || bars > 8;

	for (uint32_t x = 0; x < n && !bad; x++) {
		bad |= w->group[at[x]] == judge->barred;
		for (uint32_t c = 0; c < bars; c++)
			bad |= closed[c] == at[x];
		for (uint32_t y = 0; y < x; y++)
			bad |= at[y] == at[x];
	}
	return !bad;
}

/* False: no draw mended it; a later swap may. */
static bool
repair_slot(struct jam_assign_work *w, uint32_t a)
{
	uint32_t i = w->owner[a];

	for (int n = 0; n < TRIES; n++) {
		uint32_t b = jam_rng_below(&w->rng, w->slots);
		uint32_t p = w->at[a], q = w->at[b];

		if (p == q || w->owner[b] == i || !jam_assign_may(w, i, q) ||
		    !jam_assign_may(w, w->owner[b], p))
			continue;
		w->at[a] = q;
		w->at[b] = p;
		return true;
	}
	return false;
}

/* What is still bad of the slots in question is given up for the filling. */
static bool
empty_bad(struct jam_assign_work *w, const uint32_t *slot, size_t n)
{
	bool whole = true;

	for (size_t x = 0; x < n; x++) {
		uint32_t a = slot[x];

		if (!is_bad(w, w->owner[a], a))
			continue;
		w->load[w->at[a]]--;
		w->at[a] = JAM_ASSIGN_NONE;
		whole = false;
	}
	return whole;
}

/* A slot that is good stays so: swaps look at both judges. */
static bool
repair(struct jam_assign_work *w)
{
	struct jam_mark mark = jam_arena_mark(w->arena);
	size_t n = 0, room = 0;
	uint32_t *left = NULL;
	bool whole;

	for (uint32_t i = 0; i < w->judges; i++) {
		if (is_fine(w, i))
			continue;
		for (uint32_t a = w->judge[i].start; a < w->judge[i + 1].start;
		     a++) {
			if (!is_bad(w, i, a) || repair_slot(w, a))
				continue;
			left = jam_grow(w->arena, left, &room, n + 1,
					sizeof(*left));
			left[n++] = a;
		}
	}
	whole = empty_bad(w, left, n);
	jam_arena_reset(w->arena, mark);
	return whole;
}

bool
jam_assign_deal(struct jam_assign_work *w, uint64_t candidate)
{
	w->pairs = NULL;
	jam_rng_init(&w->rng, w->problem->seed, candidate);
	for (uint32_t j = 0; j < w->projects; j++)
		w->list[j] = j;
	jam_rng_shuffle(&w->rng, w->list, w->projects);
	set_targets(w);
	jam_rng_shuffle(&w->rng, w->at, w->slots);
	return repair(w);
}

/* The place in a heap of projects, least load first, then earliest in list. */
struct heap {
	const struct jam_assign_work *w;
	const uint32_t *rank;
	uint32_t *item;
	uint32_t n;
};

static bool
before(const struct heap *h, uint32_t a, uint32_t b)
{
	if (h->w->load[a] != h->w->load[b])
		return h->w->load[a] < h->w->load[b];
	return h->rank[a] < h->rank[b];
}

static void
heap_push(struct heap *h, uint32_t j)
{
	uint32_t x = h->n++;

	for (; x > 0 && before(h, j, h->item[(x - 1) / 2]); x = (x - 1) / 2)
		h->item[x] = h->item[(x - 1) / 2];
	h->item[x] = j;
}

static uint32_t
heap_pop(struct heap *h)
{
	uint32_t top = h->item[0], last = h->item[--h->n], x = 0;

	while (2 * x + 1 < h->n) {
		uint32_t child = 2 * x + 1;

		if (child + 1 < h->n &&
		    before(h, h->item[child + 1], h->item[child]))
			child++;
		if (!before(h, h->item[child], last))
			break;
		h->item[x] = h->item[child];
		x = child;
	}
	h->item[x] = last;
	return top;
}

/* The group whose first project is least loaded, but for the barred one. */
static uint32_t
least_group(const struct jam_assign_work *w, const struct heap *heaps,
	    uint32_t barred)
{
	uint32_t best = JAM_ASSIGN_NONE;

	for (uint32_t g = 0; g < w->groups; g++)
		if (g != barred && heaps[g].n > 0 &&
		    (best == JAM_ASSIGN_NONE ||
		     before(heaps, heaps[g].item[0], heaps[best].item[0])))
			best = g;
	return best;
}

/* Projects that i may not get are laid aside for the moment. */
static void
fill_slot(struct jam_assign_work *w, struct heap *heaps, uint32_t a,
	  uint32_t *aside)
{
	uint32_t i = w->owner[a], n = 0, g;

	while (w->at[a] == JAM_ASSIGN_NONE) {
		uint32_t j;

		g = least_group(w, heaps, w->judge[i].barred);
		if (g == JAM_ASSIGN_NONE)
			break;
		j = heap_pop(heaps + g);
		aside[n++] = j;
		if (jam_assign_may(w, i, j)) {
			w->at[a] = j;
			w->load[j]++;
		}
	}
	while (n > 0) {
		n--;
		heap_push(heaps + w->group[aside[n]], aside[n]);
	}
}

static struct heap *
make_heaps(struct jam_assign_work *w)
{
	struct heap *heaps =
	    jam_alloc_array(w->arena, w->groups, sizeof(*heaps));
	uint32_t *items =
	    jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));
	uint32_t *rank =
	    jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));

	for (uint32_t x = 0; x < w->projects; x++)
		rank[w->list[x]] = x;
	for (uint32_t g = 0; g < w->groups; g++) {
		heaps[g] = (struct heap){ w, rank, items, 0 };
		items += w->group_size[g];
	}
	for (uint32_t j = 0; j < w->projects; j++)
		heap_push(heaps + w->group[j], j);
	return heaps;
}

void
jam_assign_fill(struct jam_assign_work *w)
{
	struct jam_mark mark = jam_arena_mark(w->arena);
	struct heap *heaps = NULL;
	uint32_t *aside = NULL;

	w->pairs = NULL;
	for (uint32_t a = 0; a < w->slots; a++) {
		if (w->at[a] != JAM_ASSIGN_NONE)
			continue;
		if (heaps == NULL) {
			heaps = make_heaps(w);
			aside = jam_alloc_array(w->arena, w->projects,
						sizeof(uint32_t));
		}
		fill_slot(w, heaps, a, aside);
	}
	jam_arena_reset(w->arena, mark);
}
