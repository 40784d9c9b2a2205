/* SPDX-License-Identifier: MIT */
/* Batches beside the log: what was edited by hand is not in it. */
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/store/batch_rows.h"
#include "core/store/batches.h"
#include "core/store/chain.h"
#include "core/store/db.h"
#include "core/store/store.h"

static int
by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* The first bytes of each row of an entry; of one that is not there, none. */
static bool
load_entry(struct jam_store *store, int64_t seq, struct jam_batch_log *log,
	   struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_LOG_ROWS_OF, err);
	const void *bytes;
	size_t size;
	bool found;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, seq);
	if (!jam_step(q, &found, err))
		return false;
	log->seq = seq;
	log->count = 0;
	if (!found)
		return true;
	bytes = jam_peek_blob(q, 0, &size);
	log->count = size / sizeof(uint64_t);
	log->prefixes = jam_grow(jam_store_arena(store), log->prefixes,
				 &log->room, log->count, sizeof(uint64_t));
	if (size > 0)
		memcpy(log->prefixes, bytes, log->count * sizeof(uint64_t));
	qsort(log->prefixes, log->count, sizeof(uint64_t), by_value);
	jam_reset(q);
	return true;
}

bool
jam_store_batch_is_logged(struct jam_store *store,
			  const struct jam_event *event,
			  const struct jam_batch_change *c,
			  struct jam_batch_log *log, bool *same,
			  struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark;
	struct jam_hash hash;
	uint64_t prefix;

	if (log->seq != c->seq && !load_entry(store, c->seq, log, err))
		return false;
	mark = jam_arena_mark(arena);
	jam_leaf_hash(jam_batch_bytes(c->before, c->before_len, event->uid.text,
				      c->judge_uid, arena),
		      &hash);
	jam_arena_reset(arena, mark);
	memcpy(&prefix, hash.bytes, sizeof(prefix));
	*same = log->count > 0 && bsearch(&prefix, log->prefixes, log->count,
					  sizeof(prefix), by_value) != NULL;
	return true;
}
