/* SPDX-License-Identifier: MIT */
/*
 * The public pages of one event: index, results, judges, what came of it, a
 * page a project and a site, as HTML or Markdown.  What is said here is public
 * (formats.md 4.5); whoever fills the structs gives nothing else.  The same
 * structs give the same bytes.
 */
#ifndef JAM_RENDER_PAGES_H
#define JAM_RENDER_PAGES_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/project.h"

struct jam_arena;
struct jam_buf;
struct jam_files;
struct jam_tick;

/* A local site and how many came; texts but key and title may be NULL. */
struct jam_page_site {
	const char *key, *title, *city, *country, *zone;
	int64_t registrations, projects;
};

/* A judge who agreed to be named; affiliation may be NULL. */
struct jam_page_judge {
	const char *name, *affiliation;
};

/* A prize as it was given. */
struct jam_page_award {
	int64_t place;		    /* 0: a special prize */
	const char *name;	    /* NULL for a place without one */
	int64_t amount;		    /* hundredths of the currency */
	const char *currency;	    /* three letters */
	const char *project, *slug; /* title; slug of its page, NULL: none */
};

/* What one project got for one criterion; all absent where too few rated. */
struct jam_page_score {
	int64_t score;	   /* thousandths; JAM_NONE absent */
	const char *exact; /* NULL absent */
	int64_t rank, ratings;
};

struct jam_page_project {
	int64_t number;
	const char *slug, *title;
	const char *url, *abstract, *team; /* NULL absent */
	const char *const *members;	   /* names */
	size_t members_len;
	const char *site, *idea; /* keys; NULL absent, "" online */
	enum jam_tier tier;
	const char *reason; /* of a retraction; NULL absent */
	/* The result, read only where the pages have results. */
	int64_t rank;		     /* JAM_NONE: not ranked */
	int64_t score;		     /* thousandths; JAM_NONE absent */
	const char *exact;	     /* NULL absent */
	int64_t ratings;	     /* JAM_NONE: no part of these results */
	const char *tie_broken_by;   /* NULL absent */
	double estimate, low, high;  /* NAN absent; 90 % */
	int64_t rank_low, rank_high; /* JAM_NONE absent; 90 % */
	const struct jam_page_score *criteria; /* of the results, or NULL */
	const char *const *comments;	       /* only where public */
	size_t comments_len;
};

/* How the results came about, by the rules of then. */
struct jam_page_results {
	const char *method;		      /* a word of jam_method_words */
	const struct jam_criterion *criteria; /* key, title, weight_text */
	size_t criteria_len;
	struct jam_words tie_break;
	int64_t ratings;      /* JAM_NONE: not said */
	int64_t min_ratings;  /* 0: no minimum */
	size_t ranked;	      /* in the whole event; 0: those given */
	int64_t published_at; /* JAM_NONE: not published */
	const char *digest;   /* of the publication, hex; NULL: none */
	int64_t withdrawn;    /* projects of it that left since */
	int64_t withdrawn_at; /* the last of them; JAM_NONE: none */
	int64_t recorded;     /* ratings taken over by --as-recorded */
	int64_t later;	      /* ratings typed in later, by --at */
	int64_t changed;      /* times that rules changed for a reason */
	int64_t since;	      /* the same, since they were published */
	int64_t assignments;  /* runs of assign that were kept */
	bool seeded;	      /* one of them with a seed of its own */
};

enum jam_figure_kind { JAM_FIGURE_NUMBER, JAM_FIGURE_PAIR, JAM_FIGURE_CHOICE };

/* How many chose an option; percent. */
struct jam_page_answer {
	const char *option;
	int64_t n;
	double share;
};

/* What a question of the survey says; NAN absent. */
struct jam_page_figure {
	enum jam_figure_kind kind;
	const char *question;
	const char *unit;		/* " %" or "" */
	double most;			/* where the scale ends; NAN: nowhere */
	int64_t n, of;			/* answers, of how many people */
	double mean, median, low, high; /* 90 %; of a pair: of differences */
	double before, after;		/* of a pair */
	double promoters;		/* net promoter score */
	const struct jam_page_answer *answers; /* of a choice */
	size_t answers_len;
};

/* What came later; wave NULL: in all of them. */
struct jam_page_outcome {
	const char *wave, *outcome;
	int64_t persons, projects, of;
	double share; /* percent of persons; NAN absent */
};

/* What somebody said and let us publish; slug NULL: no page. */
struct jam_page_quote {
	const char *quote, *wave, *project, *slug;
};

/* What was expected beforehand, and what is known of it. */
struct jam_page_expected {
	const char *id, *text, *outcome; /* text NULL: none of its own */
	const char *bound, *whose;	 /* "less than 20 %", "persons" */
	int64_t by;
	const char *verdict; /* NULL: its time has not come */
	int64_t n, of, all;
	double share; /* NAN absent */
};

/* All that is told after the event. */
struct jam_page_after {
	const struct jam_page_figure *figures;
	size_t figures_len;
	const struct jam_page_outcome *outcomes;
	size_t outcomes_len;
	const struct jam_page_quote *quotes;
	size_t quotes_len;
	const struct jam_page_expected *expected;
	size_t expected_len;
	int64_t least; /* what rests on fewer answers is left out */
};

/* All pages of an event; texts borrowed, NULL where absent. */
struct jam_pages {
	const char *slug, *title, *zone, *description;
	int64_t starts_at, ends_at, opens_at, closes_at;
	int64_t registrations; /* JAM_NONE: not said */
	int64_t scale_min, scale_max, scale_step;
	unsigned decimals; /* of the scale */
	const struct jam_criterion *criteria;
	size_t criteria_len;
	const struct jam_link *links;
	size_t links_len;
	const struct jam_schedule_item *schedule;
	size_t schedule_len;
	const struct jam_idea *ideas;
	size_t ideas_len;
	const struct jam_prize *prizes;
	size_t prizes_len;
	const struct jam_page_site *sites;
	size_t sites_len;
	bool one_site; /* the projects are of sites[0] alone */
	const struct jam_page_judge *judges;
	size_t judges_len;
	const struct jam_page_project *projects; /* by number */
	size_t projects_len;
	const struct jam_page_award *awards;
	size_t awards_len;
	const struct jam_page_results *results; /* NULL: not out */
	const struct jam_page_after *after;	/* NULL: nothing yet */
};

enum jam_page_format { JAM_PAGE_HTML, JAM_PAGE_GFM, JAM_PAGE_COMMONMARK };
enum jam_front {
	JAM_FRONT_NONE,
	JAM_FRONT_HUGO,
	JAM_FRONT_JEKYLL,
	JAM_FRONT_QUARTO
};

struct jam_page_options {
	enum jam_page_format format;
	enum jam_front front; /* Markdown only */
};

/* Write all pages into the directory; its commit is the caller's. */
JAM_MUST_USE bool jam_pages_write(const struct jam_pages *pages,
				  const struct jam_page_options *options,
				  struct jam_files *files,
				  struct jam_arena *arena,
				  struct jam_tick *tick, struct jam_error *err);

/* The results alone, as one document without links to other pages. */
JAM_MUST_USE bool jam_pages_results(const struct jam_pages *pages,
				    const struct jam_page_options *options,
				    struct jam_buf *out, struct jam_error *err);

#endif
