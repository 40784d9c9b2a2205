/* SPDX-License-Identifier: MIT */
/* Questions to a person; never asked where nobody can answer. */
#ifndef JAM_CMD_CLI_ASK_H
#define JAM_CMD_CLI_ASK_H

#include "core/base/error.h"

struct jam_run;

/*
 * Ask on standard error and read a line of standard input, tidied, without its
 * end; what is not UTF-8 is asked again.  *more is false at the end of input.
 * Without a person at a terminal it is JAM_E_USAGE: nothing ever hangs on a
 * prompt.
 */
JAM_MUST_USE bool jam_ask_line(const struct jam_run *run, const char *question,
			       const char **answer, bool *more,
			       struct jam_error *err);

/* Ask yes or no, no being the default; *yes is the answer. */
JAM_MUST_USE bool jam_ask_yes(const struct jam_run *run, const char *question,
			      bool *yes, struct jam_error *err);

/*
 * May the file be written?  True when nothing is there, with --yes, in a dry
 * run, or when the person says so; else JAM_E_CANTCREATE, and the hint says
 * --yes.  The database that the command is about is never overwritten.
 */
JAM_MUST_USE bool jam_ask_overwrite(const struct jam_run *run, const char *path,
				    struct jam_error *err);

#endif
