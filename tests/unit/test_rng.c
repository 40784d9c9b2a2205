/* SPDX-License-Identifier: MIT */
/* Random numbers: the published vectors, the ranges, the normal quantile. */
#include <math.h>
#include <string.h>

#include "core/base/rng.h"
#include "tests/unit/jam_test.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
start(struct jam_rng *rng, uint64_t candidate)
{
	jam_rng_init(rng, jam_rng_seed("jam-test"), candidate);
}

static void
test_splitmix(void **state)
{
	static const uint64_t expected[] = { UINT64_C(6457827717110365317),
					     UINT64_C(3203168211198807973),
					     UINT64_C(9817491932198370423) };
	uint64_t x = 1234567;

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++)
		assert_u64_equal(jam_splitmix(&x), expected[i]);
}

static void
test_xoshiro(void **state)
{
	static const uint64_t expected[] = { 11520, 0, 1509978240,
					     UINT64_C(1215971899390074240) };
	struct jam_rng rng = { { 1, 2, 3, 4 } };

	(void)state;
	for (size_t i = 0; i < COUNT(expected); i++)
		assert_u64_equal(jam_rng_next(&rng), expected[i]);
}

static void
test_seed_and_state(void **state)
{
	static const uint64_t states[2][4] = {
		{ 0xeaacf27caeafdea7, 0xe2a5e4842d42a553, 0x7b6cc2c917766b42,
		  0x7535969779ee7eac },
		{ 0x0999a4538460f2d0, 0x4c0bc23f23a29000, 0x8715aad6dff68909,
		  0x899bbdbe646c4a20 },
	};
	static const uint64_t outputs[] = { 0x94959dfa5b87cd66,
					    0x73265b8fa0f80020,
					    0xc3fcb8e0db90fa98,
					    0xd80e9a3c7e5386db };
	struct jam_rng rng;

	(void)state;
	assert_u64_equal(jam_rng_seed("jam-test"), 0xe75079c3926aed68);
	for (size_t c = 0; c < 2; c++) {
		start(&rng, c);
		for (size_t i = 0; i < 4; i++)
			assert_u64_equal(rng.s[i], states[c][i]);
	}
	start(&rng, 0);
	for (size_t i = 0; i < COUNT(outputs); i++)
		assert_u64_equal(jam_rng_next(&rng), outputs[i]);
}

static void
test_candidates_follow_each_other(void **state)
{
	uint64_t x = 99;

	(void)state;
	for (uint64_t c = 0; c < 50; c++) {
		struct jam_rng rng;

		jam_rng_init(&rng, 99, c);
		for (size_t i = 0; i < 4; i++)
			assert_u64_equal(rng.s[i], jam_splitmix(&x));
	}
}

/* The inverse of an odd number modulo 2^64, by Newton's steps. */
static uint64_t
inverse(uint64_t odd)
{
	uint64_t x = odd;

	for (int i = 0; i < 6; i++)
		x *= 2 - odd * x;
	return x;
}

/* A generator whose next output is the one given. */
static struct jam_rng
about_to_give(uint64_t output)
{
	uint64_t x = output * inverse(9);

	return (struct jam_rng){ { 1, (x >> 7 | x << 57) * inverse(5), 1, 1 } };
}

static void
test_below(void **state)
{
	static const uint32_t ten[] = { 5, 4, 7, 8, 8, 6, 0, 3, 7, 9, 0, 6 };
	static const uint32_t large[] = { 1349412123, 2296724952, 2531918448,
					  1882975210, 1192485703, 2393157964 };
	size_t seen[7] = { 0 };
	struct jam_rng rng;

	(void)state;
	start(&rng, 0);
	for (size_t i = 0; i < COUNT(ten); i++)
		assert_u64_equal(jam_rng_below(&rng, 10), ten[i]);
	start(&rng, 0);
	for (size_t i = 0; i < COUNT(large); i++)
		assert_u64_equal(jam_rng_below(&rng, 3000000000), large[i]);
	/* The least that is not rejected: 2^32 - n, of n = 3 * 10^9. */
	rng = about_to_give(UINT64_MAX);
	assert_u64_equal(jam_rng_below(&rng, 3000000000), 2999999999);
	assert_u64_equal(jam_rng_below(&rng, 1), 0);
	assert_true(jam_rng_below(&rng, UINT32_MAX) < UINT32_MAX);
	for (size_t i = 0; i < 70000; i++)
		seen[jam_rng_below(&rng, 7)]++;
	for (size_t i = 0; i < 7; i++)
		assert_near((double)seen[i], 10000, 400);
}

static void
test_shuffle(void **state)
{
	static const uint32_t expected[2][10] = {
		{ 8, 2, 1, 0, 3, 7, 9, 6, 4, 5 },
		{ 6, 5, 1, 4, 3, 2, 9, 7, 8, 0 },
	};
	struct jam_rng rng, before;

	(void)state;
	for (size_t c = 0; c < 2; c++) {
		uint32_t items[10];

		for (uint32_t i = 0; i < 10; i++)
			items[i] = i;
		start(&rng, c);
		jam_rng_shuffle(&rng, items, 10);
		for (size_t i = 0; i < 10; i++)
			assert_u64_equal(items[i], expected[c][i]);
	}
	before = rng;
	jam_rng_shuffle(&rng, NULL, 0);
	assert_memory_equal(&rng, &before, sizeof(rng));
}

