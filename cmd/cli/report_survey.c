/* SPDX-License-Identifier: MIT */
/* jam report survey: rows, or one question as a drawing. */
#include <math.h>
#include <string.h>

#include "cmd/cli/answers.h"
#include "cmd/cli/reports.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/render/chart.h"
#include "core/render/out.h"

static const struct jam_column columns[] = {
	JAM_COLUMN(struct jam_survey_line, id, TEXT),
	JAM_COLUMN(struct jam_survey_line, kind, TEXT),
	JAM_COLUMN(struct jam_survey_line, group, TEXT),
	JAM_COLUMN(struct jam_survey_line, option, TEXT),
	JAM_COLUMN(struct jam_survey_line, n, INT),
	JAM_COLUMN(struct jam_survey_line, of, INT),
	JAM_COLUMN(struct jam_survey_line, missing, INT),
	JAM_COLUMN(struct jam_survey_line, left_out, INT),
	JAM_COLUMN(struct jam_survey_line, share, REAL),
	JAM_COLUMN(struct jam_survey_line, mean, REAL),
	JAM_COLUMN(struct jam_survey_line, median, REAL),
	JAM_COLUMN(struct jam_survey_line, low, REAL),
	JAM_COLUMN(struct jam_survey_line, high, REAL),
	JAM_COLUMN(struct jam_survey_line, points, REAL),
	JAM_COLUMN(struct jam_survey_line, before, REAL),
	JAM_COLUMN(struct jam_survey_line, after, REAL),
	JAM_COLUMN_AS(struct jam_survey_line, promoters, REAL,
		      "net_promoter_score"),
	JAM_COLUMN(struct jam_survey_line, few, BOOL),
	JAM_COLUMN(struct jam_survey_line, withheld, BOOL),
	{ 0 },
};

/* How it is drawn goes by the kind of the first line. */
enum drawing { BARS, DOTS, SLOPE };

static enum drawing
drawing_of(const struct jam_survey_line *line)
{
	if (strcmp(line->kind, "pair") == 0)
		return SLOPE;
	return strncmp(line->kind, "choice", 6) == 0 ? BARS : DOTS;
}

/* An option in full, a group, or everybody: no line that leaves some out. */
static bool
is_drawn(const struct jam_survey_line *line, const char *id,
	 enum drawing drawing)
{
	if (strcmp(line->id, id) != 0 || line->withheld)
		return false;
	return drawing != BARS ||
	       (line->option != NULL && line->group == NULL &&
		line->left_out == JAM_NONE);
}

static void
widen(struct jam_chart *chart, double value)
{
	if (isnan(value))
		return;
	chart->min = fmin(chart->min, floor(value));
	chart->max = fmax(chart->max, ceil(value));
}

static void
add_item(struct jam_chart *chart, struct jam_chart_item *items,
	 const struct jam_survey_line *line, enum drawing drawing)
{
	const char *whom = line->group != NULL ? line->group : "all";

	items[chart->count++] = (struct jam_chart_item){
		.label = drawing == BARS ? line->option : whom,
		.value = drawing == BARS    ? line->share
			 : drawing == SLOPE ? line->after
					    : line->mean,
		.before = line->before,
		.low = drawing == DOTS ? line->low : NAN,
		.high = drawing == DOTS ? line->high : NAN,
		.n = line->n,
		.strong = line->group == NULL,
	};
	widen(chart, drawing == SLOPE ? line->after : line->mean);
	widen(chart, line->before);
	if (drawing == DOTS) {
		widen(chart, line->low);
		widen(chart, line->high);
	}
}

static const struct jam_question *
question_of(const struct jam_event *event, const char *id)
{
	for (size_t i = 0; i < event->survey_len; i++)
		if (strcmp(event->survey[i].key, id) == 0 ||
		    (event->survey[i].pair != NULL &&
		     strcmp(event->survey[i].pair, id) == 0))
			return &event->survey[i];
	return NULL;
}

