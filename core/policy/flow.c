/* SPDX-License-Identifier: MIT */
/* Breadth-first labels, then blocking paths (Dinic; Hopcroft and Karp). */
#include "core/policy/flow.h"

#include <string.h>

#include "core/base/arena.h"

void
jam_flow_init(struct jam_flow *f, struct jam_assign_work *w)
{
	size_t p = w->projects;

	memset(f, 0, sizeof(*f));
	f->w = w;
	f->holder_start = jam_alloc_array(w->arena, p + 2, sizeof(uint32_t));
	f->holder = jam_alloc_array(w->arena, w->slots, sizeof(uint32_t));
	f->level = jam_alloc_array(w->arena, p, sizeof(uint32_t));
	f->judge_level = jam_alloc_array(w->arena, w->judges, sizeof(uint32_t));
	f->queue = jam_alloc_array(w->arena, p, sizeof(uint32_t));
	f->item = jam_alloc_array(w->arena, p, sizeof(uint32_t));
	f->group_start = jam_alloc_array(w->arena, w->groups, sizeof(uint32_t));
	f->group_len = jam_alloc_array(w->arena, w->groups, sizeof(uint32_t));
	f->active = jam_alloc_array(w->arena, w->groups, sizeof(uint32_t));
	f->frozen = jam_alloc_array(w->arena, p, sizeof(bool));
	for (uint32_t g = 1; g < w->groups; g++)
		f->group_start[g] =
		    f->group_start[g - 1] + w->group_size[g - 1];
}

static void
list_holders(struct jam_flow *f)
{
	const struct jam_assign_work *w = f->w;
	uint32_t *start = f->holder_start;

	memset(start, 0, ((size_t)w->projects + 2) * sizeof(*start));
	for (uint32_t a = 0; a < w->slots; a++)
		if (w->at[a] != JAM_ASSIGN_NONE)
			start[w->at[a] + 2]++;
	for (uint32_t j = 0; j < w->projects; j++)
		start[j + 2] += start[j + 1];
	for (uint32_t a = 0; a < w->slots; a++)
		if (w->at[a] != JAM_ASSIGN_NONE)
			f->holder[start[w->at[a] + 1]++] = a;
}

void
jam_flow_begin(struct jam_flow *f)
{
	const struct jam_assign_work *w = f->w;

	list_holders(f);
	memset(f->level, 0xff, w->projects * sizeof(uint32_t));
	memset(f->judge_level, 0xff, w->judges * sizeof(uint32_t));
	memset(f->group_len, 0, w->groups * sizeof(uint32_t));
	f->queued = 0;
	f->actives = 0;
}

void
jam_flow_root(struct jam_flow *f, uint32_t j)
{
	f->level[j] = 0;
	f->queue[f->queued++] = j;
}

/* In the order of the shuffled list, so that no project is favoured. */
static void
list_unseen(struct jam_flow *f)
{
	const struct jam_assign_work *w = f->w;

	for (uint32_t x = 0; x < w->projects; x++) {
		uint32_t j = w->list[x], g = w->group[j];

		if (f->level[j] == JAM_FLOW_UNSEEN && !f->frozen[j])
			f->item[f->group_start[g] + f->group_len[g]++] = j;
	}
	for (uint32_t g = 0; g < w->groups; g++)
		if (f->group_len[g] > 0)
			f->active[f->actives++] = g;
}

/* All that judge i may take of one group; true if one is a goal. */
static bool
reach_group(struct jam_flow *f, uint32_t i, uint32_t g, uint32_t goal)
{
	struct jam_assign_work *w = f->w;
	uint32_t *item = f->item + f->group_start[g];
	uint32_t left = 0;
	bool found = false;

	for (uint32_t x = 0; x < f->group_len[g]; x++) {
		uint32_t j = item[x];

		if (!jam_assign_may(w, i, j)) {
			item[left++] = j;
			continue;
		}
		f->level[j] = f->judge_level[i] + 1;
		f->queue[f->queued++] = j;
		found |= w->load[j] <= goal;
	}
	f->group_len[g] = left;
	return found;
}

