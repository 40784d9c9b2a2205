/* SPDX-License-Identifier: MIT */
/* The page of what came of it: answers, outcomes, quotes, expectations. */
#include <inttypes.h>
#include <math.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/model/columns.h"
#include "core/render/chart.h"
#include "core/render/doc.h"
#include "core/render/page.h"

#define FEW 10 /* answers: fewer are a hint */

static const char *
number(struct jam_doc *doc, double value, const char *unit)
{
	struct jam_buf buf;

	jam_buf_init(&buf, doc->arena);
	jam_chart_number(&buf, value, unit);
	return jam_buf_string(&buf);
}

static void
say_interval(struct jam_doc *doc, const struct jam_page_figure *f,
	     const char *unit)
{
	if (isfinite(f->low) && isfinite(f->high))
		jam_doc_say(doc, ", 90 %% interval %s to %s",
			    number(doc, f->low, ""),
			    number(doc, f->high, unit));
}

static void
say_pair(struct jam_doc *doc, const struct jam_page_figure *f)
{
	const char *unit = *f->unit != '\0' ? " points" : "";

	jam_doc_say(doc, "%s before and %s after: %s%s",
		    number(doc, f->before, f->unit),
		    number(doc, f->after, f->unit), f->mean > 0 ? "+" : "",
		    number(doc, f->mean, unit));
	say_interval(doc, f, unit);
	jam_doc_say(doc,
		    "; paired by person, %" PRId64 " of %" PRId64 " gave both.",
		    f->n, f->of);
}

static void
say_mean(struct jam_doc *doc, const struct jam_page_figure *f)
{
	jam_doc_say(doc, "Mean %s, median %s", number(doc, f->mean, f->unit),
		    number(doc, f->median, f->unit));
	say_interval(doc, f, f->unit);
	jam_doc_say(doc, "; %" PRId64 " of %" PRId64 " answered.", f->n, f->of);
	if (isfinite(f->promoters))
		jam_doc_say(doc,
			    " The net promoter score, another figure, is "
			    "%s.",
			    number(doc, f->promoters, ""));
}

static void
put_answers(struct jam_doc *doc, const struct jam_page_figure *f)
{
	static const struct jam_doc_head heads[] = {
		{ "answer", false, true, false },
		{ "people", true, false, false },
		{ "share", true, false, false },
	};

	jam_doc_table(doc, "Of those who answered", heads, 3);
	for (size_t i = 0; i < f->answers_len; i++) {
		const struct jam_page_answer *a = &f->answers[i];

		jam_doc_cell(doc);
		jam_doc_user(doc, a->option);
		jam_doc_cell_end(doc);
		jam_doc_cell(doc);
		jam_doc_say(doc, "%" PRId64, a->n);
		jam_doc_cell_end(doc);
		jam_doc_cell(doc);
		jam_doc_say(doc, "%s", number(doc, a->share, " %"));
		jam_doc_cell_end(doc);
	}
	jam_doc_table_end(doc);
}

static void
put_figure(struct jam_doc *doc, const struct jam_page_figure *f)
{
	jam_doc_user_heading(
	    doc, 3,
	    f->kind == JAM_FIGURE_PAIR
		? jam_format(doc->arena, "%s, before and after", f->question)
		: f->question);
	jam_doc_paragraph(doc, NULL);
	if (f->kind == JAM_FIGURE_PAIR)
		say_pair(doc, f);
	else if (f->kind == JAM_FIGURE_NUMBER)
		say_mean(doc, f);
	else
		jam_doc_say(doc, "%" PRId64 " of %" PRId64 " answered.", f->n,
			    f->of);
	if (f->n < FEW)
		jam_doc_say(doc,
			    " These are fewer than %d answers: a hint, no "
			    "more.",
			    FEW);
	jam_doc_paragraph_end(doc);
	jam_page_figure(doc, f);
	if (f->kind == JAM_FIGURE_CHOICE && f->answers_len > 0)
		put_answers(doc, f);
}

static void
put_figures(struct jam_doc *doc, const struct jam_page_after *a)
{
	if (a->figures_len == 0)
		return;
	jam_doc_heading(doc, 2, "What people answered");
	jam_doc_paragraph(doc, "note");
	jam_doc_say(doc,
		    "What rests on fewer than %" PRId64 " answers is left "
		    "out.",
		    a->least);
	jam_doc_paragraph_end(doc);
	for (size_t i = 0; i < a->figures_len; i++)
		put_figure(doc, &a->figures[i]);
}

static void
put_count(struct jam_doc *doc, int64_t n)
{
	jam_doc_cell(doc);
	if (n > 0)
		jam_doc_say(doc, "%" PRId64, n);
	jam_doc_cell_end(doc);
}

