/* SPDX-License-Identifier: MIT */
/*
 * Rows given to a function of ours inside the statement that finds them: a
 * step out of SQLite and back for each costs as much as the row itself.
 */
#include <sqlite3.h>

#include "core/model/columns.h"
#include "core/store/sqlite.h"

struct jam_seen {
	sqlite3_value **values;
};

struct jam_visit {
	jam_visitor *visit;
	void *with;
	struct jam_error *err;
	bool more, failed;
};

static void
take(sqlite3_context *context, int count, sqlite3_value **values)
{
	struct jam_backend *b = sqlite3_user_data(context);
	struct jam_seen row = { values };
	struct jam_visit *v = b->visiting;

	(void)count;
	if (v == NULL || !v->more)
		return;
	v->failed = !v->visit(v->with, &row, &v->more, v->err);
	v->more &= !v->failed;
	if (!v->more)
		sqlite3_result_error_code(context, SQLITE_ABORT);
}

static void
finish(sqlite3_context *context)
{
	sqlite3_result_null(context);
}

int
jam_sqlite_visits(struct jam_backend *b)
{
	return sqlite3_create_function_v2(b->db, "jam_visit", -1,
					  SQLITE_UTF8 | SQLITE_DIRECTONLY, b,
					  NULL, take, finish, NULL);
}

bool
jam_visit(struct jam_query *query, jam_visitor *visit, void *with,
	  struct jam_error *err)
{
	struct jam_backend *b = query->backend;
	struct jam_visit *outer = b->visiting;
	struct jam_visit v = { visit, with, err, true, false };
	int rc = query->failed;

	b->visiting = &v;
	if (rc == SQLITE_OK)
		rc = sqlite3_step(query->stmt);
	b->visiting = outer;
	if (v.more && rc != SQLITE_ROW)
		jam_sqlite_fail(b, rc, err);
	sqlite3_reset(query->stmt);
	return !v.failed && (rc == SQLITE_ROW || !v.more);
}

int64_t
jam_seen_int(const struct jam_seen *row, int i)
{
	if (sqlite3_value_type(row->values[i]) == SQLITE_NULL)
		return JAM_NONE;
	return sqlite3_value_int64(row->values[i]);
}

int64_t
jam_seen_ref(const struct jam_seen *row, int i)
{
	return sqlite3_value_int64(row->values[i]);
}

const char *
jam_seen_text(const struct jam_seen *row, int i)
{
	return (const char *)sqlite3_value_text(row->values[i]);
}
