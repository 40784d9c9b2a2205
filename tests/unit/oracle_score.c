/* SPDX-License-Identifier: MIT */
/* Scores of small events once more, by other means. */
#include "tests/unit/oracle_score.h"

#include <assert.h>
#include <string.h>

#define PROJECTS 16
#define OVERALL	 -1

struct mean {
	uint32_t n;
	struct jam_frac value;
};

static struct jam_frac
add(struct jam_frac a, struct jam_frac b)
{
	bool fits = jam_frac_add(a, b, &a);

	assert(fits);
	return fits ? a : b;
}

static struct jam_frac
times(struct jam_frac a, jam_i128 num, jam_i128 den)
{
	bool fits = jam_frac_mul(a, jam_frac_make(num, den), &a);

	assert(fits);
	return a;
}

/* One rating's score on a criterion or overall; false if it has none. */
static bool
rating(const struct jam_score_input *in, size_t k, int criterion,
       struct jam_frac *y)
{
	const struct jam_score_rules *r = &in->rules;
	const int16_t *x = in->scores + k * r->criteria_len;
	jam_i128 unit = 1, sum = 0, weights = 0;

	for (unsigned d = 0; d < r->decimals; d++)
		unit *= 10;
	for (size_t c = 0; c < r->criteria_len; c++) {
		if (x[c] == JAM_SCORE_MISSING ||
		    (criterion != OVERALL && criterion != (int)c))
			continue;
		sum += r->criteria[c].weight * x[c];
		weights += r->criteria[c].weight;
	}
	if (weights == 0)
		return false;
	*y = jam_frac_make(sum, weights * unit);
	return true;
}

/* The mean of one project (or all) over judges of a class (or all). */
static struct mean
mean_of(const struct jam_score_input *in, int project, int criterion, int class)
{
	struct mean m = { 0, { 0, 1 } };
	struct jam_frac y;

	for (size_t k = 0; k < in->ratings; k++) {
		if (project >= 0 && in->project[k] != (uint32_t)project)
			continue;
		if (class >= 0 && in->expert[in->judge[k]] != class)
			continue;
		if (!rating(in, k, criterion, &y))
			continue;
		m.value = add(m.value, y);
		m.n++;
	}
	if (m.n > 0)
		m.value = times(m.value, 1, m.n);
	return m;
}

static struct mean
shared_mean(const struct jam_score_input *in, int project, int criterion,
	    bool share)
{
	struct mean all = mean_of(in, project, criterion, -1);
	jam_i128 p = in->rules.expert_share;
	struct mean peers, experts;

	if (!share || p == 0)
		return all;
	peers = mean_of(in, project, criterion, 0);
	experts = mean_of(in, project, criterion, 1);
	if (peers.n == 0 || experts.n == 0)
		return all;
	all.value = add(times(experts.value, p, 10000),
			times(peers.value, 10000 - p, 10000));
	return all;
}

static jam_i128
median2(const struct jam_score_input *in)
{
	uint32_t n[PROJECTS], less, same;
	jam_i128 low = -1, high = -1;
	size_t all = in->projects;

	if (in->rules.median_given)
		return (jam_i128)in->rules.median2;
	for (size_t p = 0; p < all; p++)
		n[p] = mean_of(in, (int)p, OVERALL, -1).n;
	for (size_t p = 0; p < all; p++) {
		less = same = 0;
		for (size_t q = 0; q < all; q++) {
			less += n[q] < n[p];
			same += n[q] == n[p];
		}
		if (less <= (all - 1) / 2 && (all - 1) / 2 < less + same)
			low = n[p];
		if (less <= all / 2 && all / 2 < less + same)
			high = n[p];
	}
	return low + high;
}

struct value {
	bool has;
	struct jam_frac square, plain;
};

static struct value
value_of(const struct jam_score_input *in, enum jam_method method, int project,
	 int criterion)
{
	struct mean m = shared_mean(in, project, criterion, method == JAM_MEAN);
	struct value v = { .has = m.n > 0, .plain = m.value };
	uint32_t n = mean_of(in, project, OVERALL, -1).n;
	struct jam_frac prior = in->rules.prior, sum;
	jam_i128 k = median2(in);

	if (!v.has)
		return v;
	if (prior.den == 0)
		prior = (struct jam_frac){ 5, 1 };
	if (method == JAM_BAYES) {
		sum = times(mean_of(in, -1, criterion, -1).value, prior.num,
			    prior.den);
		sum = add(sum, times(m.value, m.n, 1));
		v.plain = times(sum, prior.den, prior.num + prior.den * m.n);
	}
	v.square = times(v.plain, v.plain.num < 0 ? -v.plain.num : v.plain.num,
			 v.plain.den);
	if (method == JAM_ITCH && k > 0 && 2 * n < k)
		v.square = times(v.square, 2 * n, k);
	return v;
}

