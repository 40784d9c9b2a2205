/* SPDX-License-Identifier: MIT */
/* A row for people, one value below the other. */
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/render/table.h"

#define GAP 2 /* between name and value */

/* Where a line of so many bytes ends: behind a semicolon, else at a blank. */
static size_t
line_end(const char *text, size_t most)
{
	size_t at = most;

	while (at > 0 && text[at - 1] != ';')
		at--;
	if (at > 0)
		return at;
	for (at = most; at > 0 && text[at] != ' ';)
		at--;
	return at;
}

/* In several lines, where there is room to break them. */
static void
put_value(struct jam_buf *out, size_t width, size_t indent, const char *text)
{
	size_t room = width > indent ? width - indent : SIZE_MAX, fits;

	while (jam_utf8_width(text) > room) {
		size_t at = line_end(text, jam_utf8_cut(text, room, &fits));

		if (at == 0)
			break;
		jam_buf_add(out, text, at);
		jam_buf_char(out, '\n');
		jam_buf_format(out, "%*s", (int)indent, "");
		text += at + (text[at] == ' ');
	}
	jam_buf_text(out, text);
}

void
jam_table_record(struct jam_buf *out, const struct jam_grid *grid,
		 const struct jam_table_options *options)
{
	const struct jam_heads *heads = &grid->heads;
	size_t most = 0;

	for (size_t c = 0; c < heads->count; c++) {
		size_t w = jam_utf8_width(heads->items[c].name);

		most = w > most ? w : most;
	}
	for (size_t c = 0; c < heads->count; c++) {
		const char *name = heads->items[c].name;
		const char *cell = jam_grid_cell(grid, 0, c);
		size_t gap = most - jam_utf8_width(name) + GAP;

		if (options->color)
			jam_buf_text(out, "\033[1m");
		jam_buf_text(out, name);
		if (options->color)
			jam_buf_text(out, "\033[0m");
		if (*cell != '\0')
			jam_buf_format(out, "%*s", (int)gap, "");
		put_value(out, options->width, most + GAP, cell);
		jam_buf_char(out, '\n');
	}
}
