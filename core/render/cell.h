/* SPDX-License-Identifier: MIT */
/* Rows as flat cells of text: what TSV, CSV, Markdown and tables share. */
#ifndef JAM_RENDER_CELL_H
#define JAM_RENDER_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jam_arena;
struct jam_buf;
struct jam_column;

/* One flat column.  A list of the row gives one for each of its elements. */
struct jam_head {
	const char *name;
	bool number; /* set to the right, never guarded */
	bool real;   /* a table gives all cells of it the same places */
	bool whole;  /* never cut: numbers, times, yes and no */
};

struct jam_heads {
	struct jam_head *items;
	size_t count;
};

/*
 * The flat columns of a table of columns.  Lists are looked up in row; with a
 * NULL row they give none.  Columns that are only for JSON are left out.
 */
struct jam_heads jam_cell_heads(struct jam_arena *arena,
				const struct jam_column *columns,
				const void *row);

/*
 * The cells of a row, heads->count of them, "" where absent; doubles with at
 * most `places` decimals.
 */
const char **jam_cell_row(struct jam_arena *arena,
			  const struct jam_column *columns,
			  const struct jam_heads *heads, const void *row,
			  unsigned places);

/* Append thousandths as a number with three places: -1234 is "-1.234". */
void jam_cell_milli(struct jam_buf *out, int64_t milli);

#endif
