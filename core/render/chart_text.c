/* SPDX-License-Identifier: MIT */
/* Charts for the terminal. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/render/chart.h"

#define LABEL_MOST ((size_t)28)
#define PLOT_LEAST ((size_t)8)

/* Where things stand in a line: label, plot, number. */
struct frame {
	struct jam_arena *arena;
	const struct jam_chart_text *options;
	const char **labels, **numbers;
	size_t label, plot, number;
};

static const char *
shown(struct jam_arena *arena, const char *text, size_t most)
{
	struct jam_buf buf;
	const char *safe;
	size_t width, n;

	jam_buf_init(&buf, arena);
	jam_utf8_show(&buf, text, false);
	safe = jam_buf_string(&buf);
	if (jam_utf8_width(safe) <= most)
		return safe;
	n = jam_utf8_cut(safe, most - 2, &width);
	return jam_format(arena, "%.*s..", (int)n, safe);
}

static const char *
number(struct jam_arena *arena, const struct jam_chart *chart,
       const struct jam_chart_item *item, bool before)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	if (before) {
		jam_chart_number(&buf, item->before, chart->unit);
		jam_buf_text(&buf, " -> ");
	}
	jam_chart_number(&buf, item->value, chart->unit);
	if (!before && isfinite(item->low) && isfinite(item->high)) {
		jam_buf_text(&buf, " (");
		jam_chart_number(&buf, item->low, chart->unit);
		jam_buf_text(&buf, "..");
		jam_chart_number(&buf, item->high, chart->unit);
		jam_buf_char(&buf, ')');
	}
	if (item->n != JAM_NONE)
		jam_buf_format(&buf, "  n = %" PRId64, item->n);
	return jam_buf_string(&buf);
}

/* Numbers come first, then a least plot, then as much label as is left. */
static size_t
label_room(const struct frame *f)
{
	size_t taken = f->number + 4 + PLOT_LEAST;
	size_t left = f->options->width > taken ? f->options->width - taken : 0;

	return left > LABEL_MOST ? LABEL_MOST : left < 4 ? 4 : left;
}

static void
frame_init(struct frame *f, struct jam_buf *out, const struct jam_chart *chart,
	   const struct jam_chart_text *options, bool before)
{
	size_t used;

	*f = (struct frame){ .arena = out->arena, .options = options };
	f->labels = jam_alloc_array(f->arena, chart->count, sizeof(char *));
	f->numbers = jam_alloc_array(f->arena, chart->count, sizeof(char *));
	for (size_t i = 0; i < chart->count; i++) {
		size_t w;

		f->numbers[i] =
		    number(f->arena, chart, &chart->items[i], before);
		w = jam_utf8_width(f->numbers[i]);
		f->number = w > f->number ? w : f->number;
	}
	for (size_t i = 0; i < chart->count; i++) {
		size_t w;

		f->labels[i] =
		    shown(f->arena, chart->items[i].label, label_room(f));
		w = jam_utf8_width(f->labels[i]);
		f->label = w > f->label ? w : f->label;
	}
	used = f->label + f->number + 4;
	f->plot = options->width > used + PLOT_LEAST ? options->width - used
						     : PLOT_LEAST;
}

static void
repeat(struct jam_buf *out, const char *text, size_t n)
{
	while (n-- > 0)
		jam_buf_text(out, text);
}

static void
put_label(struct jam_buf *out, const struct frame *f, size_t i)
{
	jam_buf_text(out, f->labels[i]);
	repeat(out, " ", f->label - jam_utf8_width(f->labels[i]) + 2);
}

static void
put_title(struct jam_buf *out, const char *title)
{
	jam_utf8_show(out, title, false);
	jam_buf_char(out, '\n');
}

static size_t
place(const struct jam_chart *chart, double value, size_t steps)
{
	double share = (value - chart->min) / (chart->max - chart->min);

	if (!(share > 0))
		return 0;
	return share >= 1 ? steps : (size_t)(share * (double)steps + 0.5);
}

void
jam_chart_bar_text(struct jam_buf *out, const struct jam_chart *chart,
		   const struct jam_chart_text *options)
{
	static const char *const parts[] = { "",  "▏", "▎", "▍",
					     "▌", "▋", "▊", "▉" };
	struct jam_chart axis = *chart;
	struct frame f;

	axis.min = chart->min < 0 ? chart->min : 0;
	frame_init(&f, out, chart, options, false);
	put_title(out, chart->title);
	for (size_t i = 0; i < chart->count; i++) {
		double value = chart->items[i].value;
		size_t eighths =
		    isfinite(value) ? place(&axis, value, f.plot * 8) : 0;
		size_t whole = eighths / 8, rest = eighths % 8;

		if (options->ascii) {
			whole += rest >= 4;
			rest = 0;
		}
		put_label(out, &f, i);
		repeat(out, options->ascii ? "#" : "█", whole);
		jam_buf_text(out, parts[rest]);
		repeat(out, " ", f.plot - whole - (rest > 0) + 2);
		jam_buf_format(out, "%s\n", f.numbers[i]);
	}
}

