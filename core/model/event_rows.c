/* SPDX-License-Identifier: MIT */
/* An event as the rows that the store keeps it in. */
#include "core/model/event_rows.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/entry.h"
#include "core/model/event.h"

#define FIELDS_MAX 64 /* of one row; the event's own has about 30 */

struct field {
	const char *name;
	const struct jam_event_line *line; /* NULL: the word or the number */
	const char *word;
	int64_t number;
};

struct fields {
	struct field items[FIELDS_MAX];
	size_t count;
};

/* What rows are made from. */
struct source {
	const struct jam_event *event;
	const uint8_t *salt;
	bool dropped;
};

/* Kept in order: the log's keys come sorted. */
static void
insert(struct fields *fields, struct field field)
{
	size_t i = fields->count++;

	for (; i > 0 && strcmp(fields->items[i - 1].name, field.name) > 0; i--)
		fields->items[i] = fields->items[i - 1];
	fields->items[i] = field;
}

static void
insert_int(struct fields *fields, const char *name, int64_t number)
{
	insert(fields, (struct field){ .name = name, .number = number });
}

static bool
can_be_dropped(const char *table)
{
	return strcmp(table, "criterion") == 0 || strcmp(table, "site") == 0;
}

/*
 * What the YAML does not say of a criterion or a site, but the store keeps.
 * One that was dropped has no place in the order.
 */
static void
insert_hidden(struct fields *fields, const struct jam_event *event,
	      const struct jam_event_line *line, bool dropped)
{
	if (!can_be_dropped(line->table))
		return;
	if (strcmp(line->table, "criterion") == 0) {
		insert_int(fields, "slot", event->criteria[line->index].slot);
		insert_int(fields, "units",
			   event->criteria[line->index].weight);
	}
	if (!dropped)
		insert_int(fields, "position", (int64_t)line->index);
	insert_int(fields, "dropped", dropped);
}

static const char *
row_key(const struct jam_event *event, const struct jam_event_line *line,
	struct jam_arena *arena)
{
	const char *uid = event->uid.text;

	if (strcmp(line->table, "event") == 0)
		return jam_strdup(arena, uid);
	if (strcmp(line->table, "criterion") == 0)
		return jam_format(arena, "%s %s", uid,
				  event->criteria[line->index].key);
	if (strcmp(line->table, "site") == 0)
		return jam_format(arena, "%s %s", uid,
				  event->sites[line->index].key);
	return jam_format(arena, "%s %zu", uid, line->index);
}

static const char *
row_bytes(const struct fields *fields, const uint8_t *salt,
	  struct jam_arena *arena)
{
	struct jam_entry entry;

	jam_entry_begin(&entry, arena, salt);
	for (size_t i = 0; i < fields->count; i++) {
		const struct field *f = &fields->items[i];

		if (f->word != NULL)
			jam_entry_word(&entry, f->name, f->word);
		else if (f->line == NULL)
			jam_entry_int(&entry, f->name, f->number);
		else if (f->line->typed)
			jam_entry_text(&entry, f->name, f->line->value);
		else
			jam_entry_word(&entry, f->name, f->line->value);
	}
	return jam_entry_end(&entry);
}

static bool
is_same_row(const struct jam_event_line *a, const struct jam_event_line *b)
{
	return a->index == b->index && strcmp(a->table, b->table) == 0;
}

/* The lines of one row, which need not stand together: the event's do not. */
static void
add_row(const struct source *from, const struct jam_event_lines *lines,
	size_t first, struct jam_arena *arena, struct jam_event_rows *rows)
{
	const struct jam_event_line *line = &lines->items[first];
	struct fields fields = { .count = 0 };

	for (size_t i = first; i < lines->count; i++)
		if (is_same_row(line, &lines->items[i]))
			insert(&fields,
			       (struct field){ .name = lines->items[i].field,
					       .line = &lines->items[i] });
	insert(&fields, (struct field){ .name = "event_uid",
					.word = from->event->uid.text });
	insert_hidden(&fields, from->event, line, from->dropped);
	rows->items = jam_grow(arena, rows->items, &rows->capacity,
			       rows->count + 1, sizeof *rows->items);
	rows->items[rows->count++] = (struct jam_event_row){
		.table = line->table,
		.key = row_key(from->event, line, arena),
		.bytes = row_bytes(&fields, from->salt, arena),
		.index = line->index,
		.dropped = from->dropped,
	};
}

/* Whether an earlier line belongs to the same row. */
static bool
is_begun(const struct jam_event_lines *lines, size_t i)
{
	const struct jam_event_line *line = &lines->items[i];

	if (strcmp(line->table, "event") == 0)
		return i > 0;
	return is_same_row(line, &lines->items[i - 1]);
}

void
jam_event_rows_add(const struct jam_event *event, const uint8_t *salt,
		   bool dropped, struct jam_arena *arena,
		   struct jam_event_rows *rows)
{
	const struct source from = { event, salt, dropped };
	struct jam_event_lines lines;

	jam_event_flatten(event, arena, &lines);
	for (size_t i = 0; i < lines.count; i++)
		if (!is_begun(&lines, i) &&
		    (!dropped || can_be_dropped(lines.items[i].table)))
			add_row(&from, &lines, i, arena, rows);
}

const struct jam_event_row *
jam_event_rows_find(const struct jam_event_rows *rows, const char *table,
		    const char *key, size_t *near)
{
	for (size_t n = 0; n < rows->count; n++) {
		size_t i = (*near + n) % rows->count;

		if (strcmp(rows->items[i].key, key) != 0 ||
		    strcmp(rows->items[i].table, table) != 0)
			continue;
		*near = i + 1;
		return &rows->items[i];
	}
	return NULL;
}
