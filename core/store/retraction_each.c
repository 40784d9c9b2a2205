/* SPDX-License-Identifier: MIT */
/* Every logged row of retractions and ratings set aside, for verify. */
#include "core/base/arena.h"
#include "core/store/db.h"
#include "core/store/retraction_rows.h"
#include "core/store/rows.h"
#include "core/store/salts.h"

static void
read_retracted(const struct jam_query *q, struct jam_arena *arena,
	       struct jam_given *row)
{
	const struct jam_retracted_row stored = {
		.event = jam_get_text(q, 4, arena),
		.project = jam_get_text(q, 5, arena),
		.tier = jam_get_int(q, 0),
		.at = jam_get_int(q, 1),
		.reason = jam_get_text(q, 2, arena),
	};

	row->table = "retracted";
	row->key = stored.project;
	row->bytes = jam_retracted_bytes(&stored, jam_salt_peek(q, 6), arena);
	row->seq = jam_get_int(q, 3);
}

static void
read_aside(const struct jam_query *q, struct jam_arena *arena,
	   struct jam_given *row)
{
	const struct jam_aside_row stored = {
		.event = jam_get_text(q, 3, arena),
		.judge = jam_get_text(q, 4, arena),
		.project = jam_get_text(q, 5, arena),
		.at = jam_get_int(q, 0),
		.reason = jam_get_text(q, 1, arena),
	};

	row->table = "set_aside";
	row->key = jam_aside_name(&stored, arena);
	row->bytes = jam_aside_bytes(&stored, jam_salt_peek(q, 6), arena);
	row->seq = jam_get_int(q, 2);
}

bool
jam_rows_retractions(struct jam_store *store, struct jam_rows *rows,
		     struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_RETRACTED, read_retracted,
			      rows, arena, err) &&
	       jam_rows_query(store, JAM_SQL_ROWS_ASIDE, read_aside, rows,
			      arena, err);
}
