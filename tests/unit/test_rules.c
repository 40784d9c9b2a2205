/* SPDX-License-Identifier: MIT */
/* Tests of the rule book: may this judge rate this project now. */
#include <string.h>

#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/rules.h"
#include "tests/unit/jam_test.h"

static struct jam_criterion criteria[] = { { .slot = 0, .key = "safety" } };

struct case_of {
	struct jam_event event;
	struct jam_judge judge;
	struct jam_project project;
	struct jam_rating_facts facts;
};

/* A judge with two of a batch of three to rate, this one among them. */
static struct case_of *
new_case(void **state)
{
	struct case_of *c = jam_alloc(*state, sizeof(*c));

	c->event = (struct jam_event){
		.slug = "jam",
		.zone = "Europe/Copenhagen",
		.criteria = criteria,
		.criteria_len = 1,
		.judging = { .opens_at = 1000000,
			     .closes_at = 1014400,
			     .grace = 60,
			     .batch = 3 },
	};
	c->judge =
	    (struct jam_judge){ .email = "ada@example.org", .until = JAM_NONE };
	c->project = (struct jam_project){ .slug = "one" };
	c->facts = (struct jam_rating_facts){ .event = &c->event,
					      .judge = &c->judge,
					      .project = &c->project,
					      .in_batch = true,
					      .batch_seats = 3,
					      .batch_open = 2,
					      .next = "two" };
	return c;
}

static void
allow(void **state, const struct case_of *c, int64_t at)
{
	struct jam_error err = { 0 };

	assert_done(jam_rules_may_rate(&c->facts, at, *state, &err), &err);
}

static void
forbid(void **state, const struct case_of *c, int64_t at, const char *part,
       const char *hint)
{
	struct jam_error err = { 0 };

	assert_false(jam_rules_may_rate(&c->facts, at, *state, &err));
	assert_error(&err, JAM_E_RULE, part);
	assert_error(&err, JAM_E_RULE, hint);
}

/* Half open: the first second is in, the last one of the grace too. */
static void
test_the_window_is_half_open(void **state)
{
	struct case_of *c = new_case(state);

	forbid(state, c, 999999, "judging of jam opens at 1970-01-12 14:46 CET",
	       "that is 1 s from now");
	allow(state, c, 1000000);
	allow(state, c, 1014459);
	forbid(state, c, 1014460, "judging of jam closed at 1970-01-12 18:47",
	       "--at TIME --reason TEXT");
	c->event.judging.grace = 0;
	allow(state, c, 1014399);
	forbid(state, c, 1014400, "closed at 1970-01-12 18:46", "extensions");
}

static void
test_an_extension_is_one_judges_own(void **state)
{
	struct case_of *c = new_case(state);

	c->judge.until = 1020000;
	assert_i64_equal(jam_rules_window_end(&c->event, &c->judge), 1020000);
	allow(state, c, 1019999);
	forbid(state, c, 1020000, "closed", "");
	c->judge.until = 1014410;
	assert_i64_equal(jam_rules_window_end(&c->event, &c->judge), 1014460);
	c->judge.until = JAM_NONE;
	forbid(state, c, 1019999, "closed", "");
}

static void
test_the_last_end(void **state)
{
	struct case_of *c = new_case(state);
	struct jam_extension extensions[] = { { "a@example.org", 1020000 },
					      { "b@example.org", 1010000 } };

	assert_i64_equal(jam_rules_last_end(&c->event), 1014460);
	c->event.judging.extensions = extensions;
	c->event.judging.extensions_len = 2;
	assert_i64_equal(jam_rules_last_end(&c->event), 1020000);
}

/* The night of 30 October 2022: four hours are four hours, and shown right. */
static void
test_the_window_over_a_change_of_the_clock(void **state)
{
	struct case_of *c = new_case(state);
	struct jam_error err = { 0 };
	int64_t opens = 0, closes = 0;

	assert_done(
	    jam_time_read("2022-10-30T00:30:00Z", "UTC", &opens, &err) &&
		jam_time_read("2022-10-30 05:30", "Europe/Copenhagen", &closes,
			      &err),
	    &err);
	assert_i64_equal(closes - opens, 4 * 3600);
	c->event.judging.opens_at = opens;
	c->event.judging.closes_at = closes;
	c->event.judging.grace = 0;
	forbid(state, c, opens - 1, "opens at 2022-10-30 02:30 CEST", "");
	allow(state, c, opens);
	allow(state, c, opens + 3600);
	allow(state, c, closes - 1);
	forbid(state, c, closes, "closed at 2022-10-30 05:30 CET", "");
}

