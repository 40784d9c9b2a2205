/* SPDX-License-Identifier: MIT */
/*
 * From the stored ratings to ranked rows: what score, publish, award, export
 * and report have in common.
 */
#ifndef JAM_CMD_CLI_RANKING_H
#define JAM_CMD_CLI_RANKING_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/project.h"
#include "core/policy/scores.h"
#include "core/policy/tally.h"

struct jam_mixed_fit;
struct jam_run;

struct jam_ranking {
	struct jam_project *projects; /* in the running, by number */
	size_t projects_len;
	int64_t *submitted_at; /* of each; or JAM_NO_TIME */
	int64_t *judges;       /* rows; index as in input */
	struct jam_score_rules rules;
	struct jam_tally tally;	      /* sums of all ratings that count */
	struct jam_score_input input; /* the ratings, if asked for `whole` */
	uint64_t ratings;	      /* how many count */
	struct jam_mixed_fit *fit;    /* of jam_ranking_make by mixed; NULL */
};

/*
 * Load, and score by a method; rounds: draws of `mixed`, 0 for its default.
 * Ratings in groups that share no judge leave all rows of `mixed` unranked:
 * jam_ranking_whole says so.
 */
JAM_MUST_USE bool jam_ranking_make(const struct jam_run *run,
				   enum jam_method method, unsigned rounds,
				   struct jam_ranking *ranking,
				   struct jam_scores *scores,
				   struct jam_error *err);

/* JAM_E_NO, naming the groups, where the ratings fall apart; else true. */
JAM_MUST_USE bool jam_ranking_whole(const struct jam_run *run,
				    const struct jam_ranking *ranking,
				    struct jam_error *err);

/*
 * Load projects and ratings of the run's event; with `whole` each rating too,
 * for methods that need more than sums.  Memory of the run's arena.
 */
JAM_MUST_USE bool jam_ranking_load(const struct jam_run *run, bool whole,
				   struct jam_ranking *ranking,
				   struct jam_error *err);

/* The method of a word ("mean"); the event's own for NULL. */
enum jam_method jam_ranking_method(const struct jam_run *run, const char *word);

#endif
