/* SPDX-License-Identifier: MIT */
/* The commands by name, and "did you mean". */
#ifndef JAM_CMD_CLI_SUGGEST_H
#define JAM_CMD_CLI_SUGGEST_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_command;

/* Every command of commands.def, sorted by name; NULL ends it. */
extern const struct jam_command *const jam_commands[];
extern const char *const jam_command_names[]; /* in the same order */

/* The command of that name, or NULL. */
const struct jam_command *jam_command_find(const char *name);

/* As jam_command_find, but none is JAM_E_USAGE with what was meant. */
JAM_MUST_USE bool jam_command_get(const char *name,
				  const struct jam_command **command,
				  struct jam_error *err);

/*
 * Add to a filled error the nearest of `count` words, or `otherwise` when
 * none is near.  Returns false, as jam_fail does.
 */
bool jam_suggest(struct jam_error *err, const char *word,
		 const char *const *words, size_t count, const char *otherwise);

#endif