static void
test_who_is_barred(void **state)
{
	struct case_of *c = new_case(state);

	c->facts.own = true;
	forbid(state, c, 1000000, "one is the judge's own project",
	       "skip it: jam rate one --skip --reason TEXT");
	c->facts.in_batch = false;
	forbid(state, c, 1000000, "one is the judge's own project",
	       "the next project: two");
	c->facts.own = false;
	c->facts.conflict = true;
	forbid(state, c, 1000000, "a conflict with one was declared",
	       "the next project: two");
	c->facts.in_batch = true;
	forbid(state, c, 1000000, "a conflict with one was declared",
	       "skip it: jam rate one --skip --reason TEXT");
	c->facts.conflict = false;
	c->project.tier = JAM_TIER_UNRANKED;
	forbid(state, c, 1000000, "one was retracted", "sealed");
	c->project.tier = JAM_RUNNING;
	c->judge.gone = true;
	forbid(state, c, 1000000, "ada@example.org takes part in jam no more",
	       "jam show judges ada@example.org");
	c->judge.gone = false;
	c->facts.skipped = true;
	forbid(state, c, 1000000, "one was skipped by this judge",
	       "a skip is for good");
	c->facts.skipped = false;
	allow(state, c, 1000000);
}

/* The batch before any free choice; always, never. */
static void
test_unlock(void **state)
{
	struct case_of *c = new_case(state);

	c->facts.in_batch = false;
	forbid(state, c, 1000000,
	       "2 of the batch of 3 are still to rate before one, a free "
	       "choice",
	       "next: jam rate two");
	assert_false(jam_rules_free_choice(&c->facts));
	c->facts.batch_open = 0;
	c->facts.next = NULL;
	allow(state, c, 1000000);
	assert_true(jam_rules_free_choice(&c->facts));
	c->facts.batch_seats = 0;
	forbid(state, c, 1000000, "this judge has no batch yet", "jam assign");
	assert_false(jam_rules_free_choice(&c->facts));
	c->event.judging.unlock = JAM_ANYTIME;
	allow(state, c, 1000000);
	assert_true(jam_rules_free_choice(&c->facts));
	c->event.judging.unlock = JAM_NEVER;
	assert_false(jam_rules_free_choice(&c->facts));
	forbid(state, c, 1000000,
	       "one is not in this judge's batch, and jam has no free choice",
	       "nothing is open");
	c->facts.in_batch = true;
	allow(state, c, 1000000);
}

static void
test_a_second_rating(void **state)
{
	struct case_of *c = new_case(state);
	int64_t before = 3, now = 3;
	struct jam_rating rating = { .scores = &now };
	struct jam_error err = { 0 };
	bool same;

	assert_done(
	    jam_rules_may_replace(&c->facts, &rating, false, &same, &err),
	    &err);
	assert_false(same);
	c->facts.given = &before;
	assert_done(
	    jam_rules_may_replace(&c->facts, &rating, false, &same, &err),
	    &err);
	assert_true(same);
	rating.comment = "and a word";
	assert_false(
	    jam_rules_may_replace(&c->facts, &rating, false, &same, &err));
	assert_error(&err, JAM_E_RULE,
		     "one was rated before, with other scores");
	assert_error(&err, JAM_E_RULE, "--replace");
	c->facts.given_comment = "and a word";
	err = (struct jam_error){ 0 };
	assert_done(
	    jam_rules_may_replace(&c->facts, &rating, false, &same, &err),
	    &err);
	assert_true(same);
	now = 4;
	assert_false(
	    jam_rules_may_replace(&c->facts, &rating, false, &same, &err));
	err = (struct jam_error){ 0 };
	assert_done(
	    jam_rules_may_replace(&c->facts, &rating, true, &same, &err), &err);
	assert_false(same);
}

static void
test_what_may_be_skipped(void **state)
{
	struct case_of *c = new_case(state);
	struct jam_error err = { 0 };
	int64_t given = 3;

	c->facts.conflict = true;
	assert_done(jam_rules_may_skip(&c->facts, 1000000, *state, &err), &err);
	assert_false(jam_rules_may_skip(&c->facts, 999999, *state, &err));
	assert_error(&err, JAM_E_RULE, "opens at");
	err = (struct jam_error){ 0 };
	c->facts.skipped = true;
	assert_false(jam_rules_may_skip(&c->facts, 1000000, *state, &err));
	assert_error(&err, JAM_E_RULE, "one is skipped already");
	c->facts.skipped = false;
	err = (struct jam_error){ 0 };
	c->facts.given = &given;
	assert_false(jam_rules_may_skip(&c->facts, 1000000, *state, &err));
	assert_error(&err, JAM_E_RULE, "one is rated already");
	assert_string_equal(err.hint, "another rating: --replace");
	err = (struct jam_error){ 0 };
	c->facts.in_batch = false;
	assert_false(jam_rules_may_skip(&c->facts, 1000000, *state, &err));
	assert_error(&err, JAM_E_RULE, "one is not in this judge's batch");
	assert_non_null(strstr(err.hint, "only a project of the batch"));
	err = (struct jam_error){ 0 };
	c->judge.gone = true;
	assert_false(jam_rules_may_skip(&c->facts, 1000000, *state, &err));
	assert_error(&err, JAM_E_RULE, "takes part in jam no more");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_the_window_is_half_open),
		JAM_TEST(test_an_extension_is_one_judges_own),
		JAM_TEST(test_the_last_end),
		JAM_TEST(test_the_window_over_a_change_of_the_clock),
		JAM_TEST(test_who_is_barred),
		JAM_TEST(test_unlock),
		JAM_TEST(test_a_second_rating),
		JAM_TEST(test_what_may_be_skipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
