/* SPDX-License-Identifier: MIT */
/* jam's own JSON: a list of rows, read as the table that it is. */
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/import/fields.h"
#include "core/import/table.h"
#include "core/import/tree.h"
#include "core/model/event.h"

static void
put_cell(struct jam_buf *out, bool first, const struct jam_node *node)
{
	const struct jam_node *part = node != NULL ? node->first : NULL;

	jam_buf_text(out, first ? "\"" : ",\"");
	if (node != NULL && node->text != NULL)
		for (const char *p = node->text; *p != '\0'; p++)
			jam_buf_text(out,
				     *p == '"' ? "\"\"" : (char[]){ *p, 0 });
	for (; part != NULL; part = part->next)
		jam_buf_format(out, "%s%s", part == node->first ? "" : ";",
			       part->text != NULL ? part->text : "");
	jam_buf_char(out, '"');
}

/* What import has no column for (number, slug, …) jam gives itself. */
static bool
is_read(const struct jam_import *import, const struct jam_node *cell)
{
	return jam_field_find(import->request.kind, cell->key) != JAM_F_NONE;
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
	jam_buf_char(out, '\n');
}

/* Who has no address came with a project, and comes with it again. */
static bool
is_wanted(const struct jam_import *import, const struct jam_node *row)
{
	const char *email = jam_node_text(row, "email");

	return import->request.kind != JAM_IMPORT_REGISTRATIONS ||
	       (email != NULL && *email != '\0');
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
	for (const struct jam_node *n = list->first; n != NULL; n = n->next) {
		if (n == list->first)
			put_row(&out, import, n, NULL);
		if (is_wanted(import, n))
			put_row(&out, import, list->first, n);
	}
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
