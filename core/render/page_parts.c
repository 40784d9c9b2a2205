/* SPDX-License-Identifier: MIT */
/* Parts that several pages have. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/render/doc.h"
#include "core/render/html.h"
#include "core/render/page.h"
#include "core/render/when.h"

const struct jam_page_site *
jam_page_find_site(const struct jam_pages *pages, const char *key)
{
	if (key == NULL)
		return NULL;
	for (size_t i = 0; i < pages->sites_len; i++)
		if (strcmp(pages->sites[i].key, key) == 0)
			return &pages->sites[i];
	return NULL;
}

void
jam_page_rule(struct jam_doc *doc, const char *rule)
{
	const struct jam_page_results *r = doc->pages->results;
	const char *title = rule;

	if (strcmp(rule, "ratings") == 0) {
		jam_doc_say(doc, "the number of ratings");
		return;
	}
	if (strcmp(rule, "submitted") == 0) {
		jam_doc_say(doc, "the time of submission");
		return;
	}
	for (size_t i = 0; i < r->criteria_len; i++)
		if (strcmp(r->criteria[i].key, rule) == 0)
			title = r->criteria[i].title;
	jam_doc_user(doc, title);
}

const char *
jam_page_ordinal(struct jam_arena *arena, int64_t n)
{
	static const char *const ends[] = { "th", "st", "nd", "rd" };
	int64_t last = n % 10;

	if (last > 3 || n / 10 % 10 == 1)
		last = 0;
	return jam_format(arena, "%" PRId64 "%s", n, ends[last]);
}

const char *
jam_page_amount(struct jam_arena *arena, int64_t hundredths,
		const char *currency)
{
	if (hundredths % 100 == 0)
		return jam_format(arena, "%" PRId64 " %s", hundredths / 100,
				  currency);
	return jam_format(arena, "%" PRId64 ".%02" PRId64 " %s",
			  hundredths / 100, hundredths % 100, currency);
}

void
jam_page_open(struct jam_doc *doc, const char *tag, const char *class)
{
	if (!jam_doc_is_html(doc))
		return;
	jam_buf_format(&doc->out, "<%s", tag);
	if (class != NULL)
		jam_buf_format(&doc->out, " class=\"%s\"", class);
	jam_buf_text(&doc->out, ">\n");
}

void
jam_page_close(struct jam_doc *doc, const char *tag)
{
	if (jam_doc_is_html(doc))
		jam_buf_format(&doc->out, "</%s>\n", tag);
}

/* How far along the scale, in percent; a bar begins at 0, if 0 is below. */
static double
percent(const struct jam_pages *pages, double score)
{
	double unit = 1, low, high;

	for (unsigned i = 0; i < pages->decimals; i++)
		unit *= 10;
	high = (double)pages->scale_max / unit;
	low = pages->scale_min > 0 ? 0 : (double)pages->scale_min / unit;
	score = 100 * (score - low) / (high - low);
	return score < 0 ? 0 : score > 100 ? 100 : score;
}

void
jam_page_bar(struct jam_doc *doc, const struct jam_pages *pages, int64_t milli)
{
	struct jam_buf *out = &doc->out;

	if (!jam_doc_is_html(doc) || milli == JAM_NONE)
		return;
	jam_buf_text(out, "<svg class=\"bar\" viewBox=\"0 0 100 8\" "
			  "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
			  "<rect class=\"track\" width=\"100\" height=\"8\" />"
			  "<rect class=\"fill\" width=\"");
	jam_double_write(out, percent(pages, (double)milli / 1000), 2);
	jam_buf_text(out, "\" height=\"8\" /></svg>");
}

