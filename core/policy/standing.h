/* SPDX-License-Identifier: MIT */
/* Who is ranked, who is only listed, and in which order. */
#ifndef JAM_POLICY_STANDING_H
#define JAM_POLICY_STANDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/frac.h"
#include "core/model/event.h"
#include "core/policy/rank.h"

struct jam_scores;

struct jam_standing {
	uint32_t *order;      /* ranked, then too few ratings, then none */
	size_t ranked, rated; /* so many of order are */
	uint32_t *rank;	      /* by project; 0: not ranked */
	const char **broken;  /* by project: tie_broken_by, or NULL */
};

/* Sort projects into ranked, too few ratings, none; gives no rank yet. */
void jam_standing_init(struct jam_standing *standing,
		       const struct jam_tally *tally, struct jam_arena *arena);

/*
 * Rank those that are to be ranked, tie-breaks included, and sort those with
 * too few ratings.  share: as in struct jam_aspect.
 */
void jam_standing_rank(struct jam_standing *standing,
		       const struct jam_tally *tally, struct jam_rank_by by,
		       bool share, struct jam_arena *arena);

/* What all projects come to, where a tally has only some of them. */
struct jam_standing_level {
	uint64_t median2;      /* itch */
	jam_i128 sum, ratings; /* bayes */
};

/*
 * The standing by mean, itch or bayes, without rows; level NULL: the tally has
 * all.  Fails as jam_scores_make does.
 */
JAM_MUST_USE bool jam_standing_make(struct jam_standing *standing,
				    const struct jam_tally *tally,
				    enum jam_method method,
				    const struct jam_standing_level *level,
				    struct jam_arena *arena,
				    struct jam_error *err);

/*
 * Rows in the order of a standing made by other means, with plain means as
 * exact scores (method mixed).  Fails as jam_scores_make does.
 */
JAM_MUST_USE bool jam_standing_rows(const struct jam_standing *standing,
				    const struct jam_tally *tally,
				    struct jam_arena *arena,
				    struct jam_scores *scores,
				    struct jam_error *err);

#endif
