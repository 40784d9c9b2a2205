/* SPDX-License-Identifier: MIT */
/* The page of the results. */
#include <inttypes.h>
#include <math.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/model/columns.h"
#include "core/render/doc.h"
#include "core/render/page.h"

struct table {
	const struct jam_page_order *order;
	bool intervals;
};

static bool
has_intervals(const struct jam_page_order *order)
{
	for (size_t i = 0; i < order->count; i++)
		if (isfinite(order->items[i]->low))
			return true;
	return false;
}

static void
put_heads(struct jam_doc *doc, const struct table *t)
{
	const struct jam_page_results *r = t->order->pages->results;
	struct jam_doc_head *heads =
	    jam_alloc_array(doc->arena, r->criteria_len + 6, sizeof(*heads));
	size_t n = 0;

	heads[n++] = (struct jam_doc_head){ "rank", true, false, false };
	heads[n++] = (struct jam_doc_head){ "project", false, true, false };
	heads[n++] =
	    (struct jam_doc_head){ "score", true, false, t->intervals };
	if (t->intervals) {
		heads[n++] =
		    (struct jam_doc_head){ "estimate", true, false, false };
		heads[n++] =
		    (struct jam_doc_head){ "90 % range", true, false, true };
	}
	heads[n++] = (struct jam_doc_head){ "ratings", true, false, true };
	for (size_t i = 0; i < r->criteria_len; i++)
		heads[n++] = (struct jam_doc_head){ r->criteria[i].title, true,
						    false, true };
	jam_doc_table(doc, "Best first", heads, n);
}

static void
put_real(struct jam_doc *doc, double x)
{
	if (isfinite(x))
		jam_doc_milli(
		    doc, (int64_t)(x < 0 ? x * 1000 - 0.5 : x * 1000 + 0.5));
}

static void
put_estimate(struct jam_doc *doc, const struct jam_pages *pages,
	     const struct jam_page_project *p)
{
	jam_doc_cell(doc);
	put_real(doc, p->estimate);
	jam_page_interval(doc, pages, p);
	jam_doc_cell_end(doc);
	jam_doc_cell(doc);
	if (isfinite(p->low) && isfinite(p->high)) {
		put_real(doc, p->low);
		jam_doc_say(doc, " to ");
		put_real(doc, p->high);
	}
	jam_doc_cell_end(doc);
}

static void
put_score(struct jam_doc *doc, const struct table *t,
	  const struct jam_page_project *p)
{
	jam_doc_cell(doc);
	if (p->score != JAM_NONE)
		jam_doc_milli(doc, p->score);
	if (!t->intervals)
		jam_page_bar(doc, t->order->pages, p->score);
	jam_doc_cell_end(doc);
	if (t->intervals)
		put_estimate(doc, t->order->pages, p);
	jam_doc_cell(doc);
	jam_doc_say(doc, "%" PRId64, p->ratings);
	jam_doc_cell_end(doc);
}

static void
put_row(struct jam_doc *doc, const struct table *t,
	const struct jam_page_project *p)
{
	jam_doc_cell(doc);
	if (p->rank != JAM_NONE)
		jam_doc_say(doc, "%" PRId64, p->rank);
	jam_doc_cell_end(doc);
	jam_doc_cell(doc);
	jam_doc_page(doc, p->title,
		     jam_format(doc->arena, "projects/%s", p->slug));
	if (p->tie_broken_by != NULL) {
		jam_doc_html(doc, "<br><small>");
		if (!jam_doc_is_html(doc))
			jam_doc_say(doc, " ");
		jam_doc_say(doc, "(tie broken by ");
		jam_page_rule(doc, p->tie_broken_by);
		jam_doc_say(doc, ")");
		jam_doc_html(doc, "</small>");
	}
	jam_doc_cell_end(doc);
	put_score(doc, t, p);
	for (size_t i = 0; i < t->order->pages->results->criteria_len; i++) {
		jam_doc_cell(doc);
		if (p->criteria != NULL && p->criteria[i].score != JAM_NONE)
			jam_doc_milli(doc, p->criteria[i].score);
		jam_doc_cell_end(doc);
	}
}

static void
put_unranked(struct jam_doc *doc, const struct jam_page_order *order)
{
	if (order->ranked == order->count)
		return;
	jam_doc_heading(doc, 2, "Not ranked");
	jam_doc_list(doc, NULL);
	for (size_t i = order->ranked; i < order->count; i++) {
		const struct jam_page_project *p = order->items[i];

		jam_doc_item(doc);
		jam_doc_page(doc, p->title,
			     jam_format(doc->arena, "projects/%s", p->slug));
		if (p->tier != JAM_RUNNING && p->reason != NULL) {
			jam_doc_say(doc, ": ");
			jam_doc_user(doc, p->reason);
		} else if (p->tier == JAM_RUNNING && p->ratings == JAM_NONE) {
			jam_doc_say(doc, ": came in after these results");
		} else if (p->tier == JAM_RUNNING) {
			jam_doc_say(doc, ": %" PRId64 " rating%s", p->ratings,
				    p->ratings == 1 ? "" : "s");
		}
		jam_doc_item_end(doc);
	}
	jam_doc_list_end(doc);
}

static void
put_withdrawn(struct jam_doc *doc, const struct jam_page_order *order)
{
	if (order->withdrawn_len == 0)
		return;
	jam_doc_heading(doc, 2, "Taken out");
	jam_doc_list(doc, NULL);
	for (size_t i = 0; i < order->withdrawn_len; i++) {
		const struct jam_page_project *p = order->withdrawn[i];

		jam_doc_item(doc);
		jam_doc_user(doc, p->title);
		if (p->reason != NULL) {
			jam_doc_say(doc, ": ");
			jam_doc_user(doc, p->reason);
		}
		jam_doc_item_end(doc);
	}
	jam_doc_list_end(doc);
}

static void
put_awards(struct jam_doc *doc, const struct jam_pages *pages)
{
	if (pages->awards_len == 0)
		return;
	jam_doc_heading(doc, 2, "Prizes");
	jam_doc_list(doc, NULL);
	for (size_t i = 0; i < pages->awards_len; i++) {
		const struct jam_page_award *a = &pages->awards[i];

		jam_doc_item(doc);
		if (a->name != NULL)
			jam_doc_user(doc, a->name);
		else
			jam_doc_say(doc, "%s place",
				    jam_page_ordinal(doc->arena, a->place));
		if (a->amount > 0)
			jam_doc_say(doc, ", %s",
				    jam_page_amount(doc->arena, a->amount,
						    a->currency));
		jam_doc_say(doc, ": ");
		if (a->slug != NULL)
			jam_doc_page(
			    doc, a->project,
			    jam_format(doc->arena, "projects/%s", a->slug));
		else
			jam_doc_user(doc, a->project);
		jam_doc_item_end(doc);
	}
	jam_doc_list_end(doc);
}

void
jam_page_results(struct jam_doc *doc, const struct jam_page_order *order)
{
	struct table t = { order, has_intervals(order) };

	jam_doc_heading(doc, 1, "Results");
	jam_page_podium(doc, order);
	put_awards(doc, order->pages);
	if (order->ranked > 0) {
		jam_doc_heading(doc, 2, "Ranking");
		jam_page_withdrawn(doc, order->pages);
		put_heads(doc, &t);
		for (size_t i = 0; i < order->ranked; i++)
			put_row(doc, &t, order->items[i]);
		jam_doc_table_end(doc);
		if (t.intervals)
			jam_page_intervals(doc, order);
	}
	put_unranked(doc, order);
	put_withdrawn(doc, order);
	jam_page_method(doc, order->pages);
}
