/* SPDX-License-Identifier: MIT */
/* mean, itch, bayes: golden values, and random events against an oracle. */
#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/rng.h"
#include "core/policy/tally.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/oracle_score.h"
#include "tests/unit/score_data.h"
#include "tests/unit/score_random.h"

static void
make(struct score_data *data, enum jam_method method, struct jam_scores *out)
{
	struct jam_error err = { 0 };
	struct jam_tally tally;

	assert_done(jam_tally_input(&tally, &data->in, data->arena, &err),
		    &err);
	assert_done(jam_scores_make(&tally, method, data->arena, out, &err),
		    &err);
	assert_int_equal(out->method, method);
}

static const char *
exact(struct jam_arena *arena, const struct jam_score_row *row)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_surd_write(&buf, &row->exact);
	return jam_buf_string(&buf);
}

/* The printed decimals of jam24_expected.csv, half away from zero. */
static int64_t
thousandths(const char *decimals)
{
	double x = 0;

	assert_int_equal(sscanf(decimals, "%lf", &x), 1);
	return (int64_t)(x * 1000 + 0.5);
}

static void
jam24_is_as_expected(void **state)
{
	const char *path =
	    jam_test_shared(*state, "data/scoring/jam24_expected.csv");
	char text[256], *line, *score[3], *ranks;
	const struct jam_score_row *row;
	struct jam_scores all[3];
	struct score_data data;
	unsigned rank[3];
	FILE *file;

	score_data_jam24(&data, *state);
	for (int m = 0; m < 3; m++)
		make(&data, (enum jam_method)m, &all[m]);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(text, sizeof(text), file));
	for (uint32_t p = 0; p < 24; p++) {
		assert_non_null(fgets(text, sizeof(text), file));
		line = text;
		score_data_field(&line);
		score_data_field(&line);
		for (int m = 0; m < 3; m++)
			score[m] = score_data_field(&line);
		ranks = line;
		assert_int_equal(
		    sscanf(ranks, "%u,%u,%u", &rank[0], &rank[1], &rank[2]), 3);
		for (int m = 0; m < 3; m++) {
			row = score_data_row(&all[m], p);
			assert_i64_equal(row->score, thousandths(score[m]));
			assert_i64_equal(row->rank, rank[m]);
		}
	}
	fclose(file);
}

static void
jam24_has_its_golden_values(void **state)
{
	struct score_data data;
	struct jam_scores s;

	score_data_jam24(&data, *state);
	make(&data, JAM_MEAN, &s);
	assert_string_equal(exact(*state, score_data_row(&s, 8)), "37/10");
	assert_i64_equal(score_data_row(&s, 8)->rank, 9);
	assert_i64_equal(score_data_row(&s, 11)->rank, 9);
	assert_i64_equal(s.rows[10].rank, 11);
	assert_null(s.rows[8].tie_broken_by);
	make(&data, JAM_ITCH, &s);
	assert_u64_equal(s.median2, 10);
	assert_i64_equal(score_data_row(&s, 17)->score, 984);
	assert_string_equal(exact(*state, score_data_row(&s, 17)),
			    "11/5*sqrt(1/5)");
	make(&data, JAM_BAYES, &s);
	assert_i64_equal(score_data_row(&s, 2)->score, 4045);
	assert_i64_equal(score_data_row(&s, 17)->score, 3217);
}

/* Projects with these numbers of ratings; the sums go to the first ones. */
static void
with_counts(struct score_data *data, struct jam_arena *arena, const int *counts,
	    const int *sums, size_t projects)
{
	static const int64_t weights[] = { 1 };
	char name[32];
	int16_t x;
	int left;

	score_data_init(data, arena, weights, 1);
	for (size_t p = 0; p < projects; p++) {
		snprintf(name, sizeof(name), "p%zu", p);
		score_data_project(data, name);
		left = sums[p];
		for (int k = 0; k < counts[p]; k++) {
			x = (int16_t)(left / (counts[p] - k));
			left -= x;
			snprintf(name, sizeof(name), "j%d", k);
			score_data_add(data, score_data_judge(data, name),
				       (uint32_t)p, &x);
		}
	}
}

