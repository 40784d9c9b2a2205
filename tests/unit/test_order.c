/* SPDX-License-Identifier: MIT */
/* Both sorts: in order, stable, nothing lost; and gaps in a ranking. */
#include <string.h>

#include "core/base/rng.h"
#include "core/policy/order.h"
#include "core/policy/rank.h"
#include "tests/unit/jam_test.h"

#define MOST 3000

static int
downwards(const void *context, uint32_t a, uint32_t b)
{
	const double *values = context;

	return (values[a] < values[b]) - (values[a] > values[b]);
}

static void
sorts_are_stable_and_agree(void **state)
{
	static const double special[] = { 0.0, -0.0, 1e300, -1e300, 1e-310 };
	double values[MOST];
	uint32_t a[MOST], b[MOST], n;
	struct jam_rng rng;

	jam_rng_init(&rng, 3, 0);
	for (int round = 0; round < 200; round++) {
		n = round < 40 ? (uint32_t)round : jam_rng_below(&rng, MOST);
		for (uint32_t k = 0; k < n; k++) {
			a[k] = b[k] = k;
			values[k] = (double)jam_rng_below(&rng, 50) - 25;
			if (round % 2 == 0)
				values[k] *= jam_rng_uniform(&rng);
			if (jam_rng_below(&rng, 20) == 0)
				values[k] = special[jam_rng_below(&rng, 5)];
		}
		jam_rng_shuffle(&rng, a, n);
		memcpy(b, a, sizeof(a));
		jam_order_sort(a, n, downwards, values, *state);
		for (uint32_t k = 1; k < n; k++)
			assert_true(values[a[k - 1]] >= values[a[k]]);
		jam_order_values(b, n, values, *state);
		assert_memory_equal(a, b, n * sizeof(*a));
	}
}

/* 1, 2, 2, 4, 5: what is left has the ranks it would have had alone. */
static void
gaps_close(void **state)
{
	const int64_t one[] = { 2 }, tied[] = { 2, 2 }, first[] = { 1, 4 };

	(void)state;
	assert_int_equal(jam_rank_without(1, NULL, 0), 1);
	assert_int_equal(jam_rank_without(1, one, 1), 1);
	assert_int_equal(jam_rank_without(2, one, 1), 2);
	assert_int_equal(jam_rank_without(4, one, 1), 3);
	assert_int_equal(jam_rank_without(4, tied, 2), 2);
	assert_int_equal(jam_rank_without(2, first, 2), 1);
	assert_int_equal(jam_rank_without(5, first, 2), 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(sorts_are_stable_and_agree),
		JAM_TEST(gaps_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
