/* SPDX-License-Identifier: MIT */
/* Records of a CSV file: libcsv, with lines and limits. */
#include "core/import/csv.h"

#include <csv.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/import/source.h"

struct jam_csv {
	struct jam_source *source;
	struct jam_arena *arena;
	struct csv_parser parser;
	bool sep;  /* a first line sep=X is passed over */
	bool live; /* the parser holds memory */
	char delimiter;
	char *bytes;	/* the cells so far, each with its NUL */
	size_t *starts; /* of each cell in bytes */
	const char **cells;
	size_t used, room, count, starts_room, cells_room;
	bool text; /* a cell that is not empty */
	bool done; /* libcsv has told the end of the record */
	bool open; /* a record has begun */
	size_t line, records;
	const char *over; /* the limit that was passed, or NULL */
	const char *const *names;
	size_t names_count;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* CR and CRLF to LF, blanks at both ends off; gives the new length. */
static size_t
tidy(char *text, size_t length, char **start)
{
	char *end, *out;

	if (memchr(text, '\r', length) != NULL) {
		out = text;
		for (size_t i = 0; i < length; i++) {
			if (text[i] != '\r')
				*out++ = text[i];
			else if (i + 1 == length || text[i + 1] != '\n')
				*out++ = '\n';
		}
		length = (size_t)(out - text);
	}
	end = text + length;
	while (text < end && is_space(*text))
		text++;
	while (end > text && is_space(end[-1]))
		end--;
	*start = text;
	return (size_t)(end - text);
}

static void
take_cell(void *bytes, size_t length, void *context)
{
	struct jam_csv *csv = context;
	char *start;

	if (csv->count == JAM_CSV_CELLS)
		csv->over = "a record has more than 2000 cells in";
	else if (length > JAM_CSV_CELL)
		csv->over = "a cell has more than 1 MiB in";
	else if (csv->used + length > JAM_CSV_RECORD)
		csv->over = "a record has more than 16 MiB in";
	if (csv->over != NULL)
		return;
	length = tidy(bytes, length, &start);
	csv->bytes = jam_grow(csv->arena, csv->bytes, &csv->room,
			      csv->used + length + 1, 1);
	csv->starts = jam_grow(csv->arena, csv->starts, &csv->starts_room,
			       csv->count + 1, sizeof *csv->starts);
	csv->starts[csv->count++] = csv->used;
	memcpy(csv->bytes + csv->used, start, length);
	csv->used += length;
	csv->bytes[csv->used++] = '\0';
	csv->text |= length > 0;
}

static void
take_record(int end, void *context)
{
	struct jam_csv *csv = context;

	(void)end;
	csv->done = true;
}

/* An error at the field that is being read. */
static bool
refuse(struct jam_csv *csv, const char *before, const char *after,
       struct jam_error *err)
{
	size_t field = csv->count;
	const char *name = field < csv->names_count ? csv->names[field] : "";

	if (*name != '\0')
		jam_fail(err, JAM_E_DATA, "%s field %zu (\"%.100s\")%s", before,
			 field + 1, name, after);
	else
		jam_fail(err, JAM_E_DATA, "%s field %zu%s", before, field + 1,
			 after);
	return jam_error_at(err, csv->source->name, csv->line, 0, NULL);
}

static bool
refuse_syntax(struct jam_csv *csv, struct jam_error *err)
{
	if (csv_error(&csv->parser) != CSV_EPARSE)
		return jam_fail(err, JAM_E_SYSTEM, "out of memory");
	refuse(csv, "a stray quote in", "", err);
	return jam_hint(err, "write that quote twice, and the whole cell "
			     "between quotes");
}

static bool
check_limits(struct jam_csv *csv, struct jam_error *err)
{
	/* A cell that goes on is seen before libcsv holds more of it. */
	if (csv->open &&
	    csv_get_buffer_size(&csv->parser) > JAM_CSV_CELL + JAM_SOURCE_SLICE)
		csv->over = "a cell has more than 1 MiB in";
	if (csv->over == NULL)
		return true;
	return refuse(csv, csv->over, "", err);
}

/* True for a line that libcsv passes over without a word. */
static bool
is_blank(const struct jam_csv *csv, const struct jam_slice *slice)
{
	for (size_t i = 0; i < slice->length; i++) {
		char c = slice->text[i];

		if (c == csv->delimiter || !is_space(c))
			return false;
	}
	return true;
}

static bool
finish(struct jam_csv *csv, struct jam_error *err)
{
	if (csv_fini(&csv->parser, take_cell, take_record, csv) == 0)
		return check_limits(csv, err);
	refuse(csv, "the quote that opens in", " is never closed", err);
	return jam_hint(err, "close it at the cell's end, and write a quote "
			     "that is part of the text twice");
}

/* Feed lines until libcsv has a record; *end: there is no more. */
static bool
feed(struct jam_csv *csv, bool *end, struct jam_error *err)
{
	struct jam_slice slice;

	while (!csv->done) {
		if (!jam_source_slice(csv->source, &slice, err))
			return false;
		if (slice.length == 0) {
			*end = true;
			return finish(csv, err);
		}
		if (!csv->open) {
			csv->line = slice.line;
			csv->open = !is_blank(csv, &slice);
		}
		if (csv_parse(&csv->parser, slice.text, slice.length, take_cell,
			      take_record, csv) != slice.length)
			return refuse_syntax(csv, err);
		if (!check_limits(csv, err))
			return false;
	}
	return true;
}

static void
start_record(struct jam_csv *csv)
{
	csv->used = csv->count = 0;
	csv->text = csv->done = csv->open = false;
}

bool
jam_csv_next(struct jam_csv *csv, struct jam_record *record,
	     struct jam_error *err)
{
	bool end = false;

