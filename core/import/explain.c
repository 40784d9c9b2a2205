/* SPDX-License-Identifier: MIT */
/* What a file was taken for, said to a person. */
#include <string.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/import/sources.h"
#include "core/import/table.h"
#include "core/model/event.h"

/* Surveys and outcomes keep what has a name, and nothing beside it. */
static bool
keeps_answers(const struct jam_import *import)
{
	return import->request.kind < JAM_IMPORT_SURVEY;
}

bool
jam_import_unknown(const struct jam_import *import)
{
	return import->headers.missing != NULL;
}

const char *
jam_import_column(const struct jam_import *import, size_t i)
{
	return i < import->headers.count ? import->headers.columns[i].text
					 : NULL;
}

/* What a column is taken for: a field, a criterion, a question. */
static const char *
meaning(const struct jam_import *import, const struct jam_heading *column)
{
	const struct jam_event *event = import->request.event;

	switch (column->role) {
	case JAM_AS_FIELD:
		return jam_fields[column->index].name;
	case JAM_AS_CRITERION:
		return event->criteria[column->index].key;
	case JAM_AS_QUESTION:
		return event->survey[column->index].key;
	case JAM_AS_PART:
	case JAM_AS_PARTS:
		return "members";
	case JAM_AS_IGNORED:
	case JAM_AS_ANSWER:
		break;
	}
	return "";
}

/* Nothing needs to be said of a column that is called as it is used. */
static bool
is_itself(const struct jam_import *import, const struct jam_heading *column)
{
	return strcmp(column->folded,
		      jam_header_fold(import->request.arena,
				      meaning(import, column))) == 0;
}

enum group { USED, KEPT, IGNORED, GROUPS };

static enum group
group_of(const struct jam_heading *column)
{
	return column->role == JAM_AS_ANSWER	? KEPT
	       : column->role == JAM_AS_IGNORED ? IGNORED
						: USED;
}

/* Headers may be questions of a page's length. */
static void
put_header(struct jam_buf *line, const char *text)
{
	size_t width, n = jam_utf8_cut(text, 60, &width);

	jam_buf_char(line, '"');
	jam_buf_add(line, text, n);
	jam_buf_text(line, text[n] == '\0' ? "\"" : "...\"");
}

/* A group's columns; how many of them are called as they are used: *own. */
static void
put_group(struct jam_buf *line, const struct jam_import *import,
	  enum group group, size_t *own)
{
	const struct jam_headers *headers = &import->headers;
	size_t last = headers->triplets, start = line->length;

	for (size_t i = 0; i < headers->count && i <= last; i++) {
		const struct jam_heading *column = &headers->columns[i];

		if (group_of(column) != group)
			continue;
		if (group == USED && is_itself(import, column)) {
			++*own;
			continue;
		}
		if (line->length > start)
			jam_buf_text(line, ", ");
		put_header(line, group == KEPT ? column->label : column->text);
		if (i == last)
			jam_buf_text(line, " and all behind it");
		if (group == USED)
			jam_buf_format(line, " = %s", meaning(import, column));
	}
}

static void
put_counts(struct jam_buf *line, const struct jam_import *import)
{
	const struct jam_headers *headers = &import->headers;

	if (headers->tool != NULL)
		jam_buf_format(line, "looks like %s: ", headers->tool->title);
	jam_buf_format(line, "%zu column%s used, %zu %s, %zu ignored",
		       headers->used, headers->used == 1 ? "" : "s",
		       headers->answers,
		       !keeps_answers(import)  ? "not read"
		       : headers->answers == 1 ? "kept as an answer"
					       : "kept as answers",
		       headers->ignored);
}

void
jam_import_explain(const struct jam_import *import,
		   void (*note)(void *context, const char *text), void *context)
{
	const struct jam_headers *headers = &import->headers;
	const size_t counts[] = { headers->used, headers->answers,
				  headers->ignored };
	const char *const words[] = { "used",
				      keeps_answers(import) ? "kept as answers"
							    : "not read",
				      "ignored" };
	struct jam_buf line;
	size_t own = 0;

	jam_buf_init(&line, import->request.arena);
	jam_buf_format(&line, "%s: ", import->request.name);
	if (import->csv == NULL) {
		jam_buf_text(&line, jam_data_is(import)
					? "jam's own file, without a row"
					: jam_itch_explain(import));
		note(context, jam_buf_string(&line));
		return;
	}
	put_counts(&line, import);
	note(context, jam_buf_string(&line));
	for (enum group g = USED; g < GROUPS; g++) {
		if (counts[g] == 0)
			continue;
		jam_buf_clear(&line);
		jam_buf_format(&line, "%s: ", words[g]);
		put_group(&line, import, g, &own);
		if (g == USED && own == headers->used)
			jam_buf_text(&line, "each is the field of its name");
		else if (g == USED && own > 0)
			jam_buf_text(&line, "; the others as they are called");
		note(context, jam_buf_string(&line));
	}
}

void
jam_import_note_files(struct jam_import *import, const struct jam_row *row)
{
	const char *column = jam_row_attachment(row);

	if (column == NULL)
		return;
	import->told_attachment = true;
	jam_import_note(import, row->line,
			"\"%.100s\" holds links to files, which expire: save "
			"the files; the text is kept, and never published",
			column);
}
