/* SPDX-License-Identifier: MIT */
/* Reciprocal pairs: found team by team, then kept an eye on. */
#include "core/policy/assign_pairs.h"

#include "core/base/arena.h"

static bool
any_of_team(const struct jam_assign_work *w, const uint32_t *projects,
	    uint32_t n, uint32_t team)
{
	for (uint32_t x = 0; x < n; x++)
		if (jam_assign_team(w, projects[x]) == team)
			return true;
	return false;
}

bool
jam_assign_rates(const struct jam_assign_work *w, uint32_t from, uint32_t to)
{
	for (uint32_t m = w->member_start[from]; m < w->member_start[from + 1];
	     m++) {
		uint32_t i = w->member[m];

		if (any_of_team(w, w->at + w->judge[i].start, w->need[i], to) ||
		    any_of_team(w, w->held + w->held_start[i],
				w->held_start[i + 1] - w->held_start[i], to))
			return true;
	}
	return false;
}

bool
jam_assign_returns(const struct jam_assign_work *w, uint32_t i, uint32_t j)
{
	const struct jam_assign_problem *p = w->problem;
	uint32_t to = jam_assign_team(w, j);

	if (to == JAM_ASSIGN_NONE || p->team_start == NULL)
		return false;
	for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1]; t++)
		if ((w->pairs == NULL ||
		     jam_assign_pairs_may(w->pairs, to, p->team[t])) &&
		    jam_assign_rates(w, to, p->team[t]))
			return true;
	return false;
}

static void
add_seats(const struct jam_assign_work *w, uint32_t i, const uint32_t *projects,
	  uint32_t n)
{
	const struct jam_assign_problem *p = w->problem;
	const uint32_t *team = p->project_team;
	struct jam_assign_pairs s = *w->pairs;

	for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1]; t++)
		for (uint32_t x = 0; x < n; x++) {
			uint32_t j = projects[x];

			if (j != JAM_ASSIGN_NONE && team[j] != JAM_ASSIGN_NONE)
				jam_assign_pairs_add(&s, p->team[t], team[j]);
		}
}

static void
suspect(struct jam_assign_pairs *s, struct jam_arena *arena, uint32_t seat)
{
	s->suspect = jam_grow(arena, s->suspect, &s->room, s->suspects + 1,
			      sizeof(uint32_t));
	s->suspect[s->suspects++] = seat;
}

void
jam_assign_suspect(struct jam_assign_work *w, uint32_t a)
{
	const struct jam_assign_problem *p = w->problem;
	uint32_t i = w->owner[a], to = jam_assign_team(w, w->at[a]);

	if (w->pairs == NULL || to == JAM_ASSIGN_NONE)
		return;
	for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1]; t++)
		if (jam_assign_pairs_may(w->pairs, to, p->team[t])) {
			suspect(w->pairs, w->arena, a);
			return;
		}
}

/*
 * Of each pair the seats from the higher team to the lower are enough.  They
 * are asked for some at a time, so that the filter's words are on their way.
 */
#define ASKED 64

struct question {
	uint32_t seat, from, to;
};

/* One more is written than is asked: no branch that nobody can foresee. */
static struct question *
ask(const struct jam_assign_work *w, struct question *q, uint32_t i,
    const uint32_t *projects, uint32_t n, uint32_t seat)
{
	const struct jam_assign_problem *p = w->problem;
	const uint32_t *team = p->project_team;
	struct jam_assign_pairs s = *w->pairs;

	for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1]; t++) {
		uint32_t from = p->team[t];

		for (uint32_t x = 0; x < n; x++) {
			uint32_t j = projects[x];

			if (j == JAM_ASSIGN_NONE || team[j] == JAM_ASSIGN_NONE)
				continue;
			jam_assign_pairs_fetch(&s, team[j], from);
			*q = (struct question){ seat + x, from, team[j] };
			q += from > team[j];
		}
	}
	return q;
}

static void
answer(struct jam_assign_work *w, const struct question *q,
       const struct question *end)
{
	for (; q < end; q++)
		if (jam_assign_pairs_may(w->pairs, q->to, q->from) &&
		    jam_assign_rates(w, q->to, q->from))
			suspect(w->pairs, w->arena, q->seat);
}

/* The most questions about one judge. */
static size_t
most_questions(const struct jam_assign_work *w)
{
	const struct jam_assign_problem *p = w->problem;
	size_t most = 0;

	for (uint32_t i = 0; i < w->judges; i++) {
		size_t n = (size_t)w->need[i] + w->held_start[i + 1] -
			   w->held_start[i];

		n *= p->team_start[i + 1] - p->team_start[i];
		if (n > most)
			most = n;
	}
	return most;
}

