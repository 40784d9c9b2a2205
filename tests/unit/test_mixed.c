/* SPDX-License-Identifier: MIT */
/* The mixed model: reference fits, gradients, boundaries. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/rng.h"
#include "core/policy/mixed_scores.h"
#include "core/policy/panel.h"
#include "core/policy/reml.h"
#include "core/policy/scores.h"
#include "core/policy/solver.h"
#include "core/policy/tally.h"
#include "core/policy/value.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/score_data.h"

/* The effects that lme4 found, which stand in the lines after `head`. */
static void
compare_effects(const char *path, const char *head, const double *effects,
		size_t count, double most)
{
	FILE *file = fopen(path, "r");
	char line[256], name[16];
	double value;

	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL &&
	       strstr(line, head) == NULL)
		continue;
	for (size_t k = 0; k < count; k++) {
		assert_non_null(fgets(line, sizeof(line), file));
		if (sscanf(line, "%15s %lf", name, &value) != 2)
			assert_int_equal(sscanf(line, "%*s %*s %lf", &value),
					 1);
		assert_near(effects[k], value, most);
	}
	fclose(file);
}

static void
jam24_agrees_with_lme4(void **state)
{
	struct score_data data;
	struct jam_mixed_fit fit;
	const char *path;

	score_data_jam24(&data, *state);
	path = jam_test_shared(*state, "data/scoring/jam24_lme4.txt");
	for (int p = JAM_PATH_DENSE; p <= JAM_PATH_SPARSE; p++) {
		score_data_fit(&data, (enum jam_mixed_path)p, &fit);
		assert_near_part(fit.var_judge, 0.3269404144, 1e-6);
		assert_near_part(fit.var_project, 0.4808195880, 1e-6);
		assert_near_part(fit.var_residual, 0.1849492768, 1e-6);
		assert_near(fit.mu, 3.465188769866, 1e-6);
		assert_near(fit.mu_se, 0.189477313, 1e-6);
		compare_effects(path, "blup", fit.project, 24, 1e-6);
		compare_effects(path, "leniency", fit.judge, 24, 1e-6);
		if (p == JAM_PATH_DENSE)
			assert_near(fit.remlcrit, 236.2272574393, 1e-7);
		else
			assert_true(isnan(fit.remlcrit));
		print_message("jam24: %u iterations\n", fit.iterations);
	}
}

static void
penicillin_agrees_with_lme4(void **state)
{
	struct score_data data;
	struct jam_mixed_fit fit;
	const char *path;

	score_data_penicillin(&data, *state);
	path = jam_test_shared(*state, "data/scoring/penicillin_lme4.txt");
	score_data_fit(&data, JAM_PATH_DENSE, &fit);
	assert_near_part(fit.var_judge, 0.7169082126, 1e-8);
	assert_near_part(fit.var_project, 3.7309178744, 1e-8);
	assert_near_part(fit.var_residual, 0.3024154589, 1e-8);
	assert_near(fit.mu, 22.972222222, 1e-8);
	assert_near(fit.remlcrit, 330.8605889912, 1e-7);
	compare_effects(path, "blup", fit.project, 6, 1e-6);
	print_message("penicillin: %u iterations\n", fit.iterations);
}

/* The gradient against differences of the criterion. */
static void
gradient_is_that_of_the_criterion(void **state)
{
	double v[3] = { 0.2, 0.5, 0.3 }, up[3], high, h = 1e-5;
	struct jam_solver solver;
	struct score_data data;
	struct jam_panel *panel;
	struct jam_reml reml;

	score_data_jam24(&data, *state);
	panel = score_data_panel(&data);
	for (int kind = JAM_SOLVER_ARROW; kind <= JAM_SOLVER_DENSE; kind++) {
		jam_solver_init(&solver, panel, (enum jam_solver_kind)kind,
				*state);
		jam_reml_init(&reml, &solver, *state);
		for (int l = kind == JAM_SOLVER_ARROW; l < 3; l++) {
			memcpy(up, v, sizeof(up));
			up[l] = v[l] + h;
			assert_true(jam_reml_solve(&reml, up));
			high = reml.criterion;
			up[l] = v[l] - h;
			assert_true(jam_reml_solve(&reml, up));
			high -= reml.criterion;
			assert_true(jam_reml_solve(&reml, v));
			assert_true(jam_reml_derive(&reml, *state));
			assert_near(reml.gradient[l], -high / (4 * h), 1e-5);
		}
	}
}

