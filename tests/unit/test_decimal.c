/* SPDX-License-Identifier: MIT */
/* Decimal text, and doubles against the C library's exact expansion. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/rng.h"
#include "tests/unit/jam_test.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
test_read(void **state)
{
	static const struct {
		const char *text;
		unsigned decimals;
		int64_t value;
	} known[] = {
		{ "3.5", 1, 35 },
		{ "3.5", 3, 3500 },
		{ "4", 0, 4 },
		{ "4", 2, 400 },
		{ "-4.25", 2, -425 },
		{ "0", 9, 0 },
		{ "-0.0", 1, 0 },
		{ "007", 0, 7 },
		{ "3.5000000000000000000000", 1, 35 },
		{ "4.000", 0, 4 },
		{ "0.000000001", 9, 1 },
		{ "9223372036854775807", 0, INT64_MAX },
		{ "-9223372036854775808", 0, INT64_MIN },
		{ "9223372036.854775807", 9, INT64_MAX },
		{ "-9223372036.854775808", 9, INT64_MIN },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(known); i++) {
		int64_t value = 42;

		assert_true(
		    jam_decimal_read(known[i].text, known[i].decimals, &value));
		assert_i64_equal(value, known[i].value);
	}
}

static void
test_read_refuses(void **state)
{
	static const struct {
		const char *text;
		unsigned decimals;
	} wrong[] = {
		{ "", 1 },
		{ "-", 1 },
		{ "+1", 1 },
		{ ".5", 1 },
		{ "5.", 1 },
		{ "1e3", 1 },
		{ " 1", 1 },
		{ "1 ", 1 },
		{ "1,5", 1 },
		{ "0x10", 1 },
		{ "--1", 1 },
		{ "1.2.3", 2 },
		{ "nan", 1 },
		{ "inf", 1 },
		{ "3.55", 1 },
		{ "3.05", 1 },
		{ "0.5", 0 },
		{ "1.-5", 2 },
		{ "\xd9\xa1", 1 },
		{ "1\n", 1 },
		{ "-.5", 1 },
		{ "9223372036854775808", 0 },
		{ "-9223372036854775809", 0 },
		{ "922337203685477580.8", 1 },
		{ "9223372036.854775808", 9 },
		{ "99999999999999999999999999", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		int64_t value = 42;

		assert_false(
		    jam_decimal_read(wrong[i].text, wrong[i].decimals, &value));
		assert_i64_equal(value, 42);
	}
}

static void
test_places(void **state)
{
	unsigned n = 42;

	(void)state;
	assert_false(jam_decimal_places("1.0000000001", &n));
	assert_false(jam_decimal_places("1.", &n));
	assert_false(jam_decimal_places("x", &n));
	assert_int_equal(n, 42);
	assert_true(jam_decimal_places("3.50", &n));
	assert_int_equal(n, 1);
	assert_true(jam_decimal_places("4", &n));
	assert_int_equal(n, 0);
	assert_true(jam_decimal_places("-4.00000000000", &n));
	assert_int_equal(n, 0);
	assert_true(jam_decimal_places("1.000000001", &n));
	assert_int_equal(n, 9);
}

static const char *
written(struct jam_arena *arena, int64_t value, unsigned decimals)
{
	struct jam_buf text;

	jam_buf_init(&text, arena);
	jam_decimal_write(&text, value, decimals);
	return jam_buf_string(&text);
}

static void
test_write(void **state)
{
	struct jam_rng rng = { { 1, 2, 3, 4 } };

	assert_string_equal(written(*state, 35, 1), "3.5");
	assert_string_equal(written(*state, 40, 1), "4");
	assert_string_equal(written(*state, 0, 9), "0");
	assert_string_equal(written(*state, -5, 2), "-0.05");
	assert_string_equal(written(*state, -100, 0), "-100");
	assert_string_equal(written(*state, 1050, 3), "1.05");
	assert_string_equal(written(*state, INT64_MIN, 0),
			    "-9223372036854775808");
	assert_string_equal(written(*state, INT64_MIN, 18),
			    "-9.223372036854775808");
	assert_string_equal(written(*state, 1, 18), "0.000000000000000001");
	for (size_t i = 0; i < 20000; i++) {
		int64_t value =
		    (int64_t)(jam_rng_next(&rng) >> jam_rng_below(&rng, 64));
		unsigned decimals = jam_rng_below(&rng, 10);
		const char *text;
		int64_t again;

		value = i % 2 == 0 ? value : -value;
		text = written(*state, value, decimals);
		assert_true(jam_decimal_read(text, decimals, &again));
		assert_i64_equal(again, value);
		assert_true(strchr(text, '.') == NULL ||
			    text[strlen(text) - 1] != '0');
	}
}

static void
test_int(void **state)
{
	int64_t n = 42;

	(void)state;
	assert_false(jam_int_read("4", 5, 9, &n));
	assert_false(jam_int_read("10", 5, 9, &n));
	assert_false(jam_int_read("5.0", 5, 9, &n));
	assert_false(jam_int_read("", 5, 9, &n));
	assert_false(
	    jam_int_read("9223372036854775808", INT64_MIN, INT64_MAX, &n));
	assert_i64_equal(n, 42);
	assert_true(jam_int_read("5", 5, 9, &n));
	assert_i64_equal(n, 5);
	assert_true(
	    jam_int_read("-9223372036854775808", INT64_MIN, INT64_MAX, &n));
	assert_i64_equal(n, INT64_MIN);
}

static const char *
double_written(struct jam_arena *arena, double x, unsigned decimals)
{
	struct jam_buf text;

	jam_buf_init(&text, arena);
	jam_double_write(&text, x, decimals);
	return jam_buf_string(&text);
}

/* By hand on all the digits that a double has, which %.1100f prints. */
static const char *
double_expected(struct jam_arena *arena, double x, unsigned decimals)
{
	char *text = jam_format(arena, "0%.1100f", fabs(x)), *p;
	size_t end;

	p = strchr(text, '.') + decimals + 1;
	end = (size_t)(p - text);
	if (*p >= '5') {
		for (p--; *p == '9' || *p == '.'; p--)
			if (*p == '9')
				*p = '0';
		++*p;
	}
	text[end] = '\0';
	while (text[end - 1] == '0')
		text[--end] = '\0';
	if (text[end - 1] == '.')
		text[end - 1] = '\0';
	text += strspn(text, "0");
	if (*text == '.' || *text == '\0')
		text--;
	if (x < 0 && strcmp(text, "0") != 0)
		return jam_format(arena, "-%s", text);
	return text;
}

