/* SPDX-License-Identifier: MIT */
/* verify: is what was published what the ratings give? */
#ifndef JAM_CMD_CLI_RECOUNT_H
#define JAM_CMD_CLI_RECOUNT_H

#include "core/base/error.h"

struct jam_checks;

/*
 * For each event of the file: ratings that no rule explains, and the latest
 * publication against the ratings as they stand.  Acts that came after it may
 * have moved them: that is said, and is no failure.
 */
JAM_MUST_USE bool jam_recount(struct jam_checks *checks, struct jam_error *err);

#endif
