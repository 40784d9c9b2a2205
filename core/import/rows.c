/* SPDX-License-Identifier: MIT */
/* Other people's tables, a row at a time. */
#include "core/import/rows.h"

#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/tick.h"
#include "core/import/csv.h"
#include "core/import/json.h"
#include "core/import/mapfile.h"
#include "core/import/table.h"
#include "core/model/event.h"

static const struct jam_row_kind *const kinds[] = {
	[JAM_IMPORT_REGISTRATIONS] = &jam_row_registrations,
	[JAM_IMPORT_JUDGES] = &jam_row_judges,
	[JAM_IMPORT_PROJECTS] = &jam_row_projects,
	[JAM_IMPORT_RATINGS] = &jam_row_ratings,
	[JAM_IMPORT_SURVEY] = &jam_row_survey,
	[JAM_IMPORT_OUTCOMES] = &jam_row_outcomes,
};

static int
fit(void *context, const struct jam_record *first)
{
	const struct jam_import_request *request = context;

	return jam_headers_fit(&(struct jam_table){ request->kind,
						    request->event, NULL,
						    request->scratch },
			       first);
}

/* A header that long is none. */
static bool
check_header(const struct jam_import *import, const struct jam_record *first,
	     struct jam_error *err)
{
	for (size_t i = 0; i < first->count; i++) {
		if (import->headers.headerless ||
		    strlen(first->cells[i]) <= JAM_CSV_HEADER)
			continue;
		jam_fail(err, JAM_E_DATA,
			 "a header cell has more than 4 KiB in field %zu",
			 i + 1);
		return jam_error_at(err, import->request.name, first->line, 0,
				    NULL);
	}
	return true;
}

static bool
open_table(struct jam_import *import, struct jam_error *err)
{
	struct jam_import_request *request = &import->request;
	struct jam_headers *headers = &import->headers;
	struct jam_record first;
	size_t skip;

	if (!jam_csv_open(&import->source, fit, request, request->arena,
			  &import->csv, err) ||
	    !jam_csv_next(import->csv, &first, err))
		return false;
	if (first.count == 0) {
		jam_fail(err, JAM_E_DATA, "the file is empty");
		return jam_error_at(err, request->name, 0, 0, NULL);
	}
	if (!jam_headers_map(&(struct jam_table){ request->kind, request->event,
						  request->mapping,
						  request->arena },
			     &first, headers, err))
		return jam_error_at(err, request->name, first.line, 0, NULL);
	if (!check_header(import, &first, err))
		return false;
	skip = headers->rejects ? 1 : 0;
	import->names = jam_alloc_array(request->arena, headers->count + 1,
					sizeof *import->names);
	import->names[0] = "reason";
	for (size_t i = 0; i < headers->count; i++)
		import->names[i + skip] = headers->columns[i].text;
	jam_csv_name(import->csv, import->names, headers->count + skip);
	return true;
}

static bool
open_json(struct jam_import *import, struct jam_error *err)
{
	const struct jam_import_request *request = &import->request;
	size_t length;
	char *text;

	if (!jam_source_rewind(&import->source, err) ||
	    !jam_source_text(&import->source, JAM_JSON_MAX, &text, &length,
			     err) ||
	    !jam_json_read(text, length, request->name, request->arena,
			   &import->json, err))
		return false;
	if (!jam_data_is(import))
		return jam_itch_open(import, err);
	if (!jam_data_open(import, err))
		return false;
	if (import->own == NULL)
		return true;
	if (!open_table(import, err))
		return false;
	import->headers.guarded = false;
	return true;
}

bool
jam_import_open(const struct jam_import_request *request,
		struct jam_import **import, struct jam_error *err)
{
	struct jam_import *made = jam_alloc(request->arena, sizeof *made);

	made->request = *request;
	made->order = request->mapping->date_order;
	made->keys = jam_arena_beside(request->arena);
	made->held = jam_arena_beside(request->arena);
	jam_folds_init(&made->folds, made->keys);
	*import = made;
	made->source = (struct jam_source){ .name = request->name,
					    .file = request->file,
					    .encoding = request->encoding,
					    .arena = request->arena };
	if (!jam_source_init(&made->source, err))
		return false;
	return made->source.json ? open_json(made, err) : open_table(made, err);
}

void
jam_import_close(struct jam_import *import)
{
	if (import == NULL)
		return;
	jam_csv_close(import->csv);
	jam_arena_free(import->keys);
	jam_arena_free(import->held);
	if (import->own != NULL)
		fclose(import->own);
}

