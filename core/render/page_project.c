/* SPDX-License-Identifier: MIT */
/* The page of a project. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/render/doc.h"
#include "core/render/page.h"

static const struct jam_idea *
find_idea(const struct jam_pages *pages, const char *key)
{
	for (size_t i = 0; key != NULL && i < pages->ideas_len; i++)
		if (strcmp(pages->ideas[i].key, key) == 0)
			return &pages->ideas[i];
	return NULL;
}

static void
put_title(struct jam_doc *doc, const struct jam_pages *pages,
	  const struct jam_page_project *p)
{
	const struct jam_page_site *site = jam_page_find_site(pages, p->site);

	if (jam_doc_is_html(doc)) {
		jam_doc_paragraph(doc, "kicker");
		jam_doc_say(doc, "Project %" PRId64, p->number);
		jam_doc_paragraph_end(doc);
	}
	jam_doc_user_heading(doc, 1, p->title);
	if (p->team == NULL && p->members_len == 0 && site == NULL)
		return;
	jam_doc_paragraph(doc, "facts");
	jam_page_people(doc, p);
	if (site != NULL) {
		jam_doc_say(doc,
			    p->team != NULL || p->members_len > 0 ? " · " : "");
		jam_doc_page(doc, site->title,
			     jam_format(doc->arena, "sites/%s", site->key));
	}
	jam_doc_paragraph_end(doc);
}

static void
put_links(struct jam_doc *doc, const struct jam_pages *pages,
	  const struct jam_page_project *p)
{
	const struct jam_idea *idea = find_idea(pages, p->idea);

	if (p->url != NULL) {
		jam_doc_paragraph(doc, NULL);
		jam_doc_link(doc, p->url, p->url);
		jam_doc_paragraph_end(doc);
	}
	if (idea != NULL) {
		jam_doc_paragraph(doc, "note");
		jam_doc_say(doc, "Started from the idea ");
		jam_doc_link(doc, idea->title, idea->url);
		jam_doc_paragraph_end(doc);
	}
	if (p->tier != JAM_RUNNING) {
		jam_doc_paragraph(doc, "note");
		jam_doc_say(doc, "Not in the ranking");
		if (p->reason != NULL) {
			jam_doc_say(doc, ": ");
			jam_doc_user(doc, p->reason);
		}
		jam_doc_paragraph_end(doc);
	}
}

/* One figure; in Markdown an item of a list. */
static void
open_figure(struct jam_doc *doc, const char *name)
{
	jam_doc_item(doc);
	jam_doc_html(doc, "<span class=\"what\">");
	jam_doc_say(doc, "%s%s", name, jam_doc_is_html(doc) ? "" : ":");
	jam_doc_html(doc, "</span>");
	jam_doc_say(doc, " ");
}

static void
put_prizes(struct jam_doc *doc, const struct jam_pages *pages,
	   const struct jam_page_project *p)
{
	for (size_t i = 0; i < pages->awards_len; i++) {
		const struct jam_page_award *a = &pages->awards[i];

		if (a->slug == NULL || strcmp(a->slug, p->slug) != 0)
			continue;
		open_figure(doc, "Prize");
		if (a->name != NULL)
			jam_doc_user(doc, a->name);
		else
			jam_doc_say(doc, "%s",
				    jam_page_ordinal(doc->arena, a->place));
		if (a->amount > 0) {
			jam_doc_html(doc, " <small>");
			jam_doc_say(doc, "%s%s",
				    jam_doc_is_html(doc) ? "" : ", ",
				    jam_page_amount(doc->arena, a->amount,
						    a->currency));
			jam_doc_html(doc, "</small>");
		}
		jam_doc_item_end(doc);
	}
}

static void
put_figures(struct jam_doc *doc, const struct jam_page_order *order,
	    const struct jam_page_project *p)
{
	jam_doc_list(doc, "figures");
	if (p->rank != JAM_NONE) {
		open_figure(doc, "Rank");
		jam_doc_say(doc, "%" PRId64, p->rank);
		jam_doc_html(doc, " <small>");
		if (!jam_doc_is_html(doc))
			jam_doc_say(doc, " ");
		jam_doc_say(doc, "of %zu",
			    order->pages->results->ranked > 0
				? order->pages->results->ranked
				: order->ranked);
		jam_doc_html(doc, "</small>");
		jam_doc_item_end(doc);
	}
	if (p->score != JAM_NONE) {
		open_figure(doc, "Score");
		jam_doc_milli(doc, p->score);
		if (p->exact != NULL && strchr(p->exact, '/') != NULL) {
			jam_doc_html(doc, " <small>");
			jam_doc_say(doc, "%s= %s",
				    jam_doc_is_html(doc) ? "" : " ", p->exact);
			jam_doc_html(doc, "</small>");
		}
		jam_doc_item_end(doc);
	}
	if (p->ratings != JAM_NONE) {
		open_figure(doc, "Ratings");
		jam_doc_say(doc, "%" PRId64, p->ratings);
		jam_doc_item_end(doc);
	}
	if (p->rank_low != JAM_NONE && p->rank_high != JAM_NONE) {
		open_figure(doc, "Rank, 90 % range");
		jam_doc_say(doc, "%" PRId64 "–%" PRId64, p->rank_low,
			    p->rank_high);
		jam_doc_item_end(doc);
	}
	put_prizes(doc, order->pages, p);
	jam_doc_list_end(doc);
}

