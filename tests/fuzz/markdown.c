/* SPDX-License-Identifier: MIT */
/*
 * Fuzz what people type: as prose and as short text, in HTML, Markdown and a
 * table.  The HTML must hold what is on the list and nothing else; the Markdown
 * around the prose must keep its headings.
 */
#include <cmark.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/render/html.h"
#include "core/render/md.h"
#include "core/render/prose.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* No element but ours: what follows a "<" is a letter of a fixed list. */
static void
check_html(const char *html)
{
	static const char *const known[] = {
		"p>",	   "/p>",	  "em>",	  "/em>",
		"strong>", "/strong>",	  "a href",	  "/a>",
		"code>",   "code class=", "/code>",	  "pre",
		"/pre>",   "ul>",	  "/ul>",	  "ol",
		"/ol>",	   "li>",	  "/li>",	  "h",
		"/h",	   "blockquote>", "/blockquote>", "br />",
		"bdi>",	   "/bdi>",	  "hr />",
	};
	size_t bad;

	if (!jam_utf8_check(html, strlen(html), &bad))
		abort();
	while ((html = strchr(html, '<')) != NULL) {
		bool found = false;

		html++;
		for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			found = found ||
				strncmp(html, known[i], strlen(known[i])) == 0;
		if (!found)
			abort();
	}
}

/* Headings above level 4 of a page: those that are ours. */
static int
headings(const char *page)
{
	cmark_node *root = cmark_parse_document(page, strlen(page), 0);
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;
	int count = 0;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (event != CMARK_EVENT_ENTER)
			continue;
		if (type == CMARK_NODE_IMAGE || type == CMARK_NODE_HTML_INLINE)
			abort();
		if (type == CMARK_NODE_LINK &&
		    !jam_html_safe_url(cmark_node_get_url(node)))
			abort();
		count += type == CMARK_NODE_HEADING &&
			 cmark_node_get_heading_level(node) < 4;
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
	return count;
}

static void
check_markdown(struct jam_arena *arena, const char *text)
{
	struct jam_buf page;

	jam_buf_init(&page, arena);
	jam_buf_text(&page, "# ");
	jam_md_text(&page, text);
	jam_buf_text(&page, "\n\n- ");
	jam_md_text(&page, text);
	jam_buf_text(&page, "\n\n");
	jam_prose_markdown(&page, text, 4);
	jam_buf_text(&page, "\n## End\n");
	if (headings(jam_buf_string(&page)) != 2)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct jam_arena *arena = jam_arena_new(abort);
	const char *text = jam_strndup(arena, (const char *)data, size);
	struct jam_buf html;
	size_t bad;

	if (jam_utf8_check(text, strlen(text), &bad)) {
		jam_buf_init(&html, arena);
		jam_prose_html(&html, text, 4);
		jam_html_user(&html, text);
		jam_html_link(&html, text, text);
		check_html(jam_buf_string(&html));
		check_markdown(arena, text);
	}
	jam_arena_free(arena);
	return 0;
}
