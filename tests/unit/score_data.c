/* SPDX-License-Identifier: MIT */
/* Small events for the tests of scoring. */
#include "tests/unit/score_data.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/rng.h"
#include "core/policy/panel.h"
#include "core/policy/tally.h"
#include "core/policy/value.h"
#include "tests/unit/jam_test.h"

void
score_data_init(struct score_data *data, struct jam_arena *arena,
		const int64_t *weights, size_t criteria)
{
	struct jam_criterion *list;
	struct jam_event event = { .criteria_len = criteria };
	int64_t sum;

	memset(data, 0, sizeof(*data));
	data->arena = arena;
	list = jam_alloc_array(arena, criteria, sizeof(*list));
	for (size_t c = 0; c < criteria; c++) {
		list[c].weight = weights[c];
		list[c].required = true;
	}
	event.criteria = list;
	data->in.rules.criteria = list;
	data->in.rules.criteria_len = criteria;
	assert_true(jam_event_weights_lcm(&event, &sum, &data->in.rules.base));
}

void
score_data_alone(const struct score_data *data, size_t criterion,
		 struct score_data *alone)
{
	const struct jam_score_input *in = &data->in;
	size_t n = in->rules.criteria_len;
	int16_t *scores =
	    jam_alloc_array(data->arena, in->ratings, sizeof(*scores));
	struct jam_criterion *only = jam_copy(
	    data->arena, &in->rules.criteria[criterion], 1, sizeof(*only));

	for (size_t k = 0; k < in->ratings; k++)
		scores[k] = in->scores[k * n + criterion];
	only->weight = 1;
	*alone = *data;
	alone->in.scores = scores;
	alone->in.rules.criteria = only;
	alone->in.rules.criteria_len = 1;
	alone->in.rules.base = 1;
	alone->in.rules.ties_len = 0;
}

static uint32_t
number_of(struct score_data *data, const char ***names, size_t *len,
	  size_t *cap, const char *name)
{
	for (size_t k = 0; k < *len; k++) {
		if (strcmp((*names)[k], name) == 0)
			return (uint32_t)k;
	}
	*names = jam_grow(data->arena, *names, cap, *len + 1, sizeof(char *));
	(*names)[*len] = jam_strdup(data->arena, name);
	return (uint32_t)(*len)++;
}

uint32_t
score_data_judge(struct score_data *data, const char *name)
{
	return number_of(data, &data->judges, &data->in.judges,
			 &data->judges_cap, name);
}

uint32_t
score_data_project(struct score_data *data, const char *name)
{
	return number_of(data, &data->projects, &data->in.projects,
			 &data->projects_cap, name);
}

void
score_data_add(struct score_data *data, uint32_t judge, uint32_t project,
	       const int16_t *scores)
{
	struct jam_arena *arena = data->arena;
	size_t n = data->in.ratings, c = data->in.rules.criteria_len;

	data->judge = jam_grow(arena, data->judge, &data->judge_cap, n + 1,
			       sizeof(*data->judge));
	data->project = jam_grow(arena, data->project, &data->project_cap,
				 n + 1, sizeof(*data->project));
	data->scores = jam_grow(arena, data->scores, &data->scores_cap,
				(n + 1) * c, sizeof(*data->scores));
	data->judge[n] = judge;
	data->project[n] = project;
	memcpy(data->scores + n * c, scores, c * sizeof(*scores));
	data->in.judge = data->judge;
	data->in.project = data->project;
	data->in.scores = data->scores;
	data->in.ratings++;
}

char *
score_data_field(char **line)
{
	char *field = *line;
	size_t length = strcspn(field, ",\r\n");
	char end = field[length];

	field[length] = '\0';
	*line = field + length + (end != '\0');
	return field;
}

