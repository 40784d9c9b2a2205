/* SPDX-License-Identifier: MIT */
/* Rows in six formats. */
#include "core/render/out.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/csv.h"
#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/render/cell.h"
#include "core/render/json.h"
#include "core/render/table.h"

#define PLACES_SHOWN   3
#define PLACES_WRITTEN 9

struct jam_out {
	struct jam_arena *arena;
	FILE *stream;
	struct jam_out_options options;
	const struct jam_column *columns; /* NULL before jam_out_begin */
	struct jam_grid grid; /* heads; rows of table and Markdown only */
	size_t rows;
	bool headed; /* heads are known */
};

struct jam_out *
jam_out_new(struct jam_arena *arena, FILE *stream,
	    const struct jam_out_options *options)
{
	struct jam_out *out = jam_alloc(arena, sizeof(*out));

	out->arena = arena;
	out->stream = stream;
	out->options = *options;
	return out;
}

FILE *
jam_out_stream(struct jam_out *out)
{
	return out->stream;
}

enum jam_format
jam_out_format(const struct jam_out *out)
{
	return out->options.format;
}

const struct jam_out_options *
jam_out_options(const struct jam_out *out)
{
	return &out->options;
}

static bool
keeps_rows(const struct jam_out *out)
{
	return out->options.format == JAM_TABLE ||
	       out->options.format == JAM_MD;
}

/*
 * A failure is seen here or by the row that comes next: the stream remembers.
 */
static void
put(const struct jam_out *out, const struct jam_buf *buf)
{
	fwrite(jam_buf_string(buf), 1, buf->length, out->stream);
}

static bool
written(const struct jam_out *out, struct jam_error *err)
{
	if (!ferror(out->stream))
		return true;
	return jam_fail(err, JAM_E_IO, "cannot write the answer: %s",
			strerror(errno));
}

void
jam_out_begin(struct jam_out *out, const char *kind, const char *event,
	      const struct jam_column *columns)
{
	struct jam_buf buf;

	assert(out->columns == NULL);
	out->columns = columns;
	if (out->options.format != JAM_JSON)
		return;
	jam_buf_init(&buf, out->arena);
	jam_buf_text(&buf, "{\"schema\":\"jam/1\",\"kind\":");
	jam_json_string(&buf, kind);
	jam_buf_text(&buf, ",\"event\":");
	jam_json_string(&buf, event);
	put(out, &buf);
}

void
jam_out_member(struct jam_out *out, const char *key, const char *json)
{
	struct jam_buf buf;

	if (out->options.format != JAM_JSON)
		return;
	assert(out->columns != NULL && out->rows == 0);
	jam_buf_init(&buf, out->arena);
	jam_buf_char(&buf, ',');
	jam_json_string(&buf, key);
	jam_buf_char(&buf, ':');
	if (out->options.safe)
		jam_json_safe(&buf, json);
	else
		jam_buf_text(&buf, json);
	put(out, &buf);
}

static void
put_json(struct jam_out *out, struct jam_buf *line, const void *row)
{
	struct jam_buf plain;

	if (out->options.format == JAM_JSON)
		jam_buf_text(line, out->rows == 0 ? ",\"rows\":[\n" : ",\n");
	else if (out->options.listed && out->rows > 0)
		jam_buf_text(line, ",\n");
	jam_buf_init(&plain, out->arena);
	jam_json_row(&plain, out->columns, row);
	if (out->options.safe)
		jam_json_safe(line, jam_buf_string(&plain));
	else
		jam_buf_add(line, plain.data, plain.length);
	if (out->options.format == JAM_JSONL && !out->options.listed)
		jam_buf_char(line, '\n');
}

