/* SPDX-License-Identifier: MIT */
/* Level the loads by cost-reducing paths: step 4 of jam-assignment(7). */
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/assign_work.h"
#include "core/policy/flow.h"

/* The greatest load of a project that is not frozen, up to h. */
static uint32_t
next_level(const struct jam_flow *f, uint32_t h, uint32_t *least)
{
	uint32_t max = 0;

	*least = UINT32_MAX;
	for (uint32_t j = 0; j < f->w->projects; j++) {
		uint32_t load = f->w->load[j];

		if (f->frozen[j])
			continue;
		if (load < *least)
			*least = load;
		if (load > max && load <= h)
			max = load;
	}
	return max;
}

/*
 * From the greatest loads down.  Where no path leaves them any more, all that
 * they reach is as good as it can be and is left out: nothing leads out of it.
 */
void
jam_assign_level(struct jam_assign_work *w)
{
	struct jam_mark mark = jam_arena_mark(w->arena);
	uint32_t h, least;
	struct jam_flow f;

	jam_flow_init(&f, w);
	w->pairs = NULL;
	h = next_level(&f, UINT32_MAX, &least);
	while (least < UINT32_MAX && h >= 2 && least <= h - 2) {
		uint32_t last;

		jam_flow_begin(&f);
		for (uint32_t x = 0; x < w->projects; x++) {
			uint32_t j = w->list[x];

			if (!f.frozen[j] && w->load[j] == h)
				jam_flow_root(&f, j);
		}
		last = jam_flow_search(&f, h - 2);
		if (last != JAM_FLOW_UNSEEN)
			jam_flow_augment(&f, h, last);
		for (uint32_t j = 0; j < w->projects && last == JAM_FLOW_UNSEEN;
		     j++)
			if (f.level[j] != JAM_FLOW_UNSEEN)
				f.frozen[j] = true;
		h = next_level(&f, h, &least);
	}
	jam_arena_reset(w->arena, mark);
}

/* Judges who need seats and are not reached yet, by the group barred to them.
 */
struct crowd {
	uint32_t *start, *len, *judge;
	uint32_t groups; /* the last one: nothing is barred */
};

static uint32_t
crowd_of(const struct crowd *c, const struct jam_assign_work *w, uint32_t i)
{
	uint32_t g = w->judge[i].barred;

	return g == JAM_ASSIGN_NONE ? c->groups - 1 : g;
}

static void
crowd_make(struct crowd *c, const struct jam_assign_work *w)
{
	c->groups = w->groups + 1;
	c->start =
	    jam_alloc_array(w->arena, (size_t)c->groups + 1, sizeof(uint32_t));
	c->len = jam_alloc_array(w->arena, c->groups, sizeof(uint32_t));
	c->judge = jam_alloc_array(w->arena, w->judges, sizeof(uint32_t));
	for (uint32_t i = 0; i < w->judges; i++)
		if (w->need[i] > 0)
			c->start[crowd_of(c, w, i) + 1]++;
	for (uint32_t g = 0; g < c->groups; g++)
		c->start[g + 1] += c->start[g];
	for (uint32_t i = 0; i < w->judges; i++)
		if (w->need[i] > 0) {
			uint32_t g = crowd_of(c, w, i);

			c->judge[c->start[g] + c->len[g]++] = i;
		}
}

/* What a search backwards has reached. */
struct reach {
	const struct jam_assign_work *w;
	struct crowd crowd;
	uint32_t *queue, queued; /* projects */
	bool *project, *judge;
};

static void
reach_holder(struct reach *r, uint32_t i)
{
	const struct jam_assign_work *w = r->w;

	r->judge[i] = true;
	for (uint32_t a = w->judge[i].start; a < w->judge[i + 1].start; a++) {
		uint32_t j = w->at[a];

		if (r->project[j])
			continue;
		r->project[j] = true;
		r->queue[r->queued++] = j;
	}
}

/* All of one crowd who may take q leave it. */
static void
reach_crowd(struct reach *r, uint32_t g, uint32_t q)
{
	struct crowd *c = &r->crowd;
	uint32_t *list = c->judge + c->start[g];

	for (uint32_t x = 0; x < c->len[g];) {
		uint32_t i = list[x];

		if (!jam_assign_may(r->w, i, q)) {
			x++;
			continue;
		}
		list[x] = list[--c->len[g]];
		reach_holder(r, i);
	}
}

/* Who could pass a seat to u: searched backwards. */
static void
reach_up(const struct jam_assign_work *w, uint32_t u, bool *project,
	 bool *judge)
{
	struct reach r = { .w = w, .project = project, .judge = judge };

	crowd_make(&r.crowd, w);
	r.queue = jam_alloc_array(w->arena, w->projects, sizeof(uint32_t));
	r.queue[r.queued++] = u;
	project[u] = true;
	for (uint32_t x = 0; x < r.queued; x++)
		for (uint32_t g = 0; g < r.crowd.groups; g++)
			if (g != w->group[r.queue[x]] || g == 0)
				reach_crowd(&r, g, r.queue[x]);
}

static void
reach_down(struct jam_assign_work *w, uint32_t u, bool *project, bool *judge)
{
	struct jam_flow f;

	jam_flow_init(&f, w);
	jam_flow_begin(&f);
	jam_flow_root(&f, u);
	for (uint32_t j = 0; j < w->projects; j++)
		f.frozen[j] = false;
	jam_flow_search(&f, 0);
	for (uint32_t j = 0; j < w->projects; j++)
		project[j] = f.level[j] != JAM_FLOW_UNSEEN;
	for (uint32_t i = 0; i < w->judges; i++)
		judge[i] = f.judge_level[i] != JAM_FLOW_UNSEEN;
}

void
jam_assign_reach(struct jam_assign_work *w, uint32_t u, bool up, bool *project,
		 bool *judge)
{
	struct jam_mark mark = jam_arena_mark(w->arena);

	if (up)
		reach_up(w, u, project, judge);
	else
		reach_down(w, u, project, judge);
	jam_arena_reset(w->arena, mark);
}
