/* SPDX-License-Identifier: MIT */
/* Audit of who judges what: loads, batches, conflicts. */
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/audit_work.h"
#include "core/policy/order.h"

#define FEW_RATINGS 3 /* with fewer, a rank says little */

/*
 * What is looked up, as sorted pairs: `who` is the row, or the site, and
 * `project` the index in the audit's list.
 */
struct rows {
	const struct jam_audit *audit;
	struct jam_audit_pair *judges, *projects;
	struct jam_audit_pair *at_sites; /* of projects in the running */
	size_t running;
};

static int
by_who(const void *pairs, uint32_t a, uint32_t b)
{
	int64_t x = ((const struct jam_audit_pair *)pairs)[a].who;
	int64_t y = ((const struct jam_audit_pair *)pairs)[b].who;

	return (x > y) - (x < y);
}

void
jam_audit_sort(struct jam_audit_pair *pairs, size_t count,
	       struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	const struct jam_audit_pair *from =
	    jam_copy(arena, pairs, count, sizeof(*from));
	uint32_t *order = jam_alloc_array(arena, count, sizeof(*order));

	for (uint32_t i = 0; i < count; i++)
		order[i] = i;
	jam_order_sort(order, count, by_who, from, arena);
	for (size_t i = 0; i < count; i++)
		pairs[i] = from[order[i]];
	jam_arena_reset(arena, mark);
}

static void
rows_init(struct rows *r, const struct jam_audit *a, struct jam_arena *arena)
{
	*r = (struct rows){ .audit = a };
	r->judges = jam_alloc_array(arena, a->judges_len, sizeof(*r->judges));
	r->projects =
	    jam_alloc_array(arena, a->projects_len, sizeof(*r->projects));
	r->at_sites =
	    jam_alloc_array(arena, a->projects_len, sizeof(*r->at_sites));
	for (size_t i = 0; i < a->judges_len; i++)
		r->judges[i] =
		    (struct jam_audit_pair){ a->judges[i].id, (int64_t)i };
	for (size_t i = 0; i < a->projects_len; i++) {
		const struct jam_project *p = &a->projects[i];

		r->projects[i] = (struct jam_audit_pair){ p->id, (int64_t)i };
		if (p->tier == JAM_RUNNING)
			r->at_sites[r->running++] =
			    (struct jam_audit_pair){ p->site, (int64_t)i };
	}
	jam_audit_sort(r->judges, a->judges_len, arena);
	jam_audit_sort(r->projects, a->projects_len, arena);
	jam_audit_sort(r->at_sites, r->running, arena);
}

/* The pair of this who, or NULL. */
static const struct jam_audit_pair *
find(const struct jam_audit_pair *pairs, size_t count, int64_t who)
{
	size_t i = jam_audit_first(pairs, count, who);

	return i < count && pairs[i].who == who ? &pairs[i] : NULL;
}

/* NULL: of another event, or nobody. */
static const struct jam_judge *
find_judge(const struct rows *r, int64_t row)
{
	const struct jam_audit_pair *found =
	    find(r->judges, r->audit->judges_len, row);

	return found != NULL ? &r->audit->judges[found->project] : NULL;
}

static const struct jam_project *
find_project(const struct rows *r, int64_t row)
{
	const struct jam_audit_pair *found =
	    find(r->projects, r->audit->projects_len, row);

	return found != NULL ? &r->audit->projects[found->project] : NULL;
}