const char *
jam_import_source(const struct jam_import *import)
{
	return import->headers.source;
}

static bool
reject(const struct jam_import *import, const struct jam_row *row,
       const char *reason, struct jam_error *err)
{
	const struct jam_headers *headers = &import->headers;
	struct jam_arena *arena = import->request.scratch;
	const char **names, **cells;

	if (import->sink->reject == NULL)
		return true;
	names = jam_alloc_array(arena, headers->count, sizeof *names);
	cells = jam_alloc_array(arena, row->count, sizeof *cells);
	for (size_t i = 0; i < headers->count; i++)
		names[i] = headers->columns[i].text;
	for (size_t i = 0; i < row->count; i++)
		cells[i] = jam_row_cell(row, i);
	return import->sink->reject(
	    import->sink->context,
	    &(struct jam_reject){ .line = row->line,
				  .reason = reason,
				  .headers = names,
				  .cells = cells,
				  .headers_len = headers->count,
				  .cells_len = row->count },
	    err);
}

bool
jam_import_refuse(struct jam_import *import, size_t line,
		  const struct jam_row *rows, size_t count,
		  struct jam_error *err)
{
	struct jam_arena *arena = import->request.scratch;
	struct jam_origin at = { .line = jam_data_line(import, line) };
	enum jam_code code = err->code;
	const char *message;

	if (code != JAM_E_DATA && code != JAM_E_RULE)
		return false;
	snprintf(at.file, sizeof at.file, "%s", import->request.name);
	memcpy(at.field, err->at.field, sizeof at.field);
	message = jam_error_text(arena, err);
	jam_problem_add(import->request.problems, &at, code, "%s", message);
	*err = (struct jam_error){ .code = JAM_OK };
	message = jam_format(arena, "%s%s%s", at.field,
			     at.field[0] != '\0' ? ": " : "", message);
	for (size_t i = 0; i < count; i++)
		if (!reject(import, &rows[i], message, err))
			return false;
	return true;
}

void
jam_import_fold_text(const struct jam_import *import, const char *field,
		     const char *before, size_t before_line, const char **now,
		     size_t now_line)
{
	if (before == NULL || before[0] == '\0')
		return;
	if (*now == NULL || **now == '\0')
		*now = before;
	else if (strcmp(before, *now) != 0)
		jam_import_note_over(import, now_line, before_line,
				     "%s: \"%.100s\", was \"%.100s\"", field,
				     *now, before);
}

/* The next row of the table; *end: there is none. */
static bool
next_row(struct jam_import *import, struct jam_row *row, bool *end,
	 struct jam_error *err)
{
	size_t skip = import->headers.rejects ? 1 : 0;
	struct jam_record record;

	if (!jam_csv_next(import->csv, &record, err))
		return false;
	*end = record.count == 0;
	*row = (struct jam_row){ .headers = &import->headers,
				 .mapping = import->request.mapping,
				 .event = import->request.event,
				 .order = import->order,
				 .arena = import->request.scratch,
				 .cells = record.cells + skip,
				 .count = *end ? 0 : record.count - skip,
				 .line = record.line };
	return true;
}

/* To the first row of data. */
static bool
start(struct jam_import *import, struct jam_error *err)
{
	struct jam_record header;

	return jam_csv_rewind(import->csv, err) &&
	       (import->headers.headerless ||
		jam_csv_next(import->csv, &header, err));
}

/*
 * The first look: keys and dates.  What cannot be read on ends it here
 * without a word; the second reading comes to the same place and tells.
 */
static bool
scan(struct jam_import *import, struct jam_error *err)
{
	const struct jam_row_kind *kind = kinds[import->request.kind];
	const struct jam_bind *time = &import->headers.fields[kind->time];
	struct jam_arena *scratch = import->request.scratch;
	struct jam_mark mark = jam_arena_mark(scratch);
	struct jam_error ignored = { .code = JAM_OK };
	struct jam_row row;
	bool end = false;

	if (!start(import, err))
		return false;
	while (next_row(import, &row, &end, &ignored) && !end) {
		const char *key = kind->key(import, &row);

		if (key != NULL)
			jam_folds_add(&import->folds, key, row.line);
		for (size_t i = 0; i < time->count; i++)
			jam_dates_look(&import->dates,
				       jam_row_cell(&row, time->columns[i]));
		jam_arena_reset(scratch, mark);
	}
	return true;
}

bool
jam_import_look(struct jam_import *import, struct jam_error *err)
{
	if (import->csv == NULL || import->looked)
		return true;
	import->looked = true;
	return scan(import, err);
}

