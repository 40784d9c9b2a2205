/* SPDX-License-Identifier: MIT */
/* What main does, without what belongs to a process. */
#include "tests/unit/in_process.h"

#include <stdio.h>
#include <stdlib.h>

#include "cmd/cli/options.h"
#include "cmd/cli/session.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/uid.h"

#define NOW 1669111200

void
in_process(struct jam_arena *arena, const char *const *words,
	   struct jam_error *err)
{
	struct jam_random random = { .seed = "in process" };
	struct jam_line line;
	struct jam_run run = { .arena = arena, .random = &random, .now = NOW };
	char **argv;
	int argc = 0;

	while (words[argc] != NULL)
		argc++;
	argv = jam_copy(arena, words, (size_t)argc + 1, sizeof(*argv));
	run.in = fopen("/dev/null", "r");
	run.messages = fopen("/dev/null", "w");
	if (run.in == NULL || run.messages == NULL ||
	    !jam_options_read(argc, argv, arena, &line, err))
		abort();
	run.command = line.command;
	run.options = line.options;
	run.globals = &line.globals;
	run.argc = line.argc;
	run.argv = line.argv;
	run.zone = "UTC";
	run.db = line.globals.db;
	run.dry_run = line.globals.dry_run;
	run.yes = line.globals.yes;
	run.columns = 80;
	if (jam_session_run(&run, err) != (err->code == JAM_OK))
		abort();
	fclose(run.in);
	fclose(run.messages);
}
