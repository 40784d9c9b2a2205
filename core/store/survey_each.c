/* SPDX-License-Identifier: MIT */
/* Every logged row of surveys, for verify. */
#include "core/store/db.h"
#include "core/store/rows.h"
#include "core/store/survey_rows.h"

static void
read_survey(const struct jam_query *q, struct jam_arena *arena,
	    struct jam_given *row)
{
	struct jam_survey_stored stored;

	jam_survey_stored_read(q, arena, &stored);
	row->table = "survey";
	row->key = jam_survey_key(&stored, arena);
	row->bytes = jam_survey_bytes(&stored, arena);
	row->seq = stored.seq;
}

bool
jam_rows_surveys(struct jam_store *store, struct jam_rows *rows,
		 struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_SURVEY, read_survey, rows,
			      arena, err);
}
