/* SPDX-License-Identifier: MIT */
/* Do 90 % intervals hold the truth in 90 % of made-up jams? */
#include <math.h>

#include "core/base/rng.h"
#include "core/policy/mixed_scores.h"
#include "core/policy/scores.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/score_data.h"

#define JAMS   200
#define BATCH  5
#define MOST   120
#define ROUNDS 400

/* Does a judge's batch of the deal hold a project twice? */
static bool
has_twice(const uint32_t *batch)
{
	for (int a = 0; a < BATCH; a++) {
		for (int b = 0; b < a; b++) {
			if (batch[a] == batch[b])
				return true;
		}
	}
	return false;
}

/* Every project BATCH times, in batches without a project twice. */
static void
deal(uint32_t *seats, uint32_t n, struct jam_rng *rng)
{
	bool bad = true;

	while (bad) {
		for (uint32_t k = 0; k < n * BATCH; k++)
			seats[k] = k % n;
		for (uint32_t k = 0; k < BATCH; k++)
			jam_rng_shuffle(rng, seats + k * n, n);
		bad = false;
		for (uint32_t i = 0; i < n; i++)
			bad = bad || has_twice(seats + i * BATCH);
	}
}

struct truth {
	double value[MOST];
	uint32_t rank[MOST];
};

/* A jam from the model; scores in thousandths, or rounded to 1..5. */
static void
draw_jam(struct score_data *data, uint32_t n, bool rounded, struct truth *t,
	 struct jam_rng *rng)
{
	static const int64_t weights[] = { 1 };
	uint32_t seats[MOST * BATCH];
	double a, y;
	int16_t x;

	score_data_init(data, data->arena, weights, 1);
	data->in.rules.decimals = 3;
	data->in.judges = data->in.projects = n;
	deal(seats, n, rng);
	for (uint32_t j = 0; j < n; j++)
		t->value[j] = 3 + .8 * jam_rng_normal(rng);
	for (uint32_t j = 0; j < n; j++) {
		t->rank[j] = 1;
		for (uint32_t k = 0; k < n; k++)
			t->rank[j] += t->value[k] > t->value[j];
	}
	for (uint32_t i = 0; i < n; i++) {
		a = .6 * jam_rng_normal(rng);
		for (uint32_t k = i * BATCH; k < (i + 1) * BATCH; k++) {
			y = t->value[seats[k]] + a + .6 * jam_rng_normal(rng);
			if (rounded)
				y = fmin(5, fmax(1, floor(y + 0.5)));
			x = (int16_t)lround(1000 * y);
			score_data_add(data, i, seats[k], &x);
		}
	}
}

struct share {
	double score, rank;
};

static struct share
cover(struct jam_arena *arena, uint32_t n, bool rounded)
{
	struct jam_mixed_options options = { .rounds = ROUNDS, .slug = "c" };
	struct jam_mark mark = jam_arena_mark(arena);
	struct share share = { 0, 0 };
	struct jam_rng rng;
	double all = 0;

	jam_rng_init(&rng, jam_rng_seed("coverage"), n + (rounded ? 1 : 0));
	for (int jam = 0; jam < JAMS; jam++) {
		struct score_data data = { .arena = arena };
		const struct jam_score_mixed *row;
		struct jam_mixed_fit fit;
		struct jam_error err = { 0 };
		struct jam_scores s;
		struct truth truth;

		draw_jam(&data, n, rounded, &truth, &rng);
		if (!jam_scores_mixed(&data.in, &options, arena, &s, &fit,
				      &err)) {
			assert_error(&err, JAM_E_NO, "--method mean");
			continue;
		}
		for (size_t k = 0; k < n; k++) {
			uint32_t j = s.rows[k].project;

			row = s.rows[k].mixed;
			all++;
			share.score += row->low <= truth.value[j] &&
				       truth.value[j] <= row->high;
			share.rank += row->rank_low <= truth.rank[j] &&
				      truth.rank[j] <= row->rank_high;
		}
		jam_arena_reset(arena, mark);
	}
	share.score /= all;
	share.rank /= all;
	print_message("%u projects%s: score %.3f, rank %.3f\n", n,
		      rounded ? ", rounded to 1..5" : "", share.score,
		      share.rank);
	return share;
}

static void
intervals_cover_nine_in_ten(void **state)
{
	struct share share;

	share = cover(*state, 24, false);
	assert_near(share.score, 0.9, 0.02);
	assert_near(share.rank, 0.92, 0.04);
	/* whole ranks cover a little more than asked */
	share = cover(*state, 60, false);
	assert_near(share.score, 0.9, 0.02);
	assert_near(share.rank, 0.9, 0.03);
	share = cover(*state, 120, false);
	assert_near(share.score, 0.9, 0.02);
	assert_near(share.rank, 0.9, 0.03);
	/* printed, no goal: rounding shrinks what is estimated */
	cover(*state, 24, true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(intervals_cover_nine_in_ten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
