/* SPDX-License-Identifier: MIT */
/* An event as it is stored: its own row, its lists, its entries of the log. */
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/store/db.h"
#include "core/store/event_rows.h"

static void
split_words(struct jam_arena *arena, const char *text, const char ***words,
	    size_t *count)
{
	size_t capacity = 0, n;

	for (; *text != '\0'; text += n + (text[n] == ' ')) {
		n = strcspn(text, " ");
		*words = jam_grow(arena, *words, &capacity, *count + 1,
				  sizeof **words);
		(*words)[(*count)++] = jam_strndup(arena, text, n);
	}
}

static void
read_judging(const struct jam_query *q, int i, struct jam_judging *judging)
{
	judging->opens_at = jam_get_int(q, i++);
	judging->closes_at = jam_get_int(q, i++);
	judging->grace = jam_get_int(q, i++);
	judging->by = (unsigned)jam_get_int(q, i++);
	judging->batch = jam_get_int(q, i++);
	judging->unlock = (enum jam_unlock)jam_get_index(q, i++, JAM_NEVER);
	judging->own_site =
	    (enum jam_own_site)jam_get_index(q, i++, JAM_SITE_FORBID);
	judging->public_comments = jam_get_int(q, i++) != 0;
	judging->scale_min = jam_get_int(q, i++);
	judging->scale_max = jam_get_int(q, i++);
	judging->scale_step = jam_get_int(q, i++);
	judging->decimals = (unsigned)jam_get_index(q, i++, 4);
}

static void
read_scoring(const struct jam_query *q, int i, struct jam_arena *arena,
	     struct jam_scoring *scoring)
{
	scoring->method = (enum jam_method)jam_get_index(q, i++, JAM_MIXED);
	scoring->min_ratings = jam_get_int(q, i++);
	scoring->expert_share = jam_get_int(q, i++);
	scoring->prior = jam_get_text(q, i++, arena);
	scoring->median = jam_get_text(q, i++, arena);
	split_words(arena, jam_peek_text(q, i), &scoring->tie_break,
		    &scoring->tie_break_len);
}

/* One of another length stays empty, and no row of the log has that. */
static void
read_uid(const char *text, struct jam_uid *uid)
{
	if (strlen(text) == JAM_UID_SIZE)
		memcpy(uid->text, text, JAM_UID_SIZE);
}

/* A row of EVENT_BY_SLUG. */
static void
read_event(const struct jam_query *q, struct jam_arena *arena,
	   struct jam_event_stored *stored)
{
	struct jam_event *e = &stored->event;
	size_t length;
	const void *salt = jam_peek_blob(q, 1, &length);
	int i = 2;

	if (length == sizeof stored->salt)
		memcpy(stored->salt, salt, sizeof stored->salt);
	e->id = jam_get_int(q, 0);
	read_uid(jam_peek_text(q, i++), &e->uid);
	e->slug = jam_get_text(q, i++, arena);
	e->title = jam_get_text(q, i++, arena);
	e->zone = jam_get_text(q, i++, arena);
	e->description = jam_get_text(q, i++, arena);
	e->starts_at = jam_get_int(q, i++);
	e->ends_at = jam_get_int(q, i++);
	e->team_min = jam_get_int(q, i++);
	e->team_max = jam_get_int(q, i++);
	read_judging(q, i, &e->judging);
	read_scoring(q, i + 12, arena, &e->scoring);
	i += 18;
	e->budget = jam_get_int(q, i++);
	e->budget_currency = jam_get_text(q, i++, arena);
}

bool
jam_event_read(struct jam_store *store, const char *slug,
	       struct jam_arena *arena, struct jam_event_stored *stored,
	       struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_EVENT_BY_SLUG, err);
	bool row;

	memset(stored, 0, sizeof *stored);
	if (query == NULL)
		return false;
	jam_bind_text(query, 1, slug);
	if (!jam_step(query, &row, err))
		return false;
	if (!row)
		return true;
	read_event(query, arena, stored);
	jam_reset(query);
	return jam_event_lists_get(store, arena, &stored->event, err);
}

/* "UID KEY", or the uid alone for the event's own row. */
static const char *
log_key(struct jam_arena *arena, const char *uid, const char *key)
{
	return key[0] == '\0' ? uid : jam_format(arena, "%s %s", uid, key);
}

static bool
get_seqs(struct jam_store *store, struct jam_arena *arena,
	 struct jam_event_stored *stored, struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_EVENT_SEQS, err);
	size_t near = 0;
	bool done;

	if (query == NULL)
		return false;
	stored->seqs =
	    jam_alloc_array(arena, stored->rows.count, sizeof *stored->seqs);
	jam_bind_int(query, 1, stored->event.id);
	while (jam_next(query, &done, err)) {
		const struct jam_event_row *found;

		found =
		    jam_event_rows_find(&stored->rows, jam_peek_text(query, 0),
					log_key(arena, stored->event.uid.text,
						jam_peek_text(query, 1)),
					&near);
		if (found != NULL)
			stored->seqs[found - stored->rows.items] =
			    jam_get_int(query, 2);
	}
	return done;
}

bool
jam_event_stored_get(struct jam_store *store, const char *slug,
		     struct jam_arena *arena, struct jam_event_stored *stored,
		     struct jam_error *err)
{
	if (!jam_event_read(store, slug, arena, stored, err))
		return false;
	if (stored->event.id == 0)
		return true;
	stored->dropped.id = stored->event.id;
	stored->dropped.uid = stored->event.uid;
	stored->dropped.budget = JAM_NONE;
	if (!jam_event_dropped_get(store, arena, &stored->dropped, err))
		return false;
	jam_event_rows_add(&stored->event, stored->salt, false, arena,
			   &stored->rows);
	jam_event_rows_add(&stored->dropped, stored->salt, true, arena,
			   &stored->rows);
	return get_seqs(store, arena, stored, err);
}
