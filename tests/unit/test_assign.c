/* SPDX-License-Identifier: MIT */
/* The assigner against maximum flow, brute force and its own promises. */
#include "tests/unit/jam_test.h"

#include <math.h>
#include <string.h>

#include "core/policy/assign_work.h"
#include "core/policy/graph.h"
#include "tests/unit/assign_cases.h"
#include "tests/unit/oracle_flow.h"

/* Seats after a plan, as a matrix; every one is looked at. */
static bool *
check_plan(const struct jam_assign_problem *p,
	   const struct jam_assign_plan *plan, struct jam_arena *arena)
{
	size_t cells = (size_t)p->judges * p->projects;
	bool *holds = jam_alloc_array(arena, cells, sizeof(bool));
	struct oracle_case c;
	struct jam_graph g;
	size_t n = 0;

	oracle_case_make(&c, p, arena);
	for (size_t m = 0; m < plan->moved_len; m++) {
		const struct jam_assign_seat *s =
		    p->seats + plan->moved[m].seat;

		assert_false(s->locked || s->state != JAM_ASSIGN_OPEN);
		c.allowed[s->judge * p->projects + s->project] = true;
		c.need[s->judge]++;
		c.seats++;
	}
	assert_u64_equal(plan->seats, c.seats);
	for (uint32_t i = 0; i < p->judges; i++) {
		assert_u64_equal(plan->start[i + 1] - plan->start[i],
				 c.need[i]);
		for (uint32_t a = plan->start[i]; a < plan->start[i + 1]; a++)
			assert_true(
			    c.allowed[i * p->projects + plan->project[a]]);
	}
	jam_assign_graph(p, plan, arena, &g);
	for (uint32_t i = 0; i < p->judges; i++)
		for (uint32_t s = g.start[i]; s < g.start[i + 1]; s++, n++) {
			bool *cell = holds + i * p->projects + g.project[s];

			assert_false(*cell);
			*cell = true;
		}
	assert_u64_equal(n, g.start[p->judges]);
	return holds;
}

static void
check_figures(const struct jam_assign_problem *p,
	      const struct jam_assign_plan *plan, const bool *holds,
	      struct jam_arena *arena)
{
	uint32_t min = UINT32_MAX, max = 0;

	for (uint32_t j = 0; j < p->projects; j++) {
		uint32_t load = 0;

		for (uint32_t i = 0; i < p->judges; i++)
			load += holds[i * p->projects + j];
		min = load < min ? load : min;
		max = load > max ? load : max;
	}
	assert_u64_equal(plan->load_min, min);
	assert_u64_equal(plan->load_max, max);
	assert_u64_equal(plan->components, oracle_components(p, holds, arena));
	assert_u64_equal(plan->reciprocal_pairs, oracle_pairs(p, holds));
}

/* Possible exactly when the flow says so, and as even as the flow can be. */
static void
even_as_flow(void **state)
{
	static const struct jam_case_shape shape = { 10,   9,	 3,   true,
						     true, true, true };
	struct jam_rng rng;
	int refused = 0, served = 0;

	jam_rng_init(&rng, 1, 0);
	for (int n = 0; served < jam_test_cases(12000); n++) {
		struct jam_mark mark = jam_arena_mark(*state);
		struct jam_assign_problem p =
		    jam_case_random(*state, &rng, &shape);
		struct jam_assign_witness witness;
		struct jam_assign_plan plan;
		struct oracle_case c;
		uint32_t min, max;
		bool done;

		oracle_case_make(&c, &p, *state);
		done = jam_assign_try(&p, *state, &plan, &witness);
		if (!oracle_served(&c)) {
			assert_false(done);
			assert_int_equal(witness.block, JAM_ASSIGN_BLOCK_BATCH);
			jam_arena_reset(*state, mark);
			continue;
		}
		served++;
		oracle_loads(&c, *state, &min, &max);
		assert_int_equal(done, max - min <= 1);
		assert_u64_equal(plan.load_min, min);
		assert_u64_equal(plan.load_max, max);
		refused += !done;
		jam_arena_reset(*state, mark);
	}
	assert_true(refused > jam_test_cases(1000) && refused < served * 3 / 4);
}

