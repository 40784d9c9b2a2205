/* SPDX-License-Identifier: MIT */
/* The interactive form of rate: one project after the other. */
#ifndef JAM_CMD_CLI_BALLOT_H
#define JAM_CMD_CLI_BALLOT_H

#include "core/base/error.h"

struct jam_run;

/*
 * Go through a judge's batch (and, where the event allows, projects of free
 * choice that are named): show the project, ask for each criterion, take what
 * is given as one transaction a project.  `project` alone where not NULL.
 * Leaving half-way keeps what was rated; nothing is locked while the person
 * thinks.
 */
JAM_MUST_USE bool jam_ballot_ask(struct jam_run *run, const char *judge,
				 const char *project, struct jam_error *err);

#endif
