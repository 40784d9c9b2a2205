/* SPDX-License-Identifier: MIT */
/* What looks odd in the ratings of one judge, of two, or of a site. */
#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/policy/flags.h"
#include "core/policy/mixed.h"
#include "core/policy/order.h"
#include "core/policy/panel.h"
#include "core/policy/scores.h"

#define FLAT_LEAST     3	    /* projects */
#define LENIENT	       2.5	    /* sqrt(va) */
#define LENIENT_ERRORS 2	    /* of its own standard errors */
#define LENIENT_CHANCE 0.0124193307 /* 2 (1 - Phi(2.5)) */
#define FAST_LEAST     3	    /* gaps */
#define FAST	       60	    /* seconds */

void
jam_flags_add(struct jam_flagging *f, enum jam_flag_kind kind, uint32_t judge,
	      uint32_t other, double number)
{
	struct jam_flags *flags = f->flags;

	flags->items = jam_grow(f->arena, flags->items, &f->capacity,
				flags->len + 1, sizeof(*flags->items));
	flags->items[flags->len++] =
	    (struct jam_flag){ kind, judge, other, number };
}

/* The shares of the scores given on each criterion agree by chance so often. */
static void
count_shares(struct jam_flagging *f)
{
	const struct jam_score_input *in = f->input;
	size_t n = in->rules.criteria_len, wide = (size_t)2 * JAM_SCORE_WIDTH;
	struct jam_mark mark = jam_arena_mark(f->arena);
	uint32_t *often = jam_alloc_array(f->arena, wide, sizeof(*often));
	double all = (double)in->ratings, share;

	f->same = 1;
	for (size_t c = 0; c < n && in->ratings > 0; c++) {
		share = 0;
		memset(often, 0, wide * sizeof(*often));
		for (size_t k = 0; k < in->ratings; k++)
			often[in->scores[k * n + c] + JAM_SCORE_WIDTH]++;
		for (size_t v = 0; v < wide; v++)
			share += often[v] / all * (often[v] / all);
		f->same *= share;
	}
	jam_arena_reset(f->arena, mark);
	for (size_t k = 0; k < in->ratings; k++) {
		const int16_t *x = in->scores + k * n;
		size_t c = 1;

		while (c < n && x[c] == x[0])
			c++;
		f->flat += c == n;
	}
	f->flat /= in->ratings > 0 ? all : 1;
}

static double
power(double x, size_t n)
{
	double y = 1;

	for (; n > 0; n--)
		y *= x;
	return y;
}

/* The same score on everything. */
static void
flag_flat(struct jam_flagging *f, size_t i)
{
	const struct jam_panel *panel = f->panel;
	size_t n = f->input->rules.criteria_len, first = panel->start[i];
	size_t load = jam_panel_load(panel, i);
	const int16_t *x;
	int16_t one;

	if (load < FLAT_LEAST)
		return;
	/* Each further rating repeats the first, and that is flat itself. */
	f->flags->expected[JAM_FLAG_FLAT] += f->flat * power(f->same, load - 1);
	one = f->input->scores[panel->rating[first] * n];
	for (size_t k = first; k < panel->start[i + 1]; k++) {
		x = f->input->scores + panel->rating[k] * n;
		for (size_t c = 0; c < n; c++) {
			if (x[c] != one)
				return;
		}
	}
	jam_flags_add(f, JAM_FLAG_FLAT, panel->judge_of[i], JAM_RATER_NONE,
		      (double)load);
}

static void
flag_lenient(struct jam_flagging *f, size_t i, enum jam_flag_kind kind)
{
	const struct jam_rater *row = &f->raters->rows[i];
	double a = row->leniency, sd;

	if (f->fit == NULL || !(f->fit->var_judge > 0))
		return;
	sd = sqrt(f->fit->var_judge);
	f->flags->expected[kind] += LENIENT_CHANCE / 2;
	a = kind == JAM_FLAG_STRICT ? -a : a;
	if (a > LENIENT * sd &&
	    (isnan(row->se) || a > LENIENT_ERRORS * row->se))
		jam_flags_add(f, kind, row->judge, JAM_RATER_NONE,
			      row->leniency / sd);
}

/* The median gap between a judge's ratings whose times are known. */
static void
flag_fast(struct jam_flagging *f, size_t i)
{
	const struct jam_panel *panel = f->panel;
	size_t first = panel->start[i], load = jam_panel_load(panel, i);
	struct jam_mark mark = jam_arena_mark(f->arena);
	double *at = jam_alloc_array(f->arena, load, sizeof(*at)), gap;
	uint32_t *order = jam_alloc_array(f->arena, load, sizeof(*order));
	size_t known = 0, n;

	for (size_t k = 0; k < load; k++) {
		int64_t t = f->input->rated_at[panel->rating[first + k]];

		if (t == JAM_NO_TIME)
			continue;
		order[known] = (uint32_t)known;
		at[known++] = (double)t;
	}
	jam_order_values(order, known, at, f->arena);
	n = known > 0 ? known - 1 : 0;
	if (n < FAST_LEAST || !(at[order[0]] > at[order[n]])) {
		jam_arena_reset(f->arena, mark);
		return;
	}
	for (size_t k = 0; k < n; k++)
		at[order[k]] -= at[order[k + 1]];
	jam_order_values(order, n, at, f->arena);
	gap = (at[order[n / 2]] + at[order[(n - 1) / 2]]) / 2;
	jam_arena_reset(f->arena, mark);
	if (gap < FAST)
		jam_flags_add(f, JAM_FLAG_FAST, panel->judge_of[i],
			      JAM_RATER_NONE, gap);
}

/* Each kind for all judges, so that flags come sorted. */
static void
flag_judges(struct jam_flagging *f)
{
	size_t all = f->panel->judges;

	for (size_t i = 0; i < all; i++)
		flag_flat(f, i);
	for (size_t i = 0; i < all; i++)
		flag_lenient(f, i, JAM_FLAG_LENIENT);
	for (size_t i = 0; i < all; i++)
		flag_lenient(f, i, JAM_FLAG_STRICT);
	for (size_t i = 0; i < all && f->input->rated_at != NULL; i++)
		flag_fast(f, i);
}

bool
jam_raters_flag(const struct jam_raters *raters,
		const struct jam_rater_facts *facts,
		const struct jam_rater_basis *basis, struct jam_arena *arena,
		struct jam_flags *flags, struct jam_error *err)
{
	struct jam_flagging f = { .raters = raters,
				  .facts = facts,
				  .input = basis->input,
				  .panel = basis->panel,
				  .fit = basis->fit,
				  .arena = arena,
				  .flags = flags };

	memset(flags, 0, sizeof(*flags));
	count_shares(&f);
	flag_judges(&f);
	if (!jam_flags_reciprocal(&f))
		return jam_fail(err, JAM_E_BUG,
				"the fit without what teams gave each other "
				"did not converge");
	jam_flags_lockstep(&f);
	jam_flags_own_site(&f);
	return true;
}
