/* SPDX-License-Identifier: MIT */
/* Scores drawn for the terminal. */
#include "cmd/cli/score_chart.h"

#include <math.h>

#include "cmd/cli/ranking.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/mixed_scores.h"
#include "core/render/chart.h"
#include "core/render/out.h"

#define BINS 10

/* The ranked rows as dots, in order. */
static struct jam_chart
dots_of(const struct jam_run *run, const struct jam_ranking *ranking,
	const struct jam_scores *scores)
{
	struct jam_chart_item *items =
	    jam_alloc_array(run->arena, scores->ranked, sizeof(*items));
	const struct jam_judging *j = &run->event->judging;
	double unit = pow(10, -(double)j->decimals);

	for (size_t k = 0; k < scores->ranked; k++) {
		const struct jam_score_row *row = &scores->rows[k];
		const struct jam_score_mixed *m = row->mixed;

		items[k] = (struct jam_chart_item){
			.label = ranking->projects[row->project].title,
			.value =
			    m != NULL ? m->estimate : (double)row->score / 1000,
			.before = NAN,
			.low = m != NULL ? m->low : NAN,
			.high = m != NULL ? m->high : NAN,
			.n = row->ratings,
		};
	}
	return (struct jam_chart){
		.title = scores->method == JAM_MIXED
			     ? "Estimates with 90 % ranges"
			     : "Scores",
		.unit = "",
		.items = items,
		.count = scores->ranked,
		.min = (double)j->scale_min * unit,
		.max = (double)j->scale_max * unit,
	};
}

static const char *
bin_label(struct jam_arena *arena, double low, double high)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_chart_number(&buf, low, "");
	jam_buf_text(&buf, " to ");
	jam_chart_number(&buf, high, "");
	return jam_buf_string(&buf);
}

/* How many of the dots lie in each tenth of the scale. */
static struct jam_chart
spread_of(const struct jam_run *run, const struct jam_chart *dots)
{
	struct jam_chart_item *bins =
	    jam_alloc_array(run->arena, BINS, sizeof(*bins));
	const struct jam_judging *j = &run->event->judging;
	const struct jam_chart_scale scale = { j->scale_min, j->scale_max,
					       j->decimals, BINS };
	double step = (dots->max - dots->min) / BINS;
	struct jam_chart chart = *dots;

	for (size_t b = 0; b < BINS; b++)
		bins[b] = (struct jam_chart_item){
			.label =
			    bin_label(run->arena, dots->min + step * (double)b,
				      dots->min + step * (double)(b + 1)),
			.before = NAN,
			.low = NAN,
			.high = NAN,
			.n = JAM_NONE,
		};
	for (size_t k = 0; k < dots->count; k++) {
		int64_t milli = llround(dots->items[k].value * 1000);

		bins[jam_chart_bin(&scale, milli)].value++;
	}
	chart.title = "How the scores of all projects spread";
	chart.items = bins;
	chart.count = BINS;
	return chart;
}

bool
jam_score_chart(const struct jam_run *run, const struct jam_ranking *ranking,
		const struct jam_scores *scores, struct jam_error *err)
{
	const struct jam_chart_text text = {
		.width = run->columns < 50 ? 50 : run->columns,
		.ascii = jam_out_options(run->out)->ascii,
	};
	struct jam_chart dots, spread;
	struct jam_buf out;

	if (scores->ranked == 0) {
		jam_fail(err, JAM_E_NO,
			 "no project is ranked: nothing to draw");
		return jam_hint(err, "jam score shows what there is");
	}
	dots = dots_of(run, ranking, scores);
	spread = spread_of(run, &dots);
	jam_buf_init(&out, run->arena);
	jam_chart_dots_text(&out, &dots, &text);
	jam_buf_char(&out, '\n');
	jam_chart_histogram_text(&out, &spread, &text);
	if (fwrite(out.data, 1, out.length, jam_out_stream(run->out)) !=
	    out.length)
		return jam_fail(err, JAM_E_IO, "the chart cannot be written");
	return true;
}
