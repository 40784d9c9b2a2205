/* SPDX-License-Identifier: MIT */
/* Rows of an answer as arrays of cells: what list and show have in common. */
#ifndef JAM_STORE_CELLS_H
#define JAM_STORE_CELLS_H

#include <stdint.h>

#include "core/base/error.h"
#include "core/model/columns.h"

struct jam_arena;
struct jam_query;
struct jam_store;

/* One cell of a row; which member counts is the column's kind. */
union jam_cell {
	const char *text;
	int64_t number;
	struct jam_words words;
};
#define JAM_CELLS_MAX 32

/* Column i of a table: its cell stands at i. */
#define JAM_CELL(i, name, kind)                                              \
	{                                                                    \
		name, JAM_COLUMN_##kind, (i) * sizeof(union jam_cell), false \
	}

/*
 * Fill cells with the columns of a result, in order; texts are borrowed until
 * the next step, words of the arena.  Words come as one text, '\037' between.
 */
void jam_cells_read(const struct jam_query *query,
		    const struct jam_column *columns, struct jam_arena *arena,
		    union jam_cell *cells);

/* What is listed as it is shown. */
extern const struct jam_column jam_criterion_cells[], jam_team_cells[];

/* Whom such rows go to; a row is borrowed for the call. */
typedef bool jam_cells_visit(void *with, const union jam_cell *row,
			     struct jam_error *err);

/* Each row of a statement whose parameters are bound. */
JAM_MUST_USE bool jam_cells_each(struct jam_store *store,
				 struct jam_query *query,
				 const struct jam_column *columns,
				 jam_cells_visit *visit, void *with,
				 struct jam_error *err);

#endif
