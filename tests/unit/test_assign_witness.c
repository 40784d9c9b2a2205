/* SPDX-License-Identifier: MIT */
/* Refusals: the numbers are recomputed, the hints are taken. */
#include "tests/unit/jam_test.h"

#include <string.h>

#include "core/policy/assign.h"
#include "tests/unit/assign_cases.h"
#include "tests/unit/oracle_flow.h"

static bool
is_in(const uint32_t *list, size_t n, uint32_t x)
{
	for (size_t k = 0; k < n; k++)
		if (list[k] == x)
			return true;
	return false;
}

static uint64_t
count_allowed(const struct oracle_case *c, uint32_t i)
{
	uint64_t n = 0;

	for (uint32_t j = 0; j < c->projects; j++)
		n += c->allowed[i * c->projects + j];
	return n;
}

static void
check_batch(const struct oracle_case *c, const struct jam_assign_witness *w)
{
	size_t short_of = 0;

	for (uint32_t i = 0; i < c->judges; i++)
		if (count_allowed(c, i) < c->need[i]) {
			short_of++;
			assert_true(is_in(w->judges, w->judges_len, i));
			assert_true(count_allowed(c, i) >=
				    count_allowed(c, w->judges[0]));
		}
	assert_u64_equal(w->judges_len, short_of);
	assert_true(w->room < w->need);
}

/* The sums of the cut: what stands, what X needs, pairs across. */
static void
check_cut(const struct oracle_case *c, const struct jam_assign_witness *w)
{
	bool under = w->block == JAM_ASSIGN_BLOCK_UNDER;
	uint64_t stand = 0, seats = 0, pairs = 0;
	uint64_t all = (uint64_t)w->cap * w->projects_len;

	for (size_t z = 0; z < w->projects_len; z++)
		stand += c->fixed[w->projects[z]];
	for (uint32_t i = 0; i < c->judges; i++) {
		bool x = is_in(w->judges, w->judges_len, i);

		if (x)
			seats += c->need[i];
		for (uint32_t j = 0; j < c->projects && c->need[i] > 0; j++)
			pairs +=
			    c->allowed[i * c->projects + j] && x == !under &&
			    is_in(w->projects, w->projects_len, j) == under;
	}
	assert_u64_equal(w->stand, stand);
	assert_u64_equal(w->seats, seats);
	assert_u64_equal(w->pairs, pairs);
	if (under) {
		assert_true(w->cap <= w->want_min);
		assert_true(stand + seats + pairs < all);
	} else {
		assert_true(w->cap >= w->want_max);
		assert_true(stand + seats > all + pairs);
	}
}

static void
check_site(const struct jam_assign_problem *p, const struct oracle_case *c,
	   const struct jam_assign_witness *w)
{
	uint64_t need = 0, elsewhere = 0, away = 0;

	for (uint32_t i = 0; i < p->judges; i++) {
		if (p->judge_site[i] == w->site)
			need += c->need[i];
		else
			elsewhere += c->need[i] > 0;
	}
	for (uint32_t j = 0; j < p->projects; j++)
		away += p->project_site[j] != w->site;
	if (w->block == JAM_ASSIGN_BLOCK_ROOM) {
		uint64_t more = c->seats % p->projects;

		assert_u64_equal(w->need, need);
		assert_u64_equal(w->room, c->seats / p->projects * away +
					      (more < away ? more : away));
	} else {
		assert_u64_equal(w->need, c->seats / p->projects);
		assert_u64_equal(w->room, elsewhere);
	}
	assert_true(w->need > w->room);
}

static void
check_hints(const struct jam_assign_problem *p,
	    const struct jam_assign_witness *w, struct jam_arena *arena)
{
	for (size_t h = 0; h < w->hints_len; h++) {
		const struct jam_assign_hint *hint = w->hints + h;
		struct jam_assign_problem with =
		    jam_assign_take(p, hint, arena);
		struct jam_assign_witness none;
		struct jam_assign_plan plan;

		assert_true(jam_assign(&with, arena, NULL, &plan, &none));
		assert_u64_equal(plan.load_min, hint->load_min);
		assert_u64_equal(plan.load_max, hint->load_max);
		if (hint->change == JAM_ASSIGN_TRY_KEPT)
			assert_u64_equal(plan.moved_len, hint->n);
	}
}

