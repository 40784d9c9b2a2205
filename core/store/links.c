/* SPDX-License-Identifier: MIT */
/* Entries of the log by number, receipt and digest. */
#include "core/store/links.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/store/db.h"
#include "core/store/log.h"

static bool
copy_bytes(const struct jam_query *query, int i, uint8_t *to, size_t size)
{
	size_t length;
	const void *bytes = jam_peek_blob(query, i, &length);

	if (length != size)
		return false;
	memcpy(to, bytes, size);
	return true;
}

/* A text whose length tells that nothing stands behind a NUL in it. */
static const char *
read_text(const struct jam_query *query, int i, struct jam_arena *arena,
	  bool *well)
{
	size_t length;
	const char *bytes = jam_peek_blob(query, i, &length);
	const char *text = jam_strndup(arena, bytes, length);

	if (strlen(text) != length)
		*well = false;
	return text;
}

static void
read_link(const struct jam_query *query, struct jam_arena *arena,
	  struct jam_chain_link *link)
{
	bool well = true;

	*link = (struct jam_chain_link){ .seq = jam_get_int(query, 0),
					 .at = jam_get_int(query, 1) };
	link->kind = read_text(query, 2, arena, &well);
	link->payload = read_text(query, 3, arena, &well);
	well = copy_bytes(query, 4, link->nonce, JAM_NONCE_SIZE) && well;
	well = copy_bytes(query, 5, link->prev.bytes, JAM_HASH_SIZE) && well;
	if (!copy_bytes(query, 6, link->hash.bytes, JAM_HASH_SIZE) || !well)
		memset(&link->hash, 0, sizeof(link->hash));
}

static void
read_stored(const struct jam_query *query, struct jam_arena *arena,
	    struct jam_stored_link *stored)
{
	const void *prefixes = jam_peek_blob(query, 7, &stored->prefixes_size);

	read_link(query, arena, &stored->link);
	stored->prefixes = jam_alloc(arena, stored->prefixes_size);
	if (stored->prefixes_size > 0)
		memcpy((uint8_t *)stored->prefixes, prefixes,
		       stored->prefixes_size);
}

bool
jam_store_each_link(struct jam_store *store, struct jam_arena *scratch,
		    void (*see)(void *with, const struct jam_stored_link *link),
		    void *with, struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_LOG_NEXT, err);
	struct jam_mark mark = jam_arena_mark(scratch);
	struct jam_stored_link stored;
	bool done;

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, 0);
	while (jam_next(query, &done, err)) {
		read_stored(query, scratch, &stored);
		see(with, &stored);
		jam_arena_reset(scratch, mark);
	}
	return done;
}

bool
jam_store_next_link(struct jam_store *store, int64_t seq,
		    struct jam_arena *arena, struct jam_stored_link *stored,
		    bool *found, struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_LOG_NEXT, err);

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, seq);
	if (!jam_step(query, found, err))
		return false;
	if (!*found)
		return true;
	read_stored(query, arena, stored);
	jam_reset(query);
	return true;
}

bool
jam_store_find_receipt(struct jam_store *store, const char *receipt,
		       struct jam_arena *arena, struct jam_chain_link *link,
		       bool *found, struct jam_error *err)
{
	struct jam_stored_link stored;
	struct jam_chain_asked asked;

	*found = false;
	if (!jam_chain_receipt_read(receipt, &asked, err) ||
	    !jam_store_next_link(store, asked.seq - 1, arena, &stored, found,
				 err))
		return false;
	if (!*found)
		return true;
	*link = stored.link;
	*found = jam_chain_is(link, &asked);
	return true;
}

bool
jam_store_find_head(struct jam_store *store, const char *digest,
		    struct jam_arena *arena, struct jam_chain_link *link,
		    bool *found, struct jam_error *err)
{
	struct jam_query *query;
	struct jam_hash hash;

	*found = false;
	if (!jam_chain_digest_read(digest, &hash, err))
		return false;
	query = jam_query(store, JAM_SQL_LOG_BY_HASH, err);
	if (query == NULL)
		return false;
	jam_bind_blob(query, 1, hash.bytes, JAM_HASH_SIZE);
	if (!jam_step(query, found, err))
		return false;
	if (!*found)
		return true;
	read_link(query, arena, link);
	jam_reset(query);
	return true;
}

bool
jam_store_get_receipt(struct jam_store *store, int64_t seq,
		      struct jam_receipt *receipt, struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_LOG_HASH, err);
	struct jam_chain_link link = { .seq = seq };
	bool found;

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, seq);
	if (!jam_step(query, &found, err))
		return false;
	if (!found || !copy_bytes(query, 0, link.hash.bytes, JAM_HASH_SIZE))
		return jam_fail(err, JAM_E_CONFIG, "the log has no entry %lld",
				(long long)seq);
	jam_reset(query);
	jam_chain_receipt(&link, receipt->text);
	receipt->hash = link.hash;
	receipt->seq = seq;
	return true;
}
