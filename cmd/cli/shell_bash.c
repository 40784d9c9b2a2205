/* SPDX-License-Identifier: MIT */
/* The completion of bash. */
#include "cmd/cli/shells.h"

#include "cmd/cli/options.h"
#include "cmd/cli/suggest.h"
#include "cmd/cmd.h"
#include "core/base/buf.h"

/* For bash: "file", "dir", "=a b c", "LIST COLUMN", or "none". */
static void
bash_kind(struct jam_buf *out, enum jam_kind kind, const char *const *choices)
{
	if (choices != NULL) {
		jam_buf_char(out, '=');
		jam_shell_words(out, choices);
	} else if (kind == JAM_FILE || kind == JAM_DIR) {
		jam_buf_text(out, kind == JAM_FILE ? "file" : "dir");
	} else {
		jam_buf_text(out, jam_shell_list(kind) != NULL
				      ? jam_shell_list(kind)
				      : "none");
	}
}

static void
bash_values(struct jam_buf *out, const char *command,
	    const struct jam_option *o)
{
	for (; o != NULL && o->name != NULL; o++) {
		if (!jam_option_takes_value(o))
			continue;
		jam_buf_format(out, "\t%s:--%s", command, o->name);
		if (o->letter != 0)
			jam_buf_format(out, " | %s:-%c", command, o->letter);
		jam_buf_text(out, ") echo '");
		bash_kind(out, o->kind, o->choices);
		jam_buf_text(out, "' ;;\n");
	}
}

static void
bash_options(struct jam_buf *out, const struct jam_option *o)
{
	for (; o != NULL && o->name != NULL; o++)
		jam_buf_format(out, " --%s", o->name);
}

static void
bash_operands(struct jam_buf *out, const struct jam_command *c)
{
	const struct jam_operand *o = c->operands;

	for (int i = 0; o != NULL && o->name != NULL; o++, i++) {
		if (o->repeats)
			jam_buf_format(out, "\t%s:*) echo '", c->name);
		else
			jam_buf_format(out, "\t%s:%d) echo '", c->name, i);
		bash_kind(out, o->kind, o->choices);
		jam_buf_text(out, "' ;;\n");
	}
}

static const char bash_start[] =
    "# SPDX-License-Identifier: MIT\n"
    "# bash completion for jam: made by `jam completion bash`.\n"
    "\n"
    "# Names from the database: LIST COLUMN [SUFFIX].\n"
    "_jam_names() {\n"
    "\t\"${COMP_WORDS[0]}\" \"${named[@]}\" list \"$1\" --format tsv "
    "2>/dev/null |\n"
    "\t\tawk -F '\\t' -v want=\"$2\" -v end=\"${3-}\" '\n"
    "\t\tNR == 1 { for (i = 1; i <= NF; i++) if ($i == want) at = i }\n"
    "\t\tNR > 1 && at { print $at end }'\n"
    "}\n"
    "\n";

