/* SPDX-License-Identifier: MIT */
/* Ballots that come back (formats.md 3.1). */
#ifndef JAM_CMD_CLI_BALLOTS_H
#define JAM_CMD_CLI_BALLOTS_H

#include <stdio.h>

#include "core/import/source.h"
#include "core/model/registration.h"

struct jam_rejects;
struct jam_run;

/*
 * Take one file: it must be of the run's event, of a judge that the event
 * admits, and of the rubric (another wording is taken, with a warning).  Each
 * project is rated or skipped under the rules of `rate`, as an entry of its
 * own; the same scores again change nothing, others replace.  A row that is
 * wrong joins the problems (JAM_E_DATA, or JAM_E_RULE) and, as a row of a CSV
 * ballot, the rejects, and the reading goes on.  Counts go to the summary.
 */
struct jam_ballot_request {
	struct jam_run *run;
	FILE *file;
	const char *name;
	enum jam_encoding encoding;
	struct jam_problems *problems;
	struct jam_rejects *rejects; /* NULL: bad rows go nowhere */
};
JAM_MUST_USE bool jam_ballots_take(const struct jam_ballot_request *request,
				   struct jam_import_summary *summary,
				   struct jam_error *err);

#endif
