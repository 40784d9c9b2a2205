/* SPDX-License-Identifier: MIT */
/* Ratings whose time no rule explains. */
#ifndef JAM_STORE_OUTSIDE_H
#define JAM_STORE_OUTSIDE_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_event;
struct jam_store;

/*
 * One that was given outside the window of its judge, extensions and grace
 * counted, and was not imported as recorded; or whose time is not that of its
 * entry, though nobody claimed another (`late` is false then).
 */
struct jam_outside {
	int64_t seq;	  /* of the entry that holds it */
	const char *key;  /* uids of project and judge */
	const char *slug; /* of the project */
	int64_t rated_at; /* JAM_NONE: unknown */
	bool late;
};

/* All of an event; memory of the arena. */
struct jam_outsides {
	struct jam_outside *items;
	size_t count, capacity;
};
JAM_MUST_USE bool jam_store_get_outside(struct jam_store *store,
					const struct jam_event *event,
					struct jam_arena *arena,
					struct jam_outsides *out,
					struct jam_error *err);

#endif
