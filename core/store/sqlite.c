/* SPDX-License-Identifier: MIT */
/* Statements over SQLite. */
#include "core/store/sqlite.h"

#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/uid.h"
#include "core/model/columns.h"

static const char *const statements[] = {
#define JAM_SQL(name, text) text,
#include "core/store/statements.def"
#undef JAM_SQL
	NULL
};

static const char *const names[] = {
#define JAM_SQL(name, text) #name,
#include "core/store/statements.def"
#undef JAM_SQL
	NULL
};

static bool
fail_io(struct jam_backend *b, int result, struct jam_error *err)
{
	int number = b->db != NULL ? sqlite3_system_errno(b->db) : errno;

	if ((result & 0xff) == SQLITE_FULL)
		return jam_fail(err, JAM_E_IO,
				"no room left on the disk of \"%s\"", b->path);
	if (number == 0)
		return jam_fail(err, JAM_E_IO,
				"cannot read or write \"%s\": %s", b->path,
				sqlite3_errstr(result));
	return jam_fail(err, JAM_E_IO, "cannot read or write \"%s\": %s",
			b->path, strerror(number));
}

static bool
fail_bug(struct jam_backend *b, int result, struct jam_error *err)
{
	return jam_fail(err, JAM_E_BUG, "the database says: %s",
			b->db != NULL ? sqlite3_errmsg(b->db)
				      : sqlite3_errstr(result));
}

bool
jam_sqlite_fail(struct jam_backend *b, int result, struct jam_error *err)
{
	switch (result & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_PROTOCOL:
		jam_fail(err, JAM_E_BUSY,
			 "another process is using \"%s\" for too long",
			 b->path);
		return jam_hint(err, "try again when it is done");
	case SQLITE_NOMEM:
		return jam_fail(err, JAM_E_SYSTEM, "out of memory");
	case SQLITE_IOERR:
		if (result == SQLITE_IOERR_NOMEM)
			return jam_fail(err, JAM_E_SYSTEM, "out of memory");
		return fail_io(b, result, err);
	case SQLITE_FULL:
	case SQLITE_CANTOPEN:
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return fail_io(b, result, err);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		jam_fail(err, JAM_E_CONFIG, "\"%s\" is damaged", b->path);
		return jam_hint(err, "go back to a copy that jam backup made");
	case SQLITE_INTERRUPT:
		return jam_fail(err, JAM_E_CONFIG,
				"\"%s\" takes too long to check", b->path);
	default:
		return fail_bug(b, result, err);
	}
}

static bool
prepare(struct jam_backend *b, enum jam_sql sql, struct jam_error *err)
{
	bool is_public = strncmp(names[sql], "PUBLIC_", 7) == 0;
	int rc = jam_sqlite_prepare(b, statements[sql], is_public,
				    &b->queries[sql].stmt);

	if (rc == SQLITE_ERROR || rc == SQLITE_AUTH)
		return jam_fail(err, JAM_E_BUG, "%s, in %s",
				sqlite3_errmsg(b->db), names[sql]);
	if (rc != SQLITE_OK)
		return jam_sqlite_fail(b, rc, err);
	b->queries[sql].backend = b;
	return true;
}

struct jam_query *
jam_query(struct jam_store *store, enum jam_sql sql, struct jam_error *err)
{
	struct jam_backend *b = store->backend;
	struct jam_query *query = &b->queries[sql];

	if (!jam_later_flush(b->later, err))
		return NULL;
	if (query->stmt == NULL && !prepare(b, sql, err))
		return NULL;
	if (sqlite3_stmt_busy(query->stmt)) {
		jam_fail(err, JAM_E_BUG, "a statement is in use already: %s",
			 statements[sql]);
		return NULL;
	}
	sqlite3_reset(query->stmt);
	sqlite3_clear_bindings(query->stmt);
	query->failed = SQLITE_OK;
	return query;
}

static void
note(struct jam_query *query, int result)
{
	if (query->failed == SQLITE_OK)
		query->failed = result;
}

void
jam_bind_int(struct jam_query *query, int n, int64_t value)
{
	note(query, sqlite3_bind_int64(query->stmt, n, value));
}

void
jam_bind_opt(struct jam_query *query, int n, int64_t value)
{
	if (value == JAM_NONE)
		note(query, sqlite3_bind_null(query->stmt, n));
	else
		jam_bind_int(query, n, value);
}

void
jam_bind_ref(struct jam_query *query, int n, int64_t row)
{
	jam_bind_opt(query, n, row == 0 ? JAM_NONE : row);
}

void
jam_bind_text(struct jam_query *query, int n, const char *text)
{
	note(query,
	     sqlite3_bind_text(query->stmt, n, text, -1, SQLITE_TRANSIENT));
}

void
jam_bind_blob(struct jam_query *query, int n, const void *bytes, size_t length)
{
	note(query, sqlite3_bind_blob64(query->stmt, n, bytes, length,
					SQLITE_TRANSIENT));
}

