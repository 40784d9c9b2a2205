/* SPDX-License-Identifier: MIT */
/* Every logged row of outcomes, for verify. */
#include "core/store/db.h"
#include "core/store/outcome_rows.h"
#include "core/store/rows.h"

static void
read_outcome(const struct jam_query *q, struct jam_arena *arena,
	     struct jam_given *row)
{
	struct jam_outcome_stored stored;

	jam_outcome_stored_read(q, arena, &stored);
	row->table = "outcome";
	row->key = jam_outcome_key(&stored, arena);
	row->bytes = jam_outcome_bytes(&stored, arena);
	row->seq = stored.seq;
}

bool
jam_rows_outcomes(struct jam_store *store, struct jam_rows *rows,
		  struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_OUTCOME, read_outcome, rows,
			      arena, err);
}
