/* SPDX-License-Identifier: MIT */
/* Rows as JSON objects. */
#include "core/render/json.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/render/cell.h"

static void
put_whole(struct jam_buf *out, enum jam_column_kind kind, int64_t n)
{
	if (n == JAM_NONE)
		jam_buf_text(out, "null");
	else if (kind == JAM_COLUMN_TIME)
		jam_json_string(out, jam_time_write(out->arena, n));
	else if (kind == JAM_COLUMN_MILLI)
		jam_cell_milli(out, n);
	else
		jam_json_int(out, n);
}

/* As it is held: "012.50" is a decimal of ours and no number of JSON. */
static void
put_decimal(struct jam_buf *out, const char *text)
{
	if (text == NULL) {
		jam_buf_text(out, "null");
		return;
	}
	if (*text == '-')
		jam_buf_char(out, *text++);
	while (text[0] == '0' && text[1] >= '0' && text[1] <= '9')
		text++;
	jam_buf_text(out, text);
}

static void
put_list(struct jam_buf *out, const struct jam_list *list)
{
	jam_buf_char(out, '[');
	for (size_t i = 0; i < list->count; i++) {
		if (i > 0)
			jam_buf_char(out, ',');
		jam_json_row(out, list->columns,
			     (const char *)list->items + i * list->stride);
	}
	jam_buf_char(out, ']');
}

static void
put_words(struct jam_buf *out, const struct jam_words *words)
{
	jam_buf_char(out, '[');
	for (size_t i = 0; i < words->count; i++) {
		if (i > 0)
			jam_buf_char(out, ',');
		jam_json_string(out, words->items[i]);
	}
	jam_buf_char(out, ']');
}

static void
put_value(struct jam_buf *out, enum jam_column_kind kind, const void *p)
{
	switch (kind) {
	case JAM_COLUMN_TEXT:
		jam_json_string(out, *(const char *const *)p);
		break;
	case JAM_COLUMN_DECIMAL:
		put_decimal(out, *(const char *const *)p);
		break;
	case JAM_COLUMN_INT:
	case JAM_COLUMN_TIME:
	case JAM_COLUMN_MILLI:
		put_whole(out, kind, *(const int64_t *)p);
		break;
	case JAM_COLUMN_BOOL:
		jam_buf_text(out, *(const bool *)p ? "true" : "false");
		break;
	case JAM_COLUMN_REAL:
		jam_json_double(out, *(const double *)p);
		break;
	case JAM_COLUMN_LIST:
		put_list(out, p);
		break;
	case JAM_COLUMN_WORDS:
		put_words(out, p);
		break;
	case JAM_COLUMN_END:
		break;
	}
}

void
jam_json_row(struct jam_buf *out, const struct jam_column *columns,
	     const void *row)
{
	jam_buf_char(out, '{');
	for (const struct jam_column *c = columns; c->kind != JAM_COLUMN_END;
	     c++) {
		if (c != columns)
			jam_buf_char(out, ',');
		jam_json_string(out, c->name);
		jam_buf_char(out, ':');
		put_value(out, c->kind, (const char *)row + c->offset);
	}
	jam_buf_char(out, '}');
}

static bool
is_control(int32_t code)
{
	return (code >= 0x7f && code <= 0x9f) || code == 0x061c ||
	       code == 0x200e || code == 0x200f ||
	       (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0xfeff ||
	       code == 0xfffe || code == 0xffff;
}

void
jam_json_safe(struct jam_buf *out, const char *json)
{
	const char *from = json, *p = json;
	int32_t code;
	size_t n;

	while ((n = jam_utf8_next(p, &code)) > 0) {
		if (is_control(code)) {
			jam_buf_add(out, from, (size_t)(p - from));
			jam_buf_format(out, "\\u%04x", (unsigned)code);
			from = p + n;
		}
		p += n;
	}
	jam_buf_text(out, from);
}
