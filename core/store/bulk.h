/* SPDX-License-Identifier: MIT */
/*
 * Very many persons at once, into a file that knows nobody yet: the index of
 * addresses is made when all are there, in order, and nothing is looked up in
 * it before; and new rows are written by a thread of their own, a thousand at
 * a time (jam_run_later), while the command reads on.  A million in any order
 * are more than twice as fast so.
 */
#ifndef JAM_STORE_BULK_H
#define JAM_STORE_BULK_H

#include "core/base/error.h"

struct jam_store;

/*
 * From here on the caller gives each address once; a file that knows a person,
 * or addresses that are one, is left as it is and all goes its usual way.
 */
JAM_MUST_USE bool jam_bulk_begin(struct jam_store *store,
				 struct jam_error *err);

/*
 * Make the index, as COMMIT does at the latest; JAM_E_BUG when an address came
 * twice.  Not begun: nothing.
 */
JAM_MUST_USE bool jam_bulk_end(struct jam_store *store, struct jam_error *err);

#endif
