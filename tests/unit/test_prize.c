/* SPDX-License-Identifier: MIT */
/* Tests of prizes: what is split adds up, and who gets it. */
#include "core/base/rng.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/prize.h"
#include "tests/unit/jam_test.h"

static struct jam_prizes
split(struct jam_arena *arena, const struct jam_event *event,
      const struct jam_prize_project *projects, size_t count)
{
	const struct jam_prize_problem problem = {
		.event = event,
		.projects = projects,
		.projects_len = count,
	};
	struct jam_prizes prizes;
	struct jam_error err = { 0 };

	assert_done(jam_prizes_split(&problem, arena, &prizes, &err), &err);
	return prizes;
}

static void
assert_award(const struct jam_prizes *p, size_t i, int64_t place,
	     size_t project, int64_t amount)
{
	assert_true(i < p->awards_len);
	assert_i64_equal(p->awards[i].place, place);
	assert_u64_equal(p->awards[i].project, project);
	assert_i64_equal(p->awards[i].amount, amount);
}

static struct jam_prize places[] = {
	{ .place = 1, .amount = 100000, .currency = "USD" },
	{ .place = 2, .amount = 50001, .currency = "USD" },
	{ .place = 3, .amount = 25000, .currency = "USD" },
};
static const struct jam_event three = { .prizes = places, .prizes_len = 3 };

static void
test_shared_places_split_to_the_cent(void **state)
{
	const struct jam_prize_project tied[] = {
		{ .rank = 1 }, { .rank = 3 }, { .rank = 1 }, { .rank = 0 }
	};
	const struct jam_prize_project border[] = { { .rank = 3 },
						    { .rank = 1 },
						    { .rank = 3 },
						    { .rank = 2 },
						    { .rank = 3 } };
	struct jam_prizes p = split(*state, &three, tied, 4);

	assert_u64_equal(p.awards_len, 3);
	assert_award(&p, 0, 1, 0, 75001);
	assert_award(&p, 1, 1, 2, 75000);
	assert_award(&p, 2, 3, 1, 25000);
	assert_i64_equal(p.awards[0].shared, 2);
	assert_u64_equal(p.warnings_len, 0);

	p = split(*state, &three, border, 5);
	assert_u64_equal(p.awards_len, 5);
	assert_award(&p, 2, 3, 0, 8334);
	assert_award(&p, 3, 3, 2, 8333);
	assert_award(&p, 4, 3, 4, 8333);
	assert_u64_equal(p.warnings_len, 1);
	assert_int_equal(p.warnings[0].doubt, JAM_PRIZE_TIED);
	assert_i64_equal(p.warnings[0].from, 3);
	assert_i64_equal(p.warnings[0].to, 5);
}

static void
test_border_that_cuts_a_group(void **state)
{
	const struct jam_prize_project close[] = { { .rank = 1, .group = 1 },
						   { .rank = 2, .group = 2 },
						   { .rank = 3, .group = 2 },
						   { .rank = 4, .group = 2 },
						   { .rank = 5, .group = 3 } };
	const struct jam_prize_project clear[] = { { .rank = 1, .group = 1 },
						   { .rank = 2, .group = 2 },
						   { .rank = 3, .group = 3 },
						   { .rank = 4, .group = 4 } };
	const struct jam_prize_project within[] = { { .rank = 1, .group = 1 },
						    { .rank = 2, .group = 1 },
						    { .rank = 3, .group = 1 },
						    { .rank = 4, .group = 2 } };
	const struct jam_prize_project shared[] = { { .rank = 1, .group = 1 },
						    { .rank = 2, .group = 1 },
						    { .rank = 2, .group = 1 } };
	static struct jam_prize alike[] = {
		{ .place = 1, .amount = 400, .currency = "USD" },
		{ .place = 2, .amount = 600, .currency = "USD" },
		{ .place = 3, .amount = 200, .currency = "USD" },
	};
	struct jam_event event = { .prizes = alike, .prizes_len = 3 };
	struct jam_prizes p = split(*state, &three, close, 5);

	assert_u64_equal(p.warnings_len, 1);
	assert_int_equal(p.warnings[0].doubt, JAM_PRIZE_CLOSE);
	assert_i64_equal(p.warnings[0].from, 2);
	assert_i64_equal(p.warnings[0].to, 4);
	p = split(*state, &three, clear, 4);
	assert_u64_equal(p.warnings_len, 0);
	p = split(*state, &three, within, 4);
	assert_u64_equal(p.warnings_len, 1);
	assert_int_equal(p.warnings[0].doubt, JAM_PRIZE_CLOSE);
	assert_i64_equal(p.warnings[0].from, 1);
	assert_i64_equal(p.warnings[0].to, 3);
	p = split(*state, &event, shared, 3);
	assert_u64_equal(p.warnings_len, 0);
	alike[2].amount = 201;
	p = split(*state, &event, shared, 3);
	assert_u64_equal(p.warnings_len, 1);
}

