/* SPDX-License-Identifier: MIT */
/* Filling the pages. */
#include "cmd/cli/site.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli/ranking.h"
#include "cmd/cli/results.h"
#include "cmd/cli/site_gone.h"
#include "cmd/cli/site_rules.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/time.h"
#include "core/import/json.h"
#include "core/import/tree.h"
#include "core/model/columns.h"
#include "core/policy/rules.h"
#include "core/store/origins.h"
#include "core/store/public.h"
#include "core/store/results.h"

/* One site in the making. */
struct filling {
	const struct jam_run *run;
	struct jam_pages *pages;
	struct jam_public public;
	struct jam_publication publication;
	struct jam_page_project *projects;
	struct jam_page_results *results;
	struct jam_page_project *gone; /* left since, with their numbers */
	size_t gone_cap;
};

bool
jam_site_showing(const struct jam_run *run, enum jam_showing *showing,
		 struct jam_error *err)
{
	struct jam_publication last;

	if (!jam_store_get_publication(run->store, run->event, run->arena,
				       &last, err))
		return false;
	*showing = last.number > 0 ? JAM_SHOW_PUBLISHED
		   : run->now >= jam_rules_last_end(run->event)
		       ? JAM_SHOW_RANKING
		       : JAM_SHOW_NOTHING;
	return true;
}

bool
jam_site_results_out(const struct jam_run *run, struct jam_error *err)
{
	enum jam_showing showing;
	const char *closes;

	if (!jam_site_showing(run, &showing, err))
		return false;
	if (showing != JAM_SHOW_NOTHING)
		return true;
	if (!jam_time_show(run->arena, jam_rules_last_end(run->event),
			   run->event->zone, &closes, err))
		return false;
	jam_fail(err, JAM_E_RULE, "no results leave before judging closes, %s",
		 closes);
	return jam_hint(err, "jam score shows them to the organizer");
}

/* A number of the results' JSON; JAM_NONE for null. */
static int64_t
number_of(const struct jam_node *map, const char *key)
{
	const char *text = jam_node_text(map, key);
	int64_t n;

	return text != NULL && jam_int_read(text, INT64_MIN + 1, INT64_MAX, &n)
		   ? n
		   : JAM_NONE;
}

/* "3.667" as thousandths; JAM_NONE for null. */
static int64_t
score_of(const struct jam_node *map)
{
	const char *text = jam_node_text(map, "score");
	int64_t n;

	return text != NULL && jam_decimal_read(text, 3, &n) ? n : JAM_NONE;
}

/* "3.22" as a double; NAN where there is none. */
static double
real_of(const struct jam_node *map, const char *key)
{
	const char *text = jam_node_text(map, key);
	int64_t n;

	return text != NULL && jam_decimal_read(text, 3, &n) ? (double)n / 1000
							     : NAN;
}

static const char *
text_of(const struct jam_node *map, const char *key)
{
	const char *text = jam_node_text(map, key);

	return text != NULL && *text != '\0' ? text : NULL;
}

static void
fill_criteria(const struct filling *f, const struct jam_node *list,
	      struct jam_page_project *p)
{
	const struct jam_page_results *r = f->results;
	struct jam_page_score *scores =
	    jam_alloc_array(f->run->arena, r->criteria_len, sizeof(*scores));

	for (size_t c = 0; c < r->criteria_len; c++) {
		const struct jam_node *n = list != NULL ? list->first : NULL;

		scores[c] = (struct jam_page_score){ JAM_NONE, NULL, JAM_NONE,
						     p->ratings };
		while (n != NULL &&
		       strcmp(jam_node_text(n, "id"), r->criteria[c].key) != 0)
			n = n->next;
		if (n == NULL)
			continue;
		scores[c].score = score_of(n);
		scores[c].rank = number_of(n, "rank");
	}
	p->criteria = scores;
}

static void
fill_result(const struct filling *f, const struct jam_node *row,
	    struct jam_page_project *p)
{
	p->rank = number_of(row, "rank");
	p->score = score_of(row);
	p->exact = text_of(row, "exact");
	p->ratings = number_of(row, "ratings");
	p->tie_broken_by = text_of(row, "tie_broken_by");
	p->estimate = real_of(row, "estimate");
	p->low = real_of(row, "low");
	p->high = real_of(row, "high");
	p->rank_low = number_of(row, "rank_low");
	p->rank_high = number_of(row, "rank_high");
	fill_criteria(f, jam_node_find(row, "criteria"), p);
}

