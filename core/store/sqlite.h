/* SPDX-License-Identifier: MIT */
/* What the files of the SQLite backend share. */
#ifndef JAM_STORE_SQLITE_H
#define JAM_STORE_SQLITE_H

#include "core/store/backend.h"
#include "core/store/db.h"

struct sqlite3;
struct sqlite3_stmt;

struct jam_query {
	struct jam_backend *backend;
	struct sqlite3_stmt *stmt; /* NULL until first used */
	int failed;		   /* first result of a bind that is not OK */
};

struct jam_visit;
struct jam_later;

struct jam_backend {
	struct sqlite3 *db;
	const char *path;	    /* real */
	int folder;		    /* its lock keeps other makers out; or -1 */
	bool immutable;		    /* opened so, since it cannot be written */
	struct jam_visit *visiting; /* while a statement runs for jam_visit */
	struct jam_later *later;    /* NULL: all is run at once */
	struct jam_query queries[JAM_SQL_COUNT + 1];
};

/* Fill err from a result code of SQLite; returns false. */
bool jam_sqlite_fail(struct jam_backend *backend, int result,
		     struct jam_error *err);

/* Run what was put off; NULL: nothing was. */
bool jam_later_flush(struct jam_later *later, struct jam_error *err);
void jam_later_forget(struct jam_later *later);
void jam_later_free(struct jam_later *later);

/* Make the function jam_visit of the connection. */
int jam_sqlite_visits(struct jam_backend *backend);

/* Prepare; a public statement may read the columns of public.def alone. */
int jam_sqlite_prepare(struct jam_backend *backend, const char *sql,
		       bool is_public, struct sqlite3_stmt **stmt);

#endif
