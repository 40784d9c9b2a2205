/* SPDX-License-Identifier: MIT */
/* Answers: what a file said in columns that map to nothing. */
#ifndef JAM_STORE_ANSWERS_H
#define JAM_STORE_ANSWERS_H

#include "core/model/registration.h"
#include "core/store/persons.h"

struct jam_store;

/* Whose answers: a person of the event, or a project. */
struct jam_subject {
	const struct jam_event *event;
	int64_t person, project; /* one of the two; the other is 0 */
	const char *uid;	 /* of the person or project */
	const uint8_t *salt;	 /* of the person, or of the event */
};

/*
 * Keep the answers of a row; an empty one erases nothing.  *change becomes
 * JAM_UPDATED when any of them is new or another, else it stays.
 */
JAM_MUST_USE bool jam_store_put_answers(struct jam_store *store,
					const struct jam_subject *subject,
					const struct jam_answer *answers,
					size_t count, enum jam_change *change,
					struct jam_error *err);

#endif
