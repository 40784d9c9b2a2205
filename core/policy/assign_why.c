/* SPDX-License-Identifier: MIT */
/* Why it cannot be done: counting arguments and minimum cuts. */
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/assign_work.h"

/* Pairs looked at to name the rule that closes most of them. */
#define PAIRS_MAX 10000000

static void
set_loads(const struct jam_assign_work *w, struct jam_assign_witness *out)
{
	uint64_t seats = (uint64_t)w->slots + w->held_start[w->judges];

	out->want_min = (uint32_t)(seats / w->projects);
	out->want_max = out->want_min + (seats % w->projects > 0);
	out->standing = w->held_start[w->judges] > 0;
	out->full = w->slots == 0;
}

bool
jam_assign_too_few(const struct jam_assign_work *w,
		   struct jam_assign_witness *out)
{
	struct jam_mark mark = jam_arena_mark(w->arena);
	uint64_t *key = jam_alloc_array(w->arena, w->judges, sizeof(uint64_t));
	size_t n = 0;

	for (uint32_t i = 0; i < w->judges; i++)
		if (!jam_assign_has_room(w, i))
			key[n++] = (uint64_t)jam_assign_allowed(w, i) << 32 | i;
	if (n == 0) {
		jam_arena_reset(w->arena, mark);
		return false;
	}
	jam_assign_sort64(key, n);
	memset(out, 0, sizeof(*out));
	out->block = JAM_ASSIGN_BLOCK_BATCH;
	set_loads(w, out);
	out->judges = jam_alloc_array(w->arena, n, sizeof(uint32_t));
	out->judges_len = n;
	for (size_t x = 0; x < n; x++)
		out->judges[x] = (uint32_t)key[x];
	out->need = w->problem->batch;
	out->room = w->projects;
	for (uint32_t j = 0; j < w->projects; j++) {
		enum jam_assign_why why = jam_assign_why(w, out->judges[0], j);

		if (why == JAM_ASSIGN_WHYS || why == JAM_ASSIGN_GIVEN)
			continue;
		out->closed[why]++;
		out->room--;
	}
	return true;
}

struct site {
	uint64_t need;	 /* seats of its judges */
	uint32_t judges; /* who need any */
	uint32_t projects;
};

static struct site *
count_sites(const struct jam_assign_work *w, uint32_t *judges)
{
	struct site *site = jam_alloc_array(w->arena, w->groups, sizeof(*site));

	*judges = 0;
	for (uint32_t i = 0; i < w->judges; i++) {
		uint32_t g = w->judge[i].barred;

		*judges += w->need[i] > 0;
		if (g == JAM_ASSIGN_NONE)
			continue;
		site[g].need += w->need[i];
		site[g].judges += w->need[i] > 0;
	}
	for (uint32_t g = 0; g < w->groups; g++)
		site[g].projects = w->group_size[g];
	return site;
}

/* Hall's condition, one site at a time; on a first run. */
static bool
site_fails(const struct jam_assign_work *w, struct jam_assign_witness *out)
{
	struct jam_mark mark = jam_arena_mark(w->arena);
	uint32_t judges;
	struct site *site = count_sites(w, &judges);
	bool found = false;

	for (uint32_t g = 1; g < w->groups && !found; g++) {
		uint64_t away = w->projects - site[g].projects;
		uint64_t more = w->slots % w->projects;
		uint64_t room =
		    out->want_min * away + (more < away ? more : away);

		out->site = g - 1;
		if (site[g].need > room) {
			out->block = JAM_ASSIGN_BLOCK_ROOM;
			out->need = site[g].need;
			out->room = room;
			found = true;
		} else if (site[g].projects > 0 &&
			   out->want_min > judges - site[g].judges) {
			out->block = JAM_ASSIGN_BLOCK_RATERS;
			out->need = out->want_min;
			out->room = judges - site[g].judges;
			found = true;
		}
	}
	jam_arena_reset(w->arena, mark);
	return found;
}

struct cut {
	bool *project, *judge;
	size_t projects, judges;
	uint32_t from;
	bool up;
};

