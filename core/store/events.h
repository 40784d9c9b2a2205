/* SPDX-License-Identifier: MIT */
/* The events of the file, whole: declared, amended, loaded. */
#ifndef JAM_STORE_EVENTS_H
#define JAM_STORE_EVENTS_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_event;
struct jam_store;
struct jam_words;

/* The slugs of all events, by start, then slug; of the arena. */
JAM_MUST_USE bool jam_store_list_events(struct jam_store *store,
					struct jam_arena *arena,
					struct jam_words *slugs,
					struct jam_error *err);

/*
 * An event by its slug, or, slug NULL, the only one there is.  Several and
 * none named: JAM_E_USAGE that lists them.  Unknown: JAM_E_DATA with "did you
 * mean"; so is a file without any.  Texts of the arena.
 */
JAM_MUST_USE bool jam_store_get_event(struct jam_store *store, const char *slug,
				      struct jam_arena *arena,
				      struct jam_event **event,
				      struct jam_error *err);

/*
 * Store a declaration; begins an act "create" of the log.  Sets the uid and
 * the rows of event, criteria and sites.  A slug that is taken is
 * JAM_E_CANTCREATE, and nothing was written.
 */
JAM_MUST_USE bool jam_store_put_event(struct jam_store *store,
				      struct jam_event *event,
				      struct jam_error *err);

/*
 * Store a declaration in place of the one of the same slug; begins an act
 * "amend".  Only rows that changed are written.  A criterion keeps its slot
 * for good: one that is left out is marked, and found again by its key.
 * changes: a line for each value, kept with the reason (NULL: none).
 * Ratings that would be off the scale, outside the window, or lack a score that
 * is now required, are JAM_E_RULE.
 */
struct jam_amendment {
	const char *reason, *changes;
};
JAM_MUST_USE bool jam_store_amend_event(struct jam_store *store,
					struct jam_event *event,
					const struct jam_amendment *amendment,
					struct jam_error *err);

/* When it was last created or amended, and how often it was amended. */
JAM_MUST_USE bool jam_store_get_amendments(struct jam_store *store,
					   const struct jam_event *event,
					   int64_t *changed_at, int64_t *count,
					   struct jam_error *err);

/* How many ratings there are, those set aside or retracted as well. */
JAM_MUST_USE bool jam_store_count_ratings(struct jam_store *store,
					  const struct jam_event *event,
					  int64_t *count,
					  struct jam_error *err);

/* The slug of the event of this uid; NULL where there is none. */
JAM_MUST_USE bool jam_store_name_event(struct jam_store *store, const char *uid,
				       struct jam_arena *arena,
				       const char **slug,
				       struct jam_error *err);

/*
 * The text of a rubric that this event has, or had, by its digest; NULL where
 * there was none.
 */
JAM_MUST_USE bool jam_store_find_rubric(
    struct jam_store *store, const struct jam_event *event, const char *digest,
    struct jam_arena *arena, const char **text, struct jam_error *err);

#endif
