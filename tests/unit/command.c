/* SPDX-License-Identifier: MIT */
/* Standard output is a file meanwhile. */
#include "tests/unit/command.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cli/say.h"
#include "cmd/cli/start.h"

#define WORDS 32

static int
split(struct jam_arena *arena, const char *words, char **argv)
{
	char *text = jam_strdup(arena, words);
	int argc = 0;

	for (char *p = text; *p != '\0'; p++)
		if (*p == '_')
			*p = ' ';
		else if (*p == ' ')
			*p = '\0';
	for (size_t at = 0; at < strlen(words); at += strlen(text + at) + 1) {
		assert_true(argc < WORDS);
		argv[argc++] = text + at;
	}
	return argc;
}

/* Whole, from the start; closes it. */
static char *
read_back(struct jam_arena *arena, FILE *file)
{
	long size = ftell(file);
	char *text = jam_alloc(arena, (size_t)size + 1);

	rewind(file);
	assert_int_equal(fread(text, 1, (size_t)size, file), size);
	fclose(file);
	return text;
}

void
command_begin(struct jam_arena *arena, const char *words, const char *now,
	      struct command *c)
{
	*c = (struct command){ .arena = arena };
	c->argv = jam_alloc_array(arena, WORDS + 1, sizeof(*c->argv));
	c->argc = split(arena, words, c->argv);
	c->to = tmpfile();
	c->run.arena = jam_test_arena();
	c->run.in = fopen("/dev/null", "r");
	c->run.messages = tmpfile();
	assert_non_null(c->to);
	assert_non_null(c->run.in);
	assert_non_null(c->run.messages);
	unsetenv("TZ");
	setenv("JAM_NOW", now, 1);
	setenv("JAM_TEST_SEED", words, 1);
	fflush(stdout);
	c->before = dup(STDOUT_FILENO);
	assert_int_equal(dup2(fileno(c->to), STDOUT_FILENO), STDOUT_FILENO);
}

void
command_go(struct command *c)
{
	c->done = jam_start(c->argc, c->argv, &c->run, &c->err);
}

void
command_end(struct command *c)
{
	if (!c->done)
		jam_say_error(c->run.messages, c->run.arena, &c->err);
	fflush(stdout);
	clearerr(stdout);
	assert_int_equal(dup2(c->before, STDOUT_FILENO), STDOUT_FILENO);
	close(c->before);
	fseek(c->to, 0, SEEK_END);
	c->out = read_back(c->arena, c->to);
	c->said = read_back(c->arena, c->run.messages);
	fclose(c->run.in);
	jam_arena_free(c->run.arena);
	c->err.problems = NULL;
}

void
command_run(struct jam_arena *arena, const char *words, const char *now,
	    struct command *command)
{
	command_begin(arena, words, now, command);
	command_go(command);
	command_end(command);
}
