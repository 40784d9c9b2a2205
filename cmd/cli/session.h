/* SPDX-License-Identifier: MIT */
/* One transaction: open, begin, load the event, work, commit, show. */
#ifndef JAM_CMD_CLI_SESSION_H
#define JAM_CMD_CLI_SESSION_H

#include "cmd/cmd.h"

/* Part of a command; as its run, or its run itself. */
typedef bool jam_work(struct jam_run *run, struct jam_error *err);

/*
 * Open the database as `needs` says, BEGIN, load the event as the command's
 * traits say, do the work, COMMIT if it returned true (ROLLBACK if not, or in
 * a dry run), close, and only then let its rows out.  A command with
 * JAM_OWN_STORE calls it itself, once for each change, so that nothing is
 * locked while a person thinks.  run->store, run->event and run->out are set
 * for the work alone.
 */
JAM_MUST_USE bool jam_session(struct jam_run *run, enum jam_needs needs,
			      jam_work *work, struct jam_error *err);

/* The same as a dry run, rows as a table to standard error. */
JAM_MUST_USE bool jam_session_rehearse(struct jam_run *run,
				       enum jam_needs needs, jam_work *work,
				       struct jam_error *err);

/*
 * All of a command: what destroys (JAM_CONFIRMS) is rehearsed and asked about
 * unless --yes was given, and refused where nobody can answer; the session.
 */
JAM_MUST_USE bool jam_session_run(struct jam_run *run, struct jam_error *err);

#endif
