/* SPDX-License-Identifier: MIT */
/* Tables that are too large: each limit is named, with its line. */
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "tests/unit/import_run.h"
#include "tests/unit/jam_test.h"

#define P JAM_IMPORT_PROJECTS
#define R JAM_IMPORT_REGISTRATIONS

static void
test_caps(void **state)
{
	char *text = jam_alloc(*state, 70000);
	struct jam_test_run *run;
	size_t n = (size_t)sprintf(text, "title,abstract\nA,");

	memset(text + n, 'x', 65536);
	run = jam_test_import_text(*state, P, text);
	assert_i64_equal(run->problems.count, 0);
	text[n + 65536] = 'x';
	run = jam_test_import_text(*state, P, text);
	jam_test_problem(run, 0, 2, "abstract",
			 "has 65537 bytes, at most 65536");
	n = (size_t)sprintf(text, "title\n");
	memset(text + n, 'x', 301);
	text[n + 301] = '\0';
	run = jam_test_import_text(*state, P, text);
	jam_test_problem(run, 0, 2, "title", "has 301 characters, at most 300");
}

/* A limit is told as that, not as a column that is missing. */
static void
test_header_caps(void **state)
{
	char *text = jam_alloc(*state, 10000);
	struct jam_test_run *run;
	size_t n = (size_t)sprintf(text, "email,");

	memset(text + n, 'h', 4096);
	strcpy(text + n + 4096, "\n");
	run = jam_test_import_text(*state, R, text);
	assert_done(run->done, &run->err);
	strcpy(text + n + 4096, "h\n");
	run = jam_test_import_text(*state, R, text);
	assert_error(&run->err, JAM_E_DATA,
		     "a header cell has more than 4 KiB in field 2");
	assert_i64_equal(run->err.at.line, 1);
	for (int i = 0; i < 2000; i++)
		n += (size_t)sprintf(text + n, "%d,", i % 10);
	strcpy(text + n, "\n1@example.org\n");
	run = jam_test_import_text(*state, R, text);
	assert_error(&run->err, JAM_E_DATA, "more than 2000 cells");
	assert_i64_equal(run->err.at.line, 1);
}

/* What ended the reading is told with its hint, however much was bad before. */
static void
test_end_is_told(void **state)
{
	struct jam_test_run *run;
	struct jam_buf text;

	run = jam_test_import_text(*state, R, "email\nx\ny\n\xff\n");
	assert_i64_equal(run->problems.count, 3);
	jam_test_problem(run, 2, 4, "", "UTF-8");
	jam_test_problem(run, 2, 4, "", "; save it as UTF-8");
	jam_buf_init(&text, *state);
	jam_buf_text(&text, "email\n");
	for (int i = 0; i < JAM_PROBLEMS_KEPT + 50; i++)
		jam_buf_text(&text, "x\n");
	jam_buf_text(&text, "a@example.org,\"");
	run = jam_test_import_text(*state, R, jam_buf_string(&text));
	assert_false(run->done);
	assert_i64_equal(run->problems.count, JAM_PROBLEMS_KEPT + 51);
	jam_test_problem(run, JAM_PROBLEMS_KEPT - 2, JAM_PROBLEMS_KEPT, "email",
			 "\"x\"");
	jam_test_problem(run, JAM_PROBLEMS_KEPT - 1, JAM_PROBLEMS_KEPT + 52, "",
			 "never closed");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_caps),
		JAM_TEST(test_header_caps),
		JAM_TEST(test_end_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