static void
fill_projects(struct filling *f)
{
	size_t n = f->public.projects_len;

	f->projects = jam_alloc_array(f->run->arena, n, sizeof(*f->projects));
	for (size_t i = 0; i < n; i++) {
		const struct jam_public_project *x = &f->public.projects[i];

		f->projects[i] = (struct jam_page_project){
			.number = x->number,
			.slug = x->slug,
			.title = x->title,
			.url = x->url,
			.abstract = x->abstract,
			.team = x->team,
			.members = x->members,
			.members_len = x->members_len,
			.site = x->site,
			.idea = x->idea,
			.tier = x->tier,
			.reason = x->reason,
			.rank = JAM_NONE,
			.score = JAM_NONE,
			.ratings = JAM_NONE,
			.estimate = NAN,
			.low = NAN,
			.high = NAN,
			.rank_low = JAM_NONE,
			.rank_high = JAM_NONE,
			.comments = x->comments,
			.comments_len = x->comments_len,
		};
	}
	f->pages->projects = f->projects;
	f->pages->projects_len = n;
}

/* The results row by row: what was published, or what would be. */
static bool
results_rows(struct filling *f, enum jam_showing showing,
	     struct jam_words *rows, struct jam_error *err)
{
	const struct jam_run *run = f->run;
	struct jam_ranking ranking;
	struct jam_scores scores;

	if (showing == JAM_SHOW_PUBLISHED) {
		if (!jam_store_get_results(run->store, run->event, run->arena,
					   &f->publication, err))
			return false;
		*rows = f->publication.rows;
		return true;
	}
	if (!jam_ranking_make(run, run->event->scoring.method, 0, &ranking,
			      &scores, err))
		return false;
	*rows = jam_results_rows(run, &ranking, &scores);
	return true;
}

static int
by_number(const void *key, const void *element)
{
	const int64_t *number = key;
	const struct jam_page_project *p = element;

	return (*number > p->number) - (*number < p->number);
}

static int
retracted_by_number(const void *key, const void *element)
{
	const int64_t *number = key;
	const struct jam_public_retracted *r = element;

	return (*number > r->number) - (*number < r->number);
}

/* It was published and is out of the competition by now. */
static void
note_gone(struct filling *f, const struct jam_node *row, int64_t number)
{
	const struct jam_public *all = &f->public;
	struct jam_page_results *results = f->results;
	size_t n = (size_t)results->withdrawn;
	const struct jam_public_retracted *r = NULL;

	f->gone = jam_grow(f->run->arena, f->gone, &f->gone_cap, n + 1,
			   sizeof(*f->gone));
	f->gone[n] = (struct jam_page_project){ .number = number };
	fill_result(f, row, &f->gone[n]);
	results->withdrawn++;
	if (all->retracted_len > 0)
		r = bsearch(&number, all->retracted, all->retracted_len,
			    sizeof(*r), retracted_by_number);
	if (r != NULL && (results->withdrawn_at == JAM_NONE ||
			  r->at > results->withdrawn_at))
		results->withdrawn_at = r->at;
}

static bool
fill_row(struct filling *f, const char *json, struct jam_error *err)
{
	struct jam_page_project *p;
	struct jam_node *row;
	int64_t number;

	if (!jam_json_read(json, strlen(json), "results", f->run->arena, &row,
			   err))
		return false;
	number = number_of(row, "number");
	p = bsearch(&number, f->projects, f->pages->projects_len,
		    sizeof(f->projects[0]), by_number);
	if (p != NULL && p->tier == JAM_RUNNING) {
		fill_result(f, row, p);
		f->results->ratings += p->ratings;
	} else {
		note_gone(f, row, number);
	}
	return true;
}

/* The rules of the results, and what was out of the ordinary. */
static bool
fill_origins(struct filling *f, struct jam_error *err)
{
	int64_t seq =
	    f->publication.number > 0 ? f->publication.seq : INT64_MAX;
	struct jam_origins o;

	if (!jam_store_get_origins(f->run->store, f->run->event, seq, &o, err))
		return false;
	f->results->recorded = o.recorded;
	f->results->later = o.later;
	f->results->changed = o.changed;
	f->results->since = o.since;
	jam_site_rules(f->run, &o.amended, f->results);
	return true;
}