static void
itch_godot_wild_jam_11(void **state)
{
	/* sums in 1/60: 107/30, 33/10, 5/4; n >= 6 is left as it is */
	static const int counts[20] = { 5, 5, 2, 5, 5, 5, 5, 5, 5,  5,
					6, 6, 6, 6, 7, 7, 8, 8, 11, 13 };
	int sums[20] = { 1070, 990, 150 };
	struct score_data data;
	struct jam_scores s;

	for (int k = 3; k < 20; k++)
		sums[k] = 60 * counts[k];
	with_counts(&data, *state, counts, sums, 20);
	make(&data, JAM_ITCH, &s);
	assert_u64_equal(s.median2, 11);
	/* scores are whole here, so 60 times as large as published */
	assert_i64_equal((score_data_row(&s, 0)->score + 30) / 60, 3401);
	assert_i64_equal((score_data_row(&s, 1)->score + 30) / 60, 3146);
	assert_i64_equal((score_data_row(&s, 2)->score + 30) / 60, 754);
	assert_i64_equal(score_data_row(&s, 15)->score, 60000);
	assert_string_equal(exact(*state, score_data_row(&s, 15)), "60");
}

static void
itch_damps_by_a_given_median(void **state)
{
	static const int counts[1] = { 19 };
	static const int sums[1] = { 19 * 45 };
	struct score_data data;
	struct jam_scores s;

	with_counts(&data, *state, counts, sums, 1);
	data.in.rules.decimals = 1;
	data.in.rules.median_given = true;
	data.in.rules.median2 = 40;
	make(&data, JAM_ITCH, &s);
	assert_i64_equal(s.rows[0].score, 4386);
	assert_string_equal(exact(*state, &s.rows[0]), "9/2*sqrt(19/20)");
}

/* The root is the row's: a score of 0 takes it from no criterion. */
static void
itch_keeps_the_root_of_a_zero(void **state)
{
	static const int64_t weights[] = { 1, 1, 1 };
	static const int16_t x[] = { 2, -2, 0 };
	static const char *const want[] = { "2*sqrt(2/3)", "-2*sqrt(2/3)",
					    "0" };
	struct score_data data;
	struct jam_score_row row;
	struct jam_scores s;

	score_data_init(&data, *state, weights, 3);
	score_data_add(&data, 0, 0, x);
	score_data_add(&data, 1, 0, x);
	data.in.projects = 1;
	data.in.judges = 2;
	data.in.rules.median_given = data.in.rules.means = true;
	data.in.rules.median2 = 6;
	make(&data, JAM_ITCH, &s);
	row = s.rows[0];
	assert_string_equal(exact(*state, &row), "0");
	for (size_t c = 0; c < 3; c++) {
		row.exact.factor = row.means[c];
		assert_string_equal(exact(*state, &row), want[c]);
	}
	assert_i64_equal(row.parts[0].score, 1633);
}

static void
weights_decide_ties(void **state)
{
	static const int64_t weights[] = { 2, 1, 1, 1, 1 };
	static const int16_t a[] = { 5, 3, 3, 3, 3 }, b[] = { 3, 4, 4, 4, 4 };
	static const struct jam_score_tie first = { JAM_TIE_CRITERION, 0,
						    "novelty" };
	struct score_data data;
	struct jam_scores s;

	score_data_init(&data, *state, weights, 5);
	score_data_add(&data, score_data_judge(&data, "x"),
		       score_data_project(&data, "b"), b);
	score_data_add(&data, score_data_judge(&data, "x"),
		       score_data_project(&data, "a"), a);
	make(&data, JAM_MEAN, &s);
	assert_string_equal(exact(*state, &s.rows[0]), "11/3");
	assert_i64_equal(s.rows[0].score, 3667);
	assert_i64_equal(s.rows[1].rank, 1);
	data.in.rules.ties = &first;
	data.in.rules.ties_len = 1;
	make(&data, JAM_MEAN, &s);
	assert_i64_equal(s.rows[0].project, 1);
	assert_i64_equal(s.rows[1].rank, 2);
	assert_string_equal(s.rows[0].tie_broken_by, "novelty");
	assert_string_equal(s.rows[1].tie_broken_by, "novelty");
}

