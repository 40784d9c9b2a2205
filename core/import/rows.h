/* SPDX-License-Identifier: MIT */
/*
 * Other people's tables, a row at a time: what kind of file it is and which
 * column is what is settled first, then each row is read, checked and handed
 * on as a model struct.  The file is read twice, since the order of day and
 * month, and which row of several is the last, need a first look.
 */
#ifndef JAM_IMPORT_ROWS_H
#define JAM_IMPORT_ROWS_H

#include <stdint.h>
#include <stdio.h>

#include "core/base/error.h"
#include "core/import/fields.h"
#include "core/import/source.h"

struct jam_arena;
struct jam_event;
struct jam_import;
struct jam_judge_row;
struct jam_mapping;
struct jam_outcome_row;
struct jam_project_row;
struct jam_rating_row;
struct jam_registration_row;
struct jam_survey_row;
struct jam_tick;

struct jam_import_request {
	enum jam_import_kind kind; /* not BALLOTS */
	FILE *file;		   /* must allow fseeko; stays the caller's */
	const char *name;	   /* for messages */
	enum jam_encoding encoding;
	const struct jam_mapping *mapping; /* --from, --map, map file, … */
	const struct jam_event *event;
	struct jam_arena *arena;       /* what lives as long as the import */
	struct jam_arena *scratch;     /* another one: emptied after each row */
	struct jam_problems *problems; /* bad rows come here */
};

/* A row that is left out, as it stood in the file but for the guard. */
struct jam_reject {
	size_t line;
	const char *reason;
	const char *const *headers, *const *cells;
	size_t headers_len, cells_len;
};

/*
 * Where rows go.  A row and its texts are valid until the function returns.
 * If it returns false with JAM_E_DATA or JAM_E_RULE, then that row is bad: it
 * joins the problems and the reading goes on; any other failure ends it.
 */
struct jam_import_sink {
	void *context;
	bool (*registration)(void *context,
			     const struct jam_registration_row *row,
			     struct jam_error *err);
	bool (*judge)(void *context, const struct jam_judge_row *row,
		      struct jam_error *err);
	bool (*project)(void *context, const struct jam_project_row *row,
			struct jam_error *err);
	bool (*rating)(void *context, const struct jam_rating_row *row,
		       struct jam_error *err);
	bool (*survey)(void *context, const struct jam_survey_row *row,
		       struct jam_error *err);
	bool (*outcome)(void *context, const struct jam_outcome_row *row,
			struct jam_error *err);
	/* NULL, or: before the first row, how many differ in their key */
	bool (*expect)(void *context, size_t keys, struct jam_error *err);
	/* NULL, or: each bad row, for --rejects */
	bool (*reject)(void *context, const struct jam_reject *reject,
		       struct jam_error *err);
	/* NULL, or: one line for a person: "guests.csv:4: over line 2: …" */
	void (*note)(void *context, const char *text);
	struct jam_tick *tick; /* NULL, or told bytes read of bytes to read */
};

/* rows = those handed on and not refused + skipped. */
struct jam_import_counts {
	int64_t rows, skipped; /* skipped: bad, passed over or folded */
	int64_t remarks;       /* of rows, told or not */
};

/*
 * Recognise the file and map its header.  JAM_E_DATA when that fails; then,
 * and whenever it was opened, it is closed by the caller.
 */
JAM_MUST_USE bool jam_import_open(const struct jam_import_request *request,
				  struct jam_import **import,
				  struct jam_error *err);
void jam_import_close(struct jam_import *import); /* NULL is allowed */

/*
 * Of one that could not be opened: whether it is a table with a field that no
 * column is for, which a person may know; and header i = 0, 1, …, NULL behind
 * the last.
 */
bool jam_import_unknown(const struct jam_import *import);
const char *jam_import_column(const struct jam_import *import, size_t i);

/* "luma", "jam", …: what answers of this file are kept under. */
const char *jam_import_source(const struct jam_import *import);

/*
 * What it was taken for and how columns were mapped: `guests.csv: looks like
 * Luma guests: 7 columns used, 9 kept as answers, 8 ignored`, then a line for
 * each of the three.
 */
void jam_import_explain(const struct jam_import *import,
			void (*note)(void *context, const char *text),
			void *context);

/*
 * Read a table through once: who is in it, how dates are written.  Done by
 * jam_import_run where the caller has not; beside it, other work can go on.
 */
JAM_MUST_USE bool jam_import_look(struct jam_import *import,
				  struct jam_error *err);

/*
 * Read all rows.  True if the file was read to its end, bad rows or not (they
 * are in the request's problems); false when it cannot be read on, and then
 * err carries the problems found so far as well.
 */
JAM_MUST_USE bool jam_import_run(struct jam_import *import,
				 const struct jam_import_sink *sink,
				 struct jam_import_counts *counts,
				 struct jam_error *err);

#endif
