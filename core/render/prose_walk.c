/* SPDX-License-Identifier: MIT */
/* The walk over users' prose. */
#include "core/render/prose_walk.h"

#include <ctype.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/render/html.h"

struct walk {
	cmark_mem *memory;
	struct jam_arena *arena;
	enum jam_prose_target target;
	int level, highest; /* of our headings; of the user's, 1..6 */
};

/*
 * cmark turns &#xFFFE; and &#xFFFF; into single bad bytes; they go too.
 */
static const char *
clean(const struct walk *w, const char *text)
{
	struct jam_buf cleaned;

	jam_buf_init(&cleaned, w->arena);
	jam_utf8_clean(&cleaned, text);
	return jam_buf_string(&cleaned);
}

/* Put a new node before another; returns it. */
static cmark_node *
insert(const struct walk *w, cmark_node *before, cmark_node_type type)
{
	cmark_node *node = cmark_node_new_with_mem(type, w->memory);

	cmark_node_insert_before(before, node);
	return node;
}

static void
remove_node(cmark_node *node)
{
	cmark_node_unlink(node);
	cmark_node_free(node);
}

/* Put the children in the place of their parent. */
static void
unwrap(cmark_node *node)
{
	cmark_node *child;

	while ((child = cmark_node_first_child(node)) != NULL)
		cmark_node_insert_before(node, child);
	remove_node(node);
}

/*
 * Marks that cmark's writer leaves bare though GFM, pandoc, Liquid or Hugo
 * take them for more than text.
 */
static const char *
escape_of(const char *text, const char *p)
{
	bool at_start = p == text;

	switch (*p) {
	case '~':
		return "\\~";
	case '|':
		return "\\|";
	case '{':
		return "\\{";
	case '&':
		return "\\&";
	case '%':
		return p > text && p[-1] == '{' ? "\\%" : NULL;
	case ':':
		return at_start ? "\\:" : NULL;
	default:
		return NULL;
	}
}

static void
put_text(const struct walk *w, cmark_node *before, const char *text,
	 size_t length)
{
	cmark_node *node;

	if (length == 0)
		return;
	node = insert(w, before, CMARK_NODE_TEXT);
	cmark_node_set_literal(node, jam_strndup(w->arena, text, length));
}

static void
put_raw(const struct walk *w, cmark_node *before, const char *raw)
{
	cmark_node *node = insert(w, before, CMARK_NODE_CUSTOM_INLINE);

	cmark_node_set_on_enter(node, raw);
}

/* One line of text before a node, as text nodes and escapes. */
static void
put_line(const struct walk *w, cmark_node *before, const char *text)
{
	const char *from = text;

	for (const char *p = text; *p != '\0'; p++) {
		const char *raw =
		    w->target == JAM_PROSE_MARKDOWN ? escape_of(text, p) : NULL;

		if (raw == NULL)
			continue;
		put_text(w, before, from, (size_t)(p - from));
		put_raw(w, before, raw);
		from = p + 1;
	}
	put_text(w, before, from, strlen(from));
}

/* Several lines; the blanks at the start of one would be lost or be code. */
static void
put_lines(const struct walk *w, cmark_node *before, const char *text)
{
	bool first = true;

	text = clean(w, text);
	while (*text != '\0') {
		size_t n;

		text += strspn(text, " \t\n");
		n = strcspn(text, "\n");
		if (n == 0)
			break;
		if (!first)
			insert(w, before, CMARK_NODE_SOFTBREAK);
		put_line(w, before, jam_strndup(w->arena, text, n));
		text += n;
		first = false;
	}
}

static bool
breaks_line(cmark_node *node)
{
	return node != NULL &&
	       (cmark_node_get_type(node) == CMARK_NODE_SOFTBREAK ||
		cmark_node_get_type(node) == CMARK_NODE_LINEBREAK);
}

/* A text node is one line already. */
static void
do_text(const struct walk *w, cmark_node *node)
{
	put_line(w, node, clean(w, cmark_node_get_literal(node)));
	remove_node(node);
}

/* A block (raw HTML, code) as a paragraph of visible text. */
static void
to_paragraph(const struct walk *w, cmark_node *node)
{
	cmark_node *p = insert(w, node, CMARK_NODE_PARAGRAPH);
	cmark_node *end = cmark_node_new_with_mem(CMARK_NODE_TEXT, w->memory);

	cmark_node_append_child(p, end);
	put_lines(w, end, cmark_node_get_literal(node));
	remove_node(end);
	if (cmark_node_first_child(p) == NULL)
		remove_node(p);
	remove_node(node);
}

