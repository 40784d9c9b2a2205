/* SPDX-License-Identifier: MIT */
/* Scores that others published, computed again from ../shared. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/decimal.h"
#include "core/policy/scores.h"
#include "core/policy/tally.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/score_data.h"

#define MOST 7000 /* entries of one jam */

static FILE *
open_shared(struct jam_arena *arena, const char *path)
{
	char line[1024];
	FILE *file = fopen(jam_test_shared(arena, path), "r");

	assert_non_null(file);
	assert_non_null(fgets(line, sizeof(line), file));
	return file;
}

static double
value_of(const struct jam_surd *surd)
{
	return jam_frac_double(surd->factor) *
	       sqrt((double)surd->part / (double)surd->whole);
}

/* Sums spread as evenly as whole numbers allow over n ratings. */
static void
add_spread(struct jam_tally *tally, uint32_t project, long n, const long *sums)
{
	size_t criteria = tally->rules->criteria_len;
	int16_t x[8];

	for (long k = 0; k < n; k++) {
		for (size_t c = 0; c < criteria; c++)
			x[c] =
			    (int16_t)(sums[c] * (k + 1) / n - sums[c] * k / n);
		jam_tally_add(tally, project, false, x);
	}
}

static void
begin(struct score_data *data, struct jam_tally *tally, struct jam_arena *arena,
      size_t criteria)
{
	static const int64_t weights[] = { 1, 1, 1 };
	struct jam_error err = { 0 };

	score_data_init(data, arena, weights, criteria);
	assert_done(
	    jam_tally_init(tally, &data->in.rules, 0, NULL, arena, &err), &err);
}

/* An entry of GMTK 2019 as published. */
struct entry {
	long id, ratings, sums[3], rank_published, rank_exact;
	double score;
	double criteria[3];
};

static size_t
read_entries(struct jam_arena *arena, struct entry *entries)
{
	FILE *file = open_shared(arena, "data/results/itch-gmtk-2019/sums.csv");
	struct entry *e = entries;

	while (fscanf(file, "%ld,%ld,%ld,%ld,%ld,%lf,%ld,%ld", &e->id,
		      &e->ratings, &e->sums[0], &e->sums[1], &e->sums[2],
		      &e->score, &e->rank_published, &e->rank_exact) == 8)
		e++;
	fclose(file);
	return (size_t)(e - entries);
}

/* The published scores of the criteria, from the JSON as itch.io wrote it. */
static void
read_criteria(struct jam_arena *arena, struct entry *entries, size_t n)
{
	static const char *const names[] = { "\"Design\"", "\"Adherence to",
					     "\"Originality\"" };
	size_t size = 2000000;
	char *text = jam_alloc(arena, size), *at, *end;
	FILE *file = fopen(
	    jam_test_shared(arena, "data/results/itch-gmtk-2019/2019.json"),
	    "r");

	assert_non_null(file);
	assert_true(fread(text, 1, size - 1, file) > 0);
	fclose(file);
	at = text;
	for (size_t k = 0; k < n; k++) {
		at = strstr(at, "\"id\":");
		assert_non_null(at);
		assert_i64_equal(strtol(at + 5, NULL, 10), entries[k].id);
		at = strstr(at, "\"criteria\":[");
		end = strchr(at, ']');
		for (int c = 0; c < 3; c++) {
			char *name = strstr(at, names[c]), *score = NULL;

			assert_true(name != NULL && name < end);
			for (char *s = at; s != NULL && s < name;
			     s = strstr(s + 1, "\"score\":"))
				score = s;
			entries[k].criteria[c] =
			    strtod(strchr(score, ':') + 1, NULL);
		}
		at = end;
	}
}

static void
gmtk_2019(void **state)
{
	struct entry *entries = jam_alloc_array(*state, MOST, sizeof(*entries));
	size_t n = read_entries(*state, entries), scores = 0, parts = 0;
	size_t ranks = 0, inside = 0, end;
	const struct jam_score_row *row;
	struct jam_error err = { 0 };
	struct score_data data;
	struct jam_tally tally;
	struct jam_scores s;

	assert_u64_equal(n, 2610);
	read_criteria(*state, entries, n);
	begin(&data, &tally, *state, 3);
	data.in.rules.means = true;
	assert_done(
	    jam_tally_init(&tally, &data.in.rules, n, NULL, *state, &err),
	    &err);
	for (size_t k = 0; k < n; k++)
		add_spread(&tally, (uint32_t)k, entries[k].ratings,
			   entries[k].sums);
	assert_done(jam_scores_make(&tally, JAM_ITCH, *state, &s, &err), &err);
	assert_u64_equal(s.median2, 20);
	for (size_t k = 0; k < n; k++) {
		const struct entry *e = &entries[s.rows[k].project];

		row = &s.rows[k];
		scores += fabs(value_of(&row->exact) - e->score) < 1e-9;
		assert_near((double)row->score, e->score * 1000, 0.5 + 1e-6);
		ranks += row->rank == e->rank_exact;
		end = k;
		while (end + 1 < n && s.rows[end + 1].rank == row->rank)
			end++;
		inside += e->rank_published >= row->rank &&
			  e->rank_published <= (long)end + 1;
		for (size_t c = 0; c < 3; c++) {
			struct jam_surd part = row->exact;

			part.factor = row->means[c];
			parts += fabs(value_of(&part) - e->criteria[c]) < 1e-8;
		}
	}
	print_message("GMTK 2019: %zu scores, %zu criteria, %zu ranks, %zu "
		      "published ranks inside\n",
		      scores, parts, ranks, inside);
	assert_u64_equal(scores, 2610);
	assert_u64_equal(parts, 7830);
	assert_u64_equal(ranks, 2610);
	assert_u64_equal(inside, 2610);
}

