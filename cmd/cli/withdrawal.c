/* SPDX-License-Identifier: MIT */
/* Ranks before and after. */
#include "cmd/cli/withdrawal.h"

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/store/judges.h"
#include "core/store/projects.h"
#include "core/store/results.h"

#define TOLD_MAX 20

const struct jam_column jam_withdrawal_columns[] = {
	JAM_COLUMN(struct jam_withdrawal_line, receipt, TEXT),
	JAM_COLUMN(struct jam_withdrawal_line, project, TEXT),
	JAM_COLUMN(struct jam_withdrawal_line, judge, TEXT),
	JAM_COLUMN(struct jam_withdrawal_line, tier, TEXT),
	JAM_COLUMN(struct jam_withdrawal_line, ratings, INT),
	JAM_COLUMN(struct jam_withdrawal_line, ranks_changed, INT),
	JAM_COLUMN(struct jam_withdrawal_line, owed, WORDS),
	{ 0 },
};

static const char *
name_of(const struct jam_judge *judge)
{
	return judge->email != NULL ? judge->email : judge->name;
}

/*
 * By the event's method; by plain means where the ratings are too few for a
 * model, which is no reason to keep a project in.
 */
static bool
rank(const struct jam_run *run, struct jam_ranking *ranking,
     struct jam_scores *scores, struct jam_error *err)
{
	enum jam_method method = jam_ranking_method(run, NULL);
	struct jam_error none = { .code = JAM_OK };

	if (method != JAM_MIXED)
		return jam_ranking_make(run, method, 0, ranking, scores, err);
	return (jam_ranking_make(run, method, 1, ranking, scores, &none) &&
		jam_ranking_whole(run, ranking, &none)) ||
	       jam_ranking_make(run, JAM_MEAN, 0, ranking, scores, err);
}

/* Ranks before and after are comparable only by one method. */
static bool
agree(struct jam_run *run, struct jam_withdrawal *w, struct jam_ranking *now,
      struct jam_scores *scores, struct jam_error *err)
{
	bool fitted = w->before.fit != NULL && now->fit != NULL;

	if (run->event->scoring.method != JAM_MIXED || fitted)
		return true;
	jam_say(run, "mixed gives no ranking of these ratings: what changes "
		     "is told by plain means");
	return (w->before.fit == NULL ||
		jam_scores_make(&w->before.tally, JAM_MEAN, run->arena,
				&w->scores, err)) &&
	       (now->fit == NULL || jam_scores_make(&now->tally, JAM_MEAN,
						    run->arena, scores, err));
}

static bool
find(struct jam_run *run, const char *judge, struct jam_withdrawal *w,
     struct jam_error *err)
{
	if (run->argc == 0 && judge == NULL) {
		jam_fail(err, JAM_E_USAGE, "which project? or --judge EMAIL");
		return jam_hint(err, "jam list projects; jam list judges");
	}
	return (run->argc == 0 ||
		jam_store_find_project(run->store, run->event, run->argv[0],
				       run->arena, &w->project, err)) &&
	       (judge == NULL ||
		jam_store_find_judge(run->store, run->event, judge, run->arena,
				     &w->judge, err));
}

/* How many ratings it is about; a judge without any is a slip of the pen. */
static bool
count(struct jam_run *run, struct jam_withdrawal *w, struct jam_error *err)
{
	if (w->judge.person != 0 && w->judge.id == 0)
		return jam_fail(err, JAM_E_DATA, "%s has given no rating",
				name_of(&w->judge));
	if (!jam_store_count_given(run->store, w->judge.id, w->project.id,
				   &w->ratings, err))
		return false;
	if (w->ratings > 0 || w->judge.person == 0)
		return true;
	if (w->project.id == 0)
		return jam_fail(err, JAM_E_DATA, "%s has given no rating",
				name_of(&w->judge));
	return jam_fail(err, JAM_E_DATA, "%s has not rated %s",
			name_of(&w->judge), w->project.slug);
}

bool
jam_withdrawal_begin(struct jam_run *run, const char *judge,
		     struct jam_withdrawal *w, struct jam_error *err)
{
	*w = (struct jam_withdrawal){ 0 };
	return find(run, judge, w, err) && count(run, w, err) &&
	       rank(run, &w->before, &w->scores, err);
}

/* The rank of a project's row; -1: not there. */
static int64_t
rank_of(const struct jam_ranking *ranking, const struct jam_scores *scores,
	int64_t project)
{
	for (size_t i = 0; i < scores->rows_len; i++)
		if (ranking->projects[scores->rows[i].project].id == project)
			return scores->rows[i].rank;
	return -1;
}

static const char *
show_rank(const struct jam_run *run, int64_t rank)
{
	return rank < 0 ? "out of competition"
	       : rank == 0
		   ? "not ranked"
		   : jam_format(run->arena, "rank %lld", (long long)rank);
}

static void
tell(struct jam_run *run, struct jam_withdrawal *w, const char *slug,
     int64_t before, int64_t after)
{
	if (before == after || (before <= 0 && after <= 0))
		return;
	if (w->changed++ < TOLD_MAX)
		jam_say(run, "%s: %s -> %s", slug, show_rank(run, before),
			show_rank(run, after));
}

/* In order of the ranks before, then what came in. */
static void
tell_changes(struct jam_run *run, struct jam_withdrawal *w,
	     const struct jam_ranking *now, const struct jam_scores *scores)
{
	for (size_t i = 0; i < w->scores.rows_len; i++) {
		const struct jam_score_row *row = &w->scores.rows[i];
		const struct jam_project *p = &w->before.projects[row->project];

		tell(run, w, p->slug, row->rank, rank_of(now, scores, p->id));
	}
	for (size_t i = 0; i < scores->rows_len; i++) {
		const struct jam_score_row *row = &scores->rows[i];
		const struct jam_project *p = &now->projects[row->project];

		if (rank_of(&w->before, &w->scores, p->id) < 0)
			tell(run, w, p->slug, -1, row->rank);
	}
	if (w->changed == 0)
		jam_say(run, "no rank changes");
	else if (w->changed > TOLD_MAX)
		jam_say(run, "and %lld more ranks change",
			(long long)(w->changed - TOLD_MAX));
}

bool
jam_withdrawal_tell(struct jam_run *run, struct jam_withdrawal *w,
		    struct jam_withdrawal_line *line, struct jam_error *err)
{
	struct jam_publication published;
	struct jam_ranking now;
	struct jam_scores scores;

	if (!rank(run, &now, &scores, err) ||
	    !agree(run, w, &now, &scores, err) ||
	    !jam_store_get_publication(run->store, run->event, run->arena,
				       &published, err))
		return false;
	tell_changes(run, w, &now, &scores);
	if (published.number > 0 && w->changed > 0)
		jam_say(run, w->judge.person != 0
				 ? "pages keep the published results until "
				   "jam publish --reason TEXT"
				 : "pages show the published results without "
				   "what is out of competition; jam publish "
				   "--reason TEXT fixes new ones");
	line->project = w->project.slug;
	line->judge = w->judge.person != 0 ? name_of(&w->judge) : NULL;
	line->ratings = w->ratings;
	line->ranks_changed = w->changed;
	return true;
}

struct jam_aside
jam_withdrawal_aside(const struct jam_withdrawal *w, const char *reason)
{
	return (struct jam_aside){
		.judge = &w->judge,
		.project = w->project.id != 0 ? &w->project : NULL,
		.reason = reason,
	};
}
