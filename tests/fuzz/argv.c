/* SPDX-License-Identifier: MIT */
/* Fuzz the command line: words of the input, apart at NULs or newlines. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli/options.h"
#include "cmd/cli/say.h"
#include "cmd/cli/usage.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"

#define WORDS 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Words of a copy of the input; more than WORDS are left out. */
static int
split(struct jam_arena *arena, const uint8_t *data, size_t size, char **argv)
{
	char *text = jam_strndup(arena, (const char *)data, size);
	int argc = 0;

	for (size_t i = 0; i < size && argc < WORDS; i++) {
		argv[argc++] = text + i;
		i += strcspn(text + i, "\n");
		text[i] = '\0';
	}
	return argc;
}

/* What a refusal must be: the right code, with something to say. */
static void
check(const struct jam_error *err, struct jam_arena *arena)
{
	FILE *nowhere = fopen("/dev/null", "w");

	if (err->code != JAM_E_USAGE || err->message[0] == '\0')
		abort();
	if (nowhere == NULL)
		abort();
	jam_say_error(nowhere, arena, err);
	fclose(nowhere);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct jam_arena *arena = jam_arena_new(abort);
	char *argv[WORDS + 1] = { NULL };
	struct jam_error err = { 0 };
	struct jam_line line;
	struct jam_buf text;
	int argc = split(arena, data, size, argv);

	if (!jam_options_read(argc, argv, arena, &line, &err))
		check(&err, arena);
	else if (err.code != JAM_OK || line.argc > argc)
		abort();
	else if (line.command != NULL) {
		jam_buf_init(&text, arena);
		jam_usage_command(&text, line.command, 20 + size % 100);
	}
	jam_arena_free(arena);
	return 0;
}
