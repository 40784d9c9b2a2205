/* SPDX-License-Identifier: MIT */
/* What lies between two rubrics. */
#include "core/base/buf.h"
#include "core/model/rubric.h"
#include "tests/unit/jam_test.h"

static const char base[] = "scale 1 5 1\n"
			   "novelty\tNovelty\tNew\n"
			   "craft\tCraft\t\n";

static void
expect(void *arena, const char *now, bool differs, const char *says)
{
	struct jam_buf out;

	jam_buf_init(&out, arena);
	assert_int_equal(jam_rubric_differs(base, now, &out), differs);
	assert_string_equal(jam_buf_string(&out), says);
}

static void
test_differs(void **state)
{
	expect(*state, base, false, "");
	expect(*state, "scale 1 5 1\ncraft\tCraft\t\nnovelty\tNovelty\tNew\n",
	       false, "");
	expect(*state,
	       "scale 1 5 1\nnovelty\tNewness\tNew\ncraft\tCraft\tWell\n",
	       false, "novelty, craft");
	expect(*state, "scale 1 5 1\nnovelty\tNovelty\tNew\n", true,
	       "craft is gone");
	expect(*state, "scale 1 10 0.5\nnov\tNovelty\tNew\ncraft\tCraft\t\n",
	       true,
	       "novelty is gone, nov is new, the scale was 1 5 1 and is 1 10 "
	       "0.5");
	expect(*state, "", true,
	       "novelty is gone, craft is gone, the scale was 1 5 1 and is ");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_differs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
