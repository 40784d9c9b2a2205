/* SPDX-License-Identifier: MIT */
/* The command line and the environment, read by one table of options. */
#ifndef JAM_CMD_CLI_OPTIONS_H
#define JAM_CMD_CLI_OPTIONS_H

#include "cmd/cmd.h"

/* What every command understands, on either side of its name. */
struct jam_globals {
	const char *db;	    /* never NULL: the option, $JAM_DB or jam.db */
	const char *event;  /* slug; NULL when none is named */
	const char *format; /* a word of jam_format_words; NULL: by stdout */
	bool dry_run, yes, help, version;
};

extern const struct jam_option jam_global_options[];
extern const char *const jam_format_words[]; /* in order of enum jam_format */

/* A command line taken apart; texts are those of argv. */
struct jam_line {
	const struct jam_command *command; /* NULL: none is named */
	struct jam_globals globals;
	void *options; /* the command's struct options; NULL without */
	int argc;
	char **argv; /* operands, NULL-terminated */
};

/*
 * Read argv (without the program's name).  Options of a command follow it;
 * of one given twice the last counts; "--" ends them.  Whatever is wrong is
 * JAM_E_USAGE and says what was meant; with --help seen it is not looked at
 * whether operands are missing.
 */
JAM_MUST_USE bool jam_options_read(int argc, char **argv,
				   struct jam_arena *arena,
				   struct jam_line *line,
				   struct jam_error *err);

/* False for a flag and for one that is short for a value. */
bool jam_option_takes_value(const struct jam_option *option);

#endif
