/* SPDX-License-Identifier: MIT */
/* Tests of scores as people write them and as they are stored. */
#include <string.h>

#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/rating.h"
#include "tests/unit/jam_test.h"

static struct jam_criterion criteria[] = {
	{ .slot = 2, .key = "safety", .title = "Safety", .required = true },
	{ .slot = 0, .key = "novelty", .title = "Novelty", .required = true },
	{ .slot = 5, .key = "joy", .title = "Joy" },
};

static struct jam_event
event(int64_t min, int64_t max, int64_t step, unsigned decimals)
{
	return (struct jam_event){
		.slug = "jam",
		.criteria = criteria,
		.criteria_len = 3,
		.judging = { .scale_min = min,
			     .scale_max = max,
			     .scale_step = step,
			     .decimals = decimals },
	};
}

static void
test_a_score_is_a_step_of_the_scale(void **state)
{
	static const struct {
		const char *text, *wrong;
		int64_t score;
	} cases[] = {
		{ "1", NULL, 10 },
		{ "3.5", NULL, 35 },
		{ "5.0", NULL, 50 },
		{ "0.5", "safety: \"0.5\" is below the scale", 0 },
		{ "5.5", "safety: \"5.5\" is above the scale", 0 },
		{ "3.2", "safety: \"3.2\" is not a step of the scale", 0 },
		{ "3.55", "safety: \"3.55\" is not a step of the scale", 0 },
		{ "five", "safety: \"five\" is not a number", 0 },
		{ "", "safety: \"\" is not a number", 0 },
		{ "99999999999999999999",
		  "safety: \"99999999999999999999\" is not", 0 },
	};
	struct jam_event e = event(10, 50, 5, 1);

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct jam_error err = { 0 };
		int64_t score;
		bool done = jam_score_read(&e, &criteria[0], cases[i].text,
					   *state, &score, &err);

		assert_int_equal(done, cases[i].wrong == NULL);
		if (done)
			assert_i64_equal(score, cases[i].score);
		else
			assert_error(&err, JAM_E_DATA, cases[i].wrong);
		if (!done)
			assert_error(&err, JAM_E_DATA,
				     "1 to 5 in steps of 0.5");
	}
}

static void
test_the_scale_as_people_say_it(void **state)
{
	struct jam_event e = event(1, 5, 1, 0);

	assert_string_equal(jam_scale_show(&e, *state), "1 to 5");
	e = event(-20, 100, 5, 1);
	assert_string_equal(jam_scale_show(&e, *state),
			    "-2 to 10 in steps of 0.5");
}

static bool
read(void **state, const char *words, int64_t *scores, struct jam_error *err)
{
	struct jam_event e = event(1, 5, 1, 0);
	char *items[8];
	int count = 0;
	char *copy = jam_strdup(*state, words);

	for (char *w = strtok(copy, " "); w != NULL; w = strtok(NULL, " "))
		items[count++] = w;
	*err = (struct jam_error){ 0 };
	return jam_scores_read(&e, (struct jam_score_words){ items, count },
			       *state, scores, err) &&
	       jam_scores_complete(&e, scores, err);
}

static void
test_words(void **state)
{
	static const struct {
		const char *words, *part, *hint;
	} wrong[] = {
		{ "novelty=3 safety", "\"safety\" is not CRITERION=SCORE",
		  "for example: safety=4" },
		{ "=3", "\"=3\" is not CRITERION=SCORE", "" },
		{ "safty=3", "\"safty\" is not a criterion of jam",
		  "did you mean safety?" },
		{ "x=3", "\"x\" is not a criterion of jam",
		  "its criteria: safety, novelty, joy" },
		{ "safety=3 safety=4", "safety is given twice", "" },
		{ "safety=6 novelty=1", "above the scale 1 to 5", "" },
		{ "joy=3", "no score for safety, novelty",
		  "jam list criteria says which may be left out" },
	};
	int64_t scores[3];
	struct jam_error err;

	assert_done(read(state, "novelty=3 safety=5", scores, &err), &err);
	assert_i64_equal(scores[0], 5);
	assert_i64_equal(scores[1], 3);
	assert_i64_equal(scores[2], JAM_NONE);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_false(read(state, wrong[i].words, scores, &err));
		assert_error(&err, JAM_E_DATA, wrong[i].part);
		assert_error(&err, JAM_E_DATA, wrong[i].hint);
	}
}

static void
test_a_rating_needs_one_score(void **state)
{
	struct jam_criterion free = { .key = "joy" };
	struct jam_event e = { .criteria = &free, .criteria_len = 1 };
	int64_t none = JAM_NONE, some = 3;
	struct jam_error err = { 0 };

	(void)state;
	assert_done(jam_scores_complete(&e, &some, &err), &err);
	assert_false(jam_scores_complete(&e, &none, &err));
	assert_error(&err, JAM_E_DATA, "a rating needs at least one score");
}

/* A criterion that was dropped or added moves no other. */
static void
test_scores_stand_by_slot(void **state)
{
	struct jam_event e = event(10, 50, 5, 1);
	int64_t scores[] = { 35, 10, JAM_NONE }, back[3];
	const char *text = jam_scores_store(&e, scores, *state);

	assert_string_equal(text, "1 - 3.5 - - -");
	assert_true(jam_scores_load(&e, text, back));
	assert_memory_equal(back, scores, sizeof(back));
	assert_true(jam_scores_load(&e, "2 5 3", back));
	assert_i64_equal(back[0], 30);
	assert_i64_equal(back[1], 20);
	assert_i64_equal(back[2], JAM_NONE);
	e.criteria_len = 1;
	assert_true(jam_scores_load(&e, text, back));
	assert_i64_equal(back[0], 35);
}

static void
test_what_jam_did_not_write(void **state)
{
	static const char *const wrong[] = {
		"x", "1  2", "1 2x", "1 0.55",
		"1 0123456789012345678901234567890123456789"
	};
	struct jam_event e = event(10, 50, 5, 1);
	int64_t back[3];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(jam_scores_load(&e, wrong[i], back));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_a_score_is_a_step_of_the_scale),
		JAM_TEST(test_the_scale_as_people_say_it),
		JAM_TEST(test_words),
		JAM_TEST(test_a_rating_needs_one_score),
		JAM_TEST(test_scores_stand_by_slot),
		JAM_TEST(test_what_jam_did_not_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
