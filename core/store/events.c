/* SPDX-License-Identifier: MIT */
/* The events of the file, by name. */
#include "core/store/events.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/store/db.h"
#include "core/store/event_rows.h"

#define LISTED 20 /* slugs that an error names */

bool
jam_store_list_events(struct jam_store *store, struct jam_arena *arena,
		      struct jam_words *slugs, struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_EVENT_SLUGS, err);
	const char **items = NULL;
	size_t capacity = 0, count = 0;
	bool done;

	if (query == NULL)
		return false;
	while (jam_next(query, &done, err)) {
		items =
		    jam_grow(arena, items, &capacity, count + 1, sizeof *items);
		items[count++] = jam_get_text(query, 0, arena);
	}
	if (!done)
		return false;
	*slugs = (struct jam_words){ items, count };
	return true;
}

static const char *
listing(struct jam_arena *arena, const struct jam_words *slugs)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	for (size_t i = 0; i < slugs->count && i < LISTED; i++) {
		jam_buf_text(&buf, i > 0 ? ", " : "");
		jam_buf_text(&buf, slugs->items[i]);
	}
	if (slugs->count > LISTED)
		jam_buf_format(&buf, " and %zu more", slugs->count - LISTED);
	return jam_buf_string(&buf);
}

static bool
fail_unknown(const char *slug, const struct jam_words *slugs,
	     struct jam_arena *arena, struct jam_error *err)
{
	const char *meant = jam_utf8_nearest(slug, slugs->items, slugs->count);

	jam_fail(err, JAM_E_DATA, "there is no event \"%s\"", slug);
	if (meant != NULL)
		return jam_hint(err, "did you mean \"%s\"?", meant);
	if (slugs->count == 0)
		return jam_hint(err, "jam create EVENT.yaml");
	return jam_hint(err, "there are: %s", listing(arena, slugs));
}

/* The slug of the only event. */
static bool
only_event(const struct jam_words *slugs, struct jam_arena *arena,
	   const char **slug, struct jam_error *err)
{
	if (slugs->count == 1) {
		*slug = slugs->items[0];
		return true;
	}
	if (slugs->count == 0) {
		jam_fail(err, JAM_E_DATA, "the database holds no event yet");
		return jam_hint(err, "jam create EVENT.yaml");
	}
	jam_fail(err, JAM_E_USAGE, "several events and none named: %s",
		 listing(arena, slugs));
	return jam_hint(err, "name one with --event SLUG or JAM_EVENT");
}

bool
jam_store_get_event(struct jam_store *store, const char *slug,
		    struct jam_arena *arena, struct jam_event **event,
		    struct jam_error *err)
{
	struct jam_event_stored *stored = jam_alloc(arena, sizeof *stored);
	struct jam_words slugs;

	if (slug == NULL &&
	    (!jam_store_list_events(store, arena, &slugs, err) ||
	     !only_event(&slugs, arena, &slug, err)))
		return false;
	if (!jam_event_read(store, slug, arena, stored, err))
		return false;
	if (stored->event.id == 0) {
		if (!jam_store_list_events(store, arena, &slugs, err))
			return false;
		return fail_unknown(slug, &slugs, arena, err);
	}
	*event = &stored->event;
	return true;
}

/* The one text that a statement gives, or NULL. */
static bool
get_text(struct jam_query *query, struct jam_arena *arena, const char **text,
	 struct jam_error *err)
{
	bool row;

	*text = NULL;
	if (!jam_step(query, &row, err))
		return false;
	if (row)
		*text = jam_get_text(query, 0, arena);
	jam_reset(query);
	return true;
}

bool
jam_store_name_event(struct jam_store *store, const char *uid,
		     struct jam_arena *arena, const char **slug,
		     struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_EVENT_NAME, err);

	if (query == NULL)
		return false;
	jam_bind_text(query, 1, uid);
	return get_text(query, arena, slug, err);
}

bool
jam_store_find_rubric(struct jam_store *store, const struct jam_event *event,
		      const char *digest, struct jam_arena *arena,
		      const char **text, struct jam_error *err)
{
	struct jam_query *query =
	    jam_query(store, JAM_SQL_RUBRIC_BY_DIGEST, err);

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, event->id);
	jam_bind_text(query, 2, digest);
	return get_text(query, arena, text, err);
}

bool
jam_store_get_amendments(struct jam_store *store, const struct jam_event *event,
			 int64_t *changed_at, int64_t *count,
			 struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_AMENDMENTS_SEEN, err);
	bool row;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	if (!jam_step(q, &row, err))
		return false;
	if (!row)
		return jam_fail(err, JAM_E_CONFIG,
				"no entry of the log holds the event");
	*count = jam_get_int(q, 0);
	*changed_at = jam_get_int(q, *count > 0 ? 1 : 2);
	jam_reset(q);
	return true;
}
