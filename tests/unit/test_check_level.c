/* SPDX-License-Identifier: MIT */
/* Could loads be more even?  Against the closure of all single steps. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/rng.h"
#include "core/policy/check_level.h"
#include "tests/unit/jam_test.h"

#define MOST 6

struct grid {
	bool allowed[MOST][MOST]; /* [judge][project] */
};

static bool
allowed(const void *context, uint32_t judge, uint32_t project)
{
	return ((const struct grid *)context)->allowed[judge][project];
}

/* reach[p][q]: a seat of p can be passed on, step by step, until q has it. */
static void
close_steps(const struct jam_check_level *l, bool reach[MOST][MOST])
{
	memset(reach, 0, MOST * sizeof(reach[0]));
	for (uint32_t g = 0; g < l->gives; g++)
		for (uint32_t q = 0; q < l->projects; q++)
			if (q != l->give[g].project &&
			    l->allowed(l->context, l->give[g].judge, q))
				reach[l->give[g].project][q] = true;
	for (uint32_t via = 0; via < l->projects; via++)
		for (uint32_t p = 0; p < l->projects; p++)
			for (uint32_t q = 0; q < l->projects; q++)
				reach[p][q] |= reach[p][via] && reach[via][q];
}

static void
check(const struct jam_check_level *l, struct jam_arena *arena)
{
	bool reach[MOST][MOST], any = false;
	uint32_t from = UINT32_MAX, to = UINT32_MAX;

	close_steps(l, reach);
	for (uint32_t p = 0; p < l->projects; p++)
		for (uint32_t q = 0; q < l->projects; q++)
			any |= reach[p][q] && l->load[q] + 2 <= l->load[p];
	assert_int_equal(jam_check_level_find(l, arena, &from, &to), any);
	if (any) {
		assert_true(reach[from][to]);
		assert_true(l->load[to] + 2 <= l->load[from]);
	}
}

static void
test_against_closure(void **state)
{
	struct jam_check_give give[2 * MOST];
	uint32_t load[MOST];
	struct jam_rng rng;
	struct grid grid;

	jam_rng_init(&rng, 7, 1);
	for (int turn = 0; turn < 20000; turn++) {
		struct jam_check_level l = {
			.judges = 1 + jam_rng_below(&rng, MOST),
			.projects = 1 + jam_rng_below(&rng, MOST),
			.load = load,
			.give = give,
			.gives = jam_rng_below(&rng, 2 * MOST + 1),
			.allowed = allowed,
			.context = &grid,
		};
		uint32_t rare = 1 + jam_rng_below(&rng, 4);

		for (uint32_t j = 0; j < l.projects; j++)
			load[j] = jam_rng_below(&rng, 5);
		for (uint32_t g = 0; g < l.gives; g++)
			give[g] = (struct jam_check_give){
				jam_rng_below(&rng, l.judges),
				jam_rng_below(&rng, l.projects)
			};
		for (uint32_t i = 0; i < l.judges; i++)
			for (uint32_t j = 0; j < l.projects; j++)
				grid.allowed[i][j] =
				    jam_rng_below(&rng, rare) == 0;
		check(&l, *state);
	}
}

/* Two steps: the seat of 0 goes to 1, one of 1 to 2. */
static void
test_through_another(void **state)
{
	const struct jam_check_give give[] = { { 0, 0 }, { 1, 1 } };
	const uint32_t load[] = { 3, 2, 1 };
	struct grid grid = { .allowed[0][1] = true, .allowed[1][2] = true };
	struct jam_check_level l = { 2, 3, load, give, 2, allowed, &grid };
	uint32_t from = 9, to = 9;

	assert_true(jam_check_level_find(&l, *state, &from, &to));
	assert_int_equal(from, 0);
	assert_int_equal(to, 2);
	grid.allowed[1][2] = false;
	assert_false(jam_check_level_find(&l, *state, &from, &to));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_against_closure),
		JAM_TEST(test_through_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
