/* SPDX-License-Identifier: MIT */
/* Canonical results. */
#include "cmd/cli/results.h"

#include <string.h>

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/model/event.h"
#include "core/policy/mixed_scores.h"

/* A score as text, so that no reader rounds it; null where there is none. */
static void
add_score(struct jam_buf *out, bool there, int64_t thousandths)
{
	if (!there) {
		jam_buf_text(out, "null");
		return;
	}
	jam_buf_char(out, '"');
	jam_score_write(out, thousandths);
	jam_buf_char(out, '"');
}

static void
add_rank(struct jam_buf *out, uint32_t rank)
{
	if (rank == 0)
		jam_buf_text(out, "null");
	else
		jam_json_int(out, rank);
}

/* An estimate or an end of its range: to three places, as text. */
static void
add_mixed(struct jam_buf *out, const char *key, const struct jam_score_row *row,
	  double x)
{
	if (row->mixed == NULL)
		return;
	jam_buf_format(out, ",\"%s\":\"", key);
	jam_double_write(out, x, 3);
	jam_buf_char(out, '"');
}

static void
add_criteria(struct jam_buf *out, const struct jam_event *event,
	     const struct jam_score_row *row)
{
	jam_buf_char(out, '[');
	for (size_t c = 0; c < event->criteria_len; c++) {
		const struct jam_score_part *p = &row->parts[c];
		bool there = p->ratings >= JAM_PUBLIC_RATINGS;

		jam_buf_text(out, c > 0 ? ",{\"id\":" : "{\"id\":");
		jam_json_string(out, event->criteria[c].key);
		jam_buf_text(out, ",\"rank\":");
		add_rank(out, there ? p->rank : 0);
		jam_buf_text(out, ",\"score\":");
		add_score(out, there, p->score);
		jam_buf_char(out, '}');
	}
	jam_buf_char(out, ']');
}

static void
add_row(struct jam_buf *out, const struct jam_event *event,
	const struct jam_project *project, const struct jam_score_row *row)
{
	jam_buf_text(out, "{\"criteria\":");
	add_criteria(out, event, row);
	add_mixed(out, "estimate", row, row->mixed ? row->mixed->estimate : 0);
	jam_buf_text(out, ",\"exact\":");
	if (row->ratings >= JAM_PUBLIC_RATINGS) {
		jam_buf_char(out, '"');
		jam_surd_write(out, &row->exact);
		jam_buf_char(out, '"');
	} else {
		jam_buf_text(out, "null");
	}
	add_mixed(out, "high", row, row->mixed ? row->mixed->high : 0);
	add_mixed(out, "low", row, row->mixed ? row->mixed->low : 0);
	jam_buf_text(out, ",\"number\":");
	jam_json_int(out, project->number);
	jam_buf_text(out, ",\"rank\":");
	add_rank(out, row->rank);
	if (row->mixed != NULL) {
		jam_buf_text(out, ",\"rank_high\":");
		add_rank(out, row->mixed->rank_high);
		jam_buf_text(out, ",\"rank_low\":");
		add_rank(out, row->mixed->rank_low);
	}
	jam_buf_text(out, ",\"ratings\":");
	jam_json_int(out, row->ratings);
	jam_buf_text(out, ",\"score\":");
	add_score(out, row->ratings > 0, row->score);
	jam_buf_text(out, ",\"tie_broken_by\":");
	jam_json_string(out, row->tie_broken_by);
	jam_buf_char(out, '}');
}

struct jam_words
jam_results_rows(const struct jam_run *run, const struct jam_ranking *ranking,
		 const struct jam_scores *scores)
{
	const char **rows =
	    jam_alloc_array(run->arena, scores->rows_len, sizeof(*rows));

	for (size_t i = 0; i < scores->rows_len; i++) {
		const struct jam_score_row *row = &scores->rows[i];
		struct jam_buf out;

		jam_buf_init(&out, run->arena);
		add_row(&out, run->event, &ranking->projects[row->project],
			row);
		rows[i] = jam_buf_string(&out);
	}
	return (struct jam_words){ rows, scores->rows_len };
}

bool
jam_results_same(const struct jam_words *a, const struct jam_words *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	return true;
}
