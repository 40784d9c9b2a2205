/* SPDX-License-Identifier: MIT */
/* Ideas to start from, and who took them up. */
#include <string.h>

#include "core/base/arena.h"
#include "core/render/doc.h"
#include "core/render/page.h"

static void
put_small(struct jam_doc *doc, const char *text)
{
	if (jam_doc_is_html(doc))
		jam_doc_html(doc, "<br><small>");
	else
		jam_doc_say(doc, ": ");
	jam_doc_user(doc, text);
	jam_doc_html(doc, "</small>");
}

static void
put_takers(struct jam_doc *doc, const struct jam_page_order *order,
	   const char *key)
{
	const char *before = jam_doc_is_html(doc) ? "" : "; ";
	bool any = false;

	for (size_t i = 0; i < order->count; i++) {
		const struct jam_page_project *p = order->items[i];

		if (p->idea == NULL || strcmp(p->idea, key) != 0)
			continue;
		if (!any)
			jam_doc_html(doc, "<br><small>");
		jam_doc_say(doc, "%s", any ? ", " : before);
		if (!any)
			jam_doc_say(doc, "taken up by ");
		jam_doc_page(doc, p->title,
			     jam_format(doc->arena, "projects/%s", p->slug));
		any = true;
	}
	if (any)
		jam_doc_html(doc, "</small>");
}

void
jam_page_ideas(struct jam_doc *doc, const struct jam_page_order *order)
{
	const struct jam_pages *pages = order->pages;

	if (pages->ideas_len == 0)
		return;
	jam_doc_heading(doc, 2, "Ideas to start from");
	jam_doc_list(doc, NULL);
	for (size_t i = 0; i < pages->ideas_len; i++) {
		const struct jam_idea *idea = &pages->ideas[i];

		jam_doc_item(doc);
		jam_doc_link(doc, idea->title, idea->url);
		if (idea->description != NULL)
			put_small(doc, idea->description);
		put_takers(doc, order, idea->key);
		jam_doc_item_end(doc);
	}
	jam_doc_list_end(doc);
}
