/* SPDX-License-Identifier: MIT */
/* Audit of who judges what: loads, batches, conflicts. */
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/audit_work.h"

#define FEW_RATINGS 3 /* with fewer, a rank says little */

static const char *
name_of(const struct jam_judge *judge)
{
	if (judge->email != NULL)
		return judge->email;
	return judge->name != NULL ? judge->name : judge->uid.text;
}

static size_t
count_running(const struct jam_audit *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->projects_len; i++)
		n += a->projects[i].tier == JAM_RUNNING;
	return n;
}

static size_t
count_judges(const struct jam_audit *a)
{
	size_t n = 0;

	for (size_t i = 0; i < a->judges_len; i++)
		n += !a->judges[i].gone;
	return n;
}

static bool
has_pair(const struct jam_audit_pair *pairs, size_t count, int64_t who,
	 int64_t project)
{
	if (who == 0)
		return false;
	for (size_t i = jam_audit_first(pairs, count, who);
	     i < count && pairs[i].who == who; i++)
		if (pairs[i].project == project)
			return true;
	return false;
}

static bool
is_own(const struct jam_audit *a, const struct jam_judge *judge,
       int64_t project)
{
	return has_pair(a->own, a->own_len, judge->person, project);
}

static bool
is_conflict(const struct jam_audit *a, const struct jam_judge *judge,
	    int64_t project)
{
	return has_pair(a->conflicts, a->conflicts_len, judge->id, project);
}

/* Projects in the running that this judge may rate. */
static size_t
count_allowed(const struct jam_audit *a, const struct jam_judge *judge)
{
	bool own_site = a->event->judging.own_site != JAM_SITE_FORBID;
	size_t n = 0;

	for (size_t i = 0; i < a->projects_len; i++) {
		const struct jam_project *p = &a->projects[i];

		n += p->tier == JAM_RUNNING &&
		     (own_site || p->site == 0 || p->site != judge->site) &&
		     !is_own(a, judge, p->id) && !is_conflict(a, judge, p->id);
	}
	return n;
}

static void
check_batches_fit(struct jam_audit_work *w)
{
	const struct jam_audit *a = w->audit;
	size_t batch = (size_t)a->event->judging.batch, series = 0;

	for (size_t i = 0; i < a->judges_len; i++) {
		const struct jam_judge *judge = &a->judges[i];
		size_t allowed;

		if (judge->gone)
			continue;
		allowed = count_allowed(a, judge);
		if (allowed >= batch || !jam_audit_listed(&series))
			continue;
		jam_audit_note(w, JAM_PROBLEM, "loads",
			       jam_format(w->arena,
					  "%s may rate %zu projects, and the "
					  "batch is %zu",
					  name_of(judge), allowed, batch),
			       "jam amend with a smaller judging.batch, or "
			       "jam assign --relax batch");
	}
	jam_audit_rest(w, JAM_PROBLEM, "loads", series);
}

/* Ratings that each project can count on, when all finish their batch. */
static void
check_ratings_each(struct jam_audit_work *w, size_t projects, size_t judges)
{
	const struct jam_event *e = w->audit->event;
	size_t seats = judges * (size_t)e->judging.batch;
	size_t least = seats / projects;

	if ((int64_t)least < e->scoring.min_ratings)
		jam_audit_note(
		    w, JAM_PROBLEM, "loads",
		    jam_format(w->arena,
			       "%zu judges with %lld each give a project %zu "
			       "ratings; min_ratings is %lld",
			       judges, (long long)e->judging.batch, least,
			       (long long)e->scoring.min_ratings),
		    "a larger batch, more judges or a lower min_ratings");
	else if (least < FEW_RATINGS)
		jam_audit_note(
		    w, JAM_NOTE, "loads",
		    jam_format(w->arena,
			       "%zu judges with %lld each give a project %zu "
			       "ratings: ranks will be rough",
			       judges, (long long)e->judging.batch, least),
		    "jam plan says how many are needed");
}

void
jam_audit_loads(struct jam_audit_work *w)
{
	const struct jam_audit *a = w->audit;
	enum jam_level level =
	    a->now >= a->event->judging.opens_at ? JAM_PROBLEM : JAM_NOTE;
	size_t projects = count_running(a), judges = count_judges(a);

	if (projects == 0)
		jam_audit_note(w, level, "loads", "there are no projects yet",
			       "jam import projects FILE");
	if (judges == 0)
		jam_audit_note(w, level, "loads", "nobody judges yet",
			       "judging.by says who does; jam import judges "
			       "FILE brings experts");
	if (projects == 0 || judges == 0)
		return;
	check_batches_fit(w);
	check_ratings_each(w, projects, judges);
}

