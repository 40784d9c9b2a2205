/* SPDX-License-Identifier: MIT */
/* A command line in this process, run as main runs it. */
#ifndef JAM_TESTS_UNIT_COMMAND_H
#define JAM_TESTS_UNIT_COMMAND_H

#include "tests/unit/jam_test.h"

#include <stdio.h>

#include "cmd/cmd.h"

struct command {
	bool done;
	struct jam_error err;
	char *out, *said; /* standard output; messages, the error too */
	struct jam_arena *arena;
	struct jam_run run; /* from here on: in between */
	char **argv;
	int argc, before;
	FILE *to;
};

/*
 * Words are parted by blanks, "_" in them is a blank; files are of the working
 * directory.  Nobody is at a terminal.  Clock and random numbers are set.
 */
void command_run(struct jam_arena *arena, const char *words, const char *now,
		 struct command *command);

/* The same in three parts; only command_go is jam. */
void command_begin(struct jam_arena *arena, const char *words, const char *now,
		   struct command *command);
void command_go(struct command *command);
void command_end(struct command *command);

#endif
