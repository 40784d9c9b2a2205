/* SPDX-License-Identifier: MIT */
/* From an empty or an older file to the schema of this jam. */
#ifndef JAM_STORE_MIGRATE_H
#define JAM_STORE_MIGRATE_H

#include "core/base/error.h"

struct jam_backend;

/* The migrations in order, and the schema's digest after each, in hex. */
struct jam_migrations {
	const char *const *sql, *const *digests;
	int count;
};
extern const struct jam_migrations jam_migrations;

/* Make the schema in the transaction that is open. */
JAM_MUST_USE bool jam_migrate_make(struct jam_backend *backend,
				   const struct jam_migrations *migrations,
				   struct jam_error *err);

/*
 * Steps 8 to 10 of faults.md 2.  A newer file is JAM_E_CONFIG; an older one is
 * brought up in one transaction and *from is its version, else 0.
 */
JAM_MUST_USE bool jam_migrate(struct jam_backend *backend,
			      const struct jam_migrations *migrations,
			      bool reader, int *from, struct jam_error *err);

#endif
