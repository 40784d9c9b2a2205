/* SPDX-License-Identifier: MIT */
/* Man pages from the tables. */
#include "cmd/cli/manual.h"

#include <string.h>

#include "cmd/cli/usage.h"
#include "cmd/cmd.h"
#include "core/base/buf.h"

/* Text of the tables: no macro at the start of a line, no escape. */
static void
prose(struct jam_buf *out, const char *text)
{
	bool start = true;

	for (; *text != '\0'; text++) {
		if (start && (*text == '.' || *text == '\''))
			jam_buf_text(out, "\\&");
		if (*text == '\\')
			jam_buf_text(out, "\\e");
		else if (strncmp(text, ". ", 2) == 0 && text++)
			jam_buf_text(out, ".\n");
		else if (*text == '\n')
			jam_buf_text(out, start ? "" : "\n.Pp\n");
		else
			jam_buf_char(out, *text);
		start = text[0] == '\n' || out->data[out->length - 1] == '\n';
	}
	if (!start)
		jam_buf_char(out, '\n');
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
		prose(out, p->help);
		if (p->choices != NULL) {
			jam_buf_text(out, "One of ");
			prose(out, jam_usage_choices(out->arena, p->choices));
		}
	}
	jam_buf_text(out, ".El\n");
}

static void
options(struct jam_buf *out, const struct jam_option *o)
{
	jam_buf_text(out, ".Pp\nOptions:\n.Bl -tag -width Ds\n");
	for (; o->name != NULL; o++) {
		jam_buf_text(out, ".It ");
		flag(out, o);
		prose(out, o->help);
		if (o->choices != NULL) {
			jam_buf_text(out, "One of ");
			prose(out, jam_usage_choices(out->arena, o->choices));
		}
		if (o->env != NULL)
			jam_buf_format(out, "Else\n.Ev %s\n", o->env);
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
	if (command->options != NULL)
		options(out, command->options);
	jam_buf_text(out, ".Pp\nThe options of every command are in\n"
			  ".Xr jam 1 .\n.Sh EXIT STATUS\n0 when done; "
			  "the other values are listed in\n.Xr jam 1 .\n"
			  ".Sh SEE ALSO\n.Xr jam 1\n");
}
