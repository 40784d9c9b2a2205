/* SPDX-License-Identifier: MIT */
/* Fractions against schoolbook arithmetic (big.c), and their edges. */
#include "core/base/frac.h"
#include "core/base/rng.h"
#include "tests/unit/big.h"
#include "tests/unit/jam_test.h"

#define ROUNDS	((size_t)jam_test_cases(20000))
#define LARGEST ((jam_i128)(((jam_u128)1 << 127) - 1))

typedef bool operation(struct jam_frac, struct jam_frac, struct jam_frac *);

static jam_i128
gcd(jam_i128 a, jam_i128 b)
{
	return b == 0 ? a < 0 ? -a : a : gcd(b, a % b);
}

static struct big
num_of(struct jam_frac a)
{
	return big_of(a.num);
}

static struct big
den_of(struct jam_frac a)
{
	return big_of(a.den);
}

/* out is reduced and equals num / den. */
static void
assert_equals(struct jam_frac out, struct big num, struct big den)
{
	assert_true(out.den > 0);
	assert_true(gcd(out.num, out.den) == 1);
	assert_int_equal(big_compare(big_multiply(num_of(out), den),
				     big_multiply(num, den_of(out))),
			 0);
}

static void
test_make(void **state)
{
	struct jam_rng rng = { { 1, 2, 3, 4 } };

	(void)state;
	assert_frac_equal(jam_frac_make(0, -7), 0, 1);
	assert_true(jam_frac_make(0, -7).den == 1);
	assert_true(jam_frac_make(6, -4).num == -3);
	assert_true(jam_frac_make(-6, -4).den == 2);
	assert_true(jam_frac_make(LARGEST, -LARGEST).num == -1);
	for (size_t i = 0; i < ROUNDS; i++) {
		jam_i128 num = big_any_number(&rng, 127);
		jam_i128 den = big_any_number(&rng, 126) + 1;

		assert_equals(jam_frac_make(-num, den), big_of(-num),
			      big_of(den));
		assert_equals(jam_frac_make(num, -den), big_of(-num),
			      big_of(den));
	}
}

static void
expect(operation *op, struct jam_frac a, struct jam_frac b, struct big *num,
       struct big *den)
{
	struct big across = big_multiply(num_of(b), den_of(a));

	*den = big_multiply(den_of(a), den_of(b));
	*num = big_multiply(num_of(a), den_of(b));
	if (op == jam_frac_add)
		*num = big_add(*num, across);
	else if (op == jam_frac_sub)
		*num = big_add(*num, big_negate(across));
	else if (op == jam_frac_mul)
		*num = big_multiply(num_of(a), num_of(b));
	else
		*den = across;
}

/* Sizes that always fit: sums of 62 bits, products of 63. */
static void
test_operations_small(void **state)
{
	static operation *const ops[] = { jam_frac_add, jam_frac_sub,
					  jam_frac_mul, jam_frac_div };
	struct jam_rng rng = { { 5, 6, 7, 8 } };

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		operation *op = ops[i % 4];
		struct jam_frac a = big_any_frac(&rng, 62), out;
		struct jam_frac b = big_any_frac(&rng, 62);
		struct big num, den;

		if (op == jam_frac_div && b.num == 0)
			continue;
		assert_true(op(a, b, &out));
		expect(op, a, b, &num, &den);
		assert_equals(out, num, den);
	}
}

/* The reduced product or quotient has at most 127 bits exactly when told. */
static void
test_multiply_large(void **state)
{
	struct jam_rng rng = { { 9, 10, 11, 12 } };
	size_t fits = 0;

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		operation *op = i % 2 == 0 ? jam_frac_mul : jam_frac_div;
		struct jam_frac a = big_any_frac(&rng, 127), out = { 42, 43 };
		struct jam_frac b = big_any_frac(&rng, 127), c;
		struct big num, den;

		if (b.num == 0)
			continue;
		c = op == jam_frac_mul ? b : jam_frac_make(b.den, b.num);
		expect(op, a, b, &num, &den);
		if (op(a, b, &out)) {
			assert_equals(out, num, den);
			fits++;
			continue;
		}
		num = big_multiply(big_of(a.num / gcd(a.num, c.den)),
				   big_of(c.num / gcd(c.num, a.den)));
		den = big_multiply(big_of(a.den / gcd(c.num, a.den)),
				   big_of(c.den / gcd(a.num, c.den)));
		assert_true(big_bits(num) > 127 || big_bits(den) > 127);
		assert_true(out.num == 42);
	}
	assert_true(fits > ROUNDS / 10 && fits < ROUNDS * 9 / 10);
}

