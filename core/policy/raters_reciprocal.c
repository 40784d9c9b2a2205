/* SPDX-License-Identifier: MIT */
/* The flag of two teams that rated each other. */
#include <math.h>

#include "core/base/arena.h"
#include "core/policy/flags.h"
#include "core/policy/mixed.h"
#include "core/policy/panel.h"
#include "core/policy/solver.h"

#define Z_MOST	 3
#define Z_CHANCE 0.0013498980 /* 1 - Phi(3) */

/* How one team rated another: mean residual over so many ratings. */
struct side {
	uint32_t rater, rated; /* projects of the input, as teams */
	uint32_t judge;	       /* the first of the team who rated */
	uint32_t rating;       /* of the panel; the first */
	double sum, n;	       /* of residuals */
	double doubt;	       /* variance of leniency and quality in it */
};

struct sides {
	struct side *items;
	size_t len, capacity;
};

/* By team that rated, then team rated. */
static bool
before(const struct side *a, const struct side *b)
{
	return a->rater < b->rater ||
	       (a->rater == b->rater && a->rated < b->rated);
}

/* Heap sort: in place, and no worse on any input. */
static void
sift(struct side *a, size_t at, size_t n)
{
	struct side item = a[at];
	size_t child;

	while ((child = 2 * at + 1) < n) {
		if (child + 1 < n && before(&a[child], &a[child + 1]))
			child++;
		if (!before(&item, &a[child]))
			break;
		a[at] = a[child];
		at = child;
	}
	a[at] = item;
}

static void
sort_sides(struct side *a, size_t n)
{
	struct side item;

	for (size_t k = n / 2; k-- > 0;)
		sift(a, k, n);
	for (size_t k = n; k-- > 1;) {
		item = a[0];
		a[0] = a[k];
		a[k] = item;
		sift(a, 0, k);
	}
}

/* Every rating by a member of a team: its own team, the team it rates. */
static void
collect(const struct jam_flagging *f, struct sides *s)
{
	const struct jam_panel *panel = f->panel;
	const struct jam_rater_facts *facts = f->facts;

	for (size_t o = 0; o < facts->own_len; o++) {
		uint32_t i = panel->judge_at[facts->own_judge[o]];

		if (i == JAM_PANEL_NONE)
			continue;
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			s->items = jam_grow(f->arena, s->items, &s->capacity,
					    s->len + 1, sizeof(*s->items));
			s->items[s->len++] = (struct side){
				.rater = facts->own_project[o],
				.rated = panel->project_of[panel->project[k]],
				.judge = facts->own_judge[o],
				.rating = (uint32_t)k,
				.sum = f->raters->residuals[k],
				.n = 1
			};
		}
	}
}

/* One side for each two teams. */
static void
merge_sides(struct sides *s)
{
	size_t kept = 0;

	for (size_t k = 0; k < s->len; k++) {
		struct side *last = kept > 0 ? &s->items[kept - 1] : NULL;

		if (last == NULL || before(last, &s->items[k])) {
			s->items[kept++] = s->items[k];
			continue;
		}
		last->sum += s->items[k].sum;
		last->doubt += s->items[k].doubt;
		last->n += s->items[k].n;
		if (s->items[k].judge < last->judge)
			last->judge = s->items[k].judge;
	}
	s->len = kept;
}

static const struct side *
find_side(const struct sides *s, uint32_t rater, uint32_t rated)
{
	struct side wanted = { .rater = rater, .rated = rated };
	size_t low = 0, high = s->len, middle;

	while (low < high) {
		middle = (low + high) / 2;
		if (before(&s->items[middle], &wanted))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == s->len || before(&wanted, &s->items[low]))
		return NULL;
	return &s->items[low];
}

/* The two directions of a pair, once. */
static const struct side *
other_side(const struct sides *s, const struct side *a)
{
	return a->rater == a->rated ? NULL : find_side(s, a->rated, a->rater);
}

