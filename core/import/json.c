/* SPDX-License-Identifier: MIT */
/* JSON: jansson's values to a tree. */
#include "core/import/json.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/import/tree.h"

struct reader {
	const char *name;
	struct jam_arena *arena;
	struct jam_error *err;
};

/* The shortest text that reads back as x. */
static const char *
real_text(struct jam_arena *arena, double x)
{
	char text[32];

	for (int digits = 15; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, x);
		if (strtod(text, NULL) <= x && strtod(text, NULL) >= x)
			break;
	}
	return jam_strdup(arena, text);
}

static const char *
scalar_text(struct jam_arena *arena, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_STRING:
		return jam_strdup(arena, json_string_value(value));
	case JSON_INTEGER:
		return jam_format(arena, "%" JSON_INTEGER_FORMAT,
				  json_integer_value(value));
	case JSON_REAL:
		return real_text(arena, json_real_value(value));
	case JSON_TRUE:
		return "true";
	case JSON_FALSE:
		return "false";
	default:
		return "";
	}
}

static enum jam_node_kind
kind_of(const json_t *value)
{
	if (json_is_object(value))
		return JAM_NODE_MAP;
	return json_is_array(value) ? JAM_NODE_LIST : JAM_NODE_TEXT;
}

static bool
convert(const struct reader *r, json_t *value, struct jam_node *parent,
	const char *key, struct jam_node **out, unsigned depth)
{
	enum jam_node_kind kind = kind_of(value);
	struct jam_node *node = jam_node_add(r->arena, parent, kind);
	const char *name;
	json_t *item;
	size_t i;

	*out = node;
	if (key != NULL)
		node->key = jam_strdup(r->arena, key);
	if (kind == JAM_NODE_TEXT) {
		node->text = scalar_text(r->arena, value);
		return true;
	}
	if (depth == JAM_JSON_DEPTH) {
		jam_fail(r->err, JAM_E_DATA, "nested more than %d levels deep",
			 JAM_JSON_DEPTH);
		return jam_error_at(r->err, r->name, 0, 0,
				    jam_node_path(r->arena, node));
	}
	json_array_foreach(value, i,
			   item) if (!convert(r, item, node, NULL, out,
					      depth + 1)) return false;
	json_object_foreach(value, name,
			    item) if (!convert(r, item, node, name, out,
					       depth + 1)) return false;
	*out = node;
	return true;
}

/* A program that can say so leaves here with 71. */
__attribute__((weak)) void
jam_json_no_memory(void)
{
	abort();
}

/*
 * Where memory fails in the middle of a text, the library says that the text
 * is wrong.
 */
static void *
allocate(size_t size)
{
	void *memory = malloc(size);

	if (memory == NULL)
		jam_json_no_memory();
	return memory;
}

bool
jam_json_read(const char *text, size_t length, const char *name,
	      struct jam_arena *arena, struct jam_node **root,
	      struct jam_error *err)
{
	struct reader r = { .name = name, .arena = arena, .err = err };
	json_error_t why;
	json_t *value;
	bool done;

	*root = NULL;
	json_set_alloc_funcs(allocate, free);
	value = json_loadb(text, length,
			   JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
	if (value == NULL) {
		jam_fail(err, JAM_E_DATA, "this is not JSON: %s", why.text);
		return jam_error_at(err, name, (size_t)why.line,
				    (size_t)why.column, NULL);
	}
	done = convert(&r, value, NULL, NULL, root, 0);
	json_decref(value);
	return done;
}
