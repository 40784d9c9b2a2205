/* SPDX-License-Identifier: MIT */
/* The tables seat and run. */
#include "core/store/batches.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/model/columns.h"
#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/store/batch_rows.h"
#include "core/store/db.h"
#include "core/store/log.h"
#include "core/store/salts.h"
#include "core/store/store.h"

const char *
jam_batch_bytes(const struct jam_batch_seat *seats, size_t count,
		const char *event, const char *judge, struct jam_arena *arena)
{
	struct jam_entry e;
	struct jam_buf list;

	jam_buf_init(&list, arena);
	jam_buf_char(&list, '[');
	jam_buf_reserve(&list, 48 * count + 2);
	for (size_t i = 0; i < count; i++) {
		jam_buf_text(&list, i > 0 ? ",[" : "[");
		jam_json_int(&list, seats[i].slot);
		jam_buf_char(&list, ',');
		jam_json_string(&list, seats[i].uid);
		jam_buf_text(&list, seats[i].handed_out ? ",1]" : ",0]");
	}
	jam_buf_char(&list, ']');
	jam_entry_begin(&e, arena, NULL);
	jam_entry_word(&e, "event", event);
	jam_entry_word(&e, "judge", judge);
	jam_entry_json(&e, "seats", jam_buf_string(&list));
	return jam_entry_end(&e);
}

const char *
jam_run_bytes(const struct jam_run_row *run, const char *event,
	      const uint8_t *salt, struct jam_arena *arena)
{
	struct jam_hash hash;
	struct jam_entry e;
	char hex[65];

	jam_hash_of(run->certificate, strlen(run->certificate), &hash);
	jam_hex_write(hex, hash.bytes, JAM_HASH_SIZE);
	jam_entry_begin(&e, arena, salt);
	jam_entry_int(&e, "at", run->at);
	jam_entry_int(&e, "batch", run->batch);
	jam_entry_word(&e, "certificate", hex);
	jam_entry_word(&e, "event", event);
	jam_entry_int(&e, "number", run->number);
	jam_entry_word(&e, "relaxed", run->relaxed);
	jam_entry_text(&e, "seed", run->seed);
	jam_entry_int(&e, "seed_given", run->seed_given);
	return jam_entry_end(&e);
}

bool
jam_store_get_seats(struct jam_store *store, const struct jam_event *event,
		    struct jam_arena *arena, struct jam_stored_seat **seats,
		    size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_SEATS_OF_EVENT, err);
	size_t capacity = 0;
	bool done;

	*seats = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err)) {
		struct jam_stored_seat *s;

		*seats = jam_grow(arena, *seats, &capacity, *count + 1,
				  sizeof(**seats));
		s = &(*seats)[(*count)++];
		s->seat.judge = jam_get_int(q, 0);
		s->seat.project = jam_get_int(q, 1);
		s->seat.slot = jam_get_int(q, 2);
		s->seat.handed_out = jam_get_int(q, 3) != 0;
		s->seat.state = (enum jam_seat_state)jam_get_int(q, 4);
		s->person = jam_get_int(q, 5);
		s->seq = jam_get_int(q, 6);
		s->skip_seq = jam_get_int(q, 8);
		s->judge_uid = *count > 1 && s[-1].seat.judge == s->seat.judge
				   ? s[-1].judge_uid
				   : jam_get_text(q, 7, arena);
	}
	return done;
}

static bool
get_pairs(struct jam_store *store, enum jam_sql sql,
	  const struct jam_event *event, struct jam_arena *arena,
	  struct jam_row_pairs *out, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, sql, err);
	size_t capacity = 0;
	bool done;

	*out = (struct jam_row_pairs){ 0 };
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err)) {
		out->items = jam_grow(arena, out->items, &capacity,
				      out->count + 1, sizeof(*out->items));
		out->items[out->count].first = jam_get_int(q, 0);
		out->items[out->count++].second = jam_get_int(q, 1);
	}
	return done;
}

bool
jam_store_get_memberships(struct jam_store *store,
			  const struct jam_event *event,
			  struct jam_arena *arena, struct jam_row_pairs *out,
			  struct jam_error *err)
{
	return get_pairs(store, JAM_SQL_MEMBERSHIPS_OF_EVENT, event, arena, out,
			 err);
}

bool
jam_store_get_conflicts(struct jam_store *store, const struct jam_event *event,
			struct jam_arena *arena, struct jam_row_pairs *out,
			struct jam_error *err)
{
	return get_pairs(store, JAM_SQL_CONFLICTS_OF_EVENT, event, arena, out,
			 err);
}

bool
jam_store_get_free_ratings(struct jam_store *store,
			   const struct jam_event *event,
			   struct jam_arena *arena, struct jam_row_pairs *out,
			   struct jam_error *err)
{
	return get_pairs(store, JAM_SQL_FREE_RATINGS_OF_EVENT, event, arena,
			 out, err);
}

