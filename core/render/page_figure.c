/* SPDX-License-Identifier: MIT */
/* The charts of a survey, each number written in them. */
#include <math.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/render/chart.h"
#include "core/render/doc.h"
#include "core/render/html.h"
#include "core/render/page.h"

static void
put_bars(struct jam_doc *doc, const struct jam_page_figure *f)
{
	struct jam_chart chart = { .title = f->question,
				   .unit = " %",
				   .count = f->answers_len,
				   .max = 100 };
	struct jam_chart_item *items =
	    jam_alloc_array(doc->arena, f->answers_len, sizeof(*items));

	for (size_t i = 0; i < f->answers_len; i++)
		items[i] = (struct jam_chart_item){
			.label = f->answers[i].option,
			.value = f->answers[i].share,
			.before = NAN,
			.low = NAN,
			.high = NAN,
			.n = f->answers[i].n,
		};
	chart.items = items;
	jam_chart_bar(&doc->out, &chart);
}

/* The scale, or what the numbers need. */
static void
set_axis(struct jam_chart *chart, const struct jam_page_figure *f)
{
	const double values[] = { f->before, f->after, f->mean, f->low,
				  f->high };
	size_t from = f->kind == JAM_FIGURE_PAIR ? 0 : 2;
	size_t to = f->kind == JAM_FIGURE_PAIR ? 2 : 5;

	chart->max = isfinite(f->most) ? f->most : 1;
	for (size_t i = from; i < to; i++) {
		if (!isfinite(values[i]))
			continue;
		chart->min = fmin(chart->min, floor(values[i]));
		chart->max = fmax(chart->max, ceil(values[i]));
	}
}

static void
put_one(struct jam_doc *doc, const struct jam_page_figure *f)
{
	bool pair = f->kind == JAM_FIGURE_PAIR;
	const struct jam_chart_item item = {
		.label = pair ? "before and after" : "mean",
		.value = pair ? f->after : f->mean,
		.before = f->before,
		.low = pair ? NAN : f->low,
		.high = pair ? NAN : f->high,
		.n = f->n,
		.strong = true,
	};
	struct jam_chart chart = { .title = f->question,
				   .unit = f->unit,
				   .items = &item,
				   .count = 1 };

	set_axis(&chart, f);
	if (pair)
		jam_chart_slope(&doc->out, &chart);
	else
		jam_chart_dots(&doc->out, &chart);
}

void
jam_page_figure(struct jam_doc *doc, const struct jam_page_figure *f)
{
	if (!jam_doc_is_html(doc) ||
	    (f->kind == JAM_FIGURE_CHOICE && f->answers_len == 0))
		return;
	jam_buf_text(&doc->out, "<figure tabindex=\"0\" aria-label=\"");
	jam_html_text(&doc->out, f->question);
	jam_buf_text(&doc->out, "\">\n");
	if (f->kind == JAM_FIGURE_CHOICE)
		put_bars(doc, f);
	else
		put_one(doc, f);
	jam_page_close(doc, "figure");
}