static struct jam_assign_names
names_of(const struct jam_assign_problem *p, struct jam_arena *arena)
{
	const char **judge = jam_alloc_array(arena, p->judges, sizeof(*judge));
	const char **project =
	    jam_alloc_array(arena, p->projects, sizeof(*project));
	const char **site = jam_alloc_array(arena, p->sites, sizeof(*site));
	uint32_t *number = jam_alloc_array(arena, p->projects, sizeof(*number));

	for (uint32_t i = 0; i < p->judges; i++)
		judge[i] = jam_format(arena, "j%u@example.org", i);
	for (uint32_t j = 0; j < p->projects; j++) {
		project[j] =
		    j == 24 ? "Probe the probes" : jam_format(arena, "P%u", j);
		number[j] = j + 1;
	}
	for (uint32_t s = 0; s < p->sites; s++)
		site[s] = s == 0 ? "london" : jam_format(arena, "site%u", s);
	return (struct jam_assign_names){ judge, project, number, site };
}

static void
refusals(void **state)
{
	static const struct jam_case_shape shape = { 12,   8,	 3,   true,
						     true, true, true };
	uint32_t seen[JAM_ASSIGN_BLOCK_UNDER + 1] = { 0 };
	struct jam_rng rng;

	jam_rng_init(&rng, 11, 0);
	for (int n = 0; n < 100 + jam_test_cases(1000);) {
		struct jam_mark mark = jam_arena_mark(*state);
		struct jam_assign_problem p =
		    jam_case_random(*state, &rng, &shape);
		struct jam_assign_names names = names_of(&p, *state);
		struct jam_error err = { .code = JAM_OK };
		struct jam_assign_witness w;
		struct jam_assign_plan plan;
		struct oracle_case c;

		if (jam_assign(&p, *state, NULL, &plan, &w)) {
			jam_arena_reset(*state, mark);
			continue;
		}
		n++;
		seen[w.block]++;
		oracle_case_make(&c, &p, *state);
		if (w.block == JAM_ASSIGN_BLOCK_BATCH)
			check_batch(&c, &w);
		else if (w.block >= JAM_ASSIGN_BLOCK_OVER)
			check_cut(&c, &w);
		else
			check_site(&p, &c, &w);
		check_hints(&p, &w, *state);
		assert_false(jam_assign_refuse(&p, &w, &names, *state, &err));
		assert_int_equal(err.code, JAM_E_NO);
		jam_arena_reset(*state, mark);
	}
	assert_true(seen[JAM_ASSIGN_BLOCK_BATCH] > 0);
	assert_true(seen[JAM_ASSIGN_BLOCK_ROOM] > 0);
	assert_true(seen[JAM_ASSIGN_BLOCK_OVER] > 0);
	assert_true(seen[JAM_ASSIGN_BLOCK_UNDER] > 0);
}

static void
refuse(struct jam_assign_problem *p, struct jam_arena *arena,
       struct jam_error *err)
{
	struct jam_assign_names names = names_of(p, arena);
	struct jam_assign_witness w;
	struct jam_assign_plan plan;

	assert_false(jam_assign(p, arena, NULL, &plan, &w));
	assert_false(jam_assign_refuse(p, &w, &names, arena, err));
	check_hints(p, &w, arena);
}

