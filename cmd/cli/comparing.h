/* SPDX-License-Identifier: MIT */
/* All methods side by side. */
#ifndef JAM_CMD_CLI_COMPARING_H
#define JAM_CMD_CLI_COMPARING_H

#include "core/base/error.h"

struct jam_run;

/*
 * A row a project, in the order of the event's own method: its rank and score
 * by each; standard error says in how many methods the winner stays.  A method
 * that has no ranking is left empty and named.
 */
JAM_MUST_USE bool jam_compare_show(struct jam_run *run, struct jam_error *err);

#endif