/* One jam of the research set: how many scores are as published. */
struct jam {
	char name[64];
	long criteria;
	double median, m;
	long ratings[MOST];
	double raw[MOST], score[MOST];
	bool ok[MOST];
	size_t n;
};

static void
read_jam(struct jam *jam, FILE *jams)
{
	char line[256], *at = line;

	assert_non_null(fgets(line, sizeof(line), jams));
	snprintf(jam->name, sizeof(jam->name), "%s", score_data_field(&at));
	assert_int_equal(sscanf(at, "%*d,%*d,%ld,%lf,%lf", &jam->criteria,
				&jam->median, &jam->m),
			 3);
	jam->n = 0;
}

/* Entries of all jams stand together, in the order of the jams. */
static void
read_scores(struct jam *jam, FILE *entries, char *line, size_t size)
{
	char check[32], *at;

	for (;;) {
		if (line[0] == '\0' && fgets(line, (int)size, entries) == NULL)
			return;
		if (strncmp(line, jam->name, strlen(jam->name)) != 0 ||
		    line[strlen(jam->name)] != ',')
			return;
		at = line;
		score_data_field(&at);
		assert_int_equal(
		    sscanf(at, "%*d,%ld,%lf,%lf,%31s", &jam->ratings[jam->n],
			   &jam->raw[jam->n], &jam->score[jam->n], check),
		    4);
		jam->ok[jam->n++] = strcmp(check, "ok") == 0;
		line[0] = '\0';
	}
}

/* The sum of all criteria's votes, and the raw score that it makes. */
static long
sum_of(const struct jam *jam, size_t k)
{
	return lround(jam->raw[k] * (double)(jam->ratings[k] * jam->criteria));
}

static double
raw_of(const struct jam *jam, size_t k)
{
	return (double)sum_of(jam, k) /
	       (double)(jam->ratings[k] * jam->criteria);
}

static size_t
count_equal(const struct jam *jam, struct jam_arena *arena, bool *median_equal)
{
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_error err = { 0 };
	struct score_data data;
	struct jam_tally tally;
	struct jam_scores s;
	size_t equal = 0;
	long sum;

	begin(&data, &tally, arena, 1);
	assert_done(
	    jam_tally_init(&tally, &data.in.rules, jam->n, NULL, arena, &err),
	    &err);
	for (size_t k = 0; k < jam->n; k++) {
		/* one number a rating: the sum over its criteria */
		sum = lround(jam->raw[k] *
			     (double)(jam->ratings[k] * jam->criteria));
		add_spread(&tally, (uint32_t)k, jam->ratings[k], &sum);
	}
	assert_done(jam_scores_make(&tally, JAM_ITCH, arena, &s, &err), &err);
	*median_equal = s.median2 == (uint64_t)(2 * jam->m);
	data.in.rules.median_given = true;
	data.in.rules.median2 = (uint64_t)(2 * jam->m);
	assert_done(jam_scores_make(&tally, JAM_ITCH, arena, &s, &err), &err);
	for (size_t k = 0; k < jam->n; k++) {
		size_t p = s.rows[k].project;
		double score =
		    value_of(&s.rows[k].exact) / (double)jam->criteria;

		/* some raw scores are no whole sum of so many votes */
		score *= jam->raw[p] / raw_of(jam, p);
		if (fabs(score - jam->score[p]) <= 0.001 + 1e-9)
			equal++;
		else
			assert_false(jam->ok[p]);
	}
	jam_arena_reset(arena, mark);
	return equal;
}