/* The gradient of va at 0 against the one next to 0. */
static void
gradient_at_zero_is_the_limit(void **state)
{
	double v[3] = { 1e-7, 0.5, 0.3 };
	struct jam_solver solver, arrow;
	struct jam_reml reml, zero;
	struct score_data data;
	struct jam_panel *panel;

	score_data_jam24(&data, *state);
	panel = score_data_panel(&data);
	jam_solver_init(&solver, panel, JAM_SOLVER_DENSE, *state);
	jam_reml_init(&reml, &solver, *state);
	assert_true(jam_reml_solve(&reml, v));
	assert_true(jam_reml_derive(&reml, *state));
	jam_solver_init(&arrow, panel, JAM_SOLVER_ARROW, *state);
	jam_reml_init(&zero, &arrow, *state);
	assert_true(jam_reml_solve(&zero, v));
	assert_near_part(jam_reml_zero_gradient(&zero), reml.gradient[JAM_VA],
			 1e-4);
}

/* Leniency, quality and noise, present or not, in many small jams. */
static void
boundaries_get_an_answer(void **state)
{
	struct jam_mark mark = jam_arena_mark(*state);
	unsigned zero_a = 0, refused = 0, additive = 0;
	double sd[3];

	for (uint32_t k = 0; k < 600; k++) {
		struct score_data data = { .arena = *state };
		struct jam_mixed_fit fit;
		struct jam_error err = { 0 };

		sd[0] = k % 3 == 0 ? 0 : 0.6;
		sd[1] = k % 5 == 0 ? 0 : 0.8;
		sd[2] = k % 7 == 0 ? 0.0001 : 0.6;
		score_data_draw(&data, 8 + k % 9, 6 + k % 5, 4, sd, k);
		if (!jam_mixed_fit(&fit, score_data_panel(&data), JAM_PATH_AUTO,
				   *state, NULL, &err)) {
			assert_error(&err, JAM_E_NO, "--method mean");
			refused++;
		} else {
			assert_true(fit.var_judge >= 0);
			assert_true(fit.var_project > 0);
			assert_true(fit.var_residual > 0);
			assert_true(isfinite(fit.mu) && isfinite(fit.mu_se));
			zero_a += fit.var_judge == 0;
			additive += fit.additive;
		}
		jam_arena_reset(*state, mark);
	}
	print_message("600 jams: %u without leniency, %u without "
		      "differences, %u additive\n",
		      zero_a, refused, additive);
	assert_true(zero_a > 50 && refused > 50);
}

/*
 * Judges who all give the same scores in another order have no leniency at
 * all, and no information about it: that is va = 0, and no failure.
 */
static void
equal_judges_get_an_answer(void **state)
{
	static const int64_t weights[] = { 1, 1, 1 };
	struct jam_mark mark = jam_arena_mark(*state);

	for (uint32_t k = 0; k < 60; k++) {
		struct score_data data = { .arena = *state };
		uint32_t n = 3 + k % 4, judges = 2 + k / 4 % 5;
		bool apart = k % 3 != 0;
		struct jam_mixed_fit fit;
		struct jam_error err = { 0 };

		score_data_init(&data, *state, weights, k % 2 ? 3 : 1);
		data.in.projects = n;
		data.in.judges = judges;
		for (uint32_t i = 0; i < judges; i++) {
			for (uint32_t p = 0; p < n; p++) {
				uint32_t q = (p + (apart ? i == 1 : i)) % n;
				int16_t y = (int16_t)(1 + q);
				/* thirds are rounded */
				int16_t x[3] = { y, y, y == 1 };

				score_data_add(&data, i, p, x);
			}
		}
		if (jam_mixed_fit(&fit, score_data_panel(&data), JAM_PATH_AUTO,
				  *state, NULL, &err))
			assert_true(fit.var_judge == 0);
		else
			assert_error(&err, JAM_E_NO, "--method mean");
		jam_arena_reset(*state, mark);
	}
}

static void
scores_of(struct score_data *data, unsigned rounds, struct jam_scores *scores,
	  struct jam_mixed_fit *fit)
{
	struct jam_mixed_options options = { .rounds = rounds,
					     .slug = "jam24" };
	struct jam_error err = { 0 };

