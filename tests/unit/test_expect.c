/* SPDX-License-Identifier: MIT */
/* Expectations: their day, their bound, and what is not known. */
#include <math.h>

#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/expect.h"
#include "tests/unit/jam_test.h"

#define DAY 1000

static const struct jam_expectation fewer = {
	.key = "fewer", .by = DAY, .less_than = 2000, .at_least = JAM_NONE
};
static const struct jam_expectation least = {
	.key = "least", .by = DAY, .less_than = JAM_NONE, .at_least = 2000
};

static enum jam_verdict
verdict(const struct jam_expectation *e, struct jam_expected_counts counts,
	int64_t now)
{
	struct jam_expected out;

	jam_expect_judge(e, &counts, now, &out);
	return out.verdict;
}

static void
test_day(void **state)
{
	const struct jam_expected_counts all = { 10, 10, 1, 0 };

	(void)state;
	assert_int_equal(verdict(&fewer, all, DAY - 1), JAM_VERDICT_OPEN);
	assert_int_equal(verdict(&fewer, all, DAY), JAM_VERDICT_MET);
	assert_int_equal(verdict(&least, all, DAY), JAM_VERDICT_MISSED);
}

/* Exactly 20 % is not fewer than 20 %, and is at least 20 %. */
static void
test_ties(void **state)
{
	const struct jam_expected_counts tie = { 10, 10, 2, 0 };
	const struct jam_expected_counts under = { 10000, 10000, 1999, 0 };
	const struct jam_expectation third = { .by = DAY,
					       .less_than = 3333,
					       .at_least = JAM_NONE };

	(void)state;
	assert_int_equal(verdict(&fewer, tie, DAY), JAM_VERDICT_MISSED);
	assert_int_equal(verdict(&least, tie, DAY), JAM_VERDICT_MET);
	assert_int_equal(verdict(&fewer, under, DAY), JAM_VERDICT_MET);
	assert_int_equal(verdict(&least, under, DAY), JAM_VERDICT_MISSED);
	/* 1 of 3 is 33.33… %, and 33.33 % is less */
	assert_int_equal(
	    verdict(&third, (struct jam_expected_counts){ 3, 3, 1, 0 }, DAY),
	    JAM_VERDICT_MISSED);
}

static void
test_nobody(void **state)
{
	struct jam_expected out;

	(void)state;
	assert_int_equal(
	    verdict(&fewer, (struct jam_expected_counts){ 10, 0, 0, 0 }, DAY),
	    JAM_VERDICT_UNKNOWN);
	assert_int_equal(
	    verdict(&least, (struct jam_expected_counts){ 0 }, DAY),
	    JAM_VERDICT_UNKNOWN);
	jam_expect_judge(&fewer, &(struct jam_expected_counts){ 0 }, DAY, &out);
	assert_true(isnan(out.share) && isnan(out.low) && isnan(out.high));
}

/* Never more certain than those allow who were not reached. */
static void
test_not_reached(void **state)
{
	const struct jam_expected_counts some = { 20, 10, 1, 0 };
	const struct jam_expected_counts nearly = { 100, 95, 14, 0 };
	const struct jam_expected_counts tie = { 100, 95, 15, 0 };
	const struct jam_expected_counts many = { 20, 10, 4, 0 };
	const struct jam_expected_counts more = { 20, 10, 3, 0 };
	struct jam_expected out;

	(void)state;
	assert_int_equal(verdict(&fewer, some, DAY), JAM_VERDICT_MET_AMONG);
	assert_int_equal(verdict(&least, some, DAY), JAM_VERDICT_MISSED_AMONG);
	assert_int_equal(verdict(&fewer, nearly, DAY), JAM_VERDICT_MET);
	assert_int_equal(verdict(&fewer, tie, DAY), JAM_VERDICT_MET_AMONG);
	assert_int_equal(verdict(&fewer, many, DAY), JAM_VERDICT_MISSED);
	assert_int_equal(verdict(&least, many, DAY), JAM_VERDICT_MET);
	assert_int_equal(verdict(&fewer, more, DAY), JAM_VERDICT_MISSED_AMONG);
	jam_expect_judge(&fewer, &some, DAY, &out);
	assert_true(out.share == 10.0);
	assert_true(out.low == 5.0);
	assert_true(out.high == 55.0);
}

/* An outcome without a time may be later than the day. */
static void
test_undated(void **state)
{
	const struct jam_expected_counts dated = { 10, 10, 2, 0 };
	const struct jam_expected_counts undated = { 10, 10, 2, 1 };

	(void)state;
	assert_int_equal(verdict(&least, dated, DAY), JAM_VERDICT_MET);
	assert_int_equal(verdict(&least, undated, DAY), JAM_VERDICT_MET_AMONG);
	assert_int_equal(verdict(&fewer, undated, DAY),
			 JAM_VERDICT_MISSED_AMONG);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_day),	JAM_TEST(test_ties),
		JAM_TEST(test_nobody),	JAM_TEST(test_not_reached),
		JAM_TEST(test_undated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