static void
test_special_prizes(void **state)
{
	static struct jam_criterion criteria[] = { { .key = "safety" },
						   { .key = "novelty" } };
	static struct jam_prize prizes[] = {
		{ .name = "Newest",
		  .amount = 101,
		  .currency = "EUR",
		  .criterion = "novelty" },
		{ .name = "Oslo",
		  .amount = 0,
		  .currency = "EUR",
		  .site = "oslo" },
		{ .name = "Both",
		  .amount = 7,
		  .currency = "EUR",
		  .site = "oslo",
		  .criterion = "novelty" },
		{ .name = "Heart", .amount = 0, .currency = "EUR" },
		{ .name = "Rome",
		  .amount = 5,
		  .currency = "EUR",
		  .site = "rome" },
	};
	const struct jam_event event = { .prizes = prizes,
					 .prizes_len = 5,
					 .criteria = criteria,
					 .criteria_len = 2 };
	static const uint32_t parts[][2] = { { 1, 2 }, { 2, 1 }, { 3, 1 } };
	const struct jam_prize_project projects[] = {
		{ .rank = 1, .parts = parts[0], .site = "oslo" },
		{ .rank = 2, .parts = parts[1] },
		{ .rank = 3, .parts = parts[2], .site = "oslo" },
	};
	const struct jam_prize_given given[] = { { 3, 2 } };
	const struct jam_prize_problem problem = { &event, projects, 3, given,
						   1 };
	struct jam_error err = { 0 };
	struct jam_prizes p = split(*state, &event, projects, 3);

	assert_u64_equal(p.awards_len, 4);
	assert_award(&p, 0, JAM_NONE, 1, 51);
	assert_award(&p, 1, JAM_NONE, 2, 50);
	assert_award(&p, 2, JAM_NONE, 0, 0);
	assert_award(&p, 3, JAM_NONE, 2, 7);
	assert_u64_equal(p.warnings_len, 2);
	assert_int_equal(p.warnings[0].doubt, JAM_PRIZE_OPEN);
	assert_string_equal(p.warnings[0].name, "Heart");
	assert_int_equal(p.warnings[1].doubt, JAM_PRIZE_NOBODY);
	assert_done(jam_prizes_split(&problem, *state, &p, &err), &err);
	assert_u64_equal(p.awards_len, 5);
	assert_award(&p, 4, JAM_NONE, 2, 0);
	assert_string_equal(p.awards[4].name, "Heart");
}

/* Ranks 1, 2, 2, 4, …: now and then one shares the place before it. */
static size_t
draw_ranks(struct jam_rng *rng, struct jam_prize_project *projects)
{
	size_t n = jam_rng_below(rng, 12);

	for (size_t i = 0; i < n; i++)
		projects[i] = (struct jam_prize_project){
			.rank = i > 0 && jam_rng_below(rng, 3) == 0
				    ? projects[i - 1].rank
				    : (uint32_t)i + 1,
		};
	return n;
}

/* What place `rank` should get, the slow way: all prizes its sharers cover. */
static int64_t
pool(const struct jam_event *event, const struct jam_prize_project *projects,
     size_t n, uint32_t rank)
{
	int64_t sum = 0, at = rank;

	for (size_t i = 0; i < n; i++) {
		if (projects[i].rank != rank)
			continue;
		for (size_t k = 0; k < event->prizes_len; k++)
			if (event->prizes[k].place == at)
				sum += event->prizes[k].amount;
		at++;
	}
	return sum;
}

static void
test_shares_add_up(void **state)
{
	struct jam_prize_project projects[12];
	struct jam_prize prizes[5];
	struct jam_event event = { .prizes = prizes, .prizes_len = 5 };
	struct jam_rng rng;

	jam_rng_init(&rng, 11, 0);
	for (int round = 0; round < 2000; round++) {
		size_t n = draw_ranks(&rng, projects);
		int64_t got[13] = { 0 }, least[13], most[13] = { 0 };
		struct jam_prizes p;

		for (size_t k = 0; k < 5; k++)
			prizes[k] = (struct jam_prize){
				.place = (int64_t)jam_rng_below(&rng, 5) + 1,
				.amount = (int64_t)jam_rng_below(&rng, 100000),
				.currency = "USD",
			};
		p = split(*state, &event, projects, n);
		for (size_t k = 0; k < 13; k++)
			least[k] = INT64_MAX;
		for (size_t i = 0; i < p.awards_len; i++) {
			const struct jam_prize_award *a = &p.awards[i];

			got[a->place] += a->amount;
			if (a->amount < least[a->place])
				least[a->place] = a->amount;
			if (a->amount > most[a->place])
				most[a->place] = a->amount;
		}
		for (uint32_t rank = 1; rank <= 12; rank++) {
			assert_i64_equal(got[rank],
					 pool(&event, projects, n, rank));
			assert_true(least[rank] == INT64_MAX ||
				    most[rank] - least[rank] <= 1);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_shared_places_split_to_the_cent),
		JAM_TEST(test_border_that_cuts_a_group),
		JAM_TEST(test_special_prizes),
		JAM_TEST(test_shares_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
