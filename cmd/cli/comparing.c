/* SPDX-License-Identifier: MIT */
/* Comparing methods. */
#include "cmd/cli/comparing.h"

#include <math.h>

#include "cmd/cli/ranking.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/bayes.h"
#include "core/policy/mixed.h"
#include "core/policy/mixed_scores.h"
#include "core/render/out.h"

#define METHODS 4

struct row {
	const char *project, *title;
	int64_t ratings;
	int64_t mean_rank, mean, itch_rank, itch, bayes_rank, bayes, mixed_rank;
	double mixed;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct row, project, TEXT),
	JAM_COLUMN(struct row, title, TEXT),
	JAM_COLUMN(struct row, ratings, INT),
	JAM_COLUMN(struct row, mean_rank, INT),
	JAM_COLUMN(struct row, mean, MILLI),
	JAM_COLUMN(struct row, itch_rank, INT),
	JAM_COLUMN(struct row, itch, MILLI),
	JAM_COLUMN(struct row, bayes_rank, INT),
	JAM_COLUMN(struct row, bayes, MILLI),
	JAM_COLUMN(struct row, mixed_rank, INT),
	JAM_COLUMN(struct row, mixed, REAL),
	{ 0 },
};

/* The rows of each method by project; NULL: it has no ranking. */
struct table {
	struct jam_run *run;
	struct jam_ranking ranking;
	const struct jam_score_row **by[METHODS];
	struct jam_scores own; /* of the event's method */
};

static bool
add_method(struct table *t, enum jam_method method, struct jam_error *err)
{
	struct jam_run *r = t->run;
	const struct jam_score_row **rows;
	struct jam_scores scores;
	struct jam_error refused = { 0 };

	/* of the draws of mixed nothing is shown */
	if (!jam_ranking_make(r, method, 1, &t->ranking, &scores, &refused) ||
	    !jam_ranking_whole(r, &t->ranking, &refused)) {
		if (refused.code != JAM_E_NO ||
		    method == r->event->scoring.method) {
			*err = refused;
			return false;
		}
		jam_say(r, "%s: %s", jam_method_words[method], refused.message);
		return true;
	}
	rows = jam_alloc_array(r->arena, t->ranking.projects_len,
			       sizeof(struct jam_score_row *));
	for (size_t i = 0; i < scores.rows_len; i++)
		rows[scores.rows[i].project] = &scores.rows[i];
	t->by[method] = rows;
	if (method == r->event->scoring.method)
		t->own = scores;
	return true;
}

static void
put(const struct jam_score_row **rows, uint32_t project, int64_t *rank,
    int64_t *score)
{
	const struct jam_score_row *row = rows != NULL ? rows[project] : NULL;

	*rank = row != NULL && row->rank != 0 ? (int64_t)row->rank : JAM_NONE;
	*score = row != NULL && row->ratings > 0 ? row->score : JAM_NONE;
}

/* NAN for what nobody rated. */
static double
estimate(const struct jam_score_row *row)
{
	return row->mixed != NULL ? row->mixed->estimate : NAN;
}

/* The C of bayes that the fitted variances suggest: ve / vb. */
static void
tell_prior(const struct table *t)
{
	const struct jam_mixed_fit *fit = t->ranking.fit;
	struct jam_frac prior = t->ranking.rules.prior;
	struct jam_buf json;

	if (fit == NULL || !(fit->var_project > 0))
		return;
	jam_buf_init(&json, t->run->arena);
	jam_json_double(&json, fit->var_residual / fit->var_project);
	jam_out_member(t->run->out, "prior_suggested", jam_buf_string(&json));
	jam_say(t->run,
		"bayes adds %g ratings of the mean to each project; these "
		"ratings suggest %.1f",
		prior.den != 0 ? jam_frac_double(prior) : JAM_PRIOR,
		fit->var_residual / fit->var_project);
}

/* Who is first by the event's method: by how many others too? */
static void
tell_winner(const struct table *t)
{
	uint32_t winner;
	unsigned stays = 0, tried = 0;

	if (t->own.ranked == 0)
		return;
	winner = t->own.rows[0].project;
	for (int m = 0; m < METHODS; m++) {
		tried += t->by[m] != NULL;
		stays += t->by[m] != NULL && t->by[m][winner]->rank == 1;
	}
	jam_say(t->run, "%s is first by %u of %u methods",
		t->ranking.projects[winner].slug, stays, tried);
}

bool
jam_compare_show(struct jam_run *run, struct jam_error *err)
{
	struct table t = { .run = run };

	for (int m = 0; m < METHODS; m++)
		if (!add_method(&t, (enum jam_method)m, err))
			return false;
	jam_out_begin(run->out, "comparison", run->event->slug, columns);
	tell_prior(&t);
	for (size_t i = 0; i < t.own.rows_len; i++) {
		const struct jam_score_row *own = &t.own.rows[i];
		const struct jam_project *p = &t.ranking.projects[own->project];
		struct row row = { .project = p->slug,
				   .title = p->title,
				   .ratings = own->ratings,
				   .mixed = NAN };
		int64_t unused;

		put(t.by[JAM_MEAN], own->project, &row.mean_rank, &row.mean);
		put(t.by[JAM_ITCH], own->project, &row.itch_rank, &row.itch);
		put(t.by[JAM_BAYES], own->project, &row.bayes_rank, &row.bayes);
		put(t.by[JAM_MIXED], own->project, &row.mixed_rank, &unused);
		if (t.by[JAM_MIXED] != NULL)
			row.mixed = estimate(t.by[JAM_MIXED][own->project]);
		if (!jam_out_row(run->out, &row, err))
			return false;
	}
	tell_winner(&t);
	return true;
}