static bool
reach_by_judge(struct jam_flow *f, uint32_t i, uint32_t goal)
{
	bool found = false;

	for (uint32_t x = 0; x < f->actives;) {
		uint32_t g = f->active[x];

		if (g != f->w->judge[i].barred)
			found |= reach_group(f, i, g, goal);
		if (f->group_len[g] == 0)
			f->active[x] = f->active[--f->actives];
		else
			x++;
	}
	return found;
}

uint32_t
jam_flow_search(struct jam_flow *f, uint32_t goal)
{
	struct jam_assign_work *w = f->w;
	uint32_t last = JAM_FLOW_UNSEEN;

	list_unseen(f);
	for (uint32_t x = 0; x < f->queued; x++) {
		uint32_t q = f->queue[x];

		if (f->level[q] >= last)
			break;
		for (uint32_t h = f->holder_start[q];
		     h < f->holder_start[q + 1] && f->actives > 0; h++) {
			uint32_t i = w->owner[f->holder[h]];

			if (f->judge_level[i] != JAM_FLOW_UNSEEN)
				continue;
			f->judge_level[i] = f->level[q];
			if (reach_by_judge(f, i, goal))
				last = f->level[q] + 1;
		}
	}
	return last;
}

/* Projects of one level and group that still lead somewhere. */
struct bundle {
	uint32_t group, start, len;
};

struct paths {
	struct jam_flow *f;
	uint32_t goal, last;
	struct bundle *bundle;
	uint32_t *first_bundle; /* [levels + 1] */
	uint32_t *item;		/* projects, by bundle */
	uint32_t *bundle_of;	/* [projects] */
	uint32_t *place;	/* [projects]: in item */
	uint32_t *next;		/* [projects]: where in holder we are */
	uint32_t *slot;		/* the path: slot[d] leaves project[d] */
	uint32_t *project;
};

/* The queue has the levels in order; each is sorted by group here. */
static uint32_t
bundle_level(struct paths *p, uint32_t from, uint32_t to, uint32_t bundles,
	     uint32_t *count)
{
	const struct jam_assign_work *w = p->f->w;
	uint32_t at = from, first = bundles;

	for (uint32_t x = from; x < to; x++) {
		uint32_t j = p->f->queue[x];

		if (p->f->level[j] < p->last || w->load[j] <= p->goal)
			count[w->group[j]]++;
	}
	for (uint32_t x = from; x < to; x++) {
		uint32_t g = w->group[p->f->queue[x]];

		if (count[g] == 0)
			continue;
		p->bundle[bundles++] = (struct bundle){ g, at, 0 };
		at += count[g];
		count[g] = 0;
	}
	for (uint32_t b = first; b < bundles; b++)
		count[p->bundle[b].group] = b;
	for (uint32_t x = from; x < to; x++) {
		uint32_t j = p->f->queue[x], b;

		if (p->f->level[j] == p->last && w->load[j] > p->goal)
			continue;
		b = count[w->group[j]];
		p->bundle_of[j] = b;
		p->place[j] = p->bundle[b].start + p->bundle[b].len++;
		p->item[p->place[j]] = j;
	}
	for (uint32_t b = first; b < bundles; b++)
		count[p->bundle[b].group] = 0;
	return bundles;
}

static void
make_bundles(struct paths *p)
{
	struct jam_assign_work *w = p->f->w;
	struct jam_flow *f = p->f;
	uint32_t *count =
	    jam_alloc_array(w->arena, w->groups, sizeof(uint32_t));
	uint32_t bundles = 0, from = 0;

	for (uint32_t level = 0; level <= p->last; level++) {
		uint32_t to = from;

		while (to < f->queued && f->level[f->queue[to]] == level)
			to++;
		p->first_bundle[level] = bundles;
		if (level > 0)
			bundles = bundle_level(p, from, to, bundles, count);
		from = to;
	}
	p->first_bundle[p->last + 1] = bundles;
}

