/* SPDX-License-Identifier: MIT */
/* Audit of what was handed in and typed: projects, sites, persons, links. */
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/audit_work.h"

static void
check_late(struct jam_audit_work *w)
{
	const struct jam_event *e = w->audit->event;
	size_t series = 0;

	for (size_t i = 0; i < w->audit->projects_len; i++) {
		const struct jam_project *p = &w->audit->projects[i];

		if (p->tier != JAM_RUNNING || p->submitted_at == JAM_NONE ||
		    p->submitted_at < e->ends_at || !jam_audit_listed(&series))
			continue;
		jam_audit_note(
		    w, JAM_PROBLEM, "projects",
		    jam_format(w->arena,
			       "#%lld %s was handed in at %s, after the end "
			       "at %s",
			       (long long)p->number, p->slug,
			       jam_audit_time(w, p->submitted_at),
			       jam_audit_time(w, e->ends_at)),
		    "jam retract PROJECT --tier unranked --reason TEXT, or "
		    "jam amend with a later ends");
	}
	jam_audit_rest(w, JAM_PROBLEM, "projects", series);
}

/* Who made what, by project. */
static const struct jam_audit_pair *
by_project(const struct jam_audit_work *w)
{
	const struct jam_audit *a = w->audit;
	struct jam_audit_pair *makers =
	    jam_alloc_array(w->arena, a->own_len, sizeof(*makers));

	for (size_t i = 0; i < a->own_len; i++)
		makers[i] =
		    (struct jam_audit_pair){ a->own[i].project, a->own[i].who };
	jam_audit_sort(makers, a->own_len, w->arena);
	return makers;
}

static void
check_teams(struct jam_audit_work *w)
{
	const struct jam_event *e = w->audit->event;
	const struct jam_audit_pair *makers = by_project(w);
	size_t series = 0, n = w->audit->own_len;

	for (size_t i = 0; i < w->audit->projects_len; i++) {
		const struct jam_project *p = &w->audit->projects[i];
		size_t people = jam_audit_first(makers, n, p->id + 1) -
				jam_audit_first(makers, n, p->id);

		if (p->tier != JAM_RUNNING ||
		    ((int64_t)people >= e->team_min &&
		     (int64_t)people <= e->team_max) ||
		    !jam_audit_listed(&series))
			continue;
		jam_audit_note(
		    w, people == 0 ? JAM_NOTE : JAM_PROBLEM, "teams",
		    people == 0
			? jam_format(w->arena,
				     "nobody is known to have made #%lld %s",
				     (long long)p->number, p->slug)
			: jam_format(w->arena,
				     "#%lld %s has a team of %zu; teams are "
				     "%lld to %lld",
				     (long long)p->number, p->slug, people,
				     (long long)e->team_min,
				     (long long)e->team_max),
		    people == 0 ? "its makers could be given it to rate; "
				  "import projects with members"
				: "import projects with other members, or jam "
				  "amend with other teams");
	}
	jam_audit_rest(w, JAM_NOTE, "teams", series);
}

static void
check_sites(struct jam_audit_work *w)
{
	for (size_t i = 0; i < w->audit->gone_sites_len; i++) {
		const struct jam_audit_site *s = &w->audit->gone_sites[i];

		jam_audit_note(
		    w, JAM_PROBLEM, "sites",
		    jam_format(w->arena,
			       "%s was taken out of the sites, and %lld "
			       "registrations and %lld projects have it",
			       s->key, (long long)s->registrations,
			       (long long)s->projects),
		    "put it back with jam amend, or import them with another "
		    "site");
	}
}

void
jam_audit_projects(struct jam_audit_work *w)
{
	check_late(w);
	check_teams(w);
	check_sites(w);
}

/* Registered people come by folded name, so that namesakes are neighbours. */
void
jam_audit_people(struct jam_audit_work *w)
{
	const struct jam_audit_person *people = w->audit->people;
	size_t series = 0;

	for (size_t i = 1; i < w->audit->people_len; i++) {
		const struct jam_audit_person *a = &people[i - 1];
		const struct jam_audit_person *b = &people[i];

		if (strcmp(a->name_key, b->name_key) != 0 ||
		    !jam_audit_listed(&series))
			continue;
		jam_audit_note(
		    w, JAM_QUESTION, "persons",
		    jam_format(w->arena,
			       "\"%s\" is registered as %s and as %s: one "
			       "person?",
			       b->name, a->email, b->email),
		    "if so, name both addresses in same_person, and jam "
		    "amend");
	}
	jam_audit_rest(w, JAM_QUESTION, "persons", series);
}

static bool
is_web(const char *url)
{
	return strncmp(url, "https://", 8) == 0 ||
	       strncmp(url, "http://", 7) == 0;
}

static void
check_url(struct jam_audit_work *w, const char *of, const char *url,
	  size_t *series)
{
	if (url == NULL || url[0] == '\0' || is_web(url) ||
	    !jam_audit_listed(series))
		return;
	jam_audit_note(w, JAM_NOTE, "texts",
		       jam_format(w->arena,
				  "the url of %s, \"%.100s\", is shown as "
				  "plain text",
				  of, url),
		       "a link begins with https:// or http://");
}

void
jam_audit_texts(struct jam_audit_work *w)
{
	const struct jam_event *e = w->audit->event;
	size_t series = 0;

	for (size_t i = 0; i < e->links_len; i++)
		check_url(w, jam_format(w->arena, "links[%zu]", i),
			  e->links[i].url, &series);
	for (size_t i = 0; i < e->ideas_len; i++)
		check_url(w, jam_format(w->arena, "ideas[%zu]", i),
			  e->ideas[i].url, &series);
	for (size_t i = 0; i < w->audit->projects_len; i++) {
		const struct jam_project *p = &w->audit->projects[i];

		check_url(w,
			  jam_format(w->arena, "#%lld %s", (long long)p->number,
				     p->slug),
			  p->url, &series);
	}
	jam_audit_rest(w, JAM_NOTE, "texts", series);
}
