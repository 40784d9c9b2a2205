/* SPDX-License-Identifier: MIT */
/* Ranks over draws from a fit. */
#ifndef JAM_POLICY_DRAWS_H
#define JAM_POLICY_DRAWS_H

#include "core/policy/mixed_scores.h"

/* Who takes part: panel's projects, sorted by component. */
struct jam_draws {
	const uint32_t *projects;
	size_t count;
	unsigned rounds;
	struct jam_tick *tick; /* or NULL */
	uint64_t seed;
};

/*
 * Fill rank_low, rank_high, p_first and p_top3 of rows[panel's project] for
 * those who take part; square[panel's project] gets the mean square error of
 * the estimate over the draws, or NULL.  A draw is the fit plus an error that
 * is normal with the covariance of the fit's: O(rounds * ratings) time and
 * O(rounds * count) memory.
 */
JAM_MUST_USE bool jam_draws_run(const struct jam_draws *draws,
				struct jam_mixed_fit *fit,
				struct jam_score_mixed *rows, double *square,
				struct jam_arena *arena, struct jam_error *err);

#endif
