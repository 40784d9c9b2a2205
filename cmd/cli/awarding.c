/* SPDX-License-Identifier: MIT */
/* From published results to prizes, and into the store. */
#include "cmd/cli/awarding.h"

#include <string.h>

#include "cmd/cli/results.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/mixed_scores.h"
#include "core/store/awards.h"
#include "core/store/projects.h"
#include "core/store/results.h"

static bool
load(struct jam_run *r, struct jam_awarding *a, struct jam_error *err)
{
	return jam_ranking_make(r, r->event->scoring.method, 0, &a->ranking,
				&a->scores, err);
}

/* Prizes go by what everybody can look up. */
static bool
check_published(struct jam_run *r, const struct jam_awarding *a,
		struct jam_error *err)
{
	struct jam_words rows = jam_results_rows(r, &a->ranking, &a->scores);
	struct jam_publication p;

	if (!jam_store_get_publication(r->store, r->event, r->arena, &p, err) ||
	    !jam_store_get_results(r->store, r->event, r->arena, &p, err))
		return false;
	if (p.number == 0) {
		jam_fail(err, JAM_E_RULE,
			 "the results of %s are not published yet",
			 r->event->slug);
		return jam_hint(err, "jam publish, then jam award");
	}
	if (jam_results_same(&p.rows, &rows))
		return true;
	jam_fail(err, JAM_E_RULE,
		 "the results of %s are not those that were published",
		 r->event->slug);
	return jam_hint(err, "look at them with jam score, then jam publish "
			     "--reason TEXT");
}

/* Given by hand: it goes by no place, criterion or site. */
static bool
is_open(const struct jam_prize *prize)
{
	return prize->place == 0 && prize->criterion == NULL &&
	       prize->site == NULL;
}

/* The prize of that name which goes by nothing; prizes_len: there is none. */
static size_t
find_open(const struct jam_event *event, const char *name)
{
	size_t i = 0;

	while (i < event->prizes_len &&
	       (!is_open(&event->prizes[i]) ||
		strcmp(event->prizes[i].name, name) != 0))
		i++;
	return i;
}

/* Note it, where the project is in the running. */
static bool
note(struct jam_run *r, struct jam_awarding *a, size_t prize, int64_t project)
{
	size_t i = 0;

	while (i < a->ranking.projects_len &&
	       a->ranking.projects[i].id != project)
		i++;
	if (i == a->ranking.projects_len)
		return false;
	a->given = jam_grow(r->arena, a->given, &a->given_cap, a->given_len + 1,
			    sizeof(*a->given));
	a->given[a->given_len++] = (struct jam_prize_given){ prize, i };
	return true;
}

static bool
refuse_prize(const struct jam_run *r, const char *name, struct jam_error *err)
{
	const struct jam_event *e = r->event;
	const char **open =
	    jam_alloc_array(r->arena, e->prizes_len, sizeof(*open));
	const char *meant;
	size_t n = 0;

	for (size_t i = 0; i < e->prizes_len; i++)
		if (is_open(&e->prizes[i]))
			open[n++] = e->prizes[i].name;
	meant = jam_utf8_nearest(name, open, n);
	jam_fail(err, JAM_E_DATA,
		 "no prize that goes by nothing is called \"%s\"", name);
	if (meant != NULL)
		return jam_hint(err, "did you mean \"%s\"?", meant);
	return jam_hint(err, "one with a place, a criterion or a site goes to "
			     "whom the results say");
}

bool
jam_awarding_give(struct jam_run *r, struct jam_awarding *a, const char *text,
		  struct jam_error *err)
{
	const char *sign = strrchr(text, '='), *name;
	struct jam_project project;
	size_t prize;

