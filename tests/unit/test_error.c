/* SPDX-License-Identifier: MIT */
/* Errors: filled once, never hidden; lists of problems. */
#include <string.h>

#include "core/base/error.h"
#include "tests/unit/jam_test.h"

static void
test_exits(void **state)
{
	static const struct {
		enum jam_code code;
		int exit;
	} exits[] = {
		{ JAM_OK, 0 },	       { JAM_E_NO, 1 },
		{ JAM_E_USAGE, 64 },   { JAM_E_DATA, 65 },
		{ JAM_E_NOINPUT, 66 }, { JAM_E_BUG, 70 },
		{ JAM_E_SYSTEM, 71 },  { JAM_E_CANTCREATE, 73 },
		{ JAM_E_IO, 74 },      { JAM_E_BUSY, 75 },
		{ JAM_E_RULE, 77 },    { JAM_E_CONFIG, 78 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(exits) / sizeof(exits[0]); i++)
		assert_int_equal(jam_error_exit(exits[i].code), exits[i].exit);
}

static void
test_first_stays(void **state)
{
	struct jam_error err = { 0 };
	int line = __LINE__ + 3;

	(void)state;
	assert_false(jam_fail(&err, JAM_E_DATA, "\"%s\" is wrong", "a"));
	assert_int_equal(err.source_line, line);
	assert_string_equal(err.source, __FILE__);
	assert_false(jam_hint(&err, "write %d", 1));
	assert_false(jam_error_at(&err, "a.csv", 7, 2, "email"));
	assert_false(jam_fail(&err, JAM_E_IO, "close"));
	assert_false(jam_hint(&err, "other"));
	assert_false(jam_error_at(&err, "b.csv", 1, 1, NULL));
	assert_error(&err, JAM_E_DATA, "\"a\" is wrong");
	assert_string_equal(err.hint, "write 1");
	assert_string_equal(err.at.file, "a.csv");
	assert_int_equal(err.at.line, 7);
	assert_int_equal(err.at.column, 2);
	assert_string_equal(err.at.field, "email");
}

static void
test_long_texts_are_cut(void **state)
{
	struct jam_error err = { 0 };
	char *longer = jam_format(*state, "%09999d", 7);

	assert_false(jam_fail(&err, JAM_E_DATA, "%s", longer));
	assert_false(jam_hint(&err, "%s", longer));
	assert_false(jam_error_at(&err, longer, 1, 1, longer));
	assert_int_equal(strlen(err.message), sizeof(err.message) - 1);
	assert_int_equal(strlen(err.hint), sizeof(err.hint) - 1);
	assert_int_equal(strlen(err.at.file), sizeof(err.at.file) - 1);
	assert_int_equal(strlen(err.at.field), sizeof(err.at.field) - 1);
}

static void
add(struct jam_problems *list, size_t line, enum jam_code code)
{
	struct jam_origin at = { .file = "a.csv", .line = line };

	jam_problem_add(list, &at, code, "problem %zu", line);
}

static void
test_problems(void **state)
{
	struct jam_problems list = { .arena = *state };
	struct jam_error err = { 0 };
	size_t line = 0;

	assert_true(jam_problems_fail(&list, &err));
	assert_int_equal(err.code, JAM_OK);
	add(&list, 1, JAM_E_RULE);
	add(&list, 2, JAM_E_RULE);
	assert_false(jam_problems_fail(&list, &err));
	assert_error(&err, JAM_E_RULE, "problem 1");
	assert_ptr_equal(err.problems, &list);
	assert_string_equal(err.at.file, "a.csv");
	add(&list, 3, JAM_E_DATA);
	add(&list, 4, JAM_E_RULE);
	err = (struct jam_error){ 0 };
	assert_false(jam_problems_fail(&list, &err));
	assert_error(&err, JAM_E_DATA, "problem 1");
	for (const struct jam_problem *p = list.first; p != NULL; p = p->next)
		assert_int_equal(p->at.line, ++line);
	assert_int_equal(line, 4);
}

static void
test_many_problems(void **state)
{
	struct jam_problems list = { .arena = *state };
	size_t kept = 0;

	for (size_t i = 1; i <= JAM_PROBLEMS_KEPT + 500; i++)
		add(&list, i, JAM_E_DATA);
	for (const struct jam_problem *p = list.first; p != NULL; p = p->next)
		kept++;
	assert_int_equal(list.count, JAM_PROBLEMS_KEPT + 500);
	assert_int_equal(kept, JAM_PROBLEMS_KEPT);
	assert_int_equal(list.last->at.line, JAM_PROBLEMS_KEPT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_exits),
		cmocka_unit_test(test_first_stays),
		JAM_TEST(test_long_texts_are_cut),
		JAM_TEST(test_problems),
		JAM_TEST(test_many_problems),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
