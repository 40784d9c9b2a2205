/* SPDX-License-Identifier: MIT */
/* Every logged row of the events, for verify. */
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/person.h"
#include "core/store/db.h"
#include "core/store/event_rows.h"
#include "core/store/events.h"
#include "core/store/rows.h"

/*
 * The bytes of an address do not hold the key that it is found by; a key that
 * is another's makes the row another one.
 */
static bool
check_keys(struct jam_store *store, struct jam_arena *arena,
	   struct jam_event_stored *stored, struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_EVENT_KEYS, err);
	size_t near = 0;
	bool done;

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, stored->event.id);
	while (jam_next(query, &done, err)) {
		const struct jam_event_row *found;
		const char *email, *key;

		if (jam_email_read(arena, jam_peek_text(query, 2), &email,
				   &key) &&
		    strcmp(key, jam_peek_text(query, 3)) == 0)
			continue;
		found = jam_event_rows_find(
		    &stored->rows, jam_peek_text(query, 0),
		    jam_format(arena, "%s %lld", stored->event.uid.text,
			       (long long)jam_get_int(query, 1)),
		    &near);
		if (found != NULL)
			stored->rows.items[found - stored->rows.items].bytes =
			    "{}";
	}
	return done;
}

static bool
give_rubrics(struct jam_store *store, struct jam_rows *rows,
	     const struct jam_event_stored *stored, struct jam_arena *arena,
	     struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_RUBRIC_ROWS, err);
	const struct jam_event_seal seal = { stored->event.uid.text,
					     stored->salt };
	const char *digest;
	bool done;

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, stored->event.id);
	while (jam_next(query, &done, err)) {
		digest = jam_peek_text(query, 0);
		if (!rows->take(rows, "rubric",
				jam_format(arena, "%s %s", seal.uid, digest),
				jam_rubric_bytes(arena, &seal, digest,
						 jam_peek_text(query, 1)),
				jam_get_int(query, 2), err))
			return jam_stop(query);
	}
	return done;
}

static bool
give_amendments(struct jam_store *store, struct jam_rows *rows,
		const struct jam_event_stored *stored, struct jam_arena *arena,
		struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_AMENDMENT_ROWS, err);
	const struct jam_event_seal seal = { stored->event.uid.text,
					     stored->salt };
	bool done;

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, stored->event.id);
	while (jam_next(query, &done, err)) {
		if (!rows->take(rows, "amendment_private",
				jam_format(arena, "%s %lld", seal.uid,
					   (long long)jam_get_int(query, 0)),
				jam_amendment_bytes(arena, &seal,
						    jam_get_int(query, 0),
						    jam_get_int(query, 1),
						    jam_peek_text(query, 2),
						    jam_peek_text(query, 3)),
				jam_get_int(query, 4), err))
			return jam_stop(query);
	}
	return done;
}

static bool
give_event(struct jam_store *store, struct jam_rows *rows, const char *slug,
	   struct jam_arena *arena, struct jam_error *err)
{
	struct jam_event_stored stored;

	if (!jam_event_stored_get(store, slug, arena, &stored, err))
		return false;
	/* Its salt is missing: the row cannot be made again. */
	if (stored.event.id == 0)
		return rows->take(rows, "event", slug, "{}", 0, err);
	if (!check_keys(store, arena, &stored, err))
		return false;
	for (size_t i = 0; i < stored.rows.count; i++) {
		const struct jam_event_row *row = &stored.rows.items[i];

		if (!rows->take(rows, row->table, row->key, row->bytes,
				stored.seqs[i], err))
			return false;
	}
	return give_rubrics(store, rows, &stored, arena, err) &&
	       give_amendments(store, rows, &stored, arena, err);
}

bool
jam_rows_events(struct jam_store *store, struct jam_rows *rows,
		struct jam_arena *arena, struct jam_error *err)
{
	struct jam_words slugs;

	if (!jam_store_list_events(store, arena, &slugs, err))
		return false;
	for (size_t i = 0; i < slugs.count; i++) {
		struct jam_mark mark = jam_arena_mark(arena);

		if (!give_event(store, rows, slugs.items[i], arena, err))
			return false;
		jam_arena_reset(arena, mark);
	}
	return true;
}
