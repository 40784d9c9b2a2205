/* SPDX-License-Identifier: MIT */
/* The commands by name, and "did you mean". */
#include "cmd/cli/suggest.h"

#include <string.h>

#include "cmd/cmd.h"
#include "core/base/utf8.h"

#define JAM_COMMAND(name) extern const struct jam_command jam_cmd_##name;
#include "cmd/commands.def"
#undef JAM_COMMAND

const struct jam_command *const jam_commands[] = {
#define JAM_COMMAND(name) &jam_cmd_##name,
#include "cmd/commands.def"
#undef JAM_COMMAND
	NULL,
};

const char *const jam_command_names[] = {
#define JAM_COMMAND(name) #name,
#include "cmd/commands.def"
#undef JAM_COMMAND
	NULL,
};

const struct jam_command *
jam_command_find(const char *name)
{
	for (size_t i = 0; jam_commands[i] != NULL; i++)
		if (strcmp(jam_commands[i]->name, name) == 0)
			return jam_commands[i];
	return NULL;
}

bool
jam_command_get(const char *name, const struct jam_command **command,
		struct jam_error *err)
{
	*command = jam_command_find(name);
	if (*command != NULL)
		return true;
	jam_fail(err, JAM_E_USAGE, "unknown command \"%s\"", name);
	return jam_suggest(err, name, jam_command_names,
			   sizeof(jam_command_names) / sizeof(char *) - 1,
			   "\"jam help\" lists the commands");
}

bool
jam_suggest(struct jam_error *err, const char *word, const char *const *words,
	    size_t count, const char *otherwise)
{
	const char *meant = jam_utf8_nearest(word, words, count);

	if (meant != NULL)
		return jam_hint(err, "did you mean \"%s\"?", meant);
	return jam_hint(err, "%s", otherwise);
}
