/* SPDX-License-Identifier: MIT */
/* The completion of fish. */
#include "cmd/cli/shells.h"

#include "cmd/cli/options.h"
#include "cmd/cli/suggest.h"
#include "cmd/cmd.h"
#include "core/base/buf.h"

/* "-x -a 'table tsv'", "-r -F", "-x" */
static void
fish_action(struct jam_buf *out, enum jam_kind kind, const char *const *choices)
{
	if (choices != NULL) {
		jam_buf_text(out, " -x -a '");
		jam_shell_words(out, choices);
		jam_buf_char(out, '\'');
	} else if (kind == JAM_FILE) {
		jam_buf_text(out, " -r -F");
	} else if (kind == JAM_DIR) {
		jam_buf_text(out, " -x -a '(__fish_complete_directories)'");
	} else if (jam_shell_list(kind) != NULL) {
		jam_buf_format(out, " -x -a '(__jam_names %s)'",
			       jam_shell_list(kind));
	} else {
		jam_buf_text(out, " -x");
	}
}

static void
fish_options(struct jam_buf *out, const char *command,
	     const struct jam_option *o)
{
	for (; o != NULL && o->name != NULL; o++) {
		jam_buf_text(out, "complete -c jam");
		if (command != NULL)
			jam_buf_format(out, " -n '__jam_in %s'", command);
		jam_buf_format(out, " -l %s", o->name);
		if (o->letter != 0)
			jam_buf_format(out, " -s %c", o->letter);
		if (jam_option_takes_value(o))
			fish_action(out, o->kind, o->choices);
		jam_buf_text(out, " -d '");
		jam_shell_quoted(out, o->help, "\\");
		jam_buf_text(out, "'\n");
	}
}

static void
fish_operands(struct jam_buf *out, const struct jam_command *c)
{
	const struct jam_operand *o = c->operands;

	for (int i = 0; o != NULL && o->name != NULL; o++, i++) {
		if (o->choices == NULL && o->kind != JAM_FILE &&
		    o->kind != JAM_DIR && jam_shell_list(o->kind) == NULL)
			continue;
		jam_buf_format(out, "complete -c jam -n '__jam_in %s %d%s'",
			       c->name, i, o->repeats ? " more" : "");
		fish_action(out, o->kind, o->choices);
		jam_buf_char(out, '\n');
	}
}

/* The options whose value is a word of its own, for counting operands. */
static void
fish_values(struct jam_buf *out, const struct jam_option *o)
{
	for (; o != NULL && o->name != NULL; o++) {
		if (!jam_option_takes_value(o))
			continue;
		jam_buf_format(out, " --%s", o->name);
		if (o->letter != 0)
			jam_buf_format(out, " -%c", o->letter);
	}
}

static const char fish_start[] =
    "# SPDX-License-Identifier: MIT\n"
    "# fish completion for jam: made by `jam completion fish`.\n"
    "\n"
    "# The words before the cursor without options: command, operands.\n"
    "function __jam_words\n"
    "\tset -l skip 0\n"
    "\tfor word in (commandline -opc)[2..-1]\n"
    "\t\tif test $skip = 1\n"
    "\t\t\tset skip 0\n"
    "\t\telse if contains -- $word $__jam_values\n"
    "\t\t\tset skip 1\n"
    "\t\telse if not string match -q -- '-?*' $word\n"
    "\t\t\techo -- $word\n"
    "\t\tend\n"
    "\tend\n"
    "end\n"
    "\n"
    "# In COMMAND, and if N is given at its operand N, or at a later one.\n"
    "function __jam_in\n"
    "\tset -l words (__jam_words)\n"
    "\ttest \"$words[1]\" = \"$argv[1]\"; or return\n"
    "\tset -l n (math (count $words) - 1)\n"
    "\tswitch (count $argv)\n"
    "\t\tcase 2\n"
    "\t\t\ttest $n = $argv[2]\n"
    "\t\tcase 3\n"
    "\t\t\ttest $n -ge $argv[2]\n"
    "\tend\n"
    "end\n"
    "\n"
    "# Names from the database: LIST COLUMN [SUFFIX].\n"
    "function __jam_names\n"
    "\tset -l named\n"
    "\tset -l words (commandline -opc)\n"
    "\tfor i in (seq 2 (count $words))\n"
    "\t\tset -l value $words[(math $i + 1)]\n"
    "\t\tif contains -- $words[$i] --db --event; and set -q value[1]\n"
    "\t\t\tset -a named $words[$i] $value\n"
    "\t\tend\n"
    "\tend\n"
    "\t$words[1] $named list $argv[1] --format tsv 2>/dev/null |\n"
    "\t\tawk -F '\\t' -v want=$argv[2] -v end=\"$argv[3]\" '\n"
    "\t\tNR == 1 { for (i = 1; i <= NF; i++) if ($i == want) at = i }\n"
    "\t\tNR > 1 && at { print $at end }'\n"
    "end\n"
    "\n"
    "set -g __jam_values";

void
jam_shells_fish(struct jam_buf *out)
{
	jam_buf_text(out, fish_start);
	fish_values(out, jam_global_options);
	for (size_t i = 0; jam_commands[i] != NULL; i++)
		fish_values(out, jam_commands[i]->options);
	jam_buf_text(out, "\ncomplete -c jam -f\n");
	for (size_t i = 0; jam_commands[i] != NULL; i++) {
		jam_buf_format(out,
			       "complete -c jam -n 'test -z (__jam_words)[1]'"
			       " -a %s -d '",
			       jam_commands[i]->name);
		jam_shell_quoted(out, jam_commands[i]->summary, "\\");
		jam_buf_text(out, "'\n");
	}
	fish_options(out, NULL, jam_global_options);
	for (size_t i = 0; jam_commands[i] != NULL; i++) {
		fish_options(out, jam_commands[i]->name,
			     jam_commands[i]->options);
		fish_operands(out, jam_commands[i]);
	}
}
