/* SPDX-License-Identifier: MIT */
/* Figures of the graph: known designs, and two ways to the same numbers. */
#include "tests/unit/jam_test.h"

#include <string.h>

#include "core/policy/assign.h"
#include "core/policy/check_graph.h"
#include "core/policy/graph.h"
#include "core/policy/graph_math.h"
#include "tests/unit/assign_cases.h"

static struct jam_graph
blocks(struct jam_arena *arena, uint32_t judges, uint32_t projects, uint32_t k,
       uint32_t (*project)(uint32_t judge, uint32_t seat))
{
	struct jam_graph g = { .judges = judges, .projects = projects };

	g.start = jam_alloc_array(arena, (size_t)judges + 1, sizeof(uint32_t));
	g.project =
	    jam_alloc_array(arena, (size_t)judges * k, sizeof(uint32_t));
	for (uint32_t i = 0; i < judges; i++) {
		for (uint32_t s = 0; s < k; s++)
			g.project[i * k + s] = project(i, s);
		g.start[i + 1] = (i + 1) * k;
	}
	return g;
}

static uint32_t
fano(uint32_t judge, uint32_t seat)
{
	static const uint32_t line[] = { 0, 1, 3 };

	return (judge + line[seat]) % 7;
}

static uint32_t
circle(uint32_t judge, uint32_t seat)
{
	return (judge + 1 + seat) % 240;
}

static uint32_t
pods(uint32_t judge, uint32_t seat)
{
	return judge / 6 * 6 + (judge + 1 + seat) % 6;
}

/* A balanced incomplete block design reaches the bound; all m_i are 7/9. */
static void
balanced_design(void **state)
{
	struct jam_graph g = blocks(*state, 7, 7, 3, fano);
	struct jam_graph_figures f;

	jam_graph_measure(&g, 0, *state, NULL, &f);
	assert_int_equal(f.method, JAM_GRAPH_EXACT);
	assert_u64_equal(f.components, 1);
	assert_near(f.lambda2, 7.0 / 9, 1e-12);
	assert_near(f.efficiency_bound, 7.0 * 2 / (3 * 6), 1e-12);
	assert_near(f.efficiency, 1, 1e-12);
	assert_near(jam_graph_quick(&g, *state) / 1e9, 7.0 / 9, 1e-9);
}

/* What the specification says of the next five in a circle. */
static void
circle_and_pods(void **state)
{
	struct jam_graph g = blocks(*state, 240, 240, 5, circle);
	struct jam_graph_figures f;

	jam_graph_measure(&g, 0, *state, NULL, &f);
	assert_near(f.lambda2, 0.001, 0.0005);
	assert_near(f.efficiency * f.efficiency_bound, 0.093, 0.0005);
	g = blocks(*state, 240, 240, 5, pods);
	jam_graph_measure(&g, 0, *state, NULL, &f);
	assert_u64_equal(f.components, 40);
	assert_near(f.lambda2, 0, 0);
	assert_false(f.has_efficiency);
	assert_i64_equal(jam_graph_quick(&g, *state), 0);
}

static void
expected_figures(void **state)
{
	struct jam_graph g = blocks(*state, 240, 240, 5, circle);
	struct jam_graph_figures f;

	jam_graph_count(&g, *state, &f);
	assert_near(f.expected_lambda2, 0.36, 1e-12);
	assert_u64_equal(f.seats, 1200);
	assert_u64_equal(f.load_min, 5);
	assert_u64_equal(f.load_max, 5);
	assert_u64_equal(f.batch_min, 5);
	assert_u64_equal(f.batch_max, 5);
}

static struct jam_graph
random_graph(struct jam_arena *arena, uint32_t judges, uint32_t projects,
	     uint32_t k, uint64_t seed)
{
	struct jam_assign_problem p =
	    jam_case_event(arena, judges, projects, k, 0, JAM_ASSIGN_ALLOW);
	struct jam_assign_witness w;
	struct jam_assign_plan plan;
	struct jam_graph g;

	p.seed = seed;
	assert_true(jam_assign(&p, arena, NULL, &plan, &w));
	jam_assign_graph(&p, &plan, arena, &g);
	return g;
}

static struct jam_check_graph
edges_of(const struct jam_graph *g, struct jam_arena *arena)
{
	struct jam_check_graph c = { g->judges, g->projects, NULL,
				     g->start[g->judges] };
	struct jam_check_edge *edge =
	    jam_alloc_array(arena, c.edges, sizeof(*edge));

	for (uint32_t i = 0; i < g->judges; i++)
		for (uint32_t s = g->start[i]; s < g->start[i + 1]; s++)
			edge[s] = (struct jam_check_edge){ i, g->project[s] };
	c.edge = edge;
	return c;
}