static void
test_add_large(void **state)
{
	struct jam_rng rng = { { 13, 14, 15, 16 } };
	size_t fits = 0;

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		operation *op = i % 2 == 0 ? jam_frac_add : jam_frac_sub;
		struct jam_frac a = big_any_frac(&rng, 127), out = { 42, 43 };
		struct jam_frac b = big_any_frac(&rng, 127);
		struct big num, den, left, right;
		jam_i128 g = gcd(a.den, b.den);

		expect(op, a, b, &num, &den);
		if (op(a, b, &out)) {
			assert_equals(out, num, den);
			fits++;
			continue;
		}
		left = big_multiply(num_of(a), big_of(b.den / g));
		right = big_multiply(num_of(b), big_of(a.den / g));
		if (op == jam_frac_sub)
			right = big_negate(right);
		assert_true(big_bits(left) > 127 || big_bits(right) > 127 ||
			    big_bits(big_add(left, right)) > 127 ||
			    big_bits(den) > 127);
		assert_true(out.num == 42);
	}
	assert_true(fits > ROUNDS / 10 && fits < ROUNDS * 9 / 10);
}

static void
test_add_edges(void **state)
{
	struct jam_frac most = { LARGEST, 1 }, one = { 1, 1 }, out;

	(void)state;
	assert_false(jam_frac_add(most, one, &out));
	assert_true(jam_frac_sub(most, one, &out));
	assert_true(out.num == LARGEST - 1);
	assert_true(jam_frac_sub(most, most, &out));
	assert_frac_equal(out, 0, 1);
	assert_true(jam_frac_sub((struct jam_frac){ 0, 1 }, most, &out));
	assert_true(out.num == -LARGEST);
	/* The sum's own gcd comes from that of the denominators. */
	assert_true(jam_frac_add((struct jam_frac){ 1, 6 },
				 (struct jam_frac){ 1, 10 }, &out));
	assert_frac_equal(out, 4, 15);
	assert_true(jam_frac_add((struct jam_frac){ 1, LARGEST },
				 (struct jam_frac){ -1, LARGEST }, &out));
	assert_frac_equal(out, 0, 1);
}

static int
sign_of(int n)
{
	return (n > 0) - (n < 0);
}

static void
assert_compares(struct jam_frac a, struct jam_frac b)
{
	int expected = big_compare(big_multiply(num_of(a), den_of(b)),
				   big_multiply(num_of(b), den_of(a)));

	assert_int_equal(sign_of(jam_frac_compare(a, b)), expected);
	assert_int_equal(sign_of(jam_frac_compare(b, a)), -expected);
}

static void
test_compare(void **state)
{
	struct jam_rng rng = { { 17, 18, 19, 20 } };

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		uint32_t bits = i % 2 == 0 ? 127 : 4;
		struct jam_frac a = big_any_frac(&rng, bits);

		assert_compares(a, big_any_frac(&rng, bits));
		assert_int_equal(jam_frac_compare(a, a), 0);
	}
	/* Neighbours: their continued fractions part at the last step. */
	assert_compares((struct jam_frac){ LARGEST, LARGEST - 1 },
			(struct jam_frac){ LARGEST - 1, LARGEST - 2 });
	for (size_t i = 0; i < ROUNDS / 10; i++) {
		struct jam_frac a = big_any_frac(&rng, 126);
		jam_i128 shift = big_any_number(&rng, 3);

		assert_compares(a, jam_frac_make(a.num + shift, a.den));
		assert_compares(a, jam_frac_make(a.num, a.den + shift));
	}
	/* Convergents of the golden ratio, the longest run of steps. */
	jam_i128 p = 1, q = 1;

	while (q < LARGEST / 2 - p) {
		assert_compares((struct jam_frac){ p, q },
				(struct jam_frac){ p + q, p });
		p = p + q;
		q = p - q;
	}
}

