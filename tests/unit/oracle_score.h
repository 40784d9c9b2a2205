/* SPDX-License-Identifier: MIT */
/*
 * Scores of small events once more, by other means: a fraction for each
 * rating, all pairs compared, digits by long division.
 */
#ifndef JAM_TESTS_UNIT_ORACLE_SCORE_H
#define JAM_TESTS_UNIT_ORACLE_SCORE_H

#include "core/policy/scores.h"

struct oracle_row {
	uint32_t rank, ratings;
	struct jam_frac square; /* of the score, with its sign */
	struct jam_frac plain;	/* the score, but for itch */
	int64_t score;		/* thousandths */
	const char *broken;
	uint32_t part_rank[8];
	int64_t part_score[8];
};

/* Rows by project; at most 16 projects and 8 criteria. */
void oracle_score(const struct jam_score_input *in, enum jam_method method,
		  struct oracle_row *rows);

#endif
