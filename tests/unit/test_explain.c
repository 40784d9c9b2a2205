/* SPDX-License-Identifier: MIT */
/* The reckoning of one rank as text. */
#include <string.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/render/explain.h"
#include "core/render/table.h"
#include "tests/unit/jam_test.h"

static const char *const criteria[] = { "ML Safety", "Novelty" };
static const char *const weights[] = { "2", "1" };
static const char *const first[] = { "5", "3" };
static const char *const second[] = { "4", NULL };
static const struct jam_explain_row rows[] = {
	{ "judge A", first, "13/3 = 4.333" },
	{ "judge \x1b[2J", second, "4" },
};
static const struct jam_explain_step steps[] = {
	{ "sum", "25/3" },
	{ "mean of 2 ratings", "25/6 = 4.167" },
};
static const char *const notes[] = { "equal to no other project" };

static const struct jam_explain explain = {
	"Backup \xe2\x80\xaeHeads",
	"heads",
	3,
	"2 of 24",
	criteria,
	weights,
	2,
	rows,
	2,
	steps,
	2,
	notes,
	1,
};

static void
whole(void **state)
{
	struct jam_table_options options = { 0, false, true };
	struct jam_buf buf;

	jam_buf_init(&buf, *state);
	jam_explain_write(&buf, &explain, &options);
	assert_string_equal(
	    jam_buf_string(&buf),
	    "Backup \\u202eHeads (#3, heads)\nrank  2 of 24\n\n"
	    "judge          ML Safety  Novelty        rating\n"
	    "-------------  ---------  -------  ------------\n"
	    "weight                 2        1\n"
	    "judge A                5        3  13/3 = 4.333\n"
	    "judge \\x1b[2J          4                      4\n\n"
	    "sum                25/3\n"
	    "mean of 2 ratings  25/6 = 4.167\n\n"
	    "equal to no other project\n");
}

/* In 40 columns too every number is there. */
static void
narrow(void **state)
{
	struct jam_table_options options = { 40, false, true };
	struct jam_buf buf;

	jam_buf_init(&buf, *state);
	jam_explain_write(&buf, &explain, &options);
	assert_non_null(strstr(jam_buf_string(&buf), "13/3 = 4.333"));
	assert_non_null(strstr(jam_buf_string(&buf), "25/6 = 4.167"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(whole),
		JAM_TEST(narrow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
