/* SPDX-License-Identifier: MIT */
/* An event as it is stored, for amend and for verify. */
#ifndef JAM_STORE_EVENT_ROWS_H
#define JAM_STORE_EVENT_ROWS_H

#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/model/event_rows.h"

struct jam_store;

struct jam_event_stored {
	struct jam_event event;
	struct jam_event dropped; /* criteria and sites alone */
	uint8_t salt[JAM_SALT_SIZE];
	struct jam_event_rows rows; /* all logged rows of the declaration */
	int64_t *seqs;		    /* of each row: the entry that holds it */
};

/* By slug; event.id is 0 where there is none. */
JAM_MUST_USE bool jam_event_stored_get(struct jam_store *store,
				       const char *slug,
				       struct jam_arena *arena,
				       struct jam_event_stored *stored,
				       struct jam_error *err);

/* The declaration alone: stored->event and ->salt. */
JAM_MUST_USE bool jam_event_read(struct jam_store *store, const char *slug,
				 struct jam_arena *arena,
				 struct jam_event_stored *stored,
				 struct jam_error *err);

/* The lists of an event whose id is set; dropped ones apart. */
JAM_MUST_USE bool jam_event_lists_get(struct jam_store *store,
				      struct jam_arena *arena,
				      struct jam_event *e,
				      struct jam_error *err);
JAM_MUST_USE bool jam_event_dropped_get(struct jam_store *store,
					struct jam_arena *arena,
					struct jam_event *e,
					struct jam_error *err);

/* Write one row of an event (or of its dropped parts) with its seq. */
JAM_MUST_USE bool jam_event_row_put(struct jam_store *store,
				    struct jam_event *event,
				    const struct jam_event_row *row,
				    int64_t seq, struct jam_error *err);

/*
 * Write, in the act that was begun, the rows of a declaration that differ from
 * those stored; criteria have their slots.
 */
JAM_MUST_USE bool jam_event_stored_replace(struct jam_store *store,
					   const struct jam_event_stored *old,
					   struct jam_event *event,
					   struct jam_event *dropped,
					   struct jam_error *err);

/* Remove a row of a list. */
JAM_MUST_USE bool jam_event_row_drop(struct jam_store *store, int64_t event,
				     const struct jam_event_row *row,
				     struct jam_error *err);

/*
 * Ratings given so far that a declaration would make wrong (off its scale,
 * outside its window, without a score that it requires) are JAM_E_RULE.
 * Criteria have their slots.
 */
JAM_MUST_USE bool jam_event_ratings_fit(struct jam_store *store,
					const struct jam_event *event,
					struct jam_error *err);

/*
 * The canonical bytes of a rubric and of an amendment, for which the log's
 * keys are "UID DIGEST" and "UID NUMBER".
 */
struct jam_event_seal {
	const char *uid;
	const uint8_t *salt;
};
const char *jam_rubric_bytes(struct jam_arena *arena,
			     const struct jam_event_seal *seal,
			     const char *digest, const char *text);
const char *jam_amendment_bytes(struct jam_arena *arena,
				const struct jam_event_seal *seal,
				int64_t number, int64_t at, const char *reason,
				const char *changes);

#endif
