/* SPDX-License-Identifier: MIT */
/*
 * Sums of ratings per project, added up one rating at a time: all that mean,
 * itch and bayes need.  O(projects * criteria) memory however many ratings
 * there are; the sums are integers, so their order does not matter.
 */
#ifndef JAM_POLICY_TALLY_H
#define JAM_POLICY_TALLY_H

#include "core/policy/scores.h"

/* The sums; to be read through the functions below. */
struct jam_tally {
	const struct jam_score_rules *rules; /* borrowed */
	size_t projects;
	const int64_t *submitted_at; /* per project, borrowed; or NULL */
	bool optional;		     /* some criterion may be left out */
	size_t classes;		     /* 2 (peers, experts) with a share */
	uint32_t *ratings;	     /* [class * projects + project] */
	int64_t *sums;	  /* [(class * projects + project) * C + c] */
	uint32_t *counts; /* likewise; NULL unless optional */
	jam_i128 *totals; /* as ratings: S_j; NULL unless optional */
};

/*
 * An empty tally; submitted_at (or NULL) and rules must outlive it.  Fails
 * with JAM_E_DATA if the rules are out of range.
 */
JAM_MUST_USE bool jam_tally_init(struct jam_tally *tally,
				 const struct jam_score_rules *rules,
				 size_t projects, const int64_t *submitted_at,
				 struct jam_arena *arena,
				 struct jam_error *err);

/*
 * Add one rating: criteria_len scores, JAM_SCORE_MISSING where an optional
 * criterion was left out (at least one must be there).  expert: whether the
 * judge is one.
 */
void jam_tally_add(struct jam_tally *tally, uint32_t project, bool expert,
		   const int16_t *scores);

/* Take a rating out that was added before. */
void jam_tally_remove(struct jam_tally *tally, uint32_t project, bool expert,
		      const int16_t *scores);

/* An empty tally filled with all ratings of an input that outlives it. */
JAM_MUST_USE bool jam_tally_input(struct jam_tally *tally,
				  const struct jam_score_input *input,
				  struct jam_arena *arena,
				  struct jam_error *err);

/* The sums of n of its projects, in this order. */
JAM_MUST_USE bool jam_tally_pick(struct jam_tally *some,
				 const struct jam_tally *all,
				 const uint32_t *projects, size_t n,
				 struct jam_arena *arena,
				 struct jam_error *err);

/* No project has more ratings than are summed up exactly; else JAM_E_DATA. */
JAM_MUST_USE bool jam_tally_check(const struct jam_tally *tally,
				  struct jam_error *err);

/* Ratings of a project, over both classes. */
uint32_t jam_tally_ratings(const struct jam_tally *tally, size_t project);

/*
 * S_j: the sum over a project's ratings of the weighted mean score, in units
 * of 10^-decimals / base; of one class (0, 1).
 */
jam_i128 jam_tally_sum(const struct jam_tally *tally, size_t project,
		       size_t class);

/* y_ij of one rating in the same units; at most 2^54. */
int64_t jam_tally_rating(const struct jam_tally *tally, const int16_t *scores);

#endif