/* n is num / den in units of 10^-decimals, half away from zero. */
static void
assert_rounded(struct jam_frac a, unsigned decimals, int64_t n)
{
	struct big p =
	    big_multiply(big_size(num_of(a)), big_power(10, decimals));
	struct big q = den_of(a), two = big_of(2);
	struct big size = big_size(big_of(n)), low, high;

	/* 2n - 1 <= 2p / q < 2n + 1, all in sizes */
	low = big_multiply(q, big_add(big_multiply(two, size), big_of(-1)));
	high = big_multiply(q, big_add(big_multiply(two, size), big_of(1)));
	p = big_multiply(p, two);
	assert_true(big_compare(low, p) <= 0 && big_compare(p, high) < 0);
	assert_true(n == 0 || (n < 0) == (a.num < 0));
}

static void
test_round_known(void **state)
{
	static const struct {
		int num, den;
		unsigned decimals;
		int64_t rounded;
	} known[] = {
		{ 1, 2, 0, 1 },		  { -1, 2, 0, -1 },  { 1, 3, 2, 33 },
		{ 2, 3, 2, 67 },	  { -2, 3, 2, -67 }, { 5, 2, 0, 3 },
		{ 49, 99, 0, 0 },	  { 1, 8, 2, 13 },   { -1, 8, 2, -13 },
		{ 7, 1, 3, 7000 },	  { 1, 2000, 3, 1 }, { 0, 1, 9, 0 },
		{ 11, 3, 9, 3666666667 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		int64_t n = 0;

		assert_true(
		    jam_frac_round(jam_frac_make(known[i].num, known[i].den),
				   known[i].decimals, &n));
		assert_i64_equal(n, known[i].rounded);
	}
}

static void
test_round(void **state)
{
	struct jam_rng rng = { { 21, 22, 23, 24 } };
	size_t fits = 0;

	(void)state;
	for (size_t i = 0; i < ROUNDS; i++) {
		struct jam_frac a = big_any_frac(&rng, i % 3 == 0 ? 12 : 127);
		unsigned decimals = jam_rng_below(&rng, 10);
		int64_t n = 42;

		if (jam_frac_round(a, decimals, &n)) {
			assert_rounded(a, decimals, n);
			fits++;
			continue;
		}
		/* |2 p 10^d| >= q (2^64 - 1): past the ends of 64 bits */
		assert_true(
		    big_compare(
			big_multiply(
			    big_multiply(big_of(2), big_size(num_of(a))),
			    big_power(10, decimals)),
			big_multiply(den_of(a), big_add(big_power(2, 64),
							big_of(-1)))) >= 0);
		assert_i64_equal(n, 42);
	}
	assert_true(fits > ROUNDS / 2 && fits < ROUNDS);
}

static void
test_round_edges(void **state)
{
	jam_i128 past = (jam_i128)1 << 63;
	int64_t n;

	(void)state;
	assert_true(jam_frac_round(jam_frac_make(-past, 1), 0, &n));
	assert_i64_equal(n, INT64_MIN);
	assert_false(jam_frac_round(jam_frac_make(past, 1), 0, &n));
	assert_false(jam_frac_round(jam_frac_make(2 * past - 1, 2), 0, &n));
	assert_true(jam_frac_round(jam_frac_make(2 * past - 1, -2), 0, &n));
	assert_i64_equal(n, INT64_MIN);
	assert_false(jam_frac_round(jam_frac_make(2 * past + 1, -2), 0, &n));
	assert_true(jam_frac_round(jam_frac_make(4 * past - 3, 4), 0, &n));
	assert_i64_equal(n, INT64_MAX);
	/* Times 10^9 it is 0 modulo 2^128. */
	assert_false(
	    jam_frac_round(jam_frac_make((jam_i128)1 << 119, 1), 9, &n));
	assert_true(jam_frac_round(jam_frac_make(LARGEST - 1, LARGEST), 9, &n));
	assert_i64_equal(n, 1000000000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_make),
		cmocka_unit_test(test_operations_small),
		cmocka_unit_test(test_multiply_large),
		cmocka_unit_test(test_add_large),
		cmocka_unit_test(test_add_edges),
		cmocka_unit_test(test_compare),
		cmocka_unit_test(test_round_known),
		cmocka_unit_test(test_round),
		cmocka_unit_test(test_round_edges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
