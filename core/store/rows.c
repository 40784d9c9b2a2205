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
	bool done;

	if (query == NULL)
		return false;
	while (jam_next(query, &done, err)) {
		struct jam_mark mark = jam_arena_mark(arena);
		struct jam_given row;

		read(query, arena, &row);
		if (!rows->take(rows, row.table, row.key, row.bytes, row.seq,
				err))
			return jam_stop(query);
		jam_arena_reset(arena, mark);
	}
	return done;
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
