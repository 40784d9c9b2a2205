/* SPDX-License-Identifier: MIT */
/*
 * The ratings that count, fast: no names, no texts.  Which ones do is said
 * here and nowhere else (scoring.md 1): of projects in the running, by judges
 * of a kind that the event's `by` admits, not set aside; of judges who are one
 * person (same_person), one a project.
 */
#ifndef JAM_STORE_SCAN_H
#define JAM_STORE_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_event;
struct jam_store;

/* One rating; borrowed until the next. */
struct jam_scanned {
	int64_t project, judge; /* rows; projects come by number */
	bool expert;
	const int16_t *scores; /* event's order; INT16_MIN: left out */
	int64_t rated_at;      /* JAM_NONE: unknown */
};

/* Calls visit for each; false stops and is passed on. */
JAM_MUST_USE bool jam_store_scan_ratings(
    struct jam_store *store, const struct jam_event *event,
    bool (*visit)(void *with, const struct jam_scanned *rating,
		  struct jam_error *err),
    void *with, struct jam_error *err);

#endif