	assert_done(jam_scores_mixed(&data->in, &options, data->arena, scores,
				     fit, &err),
		    &err);
}

static const struct jam_score_mixed *
mixed_row(const struct jam_scores *scores, uint32_t project)
{
	return score_data_row(scores, project - 1)->mixed;
}

/* A criterion's ranks are those of a jam that has no other. */
static void
assert_ranked_alone(struct score_data *data, const struct jam_scores *scores,
		    size_t c)
{
	struct jam_mixed_fit fit;
	struct score_data alone;
	struct jam_scores s;

	score_data_alone(data, c, &alone);
	scores_of(&alone, 8, &s, &fit);
	for (uint32_t p = 0; p < data->in.projects; p++)
		assert_int_equal(score_data_row(scores, p)->parts[c].rank,
				 score_data_row(&s, p)->rank);
}

static void
errors_have_their_three_meanings(void **state)
{
	const struct jam_score_mixed *p17, *p18;
	struct jam_mixed_fit fit;
	struct score_data data;
	struct jam_scores s;

	score_data_jam24(&data, *state);
	scores_of(&data, 8, &s, &fit);
	p17 = mixed_row(&s, 17);
	p18 = mixed_row(&s, 18);
	assert_near(p17->effect, 1.0982265846, 1e-8);
	assert_near(p17->se, 0.254372, 5e-7);
	assert_near(p17->effect_error, 0.262698, 5e-7);
	assert_near(p17->given_mu, 0.240319, 5e-7);
	assert_near(p18->se, 0.415863, 5e-7);
	assert_near(p18->effect_error, 0.408558, 5e-7);
	assert_near(p18->given_mu, 0.400878, 5e-7);
	assert_near(p18->estimate, 3.220, 5e-4);
	assert_near(p18->high - p18->estimate, 0.684, 5e-4);
	/* the exact score is still the mean */
	assert_i64_equal(score_data_row(&s, 17)->score, 2200);
	assert_i64_equal(s.rows[0].project, 16);
	assert_i64_equal(s.rows[1].project, 9);
	assert_i64_equal(s.rows[2].project, 2);
	for (size_t c = 0; c < 4; c++)
		assert_ranked_alone(&data, &s, c);
	score_data_penicillin(&data, *state);
	scores_of(&data, 8, &s, &fit);
	for (uint32_t j = 1; j <= 6; j++) {
		assert_near(mixed_row(&s, j)->se, 0.206001, 5e-7);
		assert_near(mixed_row(&s, j)->effect_error, 0.795163, 5e-7);
		assert_near(mixed_row(&s, j)->given_mu, 0.202171, 5e-7);
	}
}

static void
groups_are_too_close_to_call(void **state)
{
	static const uint32_t groups[6][8] = {
		{ 17, 10, 3, 20 },
		{ 13, 6, 23, 16, 2 },
		{ 19, 12, 9, 5, 8, 22, 18 },
		{ 15, 1 },
		{ 11, 4, 21, 7 },
		{ 24, 14 },
	};
	struct jam_mixed_fit fit;
	struct score_data data;
	struct jam_scores s;
	size_t k = 0;

	score_data_jam24(&data, *state);
	scores_of(&data, 8, &s, &fit);
	for (uint32_t g = 0; g < 6; g++) {
		for (size_t m = 0; m < 8 && groups[g][m] != 0; m++, k++) {
			assert_i64_equal(s.rows[k].project + 1, groups[g][m]);
			assert_i64_equal(s.rows[k].mixed->group, g + 1);
		}
	}
	assert_u64_equal(k, 24);
}

static void
draws_agree_with_the_reference(void **state)
{
	static const struct {
		uint32_t project;
		double first, top;
	} want[] = { { 17, .442, .890 },
		     { 10, .376, .842 },
		     { 3, .083, .484 },
		     { 20, .077, .361 },
		     { 13, .015, .258 } };
	const struct jam_score_mixed *row;
	struct jam_mixed_fit fit;
	struct score_data data;
	struct jam_scores s;
	double p, rounds = 100000;

	score_data_jam24(&data, *state);
	scores_of(&data, (unsigned)rounds, &s, &fit);
	for (size_t k = 0; k < 5; k++) {
		row = mixed_row(&s, want[k].project);
		p = want[k].first;
		assert_near(row->p_first, p,
			    4 * sqrt(p * (1 - p) / rounds) + 5e-4);
		p = want[k].top;
		assert_near(row->p_top3, p,
			    4 * sqrt(p * (1 - p) / rounds) + 5e-4);
	}
	assert_i64_equal(mixed_row(&s, 17)->rank_low, 1);
	assert_i64_equal(mixed_row(&s, 17)->rank_high, 4);
	assert_i64_equal(mixed_row(&s, 10)->rank_high, 5);
	assert_i64_equal(mixed_row(&s, 3)->rank_high, 8);
}

