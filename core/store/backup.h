/* SPDX-License-Identifier: MIT */
/* A copy of the whole file that is checked before it has a name. */
#ifndef JAM_STORE_BACKUP_H
#define JAM_STORE_BACKUP_H

#include <stdint.h>

#include "core/base/error.h"
#include "core/base/hash.h"

struct jam_arena;
struct jam_store;
struct jam_tick;

struct jam_backup {
	int64_t entries;      /* of its log */
	struct jam_hash head; /* the hash of the last, zero without one */
	int64_t bytes;
};

/*
 * May a copy lie at path?  Not beside a -wal or -journal of another database,
 * which SQLite would apply to it: JAM_E_CANTCREATE.
 */
JAM_MUST_USE bool jam_store_may_backup(const char *path,
				       struct jam_arena *arena,
				       struct jam_error *err);

/*
 * Copy the file as it is committed now to path, mode 0600; others may write
 * meanwhile.  The store must be a writer's, outside a transaction.  The copy is
 * verified, brought to the disk and then named: a file that exists is replaced
 * only with `replace`, else JAM_E_CANTCREATE.  A database that does not verify
 * is JAM_E_CONFIG.  tick may be NULL.
 */
JAM_MUST_USE bool jam_store_backup(struct jam_store *store, const char *path,
				   bool replace, struct jam_tick *tick,
				   struct jam_backup *backup,
				   struct jam_error *err);

/*
 * What a COMMIT leaves of deleted values: fold the -wal back, write the file
 * anew without its free pages.  Outside a transaction; safe to repeat.
 * JAM_E_BUSY while another process keeps old pages alive.
 */
JAM_MUST_USE bool jam_store_scrub(struct jam_store *store,
				  struct jam_error *err);

#endif
