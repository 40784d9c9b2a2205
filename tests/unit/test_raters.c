/* SPDX-License-Identifier: MIT */
/* Agreement, the judge report, and flags. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/base/rng.h"
#include "core/base/time.h"
#include "core/policy/agree.h"
#include "core/policy/panel.h"
#include "core/policy/raters.h"
#include "core/policy/tally.h"
#include "core/policy/value.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/score_data.h"
#include "tests/unit/score_random.h"

/* A panel and its fit, if there is one. */
struct fitted {
	struct jam_tally tally;
	struct jam_panel panel;
	struct jam_mixed_fit fit, *has;
};

static void
fit_it(struct score_data *data, struct fitted *f)
{
	struct jam_aspect aspect = { &f->tally, JAM_OVERALL, false };
	struct jam_error err = { 0 };

	memset(f, 0, sizeof(*f));
	assert_done(jam_tally_input(&f->tally, &data->in, data->arena, &err),
		    &err);
	jam_panel_init(&f->panel, &data->in, &aspect, JAM_PANEL_NONE,
		       data->arena);
	if (jam_mixed_fit(&f->fit, &f->panel, JAM_PATH_AUTO, data->arena, NULL,
			  &err))
		f->has = &f->fit;
	else
		assert_error(&err, JAM_E_NO, "--method mean");
}

/* Krippendorff's double sum over pairs, within units and over all. */
static double
alpha_by_pairs(const struct jam_panel *panel)
{
	double within = 0, all = 0, n = 0, d;

	for (size_t a = 0; a < panel->ratings; a++) {
		double load = panel->load[panel->project[a]];

		if (load < 2)
			continue;
		n++;
		for (size_t b = 0; b < panel->ratings; b++) {
			if (panel->load[panel->project[b]] < 2)
				continue;
			d = panel->y[a] - panel->y[b];
			all += d * d;
			if (panel->project[a] == panel->project[b])
				within += d * d / (load - 1);
		}
	}
	return 1 - (n - 1) * within / all;
}

static void
jam24_agrees_as_published(void **state)
{
	struct jam_agreement a;
	struct score_data data;
	struct fitted f;

	score_data_jam24(&data, *state);
	fit_it(&data, &f);
	assert_true(jam_agree(&f.panel, f.has, *state, &a));
	assert_u64_equal(a.pairable, 111);
	assert_near(a.alpha, 0.457177453938, 1e-11);
	assert_near(a.alpha, alpha_by_pairs(&f.panel), 1e-11);
	assert_near(a.icc_absolute, 0.4843508452, 1e-8);
	assert_near(a.icc_consistency, 0.7222019695, 1e-8);
	assert_near(a.reliability, 0.8855, 5e-5);
	assert_false(a.few);
	score_data_penicillin(&data, *state);
	fit_it(&data, &f);
	assert_true(jam_agree(&f.panel, f.has, *state, &a));
	assert_near(a.reliability, 0.9966, 5e-5);
	assert_near(a.alpha, alpha_by_pairs(&f.panel), 1e-11);
	assert_true(a.few);
	assert_true(jam_agree(&f.panel, NULL, *state, &a));
	assert_true(isnan(a.icc_absolute) && isnan(a.reliability));
}

static void
jam24_judges_have_errors(void **state)
{
	struct jam_raters raters;
	struct score_data data;
	struct jam_error err = { 0 };
	struct fitted f;

	score_data_jam24(&data, *state);
	for (int path = JAM_PATH_DENSE; path <= JAM_PATH_SPARSE; path++) {
		fit_it(&data, &f);
		assert_done(jam_mixed_fit(&f.fit, &f.panel,
					  (enum jam_mixed_path)path, *state,
					  NULL, &err),
			    &err);
		assert_done(
		    jam_raters_init(&raters, &f.panel, &f.fit, *state, &err),
		    &err);
		assert_near(raters.rows[3].leniency, 0.9203, 5e-5);
		assert_near(raters.rows[3].se, 0.2236, 5e-5);
		assert_near(raters.rows[20].leniency, -0.9864, 5e-5);
		assert_near(raters.rows[20].se, 0.2233, 5e-5);
	}
}

