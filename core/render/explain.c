/* SPDX-License-Identifier: MIT */
/* The reckoning of one rank as text. */
#include "core/render/explain.h"

#include <inttypes.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/render/table.h"

static void
put_row(struct jam_grid *grid, struct jam_arena *arena,
	const struct jam_explain *e, const struct jam_explain_row *row)
{
	jam_grid_put(grid, arena, row->judge);
	for (size_t c = 0; c < e->criteria_len; c++) {
		const char *score = row->scores[c];

		jam_grid_put(grid, arena, score != NULL ? score : "");
	}
	jam_grid_put(grid, arena, row->value != NULL ? row->value : "");
}

static void
put_ratings(struct jam_buf *out, const struct jam_explain *e,
	    const struct jam_table_options *options)
{
	size_t n = e->criteria_len + 2;
	struct jam_head *heads = jam_alloc_array(out->arena, n, sizeof(*heads));
	struct jam_grid grid = { .heads = { heads, n } };
	struct jam_explain_row weights = { "weight", e->weights, NULL };

	heads[0].name = "judge";
	for (size_t c = 0; c < e->criteria_len; c++)
		heads[c + 1] = (struct jam_head){ .name = e->criteria[c],
						  .number = true,
						  .whole = true };
	heads[n - 1] = (struct jam_head){ .name = "rating",
					  .number = true,
					  .whole = true };
	put_row(&grid, out->arena, e, &weights);
	for (size_t i = 0; i < e->rows_len; i++)
		put_row(&grid, out->arena, e, &e->rows[i]);
	jam_table_write(out, &grid, options);
}

static void
put_steps(struct jam_buf *out, const struct jam_explain *e)
{
	size_t most = 0;

	for (size_t i = 0; i < e->steps_len; i++) {
		size_t w = jam_utf8_width(e->steps[i].what);

		most = w > most ? w : most;
	}
	for (size_t i = 0; i < e->steps_len; i++) {
		size_t w = jam_utf8_width(e->steps[i].what);

		jam_utf8_show(out, e->steps[i].what, false);
		jam_buf_format(out, "%*s", (int)(most - w + 2), "");
		jam_utf8_show(out, e->steps[i].value, false);
		jam_buf_char(out, '\n');
	}
}

void
jam_explain_write(struct jam_buf *out, const struct jam_explain *e,
		  const struct jam_table_options *options)
{
	jam_utf8_show(out, e->title, false);
	jam_buf_format(out, " (#%" PRId64 ", %s)\nrank  %s\n\n", e->number,
		       e->slug, e->rank);
	if (e->rows_len > 0) {
		put_ratings(out, e, options);
		jam_buf_char(out, '\n');
	}
	put_steps(out, e);
	if (e->notes_len > 0)
		jam_buf_char(out, '\n');
	for (size_t i = 0; i < e->notes_len; i++) {
		jam_utf8_show(out, e->notes[i], false);
		jam_buf_char(out, '\n');
	}
}
