/* SPDX-License-Identifier: MIT */
/* Things of an event, one at a time. */
#include "cmd/cli/showing.h"

#include "cmd/cli/lookup.h"
#include "cmd/cli/ranking.h"
#include "cmd/cli/wide.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/model/event.h"
#include "core/model/person.h"
#include "core/model/rating.h"
#include "core/render/out.h"
#include "core/store/judges.h"
#include "core/store/projects.h"
#include "core/store/shows.h"
#include "core/store/teams.h"

/* Rows on their way out, or into one wide row. */
struct rows {
	struct jam_run *run;
	enum jam_show show;
	struct jam_wide *wide; /* NULL: out at once */
	const char *kind;      /* of the answer, where rows go out at once */
	size_t count;
};

/* The answer begins with its first row: of nothing, there is none. */
static void
begin(const struct rows *rows, const struct jam_column *columns)
{
	if (rows->count == 0)
		jam_out_begin(rows->run->out, rows->kind,
			      rows->run->event->slug, columns);
}

static bool
take(void *with, const union jam_cell *row, struct jam_error *err)
{
	struct rows *rows = with;

	if (rows->wide == NULL) {
		begin(rows, jam_show_columns(rows->show));
		rows->count++;
		return jam_out_row(rows->run->out, row, err);
	}
	rows->count++;
	jam_wide_row(rows->wide, jam_show_columns(rows->show), row);
	return true;
}

/* Nothing is called so. */
static bool
nothing(const struct jam_run *run, const char *what, const char *name,
	struct jam_error *err)
{
	jam_fail(err, JAM_E_DATA, "%s has no %s of \"%s\"", run->event->slug,
		 what, name);
	return jam_hint(err, "jam list %s shows all of them", what);
}

/* Several rows, each a row of the answer. */
static bool
show_rows(struct jam_run *run, enum jam_show show, const char *kind,
	  const struct jam_shown *which, const char *name,
	  struct jam_error *err)
{
	struct rows rows = { run, show, NULL, kind, 0 };

	return jam_store_show(run->store, show, which, take, &rows, err) &&
	       (rows.count > 0 || nothing(run, kind, name, err));
}

/* The cells of one row, added to the wide one. */
static bool
add_row(struct jam_run *run, enum jam_show show, const struct jam_shown *which,
	struct jam_wide *wide, struct jam_error *err)
{
	struct rows rows = { run, show, wide, NULL, 0 };

	return jam_store_show(run->store, show, which, take, &rows, err);
}

/* One row and no more to it. */
static bool
show_row(struct jam_run *run, enum jam_show show, const char *kind,
	 const struct jam_shown *which, const char *name, struct jam_error *err)
{
	struct jam_wide wide = { .arena = run->arena };

	return add_row(run, show, which, &wide, err) &&
	       (wide.count > 0 || nothing(run, kind, name, err)) &&
	       jam_wide_out(&wide, run->out, kind,
			    which->event != NULL ? which->event->slug : NULL,
			    err);
}

bool
jam_show_assignments(struct jam_run *run, const char *name,
		     struct jam_error *err)
{
	struct jam_judge judge;

	return jam_store_find_judge(run->store, run->event, name, run->arena,
				    &judge, err) &&
	       show_rows(run, JAM_SHOW_ASSIGNMENTS, "assignments",
			 &(struct jam_shown){ .row = judge.id }, name, err);
}

bool
jam_show_awards(struct jam_run *run, const char *name, struct jam_error *err)
{
	return show_rows(
	    run, JAM_SHOW_AWARDS, "awards",
	    &(struct jam_shown){ .event = run->event, .text = name }, name,
	    err);
}

bool
jam_show_outcomes(struct jam_run *run, const char *name, struct jam_error *err)
{
	const char *email, *key;

	if (!jam_email_read(run->arena, name, &email, &key))
		key = name;
	return show_rows(
	    run, JAM_SHOW_OUTCOMES, "outcomes",
	    &(struct jam_shown){ .event = run->event, .text = key }, name, err);
}

bool
jam_show_criterion(struct jam_run *run, const char *name, struct jam_error *err)
{
	return show_row(
	    run, JAM_SHOW_CRITERION, "criteria",
	    &(struct jam_shown){ .event = run->event, .text = name }, name,
	    err);
}

bool
jam_show_person(struct jam_run *run, const char *name, struct jam_error *err)
{
	int64_t person;

	return jam_store_find_called(run->store, name, run->arena, &person,
				     err) &&
	       show_row(run, JAM_SHOW_PERSON, "persons",
			&(struct jam_shown){ .row = person }, name, err);
}

bool
jam_show_registered(struct jam_run *run, const char *name,
		    struct jam_error *err)
{
	int64_t person;

	return jam_store_find_called(run->store, name, run->arena, &person,
				     err) &&
	       show_rows(
		   run, JAM_SHOW_REGISTRATION, "registrations",
		   &(struct jam_shown){ .event = run->event, .row = person },
		   name, err);
}

bool
jam_show_site(struct jam_run *run, const char *name, struct jam_error *err)
{
	const struct jam_site *site;

	return jam_need_site(run, name, &site, err) &&
	       show_row(run, JAM_SHOW_SITE, "sites",
			&(struct jam_shown){ run->event, site->id, NULL }, name,
			err);
}

bool
jam_show_team(struct jam_run *run, const char *name, struct jam_error *err)
{
	struct jam_team team;

	return jam_store_find_team(run->store, run->event, name, run->arena,
				   &team, err) &&
	       show_row(run, JAM_SHOW_TEAM, "teams",
			&(struct jam_shown){ run->event, team.id, NULL }, name,
			err);
}

