/* SPDX-License-Identifier: MIT */
/* Cells of a result. */
#include "core/store/cells.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/store/db.h"

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
