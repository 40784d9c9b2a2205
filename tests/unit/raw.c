/* SPDX-License-Identifier: MIT */
/* SQL of the tests. */
#include "tests/unit/raw.h"

#include <sqlite3.h>

#include "core/base/buf.h"
#include "tests/unit/jam_test.h"

static int
add_row(void *data, int count, char **values, char **names)
{
	struct jam_buf *out = data;

	(void)names;
	if (out->length > 0)
		jam_buf_char(out, '\n');
	for (int i = 0; i < count; i++) {
		if (i > 0)
			jam_buf_char(out, '|');
		jam_buf_text(out, values[i] != NULL ? values[i] : "");
	}
	return 0;
}

const char *
raw_ask(struct jam_arena *arena, const char *path, const char *sql)
{
	struct jam_buf out;
	char *message = NULL;
	sqlite3 *db;

	jam_buf_init(&out, arena);
	assert_int_equal(
	    sqlite3_open_v2(path, &db,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL),
	    SQLITE_OK);
	sqlite3_busy_timeout(db, 10000);
	sqlite3_exec(db, sql, add_row, &out, &message);
	if (message != NULL)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
	return jam_buf_string(&out);
}

void
raw_leave_wal(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(
	    sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL),
	    SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}