static void
to_text(const struct walk *w, cmark_node *node)
{
	put_lines(w, node, cmark_node_get_literal(node));
	remove_node(node);
}

/* Liquid, Hugo, knitr and quarto look into code as well. */
static bool
would_run(const struct walk *w, const char *code)
{
	if (w->target != JAM_PROSE_MARKDOWN)
		return false;
	code += strspn(code, " \t\n");
	return strstr(code, "{{") != NULL || strstr(code, "{%") != NULL ||
	       code[0] == '{' || strncmp(code, "r ", 2) == 0;
}

/* "{python}" and "{=html}" are orders to quarto; a language's name is none. */
static bool
is_language(const char *info)
{
	for (; *info != '\0'; info++)
		if (!isalnum((unsigned char)*info) &&
		    strchr("+-#_", *info) == NULL)
			return false;
	return true;
}

static void
do_code(const struct walk *w, cmark_node *node)
{
	const char *code = cmark_node_get_literal(node);
	bool block = cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK;

	if (would_run(w, code)) {
		if (block)
			to_paragraph(w, node);
		else
			to_text(w, node);
		return;
	}
	cmark_node_set_literal(node, clean(w, code));
	if (block && !is_language(cmark_node_get_fence_info(node)))
		cmark_node_set_fence_info(node, "");
}

static bool
inside_link(cmark_node *node)
{
	while ((node = cmark_node_parent(node)) != NULL)
		if (cmark_node_get_type(node) == CMARK_NODE_LINK ||
		    cmark_node_get_type(node) == CMARK_NODE_IMAGE)
			return true;
	return false;
}

/* A link of HTML needs attributes that cmark does not write. */
static void
put_html_link(const struct walk *w, cmark_node *node, const char *url)
{
	cmark_node *link = insert(w, node, CMARK_NODE_CUSTOM_INLINE);
	cmark_node *child;
	struct jam_buf tag;

	jam_buf_init(&tag, w->arena);
	jam_buf_text(&tag, "<a href=\"");
	jam_html_text(&tag, url);
	jam_buf_text(&tag, "\" rel=\"nofollow ugc noopener\">");
	cmark_node_set_on_enter(link, jam_buf_string(&tag));
	cmark_node_set_on_exit(link, "</a>");
	while ((child = cmark_node_first_child(node)) != NULL)
		cmark_node_append_child(link, child);
	remove_node(node);
}

static void
put_markdown_link(const struct walk *w, cmark_node *node, const char *url)
{
	cmark_node *link = insert(w, node, CMARK_NODE_LINK);
	cmark_node *child;

	cmark_node_set_url(link, url);
	while ((child = cmark_node_first_child(node)) != NULL)
		cmark_node_append_child(link, child);
	remove_node(node);
}

/* Line breaks and template marks have no place in an address. */
static bool
is_plain_url(const char *url)
{
	return url[strcspn(url, "\n\t {}<>\\")] == '\0';
}

static void
do_link(const struct walk *w, cmark_node *node)
{
	const char *url = clean(w, cmark_node_get_url(node));
	cmark_node *text;

	if (!jam_html_safe_url(url) || !is_plain_url(url) ||
	    inside_link(node)) {
		unwrap(node);
		return;
	}
	if (cmark_node_first_child(node) == NULL) {
		text = cmark_node_new_with_mem(CMARK_NODE_TEXT, w->memory);
		cmark_node_set_literal(text, url);
		cmark_node_append_child(node, text);
	}
	if (w->target == JAM_PROSE_HTML)
		put_html_link(w, node, url);
	else
		put_markdown_link(w, node, url);
}

static void
do_heading(const struct walk *w, cmark_node *node)
{
	int level = w->level + cmark_node_get_heading_level(node) - w->highest;

	cmark_node_set_heading_level(node, level > 6 ? 6 : level);
}

/* cmark writes "-----", which below a paragraph makes a heading of it. */
static void
do_break(const struct walk *w, cmark_node *node)
{
	cmark_node *line;

	if (w->target != JAM_PROSE_MARKDOWN)
		return;
	line = insert(w, node, CMARK_NODE_CUSTOM_BLOCK);
	cmark_node_set_on_enter(line, "* * *");
	remove_node(node);
}

