/* SPDX-License-Identifier: MIT */
/*
 * What a backend gives the store itself: a connection, judged before it is
 * used, and scripts without parameters.  Families use db.h alone.
 */
#ifndef JAM_STORE_BACKEND_H
#define JAM_STORE_BACKEND_H

#include <stdint.h>

#include "core/base/error.h"

#define JAM_APPLICATION_ID 0x6a616d31 /* "jam1" */

struct jam_arena;
struct jam_backend;
struct jam_hash;
struct jam_log;
struct jam_random;

/* The store: one connection and what its command is about. */
struct jam_store {
	struct jam_backend *backend;
	struct jam_arena *scratch; /* of the families, dropped at close */
	struct jam_arena *own;	   /* for what outlives the command's marks */
	struct jam_random *random; /* borrowed */
	struct jam_log *log;	   /* NULL until an act began */
	int64_t now;
	bool writes;
	bool making;  /* the schema is part of the transaction that is open */
	bool created; /* and the file was not there before */
	bool bulk;    /* addresses are new and have no index (bulk.h) */
	int64_t persons; /* made in bulk: the rows 1, 2, … */
};

/* Write the entry that is open; forget it. */
JAM_MUST_USE bool jam_log_finish(struct jam_store *store,
				 struct jam_error *err);
void jam_log_forget(struct jam_store *store);

/* Give the log's memory back. */
void jam_log_free(struct jam_store *store);

enum jam_access {
	JAM_ACCESS_READ,
	JAM_ACCESS_WRITE,
	JAM_ACCESS_CREATE, /* the file may be missing or empty */
};

/*
 * Steps 1 to 7 of faults.md 2; memory of the arena.  CREATE keeps other makers
 * out until jam_backend_unclaim; *missing says that there was no file.
 */
JAM_MUST_USE bool jam_backend_open(const char *path, enum jam_access access,
				   struct jam_arena *arena,
				   struct jam_backend **backend, bool *missing,
				   struct jam_error *err);
void jam_backend_unclaim(struct jam_backend *backend);

/*
 * Another connection to the same path that reads, for a thread of its own.  The
 * file is not judged: to open and close it beside SQLite would drop its locks.
 * To be closed, on failure, too.
 */
JAM_MUST_USE bool jam_backend_again(const struct jam_backend *other,
				    struct jam_arena *arena,
				    struct jam_backend **backend,
				    struct jam_error *err);

/* NULL is allowed.  An open transaction is taken back. */
void jam_backend_close(struct jam_backend *backend);

/* The real path, for messages. */
const char *jam_backend_path(const struct jam_backend *backend);

/* Run statements that give no row. */
JAM_MUST_USE bool jam_backend_exec(struct jam_backend *backend, const char *sql,
				   struct jam_error *err);

/* The one number that a statement gives. */
JAM_MUST_USE bool jam_backend_number(struct jam_backend *backend,
				     const char *sql, int64_t *n,
				     struct jam_error *err);

/*
 * SHA-256 over type, name, table and text of all that the schema holds, each
 * after its length (32 bits, big-endian), sorted; of the file, and of what the
 * scripts would make.
 */
JAM_MUST_USE bool jam_backend_digest(struct jam_backend *backend,
				     struct jam_hash *hash,
				     struct jam_error *err);
JAM_MUST_USE bool jam_backend_digest_of(const char *const *scripts, int count,
					struct jam_hash *hash,
					struct jam_error *err);

/*
 * At opening: its pages are sound and values keep the schema; of a large file,
 * those of the tables that the rest is read by.  What takes longer than 5 s is
 * refused.
 */
JAM_MUST_USE bool jam_backend_check(struct jam_backend *backend,
				    struct jam_error *err);

/* All of them, and indexes say what their tables do; for as long as it takes.
 */
JAM_MUST_USE bool jam_backend_check_all(struct jam_backend *backend,
					struct jam_error *err);

/*
 * A table with a row that names a row which is not there; "" if there is none.
 */
JAM_MUST_USE bool jam_backend_dangling(struct jam_backend *backend,
				       char table[64], struct jam_error *err);

/* It is ours and sound: from now on its -wal may be folded back. */
void jam_backend_trust(struct jam_backend *backend);

/*
 * Write-ahead logging, for a sound file or after its first commit: then the
 * header tells whose it is from the start.
 */
JAM_MUST_USE bool jam_backend_wal(struct jam_backend *backend,
				  struct jam_error *err);

/* It cannot be written, whatever was asked. */
bool jam_backend_fixed(const struct jam_backend *backend);

/* All that is committed, into an empty file. */
JAM_MUST_USE bool jam_backend_copy(struct jam_backend *backend,
				   const char *path, struct jam_error *err);

/* Nothing is left of what was deleted: JAM_E_BUSY while others read it. */
JAM_MUST_USE bool jam_backend_scrub(struct jam_backend *backend,
				    struct jam_error *err);

/*
 * From here on statements may be run later (db.h); memory of an arena beside
 * the one that is given.
 */
void jam_backend_put_off(struct jam_backend *backend, struct jam_arena *arena);

/* Reset every statement and forget those for later, so that a transaction can
 * end. */
void jam_backend_reset(struct jam_backend *backend);

/* A transaction is open. */
bool jam_backend_busy(const struct jam_backend *backend);

/* Remove the file, while other makers are kept out. */
void jam_backend_unlink(struct jam_backend *backend);

#endif
