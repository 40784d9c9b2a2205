/* SPDX-License-Identifier: MIT */
/* Cells and columns side by side. */
#include "cmd/cli/wide.h"

#include <assert.h>

#include "core/base/arena.h"
#include "core/render/out.h"

void
jam_wide_add(struct jam_wide *wide, const struct jam_column *column,
	     const union jam_cell *cell)
{
	assert(wide->count < JAM_WIDE_MAX);
	wide->columns[wide->count] = *column;
	wide->columns[wide->count].offset =
	    wide->count * sizeof(union jam_cell);
	wide->cells[wide->count++] = *cell;
}

void
jam_wide_number(struct jam_wide *wide, const char *name,
		enum jam_column_kind kind, int64_t number)
{
	jam_wide_add(wide, &(struct jam_column){ name, kind, 0, false },
		     &(union jam_cell){ .number = number });
}

void
jam_wide_int(struct jam_wide *wide, const char *name, int64_t number)
{
	jam_wide_number(wide, name, JAM_COLUMN_INT, number);
}

void
jam_wide_text(struct jam_wide *wide, const char *name, const char *text)
{
	jam_wide_add(wide,
		     &(struct jam_column){ name, JAM_COLUMN_TEXT, 0, false },
		     &(union jam_cell){ .text = text });
}

void
jam_wide_words(struct jam_wide *wide, const char *name, struct jam_words words)
{
	jam_wide_add(wide,
		     &(struct jam_column){ name, JAM_COLUMN_WORDS, 0, false },
		     &(union jam_cell){ .words = words });
}

/* Words lie in memory that the store takes back with the row. */
static struct jam_words
copy_words(struct jam_arena *arena, const struct jam_words *words)
{
	const char **items =
	    jam_alloc_array(arena, words->count, sizeof(*items));

	for (size_t i = 0; i < words->count; i++)
		items[i] = jam_strdup(arena, words->items[i]);
	return (struct jam_words){ items, words->count };
}

void
jam_wide_row(struct jam_wide *wide, const struct jam_column *columns,
	     const union jam_cell *row)
{
	for (size_t i = 0; columns[i].name != NULL; i++) {
		union jam_cell cell = row[i];

		if (jam_column_is_text(columns[i].kind) && cell.text != NULL)
			cell.text = jam_strdup(wide->arena, cell.text);
		else if (columns[i].kind == JAM_COLUMN_WORDS)
			cell.words = copy_words(wide->arena, &row[i].words);
		jam_wide_add(wide, &columns[i], &cell);
	}
}

void
jam_wide_blank(struct jam_wide *wide, const struct jam_column *columns)
{
	for (size_t i = 0; columns[i].name != NULL; i++) {
		union jam_cell cell = { .number = JAM_NONE };

		if (jam_column_is_text(columns[i].kind))
			cell.text = NULL;
		else if (columns[i].kind == JAM_COLUMN_WORDS)
			cell.words = (struct jam_words){ NULL, 0 };
		jam_wide_add(wide, &columns[i], &cell);
	}
}

bool
jam_wide_out(struct jam_wide *wide, struct jam_out *out, const char *kind,
	     const char *event, struct jam_error *err)
{
	jam_out_begin(out, kind, event, wide->columns);
	return jam_out_row(out, wide->cells, err);
}
