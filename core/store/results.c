/* SPDX-License-Identifier: MIT */
/* The tables publication and result. */
#include "core/store/results.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/result_rows.h"
#include "core/store/salts.h"
#include "core/store/store.h"

const char *
jam_publication_bytes(const struct jam_publication *row, const char *event,
		      const struct jam_hash *results, const uint8_t *salt,
		      struct jam_arena *arena)
{
	struct jam_entry e;
	char hex[2 * JAM_HASH_SIZE + 1];

	jam_hex_write(hex, results->bytes, JAM_HASH_SIZE);
	jam_entry_begin(&e, arena, salt);
	jam_entry_int(&e, "at", row->at);
	jam_entry_word(&e, "event", event);
	jam_entry_word(&e, "method", row->method);
	jam_entry_int(&e, "number", row->number);
	jam_entry_text(&e, "reason", row->reason);
	jam_entry_word(&e, "results", hex);
	return jam_entry_end(&e);
}

/* What stands before the rows; "]}" stands behind them. */
static const char *
head_of(const char *uid, const char *method, struct jam_arena *arena)
{
	return jam_format(arena,
			  "{\"event\":\"%s\",\"method\":\"%s\",\"rows\":[", uid,
			  method);
}

bool
jam_results_each(struct jam_store *store, const struct jam_published *which,
		 void (*take)(void *with, const char *piece, bool row),
		 void *with, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RESULTS_OF, err);
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark = jam_arena_mark(arena);
	const char *before = "";
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, which->event);
	jam_bind_int(q, 2, which->number);
	take(with, head_of(which->uid, which->method, arena), false);
	while (jam_next(q, &done, err)) {
		take(with, before, false);
		take(with, jam_peek_string(q, 0), true);
		before = ",";
	}
	take(with, "]}", false);
	jam_arena_reset(arena, mark);
	return done;
}

bool
jam_store_get_publication(struct jam_store *store,
			  const struct jam_event *event,
			  struct jam_arena *arena, struct jam_publication *out,
			  struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_PUBLICATION_LAST, err);
	const void *hash;
	size_t length;
	bool row;

	*out = (struct jam_publication){ 0 };
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	if (!jam_step(q, &row, err))
		return false;
	if (!row)
		return true;
	out->number = jam_get_int(q, 0);
	out->at = jam_get_int(q, 1);
	out->method = jam_get_text(q, 2, arena);
	out->reason = jam_get_text(q, 3, arena);
	out->seq = jam_get_int(q, 4);
	hash = jam_peek_blob(q, 5, &length);
	if (hash != NULL && length == JAM_HASH_SIZE)
		jam_hex_write(out->digest, hash, JAM_HASH_SIZE);
	jam_reset(q);
	return true;
}

bool
jam_store_get_results(struct jam_store *store, const struct jam_event *event,
		      struct jam_arena *arena, struct jam_publication *p,
		      struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RESULTS_OF, err);
	const char **rows = NULL;
	size_t count = 0, capacity = 0;
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_int(q, 2, p->number);
	while (jam_next(q, &done, err)) {
		rows =
		    jam_grow(arena, rows, &capacity, count + 1, sizeof(*rows));
		rows[count++] = jam_get_string(q, 0, arena);
	}
	p->rows = (struct jam_words){ rows, count };
	return done;
}

/* Of what is to be written, as jam_results_each gives it when it is there. */
static void
hash_results(const struct jam_publication *p, const char *uid,
	     struct jam_arena *arena, struct jam_hash *hash)
{
	const char *head = head_of(uid, p->method, arena);
	struct jam_hasher hasher;

	jam_hash_begin(&hasher);
	jam_hash_add(&hasher, head, strlen(head));
	for (size_t i = 0; i < p->rows.count; i++) {
		if (i > 0)
			jam_hash_add(&hasher, ",", 1);
		jam_hash_add(&hasher, p->rows.items[i],
			     strlen(p->rows.items[i]));
	}
	jam_hash_add(&hasher, "]}", 2);
	jam_hash_end(&hasher, hash);
}

static bool
insert(struct jam_store *store, const struct jam_event *event,
       const struct jam_publication *p, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_PUBLICATION_INSERT, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_int(q, 2, p->number);
	jam_bind_int(q, 3, p->at);
	jam_bind_text(q, 4, p->method);
	jam_bind_text(q, 5, p->reason);
	jam_bind_int(q, 6, p->seq);
	return jam_run_query(q, err);
}

static bool
insert_results(struct jam_store *store, const struct jam_event *event,
	       const struct jam_publication *p, struct jam_error *err)
{
	for (size_t i = 0; i < p->rows.count; i++) {
		struct jam_query *q =
		    jam_query(store, JAM_SQL_RESULT_INSERT, err);

		if (q == NULL)
			return false;
		jam_bind_int(q, 1, event->id);
		jam_bind_int(q, 2, p->number);
		jam_bind_int(q, 3, (int64_t)i + 1);
		jam_bind_text(q, 4, p->rows.items[i]);
		if (!jam_run_query(q, err))
			return false;
	}
	return true;
}

bool
jam_store_put_publication(struct jam_store *store,
			  const struct jam_event *event,
			  struct jam_publication *p, struct jam_error *err)
{
	const struct jam_log_act act = { .kind = "publish",
					 .event = event->uid.text,
					 .claimed_at = JAM_NONE,
					 .rows_in_clear = true };
	struct jam_arena *arena = jam_store_arena(store);
	const char *uid = event->uid.text;
	struct jam_publication last;
	struct jam_receipt receipt;
	uint8_t salt[JAM_SALT_SIZE];
	struct jam_hash hash;

	if (!jam_store_get_publication(store, event, arena, &last, err) ||
	    !jam_store_event_salt(store, event->id, salt, err))
		return false;
	p->number = last.number + 1;
	p->at = jam_store_now(store);
	hash_results(p, uid, arena, &hash);
	if (!jam_log_begin(store, &act, err) ||
	    !jam_log_row(
		store, "publication",
		jam_format(arena, "%s %lld", uid, (long long)p->number),
		jam_publication_bytes(p, uid, &hash, salt, arena), &p->seq,
		err) ||
	    !insert(store, event, p, err) ||
	    !insert_results(store, event, p, err) ||
	    !jam_log_close(store, &receipt, err))
		return false;
	jam_hex_write(p->digest, receipt.hash.bytes, JAM_HASH_SIZE);
	return true;
}
