/* SPDX-License-Identifier: MIT */
/* Commands that tell more of what an event uses. */
#ifndef JAM_CMD_CLI_SEE_ALSO_H
#define JAM_CMD_CLI_SEE_ALSO_H

#include "core/model/columns.h"

struct jam_error;
struct jam_run;
struct jam_status_counts;

/* In the order in which an event comes to them; none for what it lacks. */
bool jam_see_also(const struct jam_run *run,
		  const struct jam_status_counts *counts,
		  struct jam_words *commands, struct jam_error *err);

#endif
