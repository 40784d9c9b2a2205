/* SPDX-License-Identifier: MIT */
/* Declaring an event and changing it: only what differs is written. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/uid.h"
#include "core/model/columns.h"
#include "core/store/db.h"
#include "core/store/event_rows.h"
#include "core/store/events.h"
#include "core/store/log.h"
#include "core/store/same_person.h"
#include "core/store/store.h"

const char *
jam_rubric_bytes(struct jam_arena *arena, const struct jam_event_seal *seal,
		 const char *digest, const char *text)
{
	struct jam_entry entry;

	jam_entry_begin(&entry, arena, seal->salt);
	jam_entry_word(&entry, "digest", digest);
	jam_entry_word(&entry, "event_uid", seal->uid);
	jam_entry_text(&entry, "text", text);
	return jam_entry_end(&entry);
}

const char *
jam_amendment_bytes(struct jam_arena *arena, const struct jam_event_seal *seal,
		    int64_t number, int64_t at, const char *reason,
		    const char *changes)
{
	struct jam_entry entry;

	jam_entry_begin(&entry, arena, seal->salt);
	jam_entry_int(&entry, "at", at);
	jam_entry_text(&entry, "changes", changes);
	jam_entry_word(&entry, "event_uid", seal->uid);
	jam_entry_int(&entry, "number", number);
	jam_entry_text(&entry, "reason", reason);
	return jam_entry_end(&entry);
}

/* Keep what scores mean now, unless it is known. */
static bool
put_rubric(struct jam_store *store, const struct jam_event *event,
	   const uint8_t *salt, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	const char *text = jam_event_rubric_text(event, arena), *known, *key;
	const struct jam_event_seal seal = { event->uid.text, salt };
	struct jam_query *query;
	char digest[17];
	int64_t seq;

	jam_event_rubric(event, arena, digest);
	key = jam_format(arena, "%s %s", event->uid.text, digest);
	if (!jam_store_find_rubric(store, event, digest, arena, &known, err))
		return false;
	if (known != NULL)
		return true;
	if (!jam_log_row(store, "rubric", key,
			 jam_rubric_bytes(arena, &seal, digest, text), &seq,
			 err))
		return false;
	query = jam_query(store, JAM_SQL_RUBRIC_PUT, err);
	if (query == NULL)
		return false;
	jam_bind_int(query, 1, event->id);
	jam_bind_text(query, 2, digest);
	jam_bind_text(query, 3, text);
	jam_bind_int(query, 4, seq);
	return jam_run_query(query, err);
}

static bool
put_salt(struct jam_store *store, int64_t event, const uint8_t *salt,
	 struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_EVENT_SALT_PUT, err);

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, event);
	jam_bind_blob(query, 2, salt, JAM_SALT_SIZE);
	return jam_run_query(query, err);
}

static bool
begin_act(struct jam_store *store, const char *kind,
	  const struct jam_event *event, struct jam_error *err)
{
	struct jam_log_act *act =
	    jam_alloc(jam_store_arena(store), sizeof *act);

	act->kind = kind;
	act->event = jam_strdup(jam_store_arena(store), event->uid.text);
	act->claimed_at = JAM_NONE;
	return jam_log_begin(store, act, err);
}

/* Write rows of one declaration, leaving out those that `old` has too. */
static bool
put_rows(struct jam_store *store, struct jam_event *event,
	 const struct jam_event_rows *rows, const struct jam_event_stored *old,
	 struct jam_error *err)
{
	size_t near = 0;

	for (size_t i = 0; i < rows->count; i++) {
		const struct jam_event_row *row = &rows->items[i], *was;
		int64_t seq;

		was = jam_event_rows_find(&old->rows, row->table, row->key,
					  &near);
		if (was != NULL && strcmp(was->bytes, row->bytes) == 0)
			continue;
		if (was != NULL &&
		    !jam_log_end(store, was->table, was->key, was->bytes,
				 old->seqs[was - old->rows.items], err))
			return false;
		if (!jam_log_row(store, row->table, row->key, row->bytes, &seq,
				 err) ||
		    !jam_event_row_put(store, event, row, seq, err))
			return false;
	}
	return true;
}

bool
jam_store_put_event(struct jam_store *store, struct jam_event *event,
		    struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_event_stored old;
	struct jam_event_rows rows = { 0 };
	uint8_t salt[JAM_SALT_SIZE];

	if (!jam_event_read(store, event->slug, arena, &old, err))
		return false;
	if (old.event.id != 0) {
		jam_fail(err, JAM_E_CANTCREATE,
			 "there is an event \"%s\" already", event->slug);
		return jam_hint(err, "change it with: jam amend EVENT.yaml");
	}
	jam_uid_new(jam_store_random(store), &event->uid);
	jam_random_bytes(jam_store_random(store), salt, sizeof salt);
	jam_event_rows_add(event, salt, false, arena, &rows);
	return begin_act(store, "create", event, err) &&
	       put_rows(store, event, &rows, &old, err) &&
	       put_salt(store, event->id, salt, err) &&
	       put_rubric(store, event, salt, err) &&
	       jam_same_person_apply(store, err);
}

/* Give each criterion the slot it has, or had, else the next one. */
static void
take_slots(struct jam_event *event, const struct jam_event_stored *old)
{
	int64_t next =
	    (int64_t)(old->event.criteria_len + old->dropped.criteria_len);

	for (size_t i = 0; i < event->criteria_len; i++) {
		struct jam_criterion *c = &event->criteria[i];
		const struct jam_criterion *was =
		    jam_event_criterion(&old->event, c->key);

		if (was == NULL)
			was = jam_event_criterion(&old->dropped, c->key);
		c->id = was != NULL ? was->id : 0;
		c->slot = was != NULL ? was->slot : next++;
	}
}