/* The largest t with (t/1000 - 1/2000)^2 <= |square|, one step at a time. */
static int64_t
round_root(struct jam_frac square)
{
	struct jam_frac size = square, guess;
	int64_t low = 0, high = (int64_t)1 << 30, t;

	if (size.num < 0)
		size.num = -size.num;
	while (low < high) {
		t = (low + high + 1) / 2;
		guess =
		    jam_frac_make((jam_i128)(2 * t - 1) * (2 * t - 1), 4000000);
		if (jam_frac_compare(guess, size) <= 0)
			low = t;
		else
			high = t - 1;
	}
	return square.num < 0 ? -low : low;
}

static int
compare_means(struct mean a, struct mean b)
{
	if (a.n == 0 || b.n == 0)
		return (a.n != 0) - (b.n != 0);
	return jam_frac_compare(a.value, b.value);
}

/* Above 0: a wins by the chain; *name of the entry. */
static int
chain(const struct jam_score_input *in, enum jam_method method, int a, int b,
      const char **name)
{
	const struct jam_score_tie *tie;
	int64_t x = 0, y = 0;
	int order = 0;

	*name = NULL;
	for (size_t k = 0; k < in->rules.ties_len && order == 0; k++) {
		tie = &in->rules.ties[k];
		*name = tie->name;
		if (tie->kind == JAM_TIE_CRITERION) {
			order = compare_means(
			    shared_mean(in, a, (int)tie->criterion,
					method == JAM_MEAN),
			    shared_mean(in, b, (int)tie->criterion,
					method == JAM_MEAN));
			continue;
		}
		if (tie->kind == JAM_TIE_RATINGS) {
			x = mean_of(in, a, OVERALL, -1).n;
			y = mean_of(in, b, OVERALL, -1).n;
		} else if (in->submitted_at != NULL) {
			x = -in->submitted_at[a];
			y = -in->submitted_at[b];
		}
		order = (x > y) - (x < y);
	}
	if (order == 0)
		*name = NULL;
	return order;
}

struct standing {
	const struct jam_score_input *in;
	enum jam_method method;
	struct value values[PROJECTS];
	bool ranked[PROJECTS];
};

static void
rank_overall(const struct standing *s, int p, struct oracle_row *row)
{
	int above = -1, below = -1, order, n = (int)s->in->projects;
	const char *name;

	row->rank = 1;
	for (int q = 0; q < n; q++) {
		if (!s->ranked[q] || q == p)
			continue;
		order =
		    jam_frac_compare(s->values[q].square, s->values[p].square);
		if (order != 0) {
			row->rank += order > 0;
			continue;
		}
		order = chain(s->in, s->method, q, p, &name);
		row->rank += order > 0;
		/* the nearest of those above, and of those below */
		if (order > 0 &&
		    (above < 0 || chain(s->in, s->method, above, q, &name) > 0))
			above = q;
		if (order < 0 &&
		    (below < 0 || chain(s->in, s->method, q, below, &name) > 0))
			below = q;
	}
	if (above >= 0)
		chain(s->in, s->method, above, p, &row->broken);
	else if (below >= 0)
		chain(s->in, s->method, p, below, &row->broken);
}

static void
rank_part(const struct standing *s, int p, int c, struct oracle_row *row)
{
	struct value mine = value_of(s->in, s->method, p, c), other;

	if (!mine.has)
		return;
	row->part_score[c] = round_root(mine.square);
	if (!s->ranked[p])
		return;
	row->part_rank[c] = 1;
	for (int q = 0; q < (int)s->in->projects; q++) {
		other = value_of(s->in, s->method, q, c);
		if (s->ranked[q] && other.has)
			row->part_rank[c] +=
			    jam_frac_compare(other.square, mine.square) > 0;
	}
}

void
oracle_score(const struct jam_score_input *in, enum jam_method method,
	     struct oracle_row *rows)
{
	struct standing s = { .in = in, .method = method };

	assert(in->projects <= PROJECTS);
	memset(rows, 0, in->projects * sizeof(*rows));
	for (size_t p = 0; p < in->projects; p++) {
		s.values[p] = value_of(in, method, (int)p, OVERALL);
		rows[p].ratings = mean_of(in, (int)p, OVERALL, -1).n;
		s.ranked[p] = rows[p].ratings > 0 &&
			      rows[p].ratings >= in->rules.min_ratings;
		if (rows[p].ratings == 0)
			continue;
		rows[p].square = s.values[p].square;
		rows[p].plain = s.values[p].plain;
		rows[p].score = round_root(s.values[p].square);
	}
	for (size_t p = 0; p < in->projects; p++) {
		if (s.ranked[p])
			rank_overall(&s, (int)p, &rows[p]);
		for (size_t c = 0; c < in->rules.criteria_len; c++)
			rank_part(&s, (int)p, (int)c, &rows[p]);
	}
}
