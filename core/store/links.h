/* SPDX-License-Identifier: MIT */
/* Entries of the log, read: for log, verify and the bundle. */
#ifndef JAM_STORE_LINKS_H
#define JAM_STORE_LINKS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/store/chain.h"

struct jam_arena;
struct jam_store;

/*
 * An entry as stored; texts of the arena.  What is not well formed (a digest
 * of another length, a text with a NUL) leaves `hash` zero, which no entry has.
 */
struct jam_stored_link {
	struct jam_chain_link link;
	const uint8_t *prefixes; /* the first 8 bytes of each leaf, or NULL */
	size_t prefixes_size;
};

/* Every entry in order; texts and bytes are those of one call of `see`. */
JAM_MUST_USE bool jam_store_each_link(
    struct jam_store *store, struct jam_arena *scratch,
    void (*see)(void *with, const struct jam_stored_link *link), void *with,
    struct jam_error *err);

/* The first entry after seq; *found is false at the end. */
JAM_MUST_USE bool jam_store_next_link(struct jam_store *store, int64_t seq,
				      struct jam_arena *arena,
				      struct jam_stored_link *link, bool *found,
				      struct jam_error *err);

/*
 * The entry of a receipt ("12-0123456789abcdef"); a text of another form is
 * JAM_E_DATA.  *found says whether it is in the log.
 */
JAM_MUST_USE bool jam_store_find_receipt(struct jam_store *store,
					 const char *receipt,
					 struct jam_arena *arena,
					 struct jam_chain_link *link,
					 bool *found, struct jam_error *err);

/* The receipt of an entry; JAM_E_CONFIG when it is not there. */
struct jam_receipt;
JAM_MUST_USE bool jam_store_get_receipt(struct jam_store *store, int64_t seq,
					struct jam_receipt *receipt,
					struct jam_error *err);

/* The entry whose hash is 64 hex digits; as above. */
JAM_MUST_USE bool jam_store_find_head(struct jam_store *store,
				      const char *digest,
				      struct jam_arena *arena,
				      struct jam_chain_link *link, bool *found,
				      struct jam_error *err);

#endif
