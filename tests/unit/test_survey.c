/* SPDX-License-Identifier: MIT */
/* Tests of figures: by hand, against a second way, and those of reports. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/rng.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/stats.h"
#include "core/policy/survey.h"
#include "tests/unit/jam_test.h"

#define UNIT 1000000

/* The density of t integrated by Simpson's rule, the constant as well. */
static double
t_below(double x, double df)
{
	const int steps = 200000;
	const double far = 2000, h = far / steps;
	double whole = 0, part = 0;

	for (int i = 0; i <= steps; i++) {
		double u = i * h, w = i == 0 || i == steps ? 1 : 2 + i % 2 * 2;

		whole += w * pow(1 + u * u / df, -(df + 1) / 2);
		u = x * i / steps;
		part += w * pow(1 + u * u / df, -(df + 1) / 2);
	}
	return 0.5 + 0.5 * (part * x / steps) / (whole * h);
}

static void
test_quantiles_of_t(void **state)
{
	static const int64_t df[] = { 3, 5, 9, 17, 30, 31, 40, 100 };

	(void)state;
	assert_near(jam_stats_t95(1), tan(0.45 * acos(-1)), 1e-6);
	for (size_t i = 0; i < sizeof(df) / sizeof(df[0]); i++)
		assert_near(t_below(jam_stats_t95(df[i]), (double)df[i]), 0.95,
			    2e-6);
	assert_near(jam_stats_t95(1000000), 1.6448536, 1e-5);
}