/* Householder and QL against Jacobi, on a hundred graphs. */
static void
two_ways(void **state)
{
	for (uint32_t n = 0; n < 100; n++) {
		struct jam_mark mark = jam_arena_mark(*state);
		struct jam_graph g =
		    random_graph(*state, 9 + n % 30, 6 + n % 17, 1 + n % 5, n);
		struct jam_check_graph c = edges_of(&g, *state);
		struct jam_graph_figures f, h = { .seats = 0 };

		jam_graph_measure(&g, 0, *state, NULL, &f);
		h.components = jam_check_components(&c, *state);
		h.batch_max = f.batch_max;
		jam_check_spectrum(&c, JAM_GRAPH_EXACT, *state, NULL, &h);
		assert_u64_equal(f.components, h.components);
		assert_int_equal(f.has_efficiency, h.has_efficiency);
		assert_near(f.lambda2, h.lambda2, 1e-9);
		assert_near(f.efficiency, h.efficiency, 1e-9);
		assert_near(f.efficiency_bound, h.efficiency_bound, 1e-12);
		jam_arena_reset(*state, mark);
	}
}

/* Estimates of a graph whose figures are known exactly. */
static void
estimates(void **state)
{
	struct jam_graph g = random_graph(*state, 240, 240, 5, 1);
	struct jam_check_graph c = edges_of(&g, *state);
	struct jam_graph_figures f, h = { .components = 1, .batch_max = 5 };
	struct jam_graph_matrix m;
	double lambda2, error, sum;

	jam_graph_measure(&g, 0, *state, NULL, &f);
	jam_graph_matrix_make(&m, &g, *state);
	jam_graph_lambda2(&m, &lambda2, &error, *state);
	assert_true(error < 1e-5);
	assert_near(lambda2, f.lambda2, error + 1e-9);
	jam_graph_trace(&m, &sum, &error, *state, NULL);
	assert_near(239 / sum / f.efficiency_bound, f.efficiency,
		    4 * f.efficiency * error / sum);
	jam_check_spectrum(&c, JAM_GRAPH_ESTIMATE, *state, NULL, &h);
	assert_near(h.lambda2, f.lambda2, h.lambda2_error);
	assert_near(h.efficiency, f.efficiency, 6 * h.efficiency_error);
}

static uint32_t
every(uint32_t judge, uint32_t seat)
{
	(void)judge;
	return seat;
}

/* Of few projects the first step is the last. */
static void
few_projects(void **state)
{
	for (uint32_t n = 2; n <= 8; n++) {
		struct jam_graph g = blocks(*state, 4, n, n, every);
		struct jam_check_graph c = edges_of(&g, *state);
		struct jam_graph_figures f,
		    h = { .components = 1, .batch_max = n };

		jam_graph_measure(&g, 0, *state, NULL, &f);
		jam_check_spectrum(&c, JAM_GRAPH_ESTIMATE, *state, NULL, &h);
		assert_near(h.lambda2, f.lambda2, h.lambda2_error);
	}
}

/* Projects above the exact size: estimated, or left out. */
static void
large(void **state)
{
	struct jam_graph g = random_graph(*state, 2400, 1200, 5, 1);
	struct jam_check_graph c = edges_of(&g, *state);
	struct jam_graph_figures f, h = { .components = 1, .batch_max = 5 };

	jam_graph_measure(&g, 1199, *state, NULL, &f);
	assert_int_equal(f.method, JAM_GRAPH_NONE);
	jam_graph_measure(&g, 1200, *state, NULL, &f);
	assert_int_equal(f.method, JAM_GRAPH_ESTIMATE);
	jam_check_spectrum(&c, JAM_GRAPH_ESTIMATE, *state, NULL, &h);
	assert_near(f.lambda2, h.lambda2,
		    f.lambda2_error + h.lambda2_error + 1e-6);
	assert_near(f.efficiency, h.efficiency,
		    6 * (f.efficiency_error + h.efficiency_error));
	assert_true(f.lambda2 >= 0.9 * f.expected_lambda2);
}

/* Pairs of judges with two or more projects in common, counted by hand. */
static void
shared(void **state)
{
	struct jam_graph g = random_graph(*state, 60, 30, 5, 3);
	uint64_t pairs = 0, found = 0;

	for (uint32_t a = 0; a < g.judges; a++)
		for (uint32_t b = 0; b < a; b++) {
			uint32_t both = 0;

			for (uint32_t s = g.start[a]; s < g.start[a + 1]; s++)
				for (uint32_t t = g.start[b];
				     t < g.start[b + 1]; t++)
					both += g.project[s] == g.project[t];
			pairs += both >= 2;
		}
	assert_true(pairs > 0);
	assert_true(jam_graph_shared(&g, 1000000, *state, &found));
	assert_u64_equal(found, pairs);
	assert_false(jam_graph_shared(&g, 10, *state, &found));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(balanced_design),  JAM_TEST(circle_and_pods),
		JAM_TEST(expected_figures), JAM_TEST(two_ways),
		JAM_TEST(estimates),	    JAM_TEST(large),
		JAM_TEST(few_projects),	    JAM_TEST(shared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
