/* SPDX-License-Identifier: MIT */
/* The tables of commands as completions of shells. */
#ifndef JAM_CMD_CLI_SHELLS_H
#define JAM_CMD_CLI_SHELLS_H

#include "cmd/cmd.h"

struct jam_buf;

/* A whole script each; names of the database are asked of `jam list`. */
void jam_shells_bash(struct jam_buf *out);
void jam_shells_zsh(struct jam_buf *out);
void jam_shells_fish(struct jam_buf *out);

/*
 * Where `jam list` has the names of a kind: "LIST COLUMN" and perhaps what
 * stands behind each name; NULL when the kind is no name of the database.
 */
const char *jam_shell_list(enum jam_kind kind);

/* Choices with blanks between. */
void jam_shell_words(struct jam_buf *out, const char *const *choices);

/* Text inside single quotes; each character of `also` gets a backslash. */
void jam_shell_quoted(struct jam_buf *out, const char *text, const char *also);

#endif
