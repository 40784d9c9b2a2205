/* SPDX-License-Identifier: MIT */
/* Two rubrics, line by line: the scale, then a criterion a line. */
#include "core/model/rubric.h"

#include <string.h>

#include "core/base/buf.h"

static const char *
next_line(const char *line)
{
	line += strcspn(line, "\n");
	return *line == '\n' ? line + 1 : line;
}

static bool
same(const char *a, const char *b, const char *end)
{
	size_t length = strcspn(a, end);

	return length == strcspn(b, end) && strncmp(a, b, length) == 0;
}

/* The line of the same criterion, or NULL. */
static const char *
find(const char *rubric, const char *criterion)
{
	for (const char *line = next_line(rubric); *line != '\0';
	     line = next_line(line))
		if (same(line, criterion, "\t\n"))
			return line;
	return NULL;
}

static void
say(struct jam_buf *out, const char *line, const char *what)
{
	if (out->length > 0)
		jam_buf_text(out, ", ");
	jam_buf_add(out, line, strcspn(line, "\t\n"));
	jam_buf_text(out, what);
}

/* Criteria of one rubric that the other lacks. */
static void
say_lacking(struct jam_buf *out, const char *rubric, const char *other,
	    const char *what)
{
	for (const char *line = next_line(rubric); *line != '\0';
	     line = next_line(line))
		if (find(other, line) == NULL)
			say(out, line, what);
}

static void
add_scale(struct jam_buf *out, const char *rubric)
{
	if (strncmp(rubric, "scale ", 6) == 0)
		rubric += 6;
	jam_buf_add(out, rubric, strcspn(rubric, "\n"));
}

static void
say_scale(struct jam_buf *out, const char *before, const char *now)
{
	if (same(before, now, "\n"))
		return;
	say(out, "the scale was ", "");
	add_scale(out, before);
	jam_buf_text(out, " and is ");
	add_scale(out, now);
}

bool
jam_rubric_differs(const char *before, const char *now, struct jam_buf *out)
{
	const char *was;

	say_lacking(out, before, now, " is gone");
	say_lacking(out, now, before, " is new");
	say_scale(out, before, now);
	if (out->length > 0)
		return true;
	for (const char *line = next_line(now); *line != '\0';
	     line = next_line(line)) {
		was = find(before, line);
		if (was != NULL && !same(was, line, "\n"))
			say(out, line, "");
	}
	return false;
}
