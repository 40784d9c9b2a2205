/* SPDX-License-Identifier: MIT */
/*
 * Erasing people: what they typed and what is written of them goes, with the
 * salt of its commitments; rows, uids and scores stay, so that results do not
 * move and the log stays whole.  Each row that changes is logged.
 */
#ifndef JAM_STORE_FORGET_H
#define JAM_STORE_FORGET_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_event;
struct jam_store;

struct jam_forgotten {
	int64_t persons; /* rows: a person and those merged into it */
	int64_t rows;	 /* of the log, ended by it */
	int64_t kept;	 /* persons of the event who stay for a later one */
};

/*
 * Erase the person with this address (as jam_email_read folds it): under all
 * addresses that are known to be the same person's, in declarations of events
 * too, where "UID@forgotten.invalid" takes their place.  Begins an act
 * "forget"; adds to *forgotten: no rows when nobody is called so.  After the
 * COMMIT jam_store_scrub takes the traces off the file.
 */
JAM_MUST_USE bool jam_store_forget_address(struct jam_store *store,
					   const char *email_key,
					   struct jam_forgotten *forgotten,
					   struct jam_error *err);

/*
 * The same for everybody of an event and of its declaration, but for those
 * whom a later event needs: one that is not over.  They leave what they said
 * at this one.  An event that is not over itself is JAM_E_RULE.
 */
JAM_MUST_USE bool jam_store_forget_event(struct jam_store *store,
					 const struct jam_event *event,
					 struct jam_forgotten *forgotten,
					 struct jam_error *err);

#endif