static void
drop_criterion(struct jam_arena *arena, const struct jam_event *event,
	       const struct jam_criterion *c, struct jam_event *dropped)
{
	size_t capacity = dropped->criteria_len;

	if (jam_event_criterion(event, c->key) != NULL)
		return;
	dropped->criteria = jam_grow(arena, dropped->criteria, &capacity,
				     dropped->criteria_len + 1, sizeof *c);
	dropped->criteria[dropped->criteria_len++] = *c;
}

static void
drop_site(struct jam_arena *arena, const struct jam_event *event,
	  const struct jam_site *site, struct jam_event *dropped)
{
	size_t capacity = dropped->sites_len;

	if (jam_event_site(event, site->key) != NULL)
		return;
	dropped->sites = jam_grow(arena, dropped->sites, &capacity,
				  dropped->sites_len + 1, sizeof *site);
	dropped->sites[dropped->sites_len++] = *site;
}

/* What was there, or was dropped before, and the new declaration lacks. */
static void
collect_dropped(struct jam_arena *arena, const struct jam_event *event,
		const struct jam_event_stored *old, struct jam_event *dropped)
{
	const struct jam_event *both[] = { &old->event, &old->dropped };

	*dropped = (struct jam_event){ .id = event->id,
				       .uid = event->uid,
				       .budget = JAM_NONE };
	for (size_t k = 0; k < 2; k++) {
		for (size_t i = 0; i < both[k]->criteria_len; i++)
			drop_criterion(arena, event, &both[k]->criteria[i],
				       dropped);
		for (size_t i = 0; i < both[k]->sites_len; i++)
			drop_site(arena, event, &both[k]->sites[i], dropped);
	}
}

/* End the rows that neither part of the new declaration has. */
static bool
end_rows(struct jam_store *store, const struct jam_event_stored *old,
	 const struct jam_event_rows *rows,
	 const struct jam_event_rows *dropped, struct jam_error *err)
{
	size_t near = 0, near_dropped = 0;

	for (size_t i = 0; i < old->rows.count; i++) {
		const struct jam_event_row *was = &old->rows.items[i];

		if (jam_event_rows_find(rows, was->table, was->key, &near) !=
			NULL ||
		    jam_event_rows_find(dropped, was->table, was->key,
					&near_dropped) != NULL)
			continue;
		if (!jam_log_end(store, was->table, was->key, was->bytes,
				 old->seqs[i], err) ||
		    !jam_event_row_drop(store, old->event.id, was, err))
			return false;
	}
	return true;
}

static bool
next_number(struct jam_store *store, int64_t event, int64_t *number,
	    struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_AMENDMENT_LAST, err);
	bool row;

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, event);
	if (!jam_step(query, &row, err))
		return false;
	*number = row ? jam_get_int(query, 0) + 1 : 1;
	jam_reset(query);
	return true;
}

static bool
put_amendment(struct jam_store *store, const struct jam_event_stored *old,
	      const struct jam_amendment *amendment, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	const struct jam_event_seal seal = { old->event.uid.text, old->salt };
	int64_t at = jam_store_now(store), number, seq;
	struct jam_query *query;
	const char *key;

	if (!next_number(store, old->event.id, &number, err))
		return false;
	key = jam_format(arena, "%s %lld", old->event.uid.text,
			 (long long)number);
	if (!jam_log_row(store, "amendment_private", key,
			 jam_amendment_bytes(arena, &seal, number, at,
					     amendment->reason,
					     amendment->changes),
			 &seq, err))
		return false;
	query = jam_query(store, JAM_SQL_AMENDMENT_PUT, err);
	if (query == NULL)
		return false;
	jam_bind_int(query, 1, old->event.id);
	jam_bind_int(query, 2, number);
	jam_bind_int(query, 3, at);
	jam_bind_text(query, 4, amendment->reason);
	jam_bind_text(query, 5, amendment->changes);
	jam_bind_int(query, 6, seq);
	return jam_run_query(query, err);
}

bool
jam_event_stored_replace(struct jam_store *store,
			 const struct jam_event_stored *old,
			 struct jam_event *event, struct jam_event *dropped,
			 struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_event_rows rows = { 0 }, dropped_rows = { 0 };

	jam_event_rows_add(event, old->salt, false, arena, &rows);
	jam_event_rows_add(dropped, old->salt, true, arena, &dropped_rows);
	return end_rows(store, old, &rows, &dropped_rows, err) &&
	       put_rows(store, event, &rows, old, err) &&
	       put_rows(store, dropped, &dropped_rows, old, err);
}

bool
jam_store_amend_event(struct jam_store *store, struct jam_event *event,
		      const struct jam_amendment *amendment,
		      struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_event_stored old;
	struct jam_event dropped;

	if (!jam_event_stored_get(store, event->slug, arena, &old, err))
		return false;
	if (old.event.id == 0)
		return jam_fail(err, JAM_E_DATA, "no event \"%s\"",
				event->slug);
	event->id = old.event.id;
	event->uid = old.event.uid;
	take_slots(event, &old);
	collect_dropped(arena, event, &old, &dropped);
	return jam_event_ratings_fit(store, event, err) &&
	       begin_act(store, "amend", event, err) &&
	       jam_event_stored_replace(store, &old, event, &dropped, err) &&
	       put_rubric(store, event, old.salt, err) &&
	       put_amendment(store, &old, amendment, err) &&
	       jam_same_person_part(store, &old.event, event, err) &&
	       jam_same_person_apply(store, err);
}
