/* SPDX-License-Identifier: MIT */
/* jam's own JSON: a list of rows, read as the table that it is. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/map.h"
#include "core/import/csv.h"
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

/* The table being made. */
struct making {
	struct jam_import *import;
	struct jam_buf out;
	struct answers answers;
	const char **keys; /* of the first row, those that are read */
	size_t keys_len;
	size_t line, seen; /* of the table; and the bytes counted for it */
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

/* A row of the table begins, which is this node of the file. */
static void
begin_row(struct making *m, const struct jam_node *node)
{
	struct jam_import *import = m->import;

	for (; m->seen < m->out.length; m->seen++)
		m->line += m->out.data[m->seen] == '\n';
	import->places[import->places_len++] =
	    (struct jam_place){ m->line, node->line };
}

/* Of the scratch. */
static const char *
cell_key(const struct making *m, const char *who, const char *column)
{
	return jam_format(m->import->request.scratch, "%s\x1f%s", who, column);
}

static bool
add_column(struct making *m, const struct jam_node *node, const char *column,
	   struct jam_error *err)
{
	const struct jam_import_request *request = &m->import->request;
	struct answers *a = &m->answers;

	if (jam_map_find(&a->cells, column) != NULL)
		return true;
	if (a->count == JAM_CSV_CELLS) {
		jam_fail(err, JAM_E_DATA,
			 "the answers are to more than %d questions",
			 JAM_CSV_CELLS);
		return jam_error_at(err, request->name, node->line,
				    node->column, NULL);
	}
	a->columns = jam_grow(request->arena, a->columns, &a->capacity,
			      a->count + 1, sizeof(*a->columns));
	a->columns[a->count++] = column;
	jam_map_put(&a->cells, column, (void *)(uintptr_t)column);
	return true;
}

/* What the file keeps of answers to the form that its rows came by. */
static bool
find_answers(struct making *m, struct jam_error *err)
{
	enum jam_import_kind kind = m->import->request.kind;
	struct jam_arena *scratch = m->import->request.scratch;
	const struct jam_node *list = jam_node_find(m->import->json, "answers");
	struct answers *a = &m->answers;

	a->who = kind == JAM_IMPORT_PROJECTS ? "project" : "email";
	jam_map_init(&a->cells, m->import->request.arena);
	if (list == NULL ||
	    (kind != JAM_IMPORT_PROJECTS && kind != JAM_IMPORT_REGISTRATIONS))
		return true;
	for (const struct jam_node *n = list->first; n != NULL; n = n->next) {
		const char *who = jam_node_text(n, a->who);
		const char *column = jam_node_text(n, "column");
		const char *answer = jam_node_text(n, "answer");
		struct jam_mark mark = jam_arena_mark(scratch);

		if (who == NULL || *who == '\0' || column == NULL ||
		    answer == NULL)
			continue;
		if (!add_column(m, n, column, err))
			return false;
		jam_map_put(&a->cells, cell_key(m, who, column),
			    (void *)(uintptr_t)answer);
		jam_arena_reset(scratch, mark);
	}
	return true;
}

static void
put_answers(struct making *m, const struct jam_node *row)
{
	const struct answers *a = &m->answers;
	const char *key = strcmp(a->who, "project") == 0 ? "slug" : a->who;
	const char *who = jam_node_text(row, key), *text;
	struct jam_arena *scratch = m->import->request.scratch;
	struct jam_mark mark = jam_arena_mark(scratch);

	for (size_t i = 0; i < a->count; i++) {
		text = row == NULL ? a->columns[i]
		       : who == NULL
			   ? NULL
			   : jam_map_find(&a->cells,
					  cell_key(m, who, a->columns[i]));
		put_text(&m->out, false, text);
		jam_buf_char(&m->out, '"');
		jam_arena_reset(scratch, mark);
	}
}

/* The header; what the first row names is what is looked for in all. */
static void
put_header(struct making *m, const struct jam_node *first)
{
	m->keys = jam_alloc_array(m->import->request.arena, first->count,
				  sizeof(*m->keys));
	for (const struct jam_node *n = first->first; n != NULL; n = n->next) {
		struct jam_node name = { .text = n->key };

		if (n->key == NULL || !is_read(m->import, n))
			continue;
		put_cell(&m->out, m->keys_len == 0, &name);
		m->keys[m->keys_len++] = n->key;
	}
	put_answers(m, NULL);
	jam_buf_char(&m->out, '\n');
}

static void
put_row(struct making *m, const struct jam_node *row)
{
	begin_row(m, row);
	for (size_t i = 0; i < m->keys_len; i++)
		put_cell(&m->out, i == 0, jam_node_find(row, m->keys[i]));
	put_answers(m, row);
	jam_buf_char(&m->out, '\n');
}

/* Who has no address came with a project, and comes with it again. */
static bool
is_wanted(const struct jam_import *import, const struct jam_node *row)
{
	const char *email = jam_node_text(row, "email");

	return import->request.kind != JAM_IMPORT_REGISTRATIONS ||
	       (email != NULL && *email != '\0');
}

static bool
put_rows(struct making *m, const struct jam_node *list, struct jam_error *err)
{
	if (!find_answers(m, err))
		return false;
	if (list->first != NULL)
		put_header(m, list->first);
	for (const struct jam_node *n = list->first; n != NULL; n = n->next)
		if (is_wanted(m->import, n))
			put_row(m, n);
	return true;
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
put_survey(struct making *m, const struct jam_node *list)
{
	const struct jam_event *event = m->import->request.event;
	struct jam_buf *out = &m->out;
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
		begin_row(m, n);
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
	struct making m = { .import = import, .line = 1 };

	if (list == NULL) {
		jam_fail(err, JAM_E_DATA, "this file of jam's has no %s", word);
		return jam_error_at(err, import->request.name, 0, 0, NULL);
	}
	import->places = jam_alloc_array(import->request.arena, list->count,
					 sizeof(*import->places));
	jam_buf_init(&m.out, import->request.arena);
	if (import->request.kind == JAM_IMPORT_SURVEY)
		put_survey(&m, list);
	else if (!put_rows(&m, list, err))
		return false;
	if (m.out.length == 0) {
		import->headers.source = "jam";
		return true;
	}
	import->own = fmemopen(m.out.data, m.out.length, "r");
	if (import->own == NULL)
		return jam_fail(err, JAM_E_SYSTEM, "out of memory");
	import->source = (struct jam_source){ .name = import->request.name,
					      .file = import->own,
					      .arena = import->request.arena };
	return jam_source_init(&import->source, err);
}

size_t
jam_data_line(const struct jam_import *import, size_t line)
{
	size_t low = 0, high = import->places_len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (import->places[middle].table <= line)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? line : import->places[low - 1].file;
}
