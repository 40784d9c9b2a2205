/* SPDX-License-Identifier: MIT */
/* Messages, warnings and errors, made safe for a terminal. */
#include "cmd/cli/say.h"

#include <stdarg.h>
#include <stdlib.h>

#include "cmd/cli/progress.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"

static void
line(FILE *to, struct jam_arena *arena, const char *word, const char *text)
{
	struct jam_buf safe;

	jam_buf_init(&safe, arena);
	jam_utf8_show(&safe, text, false);
	fprintf(to, "%s: %s\n", word, jam_buf_string(&safe));
}

void
jam_say(const struct jam_run *run, const char *format, ...)
{
	struct jam_mark mark = jam_arena_mark(run->arena);
	va_list ap;

	jam_progress_clear(run->tick);
	va_start(ap, format);
	line(run->messages, run->arena, "jam",
	     jam_vformat(run->arena, format, ap));
	va_end(ap);
	jam_arena_reset(run->arena, mark);
}

/* YAML has a column, CSV a field. */
static void
problem(FILE *to, struct jam_arena *arena, const struct jam_origin *at,
	const char *message)
{
	struct jam_buf text;

	jam_buf_init(&text, arena);
	if (at->file[0] != '\0')
		jam_buf_format(&text, "%s:", at->file);
	if (at->line != 0)
		jam_buf_format(&text, "%zu:", at->line);
	if (at->column != 0)
		jam_buf_format(&text, "%zu:", at->column);
	if (text.length > 0)
		jam_buf_char(&text, ' ');
	if (at->field[0] != '\0')
		jam_buf_format(&text, "%s: ", at->field);
	jam_buf_text(&text, message);
	line(to, arena, "jam", jam_buf_string(&text));
}

void
jam_say_error(FILE *to, struct jam_arena *arena, const struct jam_error *err)
{
	const struct jam_problems *list = err->problems;
	const char *debug = getenv("JAM_DEBUG");

	if (err->message[0] == '\0')
		return;
	if (list == NULL)
		problem(to, arena, &err->at, err->message);
	for (const struct jam_problem *p = list != NULL ? list->first : NULL;
	     p != NULL; p = p->next)
		problem(to, arena, &p->at, p->message);
	if (list != NULL && list->count > JAM_PROBLEMS_KEPT)
		fprintf(to, "jam: and %zu problems more\n",
			list->count - JAM_PROBLEMS_KEPT);
	if (err->hint[0] != '\0')
		line(to, arena, "hint", err->hint);
	if (debug != NULL && debug[0] == '1')
		fprintf(to, "debug: %s:%d\n", err->source, err->source_line);
}
