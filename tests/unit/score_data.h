/* SPDX-License-Identifier: MIT */
/* Small events for the tests of scoring: from files, and by hand. */
#ifndef JAM_TESTS_UNIT_SCORE_DATA_H
#define JAM_TESTS_UNIT_SCORE_DATA_H

#include "core/policy/mixed.h"
#include "core/policy/scores.h"

struct jam_arena;

/* An input under construction; all arrays are the arena's. */
struct score_data {
	struct jam_arena *arena;
	struct jam_score_input in;
	uint32_t *judge, *project;
	int16_t *scores;
	size_t judge_cap, project_cap, scores_cap;
	const char **judges, **projects; /* names, by index */
	size_t judges_cap, projects_cap;
};

/* An event with criteria of these weights, all required, whole scores. */
void score_data_init(struct score_data *data, struct jam_arena *arena,
		     const int64_t *weights, size_t criteria);

/* The number of a name, which is made if it is new. */
uint32_t score_data_judge(struct score_data *data, const char *name);
uint32_t score_data_project(struct score_data *data, const char *name);

/* One more rating. */
void score_data_add(struct score_data *data, uint32_t judge, uint32_t project,
		    const int16_t *scores);

/* The same ratings by one of the criteria, as a jam that has no other. */
void score_data_alone(const struct score_data *data, size_t criterion,
		      struct score_data *alone);

/*
 * Read "judge,project,score..." from a file with a header line; scores in
 * units of 10^-decimals of the rules.
 */
void score_data_read(struct score_data *data, const char *path);

/* ../shared/data/scoring/jam24_ratings.csv, its projects p01..p24 in order. */
void score_data_jam24(struct score_data *data, struct jam_arena *arena);

/* ../shared/data/scoring/penicillin.csv, its samples A..F in order. */
void score_data_penicillin(struct score_data *data, struct jam_arena *arena);

/* The row of a project. */
const struct jam_score_row *score_data_row(const struct jam_scores *scores,
					   uint32_t project);

/* What the mixed model is fitted to: the weighted scores of all ratings. */
struct jam_panel *score_data_panel(struct score_data *data);

/*
 * A jam drawn from the model, its scores in thousandths; sd: of judges, of
 * projects, of the noise.
 */
void score_data_draw(struct score_data *data, size_t judges, size_t projects,
		     size_t batch, const double sd[3], uint64_t seed);

/* The fit of those, which must be there. */
void score_data_fit(struct score_data *data, enum jam_mixed_path path,
		    struct jam_mixed_fit *fit);

/* Near to a part of what is wanted. */
void assert_near_part(double value, double want, double part);

/* The next field of a CSV line without quotes; *line moves on. */
char *score_data_field(char **line);

#endif
