/* SPDX-License-Identifier: MIT */
/* Ended values and published results, one after the other. */
#include "core/store/record.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/store/db.h"
#include "core/store/result_rows.h"
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

/* Whose results are on their way. */
struct passing {
	struct jam_record *record;
	const char *key;
};

static void
pass(void *with, const char *piece, bool row)
{
	const struct passing *p = with;

	(void)row;
	if (*piece != '\0')
		p->record->results(p->record, p->key, piece);
}

bool
jam_store_each_results(struct jam_store *store, struct jam_record *record,
		       struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_ROWS_PUBLICATION, err);
	struct jam_arena *arena = jam_store_arena(store);
	bool done;

	if (q == NULL)
		return false;
	while (jam_next(q, &done, err)) {
		struct jam_mark mark = jam_arena_mark(arena);
		const struct jam_published which = {
			jam_get_int(q, 7), jam_get_int(q, 0),
			jam_get_text(q, 5, arena), jam_get_text(q, 2, arena)
		};
		struct passing passing = {
			record, jam_format(arena, "%s %lld", which.uid,
					   (long long)which.number)
		};

		if (!jam_results_each(store, &which, pass, &passing, err))
			return jam_stop(q);
		jam_arena_reset(arena, mark);
	}
	return done;
}
