/* SPDX-License-Identifier: MIT */
/* YAML: libyaml's events to a tree, with limits and refusals. */
#include "core/import/yaml.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/import/tree.h"

struct reader {
	yaml_parser_t parser;
	const char *text;
	size_t length;
	const char *name;
	struct jam_arena *arena;
	struct jam_node *root, *open; /* the collection that is being filled */
	const char *key;	      /* read, and waits for its value */
	size_t key_line, key_column;
	size_t depth, events;
	struct jam_error *err;
};

static bool
place(const struct reader *r, size_t line, size_t column)
{
	return jam_error_at(r->err, r->name, line, column, NULL);
}

static bool
refuse(const struct reader *r, yaml_mark_t at, const char *what)
{
	jam_fail(r->err, JAM_E_DATA, "%s", what);
	return place(r, at.line + 1, at.column + 1);
}

/* The byte that a mark points to; its index counts characters. */
static unsigned char
byte_at(const struct reader *r, yaml_mark_t at)
{
	const char *c = r->text;
	int32_t code;
	size_t step = 1;

	for (size_t i = 0; i < at.index && step > 0; i++) {
		step = jam_utf8_next(c, &code);
		c += step;
	}
	return (unsigned char)*c;
}

static bool
refuse_offset(const struct reader *r, size_t offset, const char *what)
{
	size_t line = 1, column = 1;

	for (size_t i = 0; i < offset && i < r->length; i++) {
		bool next = (r->text[i + 1] & 0xc0) != 0x80;

		column += next ? 1 : 0;
		if (r->text[i] == '\n') {
			line++;
			column = 1;
		}
	}
	jam_fail(r->err, JAM_E_DATA, "%s", what);
	return place(r, line, column);
}

/* libyaml's words, and ours where ours say what to do. */
static bool
refuse_syntax(const struct reader *r)
{
	const yaml_parser_t *p = &r->parser;
	const char *problem = p->problem != NULL ? p->problem : "not YAML";
	yaml_mark_t at = p->problem_mark;

	if (p->error == YAML_MEMORY_ERROR)
		return jam_fail(r->err, JAM_E_SYSTEM, "out of memory");
	if (p->error == YAML_READER_ERROR)
		return refuse_offset(r, p->problem_offset, problem);
	if (strstr(problem, "cannot start any token") != NULL &&
	    byte_at(r, at) == '\t')
		return refuse(r, at, "a TAB cannot indent; use blanks");
	if (strstr(problem, "mapping values are not allowed") != NULL)
		return refuse(r, at, "quote the value, it holds ': '");
	if (strstr(problem, "did not find expected key") != NULL ||
	    strstr(problem, "did not find expected '-'") != NULL) {
		jam_fail(r->err, JAM_E_DATA,
			 "line %zu does not line up with line %zu", at.line + 1,
			 p->context_mark.line + 1);
		return place(r, at.line + 1, at.column + 1);
	}
	return refuse(r, at, problem);
}

static int
compare_keys(const void *a, const void *b)
{
	const struct jam_node *x = *(const struct jam_node *const *)a;
	const struct jam_node *y = *(const struct jam_node *const *)b;
	int order = strcmp(x->key, y->key);

	return order != 0 ? order
			  : (x->index > y->index) - (x->index < y->index);
}

/* A key twice in a map that is complete; sorted, for a map may be large. */
static bool
check_keys(const struct reader *r, const struct jam_node *map)
{
	const struct jam_node **all, *child = map->first, *twice = NULL;
	size_t first = 0;

	all = jam_alloc_array(r->arena, map->count, sizeof *all);
	for (size_t i = 0; i < map->count; i++, child = child->next)
		all[i] = child;
	qsort(all, map->count, sizeof *all, compare_keys);
	for (size_t i = 1; i < map->count; i++)
		if (strcmp(all[i - 1]->key, all[i]->key) == 0 &&
		    (twice == NULL || all[i]->index < twice->index)) {
			twice = all[i];
			first = all[i - 1]->key_line;
		}
	if (twice == NULL)
		return true;
	jam_fail(r->err, JAM_E_DATA,
		 "duplicate key \"%.100s\", first in line %zu", twice->key,
		 first);
	return place(r, twice->key_line, twice->key_column);
}

static struct jam_node *
add(struct reader *r, enum jam_node_kind kind, yaml_mark_t at)
{
	struct jam_node *node = jam_node_add(r->arena, r->open, kind);

	if (r->open == NULL)
		r->root = node;
	node->line = at.line + 1;
	node->column = at.column + 1;
	node->key = r->key;
	node->key_line = r->key_line;
	node->key_column = r->key_column;
	r->key = NULL;
	return node;
}

