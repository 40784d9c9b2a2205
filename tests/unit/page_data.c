/* SPDX-License-Identifier: MIT */
/* An event with pages to write. */
#include "tests/unit/page_data.h"

#include <math.h>

#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/model/event.h"

#define PROJECTS 8
#define RANKED	 6
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct jam_prize prizes[] = {
	{ 1, NULL, 100000, "USD", NULL, NULL },
	{ 0, "honorary mention", 1250, "EUR", NULL, NULL },
};
static const char *const tie_break[] = { "ml-safety", "ratings", "submitted" };
static const char *const members[] = { "Ada A", "Bo B" };

static void
add_event(struct jam_pages *p, struct jam_arena *arena, const char *title,
	  const char *abstract)
{
	struct jam_criterion *c = jam_alloc_array(arena, 2, sizeof(*c));
	struct jam_link *l = jam_alloc_array(arena, 1, sizeof(*l));
	struct jam_schedule_item *s = jam_alloc_array(arena, 2, sizeof(*s));
	struct jam_idea *i = jam_alloc_array(arena, 1, sizeof(*i));

	c[0] = (struct jam_criterion){ .key = "ml-safety",
				       .title = "ML Safety",
				       .description = title,
				       .weight_text = "2",
				       .required = true };
	c[1] = (struct jam_criterion){ .key = "novelty",
				       .title = title,
				       .weight_text = "1" };
	l[0] = (struct jam_link){ "faq", title, "https://example.org/faq" };
	s[0] =
	    (struct jam_schedule_item){ 1668186000, 1668189600, title, title };
	s[1] =
	    (struct jam_schedule_item){ 1668345300, JAM_NO_TIME, "End", NULL };
	i[0] = (struct jam_idea){ "backup", title, "https://example.org/i",
				  title };
	p->criteria = c;
	p->criteria_len = 2;
	p->links = l;
	p->links_len = 1;
	p->schedule = s;
	p->schedule_len = 2;
	p->ideas = i;
	p->ideas_len = 1;
	p->description = abstract;
	p->title = title;
}

static void
add_people(struct jam_pages *p, struct jam_arena *arena, const char *title)
{
	struct jam_page_site *s = jam_alloc_array(arena, 1, sizeof(*s));
	struct jam_page_judge *j = jam_alloc_array(arena, 1, sizeof(*j));
	struct jam_page_award *a = jam_alloc_array(arena, 1, sizeof(*a));

	s[0] = (struct jam_page_site){ "london",	title, title, "GB",
				       "Europe/London", 21,    8 };
	j[0] = (struct jam_page_judge){ title, title };
	a[0] = (struct jam_page_award){ 1, NULL, 100000, "USD", title, "p-1" };
	p->sites = s;
	p->sites_len = 1;
	p->judges = j;
	p->judges_len = 1;
	p->awards = a;
	p->awards_len = 1;
}

static void
add_expected(struct jam_page_expected e[2], const char *title)
{
	e[0] = (struct jam_page_expected){
		.id = "few",
		.text = title,
		.outcome = title,
		.bound = "less than 20 %",
		.whose = "persons",
		.by = 1680300000,
		.verdict = "met among reached",
		.n = 1,
		.of = 7,
		.all = 22,
		.share = 14.3,
	};
	e[1] = (struct jam_page_expected){
		.id = "some",
		.outcome = title,
		.bound = "at least 5 %",
		.whose = "projects",
		.by = 1680300000,
		.all = 8,
		.share = NAN,
	};
}

