/* SPDX-License-Identifier: MIT */
/* Golden bytes, fair draws, good graphs, and a checker that sees. */
#include "tests/unit/jam_test.h"

#include <stdlib.h>
#include <string.h>

#include "core/policy/assign_figures.h"
#include "tests/unit/assign_cases.h"
#include "tests/unit/assign_world.h"

struct solved {
	struct jam_assign_problem problem;
	struct jam_assign_plan plan;
	struct jam_assign_figures figures;
};

static void
solve(struct solved *s, struct jam_arena *arena)
{
	struct jam_assign_witness w;

	assert_true(jam_assign(&s->problem, arena, NULL, &s->plan, &w));
	jam_assign_measure(&s->problem, &s->plan, JAM_GRAPH_ESTIMATE_MAX, arena,
			   NULL, &s->figures);
}

/* A hash of a plan: the same with every compiler and sanitizer. */
static void
golden_plans(void **state)
{
	static const struct {
		uint32_t judges, projects, sites;
		const char *hex;
	} golden[] = {
		{ 24, 24, 0,
		  "4c3cec676df7e5756eb4fdfef9adea21702e2eb77b480b93e39ac0cd7865"
		  "532f" },
		{ 100, 40, 4,
		  "cae75a72e2ee361961ff8a0d7232c322bbf753f6b9ab40b2de449406bb06"
		  "a9a7" },
		{ 1000, 250, 10,
		  "69e0357423f188ada0c46d01eeb614dfd87061fdbe4d82f79977371c6d73"
		  "3569" },
		{ 3000, 1000, 10,
		  "402fe42b03c2609f542138d181125eebf827e99e63ecb46908beff0e7c4c"
		  "3b6a" },
	};

	for (size_t n = 0; n < sizeof(golden) / sizeof(*golden); n++) {
		struct jam_hasher hasher;
		struct jam_hash hash;
		struct solved s;
		char hex[JAM_ASSIGN_HEX];

		s.problem =
		    jam_case_event(*state, golden[n].judges, golden[n].projects,
				   5, golden[n].sites, JAM_ASSIGN_FORBID);
		s.problem.seed = jam_rng_seed("jam-test");
		solve(&s, *state);
		jam_hash_begin(&hasher);
		for (size_t a = 0; a < s.plan.seats; a++) {
			jam_hash_u32(&hasher, s.plan.project[a]);
			jam_hash_u32(&hasher, s.plan.slot[a]);
		}
		jam_hash_u64(&hasher,
			     (uint64_t)(s.figures.graph.lambda2 * 1e9 + 0.5));
		jam_hash_end(&hasher, &hash);
		jam_hex_write(hex, hash.bytes, sizeof(hash.bytes));
		assert_string_equal(hex, golden[n].hex);
	}
}

/* Section 12 of the specification, and the goals of section 13. */
static void
quality(void **state)
{
	static const struct {
		uint32_t judges, projects;
	} sizes[] = {
		{ 24, 24 }, { 48, 24 }, { 60, 24 }, { 100, 100 }, { 240, 240 }
	};

	for (size_t n = 0; n < sizeof(sizes) / sizeof(*sizes); n++) {
		struct jam_graph_figures *g;
		struct solved s;

		s.problem =
		    jam_case_event(*state, sizes[n].judges, sizes[n].projects,
				   5, 0, JAM_ASSIGN_ALLOW);
		solve(&s, *state);
		g = &s.figures.graph;
		assert_u64_equal(g->components, 1);
		assert_u64_equal(s.figures.reciprocal_pairs, 0);
		assert_true(g->load_max - g->load_min <= 1);
		assert_true(g->efficiency >= 0.93 && g->efficiency <= 1);
		if (sizes[n].projects >= 100)
			assert_true(g->lambda2 >= 0.9 * g->expected_lambda2);
	}
}

/* avoid: the bound of section 8 is met, and then it is proved fewest. */
static void
avoided_sites(void **state)
{
	struct solved s;

	s.problem = jam_case_event(*state, 60, 30, 5, 3, JAM_ASSIGN_AVOID);
	solve(&s, *state);
	assert_u64_equal(s.plan.own_site_seats, 0);
	assert_int_equal(s.plan.own_site, JAM_ASSIGN_PERFECT);
	s.problem = jam_case_event(*state, 24, 24, 5, 1, JAM_ASSIGN_AVOID);
	solve(&s, *state);
	assert_u64_equal(s.plan.own_site_seats, 120);
	assert_int_equal(s.plan.own_site, JAM_ASSIGN_FEWEST);
	assert_u64_equal(s.figures.own_site_seats, 120);
}

