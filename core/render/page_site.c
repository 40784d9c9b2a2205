/* SPDX-License-Identifier: MIT */
/* The pages of a site and of the judges. */
#include <inttypes.h>
#include <string.h>

#include "core/model/columns.h"
#include "core/render/doc.h"
#include "core/render/page.h"

static void
put_place(struct jam_doc *doc, const struct jam_page_site *site)
{
	const char *const parts[] = { site->city, site->country };
	const char *before = "";

	jam_doc_paragraph(doc, "facts");
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i] == NULL || strcmp(parts[i], site->title) == 0)
			continue;
		jam_doc_say(doc, "%s", before);
		jam_doc_user(doc, parts[i]);
		before = ", ";
	}
	if (*before != '\0')
		before = " · ";
	if (site->registrations != JAM_NONE) {
		jam_doc_say(doc, "%s%" PRId64 " registered", before,
			    site->registrations);
		before = " · ";
	}
	if (site->projects != JAM_NONE)
		jam_doc_say(doc, "%s%" PRId64 " project%s", before,
			    site->projects, site->projects == 1 ? "" : "s");
	jam_doc_paragraph_end(doc);
}

void
jam_page_site(struct jam_doc *doc, const struct jam_page_order *order,
	      const struct jam_page_site *site)
{
	bool any = false;

	for (size_t i = 0; i < order->count; i++) {
		const char *key = order->items[i]->site;

		any = any || (key != NULL && strcmp(key, site->key) == 0);
	}
	jam_doc_user_heading(doc, 1, site->title);
	put_place(doc, site);
	if (any) {
		jam_doc_heading(doc, 2, "Projects");
		jam_page_projects(doc, order, site->key);
	}
	if (site->zone != NULL)
		doc->zone = site->zone;
	jam_page_schedule(doc, order->pages);
}

void
jam_page_judges(struct jam_doc *doc, const struct jam_page_order *order)
{
	const struct jam_pages *pages = order->pages;

	jam_doc_heading(doc, 1, "Judges");
	jam_doc_paragraph(doc, "facts");
	jam_doc_say(doc, "Those who agreed to be named.");
	jam_doc_paragraph_end(doc);
	jam_doc_list(doc, "plain");
	for (size_t i = 0; i < pages->judges_len; i++) {
		const struct jam_page_judge *j = &pages->judges[i];

		jam_doc_item(doc);
		jam_doc_html(doc, "<strong>");
		jam_doc_user(doc, j->name);
		jam_doc_html(doc, "</strong>");
		if (j->affiliation != NULL) {
			jam_doc_say(doc, ", ");
			jam_doc_user(doc, j->affiliation);
		}
		jam_doc_item_end(doc);
	}
	jam_doc_list_end(doc);
}
