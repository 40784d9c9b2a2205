/* SPDX-License-Identifier: MIT */
/* Charts on pages; HTML only, their numbers stand in the tables too. */
#include <math.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/render/chart.h"
#include "core/render/doc.h"
#include "core/render/page.h"

#define BINS	  8
#define FEWEST	  5 /* projects that make a distribution */
#define MOST_DOTS 30

static double
scale_end(const struct jam_pages *pages, int64_t end)
{
	double unit = 1;

	for (unsigned i = 0; i < pages->decimals; i++)
		unit *= 10;
	return (double)end / unit;
}

static const char *
bin_label(struct jam_arena *arena, const struct jam_chart *chart, size_t bin)
{
	double step = (chart->max - chart->min) / BINS;
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_chart_number(&buf, chart->min + step * (double)bin, "");
	jam_buf_text(&buf, "–");
	jam_chart_number(&buf, chart->min + step * (double)(bin + 1), "");
	return jam_buf_string(&buf);
}

static void
put_figure(struct jam_doc *doc, const char *caption,
	   void (*draw)(struct jam_buf *out, const struct jam_chart *chart),
	   const struct jam_chart *chart)
{
	jam_doc_html(doc, "<figure tabindex=\"0\">\n");
	draw(&doc->out, chart);
	jam_doc_html(doc, "<figcaption class=\"note\">");
	jam_doc_say(doc, "%s", caption);
	jam_doc_html(doc, "</figcaption>\n");
	jam_page_close(doc, "figure");
}

void
jam_page_spread(struct jam_doc *doc, const struct jam_page_order *order,
		const struct jam_page_project *p)
{
	const struct jam_chart_scale scale = { order->pages->scale_min,
					       order->pages->scale_max,
					       order->pages->decimals, BINS };
	bool one_site = order->pages->one_site;
	struct jam_chart_item bins[BINS];
	struct jam_chart chart = {
		one_site ? "How the scores of this site's projects spread"
			 : "How the scores of all projects spread",
		"",
		bins,
		BINS,
		scale_end(order->pages, order->pages->scale_min),
		scale_end(order->pages, order->pages->scale_max),
	};

	if (!jam_doc_is_html(doc) || order->ranked < FEWEST ||
	    p->rank == JAM_NONE || p->score == JAM_NONE)
		return;
	for (size_t i = 0; i < BINS; i++)
		bins[i] = (struct jam_chart_item){
			.label = bin_label(doc->arena, &chart, i),
			.before = NAN,
			.low = NAN,
			.high = NAN,
			.n = JAM_NONE,
			.strong = jam_chart_bin(&scale, p->score) == i,
		};
	for (size_t i = 0; i < order->ranked; i++)
		if (order->items[i]->score != JAM_NONE)
			bins[jam_chart_bin(&scale, order->items[i]->score)]
			    .value++;
	jam_doc_heading(doc, 2,
			one_site ? "Among the projects of this site"
				 : "Among all projects");
	put_figure(doc,
		   "Ranked projects by score; the bar with the bold number "
		   "holds this one.",
		   jam_chart_histogram, &chart);
}

void
jam_page_intervals(struct jam_doc *doc, const struct jam_page_order *order)
{
	struct jam_chart chart = {
		"Estimates with 90 % ranges",
		"",
		NULL,
		order->ranked < MOST_DOTS ? order->ranked : MOST_DOTS,
		scale_end(order->pages, order->pages->scale_min),
		scale_end(order->pages, order->pages->scale_max),
	};
	struct jam_chart_item *items;

	if (!jam_doc_is_html(doc))
		return;
	items = jam_alloc_array(doc->arena, chart.count, sizeof(*items));
	for (size_t i = 0; i < chart.count; i++) {
		const struct jam_page_project *p = order->items[i];

		items[i] = (struct jam_chart_item){
			.label = p->title,
			.value = p->estimate,
			.before = NAN,
			.low = p->low,
			.high = p->high,
			.n = p->ratings,
		};
	}
	chart.items = items;
	put_figure(doc,
		   "The estimate of each project and the range that holds it "
		   "with 90 % confidence; where ranges overlap, the order may "
		   "be chance.",
		   jam_chart_dots, &chart);
}