static size_t
count_flags(const struct jam_flags *flags, enum jam_flag_kind kind)
{
	size_t n = 0;

	for (size_t k = 0; k < flags->len; k++)
		n += flags->items[k].kind == kind;
	return n;
}

static const struct jam_flag *
find_flag(const struct jam_flags *flags, enum jam_flag_kind kind)
{
	for (size_t k = 0; k < flags->len; k++) {
		if (flags->items[k].kind == kind)
			return &flags->items[k];
	}
	return NULL;
}

static void
flag_it(struct score_data *data, const struct jam_rater_facts *facts,
	struct jam_flags *flags)
{
	struct jam_rater_basis basis = { .input = &data->in };
	struct jam_raters raters;
	struct jam_error err = { 0 };
	struct fitted f;

	fit_it(data, &f);
	basis.panel = &f.panel;
	basis.fit = f.has;
	assert_done(
	    jam_raters_init(&raters, &f.panel, f.has, data->arena, &err), &err);
	assert_done(
	    jam_raters_flag(&raters, facts, &basis, data->arena, flags, &err),
	    &err);
}

static int16_t
on_scale(double y)
{
	double x = floor(y + 0.5);

	return (int16_t)(x < 1 ? 1 : x > 5 ? 5 : x);
}

/* A hundred judges and projects, every judge rates six; scores 1 to 5. */
static void
draw_honest(struct score_data *data, struct jam_rng *rng)
{
	static const int64_t weights[] = { 1, 1 };
	double b[100], a;
	int16_t x[2];

	score_data_init(data, data->arena, weights, 2);
	data->in.judges = data->in.projects = 100;
	for (size_t j = 0; j < 100; j++)
		b[j] = .8 * jam_rng_normal(rng);
	for (uint32_t i = 0; i < 100; i++) {
		a = .5 * jam_rng_normal(rng);
		for (uint32_t k = 1; k <= 6; k++) {
			uint32_t p = (i + k * k * 3 + k / 2) % 100;

			for (int c = 0; c < 2; c++)
				x[c] = on_scale(3 + a + b[p] +
						.6 * jam_rng_normal(rng));
			score_data_add(data, i, p, x);
		}
	}
}

/* Scores for a pair, in place of those there are. */
static void
rate_again(struct score_data *data, uint32_t judge, uint32_t project,
	   const int16_t *x)
{
	for (size_t k = 0; k < data->in.ratings; k++) {
		if (data->judge[k] != judge || data->project[k] != project)
			continue;
		memcpy(data->scores + 2 * k, x, 2 * sizeof(*x));
		return;
	}
	score_data_add(data, judge, project, x);
}

