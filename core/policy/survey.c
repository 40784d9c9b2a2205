/* SPDX-License-Identifier: MIT */
/* What the answers to a survey say. */
#include "core/policy/survey.h"

#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/decimal.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/stats.h"

#define EVERYBODY SIZE_MAX

/* One question (a pair: its second one) over one group, in the making. */
struct looking {
	const struct jam_survey *survey;
	struct jam_arena *arena;
	struct jam_survey_lines *out;
	size_t question, before; /* before: SIZE_MAX, or first of the pair */
	size_t group;		 /* or EVERYBODY */
	bool withheld;
};

static bool
number_of(const struct jam_respondent *r, size_t question, int64_t *value)
{
	const char *text = r->values[question];

	return text != NULL &&
	       jam_decimal_read(text, JAM_STATS_DECIMALS, value);
}

static bool
is_in(const struct looking *l, const struct jam_respondent *r)
{
	return l->group == EVERYBODY || r->group == l->group;
}

static bool
is_number(const struct jam_question *q)
{
	return q->kind <= JAM_NUMBER;
}

/* Whether a respondent counts for what is looked at. */
static bool
answers(const struct looking *l, const struct jam_respondent *r)
{
	int64_t value;

	if (!is_in(l, r))
		return false;
	if (l->before != SIZE_MAX && !number_of(r, l->before, &value))
		return false;
	if (is_number(&l->survey->questions[l->question]))
		return number_of(r, l->question, &value);
	return r->values[l->question] != NULL;
}

static void
count(const struct looking *l, int64_t *n, int64_t *all)
{
	*n = *all = 0;
	for (size_t i = 0; i < l->survey->respondents_len; i++) {
		*all += is_in(l, &l->survey->respondents[i]);
		*n += answers(l, &l->survey->respondents[i]);
	}
}

static struct jam_survey_line *
add(struct looking *l, int64_t n, int64_t of, int64_t missing)
{
	const struct jam_survey *s = l->survey;
	const struct jam_question *q = &s->questions[l->question];
	struct jam_survey_lines *out = l->out;
	struct jam_survey_line *line;

	out->items = jam_grow(l->arena, out->items, &out->capacity,
			      out->count + 1, sizeof(*out->items));
	line = &out->items[out->count++];
	*line = (struct jam_survey_line){
		.question = q,
		.id = l->before != SIZE_MAX ? q->pair : q->key,
		.kind = l->before != SIZE_MAX ? "pair"
					      : jam_question_words[q->kind],
		.group = l->group == EVERYBODY ? NULL : s->groups[l->group],
		.n = l->withheld ? JAM_NONE : n,
		.of = l->withheld ? JAM_NONE : of,
		.missing = l->withheld ? JAM_NONE : missing,
		.left_out = JAM_NONE,
		.share = NAN,
		.mean = NAN,
		.median = NAN,
		.low = NAN,
		.high = NAN,
		.points = NAN,
		.before = NAN,
		.after = NAN,
		.promoters = NAN,
		.withheld = l->withheld,
	};
	return line;
}

/* Numbers of those who answer: of the question, or after less before. */
static int64_t *
collect(const struct looking *l, size_t question, size_t less, size_t *n)
{
	const struct jam_survey *s = l->survey;
	int64_t *values =
	    jam_alloc_array(l->arena, s->respondents_len, sizeof(*values));

	*n = 0;
	for (size_t i = 0; i < s->respondents_len; i++) {
		const struct jam_respondent *r = &s->respondents[i];
		int64_t value = 0, minus = 0;

		if (!answers(l, r) || !number_of(r, question, &value) ||
		    (less != SIZE_MAX && !number_of(r, less, &minus)))
			continue;
		values[(*n)++] = value - minus;
	}
	return values;
}

/* Promoters 9 and 10 less detractors 0 to 6, in percent of all. */
static double
promoters(const int64_t *values, size_t n)
{
	const int64_t unit = 1000000;
	int64_t net = 0;

	for (size_t i = 0; i < n; i++)
		net += (values[i] >= 9 * unit) - (values[i] < 7 * unit);
	return jam_stats_ratio(net * 100, (int64_t)n, 1);
}

static void
put_mean(struct jam_survey_line *line, const struct jam_stats_mean *m,
	 enum jam_question_kind kind, bool paired)
{
	double most = kind == JAM_LIKELIHOOD ? 10 : 100;

	line->mean = m->mean;
	line->median = m->median;
	line->low = m->low;
	line->high = m->high;
	if (kind == JAM_NUMBER || isnan(m->low))
		return;
	/* No mean lies off the scale, whatever t says. */
	line->low = fmax(m->low, paired ? -most : 0);
	line->high = fmin(m->high, most);
}

