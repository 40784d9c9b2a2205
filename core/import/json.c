/* SPDX-License-Identifier: MIT */
/* JSON: jansson's values to a tree. */
#include "core/import/json.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/import/tree.h"

struct reader {
	const char *name;
	struct jam_arena *arena;
	struct jam_error *err;
	const char *at, *end; /* of the text, read beside the values */
	size_t line, column;
};

/* Columns are characters: the bytes that begin one count. */
static void
advance(struct reader *r)
{
	char c = *r->at++;

	r->column += (c & 0xc0) != 0x80;
	if (c == '\n') {
		r->line++;
		r->column = 1;
	}
}

/* To where the next key, value or bracket begins. */
static void
next_token(struct reader *r)
{
	while (strchr(" \t\r\n,:", *r->at) != NULL)
		advance(r);
}

/* Behind a string, a number or a word. */
static void
skip_token(struct reader *r)
{
	if (*r->at != '"') {
		while (r->at < r->end && strchr(" \t\r\n,]}", *r->at) == NULL)
			advance(r);
		return;
	}
	do {
		if (*r->at == '\\')
			advance(r);
		advance(r);
	} while (*r->at != '"');
	advance(r);
}

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

/* A new node, and where it and its key begin. */
static struct jam_node *
place(struct reader *r, struct jam_node *parent, enum jam_node_kind kind,
      const char *key)
{
	struct jam_node *node = jam_node_add(r->arena, parent, kind);

	next_token(r);
	if (key != NULL) {
		node->key = jam_strdup(r->arena, key);
		node->key_line = r->line;
		node->key_column = r->column;
		skip_token(r);
		next_token(r);
	}
	node->line = r->line;
	node->column = r->column;
	return node;
}

/* Members come in the order in which they are written. */
static bool
convert(struct reader *r, json_t *value, struct jam_node *parent,
	const char *key, struct jam_node **out, unsigned depth)
{
	enum jam_node_kind kind = kind_of(value);
	struct jam_node *node = place(r, parent, kind, key);
	const char *name;
	json_t *item;
	size_t i;

	*out = node;
	if (kind == JAM_NODE_TEXT) {
		node->text = scalar_text(r->arena, value);
		skip_token(r);
		return true;
	}
	if (depth == JAM_JSON_DEPTH) {
		jam_fail(r->err, JAM_E_DATA, "nested more than %d levels deep",
			 JAM_JSON_DEPTH);
		return jam_error_at(r->err, r->name, node->line, node->column,
				    jam_node_path(r->arena, node));
	}
	advance(r);
	json_array_foreach(value, i,
			   item) if (!convert(r, item, node, NULL, out,
					      depth + 1)) return false;
	json_object_foreach(value, name,
			    item) if (!convert(r, item, node, name, out,
					       depth + 1)) return false;
	next_token(r);
	advance(r);
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

/*
 * What begins a value or parts two of them, outside of strings: a value takes
 * a hundred times the memory of its comma.
 */
static bool
check_values(struct reader *r)
{
	size_t values = 0;
	bool quoted = false;

	for (; r->at < r->end; advance(r)) {
		if (*r->at == '"')
			quoted = !quoted;
		else if (quoted && *r->at == '\\' && r->at + 1 < r->end)
			advance(r);
		if (quoted || strchr(",[{", *r->at) == NULL)
			continue;
		if (++values < JAM_JSON_VALUES)
			continue;
		jam_fail(r->err, JAM_E_DATA, "more than %d values",
			 JAM_JSON_VALUES);
		return jam_error_at(r->err, r->name, r->line, r->column, NULL);
	}
	return true;
}

bool
jam_json_read(const char *text, size_t length, const char *name,
	      struct jam_arena *arena, struct jam_node **root,
	      struct jam_error *err)
{
	const struct reader begin = { .name = name,
				      .arena = arena,
				      .err = err,
				      .at = text,
				      .end = text + length,
				      .line = 1,
				      .column = 1 };
	struct reader r = begin;
	json_error_t why;
	json_t *value;
	bool done;

	*root = NULL;
	if (!check_values(&r))
		return false;
	r = begin;
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
