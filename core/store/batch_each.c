/* SPDX-License-Identifier: MIT */
/* Every logged row of batches and runs, for verify. */
#include <string.h>

#include "core/base/arena.h"
#include "core/store/batch_rows.h"
#include "core/store/batches.h"
#include "core/store/db.h"
#include "core/store/rows.h"
#include "core/store/salts.h"

/* The seats of one judge: a row of the log. */
struct batch {
	const char *judge, *event;
	struct jam_batch_seat *seats;
	size_t count, capacity;
	int64_t seq;
	bool torn; /* its seats name different entries */
};

static bool
give(struct jam_rows *rows, const struct batch *b, struct jam_arena *arena,
     struct jam_error *err)
{
	return b->count == 0 ||
	       rows->take(rows, "batch", b->judge,
			  b->torn ? JAM_ROWS_WRONG
				  : jam_batch_bytes(b->seats, b->count,
						    b->event, b->judge, arena),
			  b->seq, err);
}

static void
begin(const struct jam_query *q, struct jam_arena *arena, struct batch *b)
{
	*b = (struct batch){ .judge = jam_get_text(q, 0, arena),
			     .event = jam_get_text(q, 1, arena),
			     .seq = jam_get_int(q, 6) };
}

static void
add_seat(const struct jam_query *q, struct jam_arena *arena, struct batch *b)
{
	b->seats = jam_grow(arena, b->seats, &b->capacity, b->count + 1,
			    sizeof(*b->seats));
	b->seats[b->count++] = (struct jam_batch_seat){
		.project = jam_get_int(q, 2),
		.slot = jam_get_int(q, 3),
		.handed_out = jam_get_int(q, 4) != 0,
		.uid = jam_get_text(q, 5, arena),
	};
	b->torn = b->torn || jam_get_int(q, 6) != b->seq;
}

static bool
give_batches(struct jam_store *store, struct jam_rows *rows,
	     struct jam_arena *arena, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_ROWS_SEAT, err);
	struct jam_mark mark = jam_arena_mark(arena);
	struct batch b = { 0 };
	bool done;

	if (q == NULL)
		return false;
	while (jam_next(q, &done, err)) {
		if (b.judge == NULL ||
		    strcmp(b.judge, jam_peek_text(q, 0)) != 0) {
			if (!give(rows, &b, arena, err))
				return jam_stop(q);
			jam_arena_reset(arena, mark);
			begin(q, arena, &b);
		}
		add_seat(q, arena, &b);
	}
	return done && give(rows, &b, arena, err);
}

static void
read_run(const struct jam_query *q, struct jam_arena *arena,
	 struct jam_given *row)
{
	const struct jam_run_row run = {
		.number = jam_get_int(q, 0),
		.at = jam_get_int(q, 1),
		.seed = jam_get_text(q, 2, arena),
		.seed_given = jam_get_int(q, 3) != 0,
		.batch = jam_get_int(q, 4),
		.relaxed = jam_get_text(q, 5, arena),
		.certificate = jam_get_text(q, 6, arena),
	};
	const char *event = jam_get_text(q, 8, arena);

	row->table = "run";
	row->key = jam_format(arena, "%s %lld", event, (long long)run.number);
	row->bytes = jam_run_bytes(&run, event, jam_salt_peek(q, 9), arena);
	row->seq = jam_get_int(q, 7);
}

bool
jam_rows_batches(struct jam_store *store, struct jam_rows *rows,
		 struct jam_arena *arena, struct jam_error *err)
{
	return give_batches(store, rows, arena, err) &&
	       jam_rows_query(store, JAM_SQL_ROWS_RUN, read_run, rows, arena,
			      err);
}
