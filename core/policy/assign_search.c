/* SPDX-License-Identifier: MIT */
/*
 * The exact search for small events, step 6: all ways to deal the new seats
 * that have the same loads, sorted, as the ones in hand.  Whether reciprocal
 * pairs can be avoided is NP-hard in general (Boehmer, Bredereck, Nichterlein,
 * arXiv 2112.08444), so the search has a limit.
 */
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/assign_work.h"

#define NODES_MAX 1000000
#define TEAMS_MAX 64

/* Least first: components, reciprocal pairs, own-site seats. */
struct merit {
	uint32_t components, pairs, own;
};

struct search {
	struct jam_assign_work *w;
	uint32_t nodes;
	uint32_t *quota; /* [loads]: projects that may still reach a load */
	uint8_t *team;	 /* [teams of judges]: small numbers for teams */
	uint8_t *of;	 /* [projects]: the same, or TEAMS_MAX */
	uint16_t rates[TEAMS_MAX][TEAMS_MAX + 1]; /* seats, team to team */
	struct merit now;			  /* pairs and own so far */
	uint32_t *best;				  /* slots of the best so far */
	struct merit merit;
	uint32_t least_components;
	bool done; /* nothing can be better */
};

static bool
better(const struct merit *a, const struct merit *b)
{
	if (a->components != b->components)
		return a->components < b->components;
	if (a->pairs != b->pairs)
		return a->pairs < b->pairs;
	return a->own < b->own;
}

static struct merit
measure(struct jam_assign_work *w)
{
	return (struct merit){ jam_assign_components(w),
			       jam_assign_reciprocals(w),
			       jam_assign_own_seats(w) };
}

static void
judge_leaf(struct search *s)
{
	struct jam_assign_work *w = s->w;
	struct merit merit = s->now;

	merit.components = jam_assign_components(w);

	if (!better(&merit, &s->merit))
		return;
	s->merit = merit;
	memcpy(s->best, w->at, w->slots * sizeof(uint32_t));
	s->done = merit.components <= s->least_components && merit.pairs == 0 &&
		  merit.own == 0;
}

/* Pairs and own-site seats only grow; components can still shrink. */
static bool
hopeless(struct search *s)
{
	s->now.components = s->least_components;
	return s->merit.components <= s->least_components &&
	       !better(&s->now, &s->merit);
}

/* One seat more, or less, of judge i on project j. */
static void
count(struct search *s, uint32_t i, uint32_t j, bool more)
{
	const struct jam_assign_problem *p = s->w->problem;
	uint8_t to = s->of[j];

	s->now.own += jam_assign_own_site(s->w, i, j) * (more ? 1U : -1U);
	if (to == TEAMS_MAX)
		return;
	for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1]; t++) {
		uint8_t from = s->team[t];

		if (from == to)
			continue;
		s->now.pairs -= s->rates[from][to] && s->rates[to][from];
		s->rates[from][to] += more ? 1 : -1;
		s->now.pairs += s->rates[from][to] && s->rates[to][from];
	}
}

static void
put(struct search *s, uint32_t a, uint32_t j)
{
	s->quota[++s->w->load[j]]--;
	s->w->at[a] = j;
	count(s, s->w->owner[a], j, true);
}

static void
take(struct search *s, uint32_t a, uint32_t j)
{
	s->quota[s->w->load[j]--]++;
	s->w->at[a] = JAM_ASSIGN_NONE;
	count(s, s->w->owner[a], j, false);
}

/*
 * Fill slot a and all after it, the projects of one judge in the order of the
 * shuffled list.  Depth is at most 8 batches, but a batch may be large: the
 * limit on slots is the caller's.
 */
