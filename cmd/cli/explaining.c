/* SPDX-License-Identifier: MIT */
/* Explaining a rank. */
#include "cmd/cli/explaining.h"

#include <math.h>
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
	const char *judge, *kind;
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
	JAM_COLUMN(struct line, kind, TEXT),
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

/* What a row stands for. */
struct value {
	const char *judge, *kind;
	struct jam_frac mean; /* weighted */
};

/* Ratings that are taken together. */
struct group {
	struct jam_frac sum; /* of the weighted means */
	size_t count;
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
	struct value *values; /* of the rows */
	size_t rows_len, rows_cap, values_cap;
	struct group experts, peers; /* its ratings, by who gave them */
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

/* Experts have a share of their own in the score. */
static bool
shares(const struct telling *t)
{
	return t->method == JAM_MEAN &&
	       t->run->event->scoring.expert_share != 0;
}

static void
step(struct telling *t, const char *what, const char *value)
{
	if (t->steps_len < STEPS_MAX)
		t->steps[t->steps_len++] =
		    (struct jam_explain_step){ what, value };
}

/* Sum of weight times score over the weights that were answered. */
static struct jam_frac
weighted_mean(const struct jam_event *e, const struct jam_rating *rating)
{
	int64_t sum = 0, weights = 0, unit = 1;

	for (unsigned d = 0; d < e->judging.decimals; d++)
		unit *= 10;
	for (size_t c = 0; c < e->criteria_len; c++)
		if (rating->scores[c] != JAM_NONE) {
			sum += e->criteria[c].weight * rating->scores[c];
			weights += e->criteria[c].weight;
		}
	return jam_frac_make(sum, (jam_i128)weights * unit);
}

static const char **
score_texts(const struct telling *t, const struct jam_rating *rating)
{
	const struct jam_event *e = t->run->event;
	struct jam_arena *arena = t->run->arena;
	const char **texts =
	    jam_alloc_array(arena, e->criteria_len, sizeof(*texts));

	for (size_t c = 0; c < e->criteria_len; c++) {
		struct jam_buf text;

		if (rating->scores[c] == JAM_NONE)
			continue;
		jam_buf_init(&text, arena);
		jam_decimal_write(&text, rating->scores[c],
				  e->judging.decimals);
		texts[c] = jam_buf_string(&text);
	}
	return texts;
}

static bool
add_to(struct group *group, struct jam_frac sum, size_t count,
       struct jam_error *err)
{
	group->count += count;
	return jam_frac_add(group->sum, sum, &group->sum) ||
	       jam_fail(err, JAM_E_DATA, "the sum has too many digits");
}

static bool
add_rating(struct telling *t, const struct jam_rating_line *line,
	   struct jam_error *err)
{
	struct jam_arena *arena = t->run->arena;
	struct jam_frac mean = weighted_mean(t->run->event, &line->rating);
	bool expert = line->kind == JAM_EXPERT;
	struct jam_explain_row *row;
	struct value *value;