/* What came of it, hostile wherever a user's text stands. */
static void
add_after(struct jam_pages *p, struct jam_arena *arena, const char *title,
	  const char *prose)
{
	struct jam_page_after *a = jam_alloc(arena, sizeof(*a));
	struct jam_page_figure *f = jam_alloc_array(arena, 3, sizeof(*f));
	struct jam_page_answer *w = jam_alloc_array(arena, 2, sizeof(*w));
	struct jam_page_outcome *o = jam_alloc_array(arena, 2, sizeof(*o));
	struct jam_page_quote *q = jam_alloc_array(arena, 2, sizeof(*q));
	struct jam_page_expected *e = jam_alloc_array(arena, 2, sizeof(*e));

	f[0] = (struct jam_page_figure){ JAM_FIGURE_NUMBER,
					 title,
					 "",
					 10,
					 8,
					 15,
					 9.5,
					 9.5,
					 9.1,
					 9.9,
					 NAN,
					 NAN,
					 100,
					 NULL,
					 0 };
	f[1] = (struct jam_page_figure){ JAM_FIGURE_PAIR,
					 title,
					 " %",
					 100,
					 18,
					 20,
					 12.5,
					 10,
					 3,
					 22,
					 20,
					 32.5,
					 NAN,
					 NULL,
					 0 };
	w[0] = (struct jam_page_answer){ title, 10, 55.6 };
	w[1] = (struct jam_page_answer){ "(the others)", 8, 44.4 };
	f[2] = (struct jam_page_figure){ JAM_FIGURE_CHOICE,
					 title,
					 "",
					 NAN,
					 18,
					 18,
					 NAN,
					 NAN,
					 NAN,
					 NAN,
					 NAN,
					 NAN,
					 NAN,
					 w,
					 2 };
	o[0] = (struct jam_page_outcome){ title, title, 6, 1, 22, 27.3 };
	o[1] = (struct jam_page_outcome){ NULL, "grant", 0, 1, 7, NAN };
	q[0] = (struct jam_page_quote){ prose, title, title, "p-1" };
	q[1] = (struct jam_page_quote){ "Plain", title, NULL, NULL };
	add_expected(e, title);
	*a = (struct jam_page_after){ f, 3, o, 2, q, 2, e, 2, 5 };
	p->after = a;
}

static struct jam_page_project
project(struct jam_arena *arena, int64_t n, const char *title,
	const char *abstract)
{
	struct jam_page_score *s = jam_alloc_array(arena, 2, sizeof(*s));
	const char **comments = jam_alloc_array(arena, 1, sizeof(*comments));

	s[0] = (struct jam_page_score){ 5000 - 100 * n, "24/5", n, 5 };
	s[1] = (struct jam_page_score){ JAM_NONE, NULL, JAM_NONE, 2 };
	comments[0] = abstract;
	return (struct jam_page_project){
		.number = n,
		.slug = jam_format(arena, "p-%d", (int)n),
		.title = title,
		.url = n == 2 ? "javascript:alert(1)" : "https://example.org/p",
		.abstract = abstract,
		.team = title,
		.members = members,
		.members_len = 2,
		.site = n < 4 ? "london" : "",
		.idea = "backup",
		.rank = n <= RANKED ? n : JAM_NONE,
		.score = n <= RANKED ? 5000 - 200 * n : JAM_NONE,
		.exact = "14/3",
		.ratings = 5,
		.estimate = 4.5,
		.low = 4,
		.high = 4.75,
		.rank_low = 1,
		.rank_high = 3,
		.criteria = s,
		.comments = comments,
		.comments_len = n == 1,
	};
}

struct jam_pages *
jam_page_data(struct jam_arena *arena, const char *title, const char *abstract)
{
	struct jam_pages *p = jam_alloc(arena, sizeof(*p));
	struct jam_page_project *projects =
	    jam_alloc_array(arena, PROJECTS, sizeof(*projects));
	struct jam_page_results *results = jam_alloc(arena, sizeof(*results));

	*results = (struct jam_page_results){
		.method = "mean",
		.ratings = 30,
		.min_ratings = 3,
		.tie_break = { tie_break, COUNT(tie_break) },
		.published_at = 1668370000,
		.digest = "4f0c2a7d",
		.assignments = 1,
	};
	*p = (struct jam_pages){
		.slug = "demo",
		.zone = "Europe/Copenhagen",
		.starts_at = 1668186000,
		.ends_at = 1668345300,
		.opens_at = 1668345300,
		.closes_at = 1668359700,
		.registrations = 61,
		.scale_min = 1,
		.scale_max = 5,
		.scale_step = 1,
		.prizes = prizes,
		.prizes_len = COUNT(prizes),
		.projects = projects,
		.projects_len = PROJECTS,
		.results = results,
	};
	add_event(p, arena, title, abstract);
	results->criteria = p->criteria;
	results->criteria_len = p->criteria_len;
	add_people(p, arena, title);
	add_after(p, arena, title, abstract);
	for (int64_t n = 1; n <= PROJECTS; n++)
		projects[n - 1] =
		    project(arena, n, n == 1 ? title : "Plain", abstract);
	projects[3].tie_broken_by = "ml-safety";
	projects[6].tier = JAM_TIER_UNRANKED;
	projects[6].reason = title;
	projects[7].tier = JAM_TIER_NAMED;
	projects[7].reason = title;
	return p;
}
