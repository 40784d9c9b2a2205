/* SPDX-License-Identifier: MIT */
/* What readers of results must know of how they came about. */
#ifndef JAM_STORE_ORIGINS_H
#define JAM_STORE_ORIGINS_H

#include <stdint.h>

#include "core/base/error.h"
#include "core/model/columns.h"

struct jam_event;
struct jam_store;

/* Up to an entry of the log, of ratings that count; but for the last two. */
struct jam_origins {
	int64_t recorded;	  /* taken over by --as-recorded */
	int64_t later;		  /* typed in with an earlier time, by --at */
	int64_t changed;	  /* times that rules changed for a reason */
	int64_t since;		  /* the same, after the entry */
	struct jam_words amended; /* all changes after it, oldest first, each
				   * as policy/amend.h writes it */
};
JAM_MUST_USE bool jam_store_get_origins(struct jam_store *store,
					const struct jam_event *event,
					int64_t seq, struct jam_origins *out,
					struct jam_error *err);

#endif
