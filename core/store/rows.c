/* SPDX-License-Identifier: MIT */
/* All rows, family by family. */
#include "core/store/rows.h"

#include <stddef.h>

#include "core/base/arena.h"

typedef bool each(struct jam_store *store, struct jam_rows *rows,
		  struct jam_arena *arena, struct jam_error *err);

static each *const families[] = {
#define JAM_ROWS(family, tables) jam_rows_##family,
#include "core/store/families.def"
#undef JAM_ROWS
	NULL
};

bool
jam_rows_query(struct jam_store *store, enum jam_sql sql,
	       void (*read)(const struct jam_query *query,
			    struct jam_arena *arena, struct jam_given *row),
	       struct jam_rows *rows, struct jam_arena *arena,
	       struct jam_error *err)
{
	struct jam_query *query = jam_query(store, sql, err);
	bool found;

	if (query == NULL)
		return false;
	for (;;) {
		struct jam_mark mark = jam_arena_mark(arena);
		struct jam_given row;

		if (!jam_step(query, &found, err))
			return false;
		if (!found)
			return true;
		read(query, arena, &row);
		if (!rows->take(rows, row.table, row.key, row.bytes, row.seq,
				err)) {
			jam_reset(query);
			return false;
		}
		jam_arena_reset(arena, mark);
	}
}

bool
jam_rows_each(struct jam_store *store, struct jam_rows *rows,
	      struct jam_arena *arena, struct jam_error *err)
{
	for (each *const *family = families; *family != NULL; family++)
		if (!(*family)(store, rows, arena, err))
			return false;
	return true;
}
