/* SPDX-License-Identifier: MIT */
/* From published results to prizes, and into the store. */
#ifndef JAM_CMD_CLI_AWARDING_H
#define JAM_CMD_CLI_AWARDING_H

#include "cmd/cli/ranking.h"
#include "core/policy/prize.h"

struct jam_run;

/* What the prizes are given by, and whom they are given to. */
struct jam_awarding {
	struct jam_ranking ranking;
	struct jam_scores scores;
	struct jam_prize_given *given;
	size_t given_len, given_cap;
	struct jam_prizes prizes;
};

/*
 * Load the ranking; JAM_E_RULE where nothing is published, or something else
 * than what the ratings say now.
 */
JAM_MUST_USE bool jam_awarding_load(struct jam_run *run,
				    struct jam_awarding *awarding,
				    struct jam_error *err);

/* Name a project for a prize that goes by nothing: "NAME=PROJECT". */
JAM_MUST_USE bool jam_awarding_give(struct jam_run *run,
				    struct jam_awarding *awarding,
				    const char *text, struct jam_error *err);

/* Who was named before stays named; split all prizes; store the awards. */
JAM_MUST_USE bool jam_awarding_save(struct jam_run *run,
				    struct jam_awarding *awarding,
				    struct jam_error *err);

#endif