void
jam_page_interval(struct jam_doc *doc, const struct jam_pages *pages,
		  const struct jam_page_project *p)
{
	struct jam_buf *out = &doc->out;
	double low = percent(pages, p->low), high = percent(pages, p->high);

	if (!jam_doc_is_html(doc) || !isfinite(p->low) || !isfinite(p->high))
		return;
	jam_buf_text(out, "<svg class=\"bar\" viewBox=\"0 0 100 8\" "
			  "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
			  "<rect class=\"track\" width=\"100\" height=\"8\" />"
			  "<rect class=\"fill\" x=\"");
	jam_double_write(out, low, 2);
	jam_buf_text(out, "\" width=\"");
	jam_double_write(out, high - low, 2);
	jam_buf_text(out, "\" height=\"8\" /><rect class=\"dot\" x=\"");
	jam_double_write(out, percent(pages, p->estimate) - 1, 2);
	jam_buf_text(out, "\" width=\"2\" height=\"8\" /></svg>");
}

void
jam_page_people(struct jam_doc *doc, const struct jam_page_project *p)
{
	bool alone = p->members_len == 1 && p->team != NULL &&
		     strcmp(p->members[0], p->team) == 0;

	if (p->team != NULL)
		jam_doc_user(doc, p->team);
	if (alone)
		return;
	if (p->team != NULL && p->members_len > 0)
		jam_doc_say(doc, ": ");
	for (size_t i = 0; i < p->members_len; i++) {
		if (i > 0)
			jam_doc_say(doc, ", ");
		jam_doc_user(doc, p->members[i]);
	}
}

static const char *
project_path(struct jam_doc *doc, const struct jam_page_project *p)
{
	return jam_format(doc->arena, "projects/%s", p->slug);
}

static void
podium_html(struct jam_doc *doc, const struct jam_page_project *p)
{
	jam_buf_format(&doc->out,
		       "<li class=\"r%" PRId64 "\"><p class=\"place\">%s"
		       "</p><p class=\"name\">",
		       p->rank, jam_page_ordinal(doc->arena, p->rank));
	jam_doc_page(doc, p->title, project_path(doc, p));
	jam_buf_text(&doc->out, "</p><p class=\"by\">");
	jam_page_people(doc, p);
	jam_buf_text(&doc->out, "</p>");
	if (p->score != JAM_NONE) {
		jam_buf_text(&doc->out, "<p class=\"score\">");
		jam_doc_milli(doc, p->score);
		jam_buf_text(&doc->out, "</p>");
		jam_page_bar(doc, doc->pages, p->score);
	}
	jam_buf_text(&doc->out, "</li>\n");
}

static void
podium_markdown(struct jam_doc *doc, const struct jam_page_project *p)
{
	jam_doc_item(doc);
	jam_doc_say(doc, "%s: ", jam_page_ordinal(doc->arena, p->rank));
	jam_doc_page(doc, p->title, project_path(doc, p));
	if (p->team != NULL || p->members_len > 0) {
		jam_doc_say(doc, ", by ");
		jam_page_people(doc, p);
	}
	if (p->score != JAM_NONE) {
		jam_doc_say(doc, ", score ");
		jam_doc_milli(doc, p->score);
	}
	jam_doc_item_end(doc);
}

bool
jam_page_has_podium(const struct jam_page_order *order)
{
	return order->ranked > 0 && order->items[0]->rank <= 3;
}

void
jam_page_podium(struct jam_doc *doc, const struct jam_page_order *order)
{
	if (!jam_page_has_podium(order))
		return;
	if (jam_doc_is_html(doc))
		jam_page_open(doc, "ol", "podium");
	else
		jam_doc_list(doc, NULL);
	for (size_t i = 0; i < order->ranked && order->items[i]->rank <= 3; i++)
		if (jam_doc_is_html(doc))
			podium_html(doc, order->items[i]);
		else
			podium_markdown(doc, order->items[i]);
	jam_page_close(doc, "ol");
}

