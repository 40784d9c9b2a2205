/* SPDX-License-Identifier: MIT */
/* Every logged row of judges, conflicts, ratings and skips, for verify. */
#include "core/base/arena.h"
#include "core/store/db.h"
#include "core/store/judge_rows.h"
#include "core/store/rating_rows.h"
#include "core/store/rows.h"
#include "core/store/salts.h"

static void
read_judge(const struct jam_query *q, struct jam_arena *arena,
	   struct jam_given *row)
{
	struct jam_judge_stored stored;

	jam_judge_stored_read(q, arena, &stored);
	row->table = "judge";
	row->key = jam_strdup(arena, stored.uid.text);
	row->bytes = jam_judge_bytes(&stored, jam_get_text(q, 12, arena),
				     jam_salt_peek(q, 13), arena);
	row->seq = stored.seq;
}

static void
read_conflict(const struct jam_query *q, struct jam_arena *arena,
	      struct jam_given *row)
{
	const char *judge = jam_get_text(q, 0, arena);
	const char *team = jam_get_text(q, 1, arena);
	const char *project = jam_get_text(q, 2, arena);

	row->table = "conflict";
	row->key = jam_conflict_key(arena, judge, team, project);
	row->bytes = jam_conflict_bytes(arena, judge, team, project);
	row->seq = jam_get_int(q, 3);
}

bool
jam_rows_judges(struct jam_store *store, struct jam_rows *rows,
		struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_JUDGE, read_judge, rows,
			      arena, err) &&
	       jam_rows_query(store, JAM_SQL_ROWS_CONFLICT, read_conflict, rows,
			      arena, err);
}

static struct jam_rating_key
read_key(const struct jam_query *q, int first, struct jam_arena *arena)
{
	return (struct jam_rating_key){
		.event = jam_get_text(q, first, arena),
		.judge = jam_get_text(q, first + 1, arena),
		.project = jam_get_text(q, first + 2, arena),
		.salt = jam_salt_peek(q, first + 3),
	};
}

static void
read_rating(const struct jam_query *q, struct jam_arena *arena,
	    struct jam_given *row)
{
	struct jam_rating_key key = read_key(q, 8, arena);
	struct jam_rating_stored stored;

	jam_rating_stored_read(q, arena, &stored);
	row->table = "rating";
	row->key = jam_format(arena, "%s %s", key.project, key.judge);
	row->bytes = jam_rating_bytes(&stored, &key, arena);
	row->seq = stored.seq;
}

static void
read_skip(const struct jam_query *q, struct jam_arena *arena,
	  struct jam_given *row)
{
	struct jam_rating_key key = read_key(q, 2, arena);

	row->table = "skip";
	row->key = jam_format(arena, "%s %s", key.judge, key.project);
	row->bytes = jam_skip_bytes(jam_get_int(q, 0),
				    jam_get_text(q, 1, arena), &key, arena);
	row->seq = jam_get_int(q, 6);
}

bool
jam_rows_ratings(struct jam_store *store, struct jam_rows *rows,
		 struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_RATING, read_rating, rows,
			      arena, err) &&
	       jam_rows_query(store, JAM_SQL_ROWS_SKIP, read_skip, rows, arena,
			      err);
}
