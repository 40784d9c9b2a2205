/* SPDX-License-Identifier: MIT */
/*
 * Rows for people: a table for the terminal and a pipe table for Markdown.
 * Both keep all rows, since the widths are known only at the end.
 */
#ifndef JAM_RENDER_TABLE_H
#define JAM_RENDER_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/render/cell.h"

struct jam_buf;

/* Cells are borrowed, row by row, heads.count in each. */
struct jam_grid {
	struct jam_heads heads;
	const char **cells;
	size_t rows, count, capacity; /* count, capacity: of cells */
};

/* Add the next cell. */
void jam_grid_put(struct jam_grid *grid, struct jam_arena *arena,
		  const char *cell);

/* A cell by row and column. */
const char *jam_grid_cell(const struct jam_grid *grid, size_t row,
			  size_t column);

/* Give the cells of each column of doubles the same number of places. */
void jam_grid_align(struct jam_grid *grid, struct jam_arena *arena);

struct jam_table_options {
	size_t width; /* 0: as wide as it is */
	bool color, ascii;
};

/*
 * Append the table for a terminal: a head, a rule, a line a row; numbers to
 * the right.  Where it does not fit into width, columns that are empty
 * throughout go first, then long texts are cut, the widest first; numbers and
 * times never.  What still does not fit stands in several tables one below the
 * other, each with the texts that tell the rows apart; a single row that does
 * not fit is written as "name  value" lines, long values in several.  No
 * control character of a cell gets through.
 */
void jam_table_write(struct jam_buf *out, struct jam_grid *grid,
		     const struct jam_table_options *options);

/*
 * Append the first row, made safe, as lines "name  value"; a value that is too
 * wide stands in several, broken behind a semicolon or at a blank.
 */
void jam_table_record(struct jam_buf *out, const struct jam_grid *grid,
		      const struct jam_table_options *options);

/* Escape heads and cells for a pipe table (core/render/md.h). */
void jam_grid_escape(struct jam_grid *grid, struct jam_arena *arena);

/*
 * Append a GFM pipe table of escaped cells, padded by display width; columns
 * wider than 60 are not padded.
 */
void jam_table_markdown(struct jam_buf *out, struct jam_grid *grid);

#endif
