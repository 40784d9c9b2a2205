/* SPDX-License-Identifier: MIT */
/* Random events, so small that ties are common, under random rules. */
#ifndef JAM_TESTS_UNIT_SCORE_RANDOM_H
#define JAM_TESTS_UNIT_SCORE_RANDOM_H

#include <stdint.h>

struct jam_rng;
struct jam_score_rules;
struct score_data;

#define SCORE_RANDOM_PROJECTS 6
#define SCORE_RANDOM_JUDGES   5

/* Into data, whose arena is set; submitted and expert get an item for each. */
void score_random_event(struct score_data *data, struct jam_rng *rng,
			int64_t submitted[SCORE_RANDOM_PROJECTS],
			uint8_t expert[SCORE_RANDOM_JUDGES]);

/* Decimals, ties, min_ratings, expert_share, prior and median. */
void score_random_rules(struct jam_score_rules *rules, struct jam_rng *rng);

#endif