static void
put_criterion(struct jam_doc *doc, const struct jam_pages *pages,
	      const struct jam_page_project *p, size_t i)
{
	const struct jam_criterion *c = &pages->results->criteria[i];
	const struct jam_page_score *s = &p->criteria[i];

	jam_doc_cell(doc);
	jam_doc_user(doc, c->title);
	jam_doc_cell_end(doc);
	jam_doc_cell(doc);
	if (s->score != JAM_NONE)
		jam_doc_milli(doc, s->score);
	jam_page_bar(doc, pages, s->score);
	jam_doc_cell_end(doc);
	jam_doc_cell(doc);
	if (s->rank != JAM_NONE)
		jam_doc_say(doc, "%" PRId64, s->rank);
	jam_doc_cell_end(doc);
	jam_doc_cell(doc);
	jam_doc_say(doc, "%s", c->weight_text);
	jam_doc_cell_end(doc);
}

static void
put_criteria(struct jam_doc *doc, const struct jam_pages *pages,
	     const struct jam_page_project *p)
{
	static const struct jam_doc_head heads[] = {
		{ .name = "criterion", .lead = true },
		{ .name = "score", .number = true },
		{ .name = "rank", .number = true },
		{ .name = "weight", .number = true, .wide = true },
	};
	const struct jam_page_results *r = pages->results;
	bool any = false;

	if (r == NULL || p->criteria == NULL)
		return;
	for (size_t i = 0; i < r->criteria_len; i++)
		any = any || p->criteria[i].score != JAM_NONE;
	if (!any)
		return;
	jam_doc_heading(doc, 2, "Scores by criterion");
	jam_doc_table(doc, "The mean of all ratings of this project", heads, 4);
	for (size_t i = 0; i < r->criteria_len; i++)
		put_criterion(doc, pages, p, i);
	jam_doc_table_end(doc);
}

static void
put_comments(struct jam_doc *doc, const struct jam_page_project *p)
{
	if (p->comments_len == 0)
		return;
	jam_doc_heading(doc, 2, "What judges said");
	for (size_t i = 0; i < p->comments_len; i++) {
		jam_page_open(doc, "blockquote", "comment");
		if (!jam_doc_is_html(doc))
			jam_doc_heading(doc, 3, "A judge");
		jam_doc_prose(doc, p->comments[i]);
		jam_page_close(doc, "blockquote");
	}
}

static void
put_neighbours(struct jam_doc *doc, const struct jam_page_order *order,
	       size_t at)
{
	const struct jam_page_project *p;

	if (!jam_doc_is_html(doc) || order->count < 2)
		return;
	jam_buf_text(&doc->out, "<p class=\"next\">");
	if (at > 0) {
		p = order->items[at - 1];
		jam_doc_say(doc, "← ");
		jam_doc_page(doc, p->title,
			     jam_format(doc->arena, "projects/%s", p->slug));
	}
	jam_buf_text(&doc->out, "</p>\n<p class=\"next right\">");
	if (at + 1 < order->count) {
		p = order->items[at + 1];
		jam_doc_page(doc, p->title,
			     jam_format(doc->arena, "projects/%s", p->slug));
		jam_doc_say(doc, " →");
	}
	jam_buf_text(&doc->out, "</p>\n");
}

void
jam_page_project(struct jam_doc *doc, const struct jam_page_order *order,
		 size_t at)
{
	const struct jam_pages *pages = order->pages;
	const struct jam_page_project *p = order->items[at];

	put_title(doc, pages, p);
	put_links(doc, pages, p);
	if (pages->results != NULL)
		put_figures(doc, order, p);
	if (p->abstract != NULL) {
		jam_doc_heading(doc, 2, "Abstract");
		jam_doc_prose(doc, p->abstract);
	}
	if (pages->results != NULL) {
		put_criteria(doc, pages, p);
		jam_page_spread(doc, order, p);
	}
	put_comments(doc, p);
	jam_page_open(doc, "nav", "pair");
	put_neighbours(doc, order, at);
	jam_page_close(doc, "nav");
}
