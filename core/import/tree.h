/* SPDX-License-Identifier: MIT */
/* What a YAML or JSON text says, as a tree that knows where each part stands */
#ifndef JAM_IMPORT_TREE_H
#define JAM_IMPORT_TREE_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;

enum jam_node_kind {
	JAM_NODE_TEXT, /* a scalar; what it means is for a table of keys */
	JAM_NODE_LIST,
	JAM_NODE_MAP,
};

/* All memory is of the arena that the reader was given. */
struct jam_node {
	enum jam_node_kind kind;
	const char *text; /* of a scalar; "" where none is given, else NULL */
	const char *key;  /* in a map; else NULL */
	size_t line, column;	     /* from 1 */
	size_t key_line, key_column; /* of the key */
	size_t count, index;	     /* children; own place among siblings */
	struct jam_node *parent, *first, *last, *next;
};

/* A new last child of parent, or a root. */
struct jam_node *jam_node_add(struct jam_arena *arena, struct jam_node *parent,
			      enum jam_node_kind kind);

/* The value of a key, or NULL; also when map is NULL or no map. */
const struct jam_node *jam_node_find(const struct jam_node *map,
				     const char *key);

/* The text of a key's scalar value, or NULL where there is none. */
const char *jam_node_text(const struct jam_node *map, const char *key);

/* "criteria[0].weight"; "" for the root.  Of the arena. */
const char *jam_node_path(struct jam_arena *arena, const struct jam_node *node);

/* The place of a node (with at_key: of its key), field being its path. */
struct jam_origin jam_node_origin(struct jam_arena *arena, const char *file,
				  const struct jam_node *node, bool at_key);

#endif