/* A project that leads nowhere, or is full, is out of its bundle. */
static void
discard(struct paths *p, uint32_t j)
{
	struct bundle *b = p->bundle + p->bundle_of[j];
	uint32_t moved = p->item[b->start + --b->len];

	p->item[p->place[j]] = moved;
	p->place[moved] = p->place[j];
}

static uint32_t
find_next(const struct paths *p, uint32_t i, uint32_t level)
{
	const struct jam_assign_work *w = p->f->w;

	for (uint32_t b = p->first_bundle[level];
	     b < p->first_bundle[level + 1]; b++) {
		const struct bundle *bundle = p->bundle + b;

		if (bundle->group == w->judge[i].barred)
			continue;
		for (uint32_t x = 0; x < bundle->len; x++)
			if (jam_assign_may(w, i, p->item[bundle->start + x]))
				return p->item[bundle->start + x];
	}
	return JAM_ASSIGN_NONE;
}

/* One step on from the project at depth d; false at a dead end. */
static bool
step(struct paths *p, uint32_t d)
{
	const struct jam_flow *f = p->f;
	uint32_t q = p->project[d];

	for (; p->next[q] < f->holder_start[q + 1]; p->next[q]++) {
		uint32_t a = f->holder[p->next[q]], i = f->w->owner[a], j;

		if (f->w->at[a] != q || f->judge_level[i] != d)
			continue;
		j = find_next(p, i, d + 1);
		if (j == JAM_ASSIGN_NONE)
			continue;
		p->slot[d] = a;
		p->project[d + 1] = j;
		return true;
	}
	return false;
}

static void
apply(struct paths *p)
{
	struct jam_assign_work *w = p->f->w;
	uint32_t end = p->project[p->last];

	for (uint32_t d = 0; d < p->last; d++) {
		w->at[p->slot[d]] = p->project[d + 1];
		p->next[p->project[d]]++;
	}
	w->load[p->project[0]]--;
	if (++w->load[end] > p->goal)
		discard(p, end);
}

static void
augment_from(struct paths *p, uint32_t root)
{
	uint32_t d = 0;

	p->project[0] = root;
	while (d < p->last) {
		if (step(p, d)) {
			d++;
			continue;
		}
		if (d == 0)
			return;
		discard(p, p->project[d]);
		d--;
	}
	apply(p);
}

void
jam_flow_augment(struct jam_flow *f, uint32_t h, uint32_t last)
{
	struct jam_assign_work *w = f->w;
	struct jam_mark mark = jam_arena_mark(w->arena);
	struct paths p = { .f = f, .goal = h - 2, .last = last };
	size_t n = (size_t)w->projects + 2;

	p.bundle = jam_alloc_array(w->arena, n, sizeof(*p.bundle));
	p.first_bundle = jam_alloc_array(w->arena, n, sizeof(uint32_t));
	p.item = jam_alloc_array(w->arena, n, sizeof(uint32_t));
	p.bundle_of = jam_alloc_array(w->arena, n, sizeof(uint32_t));
	p.place = jam_alloc_array(w->arena, n, sizeof(uint32_t));
	p.next = jam_alloc_array(w->arena, n, sizeof(uint32_t));
	p.slot = jam_alloc_array(w->arena, n, sizeof(uint32_t));
	p.project = jam_alloc_array(w->arena, n, sizeof(uint32_t));
	for (uint32_t j = 0; j < w->projects; j++)
		p.next[j] = f->holder_start[j];
	make_bundles(&p);
	for (uint32_t x = 0; x < f->queued && f->level[f->queue[x]] == 0; x++)
		augment_from(&p, f->queue[x]);
	jam_arena_reset(w->arena, mark);
}
