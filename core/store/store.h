/* SPDX-License-Identifier: MIT */
/* The database file of a jam: open, begin, commit, close. */
#ifndef JAM_STORE_STORE_H
#define JAM_STORE_STORE_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_event;
struct jam_random;
struct jam_store;

enum jam_store_mode {
	JAM_STORE_READ,
	JAM_STORE_WRITE,
	JAM_STORE_CREATE, /* makes the file where there is none */
};

struct jam_store_options {
	const char *path;
	enum jam_store_mode mode;
	struct jam_random *random; /* borrowed for the store's life */
	int64_t now;		   /* seconds UTC: stamps the log */
};

/*
 * Open by the sequence of faults.md 2: what is not a jam database of this or
 * an older version is JAM_E_CONFIG and left as it was; a missing file is
 * JAM_E_NOINPUT.  *made says that CREATE made the file; *migrated_from is the
 * version it was brought up from, 0 if none.  NULL store on failure.
 */
struct jam_store_opened {
	bool made;
	int migrated_from;
};
JAM_MUST_USE bool jam_store_open(const struct jam_store_options *options,
				 struct jam_arena *arena,
				 struct jam_store **store,
				 struct jam_store_opened *opened,
				 struct jam_error *err);

/* One snapshot for a reader; BEGIN IMMEDIATE for a writer. */
JAM_MUST_USE bool jam_store_begin(struct jam_store *store,
				  struct jam_error *err);

/* Ends the open entry of the log, then COMMIT. */
JAM_MUST_USE bool jam_store_commit(struct jam_store *store,
				   struct jam_error *err);

/* Take all of it back; a file that CREATE made in this run is removed. */
void jam_store_rollback(struct jam_store *store);

/* NULL is allowed. */
void jam_store_close(struct jam_store *store);

/*
 * A second store with the snapshot that this one reads, for a thread of its
 * own; to be closed.  NULL where it is not to be had: the store writes, or
 * somebody else has written since it began.
 */
struct jam_store *jam_store_beside(struct jam_store *store);

/* What the store was opened with. */
int64_t jam_store_now(const struct jam_store *store);
struct jam_random *jam_store_random(struct jam_store *store);

/*
 * Scratch memory of the store's families, dropped at close: what a caller gets
 * lies in the arena that the caller gave.
 */
struct jam_arena *jam_store_arena(struct jam_store *store);

#endif
