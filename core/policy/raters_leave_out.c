/* SPDX-License-Identifier: MIT */
/* The first three with each judge left out. */
#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/policy/itch.h"
#include "core/policy/mixed.h"
#include "core/policy/order.h"
#include "core/policy/panel.h"
#include "core/policy/raters.h"
#include "core/policy/scores.h"
#include "core/policy/solver.h"
#include "core/policy/standing.h"
#include "core/policy/tally.h"
#include "core/policy/value.h"

#define WORK_MOST ((size_t)1000000000)
#define GRAIN	  1e-9 /* as in mixed_scores.c */

/* All that leaving one out after the other needs. */
struct leaving {
	const struct jam_score_input *input;
	enum jam_method method;
	struct jam_tally tally;
	size_t *start;		/* judge -> first of `ratings` */
	uint32_t *ratings;	/* of the input, by judge */
	uint32_t *rated;	/* the project of each of those */
	struct jam_panel panel; /* mixed: its loads change */
	struct jam_solver *solver;
	double *r, *x, *full; /* right side, solution, that of all */
	int64_t *grains;
	/* The rest is for sums; see candidates. */
	struct jam_standing whole; /* nobody left out */
	uint32_t *listed;	   /* the ranked, list after list */
	size_t *list, lists;	   /* where each begins, and where all end */
	uint8_t *touched;	   /* by project, 0 between two judges */
	struct jam_itch_middle middle;
	struct jam_standing_level level; /* what all come to */
	struct jam_arena *arena;
	struct jam_error *err;
};

static void
sort_by_judge(struct leaving *l)
{
	const struct jam_score_input *in = l->input;
	size_t *next;

	l->start = jam_alloc_array(l->arena, in->judges + 2, sizeof(size_t));
	l->ratings = jam_alloc_array(l->arena, in->ratings, sizeof(uint32_t));
	l->rated = jam_alloc_array(l->arena, in->ratings, sizeof(uint32_t));
	next = l->start + 1;
	for (size_t k = 0; k < in->ratings; k++)
		l->start[in->judge[k] + 2]++;
	for (size_t i = 2; i <= in->judges; i++)
		l->start[i] += l->start[i - 1];
	for (size_t k = 0; k < in->ratings; k++) {
		l->rated[next[in->judge[k]]] = in->project[k];
		l->ratings[next[in->judge[k]]++] = (uint32_t)k;
	}
}

/* Take a judge's ratings out of the sums, or put them back. */
static void
change_tally(struct leaving *l, uint32_t judge, bool out)
{
	const struct jam_score_input *in = l->input;
	bool expert = in->expert != NULL && in->expert[judge] != 0;
	size_t n = in->rules.criteria_len;

	for (size_t k = l->start[judge]; k < l->start[judge + 1]; k++) {
		uint32_t rating = l->ratings[k];
		const int16_t *x = in->scores + rating * n;

		if (out)
			jam_tally_remove(&l->tally, in->project[rating], expert,
					 x);
		else
			jam_tally_add(&l->tally, in->project[rating], expert,
				      x);
	}
}

/* The same for the equations; inverse: 1 / D_i of the judge. */
static void
change_system(struct leaving *l, uint32_t judge, double inverse, double sign)
{
	struct jam_panel *panel = &l->panel;
	uint32_t i = panel->judge_at[judge];
	size_t mu = panel->projects, first = panel->start[i];
	double load = jam_panel_load(panel, i), sum = 0;

	for (size_t k = first; k < panel->start[i + 1]; k++)
		sum += panel->y[k];
	for (size_t k = first; k < panel->start[i + 1]; k++) {
		uint32_t j = panel->project[k];

		panel->load[j] += sign;
		l->solver->diag[j] += sign * (1 - inverse);
		l->r[j] += sign * (panel->y[k] - sum * inverse);
	}
	panel->ratings += (size_t)(sign * load);
	l->solver->diag[mu] += sign * (load - load * load * inverse);
	l->r[mu] += sign * (sum - load * sum * inverse);
}

static int
compare_grains(const void *context, uint32_t a, uint32_t b)
{
	const int64_t *grains = context;

	return (grains[a] > grains[b]) - (grains[a] < grains[b]);
}

/* Solve as the equations are, from the solution of all, and rank. */
static bool
solve_and_rank(struct leaving *l, struct jam_standing *standing)
{
	const struct jam_panel *panel = &l->panel;
	struct jam_rank_by by = { compare_grains, l->grains, NULL, false };
	size_t mu = panel->projects;

	memcpy(l->x, l->full, (mu + 1) * sizeof(double));
	if (!jam_solver_solve(l->solver, 1, l->r, l->x))
		return jam_fail(l->err, JAM_E_BUG,
				"the fit without one judge did not converge");
	for (size_t j = 0; j < mu; j++)
		l->grains[panel->project_of[j]] =
		    (int64_t)floor((l->x[mu] + l->x[j]) / GRAIN + 0.5);
	jam_standing_init(standing, &l->tally, l->arena);
	jam_standing_rank(standing, &l->tally, by, false, l->arena);
	return true;
}

