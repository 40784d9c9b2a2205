/* SPDX-License-Identifier: MIT */
/*
 * Which teams rate each other.  Where own sites are avoided, many swaps ask
 * which team rates which, and a filter answers first, bits under a hash of the
 * ordered pair: a bit that is not set proves that there is no such seat, one
 * that is set must be looked at closely.  Whoever changes slots tells of each
 * new seat, or sets work->pairs to NULL.  For the assigner alone.
 */
#ifndef JAM_POLICY_ASSIGN_PAIRS_H
#define JAM_POLICY_ASSIGN_PAIRS_H

#include "core/policy/assign_work.h"

struct jam_assign_pairs {
	uint64_t *bits; /* NULL: no filter */
	unsigned shift;
	/*
	 * Seats that were part of a pair, and at least one of each pair there
	 * is: slots, and slots + x for held[x].
	 */
	uint32_t *suspect;
	size_t suspects, room;
};

/* Find the suspects, if need be; false: there are no teams. */
bool jam_assign_pairs_watch(struct jam_assign_work *w);

/* A slot that was swapped, and announced: look at it again, if need be. */
void jam_assign_suspect(struct jam_assign_work *w, uint32_t a);

static inline uint64_t
jam_assign_pairs_hash(uint32_t from, uint32_t to)
{
	uint64_t x = ((uint64_t)from << 32 | to) * 0x9e3779b97f4a7c15;

	x ^= x >> 32;
	return x * 0xd6e8feb86659fd93;
}

/* Three bits of one word: about one false alarm in a hundred. */
static inline uint64_t
jam_assign_pairs_mask(uint64_t h)
{
	return (uint64_t)1 << (h & 63) | (uint64_t)1 << (h >> 6 & 63) |
	       (uint64_t)1 << (h >> 12 & 63);
}

static inline void
jam_assign_pairs_add(struct jam_assign_pairs *s, uint32_t from, uint32_t to)
{
	uint64_t h = jam_assign_pairs_hash(from, to);

	if (s->bits != NULL)
		s->bits[h >> s->shift] |= jam_assign_pairs_mask(h);
}

/* May a member of one team have a seat on a project of the other? */
static inline bool
jam_assign_pairs_may(const struct jam_assign_pairs *s, uint32_t from,
		     uint32_t to)
{
	uint64_t h = jam_assign_pairs_hash(from, to);
	uint64_t mask = jam_assign_pairs_mask(h);

	return s->bits == NULL || (s->bits[h >> s->shift] & mask) == mask;
}

/* Has a member of one team a seat on a project of the other?  Exact. */
bool jam_assign_rates(const struct jam_assign_work *w, uint32_t from,
		      uint32_t to);

/* Who has a seat: a slot, or slots + x for held[x]; and on what. */
uint32_t jam_assign_seat_judge(const struct jam_assign_work *w, uint32_t seat);
uint32_t jam_assign_seat_project(const struct jam_assign_work *w,
				 uint32_t seat);

/* The team that made a project, or JAM_ASSIGN_NONE. */
static inline uint32_t
jam_assign_team(const struct jam_assign_work *w, uint32_t j)
{
	if (j == JAM_ASSIGN_NONE || w->problem->project_team == NULL)
		return JAM_ASSIGN_NONE;
	return w->problem->project_team[j];
}

#endif
