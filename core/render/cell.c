/* SPDX-License-Identifier: MIT */
/* Rows as flat cells. */
#include "core/render/cell.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/time.h"
#include "core/model/columns.h"

static bool
is_number(enum jam_column_kind kind)
{
	return kind == JAM_COLUMN_INT || kind == JAM_COLUMN_MILLI ||
	       kind == JAM_COLUMN_REAL || kind == JAM_COLUMN_DECIMAL;
}

static const void *
field(const void *row, const struct jam_column *column)
{
	return (const char *)row + column->offset;
}

static const void *
element(const struct jam_list *list, size_t i)
{
	return (const char *)list->items + i * list->stride;
}

static void
put_head(struct jam_heads *heads, size_t *at, const char *name,
	 enum jam_column_kind kind)
{
	struct jam_head *head = &heads->items[(*at)++];

	head->name = name != NULL ? name : "";
	head->number = is_number(kind);
	head->real = kind == JAM_COLUMN_REAL;
	head->whole = kind != JAM_COLUMN_TEXT && kind != JAM_COLUMN_WORDS;
}

static size_t
count_heads(const struct jam_column *columns, const void *row)
{
	const struct jam_column *c = columns;
	size_t n = 0;

	for (; c->kind != JAM_COLUMN_END; c++) {
		if (c->only_json)
			continue;
		if (c->kind != JAM_COLUMN_LIST)
			n++;
		else if (row != NULL)
			n += ((const struct jam_list *)field(row, c))->count;
	}
	return n;
}

static void
put_list_heads(struct jam_heads *heads, size_t *at, const struct jam_list *list)
{
	if (list->count == 0)
		return;
	for (size_t i = 0; i < list->count; i++) {
		const struct jam_column *name = &list->columns[list->name];
		const char *const *text = field(element(list, i), name);

		put_head(heads, at, *text, list->columns[list->value].kind);
	}
}

struct jam_heads
jam_cell_heads(struct jam_arena *arena, const struct jam_column *columns,
	       const void *row)
{
	struct jam_heads heads = { NULL, count_heads(columns, row) };
	size_t at = 0;

	heads.items = jam_alloc_array(arena, heads.count, sizeof(*heads.items));
	for (const struct jam_column *c = columns; c->kind != JAM_COLUMN_END;
	     c++) {
		if (c->only_json)
			continue;
		if (c->kind != JAM_COLUMN_LIST)
			put_head(&heads, &at, c->name, c->kind);
		else if (row != NULL)
			put_list_heads(&heads, &at, field(row, c));
	}
	return heads;
}

void
jam_cell_milli(struct jam_buf *out, int64_t milli)
{
	uint64_t size = milli < 0 ? 0 - (uint64_t)milli : (uint64_t)milli;

	char places[4] = { '.', (char)('0' + size / 100 % 10),
			   (char)('0' + size / 10 % 10),
			   (char)('0' + size % 10) };

	if (milli < 0)
		jam_buf_char(out, '-');
	jam_buf_int(out, (int64_t)(size / 1000));
	jam_buf_add(out, places, sizeof(places));
}

static const char *
words(struct jam_arena *arena, const struct jam_words *list)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	for (size_t i = 0; i < list->count; i++) {
		if (i > 0)
			jam_buf_char(&buf, ';');
		jam_buf_text(&buf, list->items[i]);
	}
	return jam_buf_string(&buf);
}

static const char *
whole(struct jam_arena *arena, enum jam_column_kind kind, int64_t n)
{
	struct jam_buf buf;

	if (n == JAM_NONE)
		return "";
	if (kind == JAM_COLUMN_TIME)
		return jam_time_write(arena, n);
	jam_buf_init(&buf, arena);
	if (kind == JAM_COLUMN_INT)
		jam_buf_int(&buf, n);
	else
		jam_cell_milli(&buf, n);
	return jam_buf_string(&buf);
}

static const char *
real(struct jam_arena *arena, double x, unsigned places)
{
	struct jam_buf buf;

	if (!isfinite(x))
		return "";
	jam_buf_init(&buf, arena);
	jam_double_write(&buf, x, places);
	return jam_buf_string(&buf);
}

static const char *
cell(struct jam_arena *arena, const struct jam_column *column, const void *row,
     unsigned places)
{
	const void *p = field(row, column);
	const char *text;

	switch (column->kind) {
	case JAM_COLUMN_TEXT:
	case JAM_COLUMN_DECIMAL:
		text = *(const char *const *)p;
		return text != NULL ? text : "";
	case JAM_COLUMN_BOOL:
		return *(const bool *)p ? "true" : "false";
	case JAM_COLUMN_REAL:
		return real(arena, *(const double *)p, places);
	case JAM_COLUMN_WORDS:
		return words(arena, p);
	case JAM_COLUMN_INT:
	case JAM_COLUMN_TIME:
	case JAM_COLUMN_MILLI:
		return whole(arena, column->kind, *(const int64_t *)p);
	case JAM_COLUMN_LIST:
	case JAM_COLUMN_END:
		break;
	}
	return "";
}

const char **
jam_cell_row(struct jam_arena *arena, const struct jam_column *columns,
	     const struct jam_heads *heads, const void *row, unsigned places)
{
	const char **cells =
	    jam_alloc_array(arena, heads->count, sizeof(*cells));
	const struct jam_list *list;
	size_t at = 0;

	for (const struct jam_column *c = columns; c->kind != JAM_COLUMN_END;
	     c++) {
		if (c->only_json)
			continue;
		if (c->kind != JAM_COLUMN_LIST) {
			cells[at++] = cell(arena, c, row, places);
			continue;
		}
		list = field(row, c);
		for (size_t i = 0; i < list->count && at < heads->count; i++)
			cells[at++] = cell(arena, &list->columns[list->value],
					   element(list, i), places);
	}
	while (at < heads->count)
		cells[at++] = "";
	return cells;
}
