/* SPDX-License-Identifier: MIT */
/* Answers to an event's survey. */
#ifndef JAM_STORE_SURVEYS_H
#define JAM_STORE_SURVEYS_H

#include <stdint.h>

#include "core/store/persons.h"

struct jam_survey_row;

struct jam_survey_put {
	enum jam_change change;
	bool stranger; /* has an address that is not registered here */
};

/*
 * Keep what a row answers; an empty answer erases none.  A row with the
 * address of a person that the file knows is that person's; any other address
 * is kept with it, and a row without one is nobody's.
 */
JAM_MUST_USE bool jam_store_put_survey(struct jam_store *store,
				       const struct jam_event *event,
				       const struct jam_survey_row *row,
				       struct jam_survey_put *put,
				       struct jam_error *err);

/* One answer as stored; texts valid for the call. */
struct jam_survey_answer {
	const char *row_key;  /* of the row that it stood in */
	int64_t person;	      /* the one that stays; 0: nobody known */
	const char *site;     /* key of the person's site; NULL: none */
	const char *question; /* key */
	const char *value;
};

/* Every answer of the event's survey, row by row. */
JAM_MUST_USE bool jam_store_each_survey(
    struct jam_store *store, const struct jam_event *event,
    bool (*visit)(void *with, const struct jam_survey_answer *answer,
		  struct jam_error *err),
    void *with, struct jam_error *err);

#endif
