/* SPDX-License-Identifier: MIT */
/*
 * Both sorts: in order, stable, nothing lost; ranks by the numbers alone; and
 * gaps in a ranking.
 */
#include <string.h>

#include "core/base/rng.h"
#include "core/policy/order.h"
#include "core/policy/rank.h"
#include "core/policy/value.h"
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

/* N + 1/m, N + 1/(m - 1) and the first once more, as 2(Nm + 1) / 2m. */
static void
close_values(struct jam_value v[3], int64_t n, int64_t m)
{
	jam_value_set(&v[0], n * m + 1, m);
	jam_value_set(&v[1], n * (m - 1) + 1, m - 1);
	jam_value_set(&v[2], 2 * (n * m + 1), 2 * m);
}

/* Whether they were ranked without a look at the fractions. */
static bool
ranked_apart(struct jam_value v[3], bool squared, struct jam_arena *arena)
{
	uint32_t projects[3] = { 0, 1, 2 }, rank[3];
	struct jam_value_most most = { 0 };
	bool sure;

	for (int i = 0; i < 3; i++) {
		if (squared)
			jam_value_square(&v[i]);
		jam_value_note(&most, &v[i], squared);
	}
	sure = jam_value_sure(&most);
	jam_rank(projects, 3, jam_rank_by_value(v, sure), rank, arena);
	assert_int_equal(rank[1], 1);
	assert_int_equal(rank[0], 2);
	assert_int_equal(rank[2], 2);
	assert_int_equal(projects[1], 0);
	return sure;
}

/* The closer two fractions, the larger their terms: up to the edge, and over.
 */
static void
close_fractions_are_parted_and_equal_ones_not(void **state)
{
	struct jam_value v[3];
	int sure = 0, unsure = 0;

	for (int n = 0; n < 24; n++) {
		for (int m = 2; m < 21; m++) {
			for (int squared = 0; squared < 2; squared++) {
				close_values(v, INT64_C(1) << n,
					     INT64_C(1) << m);
				if (ranked_apart(v, squared != 0, *state))
					sure++;
				else
					unsure++;
			}
		}
	}
	assert_true(sure > 400 && unsure > 100);
}

/* Sure or not, tied ones stand by index, wherever they stood before. */
static void
tied_ones_stand_by_index(void **state)
{
	uint32_t projects[4] = { 3, 1, 2, 0 }, rank[4];
	struct jam_value v[4];

	for (int i = 0; i < 4; i++)
		jam_value_set(&v[i], i == 2 ? 2 : 1, 3);
	jam_rank(projects, 4, jam_rank_by_value(v, true), rank, *state);
	assert_memory_equal(projects, ((uint32_t[]){ 2, 0, 1, 3 }),
			    sizeof(projects));
	assert_memory_equal(rank, ((uint32_t[]){ 2, 2, 1, 2 }), sizeof(rank));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(sorts_are_stable_and_agree),
		JAM_TEST(gaps_close),
		JAM_TEST(close_fractions_are_parted_and_equal_ones_not),
		JAM_TEST(tied_ones_stand_by_index),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
