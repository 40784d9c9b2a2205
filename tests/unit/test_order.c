/* SPDX-License-Identifier: MIT */
/* Both sorts: in order, stable, nothing lost. */
#include <string.h>

#include "core/base/rng.h"
#include "core/policy/order.h"
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(sorts_are_stable_and_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