bool
jam_step(struct jam_query *query, bool *row, struct jam_error *err)
{
	int rc = query->failed;

	*row = false;
	if (!jam_later_flush(query->backend->later, err))
		return false;
	if (rc == SQLITE_OK)
		rc = sqlite3_step(query->stmt);
	*row = rc == SQLITE_ROW;
	if (*row)
		return true;
	if (rc != SQLITE_DONE)
		jam_sqlite_fail(query->backend, rc, err);
	sqlite3_reset(query->stmt);
	return rc == SQLITE_DONE;
}

bool
jam_next(struct jam_query *query, bool *done, struct jam_error *err)
{
	bool row;

	*done = jam_step(query, &row, err);
	return *done && row;
}

bool
jam_stop(struct jam_query *query)
{
	jam_reset(query);
	return false;
}

bool
jam_run_query(struct jam_query *query, struct jam_error *err)
{
	bool row;

	if (!jam_step(query, &row, err))
		return false;
	assert(!row);
	return true;
}

int64_t
jam_inserted(const struct jam_store *store)
{
	return sqlite3_last_insert_rowid(store->backend->db);
}

void
jam_reset(struct jam_query *query)
{
	sqlite3_reset(query->stmt);
}

int64_t
jam_get_int(const struct jam_query *query, int i)
{
	if (sqlite3_column_type(query->stmt, i) == SQLITE_NULL)
		return JAM_NONE;
	return sqlite3_column_int64(query->stmt, i);
}

int64_t
jam_get_ref(const struct jam_query *query, int i)
{
	return sqlite3_column_int64(query->stmt, i);
}

int64_t
jam_get_index(const struct jam_query *query, int i, int64_t most)
{
	int64_t n = sqlite3_column_int64(query->stmt, i);

	return n >= 0 && n <= most ? n : 0;
}

const char *
jam_get_text(const struct jam_query *query, int i, struct jam_arena *arena)
{
	const char *text = jam_peek_text(query, i);

	return text != NULL ? jam_strdup(arena, text) : NULL;
}

const char *
jam_peek_text(const struct jam_query *query, int i)
{
	return (const char *)sqlite3_column_text(query->stmt, i);
}

const char *
jam_get_string(const struct jam_query *query, int i, struct jam_arena *arena)
{
	return jam_strdup(arena, jam_peek_string(query, i));
}

const char *
jam_peek_string(const struct jam_query *query, int i)
{
	const char *text = jam_peek_text(query, i);

	return text != NULL ? text : "";
}

void
jam_get_uid(const struct jam_query *query, int i, struct jam_uid *uid)
{
	const char *text = jam_peek_text(query, i);

	*uid = (struct jam_uid){ "" };
	if (text != NULL && strlen(text) == JAM_UID_SIZE)
		memcpy(uid->text, text, JAM_UID_SIZE);
}

const void *
jam_peek_blob(const struct jam_query *query, int i, size_t *length)
{
	const void *bytes = sqlite3_column_blob(query->stmt, i);

	*length = (size_t)sqlite3_column_bytes(query->stmt, i);
	return bytes;
}

const char *
jam_backend_path(const struct jam_backend *backend)
{
	return backend->path;
}

bool
jam_backend_exec(struct jam_backend *b, const char *sql, struct jam_error *err)
{
	int rc;

	if (!jam_later_flush(b->later, err))
		return false;
	rc = sqlite3_exec(b->db, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK || jam_sqlite_fail(b, rc, err);
}

bool
jam_backend_number(struct jam_backend *b, const char *sql, int64_t *n,
		   struct jam_error *err)
{
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(b->db, sql, -1, &stmt, NULL);

	if (rc != SQLITE_OK)
		return jam_sqlite_fail(b, rc, err);
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		*n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW || jam_sqlite_fail(b, rc, err);
}

bool
jam_backend_fixed(const struct jam_backend *b)
{
	return b->immutable;
}

void
jam_backend_reset(struct jam_backend *b)
{
	jam_later_forget(b->later);
	for (int i = 0; i < JAM_SQL_COUNT; i++)
		if (b->queries[i].stmt != NULL)
			sqlite3_reset(b->queries[i].stmt);
}

bool
jam_backend_busy(const struct jam_backend *b)
{
	return !sqlite3_get_autocommit(b->db);
}

void
jam_backend_unlink(struct jam_backend *b)
{
	unlink(b->path);
}

void
jam_backend_close(struct jam_backend *b)
{
	int rc;

	if (b == NULL)
		return;
	jam_later_free(b->later);
	for (int i = 0; i < JAM_SQL_COUNT; i++)
		sqlite3_finalize(b->queries[i].stmt);
	rc = sqlite3_close(b->db);
	assert(rc == SQLITE_OK);
	(void)rc;
	jam_backend_unclaim(b);
}