static int
compare_projects(const void *context, uint32_t a, uint32_t b)
{
	(void)context;
	return (a > b) - (a < b);
}

/*
 * Projects with the same number of ratings stand to one another as their sums
 * do, whatever all others come to; by mean all do.  So without the judge the
 * first three are some of the judge's projects and of the first three others
 * of each such list.
 */
static size_t
candidates(struct leaving *l, uint32_t judge, uint32_t **projects)
{
	size_t first = l->start[judge], end = l->start[judge + 1], n = 0;
	uint32_t *all =
	    jam_alloc_array(l->arena, end - first + 3 * l->lists, sizeof(*all));

	for (size_t k = first; k < end; k++) {
		if (!l->touched[l->rated[k]])
			all[n++] = l->rated[k];
		l->touched[l->rated[k]] = 1;
	}
	for (size_t s = 0; s < l->lists; s++) {
		for (size_t k = l->list[s], others = 0;
		     k < l->list[s + 1] && others < 3; k++) {
			if (l->touched[l->listed[k]])
				continue;
			all[n++] = l->listed[k];
			others++;
		}
	}
	for (size_t k = first; k < end; k++)
		l->touched[l->rated[k]] = 0;
	jam_order_sort(all, n, compare_projects, NULL, l->arena);
	*projects = all;
	return n;
}

/* What all come to without the judge. */
static struct jam_standing_level
level_without(const struct leaving *l, uint32_t judge)
{
	struct jam_standing_level level = l->level;
	size_t first = l->start[judge], n = l->start[judge + 1] - first;
	size_t criteria = l->input->rules.criteria_len;

	for (size_t k = first; k < first + n; k++)
		level.sum -= jam_tally_rating(
		    &l->tally, l->input->scores + l->ratings[k] * criteria);
	level.ratings -= n;
	level.median2 =
	    jam_itch_middle_without(&l->middle, &l->tally, l->rated + first, n);
	return level;
}

/* The standing of those, by the projects' own numbers. */
static bool
rank_few(struct leaving *l, uint32_t judge, struct jam_standing *standing)
{
	struct jam_standing_level level;
	struct jam_tally some;
	uint32_t *projects;
	size_t n = candidates(l, judge, &projects);

	level = level_without(l, judge);
	if (!jam_tally_pick(&some, &l->tally, projects, n, l->arena, l->err) ||
	    !jam_standing_make(standing, &some, l->method, &level, l->arena,
			       l->err))
		return false;
	for (size_t k = 0; k < n; k++)
		standing->order[k] = projects[standing->order[k]];
	return true;
}

/* The standing as the sums are now, with `judge` left out. */
static bool
rank_again(struct leaving *l, uint32_t judge, struct jam_standing *standing)
{
	if (l->solver != NULL)
		return solve_and_rank(l, standing);
	if (judge != JAM_RATER_NONE)
		return rank_few(l, judge, standing);
	*standing = l->whole;
	return true;
}

/* The first three with `judge` left out (JAM_RATER_NONE: nobody). */
static bool
top_without(struct leaving *l, uint32_t judge, uint32_t top[3])
{
	struct jam_mark mark = jam_arena_mark(l->arena);
	struct jam_standing standing;
	double inverse = 0, *slot = NULL;
	bool out = judge != JAM_RATER_NONE, done;

	if (out)
		change_tally(l, judge, true);
	if (out && l->solver != NULL) {
		slot = &l->solver->inv_d[l->panel.judge_at[judge]];
		inverse = *slot;
		*slot = 0;
		change_system(l, judge, inverse, -1);
	}
	done = rank_again(l, judge, &standing);
	for (size_t t = 0; t < 3; t++)
		top[t] = done && t < standing.ranked ? standing.order[t]
						     : JAM_RATER_NONE;
	jam_arena_reset(l->arena, mark);
	if (slot != NULL) {
		*slot = inverse;
		change_system(l, judge, inverse, 1);
	}
	if (out)
		change_tally(l, judge, false);
	return done;
}

