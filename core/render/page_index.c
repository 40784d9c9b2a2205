/* SPDX-License-Identifier: MIT */
/* The first page of an event. */
#include <inttypes.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/render/doc.h"
#include "core/render/page.h"
#include "core/render/when.h"

static const char *
plural(int64_t n, const char *one, const char *many)
{
	return n == 1 ? one : many;
}

static void
put_hero(struct jam_doc *doc, const struct jam_page_order *order)
{
	const struct jam_pages *p = order->pages;
	const char *range = "";

	if (!doc->failed && !jam_when_range(doc->arena, doc->zone, p->starts_at,
					    p->ends_at, &range, doc->err))
		doc->failed = true;
	if (jam_doc_is_html(doc)) {
		jam_doc_paragraph(doc, "kicker");
		jam_doc_say(doc, "%s", range);
		jam_doc_paragraph_end(doc);
	}
	jam_doc_user_heading(doc, 1, p->title);
	jam_doc_paragraph(doc, "facts");
	if (!jam_doc_is_html(doc))
		jam_doc_say(doc, "%s · ", range);
	jam_doc_say(doc, "%zu %s", order->count,
		    plural((int64_t)order->count, "project", "projects"));
	if (p->registrations != JAM_NONE)
		jam_doc_say(doc, " · %" PRId64 " %s", p->registrations,
			    plural(p->registrations, "person", "people"));
	if (p->sites_len > 0)
		jam_doc_say(doc, " · %zu %s", p->sites_len,
			    plural((int64_t)p->sites_len, "site", "sites"));
	jam_doc_paragraph_end(doc);
}

/* What kind of link it is, where its title does not say so. */
static void
put_kind(struct jam_doc *doc, const struct jam_link *l)
{
	if (l->title == NULL || strcmp(l->kind, "link") == 0 ||
	    strcmp(jam_utf8_fold(doc->arena, l->title),
		   jam_utf8_fold(doc->arena, l->kind)) == 0)
		return;
	jam_doc_html(doc, "<small>");
	jam_doc_say(doc, " (");
	jam_doc_user(doc, l->kind);
	jam_doc_say(doc, ")");
	jam_doc_html(doc, "</small>");
}

static void
put_links(struct jam_doc *doc, const struct jam_pages *p)
{
	if (p->links_len == 0)
		return;
	jam_doc_heading(doc, 2, "Links");
	jam_doc_list(doc, NULL);
	for (size_t i = 0; i < p->links_len; i++) {
		const struct jam_link *l = &p->links[i];

		jam_doc_item(doc);
		jam_doc_link(doc, l->title != NULL ? l->title : l->kind,
			     l->url);
		put_kind(doc, l);
		jam_doc_item_end(doc);
	}
	jam_doc_list_end(doc);
}

static const char *
scale_text(struct jam_doc *doc, int64_t value, unsigned decimals)
{
	struct jam_buf buf;

	jam_buf_init(&buf, doc->arena);
	jam_decimal_write(&buf, value, decimals);
	return jam_buf_string(&buf);
}

static void
put_criterion(struct jam_doc *doc, const struct jam_criterion *c)
{
	jam_doc_item(doc);
	jam_doc_html(doc, "<strong>");
	jam_doc_user(doc, c->title);
	jam_doc_html(doc, "</strong>");
	jam_doc_say(doc, ", weight %s", c->weight_text);
	if (!c->required)
		jam_doc_say(doc, ", may be left out");
	if (c->description != NULL) {
		if (jam_doc_is_html(doc))
			jam_doc_html(doc, "<br><small>");
		else
			jam_doc_say(doc, ": ");
		jam_doc_user(doc, c->description);
		jam_doc_html(doc, "</small>");
	}
	jam_doc_item_end(doc);
}