static int
by_value(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
test_means_against_a_second_way(void **state)
{
	struct jam_rng rng;
	int64_t v[60];

	jam_rng_init(&rng, 5, 0);
	for (int round = 0; round < 500; round++) {
		size_t n = 2 + jam_rng_below(&rng, 58);
		double sum = 0, squares = 0, mean, half;
		struct jam_stats_mean m;

		for (size_t i = 0; i < n; i++) {
			v[i] = (int64_t)jam_rng_below(&rng, 100 * UNIT);
			sum += (double)v[i] / UNIT;
			squares += (double)v[i] / UNIT * ((double)v[i] / UNIT);
		}
		jam_stats_mean(v, n, *state, &m);
		mean = sum / (double)n;
		half =
		    jam_stats_t95((int64_t)n - 1) *
		    sqrt((squares - sum * mean) / (double)(n - 1) / (double)n);
		assert_near(m.mean, mean, 0.00501);
		assert_near(m.low, mean - half, 0.00501);
		assert_near(m.high, mean + half, 0.00501);
		qsort(v, n, sizeof(v[0]), by_value);
		assert_near(m.median,
			    (double)(v[(n - 1) / 2] + v[n / 2]) / 2 / UNIT,
			    0.00501);
	}
}

/* Wilson's limits are where the score test just does not reject. */
static void
test_shares_solve_the_score_equation(void **state)
{
	const double z = 1.6448536269514722;
	struct jam_stats_share s;

	(void)state;
	for (int64_t of = 1; of <= 40; of++)
		for (int64_t n = 0; n <= of; n++) {
			double p = (double)n / (double)of, low, high;

			jam_stats_share(n, of, &s);
			low = s.low / 100;
			high = s.high / 100;
			assert_near(s.share, 100 * p, 0.0501);
			if (n > 0)
				assert_near(
				    p - low,
				    z * sqrt(low * (1 - low) / (double)of),
				    0.002);
			if (n < of)
				assert_near(
				    high - p,
				    z * sqrt(high * (1 - high) / (double)of),
				    0.002);
		}
	jam_stats_share(0, 0, &s);
	assert_true(isnan(s.share));
}

static const char *genders[] = { "female", "male", "non-binary" };
static const char *ticks[] = { "Friend", "LessWrong", "Friend, of a friend" };
static const struct jam_question questions[] = {
	{ .key = "recommend", .kind = JAM_LIKELIHOOD },
	{ .key = "before", .kind = JAM_PROBABILITY, .pair = "career" },
	{ .key = "after", .kind = JAM_PROBABILITY, .pair = "career" },
	{ .key = "hours", .kind = JAM_NUMBER },
	{ .key = "gender",
	  .kind = JAM_CHOICE,
	  .options = genders,
	  .options_len = 3,
	  .leave_out = genders + 2,
	  .leave_out_len = 1 },
	{ .key = "heard",
	  .kind = JAM_CHOICES,
	  .options = ticks,
	  .options_len = 3 },
	{ .key = "why", .kind = JAM_TEXT },
};
#define QUESTIONS 7

/* Fifteen people who answer what the jams of 2022 reported. */
static const char *table[15][QUESTIONS] = {
	{ "10", "10", "30", "12", "female", "Friend", NULL },
	{ "9", "20", "25", "18", "female", "Friend, LessWrong", "a" },
	{ "10", "30", "35", "20", "female", "Friend, of a friend", NULL },
	{ "9", "5", "30", "16", "female", "a bird;LessWrong", NULL },
	{ "10", "15", "40", "18", "female", "friend", NULL },
	{ "9", "40", "45", NULL, "female", NULL, NULL },
	{ "10", "10", "25", NULL, "female", NULL, NULL },
	{ "9", "30", "30", NULL, "male", NULL, NULL },
	{ NULL, "90", NULL, NULL, "male", NULL, NULL },
	{ NULL, NULL, "5", NULL, "male", NULL, NULL },
	{ NULL, NULL, NULL, NULL, "male", NULL, NULL },
	{ NULL, NULL, NULL, NULL, "male", NULL, NULL },
	{ NULL, NULL, NULL, NULL, "male", NULL, NULL },
	{ NULL, NULL, NULL, NULL, "male", NULL, NULL },
	{ NULL, NULL, NULL, NULL, "Non-Binary", NULL, NULL },
};

static struct jam_survey_lines
figures(struct jam_arena *arena, const size_t *groups, int64_t least)
{
	static const char *const names[] = { "oslo", "rome", "bern" };
	struct jam_respondent people[15];
	const struct jam_survey survey = {
		.questions = questions,
		.questions_len = QUESTIONS,
		.respondents = people,
		.respondents_len = 15,
		.groups = names,
		.groups_len = groups != NULL ? 3 : 0,
		.least = least,
	};
	struct jam_survey_lines lines;

	for (size_t i = 0; i < 15; i++)
		people[i] =
		    (struct jam_respondent){ table[i],
					     groups != NULL ? groups[i] : 0 };
	jam_survey_figures(&survey, arena, &lines);
	return lines;
}

static const struct jam_survey_line *
line_of(const struct jam_survey_lines *lines, const char *id,
	const char *option, bool left_out)
{
	for (size_t i = 0; i < lines->count; i++) {
		const struct jam_survey_line *l = &lines->items[i];

		if (l->group == NULL && strcmp(l->id, id) == 0 &&
		    (l->option == NULL) == (option == NULL) &&
		    (option == NULL || strcmp(l->option, option) == 0) &&
		    (l->left_out != JAM_NONE) == left_out)
			return l;
	}
	fail_msg("no line of %s", id);
	return NULL;
}

static void
test_figures_of_reports(void **state)
{
	struct jam_survey_lines lines = figures(*state, NULL, 0);
	const struct jam_survey_line *l =
	    line_of(&lines, "career", NULL, false);

	assert_string_equal(l->kind, "pair");
	assert_i64_equal(l->n, 8);
	assert_i64_equal(l->missing, 7);
	assert_near(l->before, 20, 1e-9);
	assert_near(l->after, 32.5, 1e-9);
	assert_near(l->points, 12.5, 1e-9);
	assert_true(l->few);
	assert_true(isnan(l->share));
	l = line_of(&lines, "before", NULL, false);
	assert_i64_equal(l->n, 9);
	l = line_of(&lines, "hours", NULL, false);
	assert_i64_equal(l->n, 5);
	assert_i64_equal(l->missing, 10);
	assert_near(l->mean, 16.8, 1e-9);
	assert_near(l->median, 18, 1e-9);
	l = line_of(&lines, "recommend", NULL, false);
	assert_near(l->mean, 9.5, 1e-9);
	assert_near(l->promoters, 100, 1e-9);
	assert_true(l->high <= 10);
	l = line_of(&lines, "gender", "female", false);
	assert_i64_equal(l->n, 7);
	assert_i64_equal(l->of, 15);
	assert_near(l->share, 46.7, 1e-9);
	assert_false(l->few);
	l = line_of(&lines, "gender", "female", true);
	assert_i64_equal(l->of, 14);
	assert_i64_equal(l->left_out, 1);
	assert_near(l->share, 50, 1e-9);
	l = line_of(&lines, "gender", "non-binary", false);
	assert_i64_equal(l->n, 1);
	l = line_of(&lines, "why", NULL, false);
	assert_i64_equal(l->n, 1);
	assert_true(isnan(l->mean));
}

/* 9 and 10 promote, 7 and 8 do neither, 0 to 6 detract. */
static void
test_promoters(void **state)
{
	static const struct {
		const char *answers[6];
		double score;
	} cases[] = {
		{ { "10", "8", "8" }, 33.3 },
		{ { "9", "7", "7" }, 33.3 },
		{ { "10", "9", "8", "7", "6", "0" }, 0 },
		{ { "8", "7" }, 0 },
		{ { "6", "0", "9" }, -33.3 },
	};

	for (size_t k = 0; k < sizeof(cases) / sizeof(cases[0]); k++) {
		struct jam_respondent people[6];
		struct jam_survey survey = {
			.questions = questions,
			.questions_len = 1,
			.respondents = people,
		};
		struct jam_survey_lines lines;
		const char *answers[6];

		for (size_t i = 0; i < 6 && cases[k].answers[i] != NULL; i++) {
			answers[i] = cases[k].answers[i];
			people[i] = (struct jam_respondent){ &answers[i], 0 };
			survey.respondents_len++;
		}
		jam_survey_figures(&survey, *state, &lines);
		assert_near(lines.items[0].promoters, cases[k].score, 1e-9);
	}
}

static void
test_ticks_part_by_options(void **state)
{
	struct jam_survey_lines lines = figures(*state, NULL, 0);

	assert_i64_equal(line_of(&lines, "heard", NULL, false)->n, 5);
	assert_i64_equal(line_of(&lines, "heard", "Friend", false)->n, 3);
	assert_i64_equal(line_of(&lines, "heard", "LessWrong", false)->n, 2);
	assert_i64_equal(line_of(&lines, "heard", ticks[2], false)->n, 1);
	assert_i64_equal(line_of(&lines, "heard", "(other)", false)->n, 1);
	assert_i64_equal(line_of(&lines, "heard", "Friend", false)->of, 5);
}

/* Groups of 8, 4 and 3 by gender: least 4 hides one, and so the next. */
static void
test_small_groups_are_withheld(void **state)
{
	static const size_t groups[15] = { 0, 0, 0, 0, 0, 0, 0, 0,
					   1, 1, 1, 1, 2, 2, 2 };
	static const struct {
		int64_t least;
		const char *seen;
	} cases[] = { { 0, "..." },
		      { 3, "..." },
		      { 4, ".##" },
		      { 5, ".##" },
		      { 9, "###" } };
	struct jam_survey_lines lines;

	for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++) {
		char seen[4] = "";
		size_t n = 0;

		lines = figures(*state, groups, cases[c].least);
		for (size_t i = 0; i < lines.count; i++) {
			const struct jam_survey_line *l = &lines.items[i];

			if (strcmp(l->id, "gender") != 0 || l->option != NULL)
				continue;
			if (l->withheld)
				assert_i64_equal(l->n, JAM_NONE);
			if (l->group == NULL)
				assert_i64_equal(l->n, 15);
			else
				seen[n++] = l->withheld ? '#' : '.';
		}
		assert_string_equal(seen, cases[c].seen);
	}
	lines = figures(*state, NULL, 9);
	assert_true(line_of(&lines, "career", NULL, false)->withheld);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_quantiles_of_t),
		JAM_TEST(test_means_against_a_second_way),
		JAM_TEST(test_shares_solve_the_score_equation),
		JAM_TEST(test_figures_of_reports),
		JAM_TEST(test_promoters),
		JAM_TEST(test_ticks_part_by_options),
		JAM_TEST(test_small_groups_are_withheld),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