static void
project_row(struct jam_doc *doc, const struct jam_page_order *order,
	    const struct jam_page_project *p, bool sites)
{
	const struct jam_page_site *site =
	    jam_page_find_site(order->pages, p->site);

	jam_doc_cell(doc);
	if (order->ranked == 0)
		jam_doc_say(doc, "%" PRId64, p->number);
	else if (p->rank != JAM_NONE)
		jam_doc_say(doc, "%" PRId64, p->rank);
	jam_doc_cell_end(doc);
	jam_doc_cell(doc);
	jam_doc_page(doc, p->title, project_path(doc, p));
	jam_doc_cell_end(doc);
	jam_doc_cell(doc);
	jam_page_people(doc, p);
	jam_doc_cell_end(doc);
	if (!sites)
		return;
	jam_doc_cell(doc);
	if (site != NULL)
		jam_doc_user(doc, site->title);
	else if (p->site != NULL)
		jam_doc_say(doc, "online");
	jam_doc_cell_end(doc);
}

void
jam_page_projects(struct jam_doc *doc, const struct jam_page_order *order,
		  const char *site)
{
	const struct jam_doc_head heads[] = {
		{ .name = order->ranked > 0 ? "rank" : "number",
		  .number = true },
		{ .name = "project", .lead = true },
		{ .name = "by" },
		{ .name = "site", .wide = true },
	};
	bool sites = site == NULL && order->pages->sites_len > 0;

	jam_doc_table(doc,
		      order->ranked > 0 ? "In the order of the results"
					: "In the order of their numbers",
		      heads, sites ? 4 : 3);
	for (size_t i = 0; i < order->count; i++) {
		const struct jam_page_project *p = order->items[i];

		if (site == NULL ||
		    (p->site != NULL && strcmp(p->site, site) == 0))
			project_row(doc, order, p, sites);
	}
	jam_doc_table_end(doc);
}

/* Ask a function of when.h; the document remembers a failure. */
static const char *
when(struct jam_doc *doc, int64_t at,
     bool (*write)(struct jam_arena *arena, const char *zone, int64_t at,
		   const char **text, struct jam_error *err))
{
	const char *text;

	if (!doc->failed && write(doc->arena, doc->zone, at, &text, doc->err))
		return text;
	doc->failed = true;
	return "";
}

static void
schedule_item(struct jam_doc *doc, const struct jam_schedule_item *item)
{
	bool html = jam_doc_is_html(doc);

	if (html)
		jam_buf_format(&doc->out, "<dt><time datetime=\"%s\">",
			       jam_time_write(doc->arena, item->at));
	else
		jam_doc_item(doc);
	jam_doc_say(doc, "%s", when(doc, item->at, jam_when_clock));
	jam_doc_html(doc, "</time>");
	if (item->until != JAM_NO_TIME)
		jam_doc_say(doc, "–%s", when(doc, item->until, jam_when_clock));
	if (html)
		jam_buf_text(&doc->out, "</dt><dd>");
	else
		jam_doc_say(doc, " ");
	jam_doc_user(doc, item->title);
	if (item->place != NULL) {
		jam_doc_say(doc, ", ");
		jam_doc_user(doc, item->place);
	}
	if (html)
		jam_buf_text(&doc->out, "</dd>\n");
	else
		jam_doc_item_end(doc);
}

void
jam_page_schedule(struct jam_doc *doc, const struct jam_pages *pages)
{
	const char *day = "";

	if (pages->schedule_len == 0)
		return;
	jam_doc_heading(doc, 2, "Schedule");
	for (size_t i = 0; i < pages->schedule_len && !doc->failed; i++) {
		const struct jam_schedule_item *item = &pages->schedule[i];
		const char *next = when(doc, item->at, jam_when_day);

		if (strcmp(day, next) != 0) {
			if (*day != '\0')
				jam_page_close(doc, "dl");
			jam_doc_heading(doc, 3, next);
			if (jam_doc_is_html(doc))
				jam_page_open(doc, "dl", "day");
			else
				jam_doc_list(doc, NULL);
		}
		day = next;
		schedule_item(doc, item);
	}
	jam_page_close(doc, "dl");
	jam_doc_paragraph(doc, "note");
	jam_doc_say(doc, "Times in %s.", doc->zone);
	jam_doc_paragraph_end(doc);
}
