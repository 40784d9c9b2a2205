/* SPDX-License-Identifier: MIT */
/*
 * Small charts as SVG, each with a twin for the terminal that shows the same
 * numbers.  No script, no style attribute, no outside reference; what colour
 * says is said in text too.
 */
#ifndef JAM_RENDER_CHART_H
#define JAM_RENDER_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jam_buf;

/* One bar, dot or line.  Labels are users' texts. */
struct jam_chart_item {
	const char *label;
	double value;	  /* NAN: nothing is drawn, "no data" is said */
	double before;	  /* slope: where it starts */
	double low, high; /* dots: the interval; NAN: none */
	int64_t n;	  /* how many it rests on; JAM_NONE: not said */
	bool strong;	  /* the one that the chart is about */
};

struct jam_chart {
	const char *title;
	const char *unit; /* behind every number: " %", "" */
	const struct jam_chart_item *items;
	size_t count;
	double min, max; /* of the axis, min < max; bars begin at 0 */
};

/* Rows by columns of values, NAN where there is none. */
struct jam_heat {
	const char *title, *unit;
	const char *const *rows, *const *columns;
	size_t rows_len, columns_len;
	const double *values; /* rows_len * columns_len, row by row */
	double min, max;
};

/* Append an <svg> element; good inside HTML and as a file of its own. */
void jam_chart_bar(struct jam_buf *out, const struct jam_chart *chart);
void jam_chart_histogram(struct jam_buf *out, const struct jam_chart *chart);
void jam_chart_dots(struct jam_buf *out, const struct jam_chart *chart);
void jam_chart_slope(struct jam_buf *out, const struct jam_chart *chart);
void jam_chart_heat(struct jam_buf *out, const struct jam_heat *heat);

struct jam_chart_text {
	size_t width; /* columns; at least 50 */
	bool ascii;
};

/* Append lines of at most `width` columns, controls made visible. */
void jam_chart_bar_text(struct jam_buf *out, const struct jam_chart *chart,
			const struct jam_chart_text *options);
void jam_chart_histogram_text(struct jam_buf *out,
			      const struct jam_chart *chart,
			      const struct jam_chart_text *options);
void jam_chart_dots_text(struct jam_buf *out, const struct jam_chart *chart,
			 const struct jam_chart_text *options);
void jam_chart_slope_text(struct jam_buf *out, const struct jam_chart *chart,
			  const struct jam_chart_text *options);
void jam_chart_heat_text(struct jam_buf *out, const struct jam_heat *heat,
			 const struct jam_chart_text *options);

/* A scale, its ends in units of 10^-decimals, in so many equal parts. */
struct jam_chart_scale {
	int64_t min, max;  /* min < max, at most 2^14 */
	unsigned decimals; /* at most 4 */
	size_t bins;
};

/*
 * The part that holds a score in thousandths, borders in the one above them;
 * the first and the last also hold what lies outside.
 */
size_t jam_chart_bin(const struct jam_chart_scale *scale, int64_t milli);

/*
 * Append "4.25 %": at most two decimals, the unit behind; "no data" for NAN.
 */
void jam_chart_number(struct jam_buf *out, double value, const char *unit);

#endif