static void
test_double_known(void **state)
{
	static const struct {
		double x;
		unsigned decimals;
		const char *text;
	} known[] = {
		{ 0, 3, "0" },
		{ -0.0, 3, "0" },
		{ 0.5, 0, "1" },
		{ -0.5, 0, "-1" },
		{ 1.5, 0, "2" },
		{ 2.5, 0, "3" },
		{ 0.125, 2, "0.13" },
		{ -0.125, 2, "-0.13" },
		{ 0.15, 1, "0.1" },
		{ 0.25, 1, "0.3" },
		{ 0.35, 1, "0.3" },
		{ 1.005, 2, "1" },
		{ -0.0004, 3, "0" },
		{ 0.1, 9, "0.1" },
		{ 9.9999, 3, "10" },
		{ 1e-300, 9, "0" },
		{ 5e-324, 9, "0" },
		{ 123456789.987654321, 9, "123456789.987654328" },
		{ 1e15, 2, "1000000000000000" },
		{ 0x1p62, 9, "4611686018427387904" },
		{ 0x1p63, 9, "9223372036854775808" },
		{ -1e22, 9, "-10000000000000000000000" },
	};

	for (size_t i = 0; i < COUNT(known); i++)
		assert_string_equal(
		    double_written(*state, known[i].x, known[i].decimals),
		    known[i].text);
}

static void
test_double(void **state)
{
	struct jam_rng rng = { { 5, 6, 7, 8 } };
	struct jam_mark mark = jam_arena_mark(*state);

	for (size_t i = 0; i < 20000; i++) {
		int exponent = (int)jam_rng_below(&rng, 140) - 70;
		unsigned decimals = jam_rng_below(&rng, 10);
		/* Every third is a tie, or would be if it were decimal. */
		double x = i % 3 == 0 ? (jam_rng_below(&rng, 1000) + 0.5) /
					    pow(10, decimals)
				      : ldexp(jam_rng_uniform(&rng), exponent);

		x = jam_rng_below(&rng, 2) == 0 ? x : -x;
		assert_string_equal(double_written(*state, x, decimals),
				    double_expected(*state, x, decimals));
		jam_arena_reset(*state, mark);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_read_refuses),
		cmocka_unit_test(test_places),
		JAM_TEST(test_write),
		cmocka_unit_test(test_int),
		JAM_TEST(test_double_known),
		JAM_TEST(test_double),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