/* TSV has no quotes: what would end a cell or a line is escaped. */
static void
put_tsv_cell(struct jam_buf *line, const char *text)
{
	size_t plain;

	for (;; text++) {
		plain = strcspn(text, "\t\n\r\\");
		jam_buf_add(line, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		jam_buf_text(line, *text == '\t'   ? "\\t"
				   : *text == '\n' ? "\\n"
				   : *text == '\r' ? "\\r"
						   : "\\\\");
	}
}

static const char *
shown(const struct jam_out *out, const char *text)
{
	struct jam_buf buf;

	if (!out->options.safe)
		return text;
	jam_buf_init(&buf, out->arena);
	jam_utf8_show(&buf, text, true);
	return jam_buf_string(&buf);
}

static void
put_text(struct jam_out *out, struct jam_buf *line, const char *text,
	 bool guard)
{
	if (out->options.format == JAM_CSV)
		jam_csv_cell(line, shown(out, text), guard);
	else
		put_tsv_cell(line, shown(out, text));
}

/* What stands between two cells. */
static void
put_gap(const struct jam_out *out, struct jam_buf *line, size_t column)
{
	if (column > 0)
		jam_buf_char(line, out->options.format == JAM_CSV ? ',' : '\t');
}

static void
put_line_end(const struct jam_out *out, struct jam_buf *line)
{
	jam_buf_text(line, out->options.format == JAM_CSV ? "\r\n" : "\n");
}

static void
put_heads(struct jam_out *out)
{
	struct jam_buf line;

	jam_buf_init(&line, out->arena);
	for (size_t c = 0; c < out->grid.heads.count; c++) {
		const struct jam_head *head = &out->grid.heads.items[c];

		put_gap(out, &line, c);
		put_text(out, &line, head->name,
			 !out->options.raw && !head->number);
	}
	put_line_end(out, &line);
	put(out, &line);
}

/* The heads depend on the first row, where a row holds lists. */
static void
begin_flat(struct jam_out *out, const void *row)
{
	if (out->headed)
		return;
	out->headed = true;
	out->grid.heads = jam_cell_heads(out->arena, out->columns, row);
	for (size_t c = 0; c < out->grid.heads.count; c++)
		out->grid.heads.items[c].name =
		    jam_strdup(out->arena, out->grid.heads.items[c].name);
	if (!keeps_rows(out))
		put_heads(out);
}

static void
put_flat(struct jam_out *out, struct jam_buf *line, const void *row)
{
	const char **cells = jam_cell_row(
	    out->arena, out->columns, &out->grid.heads, row, PLACES_WRITTEN);

	for (size_t c = 0; c < out->grid.heads.count; c++) {
		put_gap(out, line, c);
		if (out->grid.heads.items[c].number)
			jam_buf_text(line, cells[c]);
		else
			put_text(out, line, cells[c], !out->options.raw);
	}
	put_line_end(out, line);
}

/* The row's texts need not live as long as the answer: keep copies. */
static void
keep(struct jam_out *out, const void *row)
{
	const char **cells = jam_cell_row(out->arena, out->columns,
					  &out->grid.heads, row, PLACES_SHOWN);

	for (size_t c = 0; c < out->grid.heads.count; c++)
		jam_grid_put(&out->grid, out->arena,
			     jam_strdup(out->arena, cells[c]));
}

bool
jam_out_row(struct jam_out *out, const void *row, struct jam_error *err)
{
	enum jam_format format = out->options.format;
	struct jam_mark mark;
	struct jam_buf line;

	assert(out->columns != NULL);
	if (format != JAM_JSON && format != JAM_JSONL)
		begin_flat(out, row);
	if (keeps_rows(out)) {
		keep(out, row);
		return true;
	}
	mark = jam_arena_mark(out->arena);
	jam_buf_init(&line, out->arena);
	if (format == JAM_JSON || format == JAM_JSONL)
		put_json(out, &line, row);
	else
		put_flat(out, &line, row);
	put(out, &line);
	jam_arena_reset(out->arena, mark);
	out->rows++;
	return written(out, err);
}

static void
put_kept(struct jam_out *out)
{
	struct jam_table_options options = { out->options.width,
					     out->options.color,
					     out->options.ascii };
	struct jam_buf buf;

	jam_buf_init(&buf, out->arena);
	if (out->options.format == JAM_MD) {
		jam_grid_escape(&out->grid, out->arena);
		jam_table_markdown(&buf, &out->grid);
	} else {
		jam_table_write(&buf, &out->grid, &options);
	}
	put(out, &buf);
}

bool
jam_out_end(struct jam_out *out, struct jam_error *err)
{
	enum jam_format format = out->options.format;

	if (out->columns == NULL)
		return true;
	if (format == JAM_JSON)
		fputs(out->rows == 0 ? ",\"rows\":[]}\n" : "\n]}\n",
		      out->stream);
	else if (format != JAM_JSONL)
		begin_flat(out, NULL);
	if (keeps_rows(out))
		put_kept(out);
	out->columns = NULL;
	return written(out, err);
}