static const struct jam_judge *
find_judge(const struct jam_audit *a, int64_t row)
{
	for (size_t i = 0; i < a->judges_len; i++)
		if (a->judges[i].id == row)
			return &a->judges[i];
	return NULL;
}

static const struct jam_project *
find_project(const struct jam_audit *a, int64_t row)
{
	for (size_t i = 0; i < a->projects_len; i++)
		if (a->projects[i].id == row)
			return &a->projects[i];
	return NULL;
}

/* What is wrong with a seat that is still open; NULL: nothing. */
static const char *
fault_of(const struct jam_audit *a, const struct jam_judge *judge,
	 const struct jam_project *project)
{
	if (judge->gone)
		return "but takes part no more";
	if (project->tier != JAM_RUNNING)
		return "which was retracted";
	if (is_own(a, judge, project->id))
		return "which is the own project";
	if (is_conflict(a, judge, project->id))
		return "against a declared conflict";
	return NULL;
}

static void
check_open_seats(struct jam_audit_work *w)
{
	const struct jam_audit *a = w->audit;
	const struct jam_judge *judge = NULL;
	size_t series = 0;

	for (size_t i = 0; i < a->seats_len; i++) {
		const struct jam_audit_seat *seat = &a->seats[i];
		const struct jam_project *project;
		const char *fault;

		if (seat->state != JAM_OPEN)
			continue;
		if (judge == NULL || judge->id != seat->judge)
			judge = find_judge(a, seat->judge);
		project = find_project(a, seat->project);
		if (judge == NULL || project == NULL)
			continue;
		fault = fault_of(a, judge, project);
		if (fault == NULL || !jam_audit_listed(&series))
			continue;
		jam_audit_note(w, JAM_PROBLEM, "conflicts",
			       jam_format(w->arena, "%s was given #%lld %s, %s",
					  name_of(judge),
					  (long long)project->number,
					  project->slug, fault),
			       judge->gone ? "jam assign --release EMAIL"
					   : "jam assign gives another one");
	}
	jam_audit_rest(w, JAM_PROBLEM, "conflicts", series);
}

static bool
has_seat(const struct jam_audit *a, int64_t judge)
{
	for (size_t i = 0; judge != 0 && i < a->seats_len; i++)
		if (a->seats[i].judge == judge)
			return true;
	return false;
}

static void
check_who_has_none(struct jam_audit_work *w)
{
	const struct jam_audit *a = w->audit;
	size_t none = 0, judges = count_judges(a);
	enum jam_level level;

	if (judges == 0 || count_running(a) == 0)
		return;
	for (size_t i = 0; i < a->judges_len; i++)
		none += !a->judges[i].gone && !has_seat(a, a->judges[i].id);
	if (none == 0)
		return;
	level = a->now >= a->event->judging.opens_at || none < judges
		    ? JAM_PROBLEM
		    : JAM_NOTE;
	if (none == judges)
		jam_audit_note(w, level, "loads", "no batch was given yet",
			       "jam assign");
	else
		jam_audit_note(w, level, "loads",
			       jam_format(w->arena,
					  "%zu of %zu judges have no batch",
					  none, judges),
			       "jam assign fills what is new");
}

static void
check_balance(struct jam_audit_work *w)
{
	const struct jam_audit *a = w->audit;
	size_t least = SIZE_MAX, most = 0;

	if (a->seats_len == 0)
		return;
	for (size_t i = 0; i < a->projects_len; i++) {
		size_t load = 0;

		if (a->projects[i].tier != JAM_RUNNING)
			continue;
		for (size_t k = 0; k < a->seats_len; k++)
			load += a->seats[k].project == a->projects[i].id;
		least = load < least ? load : least;
		most = load > most ? load : most;
	}
	if (most > least + 1)
		jam_audit_note(w, JAM_NOTE, "loads",
			       jam_format(w->arena,
					  "projects are in %zu to %zu batches",
					  least, most),
			       "jam assign evens out what is new; jam assign "
			       "--check says why");
}

void
jam_audit_seats(struct jam_audit_work *w)
{
	check_open_seats(w);
	check_who_has_none(w);
	check_balance(w);
}