static const char bash_end[] =
    "_jam() {\n"
    "\tlocal cur=${COMP_WORDS[COMP_CWORD]} command='' option='' kind='' word "
    "\\\n"
    "\t\tquoted\n"
    "\tlocal -i i n=0\n"
    "\tlocal -a named=() words=()\n"
    "\tCOMPREPLY=()\n"
    "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
    "\t\tword=${COMP_WORDS[i]}\n"
    "\t\tif [[ $word == = ]]; then\n"
    "\t\t\tcontinue\n"
    "\t\telif [[ -n $option ]]; then\n"
    "\t\t\t[[ $option == --db || $option == --event ]] &&\n"
    "\t\t\t\tnamed+=(\"$option\" \"$word\")\n"
    "\t\t\toption=\n"
    "\t\telif [[ $word == -?* ]]; then\n"
    "\t\t\t[[ -n $(_jam_value \"$command\" \"$word\") ]] && option=$word\n"
    "\t\telif [[ -z $command ]]; then\n"
    "\t\t\tcommand=$word\n"
    "\t\telse\n"
    "\t\t\tn+=1\n"
    "\t\tfi\n"
    "\tdone\n"
    "\t[[ $cur == = ]] && cur=\n"
    "\tif [[ -n $option ]]; then\n"
    "\t\tkind=$(_jam_value \"$command\" \"$option\")\n"
    "\telif [[ ${COMP_WORDS[COMP_CWORD]} == = ||\n"
    "\t\t${COMP_WORDS[COMP_CWORD - 1]} == = ]]; then\n"
    "\t\treturn\n"
    "\telif [[ $cur == -* ]]; then\n"
    "\t\tkind=\"=$(_jam_options \"$command\")\"\n"
    "\telif [[ -z $command ]]; then\n"
    "\t\tkind=\"=$(_jam_commands)\"\n"
    "\telse\n"
    "\t\tkind=$(_jam_operand \"$command:$n\")\n"
    "\tfi\n"
    "\tcase $kind in\n"
    "\t'' | none) return ;;\n"
    "\tfile | dir)\n"
    "\t\tcompopt -o filenames\n"
    "\t\tmapfile -t COMPREPLY < <(compgen -A \"${kind/dir/directory}\" "
    "-- \"$cur\")\n"
    "\t\treturn\n"
    "\t\t;;\n"
    "\t=*) read -ra words <<<\"${kind#=}\" ;;\n"
    "\t*)\n"
    "\t\t[[ $kind == *=* ]] && compopt -o nospace\n"
    "\t\t# LIST COLUMN SUFFIX are words.\n"
    "\t\t# shellcheck disable=SC2086\n"
    "\t\tmapfile -t words < <(_jam_names $kind)\n"
    "\t\t;;\n"
    "\tesac\n"
    "\t# Names are other people's text: compgen -W would run what is in "
    "them.\n"
    "\tfor word in \"${words[@]}\"; do\n"
    "\t\tprintf -v quoted %q \"$word\"\n"
    "\t\t[[ $word == \"$cur\"* || $quoted == \"$cur\"* ]] &&\n"
    "\t\t\tCOMPREPLY+=(\"$quoted\")\n"
    "\tdone\n"
    "}\n"
    "\n"
    "# An e-mail address is one word.\n"
    "COMP_WORDBREAKS=${COMP_WORDBREAKS//@/}\n"
    "complete -F _jam jam\n";

void
jam_shells_bash(struct jam_buf *out)
{
	jam_buf_text(out, bash_start);
	jam_buf_text(out, "_jam_commands() {\n\techo '");
	jam_shell_words(out, jam_command_names);
	jam_buf_text(out, "'\n}\n\n# The options of COMMAND.\n"
			  "_jam_options() {\n\tlocal all='");
	bash_options(out, jam_global_options);
	jam_buf_text(out, "'\n\tcase $1 in\n");
	for (size_t i = 0; jam_commands[i] != NULL; i++) {
		jam_buf_format(out, "\t%s) echo \"$all", jam_commands[i]->name);
		bash_options(out, jam_commands[i]->options);
		jam_buf_text(out, "\" ;;\n");
	}
	jam_buf_text(out, "\t*) echo \"$all\" ;;\n\tesac\n}\n\n"
			  "# What follows COMMAND OPTION; nothing: a flag.\n"
			  "_jam_value() {\n\tcase $1:$2 in\n");
	for (size_t i = 0; jam_commands[i] != NULL; i++)
		bash_values(out, jam_commands[i]->name,
			    jam_commands[i]->options);
	bash_values(out, "*", jam_global_options);
	jam_buf_text(out, "\tesac\n}\n\n# What operand COMMAND:N is.\n"
			  "_jam_operand() {\n\tcase $1 in\n");
	for (size_t i = 0; jam_commands[i] != NULL; i++)
		bash_operands(out, jam_commands[i]);
	jam_buf_text(out, "\tesac\n}\n\n");
	jam_buf_text(out, bash_end);
}
