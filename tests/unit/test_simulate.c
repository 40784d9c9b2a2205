/* SPDX-License-Identifier: MIT */
/* Simulated events: against the published table, and properties. */
#include <math.h>

#include "core/policy/simulate.h"
#include "tests/unit/jam_test.h"

static struct jam_simulate_answer
answer_of(struct jam_arena *arena, uint32_t projects, uint32_t judges,
	  uint32_t batch, uint32_t runs)
{
	struct jam_simulate_problem problem = { .projects = projects,
						.judges = judges,
						.batch = batch,
						.runs = runs,
						.least = 1,
						.width = 4,
						.step = 1 };
	struct jam_simulate_answer answer;
	struct jam_error err = { 0 };

	assert_done(jam_simulate(&problem, arena, &answer, &err), &err);
	return answer;
}

/* The table of the design: 24 projects, 24 judges, two runs of 2000. */
static void
worked_example_is_met(void **state)
{
	static const struct {
		uint32_t batch;
		double mean[5], mixed[5];
	} want[] = {
		{ 3,
		  { .634, .44, .78, .60, .15 },
		  { .673, .49, .83, .64, .19 } },
		{ 5,
		  { .710, .53, .87, .68, .24 },
		  { .753, .59, .90, .72, .32 } },
		{ 8,
		  { .770, .64, .91, .74, .33 },
		  { .805, .68, .94, .77, .40 } },
		{ 15,
		  { .842, .72, .96, .80, .47 },
		  { .861, .74, .97, .83, .52 } },
	};

	for (size_t k = 0; k < 4; k++) {
		struct jam_simulate_answer a =
		    answer_of(*state, 24, 24, want[k].batch, 2000);

		assert_i64_equal(a.load_min, want[k].batch);
		assert_i64_equal(a.load_max, want[k].batch);
		for (int m = 0; m < 2; m++) {
			const struct jam_simulate_method *have =
			    &a.methods[m == 0 ? JAM_MEAN : JAM_MIXED];
			const double *w = m == 0 ? want[k].mean : want[k].mixed;

			print_message("k %u %s: %.3f %.2f %.2f %.2f %.2f\n",
				      want[k].batch, m == 0 ? "mean" : "mixed",
				      have->tau.value, have->first.value,
				      have->podium.value, have->share.value,
				      have->exact.value);
			/* four errors of a difference, and rounding */
			assert_near(have->tau.value, w[0],
				    6 * have->tau.error + .001);
			assert_near(have->first.value, w[1],
				    6 * have->first.error + .005);
			assert_near(have->podium.value, w[2],
				    6 * have->podium.error + .005);
			assert_near(have->share.value, w[3],
				    6 * have->share.error + .005);
			assert_near(have->exact.value, w[4],
				    6 * have->exact.error + .005);
		}
	}
}

static void
same_problem_same_answer(void **state)
{
	struct jam_simulate_answer a = answer_of(*state, 12, 9, 4, 100);
	struct jam_simulate_answer b = answer_of(*state, 12, 9, 4, 100);

	assert_memory_equal(&a.methods, &b.methods, sizeof(a.methods));
	assert_i64_equal(a.load_min, 3);
}

static void
two_threads_give_what_one_gives(void **state)
{
	struct jam_simulate_problem problem = { .projects = 31,
						.judges = 40,
						.batch = 4,
						.runs = 333,
						.width = 4,
						.step = 1 };
	struct jam_simulate_answer one = { 0 }, two = { 0 };
	struct jam_error err = { 0 };

	assert_done(jam_simulate(&problem, *state, &two, &err), &err);
	problem.one_thread = true;
	assert_done(jam_simulate(&problem, *state, &one, &err), &err);
	assert_memory_equal(&one, &two, sizeof(one));
}

static void
odd_sizes_have_an_answer(void **state)
{
	struct jam_simulate_answer a = answer_of(*state, 2, 2, 1, 40);

	assert_true(a.methods[JAM_MEAN].exact.value == 1);
	/* fewer ratings than projects */
	a = answer_of(*state, 30, 3, 4, 60);
	assert_i64_equal(a.load_min, 0);
	assert_true(a.methods[JAM_MIXED].tau.value < 0.6);
	assert_true(isfinite(a.methods[JAM_BAYES].tau.value));
}

/* itch lowers scores by a root of the load, so it matters from where. */
static void
itch_sees_where_the_scale_begins(void **state)
{
	struct jam_simulate_problem problem = { .projects = 24,
						.judges = 10,
						.batch = 4,
						.runs = 800,
						.least = 1,
						.width = 4,
						.step = 1 };
	struct jam_simulate_answer near, far;
	struct jam_error err = { 0 };

	assert_done(jam_simulate(&problem, *state, &near, &err), &err);
	assert_i64_equal(near.load_min, 1);
	assert_i64_equal(near.load_max, 2);
	problem.least = 1000;
	assert_done(jam_simulate(&problem, *state, &far, &err), &err);
	/* who has one rating stands below all who have two */
	assert_true(far.methods[JAM_ITCH].first.value <
		    near.methods[JAM_ITCH].first.value);
	assert_true(far.methods[JAM_ITCH].tau.value <
		    near.methods[JAM_ITCH].tau.value - .02);
	assert_memory_equal(&near.methods[JAM_MEAN], &far.methods[JAM_MEAN],
			    sizeof(near.methods[JAM_MEAN]));
	/* a scale around 0: a root brings a score nearer to 0 */
	problem.least = -2;
	assert_done(jam_simulate(&problem, *state, &far, &err), &err);
	assert_true(far.methods[JAM_ITCH].tau.value >
		    near.methods[JAM_ITCH].tau.value);
}

static void
enough_is_enough(void **state)
{
	struct jam_simulate_problem problem = { .projects = 24,
						.judges = 24,
						.batch = 5,
						.runs = 1000,
						.width = 4,
						.step = 1 };
	struct jam_simulate_answer answer;
	struct jam_error err = { 0 };
	uint32_t batch, judges;

	assert_done(jam_simulate_enough(&problem, JAM_MEAN, *state, &batch,
					&judges, &err),
		    &err);
	print_message("mean: enough with batches of %u, or %u judges\n", batch,
		      judges);
	assert_true(batch > 5 && batch < 12);
	assert_true(judges > 24 && judges < 60);
	problem.batch = batch;
	assert_done(jam_simulate(&problem, *state, &answer, &err), &err);
	assert_true(answer.methods[JAM_MEAN].podium.value >= 0.9);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(worked_example_is_met),
		JAM_TEST(same_problem_same_answer),
		JAM_TEST(two_threads_give_what_one_gives),
		JAM_TEST(odd_sizes_have_an_answer),
		JAM_TEST(itch_sees_where_the_scale_begins),
		JAM_TEST(enough_is_enough),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
