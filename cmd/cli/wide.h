/* SPDX-License-Identifier: MIT */
/* One wide row put together from parts, for show. */
#ifndef JAM_CMD_CLI_WIDE_H
#define JAM_CMD_CLI_WIDE_H

#include "core/base/error.h"
#include "core/store/cells.h"

struct jam_out;

#define JAM_WIDE_MAX 64

struct jam_wide {
	struct jam_arena *arena;
	struct jam_column columns[JAM_WIDE_MAX + 1];
	union jam_cell cells[JAM_WIDE_MAX];
	size_t count;
};

/* Add one cell; texts are kept, words borrowed from the arena. */
void jam_wide_text(struct jam_wide *wide, const char *name, const char *text);
void jam_wide_int(struct jam_wide *wide, const char *name, int64_t number);
void jam_wide_add(struct jam_wide *wide, const struct jam_column *column,
		  const union jam_cell *cell);

/* A cell of a kind that is a number: INT, TIME, MILLI. */
void jam_wide_number(struct jam_wide *wide, const char *name,
		     enum jam_column_kind kind, int64_t number);
void jam_wide_words(struct jam_wide *wide, const char *name,
		    struct jam_words words);

/* A whole row with its columns (a visitor's row); texts are copied. */
void jam_wide_row(struct jam_wide *wide, const struct jam_column *columns,
		  const union jam_cell *row);

/* The same columns without values. */
void jam_wide_blank(struct jam_wide *wide, const struct jam_column *columns);

JAM_MUST_USE bool jam_wide_out(struct jam_wide *wide, struct jam_out *out,
			       const char *kind, const char *event,
			       struct jam_error *err);

#endif
