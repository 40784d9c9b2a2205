/* SPDX-License-Identifier: MIT */
/* Scores by the mixed model. */
#include "core/policy/mixed_scores.h"

#include <math.h>

#include "core/base/arena.h"
#include "core/base/rng.h"
#include "core/policy/certainty.h"
#include "core/policy/draws.h"
#include "core/policy/order.h"
#include "core/policy/panel.h"
#include "core/policy/scores.h"
#include "core/policy/standing.h"
#include "core/policy/tally.h"
#include "core/policy/value.h"

#define ROUNDS 1000
#define GRAIN  1e-9 /* estimates closer than that are tied */

/* All that the steps below share. */
struct work {
	const struct jam_score_input *input;
	const struct jam_mixed_options *options;
	struct jam_arena *arena;
	struct jam_tally tally;
	struct jam_standing standing;
	struct jam_mixed_fit *fit;
	struct jam_score_mixed *rows; /* by panel's project */
	int64_t *grains;	      /* estimates in grains, by project */
	struct jam_error *err;
};

static int
compare_grains(const void *context, uint32_t a, uint32_t b)
{
	const int64_t *grains = context;

	return (grains[a] > grains[b]) - (grains[a] < grains[b]);
}

/* Estimates of a fit in whole grains, by the input's projects. */
static void
set_grains(int64_t *grains, const struct jam_mixed_fit *fit)
{
	const struct jam_panel *panel = fit->panel;

	for (size_t j = 0; j < panel->projects; j++)
		grains[panel->project_of[j]] =
		    (int64_t)floor((fit->mu + fit->project[j]) / GRAIN + 0.5);
}

/* Components in order, each as it comes. */
static int
by_component(const void *context, uint32_t a, uint32_t b)
{
	const struct jam_panel *panel = context;
	uint32_t x = panel->component[panel->project_at[a]];
	uint32_t y = panel->component[panel->project_at[b]];

	return (x > y) - (x < y);
}

static uint32_t
component_of(const struct work *w, uint32_t project)
{
	const struct jam_panel *panel = w->fit->panel;

	return panel->component[panel->project_at[project]];
}

/* Rank the slice of one component, and find its groups. */
static bool
rank_component(struct work *w, uint32_t *projects, size_t count,
	       const struct jam_certainty *certainty)
{
	struct jam_rank_by by = { compare_grains, w->grains, NULL, false };
	struct jam_rank_ties ties = { &w->tally, false, w->standing.broken };
	struct jam_mark mark;
	uint32_t *inner;
	bool done;

	jam_rank(projects, count, by, w->standing.rank, w->arena);
	jam_rank_break(projects, count, &ties, w->standing.rank, w->arena);
	mark = jam_arena_mark(w->arena);
	inner = jam_alloc_array(w->arena, count, sizeof(*inner));
	for (size_t k = 0; k < count; k++)
		inner[k] = w->fit->panel->project_at[projects[k]];
	done = jam_certainty_groups(certainty, w->fit, inner, count, w->rows,
				    w->arena);
	jam_arena_reset(w->arena, mark);
	if (done)
		return true;
	return jam_fail(w->err, JAM_E_BUG,
			"groups too close to call did not converge");
}

static bool
rank_all(struct work *w, const struct jam_certainty *certainty)
{
	struct jam_standing *s = &w->standing;
	struct jam_rank_by by = { compare_grains, w->grains, NULL, false };
	struct jam_score_mixed *row;
	size_t next;

	for (size_t at = 0; at < s->ranked; at = next) {
		next = at + 1;
		while (next < s->ranked && component_of(w, s->order[next]) ==
					       component_of(w, s->order[at]))
			next++;
		if (!rank_component(w, s->order + at, next - at, certainty))
			return false;
	}
	jam_rank(s->order + s->ranked, s->rated - s->ranked, by, s->rank,
		 w->arena);
	for (size_t k = 0; k < s->rated; k++) {
		row = &w->rows[w->fit->panel->project_at[s->order[k]]];
		row->component = component_of(w, s->order[k]) + 1;
		if (k < s->ranked)
			row->rank_in_component = s->rank[s->order[k]];
		if (k >= s->ranked || w->fit->panel->components > 1)
			s->rank[s->order[k]] = 0;
	}
	return true;
}

/* Draws, and the standard errors where only draws have them. */
static bool
draw(struct work *w, struct jam_certainty *certainty)
{
	const struct jam_panel *panel = w->fit->panel;
	const char *slug = w->options->slug != NULL ? w->options->slug : "";
	struct jam_draws draws = { .rounds = w->options->rounds,
				   .tick = w->options->tick };
	uint32_t *projects;
	double *square = NULL;

	draws.rounds = draws.rounds == 0 ? ROUNDS : draws.rounds;
	draws.seed = jam_rng_seed(jam_format(w->arena, "jam-draws/1:%s", slug));
	projects =
	    jam_alloc_array(w->arena, w->standing.ranked, sizeof(*projects));
	draws.projects = projects;
	draws.count = w->standing.ranked;
	for (size_t k = 0; k < draws.count; k++)
		projects[k] = panel->project_at[w->standing.order[k]];
	if (w->fit->probed)
		square =
		    jam_alloc_array(w->arena, panel->projects, sizeof(double));
	if (!jam_draws_run(&draws, w->fit, w->rows, square, w->arena, w->err))
		return false;
	if (square != NULL)
		jam_certainty_draws(certainty, w->fit, square);
	return true;
}

