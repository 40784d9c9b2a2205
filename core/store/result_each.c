/* SPDX-License-Identifier: MIT */
/* Every logged row of publications, for verify. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "core/store/db.h"
#include "core/store/payload.h"
#include "core/store/result_rows.h"
#include "core/store/results.h"
#include "core/store/rows.h"
#include "core/store/salts.h"

struct summing {
	struct jam_hasher hasher;
	bool wrong; /* a row is not one object: two could be joined into one */
};

static void
add_piece(void *with, const char *piece, bool row)
{
	struct summing *sum = with;
	struct jam_payload ignored;

	jam_hash_add(&sum->hasher, piece, strlen(piece));
	if (row && !jam_payload_read(piece, &ignored))
		sum->wrong = true;
}

/* A row of ROWS_PUBLICATION. */
static bool
give(struct jam_store *store, const struct jam_query *q, struct jam_rows *rows,
     struct jam_arena *arena, struct jam_error *err)
{
	const struct jam_publication stored = {
		.number = jam_get_int(q, 0),
		.at = jam_get_int(q, 1),
		.method = jam_get_text(q, 2, arena),
		.reason = jam_get_text(q, 3, arena),
	};
	const struct jam_published which = { jam_get_int(q, 7), stored.number,
					     jam_get_text(q, 5, arena),
					     stored.method };
	struct summing sum = { .wrong = false };
	struct jam_hash hash;

	jam_hash_begin(&sum.hasher);
	if (!jam_results_each(store, &which, add_piece, &sum, err))
		return false;
	jam_hash_end(&sum.hasher, &hash);
	return rows->take(
	    rows, "publication",
	    jam_format(arena, "%s %lld", which.uid, (long long)which.number),
	    sum.wrong ? JAM_ROWS_WRONG
		      : jam_publication_bytes(&stored, which.uid, &hash,
					      jam_salt_peek(q, 6), arena),
	    jam_get_int(q, 4), err);
}

bool
jam_rows_results(struct jam_store *store, struct jam_rows *rows,
		 struct jam_arena *arena, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_ROWS_PUBLICATION, err);
	bool done;

	if (q == NULL)
		return false;
	while (jam_next(q, &done, err)) {
		struct jam_mark mark = jam_arena_mark(arena);

		if (!give(store, q, rows, arena, err))
			return jam_stop(q);
		jam_arena_reset(arena, mark);
	}
	return done;
}
