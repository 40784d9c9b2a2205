/* SPDX-License-Identifier: MIT */
/* What came of an event: follow-ups in waves. */
#ifndef JAM_STORE_OUTCOMES_H
#define JAM_STORE_OUTCOMES_H

#include <stdint.h>

#include "core/store/persons.h"

struct jam_outcome_row;

/*
 * Keep a row of an outcomes file.  Its address must be that of a person, its
 * project one of the event: else JAM_E_DATA, and nothing was written.  Wave,
 * person, project, kind and detail say which row it is; quote, consent and
 * time bring that row up to date, and what the file does not say stays.
 */
JAM_MUST_USE bool jam_store_put_outcome(struct jam_store *store,
					const struct jam_event *event,
					const struct jam_outcome_row *row,
					enum jam_change *change,
					struct jam_error *err);

/* One outcome as stored; texts valid for the call. */
struct jam_outcome {
	int64_t event, person, project; /* rows; person the one that stays */
	const char *wave, *kind;
	const char *quote;	  /* only with consent, else NULL */
	const char *project_slug; /* NULL: none */
};

/* Every outcome of an event, or of all (NULL), by wave and kind. */
JAM_MUST_USE bool jam_store_each_outcome(
    struct jam_store *store, const struct jam_event *event,
    bool (*visit)(void *with, const struct jam_outcome *outcome,
		  struct jam_error *err),
    void *with, struct jam_error *err);

#endif
