/* SPDX-License-Identifier: MIT */
/* Is the file as the log says? */
#ifndef JAM_STORE_VERIFY_H
#define JAM_STORE_VERIFY_H

#include "core/base/error.h"
#include "core/store/proof.h"

struct jam_store;
struct jam_tick;

/*
 * The whole proof over the log and all rows of the file, as the open
 * transaction sees them; what does not agree is in the proof, not in err.
 * tick may be NULL.  100,000 ratings take about a second.
 */
JAM_MUST_USE bool jam_store_verify(struct jam_store *store,
				   struct jam_arena *arena,
				   struct jam_tick *tick,
				   struct jam_proof *proof,
				   struct jam_error *err);

/*
 * The pages of the file are sound, and its indexes say what its tables do,
 * however large it is and long it takes; else JAM_E_CONFIG.
 */
JAM_MUST_USE bool jam_store_check(struct jam_store *store,
				  struct jam_error *err);

#endif
