/* SPDX-License-Identifier: MIT */
/* jam assign --check. */
#ifndef JAM_CMD_CLI_PROOF_H
#define JAM_CMD_CLI_PROOF_H

#include "core/base/error.h"

struct jam_run;

/*
 * Prove the stored assignment from its rows alone: the row of `jam assign`
 * recomputed, each difference on standard error.  JAM_E_NO if there is one, or
 * if nothing was assigned yet.
 */
JAM_MUST_USE bool jam_proof(const struct jam_run *run, struct jam_error *err);

/*
 * The same in silence, for a run that was just written: false with JAM_E_BUG
 * if it does not hold.  Rated seats that became illegal are no fault of it.
 */
JAM_MUST_USE bool jam_proof_holds(const struct jam_run *run,
				  struct jam_error *err);

#endif
