/* SPDX-License-Identifier: MIT */
/*
 * Records of a CSV file, one at a time, by strict libcsv, which knows no line
 * numbers and no limits: both are kept here.
 */
#ifndef JAM_IMPORT_CSV_H
#define JAM_IMPORT_CSV_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_source;

#define JAM_CSV_CELLS	2000		   /* in a record */
#define JAM_CSV_CELL	((size_t)1 << 20)  /* bytes of a cell */
#define JAM_CSV_RECORD	((size_t)16 << 20) /* bytes of a record */
#define JAM_CSV_HEADER	((size_t)4 << 10)  /* bytes of a header cell */
#define JAM_CSV_RECORDS ((size_t)1000000)  /* behind the header */

/* Outer ASCII blanks are off, CR and CRLF are LF; valid until the next one. */
struct jam_record {
	size_t line;	    /* where it begins */
	size_t count;	    /* 0: the end of the file */
	const char **cells; /* NUL-terminated */
};

/* How well a first record fits, 0 or more; see jam_csv_open. */
typedef int jam_csv_fit(void *context, const struct jam_record *first);

struct jam_csv;

/*
 * Start reading.  A first line `sep=;` is obeyed and dropped.  Else the
 * delimiter is that one of , ; TAB | whose first record fits best, then the
 * one with most cells, then the earlier; fit may be NULL.  The csv is closed
 * by the caller; it and its records live in the arena.
 */
JAM_MUST_USE bool jam_csv_open(struct jam_source *source, jam_csv_fit *fit,
			       void *context, struct jam_arena *arena,
			       struct jam_csv **csv, struct jam_error *err);
void jam_csv_close(struct jam_csv *csv); /* NULL is allowed */

/* Back to the first record. */
JAM_MUST_USE bool jam_csv_rewind(struct jam_csv *csv, struct jam_error *err);

/*
 * The next record that is not empty (count 0 at the end).  A quote that is
 * never closed or stands where none may, a limit that is passed: JAM_E_DATA
 * with the line on which the record begins, and the field.
 */
JAM_MUST_USE bool jam_csv_next(struct jam_csv *csv, struct jam_record *record,
			       struct jam_error *err);

/*
 * Names of the fields, for errors; the texts must outlive the csv.  Called
 * once the header is known.
 */
void jam_csv_name(struct jam_csv *csv, const char *const *names, size_t count);

char jam_csv_delimiter(const struct jam_csv *csv);

#endif
