/* SPDX-License-Identifier: MIT */
/* The first three with one judge left out, against ratings that are gone. */
#include "core/base/rng.h"
#include "core/policy/mixed.h"
#include "core/policy/panel.h"
#include "core/policy/raters.h"
#include "core/policy/scores.h"
#include "core/policy/tally.h"
#include "core/policy/value.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/score_data.h"
#include "tests/unit/score_random.h"

/* The same three as with the judge's ratings really gone. */
static void
check_the_others(const struct score_data *data, enum jam_method method,
		 const struct jam_rater *row)
{
	struct jam_arena *arena = data->arena;
	size_t n = data->in.rules.criteria_len, all = data->in.ratings;
	struct score_data less = { .arena = arena, .in = data->in };
	struct jam_error err = { 0 };
	struct jam_scores scores;
	struct jam_tally tally;

	less.in.ratings = 0;
	for (size_t k = 0; k < all; k++) {
		if (data->judge[k] != row->judge)
			score_data_add(&less, data->judge[k], data->project[k],
				       data->scores + n * k);
	}
	assert_done(jam_tally_input(&tally, &less.in, arena, &err), &err);
	assert_done(jam_scores_make(&tally, method, arena, &scores, &err),
		    &err);
	for (size_t t = 0; t < 3; t++)
		assert_i64_equal(row->top[t], t < scores.ranked
						  ? scores.rows[t].project
						  : JAM_RATER_NONE);
}

static void
leave_out(struct score_data *data, enum jam_method method,
	  struct jam_raters *raters)
{
	struct jam_arena *arena = data->arena;
	struct jam_panel *panel = score_data_panel(data);
	struct jam_mixed_fit fit, *has = NULL;
	struct jam_error err = { 0 };

	if (jam_mixed_fit(&fit, panel, JAM_PATH_AUTO, arena, NULL, &err))
		has = &fit;
	assert_done(jam_raters_init(raters, panel, has, arena, &err), &err);
	assert_done(
	    jam_raters_leave_out(raters, &data->in, method, has, arena, &err),
	    &err);
	assert_true(raters->left_out);
}

static void
leaving_out_is_what_it_says(void **state)
{
	for (int m = JAM_MEAN; m <= JAM_MIXED; m++) {
		struct jam_raters raters;
		struct score_data data;
		size_t changed = 0;

		score_data_jam24(&data, *state);
		leave_out(&data, (enum jam_method)m, &raters);
		for (uint32_t i = 0; i < 24 && m != JAM_MIXED; i++)
			check_the_others(&data, (enum jam_method)m,
					 &raters.rows[i]);
		for (size_t i = 0; i < 24; i++)
			changed += raters.rows[i].new_top;
		print_message("%s: %zu of 24 judges change the first three\n",
			      jam_method_words[m], changed);
		if (m == JAM_MIXED)
			assert_i64_equal(raters.top[0], 16);
	}
}

#define MANY_PROJECTS 70
#define MANY_JUDGES   24

/*
 * Few scores, so that ties are common, of both signs; under random rules.
 * Every other judge keeps to a few projects, so that loads differ much.
 */
static void
draw_close(struct score_data *data, struct jam_rng *rng, int64_t *submitted,
	   uint8_t *expert)
{
	static const int64_t weights[] = { 1, 1 };
	uint32_t all = 8 + jam_rng_below(rng, MANY_PROJECTS - 7);
	uint32_t load, reach, order[MANY_PROJECTS];
	int16_t least = (int16_t)(1 - (int)jam_rng_below(rng, 4)), x[2];

	score_data_init(data, data->arena, weights, 2);
	data->in.projects = all;
	data->in.judges = MANY_JUDGES;
	for (uint32_t p = 0; p < all; p++) {
		submitted[p] = jam_rng_below(rng, 3);
		order[p] = p;
	}
	for (uint32_t i = 0; i < MANY_JUDGES; i++) {
		expert[i] = (uint8_t)jam_rng_below(rng, 2);
		load = 1 + jam_rng_below(rng, 8);
		reach = i % 2 ? all : all / 4 + load;
		jam_rng_shuffle(rng, order, reach < all ? reach : all);
		for (uint32_t k = 0; k < load; k++) {
			x[0] = (int16_t)(least + (int)jam_rng_below(rng, 3));
			x[1] = (int16_t)(least + (int)jam_rng_below(rng, 2));
			score_data_add(data, i, order[k], x);
		}
	}
	data->in.submitted_at = submitted;
	data->in.expert = expert;
	score_random_rules(&data->in.rules, rng);
}

static void
leaving_out_holds_for_random_events(void **state)
{
	struct jam_mark mark = jam_arena_mark(*state);
	int64_t submitted[MANY_PROJECTS];
	uint8_t expert[MANY_JUDGES];
	struct jam_rng rng;

	jam_rng_init(&rng, 8, 0);
	for (int round = 0; round < jam_test_cases(900); round++) {
		struct score_data data = { .arena = *state };
		enum jam_method m = (enum jam_method)(round % JAM_MIXED);
		struct jam_raters raters;

		draw_close(&data, &rng, submitted, expert);
		leave_out(&data, m, &raters);
		for (size_t i = 0; i < raters.len; i++)
			check_the_others(&data, m, &raters.rows[i]);
		jam_arena_reset(*state, mark);
	}
}

/* Mixed without judge i, against a panel that never had them. */
static void
mixed_without_a_judge(void **state)
{
	struct jam_raters raters;
	struct score_data data;
	struct jam_error err = { 0 };
	struct jam_tally tally;

	score_data_jam24(&data, *state);
	leave_out(&data, JAM_MIXED, &raters);
	assert_done(jam_tally_input(&tally, &data.in, *state, &err), &err);
	for (uint32_t i = 0; i < 24; i++) {
		struct jam_aspect aspect = { &tally, JAM_OVERALL, false };
		struct jam_panel less;
		struct jam_mixed_fit fit;
		uint32_t best = 0;

		jam_panel_init(&less, &data.in, &aspect, i, *state);
		assert_done(jam_mixed_fit(&fit, &less, JAM_PATH_AUTO, *state,
					  NULL, &err),
			    &err);
		for (uint32_t j = 1; j < less.projects; j++) {
			if (fit.project[j] > fit.project[best])
				best = j;
		}
		/* variances differ a little; the winner does not */
		assert_i64_equal(raters.rows[i].top[0], less.project_of[best]);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(leaving_out_is_what_it_says),
		JAM_TEST(leaving_out_holds_for_random_events),
		JAM_TEST(mixed_without_a_judge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
