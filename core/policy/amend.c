/* SPDX-License-Identifier: MIT */
/* What an amend changes, and whether it may. */
#include "core/policy/amend.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/model/event.h"

#define NAMED 5 /* rules that a refusal names */

const struct jam_column jam_change_columns[] = {
	JAM_COLUMN(struct jam_change_line, path, TEXT),
	JAM_COLUMN(struct jam_change_line, before, TEXT),
	JAM_COLUMN(struct jam_change_line, after, TEXT),
	{ 0 },
};

/*
 * From *near on, and around: lines that are asked for in their own order are
 * found at once.
 */
static const struct jam_event_line *
find(const struct jam_event_lines *lines, const char *path, size_t *near)
{
	for (size_t n = 0; n < lines->count; n++) {
		size_t i = (*near + n) % lines->count;

		if (strcmp(lines->items[i].path, path) == 0) {
			*near = i + 1;
			return &lines->items[i];
		}
	}
	return NULL;
}

static void
add(struct jam_change_lines *out, struct jam_arena *arena,
    const struct jam_event_line *line, const char *before, const char *after)
{
	out->items = jam_grow(arena, out->items, &out->capacity, out->count + 1,
			      sizeof *out->items);
	out->items[out->count++] = (struct jam_change_line){
		.path = line->path,
		.before = before,
		.after = after,
		.judging = line->judging,
		.personal = line->personal,
	};
}

void
jam_amend_diff(const struct jam_event_lines *before,
	       const struct jam_event_lines *after, struct jam_arena *arena,
	       struct jam_change_lines *out)
{
	size_t near = 0;

	*out = (struct jam_change_lines){ 0 };
	for (size_t i = 0; i < after->count; i++) {
		const struct jam_event_line *line = &after->items[i];
		const struct jam_event_line *was =
		    find(before, line->path, &near);

		if (was == NULL || strcmp(was->value, line->value) != 0)
			add(out, arena, line, was != NULL ? was->value : NULL,
			    line->value);
	}
	near = 0;
	for (size_t i = 0; i < before->count; i++) {
		const struct jam_event_line *line = &before->items[i];

		if (find(after, line->path, &near) == NULL)
			add(out, arena, line, line->value, NULL);
	}
}

bool
jam_amend_may(const struct jam_change_lines *changes, int64_t ratings,
	      const char *reason, struct jam_error *err)
{
	char names[512] = "";
	size_t count = 0;

	if (ratings == 0 || (reason != NULL && reason[0] != '\0'))
		return true;
	for (size_t i = 0; i < changes->count; i++) {
		const char *path = changes->items[i].path;
		size_t used = strlen(names), n = strlen(path);

		if (!changes->items[i].judging)
			continue;
		if (count++ >= NAMED || used + n + 3 > sizeof names)
			continue;
		memcpy(names + used, ", ", used > 0 ? 2 : 0);
		memcpy(names + used + (used > 0 ? 2 : 0), path, n + 1);
	}
	if (count == 0)
		return true;
	jam_fail(err, JAM_E_RULE,
		 "%s: rules of judging change only for a reason once there "
		 "are ratings, and there %s %lld",
		 names, ratings == 1 ? "is" : "are", (long long)ratings);
	return jam_hint(err, "say why: --reason TEXT; the log keeps it");
}

#define NOTHING "(none)"
#define ARROW	" -> "

static void
add_value(struct jam_buf *out, const struct jam_change_line *line,
	  const char *value)
{
	if (value == NULL)
		jam_buf_text(out, NOTHING);
	else
		jam_buf_text(out, line->personal ? "(private)" : value);
}

const char *
jam_amend_text(const struct jam_change_lines *changes, struct jam_arena *arena)
{
	struct jam_buf out;

	jam_buf_init(&out, arena);
	for (size_t i = 0; i < changes->count; i++) {
		const struct jam_change_line *line = &changes->items[i];

		jam_buf_format(&out, "%s%s: ", i > 0 ? "\n" : "", line->path);
		add_value(&out, line, line->before);
		jam_buf_text(&out, ARROW);
		add_value(&out, line, line->after);
	}
	return jam_buf_string(&out);
}

/* What stands before " -> AFTER" at the end of the text; NULL: no such end. */
static const char *
value_before(struct jam_arena *arena, const char *text, size_t length,
	     const char *after)
{
	const char *end = jam_format(arena, ARROW "%s", after);
	size_t n = strlen(end);

	return length >= n && strncmp(text + length - n, end, n) == 0
		   ? jam_strndup(arena, text, length - n)
		   : NULL;
}

static void
undo_line(struct jam_event_lines *lines, const char *text, size_t length,
	  struct jam_arena *arena)
{
	const char *colon = strstr(text, ": "), *path, *before;
	struct jam_event_line *line;
	size_t near = 0, head;

	if (colon == NULL || (size_t)(colon - text) > length)
		return;
	head = (size_t)(colon - text) + 2;
	path = jam_strndup(arena, text, head - 2);
	line = (struct jam_event_line *)find(lines, path, &near);
	before = value_before(arena, colon + 2, length - head,
			      line != NULL ? line->value : NOTHING);
	if (before == NULL)
		return;
	if (strcmp(before, NOTHING) == 0) {
		if (line != NULL)
			*line = lines->items[--lines->count];
		return;
	}
	if (line == NULL) {
		lines->items = jam_grow(arena, lines->items, &lines->capacity,
					lines->count + 1, sizeof *lines->items);
		line = &lines->items[lines->count++];
		*line = (struct jam_event_line){ .path = path };
	}
	line->value = before;
}

void
jam_amend_undo(struct jam_event_lines *lines, const char *changes,
	       struct jam_arena *arena)
{
	while (*changes != '\0') {
		size_t length = strcspn(changes, "\n");

		undo_line(lines, changes, length, arena);
		changes += length + (changes[length] == '\n');
	}
}
