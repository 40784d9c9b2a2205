/* SPDX-License-Identifier: MIT */
/* A publication's canonical bytes, as the log holds them. */
#ifndef JAM_STORE_RESULT_ROWS_H
#define JAM_STORE_RESULT_ROWS_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_hash;
struct jam_publication;
struct jam_store;

/* event is a uid, results the hash of its results; the salt is the event's. */
const char *jam_publication_bytes(const struct jam_publication *row,
				  const char *event,
				  const struct jam_hash *results,
				  const uint8_t *salt, struct jam_arena *arena);

/* A publication as it stands in its table. */
struct jam_published {
	int64_t event, number; /* row id of the event */
	const char *uid;       /* the event's */
	const char *method;
};

/* Its results' canonical JSON, in pieces; a row of the table is one. */
JAM_MUST_USE bool jam_results_each(struct jam_store *store,
				   const struct jam_published *which,
				   void (*take)(void *with, const char *piece,
						bool row),
				   void *with, struct jam_error *err);

#endif
