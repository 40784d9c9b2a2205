/* SPDX-License-Identifier: MIT */
/* jam help: what the commands do, from their tables. */
#include "cmd/cli/manual.h"
#include "cmd/cli/suggest.h"
#include "cmd/cli/term.h"
#include "cmd/cli/usage.h"
#include "cmd/cmd.h"
#include "core/base/buf.h"

struct options {
	bool mdoc;
};

static const struct jam_option options[] = {
	JAM_OPT(FLAG, mdoc, .name = "mdoc",
		.help = "print it as the source of a man page"),
	{ 0 },
};

static const struct jam_operand operands[] = {
	{ "COMMAND", JAM_WORD, .optional = true, .choices = jam_command_names,
	  .help = "a command; without one all are listed" },
	{ 0 },
};

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	const struct jam_command *command = NULL;
	struct jam_term term;
	struct jam_buf text;

	if (r->argc > 0 && !jam_command_get(r->argv[0], &command, err))
		return false;
	jam_term_read(&term);
	jam_buf_init(&text, r->arena);
	if (o->mdoc && command == NULL)
		jam_manual_write_all(&text);
	else if (o->mdoc)
		jam_manual_write(&text, command);
	else if (command != NULL)
		jam_usage_command(&text, command, r->columns);
	else
		jam_usage_commands(&text, true, r->columns);
	return jam_term_page(&term, &text, err);
}

const struct jam_command jam_cmd_help = {
	.name = "help",
	.summary = "Show what a command does and understands",
	.group = JAM_ABOUT,
	.needs = JAM_NEEDS_NONE,
	.options = options,
	.options_size = sizeof(struct options),
	.operands = operands,
	.run = run,
};