/* Sorted, so that the judges' order decides which is swapped first. */
static void
sort_suspects(struct jam_assign_pairs *s)
{
	size_t n = 0;

	jam_assign_sort(s->suspect, s->suspects);
	for (size_t x = 0; x < s->suspects; x++)
		if (n == 0 || s->suspect[x] != s->suspect[n - 1])
			s->suspect[n++] = s->suspect[x];
	s->suspects = n;
}

static void
find_suspects(struct jam_assign_work *w)
{
	struct question *first, *next;

	first = jam_alloc_array(w->arena, ASKED + 1 + most_questions(w),
				sizeof(*first));
	next = first;
	for (uint32_t i = 0; i < w->judges; i++) {
		next = ask(w, next, i, w->at + w->judge[i].start, w->need[i],
			   w->judge[i].start);
		next = ask(w, next, i, w->held + w->held_start[i],
			   w->held_start[i + 1] - w->held_start[i],
			   w->slots + w->held_start[i]);
		if (next < first + ASKED)
			continue;
		answer(w, first, next);
		next = first;
	}
	answer(w, first, next);
	sort_suspects(w->pairs);
}

/* Some 25 bits a seat: about one false alarm in a hundred. */
static void
make_filter(struct jam_assign_work *w)
{
	const struct jam_assign_problem *p = w->problem;
	uint64_t seats = (uint64_t)w->slots + w->held_start[w->judges];

	w->pairs->words = 1;
	while ((uint64_t)p->teams * w->pairs->words * 4 < seats)
		w->pairs->words *= 2;
	w->pairs->bits = jam_alloc_array(
	    w->arena, (size_t)p->teams * w->pairs->words, sizeof(uint64_t));
	for (uint32_t i = 0; i < w->judges; i++)
		add_seats(w, i, w->at + w->judge[i].start, w->need[i]);
	for (uint32_t i = 0; i < w->judges && w->held_start[w->judges] > 0; i++)
		add_seats(w, i, w->held + w->held_start[i],
			  w->held_start[i + 1] - w->held_start[i]);
}

bool
jam_assign_pairs_watch(struct jam_assign_work *w)
{
	if (w->problem->team_start == NULL || w->problem->project_team == NULL)
		return false;
	if (w->pairs != NULL)
		return true;
	w->pairs = jam_alloc(w->arena, sizeof(*w->pairs));
	make_filter(w);
	find_suspects(w);
	return true;
}

/* Whose standing seat is this? */
static uint32_t
holder_of(const struct jam_assign_work *w, uint32_t x)
{
	uint32_t low = 0, high = w->judges;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (w->held_start[middle] > x)
			high = middle;
		else
			low = middle;
	}
	return low;
}

uint32_t
jam_assign_seat_judge(const struct jam_assign_work *w, uint32_t seat)
{
	return seat < w->slots ? w->owner[seat] : holder_of(w, seat - w->slots);
}

uint32_t
jam_assign_seat_project(const struct jam_assign_work *w, uint32_t seat)
{
	return seat < w->slots ? w->at[seat] : w->held[seat - w->slots];
}

/* The pairs that one seat makes; counts at out[n]. */
static size_t
list_pairs(const struct jam_assign_work *w, uint32_t seat, uint64_t *out,
	   size_t n)
{
	const struct jam_assign_problem *p = w->problem;
	uint32_t i = jam_assign_seat_judge(w, seat);
	uint32_t to = jam_assign_team(w, jam_assign_seat_project(w, seat));

	for (uint32_t t = p->team_start[i];
	     to != JAM_ASSIGN_NONE && t < p->team_start[i + 1]; t++) {
		uint32_t from = p->team[t];

		if (from == to || !jam_assign_rates(w, to, from))
			continue;
		if (out != NULL)
			out[n] = from < to ? (uint64_t)from << 32 | to
					   : (uint64_t)to << 32 | from;
		n++;
	}
	return n;
}

uint32_t
jam_assign_reciprocals(struct jam_assign_work *w)
{
	struct jam_mark mark;
	uint32_t distinct = 0;
	uint64_t *pairs;
	size_t n = 0;

	if (!jam_assign_pairs_watch(w))
		return 0;
	mark = jam_arena_mark(w->arena);
	for (size_t x = 0; x < w->pairs->suspects; x++)
		n = list_pairs(w, w->pairs->suspect[x], NULL, n);
	pairs = jam_alloc_array(w->arena, n, sizeof(uint64_t));
	n = 0;
	for (size_t x = 0; x < w->pairs->suspects; x++)
		n = list_pairs(w, w->pairs->suspect[x], pairs, n);
	jam_assign_sort64(pairs, n);
	for (size_t x = 0; x < n; x++)
		distinct += x == 0 || pairs[x] != pairs[x - 1];
	jam_arena_reset(w->arena, mark);
	return distinct;
}
