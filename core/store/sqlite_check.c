/* SPDX-License-Identifier: MIT */
/* Is the schema ours, are the pages sound: at opening in 5 s of work at most.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "core/base/hash.h"
#include "core/store/sqlite.h"

#define CHECKED_AT_OPEN (16 << 20) /* bytes */
#define CHECK_SECONDS	5

/*
 * Nonzero stops the statement that runs.  What counts is the work of this
 * thread: other programs and a slow disk make no file hostile.
 */
static int
out_of_time(void *data)
{
	const struct timespec *end = data;
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return now.tv_sec > end->tv_sec ||
	       (now.tv_sec == end->tv_sec && now.tv_nsec > end->tv_nsec);
}

static void
begin_watch(struct jam_backend *b, struct timespec *end)
{
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, end);
	end->tv_sec += CHECK_SECONDS;
	sqlite3_progress_handler(b->db, 1000, out_of_time, end);
}

static void
end_watch(struct jam_backend *b)
{
	sqlite3_progress_handler(b->db, 0, NULL, NULL);
}

static bool
digest(sqlite3 *db, struct jam_hash *hash, int *result)
{
	struct jam_hasher hasher;
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(db,
				    "SELECT type, name, tbl_name, sql"
				    " FROM sqlite_schema ORDER BY 1, 2, 3, 4",
				    -1, &stmt, NULL);

	*result = rc;
	if (rc != SQLITE_OK)
		return false;
	jam_hash_begin(&hasher);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW)
		for (int i = 0; i < 4; i++) {
			const void *text = sqlite3_column_text(stmt, i);
			int length = sqlite3_column_bytes(stmt, i);

			jam_hash_u32(&hasher, (uint32_t)length);
			jam_hash_add(&hasher, text, (size_t)length);
		}
	sqlite3_finalize(stmt);
	jam_hash_end(&hasher, hash);
	*result = rc;
	return rc == SQLITE_DONE;
}

bool
jam_backend_digest(struct jam_backend *b, struct jam_hash *hash,
		   struct jam_error *err)
{
	struct timespec end;
	int rc;

	begin_watch(b, &end);
	if (!digest(b->db, hash, &rc))
		jam_sqlite_fail(b, rc, err);
	end_watch(b);
	return rc == SQLITE_DONE;
}

bool
jam_backend_digest_of(const char *const *scripts, int count,
		      struct jam_hash *hash, struct jam_error *err)
{
	struct jam_backend b = { .path = ":memory:" };
	int rc = sqlite3_open_v2(
	    b.path, &b.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);

	for (int i = 0; rc == SQLITE_OK && i < count; i++)
		rc = sqlite3_exec(b.db, scripts[i], NULL, NULL, NULL);
	if (rc != SQLITE_OK || !digest(b.db, hash, &rc))
		jam_sqlite_fail(&b, rc, err);
	sqlite3_close(b.db);
	return rc == SQLITE_DONE;
}

/* What a page could not be read for is not damage: "… error code=7". */
static int
reason_of(const char *found)
{
	static const char code[] = "error code=";
	const char *at = found != NULL ? strstr(found, code) : NULL;
	int rc = 0;

	if (found == NULL || strcmp(found, "out of memory") == 0)
		return SQLITE_NOMEM;
	if (at != NULL)
		rc = (int)strtol(at + sizeof(code) - 1, NULL, 10);
	return rc != 0 ? rc : SQLITE_CORRUPT;
}

/* In SQLite's words where they are about a row: "row 1 missing from index …" */
static void
name(struct jam_backend *b, const char *found, struct jam_error *err)
{
	if (found != NULL && strchr(found, '\n') == NULL)
		(void)!jam_fail(err, JAM_E_CONFIG, "\"%s\" is damaged: %s",
				b->path, found);
}

static bool
ask(struct jam_backend *b, const char *pragma, struct jam_error *err)
{
	sqlite3_stmt *stmt;
	const char *found = NULL;
	int rc = sqlite3_prepare_v2(b->db, pragma, -1, &stmt, NULL);

	if (rc != SQLITE_OK)
		return jam_sqlite_fail(b, rc, err);
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW) {
		found = (const char *)sqlite3_column_text(stmt, 0);
		rc = found != NULL && strcmp(found, "ok") == 0
			 ? SQLITE_OK
			 : reason_of(found);
	}
	if (rc != SQLITE_OK) {
		if (rc == SQLITE_CORRUPT)
			name(b, found, err);
		jam_sqlite_fail(b, rc, err);
	}
	sqlite3_finalize(stmt);
	return rc == SQLITE_OK;
}

/*
 * What all else is read by, in a file that is too large to be looked at whole:
 * these tables are small in each.
 */
static bool
check_rules(struct jam_backend *b, struct jam_error *err)
{
	static const char *const tables[] = {
		"event",
		"event_private",
		"criterion",
		"site",
		"site_private",
		"link",
		"schedule",
		"idea",
		"prize",
		"past",
		"expectation",
		"question",
		"question_option",
		"extension_private",
		"same_person_private",
		"rubric",
		"amendment_private",
		"retracted",
		"run",
		"publication",
		"award",
	};
	char pragma[64];

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		snprintf(pragma, sizeof(pragma), "PRAGMA quick_check(%s)",
			 tables[i]);
		if (!ask(b, pragma, err))
			return false;
	}
	return true;
}

bool
jam_backend_check(struct jam_backend *b, struct jam_error *err)
{
	struct timespec end;
	struct stat status;
	bool sound;

	begin_watch(b, &end);
	if (stat(b->path, &status) == 0 && status.st_size >= CHECKED_AT_OPEN)
		sound = check_rules(b, err);
	else
		sound = ask(b, "PRAGMA quick_check(1)", err);
	end_watch(b);
	return sound;
}

bool
jam_backend_check_all(struct jam_backend *b, struct jam_error *err)
{
	return ask(b, "PRAGMA integrity_check(1)", err);
}

bool
jam_backend_dangling(struct jam_backend *b, char table[64],
		     struct jam_error *err)
{
	sqlite3_stmt *stmt;
	int rc = sqlite3_prepare_v2(b->db, "PRAGMA foreign_key_check", -1,
				    &stmt, NULL);

	table[0] = '\0';
	if (rc != SQLITE_OK)
		return jam_sqlite_fail(b, rc, err);
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		snprintf(table, 64, "%s", sqlite3_column_text(stmt, 0));
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ||
	       jam_sqlite_fail(b, rc, err);
}
