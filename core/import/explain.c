/* SPDX-License-Identifier: MIT */
/* What a file was taken for, said to a person. */
#include <string.h>

#include "core/base/buf.h"
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
		return "members";
	case JAM_AS_IGNORED:
		return "ignored";
	case JAM_AS_ANSWER:
		break;
	}
	return keeps_answers(import) ? "answer" : "not read";
}

/* Nothing needs to be said of a column that is called as it is used. */
static bool
is_itself(const struct jam_import *import, const struct jam_heading *column)
{
	return column->role != JAM_AS_ANSWER &&
	       column->role != JAM_AS_IGNORED &&
	       strcmp(column->folded,
		      jam_header_fold(import->request.arena,
				      meaning(import, column))) == 0;
}

static void
explain_column(struct jam_buf *line, const struct jam_import *import,
	       const struct jam_heading *column)
{
	const char *as = meaning(import, column);

	jam_buf_format(line, "%s\"%.60s\" = %s", line->length > 9 ? ", " : "",
		       column->text, as[0] != '\0' ? as : "used");
}

void
jam_import_explain(const struct jam_import *import,
		   void (*note)(void *context, const char *text), void *context)
{
	const struct jam_headers *headers = &import->headers;
	struct jam_buf line;
	size_t own = 0;

	jam_buf_init(&line, import->request.arena);
	if (import->csv == NULL) {
		note(context, jam_data_is(import)
				  ? "jam's own file, without a row"
				  : "looks like itch.io's list of projects");
		return;
	}
	if (headers->tool != NULL)
		jam_buf_format(&line, "looks like %s: ", headers->tool->title);
	jam_buf_format(&line, "%zu columns used, %zu %s, %zu ignored",
		       headers->used, headers->answers,
		       keeps_answers(import) ? "kept as answers" : "not read",
		       headers->ignored);
	note(context, jam_buf_string(&line));
	jam_buf_clear(&line);
	jam_buf_text(&line, "columns: ");
	for (size_t i = 0; i < headers->count; i++)
		if (is_itself(import, &headers->columns[i]))
			own++;
		else
			explain_column(&line, import, &headers->columns[i]);
	if (own == headers->count)
		jam_buf_text(&line, "each is the field of its name");
	else if (own > 0)
		jam_buf_text(&line, "; the others as they are called");
	note(context, jam_buf_string(&line));
}