static void
put_outcome(struct jam_doc *doc, const struct jam_page_outcome *o)
{
	jam_doc_cell(doc);
	if (o->wave != NULL)
		jam_doc_user(doc, o->wave);
	else
		jam_doc_say(doc, "ever");
	jam_doc_cell_end(doc);
	jam_doc_cell(doc);
	jam_doc_user(doc, o->outcome);
	jam_doc_cell_end(doc);
	put_count(doc, o->persons);
	put_count(doc, o->projects);
	put_count(doc, o->of);
	jam_doc_cell(doc);
	if (isfinite(o->share))
		jam_doc_say(doc, "%s", number(doc, o->share, " %"));
	jam_doc_cell_end(doc);
}

static void
put_outcomes(struct jam_doc *doc, const struct jam_page_after *a)
{
	static const struct jam_doc_head heads[] = {
		{ "asked", false, false, false },
		{ "outcome", false, true, false },
		{ "people", true, false, false },
		{ "projects", true, false, false },
		{ "of", true, false, false },
		{ "share of people", true, false, false },
	};

	if (a->outcomes_len == 0)
		return;
	jam_doc_heading(doc, 2, "What came later");
	jam_doc_paragraph(doc, "note");
	jam_doc_say(doc, "People and projects count once in each row. Those "
			 "reached are of all who took part, the others of "
			 "those reached.");
	jam_doc_paragraph_end(doc);
	jam_doc_table(doc, "By when people were asked", heads, 6);
	for (size_t i = 0; i < a->outcomes_len; i++)
		put_outcome(doc, &a->outcomes[i]);
	jam_doc_table_end(doc);
}

static void
put_quotes(struct jam_doc *doc, const struct jam_page_after *a)
{
	if (a->quotes_len == 0)
		return;
	jam_doc_heading(doc, 2, "In their words");
	for (size_t i = 0; i < a->quotes_len; i++) {
		const struct jam_page_quote *q = &a->quotes[i];

		jam_page_open(doc, "blockquote", "comment");
		jam_doc_prose(doc, q->quote);
		jam_doc_paragraph(doc, "by");
		if (q->slug != NULL) {
			jam_doc_page(
			    doc, q->project,
			    jam_format(doc->arena, "projects/%s", q->slug));
			jam_doc_say(doc, ", ");
		}
		jam_doc_say(doc, "asked ");
		jam_doc_user(doc, q->wave);
		jam_doc_paragraph_end(doc);
		jam_page_close(doc, "blockquote");
	}
}

static void
put_bound(struct jam_doc *doc, const struct jam_page_expected *e)
{
	jam_doc_user(doc, e->outcome);
	jam_doc_say(doc, ": %s of %s", e->bound, e->whose);
}

static void
say_verdict(struct jam_doc *doc, const struct jam_page_expected *e)
{
	jam_doc_say(doc, "%s by ", e->verdict);
	jam_doc_time(doc, e->by);
	if (isfinite(e->share))
		jam_doc_say(doc, ": %" PRId64 " of %" PRId64 " reached, %s",
			    e->n, e->of, number(doc, e->share, " %"));
	if (e->text != NULL) {
		jam_doc_say(doc, " (");
		put_bound(doc, e);
		jam_doc_say(doc, ")");
	}
	jam_doc_say(doc, "; %" PRId64 " of %" PRId64 " %s were not reached",
		    e->all - e->of, e->all, e->whose);
}

static void
put_expected(struct jam_doc *doc, const struct jam_page_expected *e)
{
	jam_doc_item(doc);
	jam_doc_html(doc, "<strong>");
	if (e->text != NULL)
		jam_doc_user(doc, e->text);
	else
		put_bound(doc, e);
	jam_doc_html(doc, "</strong><br>");
	if (!jam_doc_is_html(doc))
		jam_doc_say(doc, ": ");
	if (e->verdict == NULL) {
		jam_doc_say(doc, "open until ");
		jam_doc_time(doc, e->by);
	} else {
		say_verdict(doc, e);
	}
	jam_doc_item_end(doc);
}

void
jam_page_after(struct jam_doc *doc, const struct jam_page_order *order)
{
	const struct jam_page_after *a = order->pages->after;

	jam_doc_heading(doc, 1, "What came of it");
	if (a->expected_len > 0) {
		jam_doc_heading(doc, 2, "What was expected");
		jam_doc_list(doc, "plain");
		for (size_t i = 0; i < a->expected_len; i++)
			put_expected(doc, &a->expected[i]);
		jam_doc_list_end(doc);
	}
	put_outcomes(doc, a);
	put_quotes(doc, a);
	put_figures(doc, a);
}
