/* SPDX-License-Identifier: MIT */
/* jam completion: what a shell needs to complete command lines. */
#include <string.h>

#include "cmd/cli/shells.h"
#include "cmd/cmd.h"
#include "core/base/buf.h"
#include "core/render/out.h"

static const char *const shells[] = { "bash", "zsh", "fish", NULL };

static const struct jam_operand operands[] = {
	{ "SHELL", JAM_WORD, .choices = shells, .help = "the shell" },
	{ 0 },
};

static bool
run(struct jam_run *r, struct jam_error *err)
{
	struct jam_buf text;

	(void)err;
	jam_buf_init(&text, r->arena);
	if (strcmp(r->argv[0], "bash") == 0)
		jam_shells_bash(&text);
	else if (strcmp(r->argv[0], "zsh") == 0)
		jam_shells_zsh(&text);
	else
		jam_shells_fish(&text);
	fputs(jam_buf_string(&text), jam_out_stream(r->out));
	return true;
}

const struct jam_command jam_cmd_completion = {
	.name = "completion",
	.summary = "Print the completions of a shell",
	.details = "For the running shell alone:\n"
		   "bash: eval \"$(jam completion bash)\"\n"
		   "zsh: source <(jam completion zsh)\n"
		   "fish: jam completion fish | source\n"
		   "make install puts them where each shell looks by itself.",
	.group = JAM_ABOUT,
	.needs = JAM_NEEDS_NONE,
	.operands = operands,
	.run = run,
};
