/* SPDX-License-Identifier: MIT */
/* Addresses that an event declares to be one person, made so. */
#ifndef JAM_STORE_SAME_PERSON_H
#define JAM_STORE_SAME_PERSON_H

#include "core/base/error.h"

struct jam_event;
struct jam_store;

/*
 * Merge the persons of each group of all events into the first of the group
 * that there is.  Persons who are not there yet follow when they are put:
 * whoever adds a person calls jam_same_person_join with the new address;
 * *named: it stands in some group.
 */
JAM_MUST_USE bool jam_same_person_apply(struct jam_store *store,
					struct jam_error *err);
JAM_MUST_USE bool jam_same_person_join(struct jam_store *store,
				       const char *email_key, bool *named,
				       struct jam_error *err);

/*
 * At an amend: each alone again who is one person with somebody that `before`
 * merges and `after` does not.  What still joins them is applied anew.
 */
JAM_MUST_USE bool jam_same_person_part(struct jam_store *store,
				       const struct jam_event *before,
				       const struct jam_event *after,
				       struct jam_error *err);

#endif