static bool
fill_results(struct filling *f, enum jam_showing showing, struct jam_error *err)
{
	const struct jam_event *event = f->run->event;
	struct jam_words rows;

	if (!results_rows(f, showing, &rows, err))
		return false;
	f->results = jam_alloc(f->run->arena, sizeof(*f->results));
	*f->results = (struct jam_page_results){
		.method = jam_method_words[event->scoring.method],
		.published_at = JAM_NONE,
		.withdrawn_at = JAM_NONE,
		.assignments = f->public.runs,
		.seeded = f->public.seed_given,
	};
	if (showing == JAM_SHOW_PUBLISHED) {
		f->results->method = f->publication.method;
		f->results->published_at = f->publication.at;
		f->results->digest =
		    jam_strdup(f->run->arena, f->publication.digest);
	}
	if (!fill_origins(f, err))
		return false;
	for (size_t i = 0; i < rows.count; i++)
		if (!fill_row(f, rows.items[i], err))
			return false;
	jam_site_close_gaps(
	    f->run,
	    &(struct jam_site_gone){ f->gone, (size_t)f->results->withdrawn,
				     f->results->criteria_len },
	    f->projects, f->pages->projects_len);
	f->pages->results = f->results;
	return true;
}

static void
fill_event(struct jam_pages *p, const struct jam_event *e)
{
	*p = (struct jam_pages){
		.slug = e->slug,
		.title = e->title,
		.zone = e->zone,
		.description = e->description,
		.starts_at = e->starts_at,
		.ends_at = e->ends_at,
		.opens_at = e->judging.opens_at,
		.closes_at = e->judging.closes_at,
		.scale_min = e->judging.scale_min,
		.scale_max = e->judging.scale_max,
		.scale_step = e->judging.scale_step,
		.decimals = e->judging.decimals,
		.criteria = e->criteria,
		.criteria_len = e->criteria_len,
		.links = e->links,
		.links_len = e->links_len,
		.schedule = e->schedule,
		.schedule_len = e->schedule_len,
		.ideas = e->ideas,
		.ideas_len = e->ideas_len,
		.prizes = e->prizes,
		.prizes_len = e->prizes_len,
	};
}

static void
fill_people(struct filling *f)
{
	struct jam_arena *arena = f->run->arena;
	const struct jam_public *all = &f->public;
	struct jam_page_site *sites =
	    jam_alloc_array(arena, all->sites_len, sizeof(*sites));
	struct jam_page_judge *judges =
	    jam_alloc_array(arena, all->judges_len, sizeof(*judges));
	struct jam_page_award *awards =
	    jam_alloc_array(arena, all->awards_len, sizeof(*awards));

	for (size_t i = 0; i < all->sites_len; i++) {
		const struct jam_public_site *s = &all->sites[i];

		sites[i] = (struct jam_page_site){ s->key,     s->title,
						   s->city,    s->country,
						   s->zone,    s->registrations,
						   s->projects };
	}
	for (size_t i = 0; i < all->judges_len; i++)
		judges[i] =
		    (struct jam_page_judge){ all->judges[i].name,
					     all->judges[i].affiliation };
	for (size_t i = 0; i < all->awards_len; i++) {
		const struct jam_public_award *a = &all->awards[i];

		awards[i] = (struct jam_page_award){
			.place = a->place != JAM_NONE ? a->place : 0,
			.name = a->name,
			.amount = a->amount,
			.currency = a->currency,
			.project = a->title,
			.slug = a->slug,
		};
	}
	f->pages->sites = sites;
	f->pages->sites_len = all->sites_len;
	f->pages->judges = judges;
	f->pages->judges_len = all->judges_len;
	f->pages->awards = awards;
	f->pages->awards_len = all->awards_len;
	f->pages->registrations = all->registrations;
}

bool
jam_site_fill(const struct jam_run *run, struct jam_pages *pages,
	      struct jam_error *err)
{
	struct filling f = { .run = run, .pages = pages };
	enum jam_showing showing;

	fill_event(pages, run->event);
	if (!jam_site_showing(run, &showing, err) ||
	    !jam_store_get_publication(run->store, run->event, run->arena,
				       &f.publication, err) ||
	    !jam_store_get_public(run->store, run->event, run->arena, &f.public,
				  err))
		return false;
	fill_projects(&f);
	fill_people(&f);
	if (showing == JAM_SHOW_NOTHING)
		return true;
	return fill_results(&f, showing, err);
}
