/* SPDX-License-Identifier: MIT */
/* Reciprocal pairs and own-site seats, swapped away: step 3, second pass. */
#include "core/base/arena.h"
#include "core/policy/assign_pairs.h"
#include "core/policy/assign_work.h"

#define TRIES  200
#define PASSES 5

/*
 * The pairs that a swap can make or break: at most this many, since people are
 * in few teams; with more of them a slot is left as it is.
 */
#define TOUCHED_MAX 64

struct touched {
	uint64_t pair[TOUCHED_MAX];
	size_t n;
};

static bool
touch(struct touched *t, const struct jam_assign_work *w, uint32_t i,
      uint32_t j)
{
	const struct jam_assign_problem *p = w->problem;
	uint32_t to = jam_assign_team(w, j);

	if (to == JAM_ASSIGN_NONE)
		return true;
	for (uint32_t x = p->team_start[i]; x < p->team_start[i + 1]; x++) {
		uint32_t from = p->team[x];
		uint64_t pair = from < to ? (uint64_t)from << 32 | to
					  : (uint64_t)to << 32 | from;
		size_t y = 0;

		while (y < t->n && t->pair[y] != pair)
			y++;
		if (y < t->n)
			continue;
		if (t->n == TOUCHED_MAX)
			return false;
		t->pair[t->n++] = pair;
	}
	return true;
}

static int
count_touched(const struct jam_assign_work *w, const struct touched *t)
{
	int n = 0;

	for (size_t x = 0; x < t->n; x++) {
		uint32_t a = (uint32_t)(t->pair[x] >> 32);
		uint32_t b = (uint32_t)t->pair[x];

		n += jam_assign_pairs_may(w->pairs, a, b) &&
		     jam_assign_pairs_may(w->pairs, b, a) &&
		     jam_assign_rates(w, a, b) && jam_assign_rates(w, b, a);
	}
	return n;
}

static void
swap(struct jam_assign_work *w, uint32_t a, uint32_t b)
{
	uint32_t p = w->at[a];

	w->at[a] = w->at[b];
	w->at[b] = p;
}

/* The filter must know of a seat before it is looked for. */
static void
announce(struct jam_assign_work *w, uint32_t i, uint32_t j)
{
	const struct jam_assign_problem *p = w->problem;
	uint32_t to = jam_assign_team(w, j);

	if (to == JAM_ASSIGN_NONE)
		return;
	for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1]; t++)
		jam_assign_pairs_add(w->pairs, p->team[t], to);
}

/*
 * By how much a swap changes the reciprocal pairs; 1 if it cannot be said.
 * The slots are as before when it returns.
 */
static int
pairs_change(struct jam_assign_work *w, uint32_t a, uint32_t b)
{
	uint32_t i = w->owner[a], k = w->owner[b];
	struct touched t;
	int change;

	t.n = 0;
	announce(w, i, w->at[b]);
	announce(w, k, w->at[a]);
	if (!touch(&t, w, i, w->at[a]) || !touch(&t, w, k, w->at[b]) ||
	    !touch(&t, w, i, w->at[b]) || !touch(&t, w, k, w->at[a]))
		return 1;
	change = -count_touched(w, &t);
	swap(w, a, b);
	change += count_touched(w, &t);
	swap(w, a, b);
	return change;
}

static int
own_change(const struct jam_assign_work *w, uint32_t a, uint32_t b)
{
	uint32_t i = w->owner[a], k = w->owner[b];

	return jam_assign_own_site(w, i, w->at[b]) +
	       jam_assign_own_site(w, k, w->at[a]) -
	       jam_assign_own_site(w, i, w->at[a]) -
	       jam_assign_own_site(w, k, w->at[b]);
}

/* Is the swap better?  The cheap reasons to refuse come first. */
static bool
improves(struct jam_assign_work *w, uint32_t a, uint32_t b, bool site_only)
{
	uint32_t i = w->owner[a], k = w->owner[b];
	int own = own_change(w, a, b), pairs = 0;

	if ((site_only && own >= 0) || !jam_assign_may(w, i, w->at[b]) ||
	    !jam_assign_may(w, k, w->at[a]))
		return false;
	if (w->pairs != NULL)
		pairs = pairs_change(w, a, b);
	return pairs < 0 || (pairs == 0 && own < 0);
}