/* The panel without the marked ratings; judges and projects keep numbers. */
static void
thin_out(const struct jam_panel *panel, const uint8_t *marked,
	 struct jam_panel *rest, struct jam_arena *arena)
{
	size_t at = 0;

	*rest = *panel;
	rest->start =
	    jam_alloc_array(arena, panel->judges + 1, sizeof(uint32_t));
	rest->project =
	    jam_alloc_array(arena, panel->ratings, sizeof(uint32_t));
	rest->y = jam_alloc_array(arena, panel->ratings, sizeof(double));
	rest->load = jam_alloc_array(arena, panel->projects, sizeof(double));
	for (size_t i = 0; i < panel->judges; i++) {
		for (size_t k = panel->start[i]; k < panel->start[i + 1]; k++) {
			if (marked[k])
				continue;
			rest->project[at] = panel->project[k];
			rest->load[panel->project[k]]++;
			rest->y[at++] = panel->y[k];
		}
		rest->start[i + 1] = (uint32_t)at;
	}
	rest->ratings = at;
}

/*
 * What was given in return for what was given cannot also say how lenient the
 * giver is: residuals of such ratings are taken from a fit to all others, at
 * the same variances, and the doubt in that fit (about ve / D_i for the judge,
 * ve / (n_j + lb) for the project) is added to theirs.
 */
static bool
judge_by_others(struct jam_flagging *f, struct sides *s)
{
	const struct jam_panel *panel = f->panel;
	uint8_t *marked = jam_alloc_array(f->arena, panel->ratings, 1);
	size_t n = panel->projects + 1;
	double *r = jam_alloc_array(f->arena, n, sizeof(double)), doubt;
	double *x = jam_alloc_array(f->arena, n, sizeof(double));
	struct jam_solver solver;
	struct jam_panel rest;

	for (size_t k = 0; k < s->len; k++)
		marked[s->items[k].rating] =
		    other_side(s, &s->items[k]) != NULL;
	thin_out(panel, marked, &rest, f->arena);
	jam_solver_init(&solver, &rest,
			f->fit->var_judge > 0 ? JAM_SOLVER_SPARSE
					      : JAM_SOLVER_ARROW,
			f->arena);
	if (!jam_solver_set(&solver, f->fit->solver->la, f->fit->solver->lb))
		return false;
	jam_solver_right_side(&solver, r);
	if (!jam_solver_solve(&solver, 1, r, x))
		return false;
	for (size_t k = 0; k < s->len; k++) {
		struct side *side = &s->items[k];
		uint32_t i = panel->judge_at[side->judge];
		uint32_t j = panel->project[side->rating];

		if (!marked[side->rating])
			continue;
		doubt = solver.inv_d[i] + 1 / (rest.load[j] + solver.lb);
		side->doubt = f->fit->var_residual * doubt;
		side->sum = panel->y[side->rating] - x[n - 1] - x[j] -
			    jam_solver_judge(&solver, i, x);
	}
	return true;
}

bool
jam_flags_reciprocal(struct jam_flagging *f)
{
	struct sides s = { 0 };
	double z, noise = f->raters->noise;

	if (!(noise > 0))
		return true;
	collect(f, &s);
	sort_sides(s.items, s.len);
	if (f->fit != NULL && !judge_by_others(f, &s))
		return false;
	merge_sides(&s);
	for (size_t k = 0; k < s.len; k++) {
		const struct side *a = &s.items[k], *b = other_side(&s, a);

		if (b == NULL || a->rater > a->rated)
			continue;
		f->flags->expected[JAM_FLAG_RECIPROCAL] += Z_CHANCE;
		z = (a->sum / a->n + b->sum / b->n) / 2 /
		    sqrt((noise / a->n + a->doubt / a->n + noise / b->n +
			  b->doubt / b->n) /
			 4);
		if (z > Z_MOST)
			jam_flags_add(f, JAM_FLAG_RECIPROCAL, a->judge,
				      b->judge, z);
	}
	return true;
}
