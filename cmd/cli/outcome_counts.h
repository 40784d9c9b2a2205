/* SPDX-License-Identifier: MIT */
/* Counting what came of an event, for the report and for the pages. */
#ifndef JAM_CMD_CLI_OUTCOME_COUNTS_H
#define JAM_CMD_CLI_OUTCOME_COUNTS_H

#include "core/policy/outcomes.h"

struct jam_error;
struct jam_event;
struct jam_run;

/*
 * The outcomes of an event, or of all (NULL).  A person who was not going to
 * the event does not count: how many outcomes that leaves out is `strangers`.
 */
bool jam_outcome_counts(const struct jam_run *run,
			const struct jam_event *event,
			struct jam_outcome_count *count, int64_t *strangers,
			struct jam_error *err);

#endif
