/* SPDX-License-Identifier: MIT */
/*
 * Which team rates which, as bits under a hash of the ordered pair: a bit that
 * is not set proves that there is no such seat, one that is set must be looked
 * at closely.  Whoever changes slots tells the filter of each new seat, or
 * sets work->pairs to NULL.  For the assigner alone.
 */
#ifndef JAM_POLICY_ASSIGN_PAIRS_H
#define JAM_POLICY_ASSIGN_PAIRS_H

#include "core/policy/assign_work.h"

struct jam_assign_pairs {
	uint64_t *bits;
	unsigned shift;
	bool both; /* else only seats from a lower team to a higher are known */
	/*
	 * Seats that may be part of a pair, and at least one of each pair:
	 * slots, and slots + x for held[x].
	 */
	uint32_t *suspect;
	size_t suspects, room;
};

/* Make the filter and the suspects, if need be; false: there are no teams. */
bool jam_assign_pairs_watch(struct jam_assign_work *w);

/* A slot that was swapped, and announced: look at it again, if need be. */
void jam_assign_suspect(struct jam_assign_work *w, uint32_t a);

void jam_assign_pairs_add(struct jam_assign_pairs *s, uint32_t from,
			  uint32_t to);
bool jam_assign_pairs_may(const struct jam_assign_pairs *s, uint32_t from,
			  uint32_t to);

/* Has a member of one team a seat on a project of the other?  Exact. */
bool jam_assign_rates(const struct jam_assign_work *w, uint32_t from,
		      uint32_t to);

/* Who has a seat: a slot, or slots + x for held[x]; and on what. */
uint32_t jam_assign_seat_judge(const struct jam_assign_work *w, uint32_t seat);
uint32_t jam_assign_seat_project(const struct jam_assign_work *w,
				 uint32_t seat);

/* The team that made a project, or JAM_ASSIGN_NONE. */
uint32_t jam_assign_team(const struct jam_assign_work *w, uint32_t j);

#endif
