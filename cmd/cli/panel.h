/* SPDX-License-Identifier: MIT */
/*
 * Judges, projects and seats of an event, from the store's rows to the arrays
 * that assignment works on.
 */
#ifndef JAM_CMD_CLI_PANEL_H
#define JAM_CMD_CLI_PANEL_H

#include "core/model/project.h"
#include "core/policy/assign.h"
#include "core/store/batches.h"

struct jam_run;

struct jam_panel {
	struct jam_judge *judges; /* in canonical order, gone ones too */
	size_t judges_len;
	struct jam_project *all; /* retracted ones too, by row */
	size_t all_len;
	const struct jam_project **projects; /* in the running, by slug */
	size_t projects_len;
	struct jam_run_row *runs; /* that were kept before */
	size_t runs_len;
	struct jam_assign_problem problem; /* batch, seed, relax: unset */
	struct jam_assign_names names;

	/* Every stored seat, by judge's row, slot; where it is in problem. */
	struct jam_stored_seat *seats;
	size_t seats_len;
	uint32_t *place; /* index into problem.seats; JAM_ASSIGN_NONE: it */
			 /* is dropped, or stays on record (rated) */
	uint32_t *owner; /* index of its judge */
};

/*
 * Load it.  own_site rules are the event's, but for sites (all with "own_site")
 * whose words stand in `relaxed`, parted by blanks.
 */
JAM_MUST_USE bool jam_panel_load(const struct jam_run *run, const char *relaxed,
				 struct jam_panel *panel,
				 struct jam_error *err);

/* The place of a project's row in `all`, JAM_ASSIGN_NONE where it is not. */
uint32_t jam_panel_project(const struct jam_panel *panel, int64_t row);

#endif