/* Equations of the fit that may be changed. */
static void
copy_fit(struct leaving *l, const struct jam_mixed_fit *fit)
{
	const struct jam_panel *panel = fit->panel;
	size_t mu = panel->projects;
	enum jam_solver_kind kind = fit->solver->kind;

	l->panel = *panel;
	l->panel.load = jam_alloc_array(l->arena, mu, sizeof(double));
	memcpy(l->panel.load, panel->load, mu * sizeof(double));
	l->solver = jam_alloc(l->arena, sizeof(*l->solver));
	if (kind == JAM_SOLVER_DENSE)
		kind = JAM_SOLVER_SPARSE;
	jam_solver_init(l->solver, &l->panel, kind, l->arena);
	/* never false: only a dense matrix is factored */
	if (!jam_solver_set(l->solver, fit->solver->la, fit->solver->lb))
		return;
	l->r = jam_alloc_array(l->arena, 3 * (mu + 1), sizeof(double));
	l->x = l->r + mu + 1;
	l->full = l->x + mu + 1;
	memcpy(l->full, fit->project, mu * sizeof(double));
	l->full[mu] = fit->mu - panel->centre;
	jam_solver_right_side(l->solver, l->r);
	l->grains =
	    jam_alloc_array(l->arena, l->input->projects, sizeof(*l->grains));
}

static bool
same_three(const uint32_t a[3], const uint32_t b[3])
{
	size_t found = 0;

	for (size_t s = 0; s < 3; s++) {
		for (size_t t = 0; t < 3; t++)
			found += a[s] == b[t] && a[s] != JAM_RATER_NONE;
		found += a[s] == JAM_RATER_NONE && b[s] == JAM_RATER_NONE;
	}
	return found == 3;
}

/* The list of a ranked project: one for all by mean, else by its ratings. */
static uint32_t
list_of(const struct leaving *l, uint32_t project)
{
	return l->method == JAM_MEAN ? 0
				     : jam_tally_ratings(&l->tally, project);
}

/* Part the ranked into lists, each best first; none is empty. */
static void
make_lists(struct leaving *l)
{
	const uint32_t *order = l->whole.order;
	size_t ranked = l->whole.ranked, most = 0, *next;

	for (size_t k = 0; k < ranked; k++)
		if (list_of(l, order[k]) > most)
			most = list_of(l, order[k]);
	next = jam_alloc_array(l->arena, most + 2, sizeof(*next));
	l->list = jam_alloc_array(l->arena, most + 2, sizeof(*l->list));
	l->listed = jam_alloc_array(l->arena, ranked, sizeof(*l->listed));
	for (size_t k = 0; k < ranked; k++)
		next[list_of(l, order[k]) + 1]++;
	for (size_t s = 0; s <= most; s++) {
		l->list[l->lists] = next[s];
		l->lists += next[s + 1] > 0;
		next[s + 1] += next[s];
	}
	l->list[l->lists] = ranked;
	for (size_t k = 0; k < ranked; k++)
		l->listed[next[list_of(l, order[k])]++] = order[k];
}

static bool
begin_sums(struct leaving *l)
{
	struct jam_aspect all = { &l->tally, JAM_OVERALL, false };

	if (!jam_standing_make(&l->whole, &l->tally, l->method, NULL, l->arena,
			       l->err))
		return false;
	make_lists(l);
	l->touched = jam_alloc_array(l->arena, l->input->projects, 1);
	jam_itch_middle_init(&l->middle, &l->tally, l->arena);
	for (size_t p = 0; p < l->input->projects; p++) {
		l->level.sum += jam_aspect_total(&all, p);
		l->level.ratings += jam_aspect_ratings(&all, p);
	}
	return true;
}

static bool
begin(struct leaving *l, const struct jam_mixed_fit *fit)
{
	if (!jam_tally_input(&l->tally, l->input, l->arena, l->err))
		return false;
	sort_by_judge(l);
	if (l->method != JAM_MIXED)
		return begin_sums(l);
	copy_fit(l, fit);
	return true;
}

/* Whether it takes too long: mixed ranks everything for each judge. */
static bool
too_much(const struct leaving *l, size_t judges)
{
	return l->method == JAM_MIXED && judges > 0 &&
	       l->input->projects > WORK_MOST / judges;
}

bool
jam_raters_leave_out(struct jam_raters *raters,
		     const struct jam_score_input *input,
		     enum jam_method method, struct jam_mixed_fit *fit,
		     struct jam_arena *arena, struct jam_error *err)
{
	struct leaving l = {
		.input = input, .method = method, .arena = arena, .err = err
	};
	struct jam_rater *row;

	if ((method == JAM_MIXED &&
	     (fit == NULL || fit->panel->components > 1)) ||
	    too_much(&l, raters->len))
		return true;
	if (!begin(&l, fit) || !top_without(&l, JAM_RATER_NONE, raters->top))
		return false;
	for (size_t i = 0; i < raters->len; i++) {
		row = &raters->rows[i];
		if (!top_without(&l, row->judge, row->top))
			return false;
		row->new_winner = row->top[0] != raters->top[0];
		row->new_top = !same_three(row->top, raters->top);
	}
	raters->left_out = true;
	return true;
}
