/* SPDX-License-Identifier: MIT */
/* The second lock of what may leave: SQLite asks before a column is read. */
#include <sqlite3.h>
#include <stddef.h>
#include <string.h>

#include "core/store/sqlite.h"

static const struct {
	const char *table, *columns;
} allowed[] = {
#define JAM_PUBLIC(table, columns) { #table, columns },
#include "core/store/public.def"
#undef JAM_PUBLIC
};

/* The column as a whole word; count(*) reads none. */
static bool
is_among(const char *columns, const char *column)
{
	const char *at = columns;
	size_t n = strlen(column);

	if (n == 0)
		return true;
	while ((at = strstr(at + 1, column)) != NULL)
		if (at[-1] == ' ' && at[n] == ' ')
			return true;
	return false;
}

static int
authorize(void *data, int action, const char *table, const char *column,
	  const char *database, const char *trigger)
{
	(void)data;
	(void)database;
	(void)trigger;
	if (action == SQLITE_SELECT || action == SQLITE_FUNCTION)
		return SQLITE_OK;
	if (action != SQLITE_READ)
		return SQLITE_DENY;
	for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
		if (strcmp(allowed[i].table, table) == 0 &&
		    is_among(allowed[i].columns, column))
			return SQLITE_OK;
	return SQLITE_DENY;
}

int
jam_sqlite_prepare(struct jam_backend *b, const char *sql, bool is_public,
		   struct sqlite3_stmt **stmt)
{
	int rc;

	if (is_public)
		sqlite3_set_authorizer(b->db, authorize, NULL);
	rc = sqlite3_prepare_v3(b->db, sql, -1, SQLITE_PREPARE_PERSISTENT, stmt,
				NULL);
	if (is_public)
		sqlite3_set_authorizer(b->db, NULL, NULL);
	return rc;
}
