/* SPDX-License-Identifier: MIT */
/* jam's own JSON: a list of rows, read as the table that it is. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/map.h"
#include "core/import/fields.h"
#include "core/import/table.h"
#include "core/import/tree.h"
#include "core/model/event.h"

/* Columns of a form that jam has no field for, and their cells. */
struct answers {
	const char *who;      /* the key of a row that an answer is of */
	const char **columns; /* headers, each once */
	size_t count, capacity;
	struct jam_map cells; /* by who and column */
};

static void
put_text(struct jam_buf *out, bool first, const char *text)
{
	jam_buf_text(out, first ? "\"" : ",\"");
	for (const char *p = text; p != NULL && *p != '\0'; p++)
		jam_buf_text(out, *p == '"' ? "\"\"" : (char[]){ *p, 0 });
}

static void
put_cell(struct jam_buf *out, bool first, const struct jam_node *node)
{
	const struct jam_node *part = node != NULL ? node->first : NULL;

	put_text(out, first, node != NULL ? node->text : NULL);
	for (; part != NULL; part = part->next)
		jam_buf_format(out, "%s%s", part == node->first ? "" : ";",
			       part->text != NULL ? part->text : "");
	jam_buf_char(out, '"');
}

/* What import has no column for (number, slug, …) jam gives itself. */
static bool
is_read(const struct jam_import *import, const struct jam_node *cell)
{
	unsigned kind = 1U << import->request.kind;

	for (enum jam_field f = 0; f < JAM_FIELDS; f++)
		if ((jam_fields[f].kinds & kind) != 0 &&
		    (jam_field_is(f, cell->key) ||
		     jam_field_alias(f, cell->key)))
			return true;
	return false;
}

static const char *
cell_key(const struct jam_import *import, const char *who, const char *column)
{
	return jam_format(import->request.arena, "%s\x1f%s", who, column);
}

/* What the file keeps of answers to the form that its rows came by. */
static void
find_answers(const struct jam_import *import, struct answers *a)
{
	enum jam_import_kind kind = import->request.kind;
	const struct jam_node *list = jam_node_find(import->json, "answers");

	*a = (struct answers){ .who = kind == JAM_IMPORT_PROJECTS ? "project"
								  : "email" };
	jam_map_init(&a->cells, import->request.arena);
	if (list == NULL ||
	    (kind != JAM_IMPORT_PROJECTS && kind != JAM_IMPORT_REGISTRATIONS))
		return;
	for (const struct jam_node *n = list->first; n != NULL; n = n->next) {
		const char *who = jam_node_text(n, a->who);
		const char *column = jam_node_text(n, "column");
		const char *answer = jam_node_text(n, "answer");

		if (who == NULL || *who == '\0' || column == NULL ||
		    answer == NULL)
			continue;
		if (jam_map_find(&a->cells, column) == NULL) {
			a->columns = jam_grow(import->request.arena, a->columns,
					      &a->capacity, a->count + 1,
					      sizeof(*a->columns));
			a->columns[a->count++] = column;
		}
		jam_map_put(&a->cells, column, (void *)(uintptr_t)column);
		jam_map_put(&a->cells, cell_key(import, who, column),
			    (void *)(uintptr_t)answer);
	}
}

static void
put_answers(struct jam_buf *out, const struct jam_import *import,
	    const struct answers *a, const struct jam_node *row)
{
	const char *key = strcmp(a->who, "project") == 0 ? "slug" : a->who;
	const char *who = jam_node_text(row, key);

	for (size_t i = 0; i < a->count; i++) {
		const char *column = a->columns[i];

		put_text(out, false,
			 row == NULL ? column
			 : who == NULL
			     ? NULL
			     : jam_map_find(&a->cells,
					    cell_key(import, who, column)));
		jam_buf_char(out, '"');
	}
}

static void
put_row(struct jam_buf *out, const struct jam_import *import,
	const struct jam_node *head, const struct jam_node *row)
{
	bool first = true;

	for (const struct jam_node *n = head->first; n != NULL; n = n->next) {
		struct jam_node name = { .text = n->key };

		if (!is_read(import, n))
			continue;
		put_cell(out, first,
			 row == NULL ? &name : jam_node_find(row, n->key));
		first = false;
	}
}

/* Who has no address came with a project, and comes with it again. */
static bool
is_wanted(const struct jam_import *import, const struct jam_node *row)
{
	const char *email = jam_node_text(row, "email");

	return import->request.kind != JAM_IMPORT_REGISTRATIONS ||
	       (email != NULL && *email != '\0');
}