void
jam_chart_histogram_text(struct jam_buf *out, const struct jam_chart *chart,
			 const struct jam_chart_text *options)
{
	struct jam_chart counts = *chart;

	counts.min = 0;
	counts.max = 1;
	for (size_t i = 0; i < chart->count; i++)
		if (chart->items[i].value > counts.max)
			counts.max = chart->items[i].value;
	jam_chart_bar_text(out, &counts, options);
}

static void
put_interval(struct jam_buf *out, const struct frame *f,
	     const struct jam_chart *chart, const struct jam_chart_item *item)
{
	size_t last = f->plot - 1, dot = place(chart, item->value, last);
	size_t low = dot, high = dot;
	bool ascii = f->options->ascii;

	if (isfinite(item->low) && isfinite(item->high)) {
		low = place(chart, item->low, last);
		high = place(chart, item->high, last);
	}
	for (size_t x = 0; x <= last; x++) {
		if (isfinite(item->value) && x == dot)
			jam_buf_text(out, ascii ? "o" : "●");
		else if (x >= low && x <= high)
			jam_buf_text(out, ascii ? "-" : "─");
		else
			jam_buf_text(out, ascii ? "." : "·");
	}
}

void
jam_chart_dots_text(struct jam_buf *out, const struct jam_chart *chart,
		    const struct jam_chart_text *options)
{
	struct frame f;

	frame_init(&f, out, chart, options, false);
	put_title(out, chart->title);
	for (size_t i = 0; i < chart->count; i++) {
		put_label(out, &f, i);
		put_interval(out, &f, chart, &chart->items[i]);
		jam_buf_format(out, "  %s\n", f.numbers[i]);
	}
}

void
jam_chart_slope_text(struct jam_buf *out, const struct jam_chart *chart,
		     const struct jam_chart_text *options)
{
	struct frame f;

	frame_init(&f, out, chart, options, true);
	put_title(out, chart->title);
	for (size_t i = 0; i < chart->count; i++) {
		const struct jam_chart_item *item = &chart->items[i];
		struct jam_chart_item line = *item;

		line.low = fmin(item->before, item->value);
		line.high = fmax(item->before, item->value);
		put_label(out, &f, i);
		put_interval(out, &f, chart, &line);
		jam_buf_format(out, "  %s\n", f.numbers[i]);
	}
}

/* A cell: how much as a block (or a digit), then the number. */
static const char *
heat_cell(struct jam_arena *arena, const struct jam_heat *heat, double value,
	  bool ascii)
{
	static const char *const blocks[] = { "▁", "▂", "▃", "▄",
					      "▅", "▆", "▇", "█" };
	double share = (value - heat->min) / (heat->max - heat->min);
	struct jam_buf buf;

	if (!isfinite(value))
		return "";
	jam_buf_init(&buf, arena);
	share = share < 0 ? 0 : share > 0.999 ? 0.999 : share;
	if (!ascii)
		jam_buf_format(&buf, "%s ", blocks[(size_t)(share * 8)]);
	jam_chart_number(&buf, value, heat->unit);
	return jam_buf_string(&buf);
}

static void
put_right(struct jam_buf *out, const char *text, size_t width)
{
	size_t have = jam_utf8_width(text);

	repeat(out, " ", have < width ? width - have : 0);
	jam_buf_text(out, text);
}

/* As many columns as fit, then the rest below. */
static void
put_heat(struct jam_buf *out, const struct jam_heat *heat,
	 const struct jam_chart_text *options, size_t from, size_t to)
{
	size_t label =
	    options->width / 3 < LABEL_MOST ? options->width / 3 : LABEL_MOST;

	repeat(out, " ", label);
	for (size_t c = from; c < to; c++) {
		jam_buf_text(out, "  ");
		put_right(out, shown(out->arena, heat->columns[c], 9), 9);
	}
	jam_buf_char(out, '\n');
	for (size_t r = 0; r < heat->rows_len; r++) {
		const char *name = shown(out->arena, heat->rows[r], label);

		jam_buf_text(out, name);
		repeat(out, " ", label - jam_utf8_width(name));
		for (size_t c = from; c < to; c++) {
			double v = heat->values[r * heat->columns_len + c];

			jam_buf_text(out, "  ");
			put_right(
			    out, heat_cell(out->arena, heat, v, options->ascii),
			    9);
		}
		jam_buf_char(out, '\n');
	}
}

void
jam_chart_heat_text(struct jam_buf *out, const struct jam_heat *heat,
		    const struct jam_chart_text *options)
{
	size_t label =
	    options->width / 3 < LABEL_MOST ? options->width / 3 : LABEL_MOST;
	size_t fit = (options->width - label) / 11;

	put_title(out, heat->title);
	fit = fit == 0 ? 1 : fit;
	for (size_t c = 0; c < heat->columns_len; c += fit)
		put_heat(out, heat, options, c,
			 c + fit < heat->columns_len ? c + fit
						     : heat->columns_len);
}
