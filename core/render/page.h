/* SPDX-License-Identifier: MIT */
/* The kinds of pages, and the parts that several of them have. */
#ifndef JAM_RENDER_PAGE_H
#define JAM_RENDER_PAGE_H

#include "core/render/pages.h"

struct jam_doc;

/* The projects in the order in which they are shown. */
struct jam_page_order {
	const struct jam_pages *pages;
	const struct jam_page_project **items; /* ranked first, best first */
	size_t count, ranked;
	const struct jam_page_project **withdrawn; /* named, without a page */
	size_t withdrawn_len;
};

void jam_page_index(struct jam_doc *doc, const struct jam_page_order *order);
void jam_page_results(struct jam_doc *doc, const struct jam_page_order *order);
void jam_page_judges(struct jam_doc *doc, const struct jam_page_order *order);
void jam_page_after(struct jam_doc *doc, const struct jam_page_order *order);
void jam_page_site(struct jam_doc *doc, const struct jam_page_order *order,
		   const struct jam_page_site *site);

/* The project at a place of the order. */
void jam_page_project(struct jam_doc *doc, const struct jam_page_order *order,
		      size_t at);

/* The best three, large; nothing where none of the best is shown. */
bool jam_page_has_podium(const struct jam_page_order *order);
void jam_page_podium(struct jam_doc *doc, const struct jam_page_order *order);

/* A table of projects: those of a site, or all (site NULL). */
void jam_page_projects(struct jam_doc *doc, const struct jam_page_order *order,
		       const char *site);

/* Ideas, each with the projects that took it up; nothing without any. */
void jam_page_ideas(struct jam_doc *doc, const struct jam_page_order *order);

/* The schedule by days, in the document's zone; nothing when it is empty. */
void jam_page_schedule(struct jam_doc *doc, const struct jam_pages *pages);

/* Where a project stands in the spread of all scores shown; HTML only. */
void jam_page_spread(struct jam_doc *doc, const struct jam_page_order *order,
		     const struct jam_page_project *project);

/* The best estimates with their ranges; HTML only. */
void jam_page_intervals(struct jam_doc *doc,
			const struct jam_page_order *order);

/* The figure of a survey's question; HTML only. */
void jam_page_figure(struct jam_doc *doc, const struct jam_page_figure *figure);

/* That ranks moved up since they were published; nothing where none did. */
void jam_page_withdrawn(struct jam_doc *doc, const struct jam_pages *pages);

/* The method, the rounding, the rule for ties and what else must be known. */
void jam_page_method(struct jam_doc *doc, const struct jam_pages *pages);

/* The site of a key, or NULL. */
const struct jam_page_site *jam_page_find_site(const struct jam_pages *pages,
					       const char *key);

/* A rule that parted equals, in words: "the number of ratings". */
void jam_page_rule(struct jam_doc *doc, const char *rule);

/* "1st", "2nd", "11th"; of the arena. */
const char *jam_page_ordinal(struct jam_arena *arena, int64_t n);

/* "1000 USD", "12.50 EUR"; of the arena. */
const char *jam_page_amount(struct jam_arena *arena, int64_t hundredths,
			    const char *currency);

/* A small bar from 0 to the end of the scale; HTML only. */
void jam_page_bar(struct jam_doc *doc, const struct jam_pages *pages,
		  int64_t milli);

/* The estimate and its range on the scale, as small; HTML only. */
void jam_page_interval(struct jam_doc *doc, const struct jam_pages *pages,
		       const struct jam_page_project *p);

/* The team and its people: "Team Heads: Ada, Bo"; nothing when unknown. */
void jam_page_people(struct jam_doc *doc, const struct jam_page_project *p);

/* HTML containers; nothing in Markdown. */
void jam_page_open(struct jam_doc *doc, const char *tag, const char *class);
void jam_page_close(struct jam_doc *doc, const char *tag);

#endif
