/* SPDX-License-Identifier: MIT */
/* Every logged row of publications, for verify. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "core/store/db.h"
#include "core/store/result_rows.h"
#include "core/store/results.h"
#include "core/store/rows.h"
#include "core/store/salts.h"

static void
add_piece(void *with, const char *piece)
{
	jam_hash_add(with, piece, strlen(piece));
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
	struct jam_hasher hasher;
	struct jam_hash hash;

	jam_hash_begin(&hasher);
	if (!jam_results_each(store, &which, add_piece, &hasher, err))
		return false;
	jam_hash_end(&hasher, &hash);
	return rows->take(
	    rows, "publication",
	    jam_format(arena, "%s %lld", which.uid, (long long)which.number),
	    jam_publication_bytes(&stored, which.uid, &hash,
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
