/* SPDX-License-Identifier: MIT */
/* Map files and --map. */
#include "core/import/mapfile.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/import/eventcheck.h"
#include "core/import/keys.h"
#include "core/import/source.h"
#include "core/import/sources.h"
#include "core/import/tree.h"
#include "core/import/yaml.h"
#include "core/model/event.h"

const char *const jam_date_words[] = { "any", "dmy", "mdy", "ymd", NULL };

struct draft {
	unsigned from, date_order;
	const struct jam_node *map, *values, *same;
	const char **ignore, **take, *zone;
	size_t ignore_len, take_len;
};

#define KEY(name, f, kind) name, JAM_KEY(struct draft, f, kind)
#define LENGTH(f)	   .other = offsetof(struct draft, f##_len)

static const struct jam_key map_keys[] = {
	{ KEY("from", from, WORD), .words = jam_tool_words },
	{ KEY("map", map, NODE) },
	{ KEY("values", values, NODE) },
	{ KEY("ignore", ignore, LINES), LENGTH(ignore), .max = 4096 },
	{ KEY("take", take, LINES), LENGTH(take) },
	{ KEY("same_person", same, NODE) },
	{ KEY("date_format", date_order, WORD), .words = jam_date_words },
	{ KEY("timezone", zone, ZONE) },
	{ .name = NULL },
};

void
jam_mapping_init(struct jam_mapping *mapping, struct jam_arena *arena)
{
	*mapping = (struct jam_mapping){ .arena = arena };
}

static struct jam_map_entry *
add_entry(struct jam_mapping *mapping, const char *field, size_t columns)
{
	struct jam_map_entry *entry;

	mapping->entries =
	    jam_grow(mapping->arena, mapping->entries, &mapping->entries_room,
		     mapping->entries_len + 1, sizeof *entry);
	entry = &mapping->entries[mapping->entries_len++];
	entry->field = field;
	entry->columns =
	    jam_alloc_array(mapping->arena, columns, sizeof *entry->columns);
	entry->count = 0;
	entry->typed = false;
	return entry;
}

static void
read_map(const struct jam_reading *reading, const struct jam_node *map,
	 struct jam_mapping *mapping)
{
	const struct jam_node *node, *item;
	struct jam_map_entry *entry;

	if (map->kind != JAM_NODE_MAP) {
		jam_keys_problem(reading, map, "must be a map of fields");
		return;
	}
	for (node = map->first; node != NULL; node = node->next) {
		entry = add_entry(mapping, node->key, node->count + 1);
		if (node->kind == JAM_NODE_TEXT && node->text[0] != '\0')
			entry->columns[entry->count++] = node->text;
		if (node->kind == JAM_NODE_MAP)
			jam_keys_problem(reading, node,
					 "must be a column or a list of them");
		if (node->kind != JAM_NODE_LIST)
			continue;
		for (item = node->first; item != NULL; item = item->next)
			if (item->kind == JAM_NODE_TEXT)
				entry->columns[entry->count++] = item->text;
			else
				jam_keys_problem(reading, item,
						 "must be a column");
	}
}

static void
add_value(struct jam_mapping *mapping, const char *field,
	  const struct jam_node *node)
{
	mapping->values =
	    jam_grow(mapping->arena, mapping->values, &mapping->values_room,
		     mapping->values_len + 1, sizeof *mapping->values);
	mapping->values[mapping->values_len++] = (struct jam_map_value){
		field, jam_utf8_fold(mapping->arena, node->key), node->text
	};
}

static void
read_values(const struct jam_reading *reading, const struct jam_node *fields,
	    struct jam_mapping *mapping)
{
	const struct jam_node *field, *node;

	if (fields->kind != JAM_NODE_MAP) {
		jam_keys_problem(reading, fields, "must be a map of fields");
		return;
	}
	for (field = fields->first; field != NULL; field = field->next) {
		if (field->kind != JAM_NODE_MAP) {
			jam_keys_problem(reading, field,
					 "must be a map of cells and values");
			continue;
		}
		for (node = field->first; node != NULL; node = node->next)
			if (node->kind == JAM_NODE_TEXT)
				add_value(mapping, field->key, node);
			else
				jam_keys_problem(reading, node,
						 "must be one value");
	}
}

static void
take_draft(const struct jam_reading *reading, const struct draft *draft,
	   struct jam_mapping *mapping)
{
	if (draft->map != NULL)
		read_map(reading, draft->map, mapping);
	if (draft->values != NULL)
		read_values(reading, draft->values, mapping);
	if (draft->same != NULL)
		jam_eventcheck_same(reading, draft->same, &mapping->same_person,
				    &mapping->same_person_len);
	if (draft->from > 0)
		mapping->from = jam_tool_words[draft->from];
	mapping->ignore = draft->ignore;
	mapping->ignore_len = draft->ignore_len;
	mapping->take = draft->take;
	mapping->take_len = draft->take_len;
	mapping->date_order = (enum jam_date_order)draft->date_order;
	mapping->zone = draft->zone;
}

bool
jam_mapping_read(FILE *file, const char *name, struct jam_mapping *mapping,
		 struct jam_error *err)
{
	struct jam_arena *arena = mapping->arena;
	struct jam_problems *problems = jam_alloc(arena, sizeof *problems);
	struct jam_reading reading = { .file = name,
				       .zone = "UTC",
				       .arena = arena,
				       .problems = problems };
	struct draft draft = { .from = 0 };
	struct jam_source source = { .name = name,
				     .file = file,
				     .use = JAM_USE_DOCUMENT,
				     .arena = arena };
	struct jam_node *root;
	size_t length;
	char *text;

	problems->arena = arena;
	if (!jam_source_init(&source, err) ||
	    !jam_source_text(&source, JAM_YAML_MAX, &text, &length, err) ||
	    !jam_yaml_read(text, length, name, arena, &root, err))
		return false;
	jam_keys_read(&reading, root, map_keys, &draft);
	take_draft(&reading, &draft, mapping);
	return jam_problems_fail(problems, err);
}

bool
jam_mapping_add(struct jam_mapping *mapping, const char *option,
		struct jam_error *err)
{
	const char *equals = strchr(option, '=');
	struct jam_map_entry *entry;

	if (equals == NULL || equals == option) {
		jam_fail(err, JAM_E_USAGE,
			 "--map \"%.200s\" has no FIELD=", option);
		return jam_hint(err, "write --map FIELD='Column' or FIELD=#7");
	}
	entry = add_entry(
	    mapping,
	    jam_strndup(mapping->arena, option, (size_t)(equals - option)), 1);
	entry->typed = true;
	if (equals[1] != '\0')
		entry->columns[entry->count++] = equals + 1;
	return true;
}

const char *
jam_mapping_value(const struct jam_mapping *mapping, const char *field,
		  const char *cell, struct jam_arena *arena)
{
	const char *folded = NULL;

	for (size_t i = 0; i < mapping->values_len; i++) {
		if (strcmp(mapping->values[i].field, field) != 0)
			continue;
		if (folded == NULL)
			folded = jam_utf8_fold(arena, cell);
		if (strcmp(mapping->values[i].from, folded) == 0)
			return mapping->values[i].to;
	}
	return cell;
}
