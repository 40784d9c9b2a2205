/* SPDX-License-Identifier: MIT */
/* What jam plan can know from an event that is in the database. */
#ifndef JAM_CMD_CLI_PLANNING_H
#define JAM_CMD_CLI_PLANNING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/model/event.h"
#include "core/policy/simulate.h"

struct jam_run;

struct jam_planning {
	const char *slug; /* NULL: no event is named */
	size_t projects, judges;
	int64_t batch;
	enum jam_method method;
	int64_t window; /* seconds; 0: unknown */
	/* Scale and step, its deviations (0: not known) and prior. */
	struct jam_simulate_problem problem;
};

/*
 * Of the event that --event or JAM_EVENT names, in a session of its own; with
 * none, a scale from 1 to 5 and nothing else, and no database is opened.  The
 * deviations are those of the mixed model's fit to the ratings there are, if
 * it can be fitted; standard error says what was taken.
 */
JAM_MUST_USE bool jam_planning_read(struct jam_run *run,
				    struct jam_planning *planning,
				    struct jam_error *err);

#endif