/* Larger ones: 200 judges, 50 projects. */
static void
even_as_flow_large(void **state)
{
	static const struct jam_case_shape shape = { 200,  50,	 4,   true,
						     true, true, true };
	struct jam_rng rng;

	jam_rng_init(&rng, 2, 0);
	for (int n = 0; n < jam_test_cases(200);) {
		struct jam_mark mark = jam_arena_mark(*state);
		struct jam_assign_problem p =
		    jam_case_random(*state, &rng, &shape);
		struct jam_assign_witness witness;
		struct jam_assign_plan plan;
		struct oracle_case c;
		uint32_t min, max;

		oracle_case_make(&c, &p, *state);
		if (oracle_served(&c)) {
			n++;
			oracle_loads(&c, *state, &min, &max);
			assert_int_equal(
			    jam_assign_try(&p, *state, &plan, &witness),
			    max - min <= 1);
			assert_u64_equal(plan.load_min, min);
			assert_u64_equal(plan.load_max, max);
		}
		jam_arena_reset(*state, mark);
	}
}

/* The whole of it: nothing forbidden, nothing twice, figures as they are. */
static void
never_rules(void **state)
{
	static const struct jam_case_shape shape = { 14,   12,	 3,   true,
						     true, true, true };
	struct jam_rng rng;

	jam_rng_init(&rng, 3, 0);
	for (int n = 0; n < jam_test_cases(300);) {
		struct jam_mark mark = jam_arena_mark(*state);
		struct jam_assign_problem p =
		    jam_case_random(*state, &rng, &shape);
		struct jam_assign_witness witness;
		struct jam_assign_plan plan;
		struct oracle_case c;

		p.relax = JAM_ASSIGN_RELAX_BALANCE;
		oracle_case_make(&c, &p, *state);
		if (oracle_served(&c) && p.judges > JAM_ASSIGN_SMALL) {
			const bool *holds;

			assert_true(
			    jam_assign(&p, *state, NULL, &plan, &witness));
			holds = check_plan(&p, &plan, *state);
			check_figures(&p, &plan, holds, *state);
			n++;
		}
		jam_arena_reset(*state, mark);
	}
}

/* Steps 1 to 4 on many more events: no own, declared or double seat. */
static void
never_rules_many(void **state)
{
	struct jam_rng rng;

	jam_rng_init(&rng, 4, 0);
	for (int n = 0; n < jam_test_cases(100000); n++) {
		struct jam_mark mark = jam_arena_mark(*state);
		uint32_t projects = 16 + jam_rng_below(&rng, 10);
		struct jam_assign_problem p = jam_case_event(
		    *state, 6 + jam_rng_below(&rng, 20), projects,
		    1 + jam_rng_below(&rng, 4), 0, JAM_ASSIGN_ALLOW);
		struct jam_assign_work w;

		p.seed = jam_rng_next(&rng);
		jam_assign_prepare(&w, &p, NULL, *state);
		jam_assign_deal(&w, 0);
		jam_assign_soothe(&w);
		jam_assign_fill(&w);
		jam_assign_level(&w);
		jam_assign_connect(&w);
		for (uint32_t a = 0; a < w.slots; a++) {
			uint32_t i = w.owner[a];

			assert_true(p.team[i] != w.at[a]);
			for (uint32_t b = w.judge[i].start; b < a; b++)
				assert_true(w.at[a] != w.at[b]);
		}
		jam_arena_reset(*state, mark);
	}
}

