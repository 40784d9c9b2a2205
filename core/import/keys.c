/* SPDX-License-Identifier: MIT */
/* Documents by table: keys, and which reader each value has. */
#include "core/import/keys.h"

#include <stdarg.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/import/tree.h"
#include "core/import/value.h"

/* The most keys a table has, for "did you mean". */
#define KEYS 32

void
jam_keys_problem(const struct jam_reading *reading, const struct jam_node *node,
		 const char *format, ...)
{
	struct jam_origin at;
	const char *message;
	va_list ap;

	va_start(ap, format);
	message = jam_vformat(reading->arena, format, ap);
	va_end(ap);
	at = jam_node_origin(reading->arena, reading->file, node, false);
	jam_problem_add(reading->problems, &at, JAM_E_DATA, "%s", message);
}

static void
unknown_key(const struct jam_reading *reading, const struct jam_node *node,
	    const struct jam_key *keys)
{
	const char *names[KEYS], *meant = NULL;
	struct jam_origin at;
	size_t count = 0;

	at =
	    jam_node_origin(reading->arena, reading->file, node->parent, false);
	at.line = node->key_line;
	at.column = node->key_column;
	/* A file of nothing but unknown keys must not take seconds. */
	if (reading->problems->count < JAM_PROBLEMS_KEPT) {
		for (; count < KEYS && keys[count].name != NULL; count++)
			names[count] = keys[count].name;
		meant = jam_utf8_nearest(node->key, names, count);
	}
	jam_problem_add(reading->problems, &at, JAM_E_DATA,
			"unknown key \"%.100s\"%s%s%s", node->key,
			meant != NULL ? "; did you mean \"" : "",
			meant != NULL ? meant : "", meant != NULL ? "\"?" : "");
}

static void
read_rows(const struct jam_reading *reading, const struct jam_node *list,
	  const struct jam_key *key, char *out)
{
	const struct jam_shape *shape = key->of;
	const struct jam_node *item;
	char *rows, *row;

	rows = row = jam_alloc_array(reading->arena, list->count, shape->size);
	for (item = list->first; item != NULL; item = item->next) {
		if (shape->fresh != NULL)
			memcpy(row, shape->fresh, shape->size);
		jam_keys_read(reading, item, shape->keys, row);
		row += shape->size;
	}
	memcpy(out + key->field, &rows, sizeof rows);
	memcpy(out + key->other, &list->count, sizeof list->count);
}

static bool
wants(const struct jam_reading *reading, const struct jam_node *node,
      enum jam_node_kind kind)
{
	static const char *const names[] = {
		[JAM_NODE_TEXT] = "one value",
		[JAM_NODE_LIST] = "a list",
		[JAM_NODE_MAP] = "a map of keys and values",
	};

	if (node->kind == kind)
		return true;
	jam_keys_problem(reading, node, "must be %s, is %s", names[kind],
			 names[node->kind]);
	return false;
}

static void
read_value(const struct jam_reading *reading, const struct jam_node *node,
	   const struct jam_key *key, char *out)
{
	switch (key->kind) {
	case JAM_KEY_NODE:
		memcpy(out + key->field, &node, sizeof node);
		return;
	case JAM_KEY_MAP:
		jam_keys_read(reading, node, key->of->keys, out);
		return;
	case JAM_KEY_ROWS:
		if (wants(reading, node, JAM_NODE_LIST))
			read_rows(reading, node, key, out);
		return;
	case JAM_KEY_LINES:
	case JAM_KEY_EMAILS:
	case JAM_KEY_WORDS:
		if (wants(reading, node, JAM_NODE_LIST))
			jam_value_list(reading, node, key, out);
		return;
	default:
		if (wants(reading, node, JAM_NODE_TEXT))
			jam_value_read(reading, node, key, out);
	}
}

/* "Not given": `key:` with nothing behind it, or "". */
static bool
is_given(const struct jam_node *node)
{
	return node != NULL &&
	       (node->kind != JAM_NODE_TEXT || node->text[0] != '\0');
}

void
jam_keys_read(const struct jam_reading *reading, const struct jam_node *map,
	      const struct jam_key *keys, void *out)
{
	const struct jam_key *key;
	const struct jam_node *node;

	if (!wants(reading, map, JAM_NODE_MAP))
		return;
	for (node = map->first; node != NULL; node = node->next) {
		for (key = keys; key->name != NULL; key++)
			if (strcmp(key->name, node->key) == 0)
				break;
		if (key->name == NULL)
			unknown_key(reading, node, keys);
		else if (is_given(node))
			read_value(reading, node, key, out);
	}
	for (key = keys; key->name != NULL; key++)
		if (key->required && !is_given(jam_node_find(map, key->name)))
			jam_keys_problem(reading, map, "\"%s\" is missing",
					 key->name);
}
