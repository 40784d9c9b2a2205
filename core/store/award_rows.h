/* SPDX-License-Identifier: MIT */
/* An award's name and canonical bytes, as the log holds them. */
#ifndef JAM_STORE_AWARD_ROWS_H
#define JAM_STORE_AWARD_ROWS_H

#include <stdint.h>

struct jam_arena;
struct jam_award;
struct jam_query;

/* Columns 0 to 7: number, place, name, project, its uid, amount, …, at. */
void jam_award_read(const struct jam_query *query, struct jam_arena *arena,
		    struct jam_award *out);

/* event is a uid; the salt is the event's. */
const char *jam_award_key(const struct jam_award *row, const char *event,
			  struct jam_arena *arena);
const char *jam_award_bytes(const struct jam_award *row, const char *event,
			    const uint8_t *salt, struct jam_arena *arena);

#endif
