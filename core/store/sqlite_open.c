/* SPDX-License-Identifier: MIT */
/*
 * Opening a file that may be anything.  The order is that of faults.md 2 and
 * each step is there because the one after it would be too late.
 */
#define _XOPEN_SOURCE 700 /* realpath, S_ISVTX */

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/hash.h"
#include "core/base/os.h"
#include "core/store/sqlite.h"

#define HEADER_SIZE	100
#define CHECKED_AT_OPEN (16 << 20) /* bytes */
#define CLAIM_TRIES	6000	   /* of 10 ms */
#define CHECK_SECONDS	5

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
	{ SQLITE_LIMIT_COMPOUND_SELECT, 11 },
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

static const char pragmas[] = "PRAGMA cell_size_check = ON;"
			      "PRAGMA mmap_size = 0;"
			      "PRAGMA temp_store = MEMORY;"
			      "PRAGMA synchronous = FULL;"
			      "PRAGMA secure_delete = ON;";

/* What is known of the file before SQLite sees it. */
struct candidate {
	const char *path; /* real */
	enum jam_access access;
	int folder; /* locked while CREATE may have to make the file; or -1 */
	bool missing;
	bool immutable; /* it cannot be written: READ alone */
	bool has_wal;	/* something waits beside it */
};

static bool
fail_path(const char *path, struct jam_error *err)
{
	if (errno == ENOENT || errno == ENOTDIR) {
		jam_fail(err, JAM_E_NOINPUT, "there is no database \"%s\"",
			 path);
		return jam_hint(err, "make one with: jam create EVENT.yaml");
	}
	return jam_fail(err, JAM_E_NOINPUT, "cannot open \"%s\": %s", path,
			strerror(errno));
}

/* The real path of a file that is not there yet: that of its folder. */
static bool
resolve_missing(const char *path, struct jam_arena *arena,
		struct candidate *file, struct jam_error *err)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	const char *folder = ".";
	char *real;

	if (slash != NULL)
		folder = slash == path
			     ? "/"
			     : jam_strndup(arena, path, (size_t)(slash - path));
	real = realpath(folder, NULL);
	if (real == NULL || *name == '\0') {
		free(real);
		return jam_fail(err, JAM_E_CANTCREATE,
				"cannot make \"%s\": there is no such folder",
				path);
	}
	file->path = jam_format(arena, "%s/%s",
				strcmp(real, "/") == 0 ? "" : real, name);
	free(real);
	return true;
}

static bool
resolve(const char *path, struct jam_arena *arena, struct candidate *file,
	struct jam_error *err)
{
	char *real = realpath(path, NULL);
	struct stat status;

	if (real == NULL && errno == ENOMEM)
		return jam_fail(err, JAM_E_SYSTEM, "out of memory");
	if (real == NULL && errno == ENOENT &&
	    file->access == JAM_ACCESS_CREATE && lstat(path, &status) != 0)
		return resolve_missing(path, arena, file, err);
	if (real == NULL)
		return fail_path(path, err);
	file->path = jam_strdup(arena, real);
	free(real);
	return true;
}

/*
 * Makers of a file take turns, so that none takes back a file that another is
 * about to fill; the lock goes with the process.
 */
static bool
claim(struct candidate *file, struct jam_error *err)
{
	const struct timespec pause = { .tv_nsec = 10000000 };

	for (int i = 0; i < CLAIM_TRIES; i++) {
		if (flock(file->folder, LOCK_EX | LOCK_NB) == 0)
			return true;
		if (errno != EWOULDBLOCK && errno != EINTR)
			return jam_fail(err, JAM_E_IO,
					"cannot lock the folder of \"%s\": %s",
					file->path, strerror(errno));
		nanosleep(&pause, NULL);
	}
	return jam_fail(err, JAM_E_BUSY,
			"another process is making \"%s\" for too long",
			file->path);
}

static bool
fail_network(const struct candidate *file, const char *network,
	     struct jam_error *err)
{
	jam_fail(err, JAM_E_CONFIG, "\"%s\" is on a network file system (%s)",
		 file->path, network);
	return jam_hint(err, "keep the database on a disk of this machine");
}

