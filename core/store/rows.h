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
 * Folded keys (email_key, name_key, title_key) are not among the bytes: a row
 * whose key is not what its text folds to is given with JAM_ROWS_WRONG.
 * A table whose rows have no seq is part of the row that it belongs to.
 *
 * Where one statement gives a table's rows whole, jam_rows_query does the work.
 */
#ifndef JAM_STORE_ROWS_H
#define JAM_STORE_ROWS_H

#include <stdint.h>

#include "core/base/error.h"
#include "core/store/db.h"

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

/* A row, as `read` makes it of a result; of the arena, or literals. */
struct jam_given {
	const char *table, *key, *bytes;
	int64_t seq;
};
JAM_MUST_USE bool jam_rows_query(struct jam_store *store, enum jam_sql sql,
				 void (*read)(const struct jam_query *query,
					      struct jam_arena *arena,
					      struct jam_given *row),
				 struct jam_rows *rows, struct jam_arena *arena,
				 struct jam_error *err);

/* For a row whose derived columns are not what its texts give. */
#define JAM_ROWS_WRONG "{}"

/* All families, one after the other. */
JAM_MUST_USE bool jam_rows_each(struct jam_store *store, struct jam_rows *rows,
				struct jam_arena *arena, struct jam_error *err);

#endif