	do {
		start_record(csv);
		if (!feed(csv, &end, err))
			return false;
	} while (!csv->text && !end);
	record->line = csv->line;
	record->count = csv->text ? csv->count : 0;
	csv->cells = jam_grow(csv->arena, csv->cells, &csv->cells_room,
			      csv->count + 1, sizeof *csv->cells);
	for (size_t i = 0; i < csv->count; i++)
		csv->cells[i] = csv->bytes + csv->starts[i];
	record->cells = csv->cells;
	if (record->count == 0 || csv->records++ <= JAM_CSV_RECORDS)
		return true;
	jam_fail(err, JAM_E_DATA, "more than %zu rows", JAM_CSV_RECORDS);
	return jam_error_at(err, csv->source->name, csv->line, 0, NULL);
}

void
jam_csv_close(struct jam_csv *csv)
{
	if (csv == NULL || !csv->live)
		return;
	csv_free(&csv->parser);
	csv->live = false;
}

void
jam_csv_name(struct jam_csv *csv, const char *const *names, size_t count)
{
	csv->names = names;
	csv->names_count = count;
}

char
jam_csv_delimiter(const struct jam_csv *csv)
{
	return csv->delimiter;
}

/* From the first line on, with this delimiter. */
static bool
begin(struct jam_csv *csv, char delimiter, struct jam_error *err)
{
	jam_csv_close(csv);
	csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
	csv_set_delim(&csv->parser, (unsigned char)delimiter);
	csv_set_blk_size(&csv->parser, 4096);
	csv->live = true;
	csv->delimiter = delimiter;
	csv->over = NULL;
	csv->records = 0;
	start_record(csv);
	return jam_source_rewind(csv->source, err);
}

/* A first line sep=X: drop it; *delimiter stays 0 when there is none. */
static bool
read_sep(struct jam_csv *csv, char *delimiter, struct jam_error *err)
{
	struct jam_slice slice;
	const char *text;
	size_t length;

	if (!jam_source_slice(csv->source, &slice, err))
		return false;
	text = slice.text;
	length = slice.length;
	while (length > 0 && strchr("\r\n", text[length - 1]) != NULL)
		length--;
	if (length > 2 && text[0] == '"' && text[length - 1] == '"') {
		text++;
		length -= 2;
	}
	*delimiter = '\0';
	if (length == 5 && memcmp(text, "sep=", 4) == 0 && text[4] != '"')
		*delimiter = text[4];
	return true;
}

/*
 * How the first record looks with this delimiter; -1: it cannot be read.  An
 * error is not told here: the chosen delimiter meets it again.  One that passes
 * a limit counts with the cells it has, so that the limit is what is told.
 */
static int
try_delimiter(struct jam_csv *csv, char delimiter, jam_csv_fit *fit,
	      void *context, size_t *cells)
{
	struct jam_error ignored = { .code = JAM_OK };
	struct jam_record record;

	*cells = 0;
	if (!begin(csv, delimiter, &ignored))
		return -1;
	if (!jam_csv_next(csv, &record, &ignored)) {
		*cells = csv->count;
		return csv->over != NULL ? 0 : -1;
	}
	*cells = record.count;
	return fit == NULL ? 0 : fit(context, &record);
}

static char
choose_delimiter(struct jam_csv *csv, jam_csv_fit *fit, void *context)
{
	static const char candidates[] = { ',', ';', '\t', '|' };
	char best = ',';
	int best_fit = -1;
	size_t best_cells = 0, cells;

	for (size_t i = 0; i < sizeof candidates; i++) {
		int now =
		    try_delimiter(csv, candidates[i], fit, context, &cells);

		if (now > best_fit || (now == best_fit && cells > best_cells)) {
			best = candidates[i];
			best_fit = now;
			best_cells = cells;
		}
	}
	return best;
}

bool
jam_csv_rewind(struct jam_csv *csv, struct jam_error *err)
{
	struct jam_slice slice;

	return begin(csv, csv->delimiter, err) &&
	       (!csv->sep || jam_source_slice(csv->source, &slice, err));
}

bool
jam_csv_open(struct jam_source *source, jam_csv_fit *fit, void *context,
	     struct jam_arena *arena, struct jam_csv **csv,
	     struct jam_error *err)
{
	struct jam_csv *made = jam_alloc(arena, sizeof *made);

	made->source = source;
	made->arena = arena;
	*csv = made;
	if (!jam_source_rewind(source, err) ||
	    !read_sep(made, &made->delimiter, err))
		return false;
	made->sep = made->delimiter != '\0';
	if (!made->sep)
		made->delimiter = choose_delimiter(made, fit, context);
	return jam_csv_rewind(made, err);
}
