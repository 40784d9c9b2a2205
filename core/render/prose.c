/* SPDX-License-Identifier: MIT */
/* Users' prose: limits, parse, walk, write. */
#include "core/render/prose.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/render/html.h"
#include "core/render/md.h"
#include "core/render/prose_walk.h"

#define MARKS_MOST     32
#define DEPTH_MOST     32
#define PARAGRAPH_MOST ((size_t)16 * 1024)

__attribute__((weak)) void
jam_prose_no_memory(void)
{
	abort();
}

static void *
clear_memory(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (p == NULL)
		jam_prose_no_memory();
	return p;
}

static void *
more_memory(void *old, size_t size)
{
	void *p = realloc(old, size);

	if (p == NULL)
		jam_prose_no_memory();
	return p;
}

/* The bytes of a list or quote mark at the start of text, or 0. */
static size_t
mark(const char *text)
{
	size_t n = 0;

	if (*text == '>')
		return 1;
	if (*text != '\0' && strchr("-*+", *text) != NULL)
		n = 1;
	else if ((n = strspn(text, "0123456789")) > 0)
		n = text[n] == '.' || text[n] == ')' ? n + 1 : 0;
	return n > 0 && strchr(" \t\n\r", text[n]) != NULL ? n : 0;
}

static bool
too_many_marks(const char *line)
{
	size_t n, count = 0;

	for (;;) {
		line += strspn(line, " \t");
		n = mark(line);
		if (n == 0)
			return count > MARKS_MOST;
		line += n;
		count++;
	}
}

/*
 * What makes cmark slow is seen before cmark sees it.  A paragraph is taken to
 * be a run of lines that are not blank.
 */
static const char *
slow(const char *text)
{
	size_t run = 0;

	while (*text != '\0') {
		size_t n = strcspn(text, "\n");

		if (too_many_marks(text))
			return "more than 32 marks of lists and quotes at the "
			       "start of a line";
		run = strspn(text, " \t\r") >= n ? 0 : run + n + 1;
		if (run > PARAGRAPH_MOST)
			return "a paragraph of more than 16 KiB";
		text += n + (text[n] == '\n');
	}
	return NULL;
}

static bool
too_deep(cmark_node *root)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;
	int depth = 0, most = 0;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node_type type =
		    cmark_node_get_type(cmark_iter_get_node(iter));

		if (type != CMARK_NODE_BLOCK_QUOTE && type != CMARK_NODE_LIST)
			continue;
		depth += event == CMARK_EVENT_ENTER ? 1 : -1;
		most = depth > most ? depth : most;
	}
	cmark_iter_free(iter);
	return most > DEPTH_MOST;
}

/* The tree, or NULL when the text must stay plain; *why says so. */
static cmark_node *
parse(const char *text, cmark_mem *memory, const char **why)
{
	cmark_parser *parser;
	cmark_node *root;

	*why = slow(text);
	if (*why != NULL)
		return NULL;
	parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, memory);
	cmark_parser_feed(parser, text, strlen(text));
	root = cmark_parser_finish(parser);
	cmark_parser_free(parser);
	if (!too_deep(root))
		return root;
	cmark_node_free(root);
	*why = "lists or quotes nested more than 32 deep";
	return NULL;
}

const char *
jam_prose_problem(const char *text)
{
	cmark_mem memory = { clear_memory, more_memory, free };
	const char *why;
	cmark_node *root = parse(text, &memory, &why);

	if (root != NULL)
		cmark_node_free(root);
	return why;
}

static void
plain_html(struct jam_buf *out, const char *text)
{
	jam_buf_text(out, "<pre class=\"plain\">");
	jam_html_text(out, text);
	jam_buf_text(out, "</pre>\n");
}

static void
plain_markdown(struct jam_buf *out, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		const char *line = jam_strndup(out->arena, text, n);

		text += n + (text[n] == '\n');
		if (line[strspn(line, " \t\r")] == '\0') {
			jam_buf_char(out, '\n');
			continue;
		}
		jam_md_text(out, line);
		jam_buf_text(out, "  \n");
	}
}

void
jam_prose_html(struct jam_buf *out, const char *text, int level)
{
	cmark_mem memory = { clear_memory, more_memory, free };
	const char *why;
	cmark_node *root = parse(text, &memory, &why);
	char *html;

	if (root == NULL) {
		plain_html(out, text);
		return;
	}
	jam_prose_walk(root, &memory, out->arena, JAM_PROSE_HTML, level);
	html = cmark_render_html(root, CMARK_OPT_DEFAULT);
	jam_buf_text(out, html);
	free(html);
	cmark_node_free(root);
}

void
jam_prose_markdown(struct jam_buf *out, const char *text, int level)
{
	cmark_mem memory = { clear_memory, more_memory, free };
	const char *why;
	cmark_node *root = parse(text, &memory, &why);
	char *markdown;

	if (root == NULL) {
		plain_markdown(out, text);
		return;
	}
	jam_prose_walk(root, &memory, out->arena, JAM_PROSE_MARKDOWN, level);
	markdown = cmark_render_commonmark(root, CMARK_OPT_DEFAULT, 0);
	jam_buf_text(out, markdown);
	free(markdown);
	cmark_node_free(root);
}
