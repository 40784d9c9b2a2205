/* SPDX-License-Identifier: MIT */
/*
 * The answer of a command in one of six formats.  Rows are structs described
 * by model/columns.h.
 */
#ifndef JAM_RENDER_OUT_H
#define JAM_RENDER_OUT_H

#include <stdint.h>
#include <stdio.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_column;
struct jam_out;

enum jam_format {
	JAM_TABLE,
	JAM_TSV,
	JAM_CSV,
	JAM_JSON,
	JAM_JSONL,
	JAM_MD,
};

struct jam_out_options {
	enum jam_format format;
	size_t width; /* columns of a table; 0: as wide as it is */
	bool color;   /* SGR for headers and ranks */
	bool ascii;   /* no box drawing, no block characters */
	bool raw;     /* CSV without the guard against formulas */
	bool safe;    /* escape control characters (a terminal) */
	bool listed;  /* JSONL: commas between, no end: elements of a list */
};

struct jam_out *jam_out_new(struct jam_arena *arena, FILE *stream,
			    const struct jam_out_options *options);

/*
 * Say what comes: the kind ("scores") and the event's slug (NULL: null), for
 * the JSON envelope {"schema":"jam/1","kind":…,"event":…,"rows":[…]}.  Called
 * once, before the first row; columns end with {0}.
 */
void jam_out_begin(struct jam_out *out, const char *kind, const char *event,
		   const struct jam_column *columns);

/*
 * One more key of the JSON envelope, before "rows"; json is a whole value.
 * Other formats leave it out.
 */
void jam_out_member(struct jam_out *out, const char *key, const char *json);

/*
 * A row; its texts are not needed after the call.  Tables (terminal, Markdown)
 * keep copies until the end, the other formats write at once.  What stands in a
 * list names columns: every row has the same elements.
 */
JAM_MUST_USE bool jam_out_row(struct jam_out *out, const void *row,
			      struct jam_error *err);

/* The end of the answer; harmless without a begin. */
JAM_MUST_USE bool jam_out_end(struct jam_out *out, struct jam_error *err);

/* For answers that are one text (a page, an explanation): the stream. */
FILE *jam_out_stream(struct jam_out *out);
enum jam_format jam_out_format(const struct jam_out *out);
const struct jam_out_options *jam_out_options(const struct jam_out *out);

#endif