static void
do_node(const struct walk *w, cmark_node *node)
{
	switch (cmark_node_get_type(node)) {
	case CMARK_NODE_TEXT:
		do_text(w, node);
		break;
	case CMARK_NODE_CODE:
	case CMARK_NODE_CODE_BLOCK:
		do_code(w, node);
		break;
	case CMARK_NODE_HTML_INLINE:
		to_text(w, node);
		break;
	case CMARK_NODE_HTML_BLOCK:
		to_paragraph(w, node);
		break;
	case CMARK_NODE_HEADING:
		do_heading(w, node);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		do_link(w, node);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		do_break(w, node);
		break;
	default:
		break;
	}
}

/*
 * Nodes as they are left, children before parents: what is put in is not
 * visited, what is taken out is not needed again.
 */
static cmark_node **
collect(struct walk *w, cmark_node *root, size_t *count)
{
	cmark_iter *iter = cmark_iter_new(root);
	cmark_node **nodes = NULL;
	cmark_event_type event;
	size_t capacity = 0;

	*count = 0;
	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		bool leaf = cmark_node_first_child(node) == NULL;

		if (event == CMARK_EVENT_ENTER && !leaf)
			continue;
		if (*count > 0 && nodes[*count - 1] == node)
			continue;
		if (cmark_node_get_type(node) == CMARK_NODE_HEADING &&
		    cmark_node_get_heading_level(node) < w->highest)
			w->highest = cmark_node_get_heading_level(node);
		nodes = jam_grow(w->arena, nodes, &capacity, *count + 1,
				 sizeof(*nodes));
		nodes[(*count)++] = node;
	}
	cmark_iter_free(iter);
	return nodes;
}

/*
 * Blanks at the start of a line, from an entity or behind what went, would
 * let a mark behind them begin a list or underline a heading.
 */
static void
strip(const struct walk *w, cmark_node *node)
{
	cmark_node *before = cmark_node_previous(node);
	const char *text = cmark_node_get_literal(node);
	size_t blanks = strspn(text, " \t");

	if (blanks == 0 || (before != NULL && !breaks_line(before)))
		return;
	if (text[blanks] == '\0')
		remove_node(node);
	else
		cmark_node_set_literal(node,
				       jam_strdup(w->arena, text + blanks));
}

/*
 * What would break the line behind the mark of an item, which then, alone on
 * its line, makes a heading of the paragraph above: our line as an item's
 * first block, a line break as the first of its text.  Two breaks, from a
 * line of controls, would end the paragraph.
 */
static bool
breaks_early(cmark_node *node)
{
	cmark_node *before = cmark_node_previous(node);

	if (breaks_line(node))
		return before == NULL || breaks_line(before);
	return cmark_node_get_type(node) == CMARK_NODE_CUSTOM_BLOCK &&
	       before == NULL &&
	       cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_ITEM;
}

/*
 * A list as the first block of an item, written behind the item's mark, would
 * stand further in than cmark's writer puts what follows; a paragraph before
 * it brings it to a line of its own.
 */
static void
lead_list(const struct walk *w, cmark_node *list)
{
	cmark_node *p, *blank;

	if (w->target != JAM_PROSE_MARKDOWN ||
	    cmark_node_previous(list) != NULL ||
	    cmark_node_get_type(cmark_node_parent(list)) != CMARK_NODE_ITEM)
		return;
	p = insert(w, list, CMARK_NODE_PARAGRAPH);
	blank = cmark_node_new_with_mem(CMARK_NODE_CUSTOM_INLINE, w->memory);
	cmark_node_set_on_enter(blank, "&nbsp;");
	cmark_node_append_child(p, blank);
}

/*
 * What holds nothing: the mark of an empty item, "-", would make a heading of
 * the paragraph above it, and "****" of an empty emphasis a line.
 */
static bool
holds_nothing(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	return cmark_node_first_child(node) == NULL &&
	       (type == CMARK_NODE_ITEM || type == CMARK_NODE_LIST ||
		type == CMARK_NODE_BLOCK_QUOTE ||
		type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
		type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG ||
		type == CMARK_NODE_LINK);
}

static void
prune(const struct walk *w, cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_TEXT)
		strip(w, node);
	else if (breaks_early(node) || holds_nothing(node))
		remove_node(node);
	else if (type == CMARK_NODE_LIST)
		lead_list(w, node);
}

void
jam_prose_walk(cmark_node *root, cmark_mem *memory, struct jam_arena *arena,
	       enum jam_prose_target target, int level)
{
	struct walk w = { memory, arena, target, level, 6 };
	cmark_node **nodes;
	size_t count;

	nodes = collect(&w, root, &count);
	for (size_t i = 0; i < count; i++)
		do_node(&w, nodes[i]);
	nodes = collect(&w, root, &count);
	for (size_t i = 0; i < count; i++)
		prune(&w, nodes[i]);
}
