/* SPDX-License-Identifier: MIT */
/* Pages in HTML and Markdown: texts and blocks. */
#include "core/render/doc.h"

#include <stdarg.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/render/cell.h"
#include "core/render/html.h"
#include "core/render/md.h"
#include "core/render/prose.h"
#include "core/render/when.h"

#define PROSE_LEVEL 4

bool
jam_doc_is_html(const struct jam_doc *doc)
{
	return doc->format == JAM_PAGE_HTML;
}

static struct jam_buf *
target(struct jam_doc *doc)
{
	return doc->in_cell ? &doc->cell : &doc->out;
}

void
jam_doc_say(struct jam_doc *doc, const char *format, ...)
{
	const char *text;
	va_list ap;

	va_start(ap, format);
	text = jam_vformat(doc->arena, format, ap);
	va_end(ap);
	if (jam_doc_is_html(doc))
		jam_html_text(target(doc), text);
	else
		jam_buf_text(target(doc), text);
}

void
jam_doc_user(struct jam_doc *doc, const char *text)
{
	if (jam_doc_is_html(doc))
		jam_html_user(target(doc), text);
	else if (doc->in_cell)
		jam_md_cell(target(doc), text);
	else
		jam_md_text(target(doc), text);
}

void
jam_doc_link(struct jam_doc *doc, const char *text, const char *url)
{
	if (jam_doc_is_html(doc))
		jam_html_link(target(doc), text, url);
	else
		jam_md_link(target(doc), text, url);
}

void
jam_doc_page(struct jam_doc *doc, const char *text, const char *path)
{
	const char *slash = strchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	struct jam_buf *out = target(doc);

	if (doc->extension == NULL) {
		jam_doc_user(doc, text);
		return;
	}
	jam_buf_text(out, jam_doc_is_html(doc) ? "<a href=\"" : "[");
	if (!jam_doc_is_html(doc)) {
		jam_md_text(out, text);
		jam_buf_text(out, "](");
	}
	jam_buf_format(out, "%s%.*s%s%s%s", doc->up, (int)(name - path), path,
		       doc->prefix, name, doc->extension);
	if (jam_doc_is_html(doc)) {
		jam_buf_text(out, "\">");
		jam_html_user(out, text);
	}
	jam_buf_text(out, jam_doc_is_html(doc) ? "</a>" : ")");
}

void
jam_doc_code(struct jam_doc *doc, const char *text)
{
	struct jam_buf *out = target(doc);

	if (!jam_doc_is_html(doc)) {
		jam_buf_format(out, "`%s`", text);
		return;
	}
	jam_buf_text(out, "<code>");
	jam_html_text(out, text);
	jam_buf_text(out, "</code>");
}

static void
put_time(struct jam_doc *doc, int64_t at, const char *text)
{
	if (jam_doc_is_html(doc))
		jam_buf_format(target(doc), "<time datetime=\"%s\">",
			       jam_time_write(doc->arena, at));
	jam_doc_say(doc, "%s", text);
	jam_doc_html(doc, "</time>");
}

void
jam_doc_time(struct jam_doc *doc, int64_t at)
{
	const char *text;

	if (!doc->failed &&
	    jam_when_moment(doc->arena, doc->zone, at, &text, doc->err))
		put_time(doc, at, text);
	else
		doc->failed = true;
}

void
jam_doc_until(struct jam_doc *doc, int64_t from, int64_t to)
{
	const char *text;

	if (!doc->failed &&
	    jam_when_until(doc->arena, doc->zone, from, to, &text, doc->err))
		put_time(doc, to, text);
	else
		doc->failed = true;
}

void
jam_doc_milli(struct jam_doc *doc, int64_t milli)
{
	jam_cell_milli(target(doc), milli);
}

void
jam_doc_html(struct jam_doc *doc, const char *html)
{
	if (jam_doc_is_html(doc))
		jam_buf_text(target(doc), html);
}

/* One blank line between blocks, none at the start. */
static void
gap(struct jam_doc *doc)
{
	struct jam_buf *out = &doc->out;

	if (jam_doc_is_html(doc) || out->length == 0)
		return;
	while (out->length > 1 && out->data[out->length - 1] == '\n' &&
	       out->data[out->length - 2] == '\n')
		out->length--;
	jam_buf_text(out, out->data[out->length - 1] == '\n' ? "\n" : "\n\n");
}

static void
open_tag(struct jam_doc *doc, const char *tag, const char *class)
{
	if (!jam_doc_is_html(doc))
		return;
	jam_buf_format(&doc->out, "<%s", tag);
	if (class != NULL)
		jam_buf_format(&doc->out, " class=\"%s\"", class);
	jam_buf_char(&doc->out, '>');
}

static void
open_heading(struct jam_doc *doc, int level)
{
	gap(doc);
	if (jam_doc_is_html(doc))
		jam_buf_format(&doc->out, "<h%d>", level);
	else
		jam_buf_format(&doc->out, "%.*s ", level, "######");
}

static void
close_heading(struct jam_doc *doc, int level)
{
	if (jam_doc_is_html(doc))
		jam_buf_format(&doc->out, "</h%d>", level);
	jam_buf_char(&doc->out, '\n');
}

void
jam_doc_heading(struct jam_doc *doc, int level, const char *text)
{
	open_heading(doc, level);
	jam_doc_say(doc, "%s", text);
	close_heading(doc, level);
}

void
jam_doc_user_heading(struct jam_doc *doc, int level, const char *text)
{
	open_heading(doc, level);
	jam_doc_user(doc, text);
	close_heading(doc, level);
}

