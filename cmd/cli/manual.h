/* SPDX-License-Identifier: MIT */
/* The tables of commands in mdoc(7), for man pages. */
#ifndef JAM_CMD_CLI_MANUAL_H
#define JAM_CMD_CLI_MANUAL_H

struct jam_buf;
struct jam_command;

/* The page that the table gives: what `make docs` starts jam-NAME.1 from. */
void jam_manual_write(struct jam_buf *out, const struct jam_command *command);

/*
 * The parts of jam.1 that come from the tables, each between a comment that
 * names it and ".\" end".
 */
void jam_manual_write_all(struct jam_buf *out);

#endif
