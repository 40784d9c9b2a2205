/* SPDX-License-Identifier: MIT */
/* Errors as they are printed, and the bar of a long loop. */
#include "tests/unit/jam_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli/progress.h"
#include "cmd/cli/say.h"
#include "core/base/error.h"

/* What is written to a stream, kept; done by the next call. */
struct paper {
	FILE *stream;
	char *text;
	size_t length;
};

static void
paper_open(struct paper *paper)
{
	paper->stream = open_memstream(&paper->text, &paper->length);
	assert_non_null(paper->stream);
}

static void
paper_is(struct paper *paper, const char *text)
{
	assert_int_equal(fclose(paper->stream), 0);
	assert_string_equal(paper->text, text);
	free(paper->text);
}

static void
said(void **state, const struct jam_error *err, const char *text)
{
	struct paper paper;

	paper_open(&paper);
	jam_say_error(paper.stream, *state, err);
	paper_is(&paper, text);
}

static void
test_places(void **state)
{
	struct jam_error err = { 0 };

	jam_fail(&err, JAM_E_DATA, "\"%s\" is not an e-mail address", "ada@");
	jam_error_at(&err, "guests.csv", 7, 0, "email");
	jam_hint(&err, "repair the row");
	said(state, &err,
	     "jam: guests.csv:7: email: \"ada@\" is not an e-mail address\n"
	     "hint: repair the row\n");
	err = (struct jam_error){ 0 };
	jam_fail(&err, JAM_E_DATA, "unknown key \"crtieria\"");
	jam_error_at(&err, "event.yaml", 3, 5, NULL);
	said(state, &err, "jam: event.yaml:3:5: unknown key \"crtieria\"\n");
	err = (struct jam_error){ 0 };
	jam_fail(&err, JAM_E_NOINPUT, "no such file");
	jam_error_at(&err, "a.csv", 0, 0, NULL);
	said(state, &err, "jam: a.csv: no such file\n");
}

static void
test_all_problems(void **state)
{
	struct jam_problems list = { .arena = *state };
	struct jam_origin at = { .file = "a.csv", .line = 2, .field = "email" };
	struct jam_error err = { 0 };

	jam_problem_add(&list, &at, JAM_E_DATA, "first");
	at.line = 5;
	jam_problem_add(&list, &at, JAM_E_DATA, "second");
	assert_false(jam_problems_fail(&list, &err));
	jam_hint(&err, "mend both");
	said(state, &err,
	     "jam: a.csv:2: email: first\njam: a.csv:5: email: second\n"
	     "hint: mend both\n");
}

static void
test_more_problems_than_kept(void **state)
{
	struct jam_problems list = { .arena = *state };
	struct jam_origin at = { .file = "a.csv", .line = 2 };
	struct jam_error err = { 0 };
	struct paper paper;

	for (int i = 0; i < JAM_PROBLEMS_KEPT + 7; i++)
		jam_problem_add(&list, &at, JAM_E_DATA, "bad");
	assert_false(jam_problems_fail(&list, &err));
	paper_open(&paper);
	jam_say_error(paper.stream, *state, &err);
	assert_int_equal(fclose(paper.stream), 0);
	assert_non_null(strstr(paper.text, "\njam: and 7 problems more\n"));
	free(paper.text);
}

static void
test_control_characters(void **state)
{
	struct jam_error err = { 0 };

	jam_fail(&err, JAM_E_DATA, "\"%s\"", "\033[2Ja\nb\xe2\x80\xae");
	jam_error_at(&err, "\033x.csv", 1, 0, NULL);
	jam_hint(&err, "not \"%s\"", "\a");
	said(state, &err,
	     "jam: \\x1bx.csv:1: \"\\x1b[2Ja\\x0ab\\u202e\"\n"
	     "hint: not \"\\x07\"\n");
}

static void
test_silent(void **state)
{
	struct jam_error err = { 0 };

	jam_fail(&err, JAM_E_IO, "%s", "");
	said(state, &err, "");
}

static void
test_debug(void **state)
{
	struct jam_error err = { 0 };

	jam_fail(&err, JAM_E_NO, "no");
	err.source = "core/a.c";
	err.source_line = 12;
	setenv("JAM_DEBUG", "1", 1);
	said(state, &err, "jam: no\ndebug: core/a.c:12\n");
	unsetenv("JAM_DEBUG");
	said(state, &err, "jam: no\n");
}

/* The clock of a bar: the test says how late it is. */
static int64_t
late(void)
{
	return atoll(getenv("TEST_MILLISECONDS"));
}

static void
step(struct jam_progress *p, const char *milliseconds, uint64_t done,
     uint64_t total)
{
	setenv("TEST_MILLISECONDS", milliseconds, 1);
	jam_tick_at(&p->tick, done, total);
}

static void
test_progress_waits(void **state)
{
	struct jam_progress p;
	struct paper paper;

	(void)state;
	paper_open(&paper);
	jam_progress_init(&p, paper.stream, 80, late);
	step(&p, "1000", 0, 100);
	step(&p, "1299", 50, 100);
	step(&p, "1300", 100, 100);
	jam_progress_clear(&p.tick);
	paper_is(&paper, "");
}

static void
test_progress_draws(void **state)
{
	struct jam_progress p;
	struct paper paper;

	(void)state;
	paper_open(&paper);
	jam_progress_init(&p, paper.stream, 80, late);
	step(&p, "1000", 0, 100);
	step(&p, "1500", 50, 100);
	step(&p, "1599", 55, 100); /* too soon after the last */
	step(&p, "1600", 60, 100);
	jam_progress_clear(&p.tick);
	jam_progress_clear(&p.tick);
	paper_is(&paper,
		 "\r\033[K[##########..........]  50 % 50/100 100/s 1 s left"
		 "\r\033[K[############........]  60 % 60/100 100/s 1 s left"
		 "\r\033[K");
}

static void
test_progress_unknown_total(void **state)
{
	struct jam_progress p;
	struct paper paper;

	(void)state;
	paper_open(&paper);
	jam_progress_init(&p, paper.stream, 20, late);
	step(&p, "0", 1, 0);
	step(&p, "2000", 5000, 0);
	step(&p, "2001", 1, 0); /* another loop begins */
	paper_is(&paper, "\r\033[K5000 2500/s\r\033[K");
}

static void
test_progress_narrow(void **state)
{
	struct jam_progress p;
	struct paper paper;

	(void)state;
	paper_open(&paper);
	jam_progress_init(&p, paper.stream, 20, late);
	step(&p, "0", 0, 10000000);
	step(&p, "1000", 1000, 10000000);
	paper_is(&paper, "\r\033[K  0 % 1000/10000000");
}

static void
test_nobody_looks(void **state)
{
	(void)state;
	jam_tick_at(NULL, 1, 2);
	jam_progress_clear(NULL);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_places),
		JAM_TEST(test_all_problems),
		JAM_TEST(test_more_problems_than_kept),
		JAM_TEST(test_control_characters),
		JAM_TEST(test_silent),
		JAM_TEST(test_debug),
		JAM_TEST(test_progress_waits),
		JAM_TEST(test_progress_draws),
		JAM_TEST(test_progress_unknown_total),
		JAM_TEST(test_progress_narrow),
		JAM_TEST(test_nobody_looks),
	};

	unsetenv("JAM_DEBUG");
	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests_name("say", tests, NULL, NULL);
}