void
score_data_read(struct score_data *data, const char *path)
{
	char text[1024], *line;
	uint32_t judge, project;
	int16_t scores[16];
	int64_t value;
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	assert_non_null(fgets(text, sizeof(text), file));
	while (fgets(text, sizeof(text), file) != NULL) {
		line = text;
		judge = score_data_judge(data, score_data_field(&line));
		project = score_data_project(data, score_data_field(&line));
		for (size_t c = 0; c < data->in.rules.criteria_len; c++) {
			assert_true(jam_decimal_read(score_data_field(&line),
						     data->in.rules.decimals,
						     &value));
			scores[c] = (int16_t)value;
		}
		score_data_add(data, judge, project, scores);
	}
	fclose(file);
}

void
score_data_jam24(struct score_data *data, struct jam_arena *arena)
{
	static const int64_t weights[] = { 4, 3, 2, 1 };
	const char *path =
	    jam_test_shared(arena, "data/scoring/jam24_ratings.csv");
	char name[16];

	score_data_init(data, arena, weights, 4);
	for (int p = 1; p <= 24; p++) {
		snprintf(name, sizeof(name), "p%02d", p);
		score_data_project(data, name);
		snprintf(name, sizeof(name), "r%02d", p);
		score_data_judge(data, name);
	}
	score_data_read(data, path);
}

void
score_data_penicillin(struct score_data *data, struct jam_arena *arena)
{
	static const int64_t weights[] = { 1 };
	const char *path =
	    jam_test_shared(arena, "data/scoring/penicillin.csv");
	char name[2] = "A";

	score_data_init(data, arena, weights, 1);
	for (; name[0] <= 'F'; name[0]++)
		score_data_project(data, name);
	score_data_read(data, path);
}

const struct jam_score_row *
score_data_row(const struct jam_scores *scores, uint32_t project)
{
	for (size_t k = 0; k < scores->rows_len; k++) {
		if (scores->rows[k].project == project)
			return &scores->rows[k];
	}
	return NULL;
}

struct jam_panel *
score_data_panel(struct score_data *data)
{
	struct jam_tally *tally = jam_alloc(data->arena, sizeof(*tally));
	struct jam_panel *panel = jam_alloc(data->arena, sizeof(*panel));
	struct jam_aspect aspect = { tally, JAM_OVERALL, false };
	struct jam_error err = { 0 };

	assert_done(jam_tally_input(tally, &data->in, data->arena, &err), &err);
	jam_panel_init(panel, &data->in, &aspect, JAM_PANEL_NONE, data->arena);
	return panel;
}

void
score_data_draw(struct score_data *data, size_t judges, size_t projects,
		size_t batch, const double sd[3], uint64_t seed)
{
	static const int64_t weights[] = { 1 };
	struct jam_arena *arena = data->arena;
	double *b = jam_alloc_array(arena, projects, sizeof(*b)), a, y;
	uint8_t *taken = jam_alloc_array(arena, projects, 1);
	struct jam_rng rng;
	uint32_t p;
	int16_t x;

	score_data_init(data, arena, weights, 1);
	data->in.rules.decimals = 3;
	data->in.judges = judges;
	data->in.projects = projects;
	jam_rng_init(&rng, seed, 0);
	for (size_t j = 0; j < projects; j++)
		b[j] = sd[1] * jam_rng_normal(&rng);
	for (size_t i = 0; i < judges; i++) {
		memset(taken, 0, projects);
		a = sd[0] * jam_rng_normal(&rng);
		for (size_t k = 0; k < batch; k++) {
			do
				p = jam_rng_below(&rng, (uint32_t)projects);
			while (taken[p]);
			taken[p] = 1;
			y = 3 + a + b[p] + sd[2] * jam_rng_normal(&rng);
			y = y * 1000;
			x = (int16_t)(y < -16384  ? -16384
				      : y > 16384 ? 16384
						  : y);
			score_data_add(data, (uint32_t)i, p, &x);
		}
	}
}

void
score_data_fit(struct score_data *data, enum jam_mixed_path path,
	       struct jam_mixed_fit *fit)
{
	struct jam_error err = { 0 };

	assert_done(jam_mixed_fit(fit, score_data_panel(data), path,
				  data->arena, NULL, &err),
		    &err);
}

void
assert_near_part(double value, double want, double part)
{
	assert_near(value, want, part * fabs(want));
}