/* In a folder where anyone may swap files, no file is anyone's. */
static bool
judge_folder(struct candidate *file, struct jam_arena *arena,
	     struct jam_error *err)
{
	const char *slash = strrchr(file->path, '/');
	size_t length = slash == file->path ? 1 : (size_t)(slash - file->path);
	const char *folder = jam_strndup(arena, file->path, length);
	struct stat status;
	const char *network;

	if (stat(folder, &status) != 0)
		return fail_path(folder, err);
	if ((status.st_mode & S_IWOTH) != 0 && (status.st_mode & S_ISVTX) == 0)
		return jam_fail(err, JAM_E_CONFIG,
				"anyone can write in the folder of \"%s\"",
				file->path) ||
		       jam_hint(err, "chmod o-w \"%s\"", folder);
	if (file->access != JAM_ACCESS_CREATE)
		return true;
	file->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file->folder < 0)
		return fail_path(folder, err);
	network = jam_os_network_fs(file->folder);
	return network != NULL ? fail_network(file, network, err)
			       : claim(file, err);
}

static uint32_t
big_endian(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	       (uint32_t)bytes[2] << 8 | (uint32_t)bytes[3];
}

static bool
judge_header(struct candidate *file, int fd, struct jam_error *err)
{
	unsigned char head[HEADER_SIZE];
	const char *network;
	struct stat status;
	ssize_t got;

	if (fstat(fd, &status) != 0)
		return fail_path(file->path, err);
	if (!S_ISREG(status.st_mode))
		return jam_fail(err, JAM_E_CONFIG, "\"%s\" is not a file",
				file->path);
	network = jam_os_network_fs(fd);
	if (network != NULL)
		return fail_network(file, network, err);
	got = pread(fd, head, sizeof(head), 0);
	if (got < 0)
		return jam_fail(err, JAM_E_IO, "cannot read \"%s\": %s",
				file->path, strerror(errno));
	if (got == 0 && file->access == JAM_ACCESS_CREATE)
		return true;
	if (got == 0)
		return jam_fail(err, JAM_E_CONFIG, "\"%s\" is empty",
				file->path) ||
		       jam_hint(err, "fill it with: jam create EVENT.yaml");
	if (got < HEADER_SIZE || memcmp(head, "SQLite format 3", 16) != 0 ||
	    big_endian(head + 68) != JAM_APPLICATION_ID)
		return jam_fail(err, JAM_E_CONFIG,
				"\"%s\" is not a jam database", file->path);
	return true;
}

/*
 * The descriptor is closed before SQLite opens the file: to close it later
 * would drop SQLite's own POSIX locks.
 */