/* Too few seats to connect, and what is allowed falling apart. */
static void
parted(void **state)
{
	static const uint32_t odd[] = { 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1 };
	struct jam_assign_bar bars[72];
	struct solved s;
	size_t n = 0;

	s.problem = jam_case_event(*state, 12, 12, 1, 0, JAM_ASSIGN_ALLOW);
	solve(&s, *state);
	assert_u64_equal(s.plan.components, 12);
	assert_int_equal(s.plan.connected, JAM_ASSIGN_FEW_SEATS);
	for (uint32_t i = 0; i < 12; i++)
		for (uint32_t j = 0; j < 12; j++)
			if (odd[i] != odd[j])
				bars[n++] = (struct jam_assign_bar){
					i, j, JAM_ASSIGN_DECLARED
				};
	s.problem = jam_case_event(*state, 12, 12, 3, 0, JAM_ASSIGN_ALLOW);
	s.problem.bars = bars;
	s.problem.bars_len = n;
	solve(&s, *state);
	assert_u64_equal(s.plan.components, 2);
	assert_int_equal(s.plan.connected, JAM_ASSIGN_PARTED);
	assert_true(s.figures.graph.lambda2 == 0);
}

/*
 * Every allowed pair comes as often as every other.  Of a judge's 11 projects
 * 3 are drawn, so a cell's count has variance n * 3/11 * 8/11, and the cells
 * of a judge add up: the sum of squares over (that variance * 11/10) is chi
 * square with 10 degrees for each judge; columns tie judges, too, which takes
 * about 1/12 of the freedom away.  The limit is p = 0.001 of 110 degrees.
 */
static void
fair_draw(void **state)
{
	enum { N = 12, K = 3 };
	int draws = jam_test_cases(10000);
	uint32_t pair[N][N], first[N][N];
	double chi = 0, chi_first = 0;
	double each = (double)draws * K / (N - 1);
	double once = (double)draws / (N - 1);

	memset(pair, 0, sizeof(pair));
	memset(first, 0, sizeof(first));
	for (uint64_t seed = 0; seed < (uint64_t)draws; seed++) {
		struct jam_mark mark = jam_arena_mark(*state);
		struct jam_assign_problem p =
		    jam_case_event(*state, N, N, K, 0, JAM_ASSIGN_ALLOW);
		struct jam_assign_witness w;
		struct jam_assign_plan plan;

		p.seed = seed;
		assert_true(jam_assign(&p, *state, NULL, &plan, &w));
		for (uint32_t i = 0; i < N; i++)
			for (uint32_t a = plan.start[i]; a < plan.start[i + 1];
			     a++) {
				pair[i][plan.project[a]]++;
				if (plan.slot[a] == 1)
					first[i][plan.project[a]]++;
			}
		jam_arena_reset(*state, mark);
	}
	for (uint32_t i = 0; i < N; i++)
		for (uint32_t j = 0; j < N; j++) {
			double a = pair[i][j] - each, b = first[i][j] - once;

			if (i == j)
				continue;
			chi += a * a / (each * 8 / 11 * 11 / 10);
			chi_first += b * b / once;
		}
	assert_true(chi < 161.6);
	assert_true(chi_first < 173.6);
}

static int
by_pair(const void *a, const void *b)
{
	const struct jam_assign_seat *x = a, *y = b;

	if (x->judge != y->judge)
		return x->judge < y->judge ? -1 : 1;
	return (x->project > y->project) - (x->project < y->project);
}

/* Another value in one field of a seat. */
static void
change_field(struct jam_assign_seat *s, const struct jam_assign_problem *p,
	     unsigned field, struct jam_rng *rng)
{
	switch (field) {
	case 0:
		s->slot += 1 + jam_rng_below(rng, 3);
		break;
	case 1:
		s->state = JAM_ASSIGN_SKIPPED;
		break;
	case 2:
		s->project += 1 + jam_rng_below(rng, p->projects - 1);
		s->project %= p->projects;
		break;
	default:
		s->judge += 1 + jam_rng_below(rng, p->judges - 1);
		s->judge %= p->judges;
		break;
	}
}

