/* SPDX-License-Identifier: MIT */
/* jam: its descriptors, its memory, the one error print. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "cmd/cli/say.h"
#include "cmd/cli/start.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/import/json.h"
#include "core/render/prose.h"

#define STDOUT_BUFFER ((size_t)64 * 1024)

/* stdio may itself be out of memory. */
static void
out_of_memory(void)
{
	static const char text[] =
	    "jam: out of memory\n"
	    "hint: free some, or run it where there is more\n";

	if (write(STDERR_FILENO, text, sizeof(text) - 1) < 0)
		_exit(jam_error_exit(JAM_E_SYSTEM));
	_exit(jam_error_exit(JAM_E_SYSTEM));
}

/* The library's own would abort. */
void
jam_prose_no_memory(void)
{
	out_of_memory();
}

void
jam_json_no_memory(void)
{
	out_of_memory();
}

/*
 * Were standard output closed, the database would be opened in its place.
 * What is opened here instead refuses every write, so the loss is noticed.
 */
static void
guard_descriptors(void)
{
	while (true) {
		int fd = open("/dev/null", O_RDONLY);

		if (fd > STDERR_FILENO)
			close(fd);
		if (fd < 0 || fd > STDERR_FILENO)
			return;
	}
}

int
main(int argc, char **argv)
{
	struct jam_error err = { 0 };
	struct jam_run run = { .in = stdin, .messages = stderr };

	guard_descriptors();
	run.arena = jam_arena_new(out_of_memory);
	/* An answer that nobody waits for is written in large pieces. */
	if (!isatty(STDOUT_FILENO))
		setvbuf(stdout, jam_alloc(run.arena, STDOUT_BUFFER), _IOFBF,
			STDOUT_BUFFER);
	if (!jam_start(argc > 0 ? argc - 1 : 0, argv + 1, &run, &err))
		jam_say_error(stderr, run.arena, &err);
	/* Its buffer goes with the arena; what it lost was told before. */
	fclose(stdout);
	jam_arena_free(run.arena);
	return jam_error_exit(err.code);
}
