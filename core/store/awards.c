/* SPDX-License-Identifier: MIT */
/* The table award. */
#include "core/store/awards.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/store/award_rows.h"
#include "core/store/db.h"
#include "core/store/log.h"
#include "core/store/salts.h"
#include "core/store/store.h"

void
jam_award_read(const struct jam_query *q, struct jam_arena *arena,
	       struct jam_award *out)
{
	*out = (struct jam_award){
		.number = jam_get_int(q, 0),
		.place = jam_get_int(q, 1),
		.name = jam_get_text(q, 2, arena),
		.project = jam_get_int(q, 3),
		.project_uid = jam_get_text(q, 4, arena),
		.amount = jam_get_int(q, 5),
		.currency = jam_get_text(q, 6, arena),
		.at = jam_get_int(q, 7),
		.seq = jam_get_int(q, 8),
	};
}

const char *
jam_award_key(const struct jam_award *row, const char *event,
	      struct jam_arena *arena)
{
	return jam_format(arena, "%s %lld", event, (long long)row->number);
}

const char *
jam_award_bytes(const struct jam_award *row, const char *event,
		const uint8_t *salt, struct jam_arena *arena)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, salt);
	jam_entry_int(&e, "amount", row->amount);
	jam_entry_int(&e, "at", row->at);
	jam_entry_text(&e, "currency", row->currency);
	jam_entry_word(&e, "event", event);
	jam_entry_text(&e, "name", row->name);
	jam_entry_int(&e, "number", row->number);
	jam_entry_int(&e, "place", row->place);
	jam_entry_word(&e, "project", row->project_uid);
	return jam_entry_end(&e);
}

bool
jam_store_get_awards(struct jam_store *store, const struct jam_event *event,
		     struct jam_arena *arena, struct jam_award **awards,
		     size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_AWARDS_OF_EVENT, err);
	size_t capacity = 0;
	bool done;

	*awards = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err)) {
		*awards = jam_grow(arena, *awards, &capacity, *count + 1,
				   sizeof(**awards));
		jam_award_read(q, arena, &(*awards)[(*count)++]);
	}
	return done;
}

static bool
same(const struct jam_award *a, const struct jam_award *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (a[i].place != b[i].place || a[i].project != b[i].project ||
		    a[i].amount != b[i].amount ||
		    !jam_same_text(a[i].name, b[i].name) ||
		    !jam_same_text(a[i].currency, b[i].currency))
			return false;
	return true;
}

static bool
insert(struct jam_store *store, const struct jam_event *event,
       const struct jam_award *award, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_AWARD_INSERT, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_int(q, 2, award->number);
	jam_bind_opt(q, 3, award->place);
	jam_bind_text(q, 4, award->name);
	jam_bind_int(q, 5, award->project);
	jam_bind_int(q, 6, award->amount);
	jam_bind_text(q, 7, award->currency);
	jam_bind_int(q, 8, award->at);
	jam_bind_int(q, 9, award->seq);
	return jam_run_query(q, err);
}

/* The old ones end and go. */
static bool
take_back(struct jam_store *store, const struct jam_event *event,
	  const struct jam_award *old, size_t count, const uint8_t *salt,
	  struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	const char *uid = event->uid.text;
	struct jam_query *q = jam_query(store, JAM_SQL_AWARDS_DELETE, err);

	if (q == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!jam_log_end(store, "award",
				 jam_award_key(&old[i], uid, arena),
				 jam_award_bytes(&old[i], uid, salt, arena),
				 old[i].seq, err))
			return false;
	jam_bind_int(q, 1, event->id);
	return jam_run_query(q, err);
}

bool
jam_store_put_awards(struct jam_store *store, const struct jam_event *event,
		     struct jam_award *awards, size_t count,
		     enum jam_change *change, struct jam_error *err)
{
	const struct jam_log_act act = { .kind = "award",
					 .event = event->uid.text,
					 .claimed_at = JAM_NONE };
	struct jam_arena *arena = jam_store_arena(store);
	const char *uid = event->uid.text;
	struct jam_award *old;
	uint8_t salt[JAM_SALT_SIZE];
	size_t had;

	if (!jam_store_get_awards(store, event, arena, &old, &had, err))
		return false;
	*change = JAM_UNCHANGED;
	if (had == count && same(old, awards, count))
		return true;
	*change = had > 0 ? JAM_UPDATED : JAM_ADDED;
	if (!jam_store_event_salt(store, event->id, salt, err) ||
	    !jam_log_begin(store, &act, err) ||
	    !take_back(store, event, old, had, salt, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct jam_award *a = &awards[i];

		a->number = (int64_t)i + 1;
		a->at = jam_store_now(store);
		if (!jam_log_row(store, "award", jam_award_key(a, uid, arena),
				 jam_award_bytes(a, uid, salt, arena), &a->seq,
				 err) ||
		    !insert(store, event, a, err))
			return false;
	}
	return true;
}