/* Each field of each stored seat, changed to another; and each seat gone. */
static void
change_each(struct world *w, const struct jam_assign_figures *figures,
	    struct jam_arena *arena)
{
	struct jam_assign_problem p;
	struct jam_check_facts f = world_facts(w, &p, arena);
	const struct jam_assign_seat *all = p.seats;
	struct jam_assign_seat *seats =
	    jam_alloc_array(arena, p.seats_len, sizeof(*seats));
	struct jam_check_report report;
	size_t n = p.seats_len;

	assert_true(jam_check_assign(&f, figures, 500, arena, NULL, &report));
	p.seats = seats;
	for (size_t c = 0; c < 5 * n; c++) {
		struct jam_mark mark = jam_arena_mark(arena);
		size_t s = c / 5;

		memcpy(seats, all, n * sizeof(*seats));
		p.seats_len = n - (c % 5 == 4);
		if (c % 5 < 4)
			change_field(seats + s, &p, c % 5, &w->rng);
		else
			seats[s] = seats[n - 1];
		qsort(seats, p.seats_len, sizeof(*seats), by_pair);
		world_rows(&f, arena);
		assert_false(
		    jam_check_assign(&f, figures, 500, arena, NULL, &report));
		assert_true(report.differences_len > 0);
		jam_arena_reset(arena, mark);
	}
}

static void
tampering(void **state)
{
	for (uint64_t seed = 0; seed < (uint64_t)jam_test_cases(1000); seed++) {
		struct jam_mark mark = jam_arena_mark(*state);
		struct jam_check_facts f;
		struct jam_assign_problem now;
		struct solved s;
		struct world w;

		world_begin(&w, seed, 7, 5, 2);
		w.relax = JAM_ASSIGN_RELAX_BALANCE | JAM_ASSIGN_RELAX_BATCH;
		s.problem = world_problem(&w, *state);
		solve(&s, *state);
		world_take(&w, &s.problem, &s.plan);
		f = world_facts(&w, &now, *state);
		world_digest(&f, &s.figures);
		change_each(&w, &s.figures, *state);
		jam_arena_reset(*state, mark);
	}
}

/* Each figure of a certificate, changed. */
static void
forged_certificate(void **state)
{
	struct jam_assign_figures good, bad;
	struct jam_check_report report;
	struct jam_check_facts f;
	struct jam_assign_problem now;
	struct solved s;
	struct world w;

	world_begin(&w, 5, 11, 8, 3);
	w.relax = JAM_ASSIGN_RELAX_BALANCE | JAM_ASSIGN_RELAX_BATCH;
	s.problem = world_problem(&w, *state);
	solve(&s, *state);
	world_take(&w, &s.problem, &s.plan);
	f = world_facts(&w, &now, *state);
	world_digest(&f, &s.figures);
	good = s.figures;
	assert_true(jam_check_assign(&f, &good, 500, *state, NULL, &report));
#define FORGE(change)                                                         \
	bad = good;                                                           \
	bad.change;                                                           \
	assert_false(jam_check_assign(&f, &bad, 500, *state, NULL, &report)); \
	assert_u64_equal(report.differences_len, 1)
	FORGE(judges++);
	FORGE(projects++);
	FORGE(batch++);
	FORGE(reciprocal_pairs++);
	FORGE(own_site_seats++);
	FORGE(digest[5] ^= 1);
	FORGE(seats++);
	FORGE(graph.load_min++);
	FORGE(graph.load_max++);
	FORGE(graph.batch_min++);
	FORGE(graph.batch_max++);
	FORGE(graph.components++);
	FORGE(graph.lambda2 += 1e-4);
	FORGE(graph.efficiency += 1e-4);
	FORGE(graph.efficiency_bound += 1e-4);
	FORGE(graph.expected_lambda2 += 1e-4);
#undef FORGE
}

int
main(void)
{
	const struct CMUnitTest tests[] = {

		JAM_TEST(golden_plans),	      JAM_TEST(quality),
		JAM_TEST(avoided_sites),      JAM_TEST(parted),
		JAM_TEST(fair_draw),	      JAM_TEST(tampering),
		JAM_TEST(forged_certificate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
