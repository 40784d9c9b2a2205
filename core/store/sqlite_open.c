/* SPDX-License-Identifier: MIT */
/*
 * Opening a file that may be anything.  The order is that of faults.md 2 and
 * each step is there because the one after it would be too late.
 */
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/store/candidate.h"
#include "core/store/sqlite.h"

/*
 * As tight as our own statements allow: faults.md says 10 and 3 for the depth
 * of expressions and for UNION; a list of judges and an event's rows need more.
 */
static const struct {
	int what, most;
} limits[] = {
	{ SQLITE_LIMIT_LENGTH, 2000000 },
	{ SQLITE_LIMIT_SQL_LENGTH, 100000 },
	{ SQLITE_LIMIT_COLUMN, 100 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 20 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 12 },
	{ SQLITE_LIMIT_VDBE_OP, 25000 },
	{ SQLITE_LIMIT_FUNCTION_ARG, 8 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 100 },
	{ SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
};

static const struct {
	int what, on;
} switches[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
	{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 },
	{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
};

/*
 * The cache holds most of the index of a million addresses while an import
 * looks them up in any order, and leaves a file of long cells below 64 MB in
 * all; memory is taken as pages are touched.
 */
static const char pragmas[] = "PRAGMA cell_size_check = ON;"
			      "PRAGMA mmap_size = 0;"
			      "PRAGMA temp_store = MEMORY;"
			      "PRAGMA cache_size = -49152;"
			      "PRAGMA synchronous = FULL;"
			      "PRAGMA secure_delete = ON;";

/*
 * A read goes through a table once, in order: pages that stay in the caches of
 * the processor are worth more than many (a scan of 5,000,000 ratings in 0.46 s
 * instead of 0.63, with 8 MB; 2 MB are less to clear).
 */
static const char reading[] = "PRAGMA query_only = ON;"
			      "PRAGMA cache_size = -2048;";

/*
 * Of a file that is made: half as many calls to the system for a table that is
 * read or written whole (an import of a million rows takes 8 % less).
 */
static const char making[] = "PRAGMA page_size = 8192;";

/* As file: and two slashes, /tmp/a%23b.db?immutable=1 */
static const char *
immutable_uri(const char *path, struct jam_arena *arena)
{
	struct jam_buf uri;

	jam_buf_init(&uri, arena);
	jam_buf_text(&uri, "file://");
	for (; *path != '\0'; path++)
		if (strchr("?#%", *path) != NULL)
			jam_buf_format(&uri, "%%%02x", (unsigned)*path);
		else
			jam_buf_char(&uri, *path);
	jam_buf_text(&uri, "?immutable=1");
	return jam_buf_string(&uri);
}

/*
 * A connection is one thread's, and nobody asks how much memory is used: no
 * locks but those around what connections share.  Once a process; later it
 * does nothing.
 */
static void
configure_library(void)
{
	sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int
connect(struct jam_backend *b, const struct jam_candidate *file,
	struct jam_arena *arena)
{
	int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE |
		    SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_NOMUTEX;
	mode_t mask;
	int rc;

	configure_library();
	if (file->immutable)
		return sqlite3_open_v2(
		    immutable_uri(file->path, arena), &b->db,
		    flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
	flags |= SQLITE_OPEN_READWRITE;
	if (file->access == JAM_ACCESS_CREATE)
		flags |= SQLITE_OPEN_CREATE;
	mask = umask(077);
	rc = sqlite3_open_v2(file->path, &b->db, flags, NULL);
	umask(mask);
	return rc;
}

/* Steps 4 to 7. */
static bool
configure(struct jam_backend *b, const struct jam_candidate *file,
	  struct jam_error *err)
{
	int rc = sqlite3_busy_timeout(b->db, 60000);

	for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++)
		if (rc == SQLITE_OK)
			rc = sqlite3_db_config(b->db, switches[i].what,
					       switches[i].on, NULL);
	if (rc == SQLITE_OK)
		rc = jam_sqlite_visits(b);
	if (rc != SQLITE_OK)
		return jam_sqlite_fail(b, rc, err);
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		sqlite3_limit(b->db, limits[i].what, limits[i].most);
	if (!jam_backend_exec(b, pragmas, err) ||
	    (file->access == JAM_ACCESS_CREATE &&
	     !jam_backend_exec(b, making, err)))
		return false;
	return file->access != JAM_ACCESS_READ ||
	       jam_backend_exec(b, reading, err);
}

static bool
open_connection(struct jam_backend *b, const struct jam_candidate *file,
		struct jam_arena *arena, struct jam_error *err)
{
	int rc = connect(b, file, arena);

	if (rc != SQLITE_OK)
		return jam_sqlite_fail(b, rc, err);
	/* To fold a -wal back is to write, and this file is not judged yet. */
	if (file->has_wal)
		sqlite3_db_config(b->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1,
				  NULL);
	return configure(b, file, err);
}

bool
jam_backend_open(const char *path, enum jam_access access,
		 struct jam_arena *arena, struct jam_backend **backend,
		 bool *missing, struct jam_error *err)
{
	struct jam_candidate file;
	struct jam_backend *b;

	*backend = NULL;
	*missing = false;
	if (!jam_candidate_judge(path, access, arena, &file, err)) {
		if (file.folder >= 0)
			close(file.folder);
		return false;
	}
	b = jam_alloc(arena, sizeof(*b));
	b->path = file.path;
	b->immutable = file.immutable;
	b->folder = file.folder;
	if (!open_connection(b, &file, arena, err)) {
		if (file.missing)
			jam_backend_unlink(b);
		jam_backend_close(b);
		return false;
	}
	*missing = file.missing;
	*backend = b;
	return true;
}

bool
jam_backend_again(const struct jam_backend *other, struct jam_arena *arena,
		  struct jam_backend **backend, struct jam_error *err)
{
	struct jam_candidate file = { .path = other->path,
				      .access = JAM_ACCESS_READ,
				      .immutable = other->immutable,
				      .has_wal = true };
	struct jam_backend *b = jam_alloc(arena, sizeof(*b));

	*backend = b;
	b->path = other->path;
	b->immutable = other->immutable;
	b->folder = -1;
	if (sqlite3_threadsafe() == 0)
		return jam_fail(err, JAM_E_SYSTEM,
				"this SQLite was built for one thread");
	return open_connection(b, &file, arena, err);
}

void
jam_backend_unclaim(struct jam_backend *b)
{
	if (b->folder >= 0)
		close(b->folder);
	b->folder = -1;
}

bool
jam_backend_wal(struct jam_backend *b, struct jam_error *err)
{
	return b->immutable ||
	       jam_backend_exec(b, "PRAGMA journal_mode = WAL", err);
}

void
jam_backend_trust(struct jam_backend *b)
{
	sqlite3_db_config(b->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
}
