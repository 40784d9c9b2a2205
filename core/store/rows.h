/* SPDX-License-Identifier: MIT */
/*
 * Every row that the log holds, read again as it stands now: for verify, which
 * makes the entries again, and for the bundle of `export data --audit`.
 *
 * Each family of tables has a line in families.def and defines the function
 * that the line declares.  It gives every row of its tables, of all events, in
 * any order, once: the same table, key and bytes as it gave to jam_log_row,
 * made by the same function from what is in the tables, and the row's column
 * seq.  Bytes hold every column: row ids as the uids they stand for, typed
 * texts as commitments, and what stands in a *_private table beside the row.
 * Folded keys (email_key, name_key, title_key) count as typed texts.
 * A table whose rows have no seq is part of the row that it belongs to.
 *
 *	struct jam_query *query = jam_query(store, JAM_SQL_TEAM_ROWS, err);
 *	...
 *	while ((done = jam_step(query, &row, err)) && row) {
 *		struct jam_mark mark = jam_arena_mark(arena);
 *		...
 *		if (!rows->take(rows, "team", key, bytes, seq, err)) {
 *			jam_reset(query);
 *			return false;
 *		}
 *		jam_arena_reset(arena, mark);
 *	}
 */
#ifndef JAM_STORE_ROWS_H
#define JAM_STORE_ROWS_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_store;

/* Who takes the rows; key and bytes are borrowed for the call. */
struct jam_rows {
	bool (*take)(struct jam_rows *rows, const char *table, const char *key,
		     const char *bytes, int64_t seq, struct jam_error *err);
};

#define JAM_ROWS(family, tables)                            \
	JAM_MUST_USE bool jam_rows_##family(                \
	    struct jam_store *store, struct jam_rows *rows, \
	    struct jam_arena *arena, struct jam_error *err);
#include "core/store/families.def"
#undef JAM_ROWS

/* All families, one after the other. */
JAM_MUST_USE bool jam_rows_each(struct jam_store *store, struct jam_rows *rows,
				struct jam_arena *arena, struct jam_error *err);

#endif
