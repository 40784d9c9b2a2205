/* SPDX-License-Identifier: MIT */
/* Ended values and published results, one after the other. */
#include "core/store/record.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/store/db.h"
#include "core/store/store.h"

bool
jam_store_each_ended(struct jam_store *store, struct jam_record *record,
		     struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_LOG_ENDED_ALL, err);
	bool done;

	if (query == NULL)
		return false;
	while (jam_next(query, &done, err)) {
		struct jam_leaf leaf = { 0 };
		const void *hash;
		size_t length;

		leaf.seq = jam_get_int(query, 0);
		leaf.table = jam_peek_text(query, 1);
		leaf.key = jam_peek_text(query, 2);
		hash = jam_peek_blob(query, 3, &length);
		if (length == JAM_HASH_SIZE)
			memcpy(leaf.hash.bytes, hash, JAM_HASH_SIZE);
		record->ended(record, &leaf, jam_get_int(query, 4));
	}
	return done;
}

bool
jam_store_each_results(struct jam_store *store, struct jam_record *record,
		       struct jam_error *err)
{
	struct jam_query *query =
	    jam_query(store, JAM_SQL_ROWS_PUBLICATION, err);
	struct jam_arena *arena = jam_store_arena(store);
	bool done;

	if (query == NULL)
		return false;
	while (jam_next(query, &done, err)) {
		struct jam_mark mark = jam_arena_mark(arena);
		const char *key;

		key = jam_format(arena, "%s %lld", jam_peek_text(query, 6),
				 (long long)jam_get_int(query, 0));
		record->results(record, key, jam_peek_text(query, 3));
		jam_arena_reset(arena, mark);
	}
	return done;
}
