/* SPDX-License-Identifier: MIT */
/* Rows of an entry, collected and summed up. */
#include "core/store/sheet.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"

static struct jam_sheet_value *
add(const struct jam_sheet *sheet, struct jam_sheet_part *part,
    const struct jam_leaf *leaf)
{
	size_t i = part->count++;

	assert(i < JAM_LOG_ROWS);
	part->leaves[i] = *leaf;
	part->leaves[i].key = jam_strdup(sheet->arena, leaf->key);
	return &part->values[i];
}

void
jam_sheet_push(struct jam_sheet *sheet, struct jam_sheet_part *part,
	       const struct jam_leaf *leaf, const char *bytes)
{
	*add(sheet, part, leaf) = (struct jam_sheet_value){
		.bytes = jam_strdup(sheet->arena, bytes),
	};
}

void
jam_sheet_push_later(struct jam_sheet *sheet, const struct jam_leaf *leaf,
		     const struct jam_log_later *later)
{
	*add(sheet, &sheet->rows, leaf) = (struct jam_sheet_value){
		.make = later->make,
		.row = later->keep(later->row, sheet->arena),
	};
}

bool
jam_sheet_drop(struct jam_sheet *sheet, const char *table, const char *key)
{
	struct jam_sheet_part *rows = &sheet->rows;

	for (size_t i = rows->count; i-- > 0;) {
		if (strcmp(rows->leaves[i].key, key) != 0 ||
		    strcmp(rows->leaves[i].table, table) != 0)
			continue;
		rows->count--;
		rows->leaves[i] = rows->leaves[rows->count];
		rows->values[i] = rows->values[rows->count];
		return true;
	}
	return false;
}

bool
jam_sheet_is_empty(const struct jam_sheet *sheet)
{
	return sheet->rows.count + sheet->ended.count == 0;
}

static void
hash(const struct jam_sheet *sheet, struct jam_sheet_part *part)
{
	for (size_t i = 0; i < part->count; i++) {
		const struct jam_sheet_value *value = &part->values[i];
		struct jam_mark mark = jam_arena_mark(sheet->arena);
		const char *bytes = value->bytes;

		if (bytes == NULL)
			bytes = value->make(value->row, sheet->arena);
		jam_leaf_hash(bytes, &part->leaves[i].hash);
		jam_arena_reset(sheet->arena, mark);
	}
	jam_leaf_sort(part->leaves, part->count);
}

void
jam_sheet_sum(void *sheet)
{
	struct jam_sheet *s = sheet;

	hash(s, &s->rows);
	jam_leaf_digest(s->rows.leaves, s->rows.count, &s->rows.digest);
	hash(s, &s->ended);
	jam_leaf_digest_ended(s->ended.leaves, s->ended.count,
			      &s->ended.digest);
}

void
jam_sheet_clear(struct jam_sheet *sheet)
{
	sheet->rows.count = sheet->ended.count = 0;
	jam_arena_reset(sheet->arena, (struct jam_mark){ NULL, 0 });
}
