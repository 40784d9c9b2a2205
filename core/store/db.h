/* SPDX-License-Identifier: MIT */
/*
 * What a backend gives the families of the store: prepared statements of the
 * one table (statements.def), typed values in and out.  No family includes a
 * database's own header.
 */
#ifndef JAM_STORE_DB_H
#define JAM_STORE_DB_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_store;
struct jam_query;
struct jam_uid;

/* Every statement, by name: JAM_SQL(EVENT_BY_SLUG, …) is JAM_SQL_EVENT_… */
enum jam_sql {
#define JAM_SQL(name, text) JAM_SQL_##name,
#include "core/store/statements.def"
#undef JAM_SQL
	JAM_SQL_COUNT
};

/*
 * The statement, prepared on first use and kept; reset, nothing bound.  NULL,
 * and err filled, when it cannot be prepared.  One statement cannot be in use
 * twice at once: finish a loop, or collect its rows, before using it again.
 */
JAM_MUST_USE struct jam_query *jam_query(struct jam_store *store,
					 enum jam_sql sql,
					 struct jam_error *err);

/* Bind parameter n = 1, 2, …; texts and blobs are copied. */
void jam_bind_int(struct jam_query *query, int n, int64_t value);
void jam_bind_opt(struct jam_query *query, int n, int64_t value); /* JAM_NONE:
								     NULL */
void jam_bind_ref(struct jam_query *query, int n, int64_t row);	  /* 0: NULL */
void jam_bind_text(struct jam_query *query, int n, const char *text);
void jam_bind_blob(struct jam_query *query, int n, const void *bytes,
		   size_t length);

/* A value to be bound; texts and blobs are borrowed for the call. */
struct jam_value {
	enum {
		JAM_VALUE_NULL,
		JAM_VALUE_INT,
		JAM_VALUE_TEXT,
		JAM_VALUE_BLOB
	} kind;
	int64_t number;
	const void *bytes;
	size_t length; /* a text's without its NUL */
};
struct jam_value jam_value_int(int64_t number);
struct jam_value jam_value_opt(int64_t number); /* JAM_NONE: NULL */
struct jam_value jam_value_ref(int64_t row);	/* 0: NULL */
struct jam_value jam_value_text(const char *text);
struct jam_value jam_value_blob(const void *bytes, size_t length);

/*
 * Run a statement that gives no row, with parameters 1, 2, …; while very many
 * come in (bulk.h) it is run later, in a thread of its own, in order, and
 * whatever else is asked of the database waits for it.
 */
JAM_MUST_USE bool jam_run_later(struct jam_store *store, enum jam_sql sql,
				const struct jam_value *values, int count,
				struct jam_error *err);

/*
 * The next row: *row is false at the end, and the statement is reset then and
 * on failure.  A constraint that fires is JAM_E_BUG: the model should have
 * refused.
 */
JAM_MUST_USE bool jam_step(struct jam_query *query, bool *row,
			   struct jam_error *err);

/*
 * The loop over all rows: while (jam_next(q, &done, err)) { … } return done;
 * True with each row; false behind the last, and then *done is true, or on
 * failure.
 */
JAM_MUST_USE bool jam_next(struct jam_query *query, bool *done,
			   struct jam_error *err);

/* Leave such a loop early, since err is filled: resets the statement; false. */
bool jam_stop(struct jam_query *query);

/* Run a statement that gives no row. */
JAM_MUST_USE bool jam_run_query(struct jam_query *query, struct jam_error *err);

/*
 * The id of the row that the last INSERT of this store made.  RETURNING tells
 * it too, but costs a table and a savepoint each time: several inserts' worth.
 */
int64_t jam_inserted(const struct jam_store *store);

/* Stop early, so that the statement can be used again. */
void jam_reset(struct jam_query *query);

/* Column i = 0, 1, … of the row; NULL is JAM_NONE, 0 (ref) or NULL (text). */
int64_t jam_get_int(const struct jam_query *query, int i);
int64_t jam_get_ref(const struct jam_query *query, int i);

/*
 * A number from 0 to most, for what it indexes: 0 when the column holds any
 * other, since the file may come from a stranger.
 */
int64_t jam_get_index(const struct jam_query *query, int i, int64_t most);
const char *jam_get_text(const struct jam_query *query, int i,
			 struct jam_arena *arena);		 /* copied */
const char *jam_peek_text(const struct jam_query *query, int i); /* till the
								    next step */

/* Of a column that is NOT NULL: "" where a file that is not jam's has NULL. */
const char *jam_get_string(const struct jam_query *query, int i,
			   struct jam_arena *arena);
const char *jam_peek_string(const struct jam_query *query, int i);

/* A uid; "" when the column holds anything else. */
void jam_get_uid(const struct jam_query *query, int i, struct jam_uid *uid);

const void *jam_peek_blob(const struct jam_query *query, int i, size_t *length);

/*
 * Millions of rows, without a step for each: the statement is a SELECT of
 * jam_visit(a, b, …) over all of them, and visit is called for each row, which
 * it reads while it is called.  *more = false (it is true before) ends it
 * early; visit's false is passed on.
 */
struct jam_seen;
typedef bool jam_visitor(void *with, const struct jam_seen *row, bool *more,
			 struct jam_error *err);
JAM_MUST_USE bool jam_visit(struct jam_query *query, jam_visitor *visit,
			    void *with, struct jam_error *err);

/* Argument i = 0, 1, … of jam_visit; NULL is JAM_NONE, 0 (ref) or NULL. */
int64_t jam_seen_int(const struct jam_seen *row, int i);
int64_t jam_seen_ref(const struct jam_seen *row, int i);
const char *jam_seen_text(const struct jam_seen *row, int i);

#endif
