/* SPDX-License-Identifier: MIT */
/* Fractions as text and as the nearest double. */
#include <math.h>

#include "core/base/buf.h"
#include "core/base/frac.h"
#include "core/base/rng.h"
#include "tests/unit/big.h"
#include "tests/unit/jam_test.h"

#define ROUNDS	((size_t)jam_test_cases(20000))
#define LARGEST ((jam_i128)(((jam_u128)1 << 127) - 1))

static const char *
written(struct jam_arena *arena, struct jam_frac a)
{
	struct jam_buf text;

	jam_buf_init(&text, arena);
	jam_frac_write(&text, a);
	return jam_buf_string(&text);
}

static void
test_text(void **state)
{
	static const char *const wrong[] = {
		"",
		"-",
		"-0",
		"0/1",
		"4/1",
		"2/4",
		"04",
		"1/02",
		"1/0",
		"0/2",
		"+1",
		" 1",
		"1 ",
		"1/",
		"/2",
		"1/-2",
		"--1",
		"1/2/3",
		"1.5",
		"1/2x",
		"170141183460469231731687303715884105728",
		"1/170141183460469231731687303715884105728",
	};
	struct jam_rng rng = { { 25, 26, 27, 28 } };
	struct jam_frac out;

	assert_string_equal(written(*state, jam_frac_make(11, 3)), "11/3");
	assert_string_equal(written(*state, jam_frac_make(-8, 2)), "-4");
	assert_string_equal(written(*state, jam_frac_make(0, 2)), "0");
	assert_string_equal(
	    written(*state, jam_frac_make(-LARGEST, LARGEST - 1)),
	    "-170141183460469231731687303715884105727/"
	    "170141183460469231731687303715884105726");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		out = (struct jam_frac){ 42, 43 };
		assert_false(jam_frac_read(wrong[i], &out));
		assert_true(out.num == 42);
	}
	for (size_t i = 0; i < ROUNDS / 10; i++) {
		struct jam_frac a = big_any_frac(&rng, i % 2 == 0 ? 127 : 9);

		assert_true(jam_frac_read(written(*state, a), &out));
		assert_frac_equal(out, a.num, a.den);
	}
}

static void
test_i128_text(void **state)
{
	struct jam_buf text;

	jam_buf_init(&text, *state);
	jam_i128_write(&text, -LARGEST - 1);
	jam_buf_char(&text, ' ');
	jam_i128_write(&text, 0);
	assert_string_equal(jam_buf_string(&text),
			    "-170141183460469231731687303715884105728 0");
}

/* |num / den - x| is at most half the distance of x to its neighbours. */
static void
assert_nearest(struct jam_frac a, double x)
{
	struct big scale = big_power(2, 190), left, right, gap;
	int exponent;
	jam_i128 digits;

	assert_true(frexp(x, &exponent) != 0);
	digits = (jam_i128)ldexp(frexp(fabs(x), &exponent), 53);
	exponent += 190 - 53;
	assert_true(exponent >= 0);
	/* times den * 2^190: num * 2^190 against digits * 2^exponent * den */
	left = big_multiply(big_size(big_of(a.num)), scale);
	gap = big_multiply(big_of(a.den), big_power(2, (unsigned)exponent));
	right = big_multiply(big_of(digits), gap);
	left = big_size(big_add(left, big_negate(right)));
	assert_true(big_compare(big_multiply(big_of(2), left), gap) <= 0);
	assert_int_equal(x < 0, a.num < 0);
}

static void
test_double(void **state)
{
	jam_i128 tie = ((jam_i128)1 << 53) + 1;
	struct jam_rng rng = { { 29, 30, 31, 32 } };

	(void)state;
	assert_true(jam_frac_double(jam_frac_make(0, 1)) == 0);
	assert_true(jam_frac_double(jam_frac_make(-1, 3)) == -1.0 / 3);
	assert_true(jam_frac_double(jam_frac_make(7, 2)) == 3.5);
	assert_true(jam_frac_double(jam_frac_make(LARGEST, 1)) == 0x1p127);
	assert_true(jam_frac_double(jam_frac_make(1, LARGEST)) == 0x1p-127);
	assert_true(jam_frac_double(jam_frac_make(tie, 1)) == 0x1p53);
	/* Just above the tie: what is cut off must still count. */
	assert_true(jam_frac_double(jam_frac_make((tie << 70) + 1, 1)) ==
		    ldexp(0x1p53 + 2, 70));
	for (size_t i = 0; i < ROUNDS; i++) {
		struct jam_frac a = big_any_frac(&rng, i % 2 == 0 ? 127 : 53);

		if (a.num != 0)
			assert_nearest(a, jam_frac_double(a));
		if (i % 2 != 0 && a.num >> 53 == 0 && a.den >> 53 == 0)
			assert_true(jam_frac_double(a) ==
				    (double)a.num / (double)a.den);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_text),
		JAM_TEST(test_i128_text),
		cmocka_unit_test(test_double),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