static void
put_rows(struct jam_buf *out, const struct jam_import *import,
	 const struct jam_node *list)
{
	struct answers answers;

	find_answers(import, &answers);
	for (const struct jam_node *n = list->first; n != NULL; n = n->next) {
		if (n == list->first) {
			put_row(out, import, n, NULL);
			put_answers(out, import, &answers, NULL);
			jam_buf_char(out, '\n');
		}
		if (!is_wanted(import, n))
			continue;
		put_row(out, import, list->first, n);
		put_answers(out, import, &answers, n);
		jam_buf_char(out, '\n');
	}
}

/* Has this node of a survey another person, or row, than the one before? */
static bool
is_next(const struct jam_node *before, const struct jam_node *node)
{
	const char *a = jam_node_text(before, "row");
	const char *b = jam_node_text(node, "row");

	return before == NULL || a == NULL || b == NULL || strcmp(a, b) != 0;
}

/* The answer of the row that begins at a node to a question. */
static const char *
answer_to(const struct jam_node *node, const struct jam_question *question)
{
	const struct jam_node *begin = node;

	for (; node != NULL && (node == begin || !is_next(begin, node));
	     node = node->next) {
		const char *key = jam_node_text(node, "question");

		if (key != NULL && strcmp(key, question->key) == 0)
			return jam_node_text(node, "answer");
	}
	return NULL;
}

/* A survey is kept an answer a row, and read a person a row. */
static void
put_survey(struct jam_buf *out, const struct jam_import *import,
	   const struct jam_node *list)
{
	const struct jam_event *event = import->request.event;
	const struct jam_node *before = NULL;

	if (list->first == NULL)
		return;
	jam_buf_text(out, "\"id\",\"email\"");
	for (size_t q = 0; q < event->survey_len; q++) {
		put_text(out, false, event->survey[q].column);
		jam_buf_char(out, '"');
	}
	jam_buf_char(out, '\n');
	for (const struct jam_node *n = list->first; n != NULL; n = n->next) {
		const char *row = jam_node_text(n, "row");

		if (!is_next(before, n))
			continue;
		before = n;
		put_text(out, true,
			 row != NULL && *row == 'i' ? row + 1 : NULL);
		jam_buf_char(out, '"');
		put_text(out, false, jam_node_text(n, "email"));
		jam_buf_char(out, '"');
		for (size_t q = 0; q < event->survey_len; q++) {
			put_text(out, false, answer_to(n, &event->survey[q]));
			jam_buf_char(out, '"');
		}
		jam_buf_char(out, '\n');
	}
}

static const struct jam_node *
list_of(const struct jam_import *import)
{
	const char *kind = jam_node_text(import->json, "kind");
	const char *asked = jam_import_words[import->request.kind];
	const struct jam_node *list;

	if (kind == NULL)
		return NULL;
	list = jam_node_find(import->json,
			     strcmp(kind, asked) == 0 ? "rows" : asked);
	return list != NULL && list->kind == JAM_NODE_LIST ? list : NULL;
}

bool
jam_data_is(const struct jam_import *import)
{
	const char *schema = jam_node_text(import->json, "schema");
	const char *kind = jam_node_text(import->json, "kind");

	return schema != NULL && strcmp(schema, "jam/1") == 0 && kind != NULL &&
	       strcmp(kind, "ballot") != 0;
}

bool
jam_data_open(struct jam_import *import, struct jam_error *err)
{
	const struct jam_node *list = list_of(import);
	const char *word = jam_import_words[import->request.kind];
	struct jam_buf out;

	if (list == NULL) {
		jam_fail(err, JAM_E_DATA, "this file of jam's has no %s", word);
		return jam_error_at(err, import->request.name, 0, 0, NULL);
	}
	jam_buf_init(&out, import->request.arena);
	if (import->request.kind == JAM_IMPORT_SURVEY)
		put_survey(&out, import, list);
	else
		put_rows(&out, import, list);
	if (out.length == 0) {
		import->headers.source = "jam";
		return true;
	}
	import->own = fmemopen(out.data, out.length, "r");
	if (import->own == NULL)
		return jam_fail(err, JAM_E_SYSTEM, "out of memory");
	import->source = (struct jam_source){ .name = import->request.name,
					      .file = import->own,
					      .arena = import->request.arena };
	return jam_source_init(&import->source, err);
}
