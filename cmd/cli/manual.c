/* SPDX-License-Identifier: MIT */
/* Man pages from the tables. */
#include "cmd/cli/manual.h"

#include <string.h>

#include "cmd/cli/options.h"
#include "cmd/cli/suggest.h"
#include "cmd/cli/usage.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"

/*
 * Text of the tables: no macro at the start of a line, no escape, a sentence
 * to a line, lines of less than 80 bytes.
 */
static void
prose(struct jam_buf *out, const char *text)
{
	size_t at = 0;

	for (; *text != '\0'; text++, at++) {
		bool blank = *text == ' ';

		if (*text == '\n' ||
		    (blank && at > 0 && (at > 60 || text[-1] == '.'))) {
			jam_buf_text(out, blank ? "\n" : "\n.Pp\n");
			at = (size_t)-1;
			continue;
		}
		if (at == 0 && (*text == '.' || *text == '\''))
			jam_buf_text(out, "\\&");
		jam_buf_char(out, *text);
		if (*text == '\\')
			jam_buf_char(out, 'e');
	}
	jam_buf_char(out, '\n');
}

/* A clause of the tables as a sentence, with what it may be. */
static void
sentence(struct jam_buf *out, const char *clause, const char *const *choices)
{
	const char *text = clause;

	if (choices != NULL)
		text = jam_format(out->arena, "%s: %s", clause,
				  jam_usage_choices(out->arena, choices));
	text = jam_format(out->arena, "%s.", text);
	if (*text >= 'a' && *text <= 'z')
		jam_buf_char(out, (char)(*text++ - 'a' + 'A'));
	prose(out, text);
}

/* "Fl o , Fl -output Ar FILE" */
static void
flag(struct jam_buf *out, const struct jam_option *o)
{
	if (o->letter != 0)
		jam_buf_format(out, "Fl %c , ", o->letter);
	jam_buf_format(out, "Fl -%s", o->name);
	if (o->value != NULL)
		jam_buf_format(out, " Ar %s", o->value);
	jam_buf_char(out, '\n');
}

static void
synopsis(struct jam_buf *out, const struct jam_command *command)
{
	const struct jam_option *o = command->options;
	const struct jam_operand *p = command->operands;

	jam_buf_format(out, ".Sh SYNOPSIS\n.Nm jam %s\n", command->name);
	for (; o != NULL && o->name != NULL; o++) {
		jam_buf_format(out, ".Op Fl -%s", o->name);
		if (o->value != NULL)
			jam_buf_format(out, " Ar %s", o->value);
		jam_buf_char(out, '\n');
	}
	for (; p != NULL && p->name != NULL; p++)
		jam_buf_format(out, ".%sAr %s%s\n", p->optional ? "Op " : "",
			       p->name, p->repeats ? " ..." : "");
}

static void
operands(struct jam_buf *out, const struct jam_operand *p)
{
	jam_buf_text(out, ".Pp\nOperands:\n.Bl -tag -width Ds\n");
	for (; p->name != NULL; p++) {
		jam_buf_format(out, ".It Ar %s\n", p->name);
		sentence(out, p->help, p->choices);
	}
	jam_buf_text(out, ".El\n");
}

static void
options(struct jam_buf *out, const struct jam_option *o)
{
	jam_buf_text(out, ".Bl -tag -width Ds\n");
	for (; o->name != NULL; o++) {
		jam_buf_text(out, ".It ");
		flag(out, o);
		sentence(out, o->help, o->choices);
		if (o->env != NULL)
			jam_buf_format(out, "Without it,\n.Ev %s\ncounts.\n",
				       o->env);
	}
	jam_buf_text(out, ".El\n");
}

void
jam_manual_write(struct jam_buf *out, const struct jam_command *command)
{
	const char *name = command->name;

	jam_buf_text(out, ".\\\" SPDX-License-Identifier: MIT\n"
			  ".Dd $Mdocdate$\n.Dt JAM-");
	for (const char *c = name; *c != '\0'; c++)
		jam_buf_char(out, (char)(*c - 'a' + 'A'));
	jam_buf_format(out, " 1\n.Os\n.Sh NAME\n.Nm jam-%s\n.Nd ", name);
	jam_buf_char(out, (char)(command->summary[0] - 'A' + 'a'));
	prose(out, command->summary + 1);
	synopsis(out, command);
	jam_buf_text(out, ".Sh DESCRIPTION\n");
	prose(out,
	      command->details != NULL ? command->details : command->summary);
	if (command->operands != NULL)
		operands(out, command->operands);
	if (command->options != NULL) {
		jam_buf_text(out, ".Pp\nOptions:\n");
		options(out, command->options);
	}
	jam_buf_text(out, ".Pp\nThe options of every command are in\n"
			  ".Xr jam 1 .\n.Sh EXIT STATUS\n0 when done; "
			  "the other values are listed in\n.Xr jam 1 .\n"
			  ".Sh SEE ALSO\n.Xr jam 1\n");
}

void
jam_manual_write_all(struct jam_buf *out)
{
	jam_buf_text(out, ".\\\" commands: by make docs\n"
			  ".Bl -tag -width completion -compact\n");
	for (size_t i = 0; jam_commands[i] != NULL; i++) {
		jam_buf_format(out, ".It Xr jam-%s 1\n", jam_commands[i]->name);
		sentence(out, jam_commands[i]->summary, NULL);
	}
	jam_buf_text(out, ".El\n.\\\" end\n.\\\" options: by make docs\n");
	options(out, jam_global_options);
	jam_buf_text(out, ".\\\" end\n");
}
