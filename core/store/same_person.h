/* SPDX-License-Identifier: MIT */
/* Addresses that an event declares to be one person, made so. */
#ifndef JAM_STORE_SAME_PERSON_H
#define JAM_STORE_SAME_PERSON_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_event;
struct jam_store;

/*
 * Merge the persons of each group of the event into the first of the group
 * that there is.  Persons who are not there yet follow when they are put:
 * whoever adds a person calls jam_same_person_join with the new address;
 * *named: it stands in some group.
 */
JAM_MUST_USE bool jam_same_person_apply(struct jam_store *store, int64_t event,
					struct jam_error *err);
JAM_MUST_USE bool jam_same_person_join(struct jam_store *store,
				       const char *email_key, bool *named,
				       struct jam_error *err);

/* Before an amend: two again, whoever `before` merged and `after` does not. */
JAM_MUST_USE bool jam_same_person_part(struct jam_store *store,
				       const struct jam_event *before,
				       const struct jam_event *after,
				       struct jam_error *err);

#endif