static bool
fit_overall(struct work *w)
{
	struct jam_panel *panel = jam_alloc(w->arena, sizeof(*panel));
	struct jam_aspect aspect = { &w->tally, JAM_OVERALL, false };
	struct jam_certainty certainty;

	jam_panel_init(panel, w->input, &aspect, JAM_PANEL_NONE, w->arena);
	if (!jam_mixed_fit(w->fit, panel, w->options->path, w->arena,
			   w->options->tick, w->err))
		return false;
	w->rows = jam_alloc_array(w->arena, panel->projects, sizeof(*w->rows));
	w->grains =
	    jam_alloc_array(w->arena, w->input->projects, sizeof(*w->grains));
	set_grains(w->grains, w->fit);
	jam_standing_init(&w->standing, &w->tally, w->arena);
	jam_order_sort(w->standing.order, w->standing.ranked, by_component,
		       panel, w->arena);
	if (!jam_certainty_init(&certainty, w->fit, w->arena, w->err) ||
	    !draw(w, &certainty))
		return false;
	for (size_t j = 0; j < panel->projects; j++)
		jam_certainty_row(&certainty, w->fit, j, &w->rows[j]);
	return rank_all(w, &certainty);
}

/* Ranks of one criterion by its own fit; JAM_E_NO where there is none. */
static bool
fit_criterion(struct work *w, size_t criterion, struct jam_scores *scores,
	      struct jam_error *err)
{
	struct jam_rank_by by = { compare_grains, w->grains, NULL, false };
	struct jam_aspect aspect = { &w->tally, criterion, false };
	struct jam_mixed_fit fit;
	struct jam_panel panel;
	struct jam_score_part *part;
	uint32_t *projects = w->standing.order;
	size_t n = 0;

	jam_panel_init(&panel, w->input, &aspect, JAM_PANEL_NONE, w->arena);
	if (panel.components > 1)
		return jam_fail(err, JAM_E_NO,
				"groups of projects share no judge");
	if (!jam_mixed_fit(&fit, &panel, w->options->path, w->arena,
			   w->options->tick, err))
		return false;
	set_grains(w->grains, &fit);
	for (size_t k = 0; k < scores->ranked; k++) {
		part = &scores->rows[k].parts[criterion];
		if (part->ratings > 0)
			projects[n++] = scores->rows[k].project;
	}
	jam_rank(projects, n, by, w->standing.rank, w->arena);
	for (size_t k = 0; k < scores->ranked; k++) {
		part = &scores->rows[k].parts[criterion];
		if (part->ratings > 0)
			part->rank = w->standing.rank[scores->rows[k].project];
	}
	return true;
}

/* The criteria one by one; each gives back the memory of its fit. */
static bool
fit_criteria(struct work *w, struct jam_scores *scores)
{
	size_t n = w->input->rules.criteria_len;

	scores->unfit = jam_alloc_array(w->arena, n, sizeof(*scores->unfit));
	for (size_t c = 0; c < n; c++) {
		struct jam_mark mark = jam_arena_mark(w->arena);
		struct jam_error refused = { 0 };
		bool done = fit_criterion(w, c, scores, &refused);

		jam_arena_reset(w->arena, mark);
		if (done)
			continue;
		if (refused.code != JAM_E_NO) {
			*w->err = refused;
			return false;
		}
		scores->unfit[c] = jam_strdup(w->arena, refused.message);
	}
	return true;
}

/* Give rows what the overall fit said, then go through the criteria. */
static bool
finish(struct work *w, struct jam_scores *scores)
{
	const struct jam_panel *panel = w->fit->panel;
	struct jam_score_row *row;
	uint32_t inner;

	for (size_t k = 0; k < scores->rows_len; k++) {
		row = &scores->rows[k];
		inner = panel->project_at[row->project];
		if (inner != JAM_PANEL_NONE)
			row->mixed = &w->rows[inner];
		for (size_t c = 0; c < w->input->rules.criteria_len; c++) {
			if (panel->components > 1)
				row->parts[c].rank = 0;
		}
	}
	return panel->components > 1 || fit_criteria(w, scores);
}

bool
jam_scores_mixed(const struct jam_score_input *input,
		 const struct jam_mixed_options *options,
		 struct jam_arena *arena, struct jam_scores *scores,
		 struct jam_mixed_fit *fit, struct jam_error *err)
{
	struct work w = { .input = input,
			  .options = options,
			  .arena = arena,
			  .fit = fit,
			  .err = err };

	return jam_tally_input(&w.tally, input, arena, err) &&
	       jam_tally_check(&w.tally, err) && fit_overall(&w) &&
	       jam_standing_rows(&w.standing, &w.tally, arena, scores, err) &&
	       finish(&w, scores);
}