static void
few_ratings_are_listed_not_ranked(void **state)
{
	static const int counts[4] = { 1, 3, 0, 3 };
	static const int sums[4] = { 5, 6, 0, 9 };
	struct score_data data;
	struct jam_scores s;

	with_counts(&data, *state, counts, sums, 4);
	data.in.rules.min_ratings = 2;
	make(&data, JAM_MEAN, &s);
	assert_u64_equal(s.ranked, 2);
	assert_i64_equal(s.rows[0].project, 3);
	assert_i64_equal(s.rows[2].project, 0);
	assert_i64_equal(s.rows[2].rank, 0);
	assert_i64_equal(s.rows[2].score, 5000);
	assert_i64_equal(s.rows[3].project, 2);
	assert_i64_equal(s.rows[3].ratings, 0);
	make(&data, JAM_ITCH, &s);
	/* counts 0 1 3 3: the unrated one pulls the median to 2 */
	assert_u64_equal(s.median2, 4);
}

/* Half a thousandth goes away from zero on both sides of it. */
static void
rounding_is_away_from_zero(void **state)
{
	static const int counts[2] = { 16, 16 };
	static const int sums[2] = { 1, -1 };
	struct score_data data;
	struct jam_scores s;
	struct jam_buf buf;

	with_counts(&data, *state, counts, sums, 2);
	for (int m = 0; m < 2; m++) {
		make(&data, (enum jam_method)m, &s);
		assert_i64_equal(s.rows[0].score, 63); /* .0625 */
		assert_i64_equal(s.rows[1].score, -63);
	}
	jam_buf_init(&buf, *state);
	jam_score_write(&buf, s.rows[1].score);
	assert_string_equal(jam_buf_string(&buf), "-0.063");
}

/* At the limits of scores.h nothing overflows and ties are still seen. */
static void
limits_stay_exact(void **state)
{
	static const int64_t weights[] = { 8191, 8192 };
	static const int16_t high[] = { 16384, -16384 };
	struct score_data data;
	struct jam_scores s;
	struct jam_error err = { 0 };
	struct jam_tally tally;

	score_data_init(&data, *state, weights, 2);
	data.in.rules.decimals = 4;
	data.in.rules.expert_share = 3333;
	assert_done(
	    jam_tally_init(&tally, &data.in.rules, 2, NULL, *state, &err),
	    &err);
	for (int k = 0; k < 1 << 20; k++) {
		jam_tally_add(&tally, 0, k % 2, high);
		if (k < 1 << 19)
			jam_tally_add(&tally, 1, k % 2, high);
	}
	for (int m = 0; m < 3; m++) {
		assert_done(jam_scores_make(&tally, (enum jam_method)m, *state,
					    &s, &err),
			    &err);
		assert_i64_equal(s.rows[1].rank, m == JAM_ITCH ? 2 : 1);
	}
	jam_tally_add(&tally, 0, false, high);
	assert_false(jam_scores_make(&tally, JAM_MEAN, *state, &s, &err));
	assert_error(&err, JAM_E_DATA, "more than 1048576 ratings");
}

static void
same_as_oracle(const struct score_data *data, const struct jam_scores *s,
	       const struct oracle_row *rows)
{
	const struct oracle_row *want;
	const struct jam_score_row *row;

	for (size_t k = 0; k < s->rows_len; k++) {
		row = &s->rows[k];
		want = &rows[row->project];
		assert_i64_equal(row->ratings, want->ratings);
		assert_i64_equal(row->rank, want->rank);
		if (row->ratings == 0)
			continue;
		assert_i64_equal(row->score, want->score);
		assert_ptr_equal(row->tie_broken_by, want->broken);
		if (row->exact.part == row->exact.whole)
			assert_frac_equal(row->exact.factor, want->plain.num,
					  want->plain.den);
		for (size_t c = 0; c < data->in.rules.criteria_len; c++) {
			assert_i64_equal(row->parts[c].rank,
					 want->part_rank[c]);
			assert_i64_equal(row->parts[c].score,
					 want->part_score[c]);
		}
	}
}

static void
random_events_agree_with_the_oracle(void **state)
{
	struct jam_mark mark = jam_arena_mark(*state);
	struct oracle_row rows[16];
	int64_t submitted[8];
	struct jam_rng rng;
	struct jam_scores s;
	uint8_t expert[8];

	jam_rng_init(&rng, jam_rng_seed("test-scores"), 0);
	for (int k = 0; k < jam_test_cases(100000); k++) {
		struct score_data data = { .arena = *state };
		enum jam_method method = (enum jam_method)(k % 3);

		score_random_event(&data, &rng, submitted, expert);
		score_random_rules(&data.in.rules, &rng);
		make(&data, method, &s);
		oracle_score(&data.in, method, rows);
		same_as_oracle(&data, &s, rows);
		jam_arena_reset(*state, mark);
	}
}

