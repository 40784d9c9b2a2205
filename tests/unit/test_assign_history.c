/* SPDX-License-Identifier: MIT */
/* Runs again and again, while a jam goes on; each is proved from its rows. */
#include "tests/unit/jam_test.h"

#include <string.h>

#include "tests/unit/assign_world.h"

#define STEPS 4

/* What an organizer would do: plainly, else move, else give up balance. */
static void
run_once(struct world *w, struct jam_arena *arena, struct jam_assign_plan *plan,
	 struct jam_assign_problem *p)
{
	static const unsigned relax[] = {
		0, JAM_ASSIGN_RELAX_KEPT, JAM_ASSIGN_RELAX_BATCH,
		JAM_ASSIGN_RELAX_KEPT | JAM_ASSIGN_RELAX_BATCH,
		JAM_ASSIGN_RELAX_BATCH | JAM_ASSIGN_RELAX_BALANCE
	};
	struct jam_assign_witness witness;

	for (size_t r = 0; r < sizeof(relax) / sizeof(*relax); r++) {
		w->relax = relax[r];
		*p = world_problem(w, arena);
		if (jam_assign(p, arena, NULL, plan, &witness))
			return;
	}
	fail_msg("no relaxation helps");
}

/* What is rated, skipped or seen stays, unless it became illegal. */
static void
nothing_locked_moves(const struct jam_assign_problem *p,
		     const struct jam_assign_plan *plan)
{
	for (size_t m = 0; m < plan->moved_len; m++) {
		const struct jam_assign_seat *s =
		    p->seats + plan->moved[m].seat;

		assert_false(s->locked);
		assert_int_equal(s->state, JAM_ASSIGN_OPEN);
	}
	for (size_t d = 0; d < plan->dropped_len; d++)
		assert_int_equal(p->seats[plan->dropped[d].seat].state,
				 JAM_ASSIGN_OPEN);
	assert_true(plan->moved_len == 0 ||
		    (p->relax & JAM_ASSIGN_RELAX_KEPT) != 0);
}

/* Of rated seats, some are illegal now, and are named; nothing else is. */
static void
prove(struct world *w, struct jam_assign_figures *stored,
      struct jam_arena *arena)
{
	struct jam_assign_problem p;
	struct jam_check_facts f = world_facts(w, &p, arena);
	struct jam_check_report report;
	uint32_t broken;
	bool same;

	world_digest(&f, stored);
	same = jam_check_assign(&f, stored, 500, arena, NULL, &report);
	assert_int_equal(same, report.differences_len == 0);
	broken = report.broken[0] + report.broken[1] + report.broken[2] +
		 report.broken[3];
	if (report.differences_len != broken)
		fail_msg("%s", report.differences[report.differences_len - 1]);
}

static void
one_history(struct jam_arena *arena, uint64_t seed)
{
	struct world w;

	world_begin(&w, seed, 9, 6, 2 + seed % 2);
	for (int step = 0; step < STEPS; step++) {
		struct jam_mark mark = jam_arena_mark(arena);
		struct jam_assign_figures figures;
		struct jam_assign_problem p;
		struct jam_assign_plan plan;

		run_once(&w, arena, &plan, &p);
		nothing_locked_moves(&p, &plan);
		jam_assign_measure(&p, &plan, 500, arena, NULL, &figures);
		world_take(&w, &p, &plan);
		prove(&w, &figures, arena);
		run_once(&w, arena, &plan, &p);
		assert_u64_equal(plan.seats + plan.moved_len, 0);
		assert_u64_equal(plan.dropped_len, 0);
		for (int n = 0; n < 3; n++)
			world_step(&w);
		jam_arena_reset(arena, mark);
	}
}

static void
histories(void **state)
{
	for (uint64_t seed = 0; seed < (uint64_t)jam_test_cases(10000); seed++)
		one_history(*state, seed);
}

int
main(void)
{
	const struct CMUnitTest tests[] = { JAM_TEST(histories) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