/* Score and rank, as jam score gives them; without a rank for mixed. */
static bool
add_score(struct jam_run *run, const struct jam_project *project,
	  struct jam_wide *wide, struct jam_error *err)
{
	enum jam_method method = jam_ranking_method(run, NULL);
	const struct jam_score_row *found = NULL;
	struct jam_ranking ranking;
	struct jam_scores scores;
	struct jam_buf exact;

	if (!jam_ranking_make(run, method, 0, &ranking, &scores, err))
		return false;
	for (size_t i = 0; i < scores.rows_len; i++)
		if (ranking.projects[scores.rows[i].project].id == project->id)
			found = &scores.rows[i];
	if (found != NULL && found->ratings == 0)
		found = NULL;
	jam_buf_init(&exact, run->arena);
	if (found != NULL)
		jam_surd_write(&exact, &found->exact);
	jam_wide_int(wide, "rank",
		     found != NULL && found->rank != 0 && method != JAM_MIXED
			 ? (int64_t)found->rank
			 : JAM_NONE);
	jam_wide_number(wide, "score", JAM_COLUMN_MILLI,
			found != NULL ? found->score : JAM_NONE);
	jam_wide_text(wide, "exact",
		      found != NULL ? jam_buf_string(&exact) : NULL);
	return true;
}

bool
jam_show_project(struct jam_run *run, const char *name, struct jam_error *err)
{
	struct jam_wide wide = { .arena = run->arena };
	struct jam_project project;

	return jam_store_find_project(run->store, run->event, name, run->arena,
				      &project, err) &&
	       add_row(run, JAM_SHOW_PROJECT,
		       &(struct jam_shown){ run->event, project.id, NULL },
		       &wide, err) &&
	       add_score(run, &project, &wide, err) &&
	       jam_wide_out(&wide, run->out, "projects", run->event->slug, err);
}

static const char *
site_of(const struct jam_event *event, int64_t site)
{
	for (size_t i = 0; i < event->sites_len; i++)
		if (event->sites[i].id == site)
			return event->sites[i].key;
	return NULL;
}

bool
jam_show_judge(struct jam_run *run, const char *name, struct jam_error *err)
{
	struct jam_wide wide = { .arena = run->arena };
	struct jam_judge j;

	if (!jam_store_find_judge(run->store, run->event, name, run->arena, &j,
				  err))
		return false;
	jam_wide_text(&wide, "email", j.email);
	jam_wide_text(&wide, "name", j.name);
	jam_wide_text(&wide, "kind", jam_judge_words[j.kind]);
	jam_wide_text(&wide, "site", site_of(run->event, j.site));
	jam_wide_text(&wide, "judges", j.gone ? "no" : "yes");
	jam_wide_number(&wide, "until", JAM_COLUMN_TIME, j.until);
	if (j.id == 0)
		jam_wide_blank(&wide, jam_show_columns(JAM_SHOW_JUDGE));
	else if (!add_row(run, JAM_SHOW_JUDGE,
			  &(struct jam_shown){ run->event, j.id, NULL }, &wide,
			  err))
		return false;
	return jam_wide_out(&wide, run->out, "judges", run->event->slug, err);
}

/* Where `scores` stands in the row of a rating, as it is stored. */
#define SCORES 2

/* The columns of ratings, scores being CRITERION=SCORE words. */
static const struct jam_column *
rating_columns(struct jam_arena *arena)
{
	struct jam_wide *wide = jam_alloc(arena, sizeof(*wide));

	wide->arena = arena;
	jam_wide_blank(wide, jam_show_columns(JAM_SHOW_RATINGS));
	wide->columns[SCORES].kind = JAM_COLUMN_WORDS;
	return wide->columns;
}

static bool
take_rating(void *with, const union jam_cell *row, struct jam_error *err)
{
	struct rows *rows = with;
	struct jam_run *run = rows->run;
	const struct jam_event *event = run->event;
	struct jam_wide wide = { .arena = run->arena };
	const char **words =
	    jam_alloc_array(run->arena, event->criteria_len, sizeof(*words));
	int64_t *scores =
	    jam_alloc_array(run->arena, event->criteria_len, sizeof(*scores));
	size_t n = 0;

	if (!jam_scores_load(event, row[SCORES].text, scores))
		return jam_fail(err, JAM_E_CONFIG,
				"the scores \"%s\" are not jam's",
				row[SCORES].text);
	for (size_t i = 0; i < event->criteria_len; i++) {
		struct jam_buf word;

		if (scores[i] == JAM_NONE)
			continue;
		jam_buf_init(&word, run->arena);
		jam_buf_format(&word, "%s=", event->criteria[i].key);
		jam_decimal_write(&word, scores[i], event->judging.decimals);
		words[n++] = jam_buf_string(&word);
	}
	jam_wide_row(&wide, jam_show_columns(JAM_SHOW_RATINGS), row);
	wide.cells[SCORES].words = (struct jam_words){ words, n };
	begin(rows, rating_columns(run->arena));
	rows->count++;
	return jam_out_row(run->out, wide.cells, err);
}

bool
jam_show_ratings(struct jam_run *run, const char *name, struct jam_error *err)
{
	struct rows rows = { run, JAM_SHOW_RATINGS, NULL, "ratings", 0 };
	struct jam_project project;

	if (!jam_store_find_project(run->store, run->event, name, run->arena,
				    &project, err))
		return false;
	return jam_store_show(
		   run->store, JAM_SHOW_RATINGS,
		   &(struct jam_shown){ run->event, project.id, NULL },
		   take_rating, &rows, err) &&
	       (rows.count > 0 || nothing(run, "ratings", name, err));
}
