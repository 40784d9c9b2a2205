/* SPDX-License-Identifier: MIT */
/* Explaining a rank. */
#include "cmd/cli/explaining.h"

#include <stdio.h>
#include <string.h>

#include "cmd/cli/options.h"
#include "cmd/cli/ranking.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/model/columns.h"
#include "core/policy/mixed.h"
#include "core/policy/mixed_scores.h"
#include "core/render/explain.h"
#include "core/render/json.h"
#include "core/render/out.h"
#include "core/render/table.h"
#include "core/store/projects.h"
#include "core/store/ratings.h"

#define STEPS_MAX 16

/* A rating as a row of an answer. */
struct cell {
	const char *id, *score;
};

struct line {
	const char *judge;
	struct jam_list criteria;
	const char *exact; /* the weighted mean */
	int64_t rating;	   /* the same in thousandths */
};

static const struct jam_column cell_columns[] = {
	JAM_COLUMN(struct cell, id, TEXT),
	JAM_COLUMN(struct cell, score, DECIMAL),
	{ 0 },
};

static const struct jam_column line_columns[] = {
	JAM_COLUMN(struct line, judge, TEXT),
	JAM_COLUMN(struct line, criteria, LIST),
	JAM_COLUMN(struct line, exact, TEXT),
	JAM_COLUMN(struct line, rating, MILLI),
	{ 0 },
};

static const struct jam_column step_columns[] = {
	JAM_COLUMN(struct jam_explain_step, what, TEXT),
	JAM_COLUMN(struct jam_explain_step, value, TEXT),
	{ 0 },
};

/* What is told of one project. */
struct telling {
	struct jam_run *run;
	enum jam_method method;
	bool private;
	struct jam_project project;
	struct jam_ranking ranking;
	struct jam_scores scores;
	const struct jam_score_row *row;
	struct jam_explain_row *rows;
	struct jam_frac *values; /* of the rows */
	size_t rows_len, rows_cap, values_cap;
	struct jam_frac sum; /* of the weighted means */
	struct jam_explain_step steps[STEPS_MAX];
	size_t steps_len;
};

static const char *
frac_text(struct telling *t, struct jam_frac f)
{
	struct jam_buf out;
	int64_t milli;

	jam_buf_init(&out, t->run->arena);
	jam_frac_write(&out, f);
	if (f.den != 1 && jam_frac_round(f, 3, &milli)) {
		jam_buf_text(&out, " = ");
		jam_score_write(&out, milli);
	}
	return jam_buf_string(&out);
}

static void
step(struct telling *t, const char *what, const char *value)
{
	if (t->steps_len < STEPS_MAX)
		t->steps[t->steps_len++] =
		    (struct jam_explain_step){ what, value };
}

/* One rating: sum of weight times score over the weights that were answered. */
static bool
add_rating(struct telling *t, const struct jam_rating_line *line,
	   struct jam_error *err)
{
	const struct jam_event *e = t->run->event;
	struct jam_arena *arena = t->run->arena;
	const char **scores =
	    jam_alloc_array(arena, e->criteria_len, sizeof(*scores));
	int64_t sum = 0, weights = 0, unit = 1;
	struct jam_explain_row *row;
	struct jam_frac value;

	for (unsigned d = 0; d < e->judging.decimals; d++)
		unit *= 10;
	for (size_t c = 0; c < e->criteria_len; c++) {
		struct jam_buf text;

		if (line->rating.scores[c] == JAM_NONE)
			continue;
		jam_buf_init(&text, arena);
		jam_decimal_write(&text, line->rating.scores[c],
				  e->judging.decimals);
		scores[c] = jam_buf_string(&text);
		sum += e->criteria[c].weight * line->rating.scores[c];
		weights += e->criteria[c].weight;
	}
	value = jam_frac_make(sum, (jam_i128)weights * unit);
	t->rows = jam_grow(arena, t->rows, &t->rows_cap, t->rows_len + 1,
			   sizeof(*t->rows));
	row = &t->rows[t->rows_len++];
	row->judge = t->private ? jam_strdup(arena, line->judge)
				: jam_format(arena, "judge %zu", t->rows_len);
	row->scores = scores;
	row->value = frac_text(t, value);
	t->values = jam_grow(arena, t->values, &t->values_cap, t->rows_len,
			     sizeof(*t->values));
	t->values[t->rows_len - 1] = value;
	return jam_frac_add(t->sum, value, &t->sum) ||
	       jam_fail(err, JAM_E_DATA, "the sum has too many digits");
}

