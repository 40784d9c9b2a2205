/* SPDX-License-Identifier: MIT */
/* The mixed model by its three paths: they agree, and stay on their way. */
#include "core/policy/mixed.h"
#include "core/policy/mixed_scores.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/score_data.h"

static void
dense_and_sparse_agree(void **state)
{
	static const double sd[3] = { 0.6, 0.8, 0.6 };
	struct score_data data = { .arena = *state };
	struct jam_mixed_fit dense, sparse;

	score_data_draw(&data, 300, 120, 6, sd, 7);
	score_data_fit(&data, JAM_PATH_DENSE, &dense);
	score_data_fit(&data, JAM_PATH_SPARSE, &sparse);
	print_message("%u and %u iterations, %.9f %.9f\n", dense.iterations,
		      sparse.iterations, dense.var_judge, sparse.var_judge);
	assert_near_part(sparse.var_judge, dense.var_judge, 1e-6);
	assert_near_part(sparse.var_project, dense.var_project, 1e-6);
	assert_near_part(sparse.var_residual, dense.var_residual, 1e-6);
	for (size_t j = 0; j < 120; j++)
		assert_near(sparse.project[j], dense.project[j], 1e-6);
}

/* Traces from seven probes alone. */
static void
probes_come_close(void **state)
{
	static const double sd[3] = { 0.6, 0.8, 0.6 };
	struct score_data data = { .arena = *state };
	struct jam_mixed_fit exact, probed;

	score_data_draw(&data, 3000, 1000, 5, sd, 9);
	score_data_fit(&data, JAM_PATH_DENSE, &exact);
	score_data_fit(&data, JAM_PATH_PROBED, &probed);
	assert_true(probed.probed && !exact.probed);
	assert_near_part(probed.var_judge, exact.var_judge, 2e-3);
	assert_near_part(probed.var_project, exact.var_project, 2e-3);
	assert_near_part(probed.var_residual, exact.var_residual, 2e-3);
	for (size_t j = 0; j < 1000; j++)
		assert_near(probed.project[j], exact.project[j], 2e-3);
}

/*
 * Judges who do not differ: the sparse path ends at va = 0 or next to it by
 * itself, without a second fit by the dense one.
 */
static void
no_leniency_needs_no_dense_matrix(void **state)
{
	static const double sd[3] = { 0, 0.8, 0.6 };
	struct jam_mark mark = jam_arena_mark(*state);
	unsigned zero = 0;

	for (uint64_t seed = 0; seed < 12; seed++) {
		struct score_data data = { .arena = *state };
		struct jam_mixed_fit dense, sparse;

		score_data_draw(&data, 600, 200, 5, sd, seed);
		score_data_fit(&data, JAM_PATH_DENSE, &dense);
		score_data_fit(&data, JAM_PATH_SPARSE, &sparse);
		assert_int_equal(sparse.path, JAM_PATH_SPARSE);
		assert_near(sparse.var_judge, dense.var_judge, 1e-7);
		assert_near_part(sparse.var_project, dense.var_project, 1e-6);
		assert_near_part(sparse.var_residual, dense.var_residual, 1e-6);
		zero += dense.var_judge == 0;
		jam_arena_reset(*state, mark);
	}
	print_message("%u of 12 at 0\n", zero);
	assert_true(zero > 2 && zero < 12);
}

#define PROJECTS 150
#define JUDGES	 200

/* The memory that scores of so many criteria keep. */
static size_t
memory_of(struct jam_arena *beside, size_t criteria)
{
	static const int64_t weights[16] = { 1, 1, 1, 1, 1, 1, 1, 1,
					     1, 1, 1, 1, 1, 1, 1, 1 };
	struct jam_mixed_options options = { .rounds = 8,
					     .path = JAM_PATH_DENSE };
	struct score_data data = { .arena = jam_arena_beside(beside) };
	struct jam_error err = { 0 };
	struct jam_mixed_fit fit;
	struct jam_scores scores;
	int16_t x[16];
	size_t size;

	score_data_init(&data, data.arena, weights, criteria);
	data.in.projects = PROJECTS;
	data.in.judges = JUDGES;
	for (uint32_t i = 0; i < JUDGES; i++) {
		for (uint32_t k = 0; k < 5; k++) {
			uint32_t p = (i + k * k * 7) % PROJECTS;

			for (uint32_t c = 0; c < criteria; c++)
				x[c] = (int16_t)(p + i % 9 + i * k % (5 + c));
			score_data_add(&data, i, p, x);
		}
	}
	size = jam_arena_size(data.arena);
	assert_done(jam_scores_mixed(&data.in, &options, data.arena, &scores,
				     &fit, &err),
		    &err);
	size = jam_arena_size(data.arena) - size;
	jam_arena_free(data.arena);
	return size;
}

static void
a_criterion_gives_its_memory_back(void **state)
{
	size_t one = memory_of(*state, 1), many = memory_of(*state, 16);

	print_message("%zu bytes, of 16 criteria %zu\n", one, many);
	assert_true(many < 2 * one);
}

/* The matrix and its inverse: 1 GiB goes as far as 8,192 projects. */
static void
a_matrix_that_is_too_large_is_refused(void **state)
{
	static const int64_t weights[] = { 1 };
	struct score_data data;
	struct jam_error err = { 0 };
	struct jam_mixed_fit fit;
	int16_t x;

	score_data_init(&data, *state, weights, 1);
	data.in.projects = 8200;
	data.in.judges = 3;
	for (uint32_t p = 0; p < 8200; p++) {
		for (uint32_t i = 0; i < 3; i++) {
			x = (int16_t)(p * (i + 3) % 11);
			score_data_add(&data, i, p, &x);
		}
	}
	assert_false(jam_mixed_fit(&fit, score_data_panel(&data),
				   JAM_PATH_DENSE, *state, NULL, &err));
	assert_error(&err, JAM_E_SYSTEM, "more than 1 GiB");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(dense_and_sparse_agree),
		JAM_TEST(probes_come_close),
		JAM_TEST(no_leniency_needs_no_dense_matrix),
		JAM_TEST(a_criterion_gives_its_memory_back),
		JAM_TEST(a_matrix_that_is_too_large_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
