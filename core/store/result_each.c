/* SPDX-License-Identifier: MIT */
/* Every logged row of publications, for verify. */
#include "core/base/arena.h"
#include "core/store/db.h"
#include "core/store/result_rows.h"
#include "core/store/results.h"
#include "core/store/rows.h"
#include "core/store/salts.h"

static void
read_publication(const struct jam_query *q, struct jam_arena *arena,
		 struct jam_given *row)
{
	const struct jam_publication stored = {
		.number = jam_get_int(q, 0),
		.at = jam_get_int(q, 1),
		.method = jam_get_text(q, 2, arena),
		.results = jam_get_text(q, 3, arena),
		.reason = jam_get_text(q, 4, arena),
	};
	const char *event = jam_get_text(q, 6, arena);

	row->table = "publication";
	row->key =
	    jam_format(arena, "%s %lld", event, (long long)stored.number);
	row->bytes =
	    jam_publication_bytes(&stored, event, jam_salt_peek(q, 7), arena);
	row->seq = jam_get_int(q, 5);
}

bool
jam_rows_results(struct jam_store *store, struct jam_rows *rows,
		 struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_PUBLICATION, read_publication,
			      rows, arena, err);
}