/* 14 of 24 judges and projects in London, which forbids its own. */
static void
worked_site(void **state)
{
	struct jam_assign_problem p =
	    jam_case_event(*state, 24, 24, 5, 1, JAM_ASSIGN_FORBID);
	struct jam_error err = { .code = JAM_OK };
	uint32_t *site = jam_alloc_array(*state, 24, sizeof(*site));

	for (uint32_t i = 14; i < 24; i++)
		site[i] = JAM_ASSIGN_NONE;
	p.judge_site = p.project_site = site;
	refuse(&p, *state, &err);
	assert_string_equal(
	    err.message,
	    "no assignment with loads of 5..5: site london has 14 of 24 judges "
	    "and 14 of 24 projects; its judges need 70 seats outside london, "
	    "but the 10 projects elsewhere take 50; best possible loads 3..7");
	assert_string_equal(
	    err.hint,
	    "--relax site:london keeps 20 seats in london (loads 5..5); or 7 "
	    "more judges from elsewhere (loads 6..7); or --relax balance "
	    "(loads 3..7)");
}

/* London's one project needs five judges from elsewhere; there are two. */
static void
worked_raters(void **state)
{
	struct jam_assign_problem p =
	    jam_case_event(*state, 10, 6, 3, 1, JAM_ASSIGN_FORBID);
	struct jam_error err = { .code = JAM_OK };
	uint32_t *judge = jam_alloc_array(*state, 10, sizeof(*judge));
	uint32_t *project = jam_alloc_array(*state, 6, sizeof(*project));

	judge[8] = judge[9] = JAM_ASSIGN_NONE;
	for (uint32_t j = 1; j < 6; j++)
		project[j] = JAM_ASSIGN_NONE;
	p.judge_site = judge;
	p.project_site = project;
	refuse(&p, *state, &err);
	assert_error(&err, JAM_E_NO,
		     "site london has 8 of 10 judges and 1 of 6 projects; each "
		     "of its projects needs 5 judges from elsewhere, and there "
		     "are 2");
}

/* A project comes when all batches are full. */
static void
worked_late(void **state)
{
	struct jam_assign_problem late,
	    p = jam_case_event(*state, 24, 24, 5, 0, JAM_ASSIGN_ALLOW);
	struct jam_error err = { .code = JAM_OK };
	struct jam_assign_witness w;
	struct jam_assign_plan plan;

	assert_true(jam_assign(&p, *state, NULL, &plan, &w));
	jam_case_store(&p, &plan, *state);
	late = jam_case_event(*state, 24, 25, 5, 0, JAM_ASSIGN_ALLOW);
	late.seats = p.seats;
	late.seats_len = p.seats_len;
	refuse(&late, *state, &err);
	assert_string_equal(
	    err.message,
	    "loads of 4..5 are impossible while given projects stay given: "
	    "project \"Probe the probes\" (#25) has 0 ratings to come, all "
	    "batches are full");
	assert_string_equal(
	    err.hint,
	    "--relax kept moves 4 open seats nobody has seen (loads 4..5); or "
	    "--batch 6 (loads 5..6); or --relax balance stores loads 0..5");
}

/* A judge who may rate three projects only. */
static void
worked_batch(void **state)
{
	struct jam_assign_problem p =
	    jam_case_event(*state, 24, 24, 5, 2, JAM_ASSIGN_FORBID);
	struct jam_error err = { .code = JAM_OK };
	struct jam_assign_bar bars[9];

	for (uint32_t n = 0; n < 9; n++)
		bars[n] = (struct jam_assign_bar){ 0, 2 * n + 1,
						   JAM_ASSIGN_DECLARED };
	p.bars = bars;
	p.bars_len = 9;
	refuse(&p, *state, &err);
	assert_string_equal(
	    err.message,
	    "judge j0@example.org may rate 3 of 24 projects: 1 own, 9 "
	    "declared, 11 own site; a batch is 5");
	assert_error(&err, JAM_E_NO, "--batch 3 (loads 3..3)");
	assert_error(&err, JAM_E_NO, "--relax batch (loads 4..5)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(refusals),	 JAM_TEST(worked_site),
		JAM_TEST(worked_raters), JAM_TEST(worked_late),
		JAM_TEST(worked_batch),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
