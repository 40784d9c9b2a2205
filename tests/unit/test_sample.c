/* SPDX-License-Identifier: MIT */
/* Samples from a fit's equations, and the eigenvalues below them. */
#include <string.h>

#include "core/base/rng.h"
#include "core/policy/panel.h"
#include "core/policy/solver.h"
#include "core/policy/tally.h"
#include "core/policy/tridiagonal.h"
#include "core/policy/value.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/score_data.h"

#define JUDGES	 40
#define PROJECTS 29
#define BATCH	 4
#define ROWS	 (PROJECTS + 1)

/* Every judge rates the next few projects, some one more. */
static struct jam_panel *
panel_of(struct jam_arena *arena)
{
	static const int64_t weights[] = { 1 };
	struct jam_panel *panel = jam_alloc(arena, sizeof(*panel));
	struct jam_tally tally;
	struct jam_aspect aspect = { &tally, JAM_OVERALL, false };
	struct score_data data;
	struct jam_error err = { 0 };
	int16_t x;

	score_data_init(&data, arena, weights, 1);
	data.in.judges = JUDGES;
	data.in.projects = PROJECTS;
	for (uint32_t i = 0; i < JUDGES; i++) {
		for (uint32_t k = 0; k < BATCH + i % 2; k++) {
			x = (int16_t)(1 + (7 * i + 3 * k) % 5);
			score_data_add(&data, i, (5 * i + k * k) % PROJECTS,
				       &x);
		}
	}
	assert_done(jam_tally_input(&tally, &data.in, arena, &err), &err);
	jam_panel_init(panel, &data.in, &aspect, JAM_PANEL_NONE, arena);
	assert_u64_equal(panel->projects, PROJECTS);
	return panel;
}

/* What unit columns become: the matrix M of x = M z, row by row. */
static void
matrix_of(struct jam_solver *solver, double m[ROWS][ROWS],
	  struct jam_arena *arena)
{
	double z[ROWS * JAM_LANES], x[ROWS * JAM_LANES];

	for (size_t first = 0; first < ROWS; first += JAM_LANES) {
		memset(z, 0, sizeof(z));
		for (size_t l = 0; l < JAM_LANES && first + l < ROWS; l++)
			z[(first + l) * JAM_LANES + l] = 1;
		assert_true(jam_solver_sample(solver, z, x, arena));
		for (size_t l = 0; l < JAM_LANES && first + l < ROWS; l++) {
			for (size_t j = 0; j < ROWS; j++)
				m[j][first + l] = x[j * JAM_LANES + l];
		}
	}
}

/* M M' is the inverse of S, of which solutions give the columns. */
static void
samples_have_the_covariance_of_the_errors(void **state)
{
	static const double most[] = { 1e-12, 1e-12, 1e-4 };
	double m[ROWS][ROWS], r[ROWS], x[ROWS], sum, size;
	struct jam_panel *panel = panel_of(*state);
	struct jam_solver solver;

	for (int kind = JAM_SOLVER_ARROW; kind <= JAM_SOLVER_SPARSE; kind++) {
		jam_solver_init(&solver, panel, (enum jam_solver_kind)kind,
				*state);
		solver.cold = true;
		assert_true(jam_solver_set(&solver, 0.8, 0.4));
		matrix_of(&solver, m, *state);
		for (size_t j = 0; j < ROWS; j++) {
			memset(r, 0, sizeof(r));
			r[j] = 1;
			assert_true(jam_solver_solve(&solver, 1, r, x));
			size = x[j];
			for (size_t k = 0; k < ROWS; k++) {
				sum = 0;
				for (size_t c = 0; c < ROWS; c++)
					sum += m[j][c] * m[k][c];
				assert_near(sum, x[k], most[kind] * size);
			}
		}
	}
}

/* 2 on the diagonal and -1 beside it, times each vector. */
static void
eigenvectors_are_what_they_say(void **state)
{
	enum { N = 12 };
	double d[N], e[N], q[N * N] = { 0 }, sum, dot, trace = 0;

	(void)state;
	for (size_t k = 0; k < N; k++) {
		d[k] = 2;
		e[k] = -1;
		q[k * N + k] = 1;
	}
	jam_tridiagonal_eigen(d, e, N, q);
	for (size_t v = 0; v < N; v++) {
		trace += d[v];
		dot = 0;
		for (size_t k = 0; k < N; k++) {
			sum = 2 * q[k * N + v];
			sum -= k > 0 ? q[(k - 1) * N + v] : 0;
			sum -= k + 1 < N ? q[(k + 1) * N + v] : 0;
			assert_near(sum, d[v] * q[k * N + v], 1e-13);
			dot += q[k * N + v] * q[k * N + v];
		}
		assert_near(dot, 1, 1e-13);
	}
	assert_near(trace, 2 * N, 1e-12);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(samples_have_the_covariance_of_the_errors),
		JAM_TEST(eigenvectors_are_what_they_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
