/* SPDX-License-Identifier: MIT */
/* An answer of a survey: its name and canonical bytes, as the log holds them */
#ifndef JAM_STORE_SURVEY_ROWS_H
#define JAM_STORE_SURVEY_ROWS_H

#include <stdint.h>

struct jam_arena;
struct jam_query;

struct jam_survey_stored {
	const char *row_key, *email; /* email: only without a person */
	const char *question, *value;
	int64_t seq;
	const char *event, *person; /* uids; person NULL: nobody known */
	const uint8_t *salt;	    /* the person's, else the event's */
};

/*
 * Columns 0 to 8: row_key, email, question, value, seq, uids of event and
 * person, salts of person and event; the salt until the next step.
 */
void jam_survey_stored_read(const struct jam_query *query,
			    struct jam_arena *arena,
			    struct jam_survey_stored *out);

/* The row's key may be an address, so the log's key holds a commitment. */
const char *jam_survey_key(const struct jam_survey_stored *row,
			   struct jam_arena *arena);
const char *jam_survey_bytes(const struct jam_survey_stored *row,
			     struct jam_arena *arena);

#endif