void
jam_doc_paragraph(struct jam_doc *doc, const char *class)
{
	gap(doc);
	open_tag(doc, "p", class);
}

void
jam_doc_paragraph_end(struct jam_doc *doc)
{
	jam_doc_html(doc, "</p>");
	jam_buf_char(&doc->out, '\n');
}

void
jam_doc_list(struct jam_doc *doc, const char *class)
{
	gap(doc);
	open_tag(doc, "ul", class);
	jam_doc_html(doc, "\n");
}

void
jam_doc_item(struct jam_doc *doc)
{
	jam_buf_text(&doc->out, jam_doc_is_html(doc) ? "<li>" : "- ");
}

void
jam_doc_item_end(struct jam_doc *doc)
{
	jam_buf_text(&doc->out, jam_doc_is_html(doc) ? "</li>\n" : "\n");
}

void
jam_doc_list_end(struct jam_doc *doc)
{
	jam_doc_html(doc, "</ul>\n");
}

void
jam_doc_prose(struct jam_doc *doc, const char *text)
{
	gap(doc);
	if (!jam_doc_is_html(doc)) {
		jam_prose_markdown(&doc->out, text, PROSE_LEVEL);
		gap(doc);
		return;
	}
	jam_buf_text(&doc->out, "<div class=\"prose\" dir=\"auto\">\n");
	jam_prose_html(&doc->out, text, PROSE_LEVEL);
	jam_buf_text(&doc->out, "</div>\n");
}

static void
html_heads(struct jam_doc *doc, const char *caption)
{
	struct jam_buf *out = &doc->out;

	jam_buf_text(out, "<div class=\"table\"><table>\n<caption>");
	jam_html_text(out, caption);
	jam_buf_text(out, "</caption>\n<thead>\n<tr>");
	for (size_t c = 0; c < doc->heads_len; c++) {
		const struct jam_doc_head *h = &doc->heads[c];

		jam_buf_format(out, "<th scope=\"col\"%s>",
			       h->number && h->wide ? " class=\"num wide\""
			       : h->number	    ? " class=\"num\""
			       : h->wide	    ? " class=\"wide\""
						    : "");
		jam_html_user(out, h->name);
		jam_buf_text(out, "</th>");
	}
	jam_buf_text(out, "</tr>\n</thead>\n<tbody>\n");
}

static const char *
escaped(struct jam_arena *arena, const char *text)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_md_cell(&buf, text);
	return jam_buf_string(&buf);
}

void
jam_doc_table(struct jam_doc *doc, const char *caption,
	      const struct jam_doc_head *heads, size_t count)
{
	struct jam_head *names =
	    jam_alloc_array(doc->arena, count, sizeof(*names));

	gap(doc);
	doc->heads = heads;
	doc->heads_len = count;
	doc->column = 0;
	if (jam_doc_is_html(doc)) {
		html_heads(doc, caption);
		return;
	}
	for (size_t c = 0; c < count; c++) {
		names[c].name = escaped(doc->arena, heads[c].name);
		names[c].number = heads[c].number;
	}
	doc->grid = (struct jam_grid){ .heads = { names, count } };
}

void
jam_doc_cell(struct jam_doc *doc)
{
	const struct jam_doc_head *h = &doc->heads[doc->column];

	if (!jam_doc_is_html(doc)) {
		jam_buf_init(&doc->cell, doc->arena);
		doc->in_cell = true;
		return;
	}
	if (doc->column == 0)
		jam_buf_text(&doc->out, "<tr>");
	jam_buf_text(&doc->out, h->lead ? "<th scope=\"row\"" : "<td");
	if (h->number || h->wide)
		jam_buf_format(
		    &doc->out, " class=\"%s%s%s\"", h->number ? "num" : "",
		    h->number && h->wide ? " " : "", h->wide ? "wide" : "");
	jam_buf_char(&doc->out, '>');
}

void
jam_doc_cell_end(struct jam_doc *doc)
{
	const struct jam_doc_head *h = &doc->heads[doc->column];
	const char *text;

	doc->column = (doc->column + 1) % doc->heads_len;
	if (jam_doc_is_html(doc)) {
		jam_buf_text(&doc->out, h->lead ? "</th>" : "</td>");
		if (doc->column == 0)
			jam_buf_text(&doc->out, "</tr>\n");
		return;
	}
	text = jam_strdup(doc->arena, jam_buf_string(&doc->cell));
	jam_grid_put(&doc->grid, doc->arena, text);
	doc->in_cell = false;
}

/* A row as an item: the lead cell, then what else is there. */
static void
put_item(struct jam_doc *doc, size_t row)
{
	const char *before = ": ";
	size_t lead = 0;

	while (lead + 1 < doc->heads_len && !doc->heads[lead].lead)
		lead++;
	jam_buf_format(&doc->out, "- %s", jam_grid_cell(&doc->grid, row, lead));
	for (size_t c = 0; c < doc->heads_len; c++) {
		const char *cell = jam_grid_cell(&doc->grid, row, c);

		if (c == lead || *cell == '\0')
			continue;
		jam_buf_format(&doc->out, "%s%s %s", before,
			       doc->grid.heads.items[c].name, cell);
		before = ", ";
	}
	jam_buf_char(&doc->out, '\n');
}

void
jam_doc_table_end(struct jam_doc *doc)
{
	if (jam_doc_is_html(doc))
		jam_buf_text(&doc->out, "</tbody>\n</table></div>\n");
	else if (doc->format == JAM_PAGE_GFM)
		jam_table_markdown(&doc->out, &doc->grid);
	else
		for (size_t r = 0; r < doc->grid.rows; r++)
			put_item(doc, r);
}