static void
look_at_numbers(struct looking *l)
{
	const struct jam_question *q = &l->survey->questions[l->question];
	struct jam_mark mark;
	struct jam_survey_line *line;
	struct jam_stats_mean m;
	int64_t n, all, *values;
	size_t len;

	count(l, &n, &all);
	line = add(l, n, all, all - n);
	line->few = !l->withheld && n < JAM_SURVEY_FEW;
	if (l->withheld)
		return;
	mark = jam_arena_mark(l->arena);
	values = collect(l, l->question, l->before, &len);
	jam_stats_mean(values, len, l->arena, &m);
	put_mean(line, &m, q->kind, l->before != SIZE_MAX);
	if (q->kind == JAM_LIKELIHOOD && l->before == SIZE_MAX)
		line->promoters = promoters(values, len);
	if (l->before != SIZE_MAX) {
		line->points = line->mean;
		values = collect(l, l->before, SIZE_MAX, &len);
		jam_stats_mean(values, len, l->arena, &m);
		line->before = m.mean;
		values = collect(l, l->question, SIZE_MAX, &len);
		jam_stats_mean(values, len, l->arena, &m);
		line->after = m.mean;
	}
	jam_arena_reset(l->arena, mark);
}

static bool
is_separator(char c)
{
	return c == ',' || c == ';' || c == '\n';
}

/* The length of the longest option that stands at `at`, whole; 0: none. */
static size_t
longest(const char *const *options, size_t count, const char *at, size_t *which)
{
	size_t best = 0;

	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(options[i]), end = n;

		if (n <= best || strncmp(at, options[i], n) != 0)
			continue;
		while (at[end] == ' ')
			end++;
		if (at[end] != '\0' && !is_separator(at[end]))
			continue;
		best = n;
		*which = i;
	}
	return best;
}

static const char *
folded(struct jam_arena *arena, const char *text)
{
	return jam_utf8_tidy(arena, jam_utf8_fold(arena, text), false);
}

static const char **
fold_options(const struct jam_question *q, struct jam_arena *arena)
{
	const char **options =
	    jam_alloc_array(arena, q->options_len, sizeof(*options));

	for (size_t i = 0; i < q->options_len; i++)
		options[i] = folded(arena, q->options[i]);
	return options;
}

/* A single choice is an option whole, or something else. */
static bool
tick_one(const char *const *options, size_t count, const char *value,
	 bool *ticked)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(options[i], value) == 0) {
			ticked[i] = true;
			return false;
		}
	return *value != '\0';
}

static bool
tick_several(const char *const *options, size_t count, const char *at,
	     bool *ticked)
{
	bool other = false;

	while (*at != '\0') {
		size_t which, n;

		if (*at == ' ' || is_separator(*at)) {
			at++;
			continue;
		}
		n = longest(options, count, at, &which);
		if (n > 0)
			ticked[which] = true;
		else
			other = true;
		at += n;
		while (n == 0 && *at != '\0' && !is_separator(*at))
			at++;
	}
	return other;
}

bool
jam_survey_ticks(const struct jam_question *q, const char *value,
		 struct jam_arena *arena, bool *ticked)
{
	struct jam_mark mark = jam_arena_mark(arena);
	const char **options = fold_options(q, arena);
	const char *text = folded(arena, value);
	bool other;

	memset(ticked, 0, q->options_len * sizeof(*ticked));
	other = q->kind == JAM_CHOICES
		    ? tick_several(options, q->options_len, text, ticked)
		    : tick_one(options, q->options_len, text, ticked);
	jam_arena_reset(arena, mark);
	return other;
}

/* How often each option was chosen. */
struct tally {
	int64_t *chosen; /* of all who answered */
	int64_t *kept;	 /* of those whom leave_out keeps */
	int64_t other, other_kept, answered, left_out;
};

static bool
is_left_out(const struct jam_question *q, size_t option)
{
	for (size_t i = 0; i < q->leave_out_len; i++)
		if (strcmp(q->leave_out[i], q->options[option]) == 0)
			return true;
	return false;
}

static void
tally_one(const struct jam_question *q, struct tally *t, const bool *ticked,
	  bool other)
{
	bool left_out = false;

	for (size_t k = 0; k < q->options_len; k++)
		left_out |= ticked[k] && is_left_out(q, k);
	t->answered++;
	t->left_out += left_out;
	t->other += other;
	t->other_kept += other && !left_out;
	for (size_t k = 0; k < q->options_len; k++) {
		t->chosen[k] += ticked[k];
		t->kept[k] += ticked[k] && !left_out;
	}
}