/* --relax kept against all ways there are. */
static void
fewest_moves(void **state)
{
	static const struct jam_case_shape shape = { 5,	   5,	 2,    true,
						     true, true, false };
	struct jam_rng rng;
	int moved = 0;

	jam_rng_init(&rng, 5, 0);
	for (int n = 0; n < jam_test_cases(4000);) {
		struct jam_mark mark = jam_arena_mark(*state);
		struct jam_assign_problem p =
		    jam_case_random(*state, &rng, &shape);
		struct jam_assign_witness witness;
		struct jam_assign_plan plan;
		struct oracle_case c;
		uint64_t squares;
		uint32_t min = 0, max = 0, fewest;

		oracle_case_make(&c, &p, *state);
		if (oracle_served(&c))
			oracle_loads(&c, *state, &min, &max);
		if (max - min > 1) {
			/* Illegal open seats fall first. */
			p.relax = JAM_ASSIGN_RELAX_BALANCE;
			assert_true(
			    jam_assign_try(&p, *state, &plan, &witness));
			p.relax |= JAM_ASSIGN_RELAX_KEPT;
			assert_true(
			    jam_assign(&p, *state, NULL, &plan, &witness));
			if (plan.dropped_len == 0) {
				fewest = oracle_moves(&p, *state, &squares);
				assert_u64_equal(plan.moved_len, fewest);
				check_plan(&p, &plan, *state);
				moved += fewest > 0;
				n++;
			}
		}
		jam_arena_reset(*state, mark);
	}
	assert_true(moved > jam_test_cases(1000));
}

/* --relax kept against minimum-cost flow, up to 60 judges, 20 projects. */
static void
fewest_moves_large(void **state)
{
	static const struct jam_case_shape shape = { 60,   20,	 2,    true,
						     true, true, false };
	struct jam_rng rng;
	size_t moved = 0;

	jam_rng_init(&rng, 9, 0);
	for (int n = 0; n < jam_test_cases(150);) {
		struct jam_mark mark = jam_arena_mark(*state);
		struct jam_assign_problem p =
		    jam_case_random(*state, &rng, &shape);
		struct jam_assign_witness witness;
		struct jam_assign_plan plan;
		struct oracle_case c;

		oracle_case_make(&c, &p, *state);
		p.relax = JAM_ASSIGN_RELAX_BALANCE;
		if (oracle_served(&c) &&
		    jam_assign_try(&p, *state, &plan, &witness) &&
		    plan.load_max - plan.load_min > 1) {
			p.relax |= JAM_ASSIGN_RELAX_KEPT;
			assert_true(
			    jam_assign_try(&p, *state, &plan, &witness));
			assert_u64_equal(plan.moved_len,
					 oracle_cost_moves(&p, *state));
			moved += plan.moved_len;
			n++;
		}
		jam_arena_reset(*state, mark);
	}
	assert_true(moved > (size_t)jam_test_cases(150));
}

/* Small events against all ways there are. */
static void
small_events(void **state)
{
	static const struct jam_case_shape shape = { 7,	   6,	 2,    true,
						     true, true, false };
	struct jam_rng rng;
	int possible = 0, missed = 0;

	jam_rng_init(&rng, 6, 0);
	for (int n = 0; n < jam_test_cases(2000);) {
		struct jam_mark mark = jam_arena_mark(*state);
		struct jam_assign_problem p =
		    jam_case_random(*state, &rng, &shape);
		struct jam_assign_witness witness;
		struct jam_assign_plan plan;
		struct oracle_best best;
		struct oracle_case c;

		if (p.batch > 2)
			p.batch = 2;
		oracle_case_make(&c, &p, *state);
		if (!oracle_served(&c) ||
		    !jam_assign(&p, *state, NULL, &plan, &witness) ||
		    plan.dropped_len > 0) {
			jam_arena_reset(*state, mark);
			continue;
		}
		n++;
		oracle_brute(&p, *state, &best);
		assert_true(best.even);
		check_figures(&p, &plan, check_plan(&p, &plan, *state), *state);
		if (best.components <= 1) {
			possible++;
			missed += plan.components > 1;
			assert_true(plan.connected == JAM_ASSIGN_PERFECT ||
				    plan.connected == JAM_ASSIGN_NOT_FOUND);
		} else {
			assert_u64_equal(plan.components, best.components);
		}
		if (plan.components == best.components)
			assert_u64_equal(plan.reciprocal_pairs, best.pairs);
		jam_arena_reset(*state, mark);
	}
	assert_true(missed * 1000 <= possible);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(even_as_flow), JAM_TEST(even_as_flow_large),
		JAM_TEST(never_rules),	JAM_TEST(never_rules_many),
		JAM_TEST(fewest_moves), JAM_TEST(fewest_moves_large),
		JAM_TEST(small_events),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