static void
find_cut(struct jam_assign_work *w, struct cut *c, bool up)
{
	c->up = up;
	c->from = 0;
	for (uint32_t j = 1; j < w->projects; j++)
		if (up ? w->load[j] < w->load[c->from]
		       : w->load[j] > w->load[c->from])
			c->from = j;
	c->project = jam_alloc_array(w->arena, w->projects, sizeof(bool));
	c->judge = jam_alloc_array(w->arena, w->judges, sizeof(bool));
	jam_assign_reach(w, c->from, up, c->project, c->judge);
	c->projects = c->judges = 0;
	for (uint32_t j = 0; j < w->projects; j++)
		c->projects += c->project[j];
	for (uint32_t i = 0; i < w->judges; i++)
		c->judges += c->judge[i];
}

/*
 * Allowed pairs across the cut are all held, so slots count them.  Down: judges
 * in X, projects outside Z.  Up: judges outside X, projects in Z.
 */
static void
count_cut(const struct jam_assign_work *w, const struct cut *c,
	  struct jam_assign_witness *out)
{
	for (uint32_t j = 0; j < w->projects; j++)
		if (c->project[j])
			out->stand += w->fixed[j];
	for (uint32_t i = 0; i < w->judges; i++) {
		if (c->judge[i])
			out->seats += w->need[i];
		if (c->judge[i] == c->up)
			continue;
		for (uint32_t a = w->judge[i].start; a < w->judge[i + 1].start;
		     a++)
			out->pairs += c->project[w->at[a]] == c->up;
	}
}

static void
count_closed(const struct jam_assign_work *w, const struct cut *c,
	     struct jam_assign_witness *out)
{
	size_t judges = c->up ? w->judges - c->judges : c->judges;
	size_t projects = c->up ? c->projects : w->projects - c->projects;

	if (judges > 0 && projects > PAIRS_MAX / judges)
		return;
	for (uint32_t i = 0; i < w->judges; i++) {
		if (c->judge[i] == c->up || w->need[i] == 0)
			continue;
		for (uint32_t j = 0; j < w->projects; j++) {
			enum jam_assign_why why;

			if (c->project[j] != c->up)
				continue;
			why = jam_assign_why(w, i, j);
			if (why != JAM_ASSIGN_WHYS)
				out->closed[why]++;
		}
	}
}

/* Who has room, but none for the projects that want it. */
static void
list_barred(const struct jam_assign_work *w, const struct cut *c,
	    struct jam_assign_witness *out)
{
	if (!c->up || out->pairs > 0)
		return;
	out->barred =
	    jam_alloc_array(w->arena, w->judges - c->judges, sizeof(uint32_t));
	for (uint32_t i = 0; i < w->judges; i++)
		if (!c->judge[i] && w->need[i] > 0)
			out->barred[out->barred_len++] = i;
}

static void
list_marked(const bool *mark, uint32_t n, uint32_t *out)
{
	for (uint32_t x = 0; x < n; x++)
		if (mark[x])
			*out++ = x;
}

void
jam_assign_explain(struct jam_assign_work *w, struct jam_assign_witness *out)
{
	struct cut low, high, *c;

	memset(out, 0, sizeof(*out));
	set_loads(w, out);
	jam_assign_loads(w, &out->load_min, &out->load_max);
	if (w->problem->seats_len == 0 && site_fails(w, out))
		return;
	find_cut(w, &high, false);
	find_cut(w, &low, true);
	/* Which of the two proves that even loads are impossible?  Smaller. */
	c = &low;
	if (out->load_max > out->want_max &&
	    (out->load_min >= out->want_min ||
	     high.projects + high.judges < low.projects + low.judges))
		c = &high;
	out->block = c->up ? JAM_ASSIGN_BLOCK_UNDER : JAM_ASSIGN_BLOCK_OVER;
	out->cap = c->up ? w->load[c->from] + 1 : w->load[c->from] - 1;
	count_cut(w, c, out);
	count_closed(w, c, out);
	list_barred(w, c, out);
	out->projects =
	    jam_alloc_array(w->arena, c->projects, sizeof(uint32_t));
	out->judges = jam_alloc_array(w->arena, c->judges, sizeof(uint32_t));
	out->projects_len = c->projects;
	out->judges_len = c->judges;
	list_marked(c->project, w->projects, out->projects);
	list_marked(c->judge, w->judges, out->judges);
}