static bool
wants_key(const struct reader *r)
{
	return r->open != NULL && r->open->kind == JAM_NODE_MAP &&
	       r->key == NULL;
}

static bool
open_collection(struct reader *r, enum jam_node_kind kind, yaml_mark_t at)
{
	if (wants_key(r))
		return refuse(r, at, "a key must be plain text");
	if (r->depth == JAM_YAML_DEPTH)
		return refuse(r, at, "nested more than 16 levels deep");
	r->depth++;
	r->open = add(r, kind, at);
	return true;
}

static bool
close_collection(struct reader *r)
{
	struct jam_node *done = r->open;

	r->open = done->parent;
	r->depth--;
	return done->kind != JAM_NODE_MAP || check_keys(r, done);
}

static bool
take_scalar(struct reader *r, const yaml_event_t *event)
{
	const char *value = (const char *)event->data.scalar.value;
	size_t length = event->data.scalar.length;
	yaml_mark_t at = event->start_mark;

	if (length > JAM_YAML_SCALAR)
		return refuse(r, at, "a text of more than 64 KiB");
	if (strlen(value) != length)
		return refuse(r, at, "a NUL byte in a text");
	if (wants_key(r)) {
		if (strcmp(value, "<<") == 0)
			return refuse(r, at, "a merge key has no place here");
		r->key = jam_strndup(r->arena, value, length);
		r->key_line = at.line + 1;
		r->key_column = at.column + 1;
		return true;
	}
	add(r, JAM_NODE_TEXT, at)->text = jam_strndup(r->arena, value, length);
	return true;
}

static bool
start_document(struct reader *r, const yaml_event_t *event)
{
	if (r->root != NULL)
		return refuse(r, event->start_mark,
			      "a second document; one file holds one");
	if (event->data.document_start.version_directive != NULL ||
	    event->data.document_start.tag_directives.start !=
		event->data.document_start.tag_directives.end)
		return refuse(r, event->start_mark,
			      "a % directive has no place here");
	return true;
}

static const yaml_char_t *
anchor_of(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return event->data.scalar.anchor;
	case YAML_SEQUENCE_START_EVENT:
		return event->data.sequence_start.anchor;
	case YAML_MAPPING_START_EVENT:
		return event->data.mapping_start.anchor;
	default:
		return NULL;
	}
}

static const yaml_char_t *
tag_of(const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return event->data.scalar.tag;
	case YAML_SEQUENCE_START_EVENT:
		return event->data.sequence_start.tag;
	case YAML_MAPPING_START_EVENT:
		return event->data.mapping_start.tag;
	default:
		return NULL;
	}
}

static bool
take(struct reader *r, const yaml_event_t *event)
{
	yaml_mark_t at = event->start_mark;

	if (++r->events > JAM_YAML_EVENTS)
		return refuse(r, at, "more than 100,000 parts");
	if (anchor_of(event) != NULL)
		return refuse(r, at, "an anchor (&) has no place here");
	if (tag_of(event) != NULL)
		return refuse(r, at, "a tag (!) has no place here");
	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return refuse(r, at, "an alias (*) has no place here");
	case YAML_DOCUMENT_START_EVENT:
		return start_document(r, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_collection(r, JAM_NODE_LIST, at);
	case YAML_MAPPING_START_EVENT:
		return open_collection(r, JAM_NODE_MAP, at);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_collection(r);
	case YAML_SCALAR_EVENT:
		return take_scalar(r, event);
	default:
		return true;
	}
}

static bool
read_events(struct reader *r)
{
	yaml_event_t event;
	bool end = false;

	while (!end) {
		bool taken;

		if (!yaml_parser_parse(&r->parser, &event))
			return refuse_syntax(r);
		end = event.type == YAML_STREAM_END_EVENT;
		taken = take(r, &event);
		yaml_event_delete(&event);
		if (!taken)
			return false;
	}
	if (r->root != NULL)
		return true;
	jam_fail(r->err, JAM_E_DATA, "the file says nothing");
	return place(r, 1, 1);
}

bool
jam_yaml_read(const char *text, size_t length, const char *name,
	      struct jam_arena *arena, struct jam_node **root,
	      struct jam_error *err)
{
	struct reader r = { .text = text,
			    .length = length,
			    .name = name,
			    .arena = arena,
			    .err = err };
	bool done;

	if (!yaml_parser_initialize(&r.parser))
		return jam_fail(err, JAM_E_SYSTEM, "out of memory");
	yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)text,
				     length);
	done = read_events(&r);
	yaml_parser_delete(&r.parser);
	*root = r.root;
	return done;
}