static bool
visit(void *with, const struct jam_rating_line *line, struct jam_error *err)
{
	struct telling *t = with;

	if (!line->counted || line->rating.project != t->project.id)
		return true;
	return add_rating(t, line, err);
}

static const char *
rank_text(const struct telling *t)
{
	struct jam_arena *arena = t->run->arena;
	int64_t least = t->run->event->scoring.min_ratings;

	if (t->row->rank != 0)
		return jam_format(arena, "%u of %zu", t->row->rank,
				  t->scores.ranked);
	if (t->row->ratings == 0)
		return "not ranked: no ratings";
	return jam_format(arena, "not ranked: %u ratings, %lld needed",
			  t->row->ratings, (long long)least);
}

static const char *
real_text(const struct telling *t, double x)
{
	struct jam_buf out;

	jam_buf_init(&out, t->run->arena);
	jam_double_write(&out, x, 3);
	return jam_buf_string(&out);
}

static void
add_mixed_steps(struct telling *t)
{
	const struct jam_score_mixed *m = t->row->mixed;

	step(t, "common level", real_text(t, t->ranking.fit->mu));
	step(t, "effect of the project", real_text(t, m->effect));
	step(t, "estimate, leniency taken out", real_text(t, m->estimate));
	step(t, "standard error", real_text(t, m->se));
	step(t, "90 % from", real_text(t, m->low));
	step(t, "to", real_text(t, m->high));
	if (m->rank_low != 0)
		step(t, "rank, 90 %",
		     jam_format(t->run->arena, "%u to %u", m->rank_low,
				m->rank_high));
}

static void
add_steps(struct telling *t)
{
	struct jam_arena *arena = t->run->arena;
	struct jam_frac mean = { 0, 1 };
	struct jam_buf exact, score;

	if (t->rows_len == 0)
		return;
	step(t, "sum of the ratings", frac_text(t, t->sum));
	step(t, "ratings", jam_format(arena, "%zu", t->rows_len));
	if (jam_frac_div(t->sum, jam_frac_make((jam_i128)t->rows_len, 1),
			 &mean))
		step(t, "mean", frac_text(t, mean));
	if (t->method == JAM_ITCH)
		step(t, "median of ratings, twice",
		     jam_format(arena, "%llu",
				(unsigned long long)t->scores.median2));
	if (t->method == JAM_MIXED) {
		add_mixed_steps(t);
		return;
	}
	jam_buf_init(&exact, arena);
	jam_surd_write(&exact, &t->row->exact);
	jam_buf_init(&score, arena);
	jam_score_write(&score, t->row->score);
	step(t, "score, exact", jam_buf_string(&exact));
	step(t, "score, rounded once", jam_buf_string(&score));
}

static bool
find_row(struct telling *t, struct jam_error *err)
{
	for (size_t i = 0; i < t->scores.rows_len; i++) {
		const struct jam_score_row *row = &t->scores.rows[i];

		if (t->ranking.projects[row->project].id == t->project.id) {
			t->row = row;
			return true;
		}
	}
	jam_fail(err, JAM_E_RULE, "%s is out of competition", t->project.slug);
	return jam_hint(err, "jam restore %s takes it back in",
			t->project.slug);
}