	if (sign == NULL)
		return jam_fail(err, JAM_E_USAGE, "\"%s\" is not NAME=PROJECT",
				text);
	name = jam_strndup(r->arena, text, (size_t)(sign - text));
	prize = find_open(r->event, name);
	if (prize == r->event->prizes_len)
		return refuse_prize(r, name, err);
	if (!jam_store_find_project(r->store, r->event, sign + 1, r->arena,
				    &project, err))
		return false;
	if (note(r, a, prize, project.id))
		return true;
	jam_fail(err, JAM_E_RULE, "\"%s\" is out of the competition",
		 project.title);
	return jam_hint(err, "jam restore %s takes it back in", project.slug);
}

static bool
is_given(const struct jam_awarding *a, size_t prize)
{
	for (size_t i = 0; i < a->given_len; i++)
		if (a->given[i].prize == prize)
			return true;
	return false;
}

/* Who was named before stays named, until somebody else is. */
static bool
keep_given(struct jam_run *r, struct jam_awarding *a, struct jam_error *err)
{
	struct jam_award *before;
	size_t count, named = a->given_len;

	if (!jam_store_get_awards(r->store, r->event, r->arena, &before, &count,
				  err))
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t prize;

		if (before[i].place != JAM_NONE || before[i].name == NULL)
			continue;
		prize = find_open(r->event, before[i].name);
		if (prize < r->event->prizes_len &&
		    !is_given(&(struct jam_awarding){ .given = a->given,
						      .given_len = named },
			      prize) &&
		    !note(r, a, prize, before[i].project))
			jam_say(r,
				"a project that had \"%s\" is out of the "
				"competition",
				before[i].name);
	}
	return true;
}

static struct jam_prize_project *
entrants(struct jam_run *r, const struct jam_awarding *a)
{
	size_t n = a->ranking.projects_len, c = r->event->criteria_len;
	struct jam_prize_project *all =
	    jam_alloc_array(r->arena, n, sizeof(*all));

	for (size_t i = 0; i < a->scores.rows_len; i++) {
		const struct jam_score_row *row = &a->scores.rows[i];
		uint32_t *parts = jam_alloc_array(r->arena, c, sizeof(*parts));

		for (size_t k = 0; k < c; k++)
			parts[k] = row->parts[k].rank;
		all[row->project] = (struct jam_prize_project){
			.rank = row->rank,
			.group = row->mixed != NULL ? row->mixed->group : 0,
			.site = a->ranking.projects[row->project].site_key,
			.parts = parts,
		};
	}
	return all;
}

static bool
save(struct jam_run *r, const struct jam_awarding *a,
     const struct jam_prizes *prizes, struct jam_error *err)
{
	size_t n = prizes->awards_len;
	struct jam_award *awards =
	    jam_alloc_array(r->arena, n, sizeof(*awards));
	enum jam_change change;

	for (size_t i = 0; i < n; i++) {
		const struct jam_prize_award *p = &prizes->awards[i];
		const struct jam_project *project =
		    &a->ranking.projects[p->project];

		awards[i] = (struct jam_award){
			.place = p->place,
			.name = p->name,
			.project = project->id,
			.project_uid = project->uid.text,
			.amount = p->amount,
			.currency = p->currency,
		};
	}
	return jam_store_put_awards(r->store, r->event, awards, n, &change,
				    err);
}

bool
jam_awarding_load(struct jam_run *r, struct jam_awarding *a,
		  struct jam_error *err)
{
	*a = (struct jam_awarding){ 0 };
	return load(r, a, err) && check_published(r, a, err);
}

bool
jam_awarding_save(struct jam_run *r, struct jam_awarding *a,
		  struct jam_error *err)
{
	struct jam_prize_problem problem = {
		.event = r->event,
		.projects_len = a->ranking.projects_len,
	};

	if (!keep_given(r, a, err))
		return false;
	problem.projects = entrants(r, a);
	problem.given = a->given;
	problem.given_len = a->given_len;
	return jam_prizes_split(&problem, r->arena, &a->prizes, err) &&
	       save(r, a, &a->prizes, err);
}