static bool
soothe_slot(struct jam_assign_work *w, uint32_t a, bool site_only)
{
	for (int n = 0; n < TRIES; n++) {
		uint32_t b = jam_rng_below(&w->rng, w->slots);

		if (w->at[b] == w->at[a] || w->at[b] == JAM_ASSIGN_NONE ||
		    w->owner[b] == w->owner[a] || !improves(w, a, b, site_only))
			continue;
		swap(w, a, b);
		jam_assign_suspect(w, a);
		jam_assign_suspect(w, b);
		return true;
	}
	return false;
}

/* The slots of members of one team on projects of another. */
static bool
soothe_back(struct jam_assign_work *w, uint32_t from, uint32_t to)
{
	for (uint32_t m = w->member_start[from]; m < w->member_start[from + 1];
	     m++) {
		uint32_t i = w->member[m];

		for (uint32_t a = w->judge[i].start; a < w->judge[i + 1].start;
		     a++)
			if (jam_assign_team(w, w->at[a]) == to &&
			    soothe_slot(w, a, false))
				return true;
	}
	return false;
}

static bool
soothe_ways_back(struct jam_assign_work *w, uint32_t seat)
{
	const struct jam_assign_problem *p = w->problem;
	uint32_t i = jam_assign_seat_judge(w, seat);
	uint32_t to = jam_assign_team(w, jam_assign_seat_project(w, seat));
	bool changed = false;

	for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1]; t++)
		changed |= soothe_back(w, to, p->team[t]);
	return changed;
}

/*
 * The seat itself, if it is a slot, or one on the way back.  Which comes first
 * is drawn: suspects lead from higher teams to lower ones, so always to take
 * them would be unfair to lower projects.
 */
static bool
soothe_pair(struct jam_assign_work *w, uint32_t seat)
{
	bool back = jam_rng_below(&w->rng, 2) == 0;

	if (back && soothe_ways_back(w, seat))
		return true;
	if (seat < w->slots && soothe_slot(w, seat, false))
		return true;
	return !back && soothe_ways_back(w, seat);
}

/* Seats that are cleared of suspicion are struck off the list. */
static bool
soothe_suspects(struct jam_assign_work *w)
{
	struct jam_assign_pairs *s = w->pairs;
	size_t n = s->suspects, left = 0;
	bool changed = false;

	for (size_t x = 0; x < n; x++) {
		uint32_t seat = s->suspect[x];

		if (!jam_assign_returns(w, jam_assign_seat_judge(w, seat),
					jam_assign_seat_project(w, seat)))
			continue;
		changed |= soothe_pair(w, seat);
		s->suspect[left++] = seat;
	}
	for (size_t x = n; x < s->suspects; x++)
		s->suspect[left++] = s->suspect[x];
	s->suspects = left;
	return changed;
}

static bool
soothe_sites(struct jam_assign_work *w)
{
	bool changed = false;

	for (uint32_t a = 0; a < w->slots; a++)
		if (w->at[a] != JAM_ASSIGN_NONE &&
		    jam_assign_own_site(w, w->owner[a], w->at[a]))
			changed |= soothe_slot(w, a, true);
	return changed;
}

void
jam_assign_soothe(struct jam_assign_work *w)
{
	bool teams = w->slots > 1 && jam_assign_pairs_watch(w);
	bool changed = true;

	for (int pass = 0; pass < PASSES && changed && w->slots > 1; pass++) {
		changed = teams && soothe_suspects(w);
		if (w->avoids)
			changed |= soothe_sites(w);
	}
}

uint32_t
jam_assign_own_seats(const struct jam_assign_work *w)
{
	uint32_t n = 0;

	for (uint32_t a = 0; a < w->slots && w->avoids; a++)
		n += w->at[a] != JAM_ASSIGN_NONE &&
		     jam_assign_own_site(w, w->owner[a], w->at[a]);
	for (uint32_t i = 0; i < w->judges && w->avoids; i++)
		for (uint32_t x = w->held_start[i]; x < w->held_start[i + 1];
		     x++)
			n += jam_assign_own_site(w, i, w->held[x]);
	return n;
}