static void
write_text(struct telling *t)
{
	const struct jam_event *e = t->run->event;
	struct jam_arena *arena = t->run->arena;
	const struct jam_out_options *o = jam_out_options(t->run->out);
	struct jam_table_options how = { o->width, o->color, o->ascii };
	const char **titles =
	    jam_alloc_array(arena, e->criteria_len, sizeof(*titles));
	const char **weights =
	    jam_alloc_array(arena, e->criteria_len, sizeof(*weights));
	const char *note = NULL;
	struct jam_explain all;
	struct jam_buf out;

	for (size_t c = 0; c < e->criteria_len; c++) {
		titles[c] = e->criteria[c].title;
		weights[c] = e->criteria[c].weight_text;
	}
	if (t->row->tie_broken_by != NULL)
		note = jam_format(arena,
				  "Another project has the same score; \"%s\" "
				  "parted them.",
				  t->row->tie_broken_by);
	all = (struct jam_explain){
		.title = t->project.title,
		.slug = t->project.slug,
		.number = t->project.number,
		.rank = rank_text(t),
		.criteria = titles,
		.weights = weights,
		.criteria_len = e->criteria_len,
		.rows = t->rows,
		.rows_len = t->rows_len,
		.steps = t->steps,
		.steps_len = t->steps_len,
		.notes = &note,
		.notes_len = note != NULL,
	};
	jam_buf_init(&out, arena);
	jam_explain_write(&out, &all, &how);
	fwrite(jam_buf_string(&out), 1, out.length,
	       jam_out_stream(t->run->out));
}

static void
add_text(struct telling *t, const char *key, const char *text)
{
	struct jam_buf json;

	jam_buf_init(&json, t->run->arena);
	jam_json_string(&json, text);
	jam_out_member(t->run->out, key, jam_buf_string(&json));
}

/* What is not a row stands in the envelope. */
static void
add_members(struct telling *t)
{
	struct jam_buf json;

	add_text(t, "project", t->project.slug);
	add_text(t, "method", jam_method_words[t->method]);
	add_text(t, "rank", rank_text(t));
	add_text(t, "tie_broken_by", t->row->tie_broken_by);
	jam_buf_init(&json, t->run->arena);
	for (size_t i = 0; i < t->steps_len; i++) {
		jam_buf_char(&json, i == 0 ? '[' : ',');
		jam_json_row(&json, step_columns, &t->steps[i]);
	}
	jam_buf_text(&json, t->steps_len == 0 ? "[]" : "]");
	jam_out_member(t->run->out, "steps", jam_buf_string(&json));
}

static bool
write_rows(struct telling *t, struct jam_error *err)
{
	const struct jam_event *e = t->run->event;
	struct jam_arena *arena = t->run->arena;
	struct jam_out *out = t->run->out;

	jam_out_begin(out, "explanation", e->slug, line_columns);
	add_members(t);
	for (size_t i = 0; i < t->rows_len; i++) {
		struct cell *cells =
		    jam_alloc_array(arena, e->criteria_len, sizeof(*cells));
		struct line line = { .judge = t->rows[i].judge,
				     .rating = JAM_NONE };
		struct jam_buf exact;

		for (size_t c = 0; c < e->criteria_len; c++)
			cells[c] = (struct cell){ e->criteria[c].key,
						  t->rows[i].scores[c] };
		jam_buf_init(&exact, arena);
		jam_frac_write(&exact, t->values[i]);
		line.exact = jam_buf_string(&exact);
		if (!jam_frac_round(t->values[i], 3, &line.rating))
			line.rating = JAM_NONE;
		line.criteria =
		    (struct jam_list){ cell_columns,   cells, e->criteria_len,
				       sizeof(*cells), 0,     1 };
		if (!jam_out_row(out, &line, err))
			return false;
	}
	return true;
}

bool
jam_explain_show(struct jam_run *run, enum jam_method method,
		 const char *project, bool private, struct jam_error *err)
{
	struct telling t = {
		.run = run,
		.method = method,
		.private = private,
		.sum = { 0, 1 },
	};

	if (!jam_store_find_project(run->store, run->event, project, run->arena,
				    &t.project, err) ||
	    !jam_ranking_make(run, method, 0, &t.ranking, &t.scores, err) ||
	    !find_row(&t, err) ||
	    !jam_store_each_rating(run->store, run->event, visit, &t, err))
		return false;
	add_steps(&t);
	if (run->globals->format != NULL &&
	    jam_out_format(run->out) != JAM_TABLE)
		return write_rows(&t, err);
	write_text(&t);
	return true;
}
