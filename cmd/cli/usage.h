/* SPDX-License-Identifier: MIT */
/* The tables of commands as text: help, synopses, pages for man. */
#ifndef JAM_CMD_CLI_USAGE_H
#define JAM_CMD_CLI_USAGE_H

#include <stdbool.h>
#include <stddef.h>

struct jam_arena;
struct jam_buf;
struct jam_command;
struct jam_option;

/* "a, b or c"; choices end with NULL; of the arena. */
const char *jam_usage_choices(struct jam_arena *arena,
			      const char *const *choices);

/* "usage: jam rate [options] PROJECT CRITERION=SCORE…"; of the arena. */
const char *jam_usage_line(struct jam_arena *arena,
			   const struct jam_command *command);

/*
 * What `jam` alone says: the commands in their groups, and with `options`
 * (`jam help`) the options that all understand; lines of `width` columns.
 */
void jam_usage_commands(struct jam_buf *out, bool options, size_t width);

/* What `jam help NAME` says. */
void jam_usage_command(struct jam_buf *out, const struct jam_command *command,
		       size_t width);

#endif