static const char *
name_of(const struct jam_judge *judge)
{
	if (judge->email != NULL)
		return judge->email;
	return judge->name != NULL ? judge->name : judge->uid.text;
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

/* Of the own site, where that is shut. */
static bool
is_shut(const struct jam_audit *a, const struct jam_judge *judge, int64_t site)
{
	return a->event->judging.own_site == JAM_SITE_FORBID && site != 0 &&
	       site == judge->site;
}

/*
 * Pairs of a judge that take a project away which is in the running and not of
 * a shut site; each project once.
 */
static size_t
count_pairs(const struct rows *r, const struct jam_judge *judge,
	    const struct jam_audit_pair *pairs, size_t count, int64_t who)
{
	size_t first = jam_audit_first(pairs, count, who), n = 0;

	for (size_t i = first; who != 0 && i < count && pairs[i].who == who;
	     i++) {
		const struct jam_project *p = find_project(r, pairs[i].project);

		n +=
		    p != NULL && p->tier == JAM_RUNNING &&
		    !is_shut(r->audit, judge, p->site) &&
		    !has_pair(pairs + first, i - first, who, p->id) &&
		    (pairs == r->audit->own || !is_own(r->audit, judge, p->id));
	}
	return n;
}

/* Projects in the running that this judge may rate. */
static size_t
count_allowed(const struct rows *r, const struct jam_judge *judge)
{
	const struct jam_audit *a = r->audit;
	size_t n = r->running;

	if (is_shut(a, judge, judge->site))
		n -= jam_audit_first(r->at_sites, r->running, judge->site + 1) -
		     jam_audit_first(r->at_sites, r->running, judge->site);
	return n - count_pairs(r, judge, a->own, a->own_len, judge->person) -
	       count_pairs(r, judge, a->conflicts, a->conflicts_len, judge->id);
}

static void
check_batches_fit(struct jam_audit_work *w, const struct rows *r)
{
	const struct jam_audit *a = w->audit;
	size_t batch = (size_t)a->event->judging.batch, series = 0;

	for (size_t i = 0; i < a->judges_len; i++) {
		const struct jam_judge *judge = &a->judges[i];
		size_t allowed;

		if (judge->gone)
			continue;
		allowed = count_allowed(r, judge);
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

static void
check_loads(struct jam_audit_work *w, const struct rows *r)
{
	const struct jam_audit *a = w->audit;
	enum jam_level level =
	    a->now >= a->event->judging.opens_at ? JAM_PROBLEM : JAM_NOTE;
	size_t projects = r->running, judges = count_judges(a);

	if (projects == 0)
		jam_audit_note(w, level, "loads", "there are no projects yet",
			       "jam import projects FILE");
	if (judges == 0)
		jam_audit_note(w, level, "loads", "nobody judges yet",
			       "judging.by says who does; jam import judges "
			       "FILE brings experts");
	if (projects == 0 || judges == 0)
		return;
	check_batches_fit(w, r);
	check_ratings_each(w, projects, judges);
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
check_open_seats(struct jam_audit_work *w, const struct rows *r)
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
			judge = find_judge(r, seat->judge);
		project = find_project(r, seat->project);
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

/* Judges that take part and have no seat. */
static size_t
count_without(const struct rows *r, struct jam_arena *arena)
{
	const struct jam_audit *a = r->audit;
	bool *seated = jam_alloc_array(arena, a->judges_len, sizeof(*seated));
	size_t n = 0;

	for (size_t i = 0; i < a->seats_len; i++) {
		const struct jam_audit_pair *judge =
		    find(r->judges, a->judges_len, a->seats[i].judge);

		if (judge != NULL)
			seated[judge->project] = true;
	}
	for (size_t i = 0; i < a->judges_len; i++)
		n += !a->judges[i].gone && !seated[i];
	return n;
}

static void
check_who_has_none(struct jam_audit_work *w, const struct rows *r)
{
	const struct jam_audit *a = w->audit;
	size_t none, judges = count_judges(a);
	enum jam_level level;

	if (judges == 0 || r->running == 0)
		return;
	none = count_without(r, w->arena);
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
check_balance(struct jam_audit_work *w, const struct rows *r)
{
	const struct jam_audit *a = w->audit;
	size_t *loads =
	    jam_alloc_array(w->arena, a->projects_len, sizeof(*loads));
	size_t least = SIZE_MAX, most = 0;

	if (a->seats_len == 0)
		return;
	for (size_t i = 0; i < a->seats_len; i++) {
		const struct jam_project *p =
		    find_project(r, a->seats[i].project);

		if (p != NULL)
			loads[p - a->projects]++;
	}
	for (size_t i = 0; i < a->projects_len; i++) {
		if (a->projects[i].tier != JAM_RUNNING)
			continue;
		least = loads[i] < least ? loads[i] : least;
		most = loads[i] > most ? loads[i] : most;
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
jam_audit_loads(struct jam_audit_work *w)
{
	struct rows rows;

	rows_init(&rows, w->audit, w->arena);
	check_loads(w, &rows);
	check_open_seats(w, &rows);
	check_who_has_none(w, &rows);
	check_balance(w, &rows);
}
