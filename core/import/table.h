/* SPDX-License-Identifier: MIT */
/* An import at work: what rows.c and the readers of each kind share. */
#ifndef JAM_IMPORT_TABLE_H
#define JAM_IMPORT_TABLE_H

#include "core/import/cells.h"
#include "core/import/folds.h"
#include "core/import/headers.h"
#include "core/import/rows.h"

struct jam_csv;
struct jam_node;

/* Rows that were passed over, by the word of their status. */
struct jam_skip {
	const char *word;
	int64_t count;
};

/* Where a row of a table stands in the JSON that it was made of. */
struct jam_place {
	size_t table, file; /* lines, from 1 */
};

struct jam_import {
	struct jam_import_request request;
	struct jam_source source;
	struct jam_csv *csv;	  /* NULL: JSON */
	struct jam_node *json;	  /* its root */
	FILE *own;		  /* a table made of jam's own JSON, or NULL */
	struct jam_place *places; /* of its rows, in their order */
	size_t places_len;
	struct jam_headers headers;
	const char **names; /* of all columns, the leading "reason" too */
	enum jam_date_order order;
	struct jam_dates dates; /* as the first look saw them */
	bool looked;
	struct jam_arena *keys; /* of the folds */
	struct jam_folds folds;
	struct jam_arena *held; /* of the rows that folds hold */
	size_t held_live;	/* its size when all of it was in use */
	const struct jam_import_sink *sink;
	struct jam_import_counts *counts;
	struct jam_skip *skips;
	size_t skips_len, skips_room;
	bool told_attachment, told_url;
	void *gathered; /* what a kind keeps over rows */
};

/* What became of a row that could be read. */
enum jam_taken {
	JAM_TAKEN,   /* handed on, or held for a later one */
	JAM_BAD_ROW, /* err says why */
	JAM_PASSED,  /* passed over: counted */
};

/*
 * A kind of table.  A row is read into a struct of this size (`now`, zeroed)
 * and handed on; of several that have one key the last one is, when the one
 * before it was held and then folded into it.
 */
struct jam_row_kind {
	enum jam_field time; /* the column whose dates must be understood */
	size_t size;
	/* what the row is known by in its file; NULL: by nothing */
	const char *(*key)(const struct jam_import *import,
			   const struct jam_row *row);
	enum jam_taken (*read)(struct jam_import *import,
			       const struct jam_row *row, void *now,
			       struct jam_error *err);
	/* what the row does not say and the one before it does */
	bool (*fold)(const struct jam_import *import, const struct jam_row *row,
		     const void *before, void *now, struct jam_error *err);
	/* a copy of it and of all its texts, in the arena */
	void *(*hold)(const struct jam_event *event, struct jam_arena *arena,
		      const void *now);
	bool (*hand_on)(struct jam_import *import, const void *now,
			struct jam_error *err);
	/* NULL, or: after the last row */
	bool (*finish)(struct jam_import *import, struct jam_error *err);
};

/*
 * Read a row, then hand it on, or hold it where a later one has its key.  When
 * the last one of a key cannot be taken, the one held before it is.
 */
enum jam_taken jam_hold_take(struct jam_import *import,
			     const struct jam_row_kind *kind,
			     const struct jam_row *row, struct jam_error *err);

extern const struct jam_row_kind jam_row_registrations, jam_row_judges,
    jam_row_projects, jam_row_ratings, jam_row_survey, jam_row_outcomes;

/*
 * One line for a person, where somebody listens: `guests.csv:4: …`, of the
 * file as a whole (line 0) `guests.csv: …`.  Of rows no more are told than of
 * problems; the others are counted.
 */
void jam_import_note(const struct jam_import *import, size_t line,
		     const char *format, ...) JAM_PRINTF(3, 4);

/* The same of a row that has the key of an earlier one. */
void jam_import_note_over(const struct jam_import *import, size_t line,
			  size_t before, const char *format, ...)
    JAM_PRINTF(4, 5);

/* A note where the row has a link to a file, which expires. */
void jam_import_note_files(struct jam_import *import,
			   const struct jam_row *row);

/* Anything but http and https stays text: said once for a file. */
void jam_import_note_url(struct jam_import *import, size_t line,
			 const char *url);

/* Count a row that is passed over under a word (copied). */
enum jam_taken jam_import_skip(struct jam_import *import, const char *word);

/* At the end: how many remarks were not told, and what was passed over. */
void jam_import_tell_remarks(const struct jam_import *import);
void jam_import_tell_skips(const struct jam_import *import);

/*
 * A filled err becomes a problem of the row at this line, and what was read as
 * that row goes to the rejects; err is empty again.  False when err is about
 * more than the row: then it stays.
 */
JAM_MUST_USE bool jam_import_refuse(struct jam_import *import, size_t line,
				    const struct jam_row *rows, size_t count,
				    struct jam_error *err);

/*
 * For a text field of a row that is folded over an earlier one: absent in
 * *now, it stays; another, it is noted with both lines.
 */
void jam_import_fold_text(const struct jam_import *import, const char *field,
			  const char *before, size_t before_line,
			  const char **now, size_t now_line);

/*
 * What `export data --private` wrote, or a command with --json: the kind's
 * list becomes the source, a table.  Without a row there is no source.
 */
bool jam_data_is(const struct jam_import *import);
JAM_MUST_USE bool jam_data_open(struct jam_import *import,
				struct jam_error *err);

/* The line of the file that a line of the table is of. */
size_t jam_data_line(const struct jam_import *import, size_t line);

/* Project rows of an itch.io file (sources with JSON); what it is, in words. */
JAM_MUST_USE bool jam_itch_open(struct jam_import *import,
				struct jam_error *err);
JAM_MUST_USE bool jam_itch_run(struct jam_import *import,
			       struct jam_error *err);
const char *jam_itch_explain(const struct jam_import *import);

#endif
