/* SPDX-License-Identifier: MIT */
/* Users' text in Markdown, and pipe tables. */
#include "core/render/md.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/render/html.h"
#include "core/render/table.h"

/* Wider columns are not padded: a long cell would push all others away. */
#define PAD_MOST ((size_t)60)

static bool
starts(const char *text, const char *with)
{
	return strncasecmp(text, with, strlen(with)) == 0;
}

/*
 * Characters that mean something anywhere: CommonMark's and GFM's own, "@" and
 * "$" for addresses and formulas, braces for Liquid and Hugo.
 */
static bool
is_special(const char *text, const char *p)
{
	if (strchr("\\`*_[]<>|~&@${}", *p) != NULL)
		return true;
	if (*p == '%')
		return p > text && p[-1] == '{';
	return *p == '/' && p > text && p[-1] == ':' && p[1] == '/';
}

/* The marks that begin a heading, list or underline, at a line's start. */
static size_t
put_start(struct jam_buf *out, const char *p)
{
	size_t digits = strspn(p, "0123456789");

	if (*p != '\0' && strchr("#+-=", *p) != NULL) {
		jam_buf_char(out, '\\');
		return 0;
	}
	if (digits == 0 || (p[digits] != '.' && p[digits] != ')'))
		return 0;
	jam_buf_add(out, p, digits);
	jam_buf_char(out, '\\');
	jam_buf_char(out, p[digits]);
	return digits + 1;
}

static void
escape(struct jam_buf *out, const char *text, const char *line_break)
{
	const char *p = text + strspn(text, " \t\n");

	p += put_start(out, p);
	for (; *p != '\0'; p++) {
		if (*p == '\n') {
			p += strspn(p + 1, " \t\n");
			if (p[1] == '\0')
				break;
			jam_buf_text(out, line_break);
		} else if (*p == '\t') {
			jam_buf_char(out, ' ');
		} else if (starts(p, "www.")) {
			jam_buf_add(out, p, 3);
			jam_buf_text(out, "\\.");
			p += 3;
		} else {
			if (is_special(text, p))
				jam_buf_char(out, '\\');
			jam_buf_char(out, *p);
		}
	}
}

static const char *
cleaned(struct jam_arena *arena, const char *text)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_utf8_clean(&buf, text);
	return jam_buf_string(&buf);
}

void
jam_md_text(struct jam_buf *out, const char *text)
{
	escape(out, cleaned(out->arena, text), " ");
}

void
jam_md_cell(struct jam_buf *out, const char *text)
{
	escape(out, cleaned(out->arena, text), "<br>");
}

/* A URL inside <…>: blanks, brackets and backslashes as %XX. */
static void
put_url(struct jam_buf *out, const char *url)
{
	for (const unsigned char *p = (const unsigned char *)url; *p; p++)
		if (*p <= ' ' || *p == 0x7f || strchr("<>\\()[]|`{}", *p))
			jam_buf_format(out, "%%%02X", *p);
		else
			jam_buf_char(out, (char)*p);
}

void
jam_md_link(struct jam_buf *out, const char *text, const char *url)
{
	const char *safe = url != NULL ? cleaned(out->arena, url) : NULL;

	if (safe == NULL || !jam_html_safe_url(safe)) {
		jam_md_text(out, text);
		return;
	}
	jam_buf_char(out, '[');
	jam_md_text(out, text);
	jam_buf_text(out, "](");
	put_url(out, safe);
	jam_buf_char(out, ')');
}

static void
pad(struct jam_buf *out, const char *with, size_t n)
{
	while (n-- > 0)
		jam_buf_text(out, with);
}

static void
put_cell(struct jam_buf *out, const char *text, size_t width, bool right)
{
	size_t have = jam_utf8_width(text);
	size_t blanks = have < width ? width - have : 0;

	jam_buf_text(out, " ");
	if (right)
		pad(out, " ", blanks);
	jam_buf_text(out, text);
	if (!right)
		pad(out, " ", blanks);
	jam_buf_text(out, " |");
}

static size_t
column_width(const struct jam_grid *grid, size_t column)
{
	size_t most = jam_utf8_width(grid->heads.items[column].name);

	for (size_t r = 0; r < grid->rows; r++) {
		size_t w = jam_utf8_width(jam_grid_cell(grid, r, column));

		most = w > most ? w : most;
	}
	if (most > PAD_MOST)
		return 3;
	return most < 3 ? 3 : most;
}

static void
put_line(struct jam_buf *out, const struct jam_grid *grid, const size_t *widths,
	 size_t row)
{
	jam_buf_char(out, '|');
	for (size_t c = 0; c < grid->heads.count; c++)
		put_cell(out, jam_grid_cell(grid, row, c), widths[c],
			 grid->heads.items[c].number);
	jam_buf_char(out, '\n');
}

static void
put_head(struct jam_buf *out, const struct jam_grid *grid, const size_t *widths)
{
	jam_buf_char(out, '|');
	for (size_t c = 0; c < grid->heads.count; c++)
		put_cell(out, grid->heads.items[c].name, widths[c],
			 grid->heads.items[c].number);
	jam_buf_text(out, "\n|");
	for (size_t c = 0; c < grid->heads.count; c++) {
		bool right = grid->heads.items[c].number;

		jam_buf_char(out, ' ');
		pad(out, "-", widths[c] - right);
		jam_buf_text(out, right ? ": |" : " |");
	}
	jam_buf_char(out, '\n');
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
jam_grid_escape(struct jam_grid *grid, struct jam_arena *arena)
{
	size_t n = grid->heads.count;

	for (size_t i = 0; i < grid->count; i++)
		if (!grid->heads.items[i % n].number)
			grid->cells[i] = escaped(arena, grid->cells[i]);
	for (size_t c = 0; c < n; c++)
		grid->heads.items[c].name =
		    escaped(arena, grid->heads.items[c].name);
}

void
jam_table_markdown(struct jam_buf *out, struct jam_grid *grid)
{
	size_t n = grid->heads.count;
	size_t *widths = jam_alloc_array(out->arena, n, sizeof(*widths));

	jam_grid_align(grid, out->arena);
	for (size_t c = 0; c < n; c++)
		widths[c] = column_width(grid, c);
	put_head(out, grid, widths);
	for (size_t r = 0; r < grid->rows; r++)
		put_line(out, grid, widths, r);
}
