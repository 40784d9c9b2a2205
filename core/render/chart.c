/* SPDX-License-Identifier: MIT */
/* Charts as SVG. */
#include "core/render/chart.h"

#include <inttypes.h>
#include <math.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/render/html.h"

#define WIDTH	    640.0
#define LEFT	    200.0 /* where the plot begins */
#define RIGHT	    500.0 /* and ends; numbers stand behind it */
#define ROW	    28.0
#define TOP	    12.0
#define LABEL_MOST  26 /* columns that fit before LEFT */
#define HISTOGRAM_H 160.0

/* A group, since HTML checkers know these attributes on it alone. */
#define OPEN_LETTERS "<g font-family=\"sans-serif\" font-size=\"13\">\n"
#define CLOSE_SVG    "</g>\n</svg>\n"

void
jam_chart_number(struct jam_buf *out, double value, const char *unit)
{
	if (!isfinite(value)) {
		jam_buf_text(out, "no data");
		return;
	}
	jam_double_write(out, value, 2);
	jam_buf_text(out, unit);
}

/* "Backup Heads: 4.7, 4.2 to 5 (n = 5)" for one item, in words. */
static void
put_words(struct jam_buf *out, const struct jam_chart *chart,
	  const struct jam_chart_item *item)
{
	jam_html_text(out, item->label);
	jam_buf_text(out, ": ");
	if (isfinite(item->before)) {
		jam_chart_number(out, item->before, chart->unit);
		jam_buf_text(out, " to ");
	}
	jam_chart_number(out, item->value, chart->unit);
	if (isfinite(item->low) && isfinite(item->high)) {
		jam_buf_text(out, " (");
		jam_chart_number(out, item->low, chart->unit);
		jam_buf_text(out, " to ");
		jam_chart_number(out, item->high, chart->unit);
		jam_buf_char(out, ')');
	}
	if (item->n != JAM_NONE)
		jam_buf_format(out, ", n = %" PRId64, item->n);
	jam_buf_text(out, "; ");
}

static void
open_svg(struct jam_buf *out, const char *title, double height)
{
	jam_buf_text(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
			  "viewBox=\"0 0 640 ");
	jam_double_write(out, height, 2);
	jam_buf_text(out, "\" role=\"img\">\n<title>");
	jam_html_text(out, title);
	jam_buf_text(out, "</title>\n<desc>");
}

static void
open_chart(struct jam_buf *out, const struct jam_chart *chart, double height)
{
	open_svg(out, chart->title, height);
	for (size_t i = 0; i < chart->count; i++)
		put_words(out, chart, &chart->items[i]);
	jam_buf_text(out, "</desc>\n" OPEN_LETTERS);
}

static void
attribute(struct jam_buf *out, const char *name, double value)
{
	jam_buf_format(out, " %s=\"", name);
	jam_double_write(out, value, 2);
	jam_buf_char(out, '"');
}

/* x, y, width, height */
static void
put_rect(struct jam_buf *out, const char *look, const double box[4])
{
	jam_buf_format(out, "<rect %s", look);
	attribute(out, "x", box[0]);
	attribute(out, "y", box[1]);
	attribute(out, "width", box[2]);
	attribute(out, "height", box[3]);
	jam_buf_text(out, " />\n");
}

/* x1, y1, x2, y2 */
static void
put_line(struct jam_buf *out, const char *look, const double ends[4])
{
	jam_buf_format(out, "<line %s", look);
	attribute(out, "x1", ends[0]);
	attribute(out, "y1", ends[1]);
	attribute(out, "x2", ends[2]);
	attribute(out, "y2", ends[3]);
	jam_buf_text(out, " />\n");
}

static void
open_text(struct jam_buf *out, double x, double y, const char *look)
{
	jam_buf_text(out, "<text");
	attribute(out, "x", x);
	attribute(out, "y", y);
	jam_buf_format(out, " %s>", look);
}

#define TEXT   "fill=\"#1c2326\""
#define SOFT   "class=\"soft\" fill=\"#59646b\""
#define FILL   "class=\"fill\" fill=\"#2a8a8f\""
#define MARK   "class=\"mark\" fill=\"#0a6570\""
#define TRACK  "class=\"track\" fill=\"#dfdcd3\""
#define RANGE  "class=\"range\" fill=\"#2a8a8f\" fill-opacity=\"0.35\""
#define AXIS   "class=\"axis\" stroke=\"#dfdcd3\""
#define LINE   "class=\"line\" stroke=\"#2a8a8f\" stroke-width=\"2\""
#define MIDDLE " text-anchor=\"middle\""
#define END    " text-anchor=\"end\""
#define BOLD   " font-weight=\"bold\""

/* A label that is too long ends in "…"; the whole stands in <desc>. */
static void
put_label(struct jam_buf *out, const char *label, size_t most)
{
	size_t width, n;

	if (jam_utf8_width(label) <= most) {
		jam_html_text(out, label);
		return;
	}
	n = jam_utf8_cut(label, most - 1, &width);
	jam_html_bytes(out, label, n);
	jam_buf_text(out, "…");
}

