/* SPDX-License-Identifier: MIT */
/* Every logged row of awards, for verify. */
#include "core/store/award_rows.h"
#include "core/store/awards.h"
#include "core/store/db.h"
#include "core/store/rows.h"
#include "core/store/salts.h"

static void
read_award(const struct jam_query *q, struct jam_arena *arena,
	   struct jam_given *row)
{
	const char *event = jam_get_text(q, 9, arena);
	struct jam_award stored;

	jam_award_read(q, arena, &stored);
	row->table = "award";
	row->key = jam_award_key(&stored, event, arena);
	row->bytes =
	    jam_award_bytes(&stored, event, jam_salt_peek(q, 10), arena);
	row->seq = stored.seq;
}

bool
jam_rows_awards(struct jam_store *store, struct jam_rows *rows,
		struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_AWARD, read_award, rows,
			      arena, err);
}