/* Three groups of judges who never meet. */
static void
disconnected_ratings_are_not_ranked_across(void **state)
{
	static const int64_t weights[] = { 1 };
	static const uint32_t size[3] = { 2, 4, 3 };
	char names[9][16], *name[9];
	struct jam_mixed_fit fit;
	struct jam_error err = { 0 };
	struct score_data data;
	struct jam_scores s;
	uint32_t first = 0;
	int16_t x;

	score_data_init(&data, *state, weights, 1);
	data.in.judges = 12;
	data.in.projects = 9;
	for (uint32_t g = 0; g < 3; g++) {
		for (uint32_t k = 0; k < 4 * size[g]; k++) {
			x = (int16_t)(1 + k * k % 7 + k % size[g]);
			score_data_add(&data, 4 * g + k / size[g],
				       first + k % size[g], &x);
		}
		first += size[g];
	}
	for (int j = 0; j < 9; j++) {
		snprintf(names[j], sizeof(names[j]), "p%d", j);
		name[j] = names[j];
	}
	scores_of(&data, 80, &s, &fit);
	assert_u64_equal(fit.panel->components, 3);
	for (size_t k = 0; k < 9; k++) {
		assert_i64_equal(s.rows[k].rank, 0);
		assert_i64_equal(s.rows[k].mixed->component, k < 4   ? 1
							     : k < 7 ? 2
								     : 3);
		assert_true(s.rows[k].mixed->rank_in_component >= 1);
		assert_true(s.rows[k].mixed->rank_high <= 4);
	}
	assert_false(jam_mixed_disconnected(
	    fit.panel, (const char *const *)name, *state, &err));
	assert_error(&err, JAM_E_NO,
		     "3 groups of projects share no judge: A: 4 projects (p2, "
		     "p3, p4, …), B: 3 (p6, p7, p8), C: 2 (p0, p1); mixed "
		     "cannot rank across them");
	assert_error(&err, JAM_E_NO,
		     "2 ratings would join them: any judge of A on a project "
		     "of B, and of B on one of C; or --method mean");
}

static void
no_fit_is_a_clear_error(void **state)
{
	static const int64_t weights[] = { 1 };
	static const int16_t three = 3, four = 4;
	struct jam_mixed_options options = { .rounds = 8 };
	struct jam_mixed_fit fit;
	struct score_data data;
	struct jam_scores s;

	for (int k = 0; k < 4; k++) {
		struct jam_error err = { 0 };
		uint32_t judges = k == 1 ? 1 : 4, projects = k == 2 ? 1 : 4;

		score_data_init(&data, *state, weights, 1);
		data.in.judges = judges;
		data.in.projects = projects;
		for (uint32_t n = 0; n < (k == 0 ? 0 : judges * projects); n++)
			score_data_add(&data, n / projects, n % projects,
				       k == 3 || n % 3 ? &three : &four);
		assert_false(jam_scores_mixed(&data.in, &options, *state, &s,
					      &fit, &err));
		assert_error(&err, JAM_E_NO, "--method mean");
		assert_error(&err, JAM_E_NO,
			     k == 3 ? "all scores are the same" : "too few");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(jam24_agrees_with_lme4),
		JAM_TEST(penicillin_agrees_with_lme4),
		JAM_TEST(gradient_is_that_of_the_criterion),
		JAM_TEST(gradient_at_zero_is_the_limit),
		JAM_TEST(boundaries_get_an_answer),
		JAM_TEST(equal_judges_get_an_answer),
		JAM_TEST(errors_have_their_three_meanings),
		JAM_TEST(groups_are_too_close_to_call),
		JAM_TEST(draws_agree_with_the_reference),
		JAM_TEST(disconnected_ratings_are_not_ranked_across),
		JAM_TEST(no_fit_is_a_clear_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
