/* SPDX-License-Identifier: MIT */
/* Rows of scores. */
#include "cmd/cli/score_rows.h"

#include <math.h>

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/policy/mixed_scores.h"

const struct jam_column jam_score_cell_columns[] = {
	JAM_COLUMN(struct jam_score_cell, id, TEXT),
	JAM_COLUMN(struct jam_score_cell, score, MILLI),
	JAM_COLUMN(struct jam_score_cell, exact, TEXT),
	JAM_COLUMN(struct jam_score_cell, rank, INT),
	JAM_COLUMN(struct jam_score_cell, ratings, INT),
	{ 0 },
};

#define PLAIN_COLUMNS                                          \
	JAM_COLUMN(struct jam_score_line, rank, INT),          \
	    JAM_COLUMN(struct jam_score_line, project, TEXT),  \
	    JAM_COLUMN(struct jam_score_line, number, INT),    \
	    JAM_COLUMN(struct jam_score_line, title, TEXT),    \
	    JAM_COLUMN(struct jam_score_line, score, MILLI),   \
	    JAM_COLUMN(struct jam_score_line, exact, TEXT),    \
	    JAM_COLUMN(struct jam_score_line, ratings, INT),   \
	    JAM_COLUMN(struct jam_score_line, criteria, LIST), \
	    JAM_COLUMN(struct jam_score_line, tie_broken_by, TEXT)
#define MIXED_COLUMNS                                          \
	JAM_COLUMN(struct jam_score_line, estimate, REAL),     \
	    JAM_COLUMN(struct jam_score_line, effect, REAL),   \
	    JAM_COLUMN(struct jam_score_line, se, REAL),       \
	    JAM_COLUMN(struct jam_score_line, low, REAL),      \
	    JAM_COLUMN(struct jam_score_line, high, REAL),     \
	    JAM_COLUMN(struct jam_score_line, rank_low, INT),  \
	    JAM_COLUMN(struct jam_score_line, rank_high, INT), \
	    JAM_COLUMN(struct jam_score_line, p_first, REAL),  \
	    JAM_COLUMN(struct jam_score_line, p_top3, REAL),   \
	    JAM_COLUMN(struct jam_score_line, group, INT)

const struct jam_column jam_score_columns[] = { PLAIN_COLUMNS, { 0 } };
const struct jam_column jam_score_shared_columns[] = {
	PLAIN_COLUMNS,
	JAM_COLUMN(struct jam_score_line, share_from, TEXT),
	{ 0 }
};
const struct jam_column jam_score_mixed_columns[] = { PLAIN_COLUMNS,
						      MIXED_COLUMNS,
						      { 0 } };
const struct jam_column jam_score_parted_columns[] = {
	PLAIN_COLUMNS,
	MIXED_COLUMNS,
	JAM_COLUMN(struct jam_score_line, component, INT),
	JAM_COLUMN(struct jam_score_line, rank_in_component, INT),
	{ 0 }
};

static const char *const share_words[] = { [JAM_SHARE_ALL] = NULL,
					   [JAM_SHARE_PEERS] = "peers",
					   [JAM_SHARE_EXPERTS] = "experts" };

static int64_t
or_none(uint32_t n)
{
	return n != 0 ? (int64_t)n : JAM_NONE;
}

static void
fill_mixed(const struct jam_score_mixed *m, struct jam_score_line *line)
{
	line->estimate = line->effect = line->se = NAN;
	line->low = line->high = line->p_first = line->p_top3 = NAN;
	line->rank_low = line->rank_high = line->group = JAM_NONE;
	line->component = line->rank_in_component = JAM_NONE;
	if (m == NULL)
		return;
	line->estimate = m->estimate;
	line->effect = m->effect;
	line->se = m->se;
	line->low = m->low;
	line->high = m->high;
	line->rank_low = or_none(m->rank_low);
	line->rank_high = or_none(m->rank_high);
	line->p_first = m->rank_low != 0 ? m->p_first : NAN;
	line->p_top3 = m->rank_low != 0 ? m->p_top3 : NAN;
	line->group = or_none(m->group);
	line->component = or_none(m->component);
	line->rank_in_component = or_none(m->rank_in_component);
}

static const char *
exact_text(struct jam_arena *arena, const struct jam_surd *surd)
{
	struct jam_buf out;

	jam_buf_init(&out, arena);
	jam_surd_write(&out, surd);
	return jam_buf_string(&out);
}

static void
fill_cell(const struct jam_score_lines *lines, const struct jam_score_row *row,
	  size_t c, struct jam_arena *arena, struct jam_score_cell *cell)
{
	const struct jam_score_part *part = &row->parts[c];

	*cell = (struct jam_score_cell){
		.id = lines->event->criteria[c].key,
		.score = JAM_NONE,
		.rank = part->rank != 0 ? part->rank : JAM_NONE,
		.ratings = part->ratings,
	};
	if (part->ratings == 0)
		return;
	cell->score = part->score;
	if (row->means != NULL)
		cell->exact = exact_text(
		    arena, &(struct jam_surd){ row->means[c], row->exact.part,
					       row->exact.whole });
}

void
jam_score_line_fill(const struct jam_score_lines *lines, size_t i,
		    struct jam_arena *arena, struct jam_score_line *line)
{
	const struct jam_score_row *row = &lines->scores->rows[i];
	const struct jam_project *p = &lines->ranking->projects[row->project];
	size_t n = lines->event->criteria_len;
	struct jam_score_cell *cells =
	    jam_alloc_array(arena, n, sizeof(*cells));

	for (size_t c = 0; c < n; c++)
		fill_cell(lines, row, c, arena, &cells[c]);
	*line = (struct jam_score_line){
		.rank = row->rank != 0 ? row->rank : JAM_NONE,
		.project = p->slug,
		.number = p->number,
		.title = p->title,
		.score = row->ratings > 0 ? row->score : JAM_NONE,
		.exact =
		    row->ratings > 0 ? exact_text(arena, &row->exact) : NULL,
		.ratings = row->ratings,
		.criteria = { jam_score_cell_columns, cells, n, sizeof(*cells),
			      0, 1 },
		.tie_broken_by = row->tie_broken_by,
		.share_from = share_words[row->share],
	};
	fill_mixed(row->mixed, line);
}
