/* SPDX-License-Identifier: MIT */
/* Cells of a result. */
#include "core/store/cells.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/store/db.h"
#include "core/store/store.h"

const struct jam_column jam_criterion_cells[] = {
	JAM_CELL(0, "id", TEXT),	  JAM_CELL(1, "title", TEXT),
	JAM_CELL(2, "weight", DECIMAL),	  JAM_CELL(3, "required", TEXT),
	JAM_CELL(4, "description", TEXT), { 0 },
};
const struct jam_column jam_team_cells[] = {
	JAM_CELL(0, "name", TEXT),
	JAM_CELL(1, "members", WORDS),
	JAM_CELL(2, "projects", WORDS),
	{ 0 },
};

static struct jam_words
split(const char *text, struct jam_arena *arena)
{
	const char **items = NULL;
	size_t count = 0, capacity = 0;

	for (const char *at = text; at != NULL;) {
		size_t n = strcspn(at, "\037");

		items = jam_grow(arena, items, &capacity, count + 1,
				 sizeof(*items));
		items[count++] = jam_strndup(arena, at, n);
		at = at[n] != '\0' ? at + n + 1 : NULL;
	}
	return (struct jam_words){ items, count };
}

void
jam_cells_read(const struct jam_query *q, const struct jam_column *columns,
	       struct jam_arena *arena, union jam_cell *cells)
{
	for (int i = 0; columns[i].name != NULL; i++) {
		if (jam_column_is_text(columns[i].kind))
			cells[i].text = jam_peek_text(q, i);
		else if (columns[i].kind == JAM_COLUMN_WORDS)
			cells[i].words = split(jam_peek_text(q, i), arena);
		else
			cells[i].number = jam_get_int(q, i);
	}
}

bool
jam_cells_each(struct jam_store *store, struct jam_query *q,
	       const struct jam_column *columns, jam_cells_visit *visit,
	       void *with, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	union jam_cell row[JAM_CELLS_MAX];
	bool done;

	while (jam_next(q, &done, err)) {
		struct jam_mark mark = jam_arena_mark(arena);

		jam_cells_read(q, columns, arena, row);
		if (!visit(with, row, err))
			return jam_stop(q);
		jam_arena_reset(arena, mark);
	}
	return done;
}
