/* SPDX-License-Identifier: MIT */
/* A plan of assignment, on its way into the store. */
#ifndef JAM_CMD_CLI_SEATING_H
#define JAM_CMD_CLI_SEATING_H

#include "cmd/cli/panel.h"

/* What a run came to, in seats. */
struct jam_seating {
	int64_t added, dropped, moved;
	int64_t kept;  /* stored seats that are still there */
	int64_t seats; /* open and rated ones after the run */
	bool changed;  /* else nothing was written */
	char digest[65];
};

/*
 * Write the batches that the plan changes and make the digest of all seats.
 * Judges who had no row get one.  The act of the log is the caller's.  Where
 * nothing is added, dropped or moved, nothing is written, and the batch of the
 * panel's problem is that of the last run: the digest is the stored one.
 */
JAM_MUST_USE bool jam_seating_save(const struct jam_run *run,
				   struct jam_panel *panel,
				   const struct jam_assign_plan *plan,
				   struct jam_seating *out,
				   struct jam_error *err);

/* Say on standard error which standing seats go, and why. */
void jam_seating_tell(const struct jam_run *run, const struct jam_panel *panel,
		      const struct jam_assign_plan *plan);

#endif
