/* SPDX-License-Identifier: MIT */
/*
 * Which teams rate each other.  A filter answers first, a few words of bits for
 * each team that rates, under a hash of the team rated: bits that are not set
 * prove that there is no such seat, others must be looked at closely.  Whoever
 * changes slots tells of each new seat, or sets work->pairs to NULL.  For the
 * assigner alone.
 */
#ifndef JAM_POLICY_ASSIGN_PAIRS_H
#define JAM_POLICY_ASSIGN_PAIRS_H

#include "core/policy/assign_work.h"

struct jam_assign_pairs {
	uint64_t *bits;
	uint32_t words; /* of a team: a power of two */
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
jam_assign_pairs_hash(uint32_t to)
{
	return to * UINT64_C(0x9e3779b97f4a7c15);
}

static inline uint64_t *
jam_assign_pairs_word(const struct jam_assign_pairs *s, uint32_t from,
		      uint32_t to)
{
	uint32_t word = (uint32_t)(jam_assign_pairs_hash(to) >> 32);

	return s->bits + (size_t)from * s->words + (word & (s->words - 1));
}

/* Two bits of the word. */
static inline uint64_t
jam_assign_pairs_mask(uint32_t to)
{
	uint64_t h = jam_assign_pairs_hash(to);

	return (uint64_t)1 << (h >> 58) | (uint64_t)1 << (h >> 52 & 63);
}

static inline void
jam_assign_pairs_add(struct jam_assign_pairs *s, uint32_t from, uint32_t to)
{
	*jam_assign_pairs_word(s, from, to) |= jam_assign_pairs_mask(to);
}

/* May a member of one team have a seat on a project of the other? */
static inline bool
jam_assign_pairs_may(const struct jam_assign_pairs *s, uint32_t from,
		     uint32_t to)
{
	return (~*jam_assign_pairs_word(s, from, to) &
		jam_assign_pairs_mask(to)) == 0;
}

/* That will be asked soon. */
static inline void
jam_assign_pairs_fetch(const struct jam_assign_pairs *s, uint32_t from,
		       uint32_t to)
{
	__builtin_prefetch(jam_assign_pairs_word(s, from, to));
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
