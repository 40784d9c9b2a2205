/* SPDX-License-Identifier: MIT */
/* A way to more even loads, looked for from each project in turn. */
#include "core/policy/check_level.h"

#include <string.h>

#include "core/base/arena.h"

struct walk {
	const struct jam_check_level *l;
	uint32_t *start, *give; /* fresh seats by project */
	bool *met;		/* [judges] */
	uint32_t *left, lefts;	/* projects not reached */
	uint32_t *queue, queued;
};

static void
sort_gives(struct walk *w, struct jam_arena *arena)
{
	const struct jam_check_level *l = w->l;
	uint32_t *at = jam_alloc_array(arena, l->projects, sizeof(uint32_t));

	w->start =
	    jam_alloc_array(arena, (size_t)l->projects + 1, sizeof(uint32_t));
	w->give = jam_alloc_array(arena, l->gives, sizeof(uint32_t));
	for (uint32_t g = 0; g < l->gives; g++)
		w->start[l->give[g].project + 1]++;
	for (uint32_t j = 0; j < l->projects; j++) {
		w->start[j + 1] += w->start[j];
		at[j] = w->start[j];
	}
	for (uint32_t g = 0; g < l->gives; g++)
		w->give[at[l->give[g].project]++] = g;
}

/* All that a judge may have is reached; true if one is light enough. */
static bool
meet(struct walk *w, uint32_t judge, uint32_t heavy, uint32_t *to)
{
	const struct jam_check_level *l = w->l;

	w->met[judge] = true;
	for (uint32_t x = 0; x < w->lefts;) {
		uint32_t j = w->left[x];

		if (!l->allowed(l->context, judge, j)) {
			x++;
			continue;
		}
		w->left[x] = w->left[--w->lefts];
		w->queue[w->queued++] = j;
		if (l->load[j] + 2 <= heavy) {
			*to = j;
			return true;
		}
	}
	return false;
}

static bool
walk_from(struct walk *w, uint32_t from, uint32_t *to)
{
	const struct jam_check_level *l = w->l;

	memset(w->met, 0, l->judges * sizeof(bool));
	w->lefts = w->queued = 0;
	for (uint32_t j = 0; j < l->projects; j++)
		if (j != from)
			w->left[w->lefts++] = j;
	w->queue[w->queued++] = from;
	for (uint32_t x = 0; x < w->queued; x++) {
		uint32_t q = w->queue[x];

		for (uint32_t g = w->start[q]; g < w->start[q + 1]; g++) {
			uint32_t judge = l->give[w->give[g]].judge;

			if (!w->met[judge] && meet(w, judge, l->load[from], to))
				return true;
		}
	}
	return false;
}

bool
jam_check_level_find(const struct jam_check_level *l, struct jam_arena *arena,
		     uint32_t *from, uint32_t *to)
{
	struct jam_mark mark = jam_arena_mark(arena);
	struct walk w = { .l = l };
	uint32_t least = UINT32_MAX;
	bool found = false;

	sort_gives(&w, arena);
	w.met = jam_alloc_array(arena, l->judges, sizeof(bool));
	w.left = jam_alloc_array(arena, l->projects, sizeof(uint32_t));
	w.queue = jam_alloc_array(arena, l->projects, sizeof(uint32_t));
	for (uint32_t j = 0; j < l->projects; j++)
		if (l->load[j] < least)
			least = l->load[j];
	for (uint32_t j = 0; j < l->projects && !found; j++) {
		if (l->load[j] < least + 2 || w.start[j] == w.start[j + 1])
			continue;
		*from = j;
		found = walk_from(&w, j, to);
	}
	jam_arena_reset(arena, mark);
	return found;
}