static void
put_row_label(struct jam_buf *out, const struct jam_chart_item *item, double y)
{
	open_text(out, LEFT - 10, y, item->strong ? TEXT END BOLD : TEXT END);
	put_label(out, item->label, LABEL_MOST);
	jam_buf_text(out, "</text>\n");
}

static void
put_row_number(struct jam_buf *out, const struct jam_chart *chart,
	       const struct jam_chart_item *item, double y)
{
	open_text(out, RIGHT + 10, y, TEXT);
	jam_chart_number(out, item->value, chart->unit);
	if (item->n != JAM_NONE)
		jam_buf_format(out, "<tspan " SOFT "> n = %" PRId64 "</tspan>",
			       item->n);
	jam_buf_text(out, "</text>\n");
}

static double
place(const struct jam_chart *chart, double value, double from, double to)
{
	double share = (value - chart->min) / (chart->max - chart->min);

	share = share < 0 ? 0 : share > 1 ? 1 : share;
	return from + share * (to - from);
}

void
jam_chart_bar(struct jam_buf *out, const struct jam_chart *chart)
{
	struct jam_chart axis = *chart;

	axis.min = chart->min < 0 ? chart->min : 0;
	open_chart(out, chart, 2 * TOP + ROW * (double)chart->count);
	for (size_t i = 0; i < chart->count; i++) {
		const struct jam_chart_item *item = &chart->items[i];
		double y = TOP + ROW * (double)i;
		double zero = place(&axis, 0, LEFT, RIGHT), end;

		put_row_label(out, item, y + 19);
		put_rect(out, TRACK,
			 (double[]){ LEFT, y + 6, RIGHT - LEFT, ROW - 12 });
		put_row_number(out, chart, item, y + 19);
		if (!isfinite(item->value))
			continue;
		end = place(&axis, item->value, LEFT, RIGHT);
		put_rect(out, item->strong ? MARK : FILL,
			 (double[]){ end < zero ? end : zero, y + 6,
				     fabs(end - zero), ROW - 12 });
	}
	jam_buf_text(out, CLOSE_SVG);
}

static void
put_axis(struct jam_buf *out, const struct jam_chart *chart, double y)
{
	put_line(out, AXIS, (double[]){ LEFT, y, RIGHT, y });
	open_text(out, LEFT, y + 17, SOFT MIDDLE);
	jam_chart_number(out, chart->min, chart->unit);
	jam_buf_text(out, "</text>\n");
	open_text(out, RIGHT, y + 17, SOFT MIDDLE);
	jam_chart_number(out, chart->max, chart->unit);
	jam_buf_text(out, "</text>\n");
}

static void
put_dot(struct jam_buf *out, double x, double y)
{
	jam_buf_text(out, "<circle " MARK);
	attribute(out, "cx", x);
	attribute(out, "cy", y);
	jam_buf_text(out, " r=\"5\" />\n");
}

void
jam_chart_dots(struct jam_buf *out, const struct jam_chart *chart)
{
	double end = TOP + ROW * (double)chart->count;

	open_chart(out, chart, end + 30);
	for (size_t i = 0; i < chart->count; i++) {
		const struct jam_chart_item *item = &chart->items[i];
		double y = TOP + ROW * (double)i, low, high;

		put_row_label(out, item, y + 19);
		put_row_number(out, chart, item, y + 19);
		if (!isfinite(item->value))
			continue;
		if (isfinite(item->low) && isfinite(item->high)) {
			low = place(chart, item->low, LEFT, RIGHT);
			high = place(chart, item->high, LEFT, RIGHT);
			put_rect(out, RANGE,
				 (double[]){ low, y + 11, high - low, 6 });
		}
		put_dot(out, place(chart, item->value, LEFT, RIGHT), y + 14);
	}
	put_axis(out, chart, end + 4);
	jam_buf_text(out, CLOSE_SVG);
}

static double
most(const struct jam_chart *chart)
{
	double top = 0;

	for (size_t i = 0; i < chart->count; i++)
		if (chart->items[i].value > top)
			top = chart->items[i].value;
	return top > 0 ? top : 1;
}

void
jam_chart_histogram(struct jam_buf *out, const struct jam_chart *chart)
{
	double base = TOP + 16 + HISTOGRAM_H, top = most(chart);
	double step = WIDTH / (double)(chart->count > 0 ? chart->count : 1);

	open_chart(out, chart, base + 26);
	for (size_t i = 0; i < chart->count; i++) {
		const struct jam_chart_item *item = &chart->items[i];
		double value = isfinite(item->value) ? item->value : 0;
		double h = HISTOGRAM_H * value / top, x = step * (double)i;

		put_rect(
		    out, item->strong ? MARK : FILL,
		    (double[]){ x + step * 0.08, base - h, step * 0.84, h });
		open_text(out, x + step / 2, base - h - 5,
			  item->strong ? TEXT MIDDLE BOLD : TEXT MIDDLE);
		jam_chart_number(out, item->value, chart->unit);
		jam_buf_text(out, "</text>\n");
		open_text(out, x + step / 2, base + 17, SOFT MIDDLE);
		put_label(out, item->label,
			  (size_t)(step / 8) < 3 ? 3 : (size_t)(step / 8));
		jam_buf_text(out, "</text>\n");
	}
	put_line(out, AXIS, (double[]){ 0, base, WIDTH, base });
	jam_buf_text(out, CLOSE_SVG);
}

