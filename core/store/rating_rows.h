/* SPDX-License-Identifier: MIT */
/* Ratings and skips as stored, for the store and for verify. */
#ifndef JAM_STORE_RATING_ROWS_H
#define JAM_STORE_RATING_ROWS_H

#include <stdbool.h>
#include <stdint.h>

struct jam_arena;
struct jam_query;

struct jam_rating_stored {
	const char *scores; /* as jam_scores_store makes it */
	int64_t rated_at;   /* JAM_NONE: not known (recorded) */
	int64_t entered_at;
	bool recorded;
	int64_t saved_at; /* JAM_NONE: came by no ballot */
	int64_t seq;
	const char *comment, *reason;
};

/* Columns as RATING_GET gives them; texts of the arena. */
void jam_rating_stored_read(const struct jam_query *query,
			    struct jam_arena *arena,
			    struct jam_rating_stored *out);

/* Which rating: uids of event, judge and project; the judge's salt. */
struct jam_rating_key {
	const char *event, *judge, *project;
	const uint8_t *salt;
};
const char *jam_rating_bytes(const struct jam_rating_stored *row,
			     const struct jam_rating_key *key,
			     struct jam_arena *arena);
const char *jam_skip_bytes(int64_t at, const char *reason,
			   const struct jam_rating_key *key,
			   struct jam_arena *arena);

#endif
