/* SPDX-License-Identifier: MIT */
/* Reciprocal pairs: found team by team, then kept an eye on. */
#include "core/policy/assign_pairs.h"

#include <string.h>

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

	for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1]; t++)
		for (uint32_t x = 0; x < n; x++) {
			uint32_t to = jam_assign_team(w, projects[x]);

			if (to != JAM_ASSIGN_NONE)
				jam_assign_pairs_add(w->pairs, p->team[t], to);
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
 * Seats from a higher team to a lower one, lower << 32 | higher, dealt into
 * heaps by the lower: what one heap asks for fits into a near cache.
 */
struct heaps {
	uint64_t *pair;
	size_t *end; /* of each heap; it began a place after the end before */
	uint32_t heaps, shift;
	uint64_t *bits; /* which lower team rates which higher, for one heap */
	unsigned log;
};

/* One place more is written than is kept: no branch that nobody can foresee. */
static void
deal_seats(const struct jam_assign_work *w, struct heaps *h,
	   const uint32_t *projects, uint32_t n, uint32_t from)
{
	for (uint32_t x = 0; x < n; x++) {
		uint32_t to = jam_assign_team(w, projects[x]);
		size_t *end;

		if (to == JAM_ASSIGN_NONE)
			continue;
		end = &h->end[to >> h->shift];
		if (h->pair != NULL)
			h->pair[*end] = (uint64_t)to << 32 | from;
		*end += from > to;
	}
}

static void
deal_all(const struct jam_assign_work *w, struct heaps *h)
{
	const struct jam_assign_problem *p = w->problem;

	for (uint32_t i = 0; i < w->judges; i++)
		for (uint32_t t = p->team_start[i]; t < p->team_start[i + 1];
		     t++) {
			deal_seats(w, h, w->at + w->judge[i].start, w->need[i],
				   p->team[t]);
			deal_seats(w, h, w->held + w->held_start[i],
				   w->held_start[i + 1] - w->held_start[i],
				   p->team[t]);
		}
}

/* Counted first, then dealt. */
static void
make_heaps(const struct jam_assign_work *w, struct heaps *h)
{
	uint64_t seats = (uint64_t)w->slots + w->held_start[w->judges];
	size_t at = 0;

	*h = (struct heaps){ .log = 4 };
	while (h->log < 12 && (uint64_t)8 << h->log < seats)
		h->log++;
	while (w->problem->teams >> h->shift > (seats >> h->log) / 4)
		h->shift++;
	h->heaps = (w->problem->teams >> h->shift) + 1;
	h->bits =
	    jam_alloc_array(w->arena, (size_t)1 << h->log, sizeof(*h->bits));
	h->end = jam_alloc_array(w->arena, h->heaps, sizeof(*h->end));
	deal_all(w, h);
	for (uint32_t x = 0; x < h->heaps; x++) {
		size_t n = h->end[x];

		h->end[x] = at;
		at += n + 1;
	}
	h->pair = jam_alloc_array(w->arena, at, sizeof(*h->pair));
	deal_all(w, h);
}

static uint64_t *
word_of(const struct heaps *h, uint64_t hash)
{
	return h->bits + (hash >> (64 - h->log));
}

static void
note_seats(const struct jam_assign_work *w, struct heaps *h,
	   const uint32_t *projects, uint32_t n, uint32_t team)
{
	for (uint32_t x = 0; x < n; x++) {
		uint64_t hash = jam_assign_pairs_hash(
		    team, jam_assign_team(w, projects[x]));

		*word_of(h, hash) |= jam_assign_pairs_mask(hash);
	}
}

static void
note_teams(const struct jam_assign_work *w, struct heaps *h, uint32_t from,
	   uint32_t end)
{
	memset(h->bits, 0, sizeof(*h->bits) << h->log);
	for (uint32_t t = from; t < end; t++)
		for (uint32_t m = w->member_start[t];
		     m < w->member_start[t + 1]; m++) {
			uint32_t i = w->member[m];

			note_seats(w, h, w->at + w->judge[i].start, w->need[i],
				   t);
			note_seats(w, h, w->held + w->held_start[i],
				   w->held_start[i + 1] - w->held_start[i], t);
		}
}

/* The seats of one team on projects of another. */
static void
suspect_seats(struct jam_assign_work *w, uint32_t from, uint32_t to)
{
	for (uint32_t m = w->member_start[from]; m < w->member_start[from + 1];
	     m++) {
		uint32_t i = w->member[m];

		for (uint32_t a = w->judge[i].start; a < w->judge[i + 1].start;
		     a++)
			if (jam_assign_team(w, w->at[a]) == to)
				suspect(w->pairs, w->arena, a);
		for (uint32_t x = w->held_start[i]; x < w->held_start[i + 1];
		     x++)
			if (jam_assign_team(w, w->held[x]) == to)
				suspect(w->pairs, w->arena, w->slots + x);
	}
}

static void
look_through(struct jam_assign_work *w, struct heaps *h, uint32_t heap)
{
	uint64_t end = (uint64_t)(heap + 1) << h->shift;

	note_teams(w, h, heap << h->shift,
		   end < w->problem->teams ? (uint32_t)end : w->problem->teams);
	for (size_t x = heap > 0 ? h->end[heap - 1] + 1 : 0; x < h->end[heap];
	     x++) {
		uint32_t low = (uint32_t)(h->pair[x] >> 32);
		uint32_t high = (uint32_t)h->pair[x];
		uint64_t hash = jam_assign_pairs_hash(low, high);
		uint64_t mask = jam_assign_pairs_mask(hash);

		if ((*word_of(h, hash) & mask) == mask &&
		    jam_assign_rates(w, low, high))
			suspect_seats(w, high, low);
	}
}

/*
 * Of each pair the seats from the higher team to the lower are enough.  They
 * are sorted, so that the judges' order decides which is swapped first.
 */
static void
find_suspects(struct jam_assign_work *w)
{
	struct jam_assign_pairs *s = w->pairs;
	struct heaps heaps;
	size_t n = 0;

	make_heaps(w, &heaps);
	for (uint32_t heap = 0; heap < heaps.heaps; heap++)
		look_through(w, &heaps, heap);
	jam_assign_sort(s->suspect, s->suspects);
	for (size_t x = 0; x < s->suspects; x++)
		if (x == 0 || s->suspect[x] != s->suspect[x - 1])
			s->suspect[n++] = s->suspect[x];
	s->suspects = n;
}

static void
make_filter(struct jam_assign_work *w)
{
	uint64_t seats = (uint64_t)w->slots + w->held_start[w->judges];
	unsigned log = 4;

	while ((uint64_t)64 << log < 16 * seats)
		log++;
	w->pairs->shift = 64 - log;
	w->pairs->bits =
	    jam_alloc_array(w->arena, (size_t)1 << log, sizeof(uint64_t));
	for (uint32_t i = 0; i < w->judges; i++) {
		add_seats(w, i, w->at + w->judge[i].start, w->need[i]);
		add_seats(w, i, w->held + w->held_start[i],
			  w->held_start[i + 1] - w->held_start[i]);
	}
}

bool
jam_assign_pairs_watch(struct jam_assign_work *w)
{
	struct jam_assign_pairs *s;
	struct jam_mark mark;
	size_t room;

	if (w->problem->team_start == NULL || w->problem->project_team == NULL)
		return false;
	if (w->pairs != NULL)
		return true;
	w->pairs = s = jam_alloc(w->arena, sizeof(*s));
	if (w->avoids)
		make_filter(w);
	s->suspect = jam_grow(w->arena, NULL, &s->room, 4096, sizeof(uint32_t));
	room = s->room;
	mark = jam_arena_mark(w->arena);
	find_suspects(w);
	if (s->room == room) /* else they stand behind the heaps */
		jam_arena_reset(w->arena, mark);
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
