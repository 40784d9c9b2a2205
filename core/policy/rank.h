/* SPDX-License-Identifier: MIT */
/*
 * Order, ties and tie-breaks: competition ranks (1, 2, 2, 4), never a draw by
 * lot.
 */
#ifndef JAM_POLICY_RANK_H
#define JAM_POLICY_RANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jam_arena;
struct jam_tally;
struct jam_value;

/* How projects compare: above 0 when a is better, 0 when they are tied. */
struct jam_rank_by {
	int (*compare)(const void *context, uint32_t a, uint32_t b);
	const void *context;
	/*
	 * Or NULL: a number that is greater for the better one, but where two
	 * numbers differ by less than a part in 10^12 (or by 10^-12).  Sorting
	 * is several times as fast with it.
	 */
	double (*near)(const void *context, uint32_t a);
	bool sure; /* `near` alone decides: equal exactly for tied ones */
};

/* Which compares an array of values by project; sure: as jam_value_sure. */
struct jam_rank_by jam_rank_by_value(const struct jam_value *values, bool sure);

/*
 * Sort projects best first (tied ones by index) and give rank[project] to
 * each.  O(n log n).
 */
void jam_rank(uint32_t *projects, size_t n, struct jam_rank_by by,
	      uint32_t *rank, struct jam_arena *arena);

/* What jam_rank_break needs to know of the event. */
struct jam_rank_ties {
	const struct jam_tally *tally; /* and its rules' tie_break list */
	bool share;		       /* as in struct jam_aspect */
	const char **broken;	       /* by project; see below */
};

/*
 * After jam_rank: go through tied projects with the tie_break list, sort and
 * rank them anew.  broken[project] gets the name of the entry that parted it
 * from the tied project next above it, or else next below it; untouched where
 * nothing did.
 */
void jam_rank_break(uint32_t *projects, size_t n,
		    const struct jam_rank_ties *ties, uint32_t *rank,
		    struct jam_arena *arena);

/*
 * A competition rank once others left: gone are their ranks, sorted; a tie
 * with one of them moves nobody.  O(log gone_len).
 */
int64_t jam_rank_without(int64_t rank, const int64_t *gone, size_t gone_len);

#endif
