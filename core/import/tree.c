/* SPDX-License-Identifier: MIT */
/* A tree of scalars, lists and maps. */
#include "core/import/tree.h"

#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"

struct jam_node *
jam_node_add(struct jam_arena *arena, struct jam_node *parent,
	     enum jam_node_kind kind)
{
	struct jam_node *node = jam_alloc(arena, sizeof *node);

	node->kind = kind;
	node->parent = parent;
	if (parent == NULL)
		return node;
	node->index = parent->count++;
	if (parent->last != NULL)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	return node;
}

const struct jam_node *
jam_node_find(const struct jam_node *map, const char *key)
{
	const struct jam_node *child;

	if (map == NULL || map->kind != JAM_NODE_MAP)
		return NULL;
	for (child = map->first; child != NULL; child = child->next)
		if (strcmp(child->key, key) == 0)
			return child;
	return NULL;
}

const char *
jam_node_text(const struct jam_node *map, const char *key)
{
	const struct jam_node *node = jam_node_find(map, key);

	if (node == NULL || node->kind != JAM_NODE_TEXT ||
	    node->text[0] == '\0')
		return NULL;
	return node->text;
}

static void
write_path(struct jam_buf *buf, const struct jam_node *node)
{
	if (node->parent == NULL)
		return;
	write_path(buf, node->parent);
	if (node->key == NULL)
		jam_buf_format(buf, "[%zu]", node->index);
	else
		jam_buf_format(buf, "%s%s", buf->length > 0 ? "." : "",
			       node->key);
}

const char *
jam_node_path(struct jam_arena *arena, const struct jam_node *node)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	write_path(&buf, node);
	return jam_buf_string(&buf);
}

struct jam_origin
jam_node_origin(struct jam_arena *arena, const char *file,
		const struct jam_node *node, bool at_key)
{
	struct jam_origin at = { .line = node->line, .column = node->column };

	if (at_key && node->key != NULL) {
		at.line = node->key_line;
		at.column = node->key_column;
	}
	snprintf(at.file, sizeof at.file, "%s", file);
	snprintf(at.field, sizeof at.field, "%s", jam_node_path(arena, node));
	return at;
}
