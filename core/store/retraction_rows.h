/* SPDX-License-Identifier: MIT */
/* Canonical bytes of retractions and of ratings set aside. */
#ifndef JAM_STORE_RETRACTION_ROWS_H
#define JAM_STORE_RETRACTION_ROWS_H

#include <stdint.h>

struct jam_arena;

/* Names of rows are uids; the salt is the event's. */
struct jam_retracted_row {
	const char *event, *project;
	int64_t tier, at;
	const char *reason;
};
const char *jam_retracted_bytes(const struct jam_retracted_row *row,
				const uint8_t *salt, struct jam_arena *arena);

/* project NULL: all of the judge's.  The salt is the judge's person's. */
struct jam_aside_row {
	const char *event, *judge, *project;
	int64_t at;
	const char *reason; /* NULL once forgotten */
};
const char *jam_aside_name(const struct jam_aside_row *row,
			   struct jam_arena *arena);
const char *jam_aside_bytes(const struct jam_aside_row *row,
			    const uint8_t *salt, struct jam_arena *arena);

#endif