static bool
judge_file(struct candidate *file, struct jam_error *err)
{
	/* O_NONBLOCK: a FIFO must not keep us waiting. */
	int fd = open(file->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	bool done;

	if (fd < 0 && errno == ENXIO)
		return jam_fail(err, JAM_E_CONFIG, "\"%s\" is not a file",
				file->path);
	file->missing =
	    fd < 0 && errno == ENOENT && file->access == JAM_ACCESS_CREATE;
	if (file->missing)
		return true;
	if (fd < 0)
		return fail_path(file->path, err);
	done = judge_header(file, fd, err);
	close(fd);
	return done;
}

/*
 * SQLite needs to write beside a WAL file even to read it, unless nobody can
 * change it and nothing waits in its -wal.
 */
static bool
judge_access(struct candidate *file, struct jam_arena *arena,
	     struct jam_error *err)
{
	const char *slash = strrchr(file->path, '/');
	const char *folder =
	    jam_strndup(arena, file->path, (size_t)(slash - file->path) + 1);
	struct stat wal;

	file->has_wal =
	    stat(jam_format(arena, "%s-wal", file->path), &wal) == 0 &&
	    wal.st_size > 0;
	if (file->missing ||
	    (access(file->path, W_OK) == 0 && access(folder, W_OK) == 0))
		return true;
	if (file->access != JAM_ACCESS_READ)
		return jam_fail(err, JAM_E_CANTCREATE,
				"\"%s\" and its folder cannot be written",
				file->path);
	if (file->has_wal)
		return jam_fail(err, JAM_E_CONFIG,
				"\"%s\" cannot be written and part of it is in "
				"\"%s-wal\"",
				file->path, file->path) ||
		       jam_hint(err, "copy both to a folder of your own");
	file->immutable = true;
	return true;
}

/* file:///tmp/a%20b.db?immutable=1 */
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

static int
connect(struct jam_backend *b, const struct candidate *file,
	struct jam_arena *arena)
{
	int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE |
		    SQLITE_OPEN_PRIVATECACHE;
	mode_t mask;
	int rc;

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
configure(struct jam_backend *b, const struct candidate *file,
	  struct jam_error *err)
{
	int rc = sqlite3_busy_timeout(b->db, 60000);

	for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++)
		if (rc == SQLITE_OK)
			rc = sqlite3_db_config(b->db, switches[i].what,
					       switches[i].on, NULL);
	if (rc != SQLITE_OK)
		return jam_sqlite_fail(b, rc, err);
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		sqlite3_limit(b->db, limits[i].what, limits[i].most);
	if (!jam_backend_exec(b, pragmas, err))
		return false;
	return file->access != JAM_ACCESS_READ ||
	       jam_backend_exec(b, "PRAGMA query_only = ON", err);
}

static bool
open_connection(struct jam_backend *b, const struct candidate *file,
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

static bool
judge(const char *path, struct candidate *file, struct jam_arena *arena,
      struct jam_error *err)
{
	return resolve(path, arena, file, err) &&
	       judge_folder(file, arena, err) && judge_file(file, err) &&
	       judge_access(file, arena, err);
}

bool
jam_backend_open(const char *path, enum jam_access access,
		 struct jam_arena *arena, struct jam_backend **backend,
		 bool *missing, struct jam_error *err)
{
	struct candidate file = { .access = access, .folder = -1 };
	struct jam_backend *b;

	*backend = NULL;
	if (!judge(path, &file, arena, err)) {
		if (file.folder >= 0)
			close(file.folder);
		return false;
	}
	b = jam_alloc(arena, sizeof(*b));
	b->path = file.path;
	b->immutable = file.immutable;
	b->folder = file.folder;
	if (!open_connection(b, &file, arena, err)) {
		jam_backend_close(b);
		return false;
	}
	*missing = file.missing;
	*backend = b;
	return true;
}

void
jam_backend_unclaim(struct jam_backend *b)
{
	if (b->folder >= 0)
		close(b->folder);
	b->folder = -1;
}

/* Nonzero stops the statement that runs. */
static int
out_of_time(void *data)
{
	const struct timespec *end = data;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec > end->tv_sec ||
	       (now.tv_sec == end->tv_sec && now.tv_nsec > end->tv_nsec);
}

static void
begin_watch(struct jam_backend *b, struct timespec *end)
{
	clock_gettime(CLOCK_MONOTONIC, end);
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

static bool
check_pages(struct jam_backend *b, struct jam_error *err)
{
	sqlite3_stmt *stmt;
	bool sound = false;
	int rc =
	    sqlite3_prepare_v2(b->db, "PRAGMA quick_check(1)", -1, &stmt, NULL);

	if (rc != SQLITE_OK)
		return jam_sqlite_fail(b, rc, err);
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		sound = strcmp((const char *)sqlite3_column_text(stmt, 0),
			       "ok") == 0;
	sqlite3_finalize(stmt);
	if (sound)
		return true;
	return jam_sqlite_fail(b, rc == SQLITE_ROW ? SQLITE_CORRUPT : rc, err);
}

bool
jam_backend_wal(struct jam_backend *b, struct jam_error *err)
{
	return b->immutable ||
	       jam_backend_exec(b, "PRAGMA journal_mode = WAL", err);
}

bool
jam_backend_check(struct jam_backend *b, bool always, struct jam_error *err)
{
	struct timespec end;
	struct stat status;
	bool sound;

	if (!always && stat(b->path, &status) == 0 &&
	    status.st_size >= CHECKED_AT_OPEN)
		return true;
	begin_watch(b, &end);
	sound = check_pages(b, err);
	end_watch(b);
	return sound;
}

void
jam_backend_trust(struct jam_backend *b)
{
	sqlite3_db_config(b->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
}