static bool
holds(const struct jam_batch_seat *seats, size_t count, int64_t project)
{
	for (size_t i = 0; i < count; i++)
		if (seats[i].project == project)
			return true;
	return false;
}

static bool
drop_seats(struct jam_store *store, const struct jam_batch_change *c,
	   struct jam_error *err)
{
	for (size_t i = 0; i < c->before_len; i++) {
		struct jam_query *q;

		if (holds(c->after, c->after_len, c->before[i].project))
			continue;
		q = jam_query(store, JAM_SQL_SEAT_DROP, err);
		if (q == NULL)
			return false;
		jam_bind_int(q, 1, c->judge);
		jam_bind_int(q, 2, c->before[i].project);
		if (!jam_run_query(q, err))
			return false;
	}
	return true;
}

static bool
put_seats(struct jam_store *store, const struct jam_batch_change *c,
	  int64_t seq, struct jam_error *err)
{
	for (size_t i = 0; i < c->after_len; i++) {
		bool old = holds(c->before, c->before_len, c->after[i].project);
		struct jam_query *q = jam_query(
		    store, old ? JAM_SQL_SEAT_UPDATE : JAM_SQL_SEAT_INSERT,
		    err);

		if (q == NULL)
			return false;
		jam_bind_int(q, 1, c->after[i].slot);
		jam_bind_int(q, 2, c->after[i].handed_out);
		jam_bind_int(q, 3, seq);
		jam_bind_int(q, 4, c->judge);
		jam_bind_int(q, 5, c->after[i].project);
		if (!jam_run_query(q, err))
			return false;
	}
	return true;
}

bool
jam_store_put_batch(struct jam_store *store, const struct jam_event *event,
		    const struct jam_batch_change *c, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark = jam_arena_mark(arena);
	const char *euid = event->uid.text;
	int64_t seq = 0;
	bool done;

	done = c->before_len == 0 ||
	       jam_log_end(store, "batch", c->judge_uid,
			   jam_batch_bytes(c->before, c->before_len, euid,
					   c->judge_uid, arena),
			   c->seq, err);
	done = done &&
	       (c->after_len == 0 ||
		jam_log_row(store, "batch", c->judge_uid,
			    jam_batch_bytes(c->after, c->after_len, euid,
					    c->judge_uid, arena),
			    &seq, err)) &&
	       drop_seats(store, c, err) && put_seats(store, c, seq, err);
	jam_arena_reset(arena, mark);
	return done;
}

bool
jam_store_get_runs(struct jam_store *store, const struct jam_event *event,
		   struct jam_arena *arena, struct jam_run_row **runs,
		   size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RUNS_OF_EVENT, err);
	size_t capacity = 0;
	bool done;

	*runs = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err)) {
		*runs = jam_grow(arena, *runs, &capacity, *count + 1,
				 sizeof(**runs));
		(*runs)[(*count)++] = (struct jam_run_row){
			.number = jam_get_int(q, 0),
			.at = jam_get_int(q, 1),
			.seed = jam_get_text(q, 2, arena),
			.seed_given = jam_get_int(q, 3) != 0,
			.batch = jam_get_int(q, 4),
			.relaxed = jam_get_text(q, 5, arena),
			.certificate = jam_get_text(q, 6, arena),
			.seq = jam_get_int(q, 7),
		};
	}
	return done;
}

static bool
insert_run(struct jam_store *store, const struct jam_event *event,
	   const struct jam_run_row *run, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RUN_INSERT, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_int(q, 2, run->number);
	jam_bind_int(q, 3, run->at);
	jam_bind_text(q, 4, run->seed);
	jam_bind_int(q, 5, run->seed_given);
	jam_bind_int(q, 6, run->batch);
	jam_bind_text(q, 7, run->relaxed);
	jam_bind_text(q, 8, run->certificate);
	jam_bind_int(q, 9, run->seq);
	return jam_run_query(q, err);
}

bool
jam_store_put_run(struct jam_store *store, const struct jam_event *event,
		  struct jam_run_row *run, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_run_row *runs;
	uint8_t salt[JAM_SALT_SIZE];
	size_t count;

	if (!jam_store_get_runs(store, event, arena, &runs, &count, err) ||
	    !jam_store_event_salt(store, event->id, salt, err))
		return false;
	run->number = (int64_t)count + 1;
	run->at = jam_store_now(store);
	return jam_log_row(store, "run",
			   jam_format(arena, "%s %lld", event->uid.text,
				      (long long)run->number),
			   jam_run_bytes(run, event->uid.text, salt, arena),
			   &run->seq, err) &&
	       insert_run(store, event, run, err);
}
