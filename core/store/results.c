/* SPDX-License-Identifier: MIT */
/* The table publication. */
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
		      const uint8_t *salt, struct jam_arena *arena)
{
	struct jam_hash hash;
	struct jam_entry e;
	char hex[65];

	jam_hash_of(row->results, strlen(row->results), &hash);
	jam_hex_write(hex, hash.bytes, JAM_HASH_SIZE);
	jam_entry_begin(&e, arena, salt);
	jam_entry_int(&e, "at", row->at);
	jam_entry_word(&e, "event", event);
	jam_entry_word(&e, "method", row->method);
	jam_entry_int(&e, "number", row->number);
	jam_entry_text(&e, "reason", row->reason);
	jam_entry_word(&e, "results", hex);
	return jam_entry_end(&e);
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
	out->results = jam_get_text(q, 3, arena);
	out->reason = jam_get_text(q, 4, arena);
	out->seq = jam_get_int(q, 5);
	hash = jam_peek_blob(q, 6, &length);
	if (hash != NULL && length == JAM_HASH_SIZE)
		jam_hex_write(out->digest, hash, JAM_HASH_SIZE);
	jam_reset(q);
	return true;
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
	jam_bind_text(q, 5, p->results);
	jam_bind_text(q, 6, p->reason);
	jam_bind_int(q, 7, p->seq);
	return jam_run_query(q, err);
}

bool
jam_store_put_publication(struct jam_store *store,
			  const struct jam_event *event,
			  struct jam_publication *p, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_publication last;
	struct jam_receipt receipt;
	uint8_t salt[JAM_SALT_SIZE];
	const char *key;

	if (!jam_store_get_publication(store, event, arena, &last, err) ||
	    !jam_store_event_salt(store, event->id, salt, err))
		return false;
	p->number = last.number + 1;
	p->at = jam_store_now(store);
	key =
	    jam_format(arena, "%s %lld", event->uid.text, (long long)p->number);
	if (!jam_log_begin(store,
			   &(struct jam_log_act){
			       .kind = "publish",
			       .event = event->uid.text,
			       .claimed_at = JAM_NONE,
			       .rows_in_clear = true,
			   },
			   err) ||
	    !jam_log_row(store, "publication", key,
			 jam_publication_bytes(p, event->uid.text, salt, arena),
			 &p->seq, err) ||
	    !insert(store, event, p, err) ||
	    !jam_log_close(store, &receipt, err))
		return false;
	jam_hex_write(p->digest, receipt.hash.bytes, JAM_HASH_SIZE);
	return true;
}
