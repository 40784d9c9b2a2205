/* SPDX-License-Identifier: MIT */
/* What stands beside rows (rows.h) and entries (links.h) in the record. */
#ifndef JAM_STORE_RECORD_H
#define JAM_STORE_RECORD_H

#include <stdint.h>

#include "core/base/error.h"
#include "core/store/chain.h"

struct jam_store;

/* Who takes it; texts are borrowed for the call. */
struct jam_record {
	/* A value that the entry `ended` ended. */
	void (*ended)(struct jam_record *record, const struct jam_leaf *leaf,
		      int64_t ended);
	/*
	 * Published results, under the key of their row: a piece of the text
	 * that the row has the hash of; the next call goes on with it.
	 */
	void (*results)(struct jam_record *record, const char *key,
			const char *piece);
	void *with; /* the taker's own */
};

JAM_MUST_USE bool jam_store_each_ended(struct jam_store *store,
				       struct jam_record *record,
				       struct jam_error *err);
JAM_MUST_USE bool jam_store_each_results(struct jam_store *store,
					 struct jam_record *record,
					 struct jam_error *err);

#endif
