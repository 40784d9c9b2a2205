/* SPDX-License-Identifier: MIT */
/* What came of an event, as rows of export data. */
#include "cmd/cli/data_after.h"

#include <math.h>

#include "core/base/arena.h"
#include "core/policy/survey.h"
#include "core/render/pages.h"

/* A figure, a row a question, pair or option: as in report survey. */
struct figure {
	const char *question, *kind, *option;
	int64_t n, of;
	double share, mean, median, low, high, points, before, after, promoters;
	bool few;
};

static const struct jam_column figure_columns[] = {
	JAM_COLUMN(struct figure, question, TEXT),
	JAM_COLUMN(struct figure, kind, TEXT),
	JAM_COLUMN(struct figure, option, TEXT),
	JAM_COLUMN(struct figure, n, INT),
	JAM_COLUMN(struct figure, of, INT),
	JAM_COLUMN(struct figure, share, REAL),
	JAM_COLUMN(struct figure, mean, REAL),
	JAM_COLUMN(struct figure, median, REAL),
	JAM_COLUMN(struct figure, low, REAL),
	JAM_COLUMN(struct figure, high, REAL),
	JAM_COLUMN(struct figure, points, REAL),
	JAM_COLUMN(struct figure, before, REAL),
	JAM_COLUMN(struct figure, after, REAL),
	JAM_COLUMN_AS(struct figure, promoters, REAL, "net_promoter_score"),
	JAM_COLUMN(struct figure, few, BOOL),
	{ 0 },
};

static const struct jam_column outcome_columns[] = {
	JAM_COLUMN(struct jam_page_outcome, wave, TEXT),
	JAM_COLUMN(struct jam_page_outcome, outcome, TEXT),
	JAM_COLUMN(struct jam_page_outcome, persons, INT),
	JAM_COLUMN(struct jam_page_outcome, projects, INT),
	JAM_COLUMN(struct jam_page_outcome, of, INT),
	JAM_COLUMN(struct jam_page_outcome, share, REAL),
	{ 0 },
};

static const struct jam_column quote_columns[] = {
	JAM_COLUMN(struct jam_page_quote, wave, TEXT),
	JAM_COLUMN_AS(struct jam_page_quote, slug, TEXT, "project"),
	JAM_COLUMN(struct jam_page_quote, quote, TEXT),
	{ 0 },
};

static const struct jam_column expected_columns[] = {
	JAM_COLUMN(struct jam_page_expected, id, TEXT),
	JAM_COLUMN(struct jam_page_expected, text, TEXT),
	JAM_COLUMN(struct jam_page_expected, outcome, TEXT),
	JAM_COLUMN(struct jam_page_expected, whose, TEXT),
	JAM_COLUMN_AS(struct jam_page_expected, bound, TEXT, "expected"),
	JAM_COLUMN(struct jam_page_expected, by, TIME),
	JAM_COLUMN(struct jam_page_expected, verdict, TEXT),
	JAM_COLUMN(struct jam_page_expected, n, INT),
	JAM_COLUMN(struct jam_page_expected, of, INT),
	JAM_COLUMN(struct jam_page_expected, all, INT),
	JAM_COLUMN(struct jam_page_expected, share, REAL),
	{ 0 },
};

static struct figure
figure_of(const struct jam_page_figure *f)
{
	static const char *const kinds[] = { [JAM_FIGURE_NUMBER] = "number",
					     [JAM_FIGURE_PAIR] = "pair",
					     [JAM_FIGURE_CHOICE] = "choice" };

	return (struct figure){
		.question = f->question,
		.kind = kinds[f->kind],
		.n = f->n,
		.of = f->of,
		.share = NAN,
		.mean = f->mean,
		.median = f->median,
		.low = f->low,
		.high = f->high,
		.points = f->kind == JAM_FIGURE_PAIR ? f->mean : NAN,
		.before = f->before,
		.after = f->after,
		.promoters = f->promoters,
		.few = f->n < JAM_SURVEY_FEW,
	};
}

static struct figure
answer_of(const struct jam_page_figure *f, const struct jam_page_answer *a)
{
	return (struct figure){
		.question = f->question,
		.kind = "choice",
		.option = a->option,
		.n = a->n,
		.of = f->n,
		.share = a->share,
		.mean = NAN,
		.median = NAN,
		.low = NAN,
		.high = NAN,
		.points = NAN,
		.before = NAN,
		.after = NAN,
		.promoters = NAN,
		.few = f->n < JAM_SURVEY_FEW,
	};
}

static struct jam_list
figures_of(const struct jam_page_after *a, struct jam_arena *arena)
{
	struct figure *rows;
	size_t most = 0, n = 0;

	for (size_t i = 0; i < a->figures_len; i++)
		most += 1 + a->figures[i].answers_len;
	rows = jam_alloc_array(arena, most, sizeof(*rows));
	for (size_t i = 0; i < a->figures_len; i++) {
		const struct jam_page_figure *f = &a->figures[i];

		rows[n++] = figure_of(f);
		for (size_t k = 0; k < f->answers_len; k++)
			rows[n++] = answer_of(f, &f->answers[k]);
	}
	return (
	    struct jam_list){ figure_columns, rows, n, sizeof(*rows), 0, 0 };
}

void
jam_data_after(const struct jam_page_after *after, struct jam_arena *arena,
	       struct jam_data_rows rows[JAM_DATA_AFTER])
{
	static const struct jam_page_after nothing;
	const struct jam_page_after *a = after != NULL ? after : &nothing;

	rows[0] = (struct jam_data_rows){ "survey", figures_of(a, arena) };
	rows[1] = (struct jam_data_rows){ "outcomes",
					  { outcome_columns, a->outcomes,
					    a->outcomes_len,
					    sizeof(*a->outcomes), 0, 0 } };
	rows[2] =
	    (struct jam_data_rows){ "quotes",
				    { quote_columns, a->quotes, a->quotes_len,
				      sizeof(*a->quotes), 0, 0 } };
	rows[3] = (struct jam_data_rows){ "expectations",
					  { expected_columns, a->expected,
					    a->expected_len,
					    sizeof(*a->expected), 0, 0 } };
}
