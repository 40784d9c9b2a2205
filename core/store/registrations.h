/* SPDX-License-Identifier: MIT */
/* Who takes part in an event. */
#ifndef JAM_STORE_REGISTRATIONS_H
#define JAM_STORE_REGISTRATIONS_H

#include "core/model/registration.h"
#include "core/store/persons.h"

struct jam_event;
struct jam_store;

/*
 * Take one row of a registrations file: the person is found or made, the
 * registration added or brought up to date, answers and team kept.  What the
 * row does not say stays as it was.  An unknown site is JAM_E_DATA, and then
 * nothing was written.  *person is the row of the person that stays; of two
 * addresses that are one person, each keeps a registration of its own.
 */
JAM_MUST_USE bool jam_store_put_registration(
    struct jam_store *store, const struct jam_event *event,
    const struct jam_registration_row *row, enum jam_change *change,
    int64_t *person, struct jam_error *err);

/*
 * Make sure a person is registered (an author who never was): *added says
 * whether that was needed.
 */
JAM_MUST_USE bool jam_store_register(struct jam_store *store,
				     const struct jam_event *event,
				     int64_t person, bool *added,
				     struct jam_error *err);

/* The site (row, 0 for none) and status of a person's registration. */
struct jam_registered {
	bool found;
	int64_t site;
	enum jam_status status;
};
JAM_MUST_USE bool jam_store_get_registered(struct jam_store *store,
					   const struct jam_event *event,
					   int64_t person,
					   struct jam_registered *out,
					   struct jam_error *err);

#endif
