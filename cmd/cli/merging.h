/* SPDX-License-Identifier: MIT */
/* Addresses that a map file declares to be one person. */
#ifndef JAM_CMD_CLI_MERGING_H
#define JAM_CMD_CLI_MERGING_H

#include "core/base/error.h"

struct jam_mapping;
struct jam_run;

/*
 * Amend the run's event by the groups of the map file that it does not have
 * yet: logged, and taken back by `amend` like those of the event's own file.
 * run->event is then the event as it is now.  Without such a group nothing
 * happens.
 */
JAM_MUST_USE bool jam_merging_apply(struct jam_run *run,
				    const struct jam_mapping *mapping,
				    struct jam_error *err);

#endif