static void
each_flag_is_raised_when_it_should(void **state)
{
	static const uint32_t own_judge[] = { 0, 1 }, own_project[] = { 0, 1 };
	struct score_data data = { .arena = *state };
	struct jam_rater_facts facts = { own_judge, own_project, 2,
					 NULL,	    NULL,	 2 };
	uint32_t *judge_site = jam_alloc_array(*state, 100, 4);
	uint32_t *project_site = jam_alloc_array(*state, 100, 4);
	int64_t *at = jam_alloc_array(*state, 1000, sizeof(*at));
	const struct jam_flag *flag;
	struct jam_flags flags;
	struct jam_rng rng;
	int16_t *x;

	jam_rng_init(&rng, 21, 0);
	draw_honest(&data, &rng);
	for (size_t k = 0; k < 12; k++)
		data.scores[7 * 12 + k] = 4; /* judge 7: all fours */
	/* judge 41: what 40 gave */
	memcpy(data.project + 6 * 41, data.project + 6 * 40, 24);
	memcpy(data.scores + 12 * 41, data.scores + 12 * 40, 24);
	for (size_t k = 0; k < data.in.ratings; k++) {
		at[k] = (int64_t)(600 * (k % 6));
		if (data.judge[k] == 30)
			at[k] = (int64_t)(20 * (k % 6));
		if (data.judge[k] == 31)
			at[k] = 0;
		if (data.judge[k] == 32)
			at[k] = k % 6 == 0 ? 100 : JAM_NO_TIME;
		if (data.judge[k] == 33) {
			data.scores[2 * k] = 5;
			data.scores[2 * k + 1] = k % 6 ? 5 : 4;
		}
	}
	x = (int16_t[]){ 5, 5 };
	rate_again(&data, 0, 1, x);
	rate_again(&data, 1, 0, x);
	at[600] = at[601] = 9999;
	data.in.rated_at = at;
	for (uint32_t k = 0; k < 100; k++) {
		judge_site[k] = k < 50 ? 0 : 1;
		project_site[k] = k % 2;
	}
	for (size_t k = 0; k < 600; k++) {
		if (judge_site[data.judge[k]] == 1)
			data.scores[2 * k] = data.scores[2 * k + 1] =
			    data.project[k] % 2 ? 5 : 2;
	}
	facts.judge_site = judge_site;
	facts.project_site = project_site;
	flag_it(&data, &facts, &flags);
	flag = find_flag(&flags, JAM_FLAG_FLAT);
	assert_non_null(flag);
	assert_i64_equal(flag->judge, 7);
	assert_near(flag->number, 6, 0);
	flag = find_flag(&flags, JAM_FLAG_FAST);
	assert_u64_equal(count_flags(&flags, JAM_FLAG_FAST), 1);
	assert_i64_equal(flag->judge, 30);
	assert_near(flag->number, 20, 0);
	flag = find_flag(&flags, JAM_FLAG_LOCKSTEP);
	assert_non_null(flag);
	assert_i64_equal(flag->judge, 40);
	assert_i64_equal(flag->other, 41);
	assert_near(flag->number, 6, 0);
	/* favour is relative: the other site seems to favour its own too */
	flag = &flags.items[flags.len - 1];
	assert_i64_equal(flag->kind, JAM_FLAG_SITE);
	assert_i64_equal(flag->other, 1);
	assert_true(flag->number > 10);
	for (size_t k = 1; k < flags.len; k++)
		assert_true(flags.items[k].kind >= flags.items[k - 1].kind);
}

/* Rings of 4 to 10 teams who rate one another five after their batch. */
static void
planted_rings_are_found(void **state)
{
	struct jam_mark mark = jam_arena_mark(*state);
	uint32_t own[100], size;
	double found = 0, members = 0, wrong = 0, honest = 0, expected = 0;
	struct jam_rng rng;

	for (uint32_t k = 0; k < 100; k++)
		own[k] = k;
	jam_rng_init(&rng, 4, 0);
	for (int round = 0; round < 70; round++) {
		struct score_data data = { .arena = *state };
		struct jam_rater_facts facts = { own, own, 100, NULL, NULL, 0 };
		int16_t x[2] = { 5, 5 };
		bool flagged[100] = { false };
		struct jam_flags flags;

		size = 4 + (uint32_t)round % 7;
		draw_honest(&data, &rng);
		for (uint32_t a = 0; a < size; a++) {
			for (uint32_t b = 0; b < size; b++) {
				if (a != b)
					rate_again(&data, 13 * a % 100,
						   13 * b % 100, x);
			}
		}
		flag_it(&data, &facts, &flags);
		for (size_t k = 0; k < flags.len; k++) {
			if (flags.items[k].kind != JAM_FLAG_RECIPROCAL)
				continue;
			flagged[flags.items[k].judge] = true;
			flagged[flags.items[k].other] = true;
		}
		expected += flags.expected[JAM_FLAG_RECIPROCAL];
		for (uint32_t i = 0; i < 100; i++) {
			bool member = false;

			for (uint32_t a = 0; a < size; a++)
				member |= 13 * a % 100 == i;
			members += member;
			found += member && flagged[i];
			honest += !member;
			wrong += !member && flagged[i];
		}
		jam_arena_reset(*state, mark);
	}
	print_message("rings of 4 to 10: %.3f of their members flagged, %.4f "
		      "of the others\n",
		      found / members, wrong / honest);
	assert_true(found / members >= 0.9);
	assert_true(wrong / honest <= 0.01);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(jam24_agrees_as_published),
		JAM_TEST(jam24_judges_have_errors),
		JAM_TEST(each_flag_is_raised_when_it_should),
		JAM_TEST(planted_rings_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