static void
deal_from(struct search *s, uint32_t a, uint32_t x)
{
	struct jam_assign_work *w = s->w;
	uint32_t i;

	if (s->done || s->nodes > NODES_MAX)
		return;
	if (a == w->slots) {
		judge_leaf(s);
		return;
	}
	i = w->owner[a];
	for (; x < w->projects && !s->done; x++) {
		uint32_t j = w->list[x];
		bool last = a + 1 == w->judge[i + 1].start;

		if (!jam_assign_ok(w, i, j) || s->quota[w->load[j] + 1] == 0)
			continue;
		if (++s->nodes > NODES_MAX)
			return;
		put(s, a, j);
		if (!hopeless(s))
			deal_from(s, a + 1, last ? 0 : x + 1);
		take(s, a, j);
	}
}

/*
 * quota[h]: how many projects end with a load of at least h, less those that
 * have reached it.  All quotas used up means the same loads, sorted.
 */
static void
set_quotas(struct search *s)
{
	struct jam_assign_work *w = s->w;
	uint32_t min, max;

	jam_assign_loads(w, &min, &max);
	s->quota = jam_alloc_array(w->arena, (size_t)max + 2, sizeof(uint32_t));
	for (uint32_t j = 0; j < w->projects; j++)
		for (uint32_t h = w->fixed[j] + 1; h <= w->load[j]; h++)
			s->quota[h]++;
}

/* Small numbers for the teams of judges; then what stands is counted. */
static void
number_teams(struct search *s)
{
	const struct jam_assign_work *w = s->w;
	const struct jam_assign_problem *p = w->problem;
	uint32_t n = p->team_start != NULL ? p->team_start[p->judges] : 0;
	uint8_t next = 0;

	s->team = jam_alloc(w->arena, n);
	s->of = jam_alloc(w->arena, w->projects);
	memset(s->of, TEAMS_MAX, w->projects);
	for (uint32_t t = 0; t < n; t++) {
		uint32_t x = 0;

		while (p->team[x] != p->team[t])
			x++;
		s->team[t] = x < t ? s->team[x] : next++;
		for (uint32_t j = 0; j < w->projects && p->project_team != NULL;
		     j++)
			if (p->project_team[j] == p->team[t])
				s->of[j] = s->team[t];
	}
	for (uint32_t i = 0; i < w->judges; i++)
		for (uint32_t x = w->held_start[i]; x < w->held_start[i + 1];
		     x++)
			count(s, i, w->held[x], true);
}

static bool
too_large(const struct jam_assign_work *w)
{
	const struct jam_assign_problem *p = w->problem;

	return w->judges > JAM_ASSIGN_SMALL || w->slots > 512 ||
	       (p->team_start != NULL && p->team_start[p->judges] > TEAMS_MAX);
}

bool
jam_assign_search(struct jam_assign_work *w)
{
	struct jam_mark mark = jam_arena_mark(w->arena);
	struct search s = { .w = w, .least_components = 1 };

	s.merit = measure(w);
	if (s.merit.components > 1 &&
	    jam_assign_parted(w) != JAM_ASSIGN_NOT_FOUND)
		s.least_components = s.merit.components;
	if (s.merit.components <= s.least_components && s.merit.pairs == 0)
		return true;
	if (too_large(w))
		return false;
	set_quotas(&s);
	s.best = jam_alloc_array(w->arena, w->slots, sizeof(uint32_t));
	memcpy(s.best, w->at, w->slots * sizeof(uint32_t));
	w->pairs = NULL;
	memset(w->at, 0xff, w->slots * sizeof(uint32_t));
	memcpy(w->load, w->fixed, w->projects * sizeof(uint32_t));
	number_teams(&s);
	deal_from(&s, 0, 0);
	memcpy(w->at, s.best, w->slots * sizeof(uint32_t));
	memcpy(w->load, w->fixed, w->projects * sizeof(uint32_t));
	for (uint32_t a = 0; a < w->slots; a++)
		w->load[w->at[a]]++;
	jam_arena_reset(w->arena, mark);
	return s.done || s.nodes <= NODES_MAX;
}