/* Each item a row of its own, so that no two lines or labels meet. */
void
jam_chart_slope(struct jam_buf *out, const struct jam_chart *chart)
{
	double end = TOP + 2 * ROW * (double)chart->count;

	open_chart(out, chart, end + TOP);
	for (size_t i = 0; i < chart->count; i++) {
		const struct jam_chart_item *item = &chart->items[i];
		double y = TOP + 2 * ROW * (double)i, a, b;

		put_row_label(out, item, y + ROW + 4);
		put_row_number(out, chart, item, y + ROW + 4);
		if (!isfinite(item->value) || !isfinite(item->before))
			continue;
		a = place(chart, item->before, y + 2 * ROW - 6, y + 6);
		b = place(chart, item->value, y + 2 * ROW - 6, y + 6);
		put_line(out, LINE, (double[]){ LEFT + 60, a, RIGHT - 20, b });
		put_dot(out, LEFT + 60, a);
		put_dot(out, RIGHT - 20, b);
		open_text(out, LEFT + 48, a + 4, SOFT END);
		jam_chart_number(out, item->before, chart->unit);
		jam_buf_text(out, "</text>\n");
	}
	jam_buf_text(out, CLOSE_SVG);
}

static double
heat_share(const struct jam_heat *heat, double value)
{
	double share = (value - heat->min) / (heat->max - heat->min);

	return share < 0 ? 0 : share > 1 ? 1 : share;
}

static void
put_heat_row(struct jam_buf *out, const struct jam_heat *heat, size_t row)
{
	double step = (WIDTH - LEFT) / (double)heat->columns_len;
	double y = TOP + ROW * (double)(row + 1);

	open_text(out, LEFT - 10, y + 19, TEXT END);
	put_label(out, heat->rows[row], LABEL_MOST);
	jam_buf_text(out, "</text>\n");
	for (size_t c = 0; c < heat->columns_len; c++) {
		double value = heat->values[row * heat->columns_len + c];
		double x = LEFT + step * (double)c;

		if (!isfinite(value))
			continue;
		jam_buf_text(out, "<rect " FILL);
		attribute(out, "fill-opacity",
			  0.08 + 0.5 * heat_share(heat, value));
		attribute(out, "x", x + 1);
		attribute(out, "y", y + 1);
		attribute(out, "width", step - 2);
		attribute(out, "height", ROW - 2);
		jam_buf_text(out, " />\n");
		open_text(out, x + step / 2, y + 19, TEXT MIDDLE);
		jam_chart_number(out, value, heat->unit);
		jam_buf_text(out, "</text>\n");
	}
}

void
jam_chart_heat(struct jam_buf *out, const struct jam_heat *heat)
{
	double step = (WIDTH - LEFT) /
		      (double)(heat->columns_len > 0 ? heat->columns_len : 1);

	open_svg(out, heat->title,
		 2 * TOP + ROW * (double)(heat->rows_len + 1));
	for (size_t i = 0; i < heat->rows_len * heat->columns_len; i++) {
		jam_html_text(out, heat->rows[i / heat->columns_len]);
		jam_buf_text(out, ", ");
		jam_html_text(out, heat->columns[i % heat->columns_len]);
		jam_buf_text(out, ": ");
		jam_chart_number(out, heat->values[i], heat->unit);
		jam_buf_text(out, "; ");
	}
	jam_buf_text(out, "</desc>\n" OPEN_LETTERS);
	for (size_t c = 0; c < heat->columns_len; c++) {
		open_text(out, LEFT + step * ((double)c + 0.5), TOP + 18,
			  SOFT MIDDLE);
		put_label(out, heat->columns[c],
			  (size_t)(step / 8) < 3 ? 3 : (size_t)(step / 8));
		jam_buf_text(out, "</text>\n");
	}
	for (size_t r = 0; r < heat->rows_len; r++)
		put_heat_row(out, heat, r);
	jam_buf_text(out, CLOSE_SVG);
}

size_t
jam_chart_bin(const struct jam_chart_scale *scale, int64_t milli)
{
	int64_t width = (scale->max - scale->min) * 1000, at;

	for (unsigned i = 0; i < scale->decimals; i++)
		milli *= 10;
	at = milli - scale->min * 1000;
	if (at < 0)
		return 0;
	if (at >= width)
		return scale->bins - 1;
	return (size_t)(at * (int64_t)scale->bins / width);
}
