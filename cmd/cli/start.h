/* SPDX-License-Identifier: MIT */
/* All that jam does with a command line, but for what main alone may do. */
#ifndef JAM_CMD_CLI_START_H
#define JAM_CMD_CLI_START_H

#include "core/base/error.h"

struct jam_run;

/*
 * Read the words (without the program's name), show usage or run the command.
 * run holds arena, in and messages; all else is filled from line, clock,
 * terminal and environment, and good for the call alone.
 */
JAM_MUST_USE bool jam_start(int argc, char **argv, struct jam_run *run,
			    struct jam_error *err);

#endif