static void
itch_jams(void **state)
{
	FILE *jams =
	    open_shared(*state, "data/results/itch-jams-2017-2022/jams.csv");
	FILE *entries =
	    open_shared(*state, "data/results/itch-jams-2017-2022/entries.csv");
	struct jam *jam = jam_alloc(*state, sizeof(*jam));
	size_t equal = 0, all = 0, medians = 0;
	char line[256] = "";
	bool same;

	for (int k = 0; k < 74; k++) {
		read_jam(jam, jams);
		read_scores(jam, entries, line, sizeof(line));
		assert_true(jam->n > 0 && jam->n < MOST);
		equal += count_equal(jam, *state, &same);
		all += jam->n;
		medians += same;
	}
	fclose(jams);
	fclose(entries);
	print_message("itch jams: %zu of %zu scores, %zu of 74 medians\n",
		      equal, all, medians);
	assert_u64_equal(all, 14578);
	assert_true(equal >= 14520);
	assert_u64_equal(medians, 66);
}

/* A published line of Lunar Jam. */
struct level {
	int jam;
	char id[32];
	double score;
	int place;
};

static size_t
read_levels(struct jam_arena *arena, struct level *levels)
{
	FILE *file = open_shared(arena, "data/results/lunar-jam/results.csv");
	char line[512], *at;
	size_t n = 0;

	while (fgets(line, sizeof(line), file) != NULL) {
		at = strrchr(line, ',');
		levels[n].place = atoi(at + 1);
		*at = '\0';
		levels[n].score = atof(strrchr(line, ',') + 1);
		at = line;
		levels[n].jam = atoi(score_data_field(&at));
		snprintf(levels[n].id, sizeof(levels[n].id), "%s",
			 score_data_field(&at));
		n++;
	}
	fclose(file);
	return n;
}

static void
read_lunar(struct score_data *data, int jam)
{
	static const char *const names[] = { "gameplay", "originality", "theme",
					     "decoration", "bonus" };
	FILE *file =
	    open_shared(data->arena, "data/results/lunar-jam/ratings.csv");
	char line[256], *at;
	uint32_t judge, project;
	int16_t x[5];
	int64_t value;

	for (size_t k = 0; fgets(line, sizeof(line), file) != NULL;) {
		at = line;
		if (atoi(score_data_field(&at)) != jam)
			continue;
		judge = score_data_judge(data, score_data_field(&at));
		project = score_data_project(data, score_data_field(&at));
		assert_string_equal(score_data_field(&at), names[k]);
		assert_true(jam_decimal_read(score_data_field(&at), 2, &value));
		x[k++] = (int16_t)value;
		if (k < 5)
			continue;
		score_data_add(data, judge, project, x);
		k = 0;
	}
	fclose(file);
}

static void
lunar_jam(void **state)
{
	static const int64_t weights[2][5] = { { 50, 25, 10, 10, 5 },
					       { 40, 30, 10, 15, 5 } };
	struct level levels[256], *level;
	size_t n = read_levels(*state, levels), equal = 0, ranked = 0;
	size_t places = 0, left_out;
	char wrong[128] = "";

	for (int jam = 1; jam <= 4; jam++) {
		struct score_data data;
		struct jam_tally tally;
		struct jam_scores s;
		struct jam_error err = { 0 };

		score_data_init(&data, *state, weights[jam > 1], 5);
		data.in.rules.decimals = 2;
		read_lunar(&data, jam);
		assert_done(jam_tally_input(&tally, &data.in, *state, &err),
			    &err);
		assert_done(jam_scores_make(&tally, JAM_MEAN, *state, &s, &err),
			    &err);
		left_out = 0;
		for (size_t k = 0; k < s.rows_len; k++) {
			level = NULL;
			for (size_t l = 0; l < n; l++) {
				if (levels[l].jam == jam &&
				    strcmp(levels[l].id,
					   data.projects[s.rows[k].project]) ==
					0)
					level = &levels[l];
			}
			assert_non_null(level);
			if (level->place < 0) {
				left_out++;
				continue;
			}
			ranked++;
			if (fabs(20 * value_of(&s.rows[k].exact) -
				 level->score) <= 0.05 + 1e-9)
				equal++;
			else
				snprintf(wrong + strlen(wrong), 64, "%s ",
					 level->id);
			places +=
			    s.rows[k].rank - left_out == (size_t)level->place;
		}
	}
	print_message("Lunar Jam: %zu of %zu scores, %zu places\n", equal,
		      ranked, places);
	assert_u64_equal(ranked, 185);
	assert_u64_equal(equal, 183);
	assert_non_null(strstr(wrong, "69091d152cbd6642fddad825"));
	assert_non_null(strstr(wrong, "6a79f432e6a9ba3575c12284"));
	assert_true(places >= 169);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(gmtk_2019),
		JAM_TEST(itch_jams),
		JAM_TEST(lunar_jam),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