/* What an event file cannot say, and a row of a database can. */
/* Three scores each of more projects than one thread scores. */
static void
add_many(struct score_data *data)
{
	struct jam_rng rng;
	int16_t scores[4];

	jam_rng_init(&rng, 11, 0);
	data->in.judges = 3;
	data->in.projects = 5000;
	for (uint32_t p = 0; p < data->in.projects; p++)
		for (uint32_t j = 0; j < data->in.judges; j++) {
			for (size_t c = 0; c < 4; c++)
				scores[c] =
				    (int16_t)(1 + jam_rng_below(&rng, 5));
			score_data_add(data, j, p, scores);
		}
}

static void
a_criterion_scores_as_if_alone(void **state)
{
	static const enum jam_method methods[] = { JAM_MEAN, JAM_ITCH,
						   JAM_BAYES };
	const struct jam_score_row *all, *row;
	struct score_data data, alone;
	struct jam_scores s, one;

	score_data_init(&data, *state, (const int64_t[]){ 1, 2, 3, 4 }, 4);
	data.in.rules.means = true;
	add_many(&data);
	for (size_t k = 0; k < 12; k++) {
		make(&data, methods[k / 4], &s);
		score_data_alone(&data, k % 4, &alone);
		make(&alone, methods[k / 4], &one);
		for (uint32_t p = 0; p < data.in.projects; p++) {
			all = score_data_row(&s, p);
			row = score_data_row(&one, p);
			assert_int_equal(all->parts[k % 4].rank, row->rank);
			assert_i64_equal(all->parts[k % 4].score, row->score);
			assert_memory_equal(&all->means[k % 4],
					    &row->exact.factor,
					    sizeof(row->exact.factor));
		}
	}
}

static const struct rules_case {
	const char *median, *prior, *tie_break;
	const char *says; /* NULL: they are good */
} rules_cases[] = {
	{ NULL, NULL, NULL, NULL },
	{ "5", "5", "novelty", NULL },
	{ "5.5", "5/2", "ratings", NULL },
	{ "0.5", "2.5", "submitted", NULL },
	{ "5.2", NULL, NULL, "scoring.median: \"5.2\" is not a median" },
	{ "0", NULL, NULL, "scoring.median: \"0\"" },
	{ "-5", NULL, NULL, "scoring.median: \"-5\"" },
	{ "1000001", NULL, NULL, "scoring.median: \"1000001\"" },
	{ "five", NULL, NULL, "scoring.median: \"five\"" },
	{ NULL, "5/", NULL, "scoring.prior: \"5/\" is not a number" },
	{ NULL, "many", NULL, "scoring.prior: \"many\"" },
	{ NULL, NULL, "luck", "there is no criterion \"luck\"" },
};

static void
test_rules(void **state)
{
	static struct jam_criterion criteria[] = {
		{ .key = "safety", .weight = 1, .required = true },
		{ .key = "novelty", .weight = 1, .required = true },
	};

	for (size_t i = 0; i < sizeof(rules_cases) / sizeof(rules_cases[0]);
	     i++) {
		const struct rules_case *c = &rules_cases[i];
		const char *words[] = { c->tie_break };
		struct jam_event event = {
			.criteria = criteria,
			.criteria_len = 2,
			.scoring = { .median = c->median,
				     .prior = c->prior,
				     .tie_break = words,
				     .tie_break_len = c->tie_break != NULL },
		};
		struct jam_score_rules rules;
		struct jam_error err = { 0 };

		if (c->says == NULL)
			assert_done(
			    jam_score_rules_init(&rules, &event, *state, &err),
			    &err);
		else {
			assert_false(
			    jam_score_rules_init(&rules, &event, *state, &err));
			assert_error(&err, JAM_E_DATA, c->says);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(jam24_is_as_expected),
		JAM_TEST(jam24_has_its_golden_values),
		JAM_TEST(itch_godot_wild_jam_11),
		JAM_TEST(itch_damps_by_a_given_median),
		JAM_TEST(itch_keeps_the_root_of_a_zero),
		JAM_TEST(weights_decide_ties),
		JAM_TEST(few_ratings_are_listed_not_ranked),
		JAM_TEST(rounding_is_away_from_zero),
		JAM_TEST(limits_stay_exact),
		JAM_TEST(random_events_agree_with_the_oracle),
		JAM_TEST(a_criterion_scores_as_if_alone),
		JAM_TEST(test_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