static void
tally_all(const struct looking *l, struct tally *t)
{
	const struct jam_survey *s = l->survey;
	const struct jam_question *q = &s->questions[l->question];
	bool *ticked = jam_alloc_array(l->arena, q->options_len, 1);

	*t = (struct tally){ 0 };
	t->chosen = jam_alloc_array(l->arena, q->options_len, sizeof(int64_t));
	t->kept = jam_alloc_array(l->arena, q->options_len, sizeof(int64_t));
	for (size_t i = 0; i < s->respondents_len; i++) {
		const struct jam_respondent *r = &s->respondents[i];

		if (answers(l, r))
			tally_one(q, t, ticked,
				  jam_survey_ticks(q, r->values[l->question],
						   l->arena, ticked));
	}
}

static void
add_option(struct looking *l, const char *option, int64_t n, int64_t of,
	   int64_t missing, int64_t left_out)
{
	struct jam_survey_line *line = add(l, n, of, missing);
	struct jam_stats_share share;

	jam_stats_share(n, of, &share);
	line->option = option;
	line->left_out = left_out;
	line->share = share.share;
	line->low = share.low;
	line->high = share.high;
	line->few = of < JAM_SURVEY_FEW;
}

static void
look_at_options(struct looking *l)
{
	const struct jam_question *q = &l->survey->questions[l->question];
	struct jam_survey_line *line;
	struct tally t;
	int64_t n, all, missing;

	count(l, &n, &all);
	missing = all - n;
	line = add(l, n, all, missing);
	line->few = !l->withheld && n < JAM_SURVEY_FEW;
	if (l->withheld)
		return;
	tally_all(l, &t);
	for (size_t i = 0; i < q->options_len; i++) {
		add_option(l, q->options[i], t.chosen[i], n, missing, JAM_NONE);
		if (q->leave_out_len > 0 && !is_left_out(q, i))
			add_option(l, q->options[i], t.kept[i], n - t.left_out,
				   missing, t.left_out);
	}
	if (t.other > 0)
		add_option(l, "(other)", t.other, n, missing, JAM_NONE);
	if (t.other_kept > 0 && q->leave_out_len > 0)
		add_option(l, "(other)", t.other_kept, n - t.left_out, missing,
			   t.left_out);
}

static void
look(struct looking *l)
{
	const struct jam_question *q = &l->survey->questions[l->question];

	if (q->kind == JAM_CHOICE || q->kind == JAM_CHOICES) {
		look_at_options(l);
	} else if (q->kind == JAM_TEXT) {
		int64_t n, all;

		count(l, &n, &all);
		add(l, n, all, all - n)->few =
		    !l->withheld && n < JAM_SURVEY_FEW;
	} else {
		look_at_numbers(l);
	}
}

/* Which groups are withheld; one alone would follow from the total. */
static void
find_withheld(struct looking *l, bool *withheld)
{
	const struct jam_survey *s = l->survey;
	int64_t *sizes = jam_alloc_array(l->arena, s->groups_len, 8);
	size_t hidden = 0, next = s->groups_len;
	int64_t all;

	for (l->group = 0; l->group < s->groups_len; l->group++) {
		count(l, &sizes[l->group], &all);
		withheld[l->group] =
		    sizes[l->group] > 0 && sizes[l->group] < s->least;
		hidden += withheld[l->group];
	}
	for (size_t g = 0; g < s->groups_len; g++)
		if (!withheld[g] && sizes[g] > 0 &&
		    (next == s->groups_len || sizes[g] < sizes[next]))
			next = g;
	if (hidden == 1 && next < s->groups_len)
		withheld[next] = true;
}

static void
look_at_groups(struct looking *l)
{
	const struct jam_survey *s = l->survey;
	bool *withheld = jam_alloc_array(l->arena, s->groups_len, 1);
	int64_t n, all;

	l->group = EVERYBODY;
	count(l, &n, &all);
	l->withheld = n > 0 && n < s->least;
	look(l);
	if (s->groups_len == 0)
		return;
	find_withheld(l, withheld);
	for (l->group = 0; l->group < s->groups_len; l->group++) {
		l->withheld = withheld[l->group];
		look(l);
	}
}

/* The other question of a pair, where it comes first; else SIZE_MAX. */
static size_t
first_of_pair(const struct jam_survey *s, size_t question)
{
	const char *pair = s->questions[question].pair;

	for (size_t i = 0; pair != NULL && i < question; i++)
		if (s->questions[i].pair != NULL &&
		    strcmp(s->questions[i].pair, pair) == 0)
			return i;
	return SIZE_MAX;
}

void
jam_survey_figures(const struct jam_survey *survey, struct jam_arena *arena,
		   struct jam_survey_lines *out)
{
	struct looking l = { .survey = survey, .arena = arena, .out = out };

	*out = (struct jam_survey_lines){ 0 };
	for (l.question = 0; l.question < survey->questions_len; l.question++) {
		l.before = SIZE_MAX;
		look_at_groups(&l);
		l.before = first_of_pair(survey, l.question);
		if (l.before != SIZE_MAX)
			look_at_groups(&l);
	}
}
