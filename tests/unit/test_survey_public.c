/* SPDX-License-Identifier: MIT */
/* Nothing below five answers, and nothing from which it follows. */
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/survey_public.h"
#include "tests/unit/jam_test.h"

static const char *options[] = { "a", "b", "c", "d" };
static const char *leave_out[] = { "d" };

/* So many answers of each option, in order. */
static void
ask(struct jam_arena *arena, enum jam_question_kind kind, const int *counts,
    size_t left_out, struct jam_survey_lines *out)
{
	struct jam_question question = { .key = "q",
					 .kind = kind,
					 .options = options,
					 .options_len = 4,
					 .leave_out = leave_out,
					 .leave_out_len = left_out };
	struct jam_respondent *people =
	    jam_alloc_array(arena, 1000, sizeof(*people));
	struct jam_survey survey = { .questions = &question,
				     .questions_len = 1,
				     .respondents = people };
	struct jam_survey_lines all;

	for (size_t i = 0; i < 4; i++)
		for (int k = 0; k < counts[i]; k++) {
			const char **value = jam_alloc(arena, sizeof(*value));

			*value = options[i];
			people[survey.respondents_len++].values = value;
		}
	jam_survey_figures(&survey, arena, &all);
	jam_survey_public(&all, arena, out);
}

/* "a 10, b 6, …" */
static const char *
shown(struct jam_arena *arena, const struct jam_survey_lines *lines)
{
	const char *text = "";

	for (size_t i = 0; i < lines->count; i++)
		text = jam_format(
		    arena, "%s%s%s %d/%d", text, i > 0 ? ", " : "",
		    lines->items[i].option != NULL ? lines->items[i].option
						   : "all",
		    (int)lines->items[i].n, (int)lines->items[i].of);
	return text;
}

static void
test_small_options_stand_together(void **state)
{
	struct jam_survey_lines out;

	ask(*state, JAM_CHOICE, (const int[]){ 10, 7, 3, 2 }, 0, &out);
	assert_string_equal(shown(*state, &out),
			    "all 22/22, a 10/22, b 7/22, (the others) 5/22");
	/* one alone takes the next smallest with it */
	ask(*state, JAM_CHOICE, (const int[]){ 10, 7, 6, 1 }, 0, &out);
	assert_string_equal(shown(*state, &out),
			    "all 24/24, a 10/24, b 7/24, (the others) 7/24");
	/* so does an option that nobody chose: it tells of nobody */
	ask(*state, JAM_CHOICE, (const int[]){ 10, 7, 6, 0 }, 0, &out);
	assert_string_equal(shown(*state, &out),
			    "all 23/23, a 10/23, b 7/23, (the others) 6/23");
	ask(*state, JAM_CHOICE, (const int[]){ 10, 7, 6, 5 }, 0, &out);
	assert_string_equal(shown(*state, &out),
			    "all 28/28, a 10/28, b 7/28, c 6/28, d 5/28");
	ask(*state, JAM_CHOICE, (const int[]){ 2, 1, 1, 1 }, 0, &out);
	assert_string_equal(shown(*state, &out), "all 5/5");
	ask(*state, JAM_CHOICE, (const int[]){ 1, 1, 1, 1 }, 0, &out);
	assert_string_equal(shown(*state, &out), "");
}

/* A denominator that leaves out four tells that they are four. */
static void
test_left_out(void **state)
{
	struct jam_survey_lines out;

	ask(*state, JAM_CHOICE, (const int[]){ 10, 7, 6, 5 }, 1, &out);
	assert_string_equal(shown(*state, &out),
			    "all 28/28, a 10/28, a 10/23, b 7/28, b 7/23, "
			    "c 6/28, c 6/23, d 5/28");
	ask(*state, JAM_CHOICE, (const int[]){ 10, 7, 6, 4 }, 1, &out);
	assert_string_equal(shown(*state, &out),
			    "all 27/27, a 10/27, b 7/27, (the others) 10/27");
}

#define MOST  20    /* answers */
#define TRIED 10626 /* ways to spread at most so many over four options */

/* What is shown of a set of counts, and the counts it may be of. */
struct look {
	const char *text;
	int counts[4];
};

static int
by_text(const void *a, const void *b)
{
	return strcmp(((const struct look *)a)->text,
		      ((const struct look *)b)->text);
}

/* Of all that look alike: is a count that is hidden the same in all? */
static void
check_alike(const struct look *looks, size_t n, const char *said)
{
	for (size_t o = 0; o < 4; o++) {
		int low = MOST, high = 0;

		for (size_t i = 0; i < n; i++) {
			int count = looks[i].counts[o];

			low = count < low ? count : low;
			high = count > high ? count : high;
		}
		if (low == high && low > 0 && low < JAM_PUBLIC_LEAST)
			fail_msg("\"%s\" tells that %d chose %s", said, low,
				 options[o]);
	}
}

/* The next way to spread answers; false after the last. */
static bool
spread(int counts[4])
{
	for (size_t o = 0; o < 4; o++) {
		counts[o]++;
		if (counts[0] + counts[1] + counts[2] + counts[3] <= MOST)
			return true;
		counts[o] = 0;
	}
	return false;
}

/* Every way of at most twenty answers, by what the world sees of it. */
static void
tell_apart(struct jam_arena *arena, enum jam_question_kind kind, size_t left)
{
	struct look *looks = jam_alloc_array(arena, TRIED, sizeof(*looks));
	struct jam_survey_lines out;
	int counts[4] = { 0 };
	size_t n = 0, next;

	do {
		memcpy(looks[n].counts, counts, sizeof(counts));
		ask(arena, kind, counts, left, &out);
		looks[n++].text = shown(arena, &out);
	} while (spread(counts));
	assert_i64_equal(n, TRIED);
	qsort(looks, TRIED, sizeof(*looks), by_text);
	for (size_t first = 0; first < TRIED; first = next) {
		for (next = first + 1; next < TRIED; next++)
			if (by_text(&looks[first], &looks[next]) != 0)
				break;
		check_alike(looks + first, next - first, looks[first].text);
	}
}

static void
test_no_hidden_count_follows(void **state)
{
	tell_apart(*state, JAM_CHOICE, 0);
	tell_apart(*state, JAM_CHOICE, 1);
}

static void
test_several_choices(void **state)
{
	struct jam_survey_lines out;

	ask(*state, JAM_CHOICES, (const int[]){ 10, 7, 3, 0 }, 0, &out);
	assert_string_equal(shown(*state, &out), "all 20/20, a 10/20, b 7/20");
}

static void
test_no_text_and_no_few(void **state)
{
	struct jam_survey_lines out;

	ask(*state, JAM_TEXT, (const int[]){ 10, 7, 3, 2 }, 0, &out);
	assert_i64_equal(out.count, 0);
	ask(*state, JAM_NUMBER, (const int[]){ 10, 7, 3, 2 }, 0, &out);
	assert_i64_equal(out.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_small_options_stand_together),
		JAM_TEST(test_left_out),
		JAM_TEST(test_no_hidden_count_follows),
		JAM_TEST(test_several_choices),
		JAM_TEST(test_no_text_and_no_few),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
