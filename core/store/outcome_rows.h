/* SPDX-License-Identifier: MIT */
/* An outcome's name and canonical bytes, as the log holds them. */
#ifndef JAM_STORE_OUTCOME_ROWS_H
#define JAM_STORE_OUTCOME_ROWS_H

#include <stdint.h>

struct jam_arena;
struct jam_query;

struct jam_outcome_stored {
	const char *wave, *kind, *detail, *quote;
	int64_t consent, at, seq;
	const char *event, *person, *project; /* uids; NULL: none */
	int64_t id;			      /* row */
	const uint8_t *salt;		      /* the person's, or the event's */
};

/*
 * Columns 0 to 12: wave, kind, detail, quote, consent, at, seq, uids of event,
 * person and project, row, salts of person and event; the salt until the next
 * step.
 */
void jam_outcome_stored_read(const struct jam_query *query,
			     struct jam_arena *arena,
			     struct jam_outcome_stored *out);

/* A detail is a person's text, so the log's key holds a commitment. */
const char *jam_outcome_key(const struct jam_outcome_stored *row,
			    struct jam_arena *arena);
const char *jam_outcome_bytes(const struct jam_outcome_stored *row,
			      struct jam_arena *arena);

#endif
