/* SPDX-License-Identifier: MIT */
/* What goes to standard error; jam_say is in cmd.h. */
#ifndef JAM_CMD_CLI_SAY_H
#define JAM_CMD_CLI_SAY_H

#include <stdio.h>

struct jam_arena;
struct jam_error;

/*
 * Print an error as cli.md says: all problems of its list, then the hint,
 * with JAM_DEBUG set our own file and line too.  An empty message is silent.
 */
void jam_say_error(FILE *to, struct jam_arena *arena,
		   const struct jam_error *err);

#endif
