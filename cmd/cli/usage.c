/* SPDX-License-Identifier: MIT */
/* Help from the tables. */
#include "cmd/cli/usage.h"

#include <string.h>

#include "cmd/cli/options.h"
#include "cmd/cli/suggest.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"

static const char *const groups[] = {
	[JAM_SETTING_UP] = "set up",   [JAM_COLLECTING] = "collect",
	[JAM_JUDGING_GROUP] = "judge", [JAM_PUBLISHING] = "publish",
	[JAM_LOOKING] = "look",	       [JAM_KEEPING_SAFE] = "keep safe",
	[JAM_ABOUT] = "about jam",
};

const char *
jam_usage_choices(struct jam_arena *arena, const char *const *choices)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	for (size_t i = 0; choices[i] != NULL; i++) {
		if (i > 0)
			jam_buf_text(&buf,
				     choices[i + 1] != NULL ? ", " : " or ");
		jam_buf_text(&buf, choices[i]);
	}
	return jam_buf_string(&buf);
}

static void
blanks(struct jam_buf *out, size_t n)
{
	for (size_t i = 0; i < n; i++)
		jam_buf_char(out, ' ');
}

/*
 * Words of text from column `at` on, broken before `width`; further lines
 * start at `indent`.
 */
static void
wrap(struct jam_buf *out, const char *text, size_t at, size_t indent,
     size_t width)
{
	bool first = true;

	while (*text != '\0') {
		size_t length = strcspn(text, " ");
		const char *word = jam_strndup(out->arena, text, length);
		size_t columns = jam_utf8_width(word);

		if (!first && at + 1 + columns >= width) {
			jam_buf_char(out, '\n');
			blanks(out, indent);
			at = indent;
		} else if (!first) {
			jam_buf_char(out, ' ');
			at++;
		}
		jam_buf_text(out, word);
		at += columns;
		text += length;
		text += strspn(text, " ");
		first = false;
	}
	jam_buf_char(out, '\n');
}

/* "  TERM    what it means", the meaning from column `indent` on. */
static void
item(struct jam_buf *out, const char *term, const char *meaning, size_t indent,
     size_t width)
{
	size_t at = 2 + jam_utf8_width(term);

	blanks(out, 2);
	jam_buf_text(out, term);
	if (at + 2 > indent) {
		jam_buf_char(out, '\n');
		at = 0;
	}
	blanks(out, indent - at);
	wrap(out, meaning, indent, indent, width);
}

/* "-o, --output FILE" */
static const char *
option_term(struct jam_arena *arena, const struct jam_option *o)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	if (o->letter != 0)
		jam_buf_format(&buf, "-%c, ", o->letter);
	jam_buf_format(&buf, "--%s", o->name);
	if (o->value != NULL)
		jam_buf_format(&buf, " %s", o->value);
	return jam_buf_string(&buf);
}

static const char *
option_meaning(struct jam_arena *arena, const struct jam_option *o)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_buf_text(&buf, o->help);
	if (o->choices != NULL)
		jam_buf_format(&buf, ": %s",
			       jam_usage_choices(arena, o->choices));
	if (o->kind == JAM_MANY)
		jam_buf_text(&buf, " (may be repeated)");
	if (o->env != NULL)
		jam_buf_format(&buf, " (else $%s)", o->env);
	return jam_buf_string(&buf);
}

static const char *
operand_meaning(struct jam_arena *arena, const struct jam_operand *o)
{
	if (o->choices == NULL)
		return o->help;
	return jam_format(arena, "%s: %s", o->help,
			  jam_usage_choices(arena, o->choices));
}

const char *
jam_usage_line(struct jam_arena *arena, const struct jam_command *command)
{
	const struct jam_operand *o = command->operands;
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_buf_format(&buf, "usage: jam %s", command->name);
	if (command->options != NULL)
		jam_buf_text(&buf, " [options]");
	for (; o != NULL && o->name != NULL; o++)
		jam_buf_format(&buf, o->optional ? " [%s%s]" : " %s%s", o->name,
			       o->repeats ? "…" : "");
	return jam_buf_string(&buf);
}

static void
list_options(struct jam_buf *out, const struct jam_option *table, size_t width)
{
	for (; table != NULL && table->name != NULL; table++)
		item(out, option_term(out->arena, table),
		     option_meaning(out->arena, table), 24, width);
}

void
jam_usage_commands(struct jam_buf *out, bool options, size_t width)
{
	jam_buf_text(out,
		     "usage: jam [options] COMMAND [options] [operands]\n");
	for (size_t g = 0; g < sizeof(groups) / sizeof(*groups); g++) {
		bool any = false;

		for (size_t i = 0; jam_commands[i] != NULL; i++) {
			const struct jam_command *c = jam_commands[i];

			if (c->group != (enum jam_group)g)
				continue;
			if (!any)
				jam_buf_format(out, "\n%s\n", groups[g]);
			item(out, c->name, c->summary, 14, width);
			any = true;
		}
	}
	if (options) {
		jam_buf_text(out, "\noptions of every command\n");
		list_options(out, jam_global_options, width);
	}
	jam_buf_text(out, "\n\"jam help COMMAND\" says more about one.\n");
}

static void
paragraphs(struct jam_buf *out, const char *text, size_t width)
{
	while (text != NULL && *text != '\0') {
		size_t length = strcspn(text, "\n");

		jam_buf_char(out, '\n');
		wrap(out, jam_strndup(out->arena, text, length), 0, 0, width);
		text += length;
		text += strspn(text, "\n");
	}
}

void
jam_usage_command(struct jam_buf *out, const struct jam_command *command,
		  size_t width)
{
	const struct jam_operand *o = command->operands;

	jam_buf_format(out, "%s\n\n%s.\n", jam_usage_line(out->arena, command),
		       command->summary);
	paragraphs(out, command->details, width);
	if (o != NULL)
		jam_buf_text(out, "\noperands\n");
	for (; o != NULL && o->name != NULL; o++)
		item(out, o->name, operand_meaning(out->arena, o), 24, width);
	if (command->options != NULL)
		jam_buf_text(out, "\noptions\n");
	list_options(out, command->options, width);
	jam_buf_text(out, "\n\"jam help\" lists the options of every command");
	jam_buf_format(out, "; man jam-%s says more.\n", command->name);
}
