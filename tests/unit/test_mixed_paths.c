/* SPDX-License-Identifier: MIT */
/* The mixed model by its three paths: they agree, and stay on their way. */
#include "core/policy/mixed.h"
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(dense_and_sparse_agree),
		JAM_TEST(probes_come_close),
		JAM_TEST(no_leniency_needs_no_dense_matrix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
