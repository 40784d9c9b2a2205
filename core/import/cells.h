/* SPDX-License-Identifier: MIT */
/* The cells of a row, read as values (formats.md 1.4). */
#ifndef JAM_IMPORT_CELLS_H
#define JAM_IMPORT_CELLS_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/import/dates.h"
#include "core/import/fields.h"

struct jam_answer;
struct jam_arena;
struct jam_event;
struct jam_headers;
struct jam_mapping;

/* Field caps of formats.md 1.1. */
#define JAM_LINE_MAX  300		 /* characters */
#define JAM_URL_MAX   2048		 /* bytes */
#define JAM_PROSE_MAX ((size_t)64 << 10) /* bytes */

/* One record and what is needed to read it. */
struct jam_row {
	const struct jam_headers *headers;
	const struct jam_mapping *mapping;
	const struct jam_event *event;
	enum jam_date_order order; /* of dates with day and month in digits */
	struct jam_arena *arena;   /* of all texts that are made */
	const char *const *cells;  /* without a leading "reason" */
	size_t count, line;
};

/*
 * Each reader gives NULL (JAM_NONE for numbers) where the row says nothing,
 * and fails with JAM_E_DATA and the field in err->at.field.
 */

/* A cell as it is meant: the guard is off; "" behind the record's end. */
const char *jam_row_cell(const struct jam_row *row, size_t column);

/* The cell or cells of a field; what `values` of a map file says. */
JAM_MUST_USE bool jam_row_text(const struct jam_row *row, enum jam_field field,
			       const char **text, struct jam_error *err);
/* The same in one line of at most JAM_LINE_MAX characters. */
JAM_MUST_USE bool jam_row_line(const struct jam_row *row, enum jam_field field,
			       const char **text, struct jam_error *err);
/*
 * Fails: this column and an earlier one of the same role, of which the row has
 * both, say different things about what is called `name`.
 */
JAM_MUST_USE bool jam_row_differs(const struct jam_row *row, size_t column,
				  const char *name, struct jam_error *err);

/*
 * Whether a line has at most JAM_LINE_MAX characters, a text at most so many
 * bytes; else JAM_E_DATA.  NULL has none.
 */
JAM_MUST_USE bool jam_line_fits(const char *line, struct jam_error *err);
JAM_MUST_USE bool jam_text_fits(const char *text, size_t most,
				struct jam_error *err);

/* A URL of at most JAM_URL_MAX bytes, prose of at most JAM_PROSE_MAX. */
JAM_MUST_USE bool jam_row_long(const struct jam_row *row, enum jam_field field,
			       size_t most, const char **text,
			       struct jam_error *err);
/* Name, else first and last name. */
JAM_MUST_USE bool jam_row_name(const struct jam_row *row, const char **name,
			       struct jam_error *err);
/* Needed: absent is JAM_E_DATA too. */
JAM_MUST_USE bool jam_row_email(const struct jam_row *row, const char **email,
				const char **key, struct jam_error *err);
/* The key of a site, named by id or title; "" for online. */
JAM_MUST_USE bool jam_row_site(const struct jam_row *row, const char **site,
			       struct jam_error *err);
JAM_MUST_USE bool jam_row_time(const struct jam_row *row, enum jam_field field,
			       int64_t *at, struct jam_error *err);
/* 1 or 0. */
JAM_MUST_USE bool jam_row_bool(const struct jam_row *row, enum jam_field field,
			       int64_t *value, struct jam_error *err);
/* Parts by ";". */
JAM_MUST_USE bool jam_row_list(const struct jam_row *row, enum jam_field field,
			       const char ***items, size_t *count,
			       struct jam_error *err);
/*
 * Columns that map to nothing and have a text, and the prize; in the order of
 * the columns, headers being their labels.
 */
JAM_MUST_USE bool jam_row_answers(const struct jam_row *row,
				  const struct jam_answer **answers,
				  size_t *count, struct jam_error *err);

/* The label of an answer that is a file of Airtable's at a link; or NULL. */
const char *jam_row_attachment(const struct jam_row *row);

/* True if a map file's `take` names this status. */
bool jam_row_takes(const struct jam_row *row, const char *word);

/* Text behind the header's end: a row that is longer than it may be. */
JAM_MUST_USE bool jam_row_fits(const struct jam_row *row,
			       struct jam_error *err);

/*
 * A number as people write it, as decimal text: "20%" is 20, "32,5" is 32.5;
 * "1,000" and "1.000,5" are refused.
 */
JAM_MUST_USE bool jam_number_read(const char *text, struct jam_arena *arena,
				  const char **decimal, struct jam_error *err);

#endif
