/* SPDX-License-Identifier: MIT */
/*
 * An event as the rows that the store keeps it in, each with the canonical
 * bytes that the log binds (faults.md 3).
 */
#ifndef JAM_MODEL_EVENT_ROWS_H
#define JAM_MODEL_EVENT_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_event;

struct jam_event_row {
	const char *table; /* "criterion" */
	const char *key;   /* "UID ml-safety"; by index where there is none */
	const char *bytes; /* as in model/entry.h */
	size_t index;	   /* in the event's list */
	bool dropped;	   /* a criterion or site that an amend took out */
};
struct jam_event_rows {
	struct jam_event_row *items;
	size_t count, capacity;
};

/*
 * Append the rows of a declaration; the event has its uid and its criteria
 * their slots.  With `dropped`, only criteria and sites, marked as dropped by
 * an amend.  salt: of the event, JAM_SALT_SIZE bytes.
 */
void jam_event_rows_add(const struct jam_event *event, const uint8_t *salt,
			bool dropped, struct jam_arena *arena,
			struct jam_event_rows *rows);

/*
 * The row of that table and key, or NULL.  The search begins at *near and
 * leaves it behind the row found: rows that are asked for in their own order
 * are found at once.
 */
const struct jam_event_row *jam_event_rows_find(
    const struct jam_event_rows *rows, const char *table, const char *key,
    size_t *near);

#endif