static bool
decide_dates(struct jam_import *import, const struct jam_dates *dates,
	     struct jam_error *err)
{
	static const char *const said[] = {
		[JAM_DATE_DMY] = "day, month, year",
		[JAM_DATE_MDY] = "month, day, year",
	};
	bool asks;

	if (import->order != JAM_DATE_ANY || dates->seen == 0)
		return true;
	if (jam_dates_decide(dates, &import->order, &asks)) {
		if (import->order != JAM_DATE_ANY)
			jam_import_note(import, 0, "dates are taken as %s",
					said[import->order]);
		return true;
	}
	jam_fail(err, JAM_E_DATA,
		 asks ? "every date can be day, month, year and month, day, "
			"year"
		      : "the dates fit neither day, month, year nor month, "
			"day, year throughout");
	jam_hint(err, "say which: --date-format dmy or --date-format mdy");
	return jam_error_at(err, import->request.name, 0, 0, NULL);
}

static bool
take_row(struct jam_import *import, const struct jam_row *row,
	 struct jam_error *err)
{
	enum jam_taken taken;

	import->counts->rows++;
	if (import->headers.answers > 0 && !import->told_attachment)
		jam_import_note_files(import, row);
	taken = jam_hold_take(import, kinds[import->request.kind], row, err);
	if (taken == JAM_TAKEN)
		return true;
	import->counts->skipped++;
	return taken == JAM_PASSED ||
	       jam_import_refuse(import, row->line, row, 1, err);
}

static bool
read_rows(struct jam_import *import, struct jam_error *err)
{
	struct jam_arena *scratch = import->request.scratch;
	struct jam_mark mark = jam_arena_mark(scratch);
	struct jam_source *source = &import->source;
	struct jam_row row;
	bool end = false;

	if (!start(import, err))
		return false;
	while (next_row(import, &row, &end, err) && !end) {
		if (!take_row(import, &row, err))
			return false;
		jam_arena_reset(scratch, mark);
		if (import->counts->rows % 256 == 0)
			jam_tick_at(import->sink->tick,
				    source->offset + source->at, source->size);
	}
	return end;
}

/*
 * What ended the reading joins the problems, so that all are told at once; of
 * more than are kept it takes the place of the last.
 */
static bool
end_with(struct jam_import *import, struct jam_error *err)
{
	struct jam_problems *problems = import->request.problems;
	const char *message;

	if (err->code != JAM_E_DATA || problems->count == 0)
		return false;
	message = jam_error_text(problems->arena, err);
	jam_problem_add(problems, &err->at, err->code, "%s", message);
	if (problems->count > JAM_PROBLEMS_KEPT) {
		problems->last->at = err->at;
		problems->last->code = err->code;
		problems->last->message = message;
	}
	*err = (struct jam_error){ .code = JAM_OK };
	return jam_problems_fail(import->request.problems, err);
}

static bool
tell_expected(const struct jam_import *import, struct jam_error *err)
{
	const struct jam_import_sink *sink = import->sink;

	return sink->expect == NULL ||
	       sink->expect(sink->context, import->folds.count, err);
}

/* A file's keys are most of what is in memory: drop them when of no use. */
static void
drop_keys(struct jam_import *import)
{
	jam_arena_reset(import->keys, (struct jam_mark){ NULL, 0 });
	jam_folds_init(&import->folds, import->keys);
}

static bool
run_table(struct jam_import *import, struct jam_error *err)
{
	const struct jam_row_kind *kind = kinds[import->request.kind];
	bool done;

	if (!jam_import_look(import, err) ||
	    !decide_dates(import, &import->dates, err) ||
	    !tell_expected(import, err))
		return false;
	if (import->folds.doubles == 0)
		drop_keys(import);
	done = read_rows(import, err) &&
	       (kind->finish == NULL || kind->finish(import, err));
	drop_keys(import);
	return done;
}

bool
jam_import_run(struct jam_import *import, const struct jam_import_sink *sink,
	       struct jam_import_counts *counts, struct jam_error *err)
{
	bool done;

	*counts = (struct jam_import_counts){ .rows = 0 };
	import->sink = sink;
	import->counts = counts;
	done = import->csv != NULL    ? run_table(import, err)
	       : !jam_data_is(import) ? jam_itch_run(import, err)
				      : true;
	jam_import_tell_remarks(import);
	if (!done)
		return end_with(import, err);
	jam_import_tell_skips(import);
	if (import->csv != NULL && counts->rows == 0)
		jam_import_note(import, 0, "a header and no rows");
	return true;
}
