/* SPDX-License-Identifier: MIT */
/* Which column of a table is which field (formats.md 1.3). */
#ifndef JAM_IMPORT_HEADERS_H
#define JAM_IMPORT_HEADERS_H

#include "core/import/fields.h"

struct jam_arena;
struct jam_buf;
struct jam_event;
struct jam_mapping;
struct jam_record;
struct jam_tool;

/* What is done with a column. */
enum jam_role {
	JAM_AS_ANSWER,	  /* kept, under its header */
	JAM_AS_FIELD,	  /* `index`: an enum jam_field */
	JAM_AS_CRITERION, /* of a wide ratings file; of event->criteria */
	JAM_AS_QUESTION,  /* of event->survey */
	JAM_AS_PART,	  /* Devpost's member triplets; index % 3 */
	JAM_AS_PARTS,	  /* its open end: triplets to the record's end */
	JAM_AS_IGNORED,
};

struct jam_heading {
	const char *text;   /* as written; "column 3" where there is none */
	const char *folded; /* as compared */
	const char *label;  /* of an answer; "Other (2)" for the second */
	enum jam_role role;
	size_t index;
};

/* The columns of a field; several without `joined` must agree in each row. */
struct jam_bind {
	const size_t *columns;
	size_t count;
	bool joined; /* parts, joined by a blank */
	bool fixed;  /* by --map or a map file */
};

struct jam_headers {
	struct jam_heading *columns;
	size_t count;
	struct jam_bind fields[JAM_FIELDS];
	const struct jam_tool *tool; /* NULL: own names and aliases alone */
	const char *source;	     /* "luma", "jam", … */
	bool rejects;	 /* a first column "reason", dropped from all rows */
	bool guarded;	 /* cells carry the quote of formats.md 4.3 */
	bool headerless; /* the first record is data */
	size_t triplets; /* first column of Devpost's open end, or count */
	size_t used, answers, ignored;
	const char *missing; /* the field without a column, if that failed */
};

/* What a header is read for. */
struct jam_table {
	enum jam_import_kind kind;
	const struct jam_event *event;
	const struct jam_mapping *mapping;
	struct jam_arena *arena;
};

/*
 * Map the first record of a file.  JAM_E_DATA: a required column is missing
 * (columns found are listed), a mapped column is not there, the file is
 * another tool's or kind's; a field that does not exist: JAM_E_USAGE.  Texts
 * are copied to the arena.
 */
JAM_MUST_USE bool jam_headers_map(const struct jam_table *table,
				  const struct jam_record *first,
				  struct jam_headers *out,
				  struct jam_error *err);

/*
 * For the choice of a delimiter: 2 for a known tool's header, 1 when a column
 * that the kind needs is there, else 0.  The table's mapping is not looked at.
 */
int jam_headers_fit(const struct jam_table *table,
		    const struct jam_record *first);

#endif
