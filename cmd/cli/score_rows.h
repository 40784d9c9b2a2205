/* SPDX-License-Identifier: MIT */
/* Scores as rows of an answer: cli.md's columns of `jam score`. */
#ifndef JAM_CMD_CLI_SCORE_ROWS_H
#define JAM_CMD_CLI_SCORE_ROWS_H

#include "cmd/cli/ranking.h"
#include "core/model/columns.h"

/* One criterion of one project. */
struct jam_score_cell {
	const char *id; /* the criterion's key */
	int64_t score;	/* thousandths; JAM_NONE: none */
	const char *exact;
	int64_t rank, ratings;
};

struct jam_score_line {
	int64_t rank; /* JAM_NONE: not ranked */
	const char *project;
	int64_t number;
	const char *title;
	int64_t score; /* thousandths; JAM_NONE: none */
	const char *exact;
	int64_t ratings;
	struct jam_list criteria; /* of struct jam_score_cell */
	const char *tie_broken_by;
	const char *share_from; /* the class that decides alone; NULL */
	/* Of `mixed` alone; NAN and JAM_NONE elsewhere. */
	double estimate, effect, se, low, high, p_first, p_top3;
	int64_t rank_low, rank_high, component, rank_in_component, group;
};

/* mixed; mixed in several components; mean where experts have a share of
   their own; mean, itch and bayes. */
extern const struct jam_column jam_score_mixed_columns[];
extern const struct jam_column jam_score_parted_columns[];
extern const struct jam_column jam_score_shared_columns[];
extern const struct jam_column jam_score_columns[];
extern const struct jam_column jam_score_cell_columns[];

/* What lines are made of. */
struct jam_score_lines {
	const struct jam_event *event;
	const struct jam_ranking *ranking;
	const struct jam_scores *scores;
};

/* Row i of the scores as a line; texts of the arena. */
void jam_score_line_fill(const struct jam_score_lines *lines, size_t i,
			 struct jam_arena *arena, struct jam_score_line *line);

#endif
