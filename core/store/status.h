/* SPDX-License-Identifier: MIT */
/* Where an event stands, in numbers. */
#ifndef JAM_STORE_STATUS_H
#define JAM_STORE_STATUS_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_event;
struct jam_store;

struct jam_status_counts {
	int64_t registrations; /* going; a merged person once */
	int64_t projects, retracted;
	int64_t seats, rated, skipped, open; /* of all batches; open: owed */
	int64_t ratings;      /* all that were given, free ones too */
	int64_t runs;	      /* of assign */
	int64_t published_at; /* JAM_NONE: not yet */
	int64_t awards;
	int64_t aside; /* ratings set aside, a judge's as one */
	int64_t shown; /* judges whom the pages may name */
};
JAM_MUST_USE bool jam_store_get_status(struct jam_store *store,
				       const struct jam_event *event,
				       struct jam_status_counts *counts,
				       struct jam_error *err);

#endif