static void
put_judging(struct jam_doc *doc, const struct jam_pages *p)
{
	jam_doc_heading(doc, 2, "Judging");
	jam_doc_paragraph(doc, NULL);
	jam_doc_say(doc, "From ");
	jam_doc_time(doc, p->opens_at);
	jam_doc_say(doc, " to ");
	jam_doc_until(doc, p->opens_at, p->closes_at);
	jam_doc_say(doc, ", on a scale from %s to %s",
		    scale_text(doc, p->scale_min, p->decimals),
		    scale_text(doc, p->scale_max, p->decimals));
	jam_doc_say(doc, " in steps of %s, by:",
		    scale_text(doc, p->scale_step, p->decimals));
	jam_doc_paragraph_end(doc);
	jam_doc_list(doc, NULL);
	for (size_t i = 0; i < p->criteria_len; i++)
		put_criterion(doc, &p->criteria[i]);
	jam_doc_list_end(doc);
	if (p->judges_len > 0) {
		jam_doc_paragraph(doc, NULL);
		jam_doc_page(doc, "The judges", "judges");
		jam_doc_paragraph_end(doc);
	}
}

static void
put_prizes(struct jam_doc *doc, const struct jam_pages *p)
{
	if (p->prizes_len == 0)
		return;
	jam_doc_heading(doc, 2, "Prizes");
	jam_doc_list(doc, NULL);
	for (size_t i = 0; i < p->prizes_len; i++) {
		const struct jam_prize *z = &p->prizes[i];

		jam_doc_item(doc);
		if (z->name != NULL)
			jam_doc_user(doc, z->name);
		else
			jam_doc_say(doc, "%s place",
				    jam_page_ordinal(doc->arena, z->place));
		if (z->amount > 0)
			jam_doc_say(doc, ": %s",
				    jam_page_amount(doc->arena, z->amount,
						    z->currency));
		jam_doc_item_end(doc);
	}
	jam_doc_list_end(doc);
}

static void
put_sites(struct jam_doc *doc, const struct jam_pages *p)
{
	if (p->sites_len == 0)
		return;
	jam_doc_heading(doc, 2, "Sites");
	jam_doc_list(doc, NULL);
	for (size_t i = 0; i < p->sites_len; i++) {
		const struct jam_page_site *s = &p->sites[i];

		jam_doc_item(doc);
		jam_doc_page(doc, s->title,
			     jam_format(doc->arena, "sites/%s", s->key));
		if (s->city != NULL && strcmp(s->city, s->title) != 0) {
			jam_doc_say(doc, ", ");
			jam_doc_user(doc, s->city);
		}
		jam_doc_item_end(doc);
	}
	jam_doc_list_end(doc);
}

static void
put_winners(struct jam_doc *doc, const struct jam_page_order *order)
{
	if (!jam_page_has_podium(order))
		return;
	jam_doc_heading(doc, 2, "Winners");
	jam_page_podium(doc, order);
	jam_page_withdrawn(doc, order->pages);
	jam_doc_paragraph(doc, NULL);
	jam_doc_page(doc, "All results", "results");
	jam_doc_paragraph_end(doc);
}

static void
put_main(struct jam_doc *doc, const struct jam_page_order *order)
{
	const struct jam_pages *p = order->pages;

	if (p->description != NULL) {
		jam_doc_heading(doc, 2, "About");
		jam_doc_prose(doc, p->description);
	}
	jam_page_schedule(doc, p);
	jam_page_ideas(doc, order);
}

static void
put_aside(struct jam_doc *doc, const struct jam_pages *p)
{
	put_links(doc, p);
	put_judging(doc, p);
	put_prizes(doc, p);
	put_sites(doc, p);
}

void
jam_page_index(struct jam_doc *doc, const struct jam_page_order *order)
{
	put_hero(doc, order);
	put_winners(doc, order);
	jam_page_open(doc, "div", "split");
	jam_page_open(doc, "div", NULL);
	put_main(doc, order);
	jam_page_close(doc, "div");
	jam_page_open(doc, "div", "aside");
	put_aside(doc, order->pages);
	jam_page_close(doc, "div");
	jam_page_close(doc, "div");
	if (order->count == 0)
		return;
	jam_doc_heading(doc, 2, "Projects");
	jam_page_projects(doc, order, NULL);
}