	t->rows = jam_grow(arena, t->rows, &t->rows_cap, t->rows_len + 1,
			   sizeof(*t->rows));
	t->values = jam_grow(arena, t->values, &t->values_cap, t->rows_len + 1,
			     sizeof(*t->values));
	value = &t->values[t->rows_len];
	row = &t->rows[t->rows_len++];
	value->judge = t->private ? jam_strdup(arena, line->judge)
				  : jam_format(arena, "judge %zu", t->rows_len);
	value->kind = jam_judge_words[line->kind];
	value->mean = mean;
	row->judge = expert && shares(t)
			 ? jam_format(arena, "%s, expert", value->judge)
			 : value->judge;
	row->scores = score_texts(t, &line->rating);
	row->value = frac_text(t, mean);
	return add_to(expert ? &t->experts : &t->peers, mean, 1, err);
}

static bool
visit(void *with, const struct jam_rating_line *line, struct jam_error *err)
{
	struct telling *t = with;

	if (!line->counted || line->rating.project != t->project.id)
		return true;
	return add_rating(t, line, err);
}

/* Where the ratings fall apart. */
static const char *
rank_inside(const struct telling *t)
{
	const struct jam_score_mixed *own = t->row->mixed, *other;
	unsigned ranked = 0;

	for (size_t i = 0; i < t->scores.rows_len; i++) {
		other = t->scores.rows[i].mixed;
		ranked += other != NULL && other->component == own->component &&
			  other->rank_in_component != 0;
	}
	return jam_format(t->run->arena,
			  "%u of %u in component %u, not ranked across",
			  own->rank_in_component, ranked, own->component);
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
	if (t->row->mixed != NULL && t->row->mixed->rank_in_component != 0)
		return rank_inside(t);
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
	if (!isnan(m->effect_error)) {
		step(t, "standard error of the effect",
		     real_text(t, m->effect_error));
		step(t, "the same, given the common level",
		     real_text(t, m->given_mu));
	}
}

static void
add_mean(struct telling *t, const char *what, const struct group *group)
{
	struct jam_frac count = jam_frac_make((jam_i128)group->count, 1), mean;

	if (group->count > 0 && jam_frac_div(group->sum, count, &mean))
		step(t, what, frac_text(t, mean));
}

/* Where one side gave none, the other has it all. */
static void
add_share_steps(struct telling *t)
{
	struct jam_frac share =
	    jam_frac_make(t->run->event->scoring.expert_share, 10000);

	add_mean(t, "mean of experts", &t->experts);
	add_mean(t, "mean of peers", &t->peers);
	if (t->experts.count > 0 && t->peers.count > 0)
		step(t, "share of experts", frac_text(t, share));
}

static bool
add_steps(struct telling *t, struct jam_error *err)
{
	struct jam_arena *arena = t->run->arena;
	struct group all = t->experts;
	struct jam_buf exact, score;

	if (t->rows_len == 0)
		return true;
	if (!add_to(&all, t->peers.sum, t->peers.count, err))
		return false;
	step(t, "sum of the ratings", frac_text(t, all.sum));
	step(t, "ratings", jam_format(arena, "%zu", all.count));
	add_mean(t, "mean", &all);
	if (shares(t))
		add_share_steps(t);
	if (t->method == JAM_BAYES) {
		step(t, "mean of all ratings", frac_text(t, t->scores.centre));
		step(t, "which counts as so many",
		     frac_text(t, t->scores.prior));
	}
	if (t->method == JAM_ITCH)
		step(t, "median of ratings, twice",
		     jam_format(arena, "%llu",
				(unsigned long long)t->scores.median2));
	if (t->method == JAM_MIXED) {
		add_mixed_steps(t);
		return true;
	}
	jam_buf_init(&exact, arena);
	jam_surd_write(&exact, &t->row->exact);
	jam_buf_init(&score, arena);
	jam_score_write(&score, t->row->score);
	step(t, "score, exact", jam_buf_string(&exact));
	step(t, "score, rounded once", jam_buf_string(&score));
	return true;
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
		const struct value *value = &t->values[i];
		struct line line = { value->judge, value->kind,
				     .rating = JAM_NONE };
		struct jam_buf exact;

		for (size_t c = 0; c < e->criteria_len; c++)
			cells[c] = (struct cell){ e->criteria[c].key,
						  t->rows[i].scores[c] };
		jam_buf_init(&exact, arena);
		jam_frac_write(&exact, value->mean);
		line.exact = jam_buf_string(&exact);
		if (!jam_frac_round(value->mean, 3, &line.rating))
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
jam_explain_show(struct jam_run *run, enum jam_method method, unsigned rounds,
		 const char *project, bool private, struct jam_error *err)
{
	struct telling t = {
		.run = run,
		.method = method,
		.private = private,
		.experts.sum = { 0, 1 },
		.peers.sum = { 0, 1 },
	};

	if (!jam_store_find_project(run->store, run->event, project, run->arena,
				    &t.project, err) ||
	    !jam_ranking_make(run, method, rounds, &t.ranking, &t.scores,
			      err) ||
	    !find_row(&t, err) ||
	    !jam_store_each_rating(run->store, run->event, visit, &t, err) ||
	    !add_steps(&t, err))
		return false;
	if (run->globals->format == NULL ||
	    jam_out_format(run->out) == JAM_TABLE)
		write_text(&t);
	else if (!write_rows(&t, err))
		return false;
	return jam_ranking_whole(run, &t.ranking, err);
}
