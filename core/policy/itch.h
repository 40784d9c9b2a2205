/* SPDX-License-Identifier: MIT */
/*
 * itch.io's score: the mean times sqrt(min(n_j, M) / M), M the median number
 * of ratings over all projects in the running, the unrated included
 * (itch.io/t/531516, itch.io/post/8993133).
 */
#ifndef JAM_POLICY_ITCH_H
#define JAM_POLICY_ITCH_H

#include "core/policy/value.h"

struct jam_surd;

/*
 * Twice the median of the ratings per project, or what the rules give; 0: no
 * damping.  O(P) time.
 */
uint64_t jam_itch_median2(const struct jam_tally *tally,
			  struct jam_arena *arena);

/* The two in the middle when projects are sorted by their ratings. */
struct jam_itch_middle {
	uint64_t ratings[2];
	size_t before[2], fewer[2]; /* projects before it; with fewer ratings */
};

void jam_itch_middle_init(struct jam_itch_middle *middle,
			  const struct jam_tally *tally,
			  struct jam_arena *arena);

/*
 * Twice the median once each of n projects has one rating less, which their
 * tally already knows.  O(n) time.
 */
uint64_t jam_itch_middle_without(const struct jam_itch_middle *middle,
				 const struct jam_tally *tally,
				 const uint32_t *projects, size_t n);

/* The damped mean of a project with at least one rating of the aspect. */
void jam_itch_value(const struct jam_aspect *aspect, size_t project,
		    uint64_t median2, struct jam_value *value);

/* part / whole of the root, reduced; 1/1 from the median on. */
void jam_itch_root(const struct jam_tally *tally, size_t project,
		   uint64_t median2, struct jam_surd *surd);

/*
 * The value in thousandths of a score, half away from zero, by integers
 * alone: (2t - 1)^2 <= 4 * 10^6 * score^2 < (2t + 1)^2.
 */
int64_t jam_itch_round(const struct jam_aspect *aspect,
		       const struct jam_value *value, uint64_t median2);

#endif