static void
set_axis(struct jam_chart *chart, const struct jam_question *q)
{
	chart->min = 0;
	chart->max = q->kind == JAM_LIKELIHOOD ? 10
		     : q->kind == JAM_NUMBER   ? 1
					       : 100;
	chart->unit =
	    q->kind == JAM_LIKELIHOOD || q->kind == JAM_NUMBER ? "" : " %";
}

static void
draw(struct jam_run *r, const struct jam_chart *chart, enum drawing drawing,
     bool svg, struct jam_buf *out)
{
	const struct jam_chart_text text = {
		.width = r->columns < 50 ? 50 : r->columns,
		.ascii = jam_out_options(r->out)->ascii,
	};

	if (svg && drawing == BARS)
		jam_chart_bar(out, chart);
	else if (svg && drawing == SLOPE)
		jam_chart_slope(out, chart);
	else if (svg)
		jam_chart_dots(out, chart);
	else if (drawing == BARS)
		jam_chart_bar_text(out, chart, &text);
	else if (drawing == SLOPE)
		jam_chart_slope_text(out, chart, &text);
	else
		jam_chart_dots_text(out, chart, &text);
}

static bool
show_chart(struct jam_run *r, const struct jam_survey_lines *lines,
	   const struct jam_report_options *o, struct jam_error *err)
{
	const struct jam_question *q = question_of(r->event, o->chart);
	struct jam_chart_item *items =
	    jam_alloc_array(r->arena, lines->count, sizeof(*items));
	struct jam_chart chart = { .items = items };
	enum drawing drawing = DOTS;
	struct jam_buf out;

	if (q == NULL || q->kind == JAM_TEXT) {
		jam_fail(err, JAM_E_DATA,
			 "\"%s\" is no question or pair with figures",
			 o->chart);
		return jam_hint(err, "jam report survey lists them");
	}
	set_axis(&chart, q);
	chart.title = strcmp(q->key, o->chart) == 0 ? q->question : q->pair;
	for (size_t i = 0; i < lines->count; i++) {
		const struct jam_survey_line *line = &lines->items[i];

		if (strcmp(line->id, o->chart) == 0)
			drawing = drawing_of(line);
		if (is_drawn(line, o->chart, drawing))
			add_item(&chart, items, line, drawing);
	}
	if (chart.count == 0)
		return jam_fail(err, JAM_E_DATA,
				"\"%s\" has no figures that may be shown",
				o->chart);
	jam_buf_init(&out, r->arena);
	draw(r, &chart, drawing, o->svg, &out);
	if (fwrite(out.data, 1, out.length, jam_out_stream(r->out)) !=
	    out.length)
		return jam_fail(err, JAM_E_IO, "the chart cannot be written");
	return true;
}

static void
warn(struct jam_run *r, const struct jam_survey_lines *lines, const char *chart)
{
	size_t few = 0, withheld = 0;

	for (size_t i = 0; i < lines->count; i++) {
		if (chart != NULL && strcmp(lines->items[i].id, chart) != 0)
			continue;
		few += lines->items[i].few && lines->items[i].option == NULL;
		withheld += lines->items[i].withheld;
	}
	if (few > 0)
		jam_say(r,
			"%zu %s on fewer than %d answers: take %s as a "
			"hint",
			few, few == 1 ? "line rests" : "lines rest",
			JAM_SURVEY_FEW, few == 1 ? "it" : "them");
	if (withheld > 0)
		jam_say(r, "%zu %s withheld: too few answers", withheld,
			withheld == 1 ? "line is" : "lines are");
}

bool
jam_report_survey(struct jam_run *r, const struct jam_report_options *o,
		  struct jam_error *err)
{
	struct jam_survey survey;
	struct jam_survey_lines lines;

	if (!jam_answers_load(r, o->by_site, &survey, err))
		return false;
	survey.least = o->least;
	jam_survey_figures(&survey, r->arena, &lines);
	warn(r, &lines, o->chart);
	if (o->chart != NULL)
		return show_chart(r, &lines, o, err);
	jam_out_begin(r->out, "survey", r->event->slug, columns);
	for (size_t i = 0; i < lines.count; i++)
		if (!jam_out_row(r->out, &lines.items[i], err))
			return false;
	return true;
}