static void
test_uniform_stays_inside(void **state)
{
	struct jam_rng rng = about_to_give(UINT64_MAX);

	(void)state;
	assert_u64_equal(jam_rng_next(&rng), UINT64_MAX);
	rng = about_to_give(UINT64_MAX);
	assert_true(jam_rng_uniform(&rng) == 1 - 0x1p-53);
	rng = about_to_give(UINT64_MAX);
	assert_near(jam_rng_normal(&rng), 8.2, 0.1);
	rng = about_to_give(0);
	assert_true(jam_rng_uniform(&rng) == 0x1p-54);
	rng = about_to_give(UINT64_C(1) << 63);
	assert_true(jam_rng_uniform(&rng) == 0.5);
	rng = about_to_give(UINT64_C(3) << 62 | 2047);
	assert_true(jam_rng_uniform(&rng) == 0.75);
}

/* By erfc of libm, in the tail that is small. */
static double
normal_below(double z)
{
	return erfc(-z / sqrt(2)) / 2;
}

/* One value a branch from Wichura's paper; more places from R 4.2's qnorm. */
static void
test_quantile_known(void **state)
{
	(void)state;
	assert_true(jam_normal_quantile(0.5) == 0);
	assert_near(jam_normal_quantile(0.25), -0.6744897501960817, 1e-15);
	assert_near(jam_normal_quantile(0.001), -3.090232306167814, 4e-15);
	assert_near(jam_normal_quantile(1e-20), -9.262340089798408, 1e-14);
	assert_near(jam_normal_quantile(0.975), 1.959963984540054, 2e-15);
	assert_true(jam_normal_quantile(0x1p-1074) < -38);
}

static void
test_quantile_inverts(void **state)
{
	double before = -40;

	(void)state;
	for (int i = 1; i < 4000; i++) {
		double p = i / 4000.0, z = jam_normal_quantile(p);

		assert_near(normal_below(z) / p, 1, 4e-15);
		assert_near(jam_normal_quantile(1 - p), -z, 1e-12);
		assert_true(z > before);
		before = z;
	}
	for (double p = 0.01; p > 1e-300; p /= 7) {
		double z = jam_normal_quantile(p);

		/* The relative error of the tail is z^2 that of z. */
		assert_near(normal_below(z) / p, 1, 2e-15 * (1 + z * z));
	}
}

/* Bits, so that a machine, compiler or libm that differs is seen. */
static void
test_normal_has_the_same_bits(void **state)
{
	static const double tails[] = { 0x1p-10, 0x1.8p-9, 0x1p-40, 1e-9 };
	uint64_t sum = 0, bits;
	struct jam_rng rng;

	(void)state;
	start(&rng, 0);
	for (size_t i = 0; i < 100000; i++) {
		double z = jam_rng_normal(&rng);

		memcpy(&bits, &z, sizeof(bits));
		sum = sum * 31 + bits;
	}
	for (size_t i = 0; i < COUNT(tails); i++) {
		double z = jam_normal_quantile(tails[i]);

		memcpy(&bits, &z, sizeof(bits));
		sum = sum * 31 + bits;
	}
	assert_u64_equal(sum, UINT64_C(2808782204540444172));
}

static void
test_normal_moments(void **state)
{
	double sum = 0, squares = 0;
	struct jam_rng rng;

	(void)state;
	start(&rng, 3);
	for (size_t i = 0; i < 200000; i++) {
		double z = jam_rng_normal(&rng);

		sum += z;
		squares += z * z;
	}
	assert_near(sum / 200000, 0, 0.01);
	assert_near(squares / 200000, 1, 0.015);
}

/* A batch gives what single calls give, whatever its length. */
static void
test_normals_in_batches_are_the_same(void **state)
{
	struct jam_rng one, many;
	double out[700];

	(void)state;
	jam_rng_init(&one, 11, 0);
	many = one;
	for (size_t n = 0; n < 700; n += 7) {
		jam_rng_normals(&many, out, n);
		for (size_t k = 0; k < n; k++)
			assert_true(out[k] == jam_rng_normal(&one));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_splitmix),
		cmocka_unit_test(test_xoshiro),
		cmocka_unit_test(test_seed_and_state),
		cmocka_unit_test(test_candidates_follow_each_other),
		cmocka_unit_test(test_below),
		cmocka_unit_test(test_shuffle),
		cmocka_unit_test(test_uniform_stays_inside),
		cmocka_unit_test(test_quantile_known),
		cmocka_unit_test(test_quantile_inverts),
		cmocka_unit_test(test_normal_has_the_same_bits),
		cmocka_unit_test(test_normal_moments),
		cmocka_unit_test(test_normals_in_batches_are_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
