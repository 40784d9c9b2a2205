/* SPDX-License-Identifier: MIT */
/*
 * Random small events, scored once more by Python's Fraction: 4,000 of them,
 * 100,000 with ORACLE=full.
 */
#define _GNU_SOURCE /* popen */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/rng.h"
#include "core/policy/tally.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/score_data.h"
#include "tests/unit/score_random.h"

#define FEW  4000
#define MANY 100000

static void
write_rules(FILE *to, const struct jam_score_rules *r)
{
	fprintf(to, "\"decimals\":%u,\"min_ratings\":%u,\"share\":%u,",
		r->decimals, r->min_ratings, r->expert_share);
	fprintf(to, "\"prior\":[%lld,%lld],\"median2\":%lld,\"weights\":[",
		(long long)r->prior.num, (long long)r->prior.den,
		r->median_given ? (long long)r->median2 : -1);
	for (size_t c = 0; c < r->criteria_len; c++)
		fprintf(to, "%s%lld", c > 0 ? "," : "",
			(long long)r->criteria[c].weight);
	fprintf(to, "],\"ties\":[");
	for (size_t k = 0; k < r->ties_len; k++)
		fprintf(to, "%s\"%s\"", k > 0 ? "," : "", r->ties[k].name);
	fprintf(to, "],");
}

static void
write_ratings(FILE *to, const struct jam_score_input *in)
{
	size_t n = in->rules.criteria_len;

	fprintf(to, "\"submitted\":[");
	for (size_t p = 0; p < in->projects; p++)
		fprintf(to, "%s%lld", p > 0 ? "," : "",
			(long long)in->submitted_at[p]);
	fprintf(to, "],\"ratings\":[");
	for (size_t k = 0; k < in->ratings; k++) {
		fprintf(to, "%s[%u,%u", k > 0 ? "," : "", in->project[k],
			in->expert[in->judge[k]]);
		for (size_t c = 0; c < n; c++)
			if (in->scores[k * n + c] == JAM_SCORE_MISSING)
				fprintf(to, ",null");
			else
				fprintf(to, ",%d", in->scores[k * n + c]);
		fprintf(to, "]");
	}
	fprintf(to, "],");
}

static void
write_row(FILE *to, const struct jam_score_row *row, size_t criteria,
	  struct jam_arena *arena)
{
	struct jam_buf exact;

	jam_buf_init(&exact, arena);
	jam_surd_write(&exact, &row->exact);
	fprintf(to, "{\"project\":%u,\"rank\":%u,\"ratings\":%u,\"share\":%d,",
		row->project, row->rank, row->ratings, (int)row->share);
	fprintf(to, "\"score\":%lld,\"exact\":\"%s\",\"broken\":\"%s\",",
		(long long)row->score, jam_buf_string(&exact),
		row->tie_broken_by != NULL ? row->tie_broken_by : "");
	fprintf(to, "\"parts\":[");
	for (size_t c = 0; c < criteria; c++)
		fprintf(to, "%s[%lld,%u,%u]", c > 0 ? "," : "",
			(long long)row->parts[c].score, row->parts[c].ratings,
			row->parts[c].rank);
	fprintf(to, "]}");
}

static void
write_event(FILE *to, const struct score_data *data,
	    const struct jam_scores *scores)
{
	static const char *const methods[] = { "mean", "itch", "bayes" };

	fprintf(to, "{\"method\":\"%s\",", methods[scores->method]);
	write_rules(to, &data->in.rules);
	write_ratings(to, &data->in);
	fprintf(to, "\"rows\":[");
	for (size_t i = 0; i < scores->rows_len; i++) {
		fprintf(to, "%s", i > 0 ? "," : "");
		write_row(to, &scores->rows[i], data->in.rules.criteria_len,
			  data->arena);
	}
	fprintf(to, "]}\n");
}

static void
score_one(FILE *to, struct jam_rng *rng, enum jam_method method,
	  struct jam_arena *arena)
{
	struct score_data data = { .arena = arena };
	int64_t submitted[SCORE_RANDOM_PROJECTS];
	uint8_t expert[SCORE_RANDOM_JUDGES];
	struct jam_error err = { 0 };
	struct jam_scores scores;
	struct jam_tally tally;

	score_random_event(&data, rng, submitted, expert);
	score_random_rules(&data.in.rules, rng);
	assert_done(jam_tally_input(&tally, &data.in, arena, &err), &err);
	assert_done(jam_scores_make(&tally, method, arena, &scores, &err),
		    &err);
	write_event(to, &data, &scores);
}

static void
fractions_give_the_same(void **state)
{
	struct jam_mark mark = jam_arena_mark(*state);
	const char *size = getenv("ORACLE");
	int n = size != NULL && strcmp(size, "full") == 0 ? MANY : FEW;
	struct jam_rng rng;
	FILE *to;

	if (system("command -v python3 >/dev/null") != 0) {
		print_message("skipped: no python3\n");
		skip();
	}
	to = popen("python3 tests/unit/oracle_score.py", "w");
	assert_non_null(to);
	jam_rng_init(&rng, jam_rng_seed("test-fractions"), 0);
	for (int k = 0; k < n; k++) {
		score_one(to, &rng, (enum jam_method)(k % 3), *state);
		jam_arena_reset(*state, mark);
	}
	assert_int_equal(pclose(to), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(fractions_give_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
