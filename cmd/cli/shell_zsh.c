/* SPDX-License-Identifier: MIT */
/* The completion of zsh. */
#include "cmd/cli/shells.h"

#include "cmd/cli/options.h"
#include "cmd/cli/suggest.h"
#include "cmd/cmd.h"
#include "core/base/buf.h"

/* The action of zsh's _arguments. */
static void
zsh_action(struct jam_buf *out, enum jam_kind kind, const char *const *choices)
{
	if (choices != NULL) {
		jam_buf_char(out, '(');
		jam_shell_words(out, choices);
		jam_buf_char(out, ')');
	} else if (kind == JAM_FILE || kind == JAM_DIR) {
		jam_buf_text(out, kind == JAM_FILE ? "_files" : "_files -/");
	} else if (jam_shell_list(kind) != NULL) {
		/* Behind a blank it is called with these words alone. */
		jam_buf_format(out, " _jam_names %s", jam_shell_list(kind));
	}
}

static void
zsh_options(struct jam_buf *out, const struct jam_option *o)
{
	for (; o != NULL && o->name != NULL; o++)
		for (int form = o->letter != 0 ? 0 : 1; form < 2; form++) {
			jam_buf_text(out, "\t\t'*");
			if (form == 0)
				jam_buf_format(out, "-%c%s", o->letter,
					       jam_option_takes_value(o) ? "+"
									 : "");
			else
				jam_buf_format(out, "--%s%s", o->name,
					       jam_option_takes_value(o) ? "="
									 : "");
			jam_buf_char(out, '[');
			jam_shell_quoted(out, o->help, "[]:");
			jam_buf_char(out, ']');
			if (jam_option_takes_value(o)) {
				jam_buf_char(out, ':');
				jam_shell_quoted(out, o->value, ":");
				jam_buf_char(out, ':');
				zsh_action(out, o->kind, o->choices);
			}
			jam_buf_text(out, "'\n");
		}
}

static void
zsh_operands(struct jam_buf *out, const struct jam_operand *o)
{
	for (int i = 1; o != NULL && o->name != NULL; o++, i++) {
		if (o->repeats)
			jam_buf_text(out, "\t\t'*:");
		else
			jam_buf_format(out, "\t\t'%d:", i);
		jam_shell_quoted(out, o->name, ":");
		jam_buf_char(out, ':');
		zsh_action(out, o->kind, o->choices);
		jam_buf_text(out, "'\n");
	}
}

static const char zsh_start[] =
    "#compdef jam\n"
    "# SPDX-License-Identifier: MIT\n"
    "# zsh completion for jam: made by `jam completion zsh`.\n"
    "\n"
    "# Names from the database: LIST COLUMN [SUFFIX].\n"
    "_jam_names() {\n"
    "\tlocal -a named names\n"
    "\tlocal option\n"
    "\tfor option in --db --event; do\n"
    "\t\t[[ -n $opt_args[$option] ]] &&\n"
    "\t\t\tnamed+=($option ${(Q)opt_args[$option]})\n"
    "\tdone\n"
    "\tnames=(${(f)\"$(_call_program names $service $named list $1 \\\n"
    "\t\t--format tsv 2>/dev/null | awk -F '\\t' -v want=$2 '\n"
    "\t\tNR == 1 { for (i = 1; i <= NF; i++) if ($i == want) at = i }\n"
    "\t\tNR > 1 && at { print $at }')\"})\n"
    "\tcompadd ${3:+-S} ${3:+$3} -a names\n"
    "}\n"
    "\n"
    "_jam() {\n"
    "\tlocal curcontext=$curcontext state line\n"
    "\ttypeset -A opt_args\n"
    "\tlocal -a all own commands\n"
    "\tall=(\n";

static const char zsh_end[] = "\tesac\n"
			      "\t_arguments -s -S $all $own\n"
			      "}\n"
			      "\n"
			      "if [[ $funcstack[1] == _jam ]]; then\n"
			      "\t_jam \"$@\"\n"
			      "else\n"
			      "\tcompdef _jam jam\n"
			      "fi\n";

void
jam_shells_zsh(struct jam_buf *out)
{
	jam_buf_text(out, zsh_start);
	zsh_options(out, jam_global_options);
	jam_buf_text(out, "\t)\n\tcommands=(\n");
	for (size_t i = 0; jam_commands[i] != NULL; i++) {
		jam_buf_format(out, "\t\t'%s:", jam_commands[i]->name);
		jam_shell_quoted(out, jam_commands[i]->summary, ":");
		jam_buf_text(out, "'\n");
	}
	jam_buf_text(out, "\t)\n\t_arguments -C -s -S $all "
			  "'1:command:->command' '*::operand:->operand' && "
			  "return\n"
			  "\tif [[ $state == command ]]; then\n"
			  "\t\t_describe command commands\n\t\treturn\n\tfi\n"
			  "\tcase $line[1] in\n");
	for (size_t i = 0; jam_commands[i] != NULL; i++) {
		jam_buf_format(out, "\t%s) own=(\n", jam_commands[i]->name);
		zsh_options(out, jam_commands[i]->options);
		zsh_operands(out, jam_commands[i]->operands);
		jam_buf_text(out, "\t) ;;\n");
	}
	jam_buf_text(out, zsh_end);
}
