/* SPDX-License-Identifier: MIT */
/* Scores drawn for the terminal. */
#ifndef JAM_CMD_CLI_SCORE_CHART_H
#define JAM_CMD_CLI_SCORE_CHART_H

#include "core/base/error.h"

struct jam_ranking;
struct jam_run;
struct jam_scores;

/*
 * Write the score of each ranked project as a line, with its 90 % interval
 * where the method has one, and how the scores spread over the scale.
 */
JAM_MUST_USE bool jam_score_chart(const struct jam_run *run,
				  const struct jam_ranking *ranking,
				  const struct jam_scores *scores,
				  struct jam_error *err);

#endif
