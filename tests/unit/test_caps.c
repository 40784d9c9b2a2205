/* SPDX-License-Identifier: MIT */
/* Tables that are too large: each limit is named, with its line. */
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_caps),
		JAM_TEST(test_header_caps),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
