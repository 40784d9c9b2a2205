/* SPDX-License-Identifier: MIT */
/* Prizes as they were given. */
#ifndef JAM_STORE_AWARDS_H
#define JAM_STORE_AWARDS_H

#include <stdint.h>

#include "core/store/persons.h"

struct jam_arena;

struct jam_award {
	int64_t number;		 /* 1, 2, … in the event */
	int64_t place;		 /* JAM_NONE: a special prize */
	const char *name;	 /* NULL: a place without a name */
	int64_t project;	 /* row */
	const char *project_uid; /* of it */
	int64_t amount;		 /* hundredths of the currency */
	const char *currency;	 /* three letters */
	int64_t at, seq;	 /* filled in by the store */
};

/* The awards of an event by number; texts of the arena. */
JAM_MUST_USE bool jam_store_get_awards(struct jam_store *store,
				       const struct jam_event *event,
				       struct jam_arena *arena,
				       struct jam_award **awards, size_t *count,
				       struct jam_error *err);

/*
 * Make these the awards of the event, numbered in this order; an act "award"
 * of the log.  The same awards again change nothing and leave no entry.
 */
JAM_MUST_USE bool jam_store_put_awards(struct jam_store *store,
				       const struct jam_event *event,
				       struct jam_award *awards, size_t count,
				       enum jam_change *change,
				       struct jam_error *err);

#endif
