/* SPDX-License-Identifier: MIT */
/* Event files: every key, every default, every refusal with its place. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "core/base/time.h"
#include "core/import/json.h"
#include "core/import/tree.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "tests/unit/import_event.h"
#include "tests/unit/jam_test.h"

static void
test_defaults(void **state)
{
	struct jam_event e;
	struct jam_error err;
	bool done = jam_test_event(*state, jam_test_least_event, &e, &err);

	assert_done(done, &err);
	assert_string_equal(e.slug, "e");
	assert_string_equal(e.title, "T");
	assert_string_equal(e.zone, "UTC");
	assert_null(e.description);
	assert_i64_equal(e.starts_at, 1668189600);
	assert_i64_equal(e.ends_at, 1668348900);
	assert_i64_equal(e.judging.opens_at, e.ends_at);
	assert_i64_equal(e.judging.closes_at, e.ends_at + 4 * 3600);
	assert_i64_equal(e.judging.grace, 0);
	assert_int_equal(e.judging.by, JAM_BY_AUTHORS | JAM_BY_EXPERTS);
	assert_i64_equal(e.judging.batch, 5);
	assert_int_equal(e.judging.unlock, JAM_AFTER_BATCH);
	assert_int_equal(e.judging.own_site, JAM_SITE_ALLOW);
	assert_false(e.judging.public_comments);
	assert_i64_equal(e.judging.scale_min, 1);
	assert_i64_equal(e.judging.scale_max, 5);
	assert_i64_equal(e.judging.scale_step, 1);
	assert_int_equal(e.judging.decimals, 0);
	assert_i64_equal(e.team_min, 1);
	assert_i64_equal(e.team_max, 6);
	assert_int_equal(e.scoring.method, JAM_MEAN);
	assert_i64_equal(e.scoring.min_ratings, 0);
	assert_i64_equal(e.scoring.expert_share, 0);
	assert_null(e.scoring.prior);
	assert_i64_equal(e.criteria_len, 1);
	assert_string_equal(e.criteria[0].title, "c");
	assert_i64_equal(e.criteria[0].weight, 1);
	assert_true(e.criteria[0].required);
	assert_i64_equal(e.budget, JAM_NONE);
	assert_i64_equal(e.sites_len + e.links_len + e.schedule_len +
			     e.ideas_len + e.prizes_len + e.survey_len +
			     e.same_person_len + e.past_len +
			     e.expectations_len + e.scoring.tie_break_len,
			 0);
}

static const char full[] =
    "event: interpretability\n"
    "title: Interpretability Hackathon\n"
    "timezone: Europe/Copenhagen\n"
    "starts: 2022-11-11 18:00\n"
    "ends: 2022-11-13T14:15:00+01:00\n"
    "description: |\n  Two\n  lines.\n"
    "teams: {min: 1, max: 4}\n"
    "judging:\n"
    "  opens: 2022-11-13 14:15\n"
    "  closes: 2022-11-13 18:15\n"
    "  grace: 15m\n"
    "  by: [registered, experts]\n"
    "  batch: 7\n"
    "  unlock: never\n"
    "  own_site: forbid\n"
    "  extensions: [{judge: Ada@Example.org, until: 2022-11-13 20:00}]\n"
    "  comments: public\n"
    "  scale: {min: -1, max: 3.5, step: 0.50}\n"
    "criteria:\n"
    "  - {id: ml-safety, title: ML Safety, weight: 2, description: Why}\n"
    "  - {id: novelty, title: Novelty, weight: 0.5, required: false}\n"
    "scoring:\n"
    "  method: bayes\n"
    "  min_ratings: 3\n"
    "  expert_share: 0.25\n"
    "  prior: 11/2\n"
    "  median: 5.5\n"
    "  tie_break: [ml-safety, ratings, submitted]\n"
    "sites:\n"
    "  - {id: london, title: London EA Hub, city: London, country: GB,\n"
    "     timezone: Europe/London, hosts: [host@example.org]}\n"
    "links: [{kind: faq, title: FAQ, url: 'https://example.org/faq'}]\n"
    "schedule: [{at: 2022-11-11 18:00, title: Talk, place: online}]\n"
    "ideas: [{id: heads, title: Heads, url: 'https://example.org'}]\n"
    "prizes:\n"
    "  - {place: 1, amount: 1000 USD}\n"
    "  - {name: honorary, amount: 0 USD, criterion: novelty, site: london}\n"
    "same_person: [[ada@example.org, ada@lab.example.org]]\n"
    "survey:\n"
    "  - {id: recommend, kind: likelihood, question: How likely,\n"
    "     column: 'How likely …'}\n"
    "  - {id: before, kind: probability, pair: career, question: B}\n"
    "  - {id: after, kind: probability, pair: career, question: A}\n"
    "  - {id: gender, kind: choice, options: [female, male, non-binary],\n"
    "     leave_out: [non-binary], question: G}\n"
    "budget: 1500.50 USD\n"
    "series: [{title: Before, events: 13, participants: '>900',\n"
    "          projects: 168, sites: '>69'}]\n"
    "expectations:\n"
    "  - {id: few-leave, by: 2023-04-01, outcome: left, less_than: 20%,\n"
    "     text: Fewer than 20 % will have left}\n"
    "  - {id: papers, by: 2024-01-01T00:00:00Z, outcome: publication,\n"
    "     of: projects, at_least: 12.5 %}\n";

static void
test_full_rules(void **state)
{
	struct jam_event e;
	struct jam_error err;
	bool done = jam_test_event(*state, full, &e, &err);

	assert_done(done, &err);
	assert_i64_equal(e.starts_at, 1668186000);
	assert_i64_equal(e.ends_at, 1668345300);
	assert_string_equal(e.description, "Two\nlines.");
	assert_i64_equal(e.team_max, 4);
	assert_i64_equal(e.judging.closes_at, e.ends_at + 4 * 3600);
	assert_i64_equal(e.judging.grace, 900);
	assert_int_equal(e.judging.by, JAM_BY_REGISTERED | JAM_BY_EXPERTS);
	assert_int_equal(e.judging.unlock, JAM_NEVER);
	assert_int_equal(e.judging.own_site, JAM_SITE_FORBID);
	assert_true(e.judging.public_comments);
	assert_i64_equal(e.judging.extensions_len, 1);
	assert_string_equal(e.judging.extensions[0].judge, "Ada@Example.org");
	assert_int_equal(e.judging.decimals, 1);
	assert_i64_equal(e.judging.scale_min, -10);
	assert_i64_equal(e.judging.scale_max, 35);
	assert_i64_equal(e.judging.scale_step, 5);
	assert_i64_equal(e.criteria[0].weight, 4);
	assert_i64_equal(e.criteria[1].weight, 1);
	assert_i64_equal(e.criteria[1].slot, 1);
	assert_false(e.criteria[1].required);
	assert_string_equal(e.criteria[1].weight_text, "0.5");
	assert_int_equal(e.scoring.method, JAM_BAYES);
	assert_i64_equal(e.scoring.expert_share, 2500);
	assert_string_equal(e.scoring.prior, "11/2");
	assert_string_equal(e.scoring.median, "5.5");
	assert_i64_equal(e.scoring.tie_break_len, 3);
}

static void
test_full_lists(void **state)
{
	struct jam_event e;
	struct jam_error err;
	bool done = jam_test_event(*state, full, &e, &err);

	assert_done(done, &err);
	assert_string_equal(e.sites[0].zone, "Europe/London");
	assert_string_equal(e.sites[0].hosts[0], "host@example.org");
	assert_string_equal(e.links[0].kind, "faq");
	assert_i64_equal(e.schedule[0].at, 1668186000);
	assert_i64_equal(e.schedule[0].until, JAM_NO_TIME);
	assert_string_equal(e.ideas[0].key, "heads");
	assert_i64_equal(e.prizes[0].amount, 100000);
	assert_string_equal(e.prizes[0].currency, "USD");
	assert_i64_equal(e.prizes[1].place, 0);
	assert_string_equal(e.prizes[1].site, "london");
	assert_i64_equal(e.same_person_len, 1);
	assert_string_equal(e.same_person[0].emails[1], "ada@lab.example.org");
	assert_i64_equal(e.survey_len, 4);
	assert_string_equal(e.survey[0].column, "How likely …");
	assert_string_equal(e.survey[1].column, "B");
	assert_string_equal(e.survey[3].leave_out[0], "non-binary");
	assert_i64_equal(e.budget, 150050);
	assert_i64_equal(e.past[0].participants, 900);
	assert_i64_equal(e.past[0].locations, JAM_NONE);
	assert_int_equal(e.past[0].at_least, 1 | 4);
}

static void
test_expectations(void **state)
{
	struct jam_event e;
	struct jam_error err;
	bool done = jam_test_event(*state, full, &e, &err);

	assert_done(done, &err);
	assert_i64_equal(e.expectations_len, 2);
	assert_string_equal(e.expectations[0].key, "few-leave");
	/* the day begins in Copenhagen, two hours before UTC */
	assert_i64_equal(e.expectations[0].by, 1680307200 - 2 * 3600);
	assert_string_equal(e.expectations[0].outcome, "left");
	assert_int_equal(e.expectations[0].of, JAM_OF_PERSONS);
	assert_i64_equal(e.expectations[0].less_than, 2000);
	assert_i64_equal(e.expectations[0].at_least, JAM_NONE);
	assert_string_equal(e.expectations[0].text,
			    "Fewer than 20 % will have left");
	assert_i64_equal(e.expectations[1].by, 1704067200);
	assert_int_equal(e.expectations[1].of, JAM_OF_PROJECTS);
	assert_i64_equal(e.expectations[1].less_than, JAM_NONE);
	assert_i64_equal(e.expectations[1].at_least, 1250);
	assert_null(e.expectations[1].text);
}

/* A day whose midnight the clocks skip begins an hour later. */
static void
test_day_without_midnight(void **state)
{
	struct jam_event e;
	struct jam_error err;
	bool done =
	    jam_test_event(*state,
			   "event: e\ntitle: T\ntimezone: America/Santiago\n"
			   "starts: 2022-08-01 18:00\nends: 2022-08-02 18:00\n"
			   "criteria: [{id: c}]\n"
			   "expectations: [{id: a, by: 2022-09-11, outcome: x, "
			   "at_least: 1}]\n",
			   &e, &err);

	assert_done(done, &err);
	assert_string_equal(jam_time_write(*state, e.expectations[0].by),
			    "2022-09-11T04:00:00Z");
}

static void
test_times(void **state)
{
	struct jam_event e;
	struct jam_error err;
	bool done;

	jam_test_event_problem(
	    *state,
	    "event: e\ntitle: T\ntimezone: Europe/Copenhagen\n"
	    "starts: 2022-03-27 02:30\nends: 2022-10-30 02:30\n"
	    "criteria: [{id: c}]\n",
	    4, 9, "starts", "");
	jam_test_event_problem(
	    *state,
	    "event: e\ntitle: T\ntimezone: Europe/Copenhagen\n"
	    "starts: 2022-03-27 02:30\nends: 2022-10-30 02:30\n"
	    "criteria: [{id: c}]\n",
	    5, 7, "ends", "2022-10-30T00:30:00Z");
	done =
	    jam_test_event(*state,
			   "event: e\ntitle: T\ntimezone: AoE\n"
			   "starts: 2026-04-30 08:00\nends: 2026-05-01 23:59\n"
			   "criteria: [{id: c}]\n",
			   &e, &err);
	assert_done(done, &err);
	assert_i64_equal(e.ends_at, 1777723140); /* 2026-05-02T11:59:00Z */
	assert_string_equal(e.zone, "Etc/GMT+12");
	jam_test_event_problem(
	    *state,
	    "event: e\ntitle: T\ntimezone: Europe/Kopenhagen\n"
	    "starts: 2022-03-27 12:30\nends: 2022-10-30 12:30\n"
	    "criteria: [{id: c}]\n",
	    3, 11, "timezone", "did you mean \"Europe/Copenhagen\"?");
}

/* The limits of scoring.md 1, at the limit and one past it. */
static void
expect_rubric(struct jam_arena *arena, const char *scale, const char *criteria,
	      const char *problem)
{
	const char *text = jam_format(
	    arena,
	    "event: e\ntitle: T\nstarts: 2022-11-11 18:00\n"
	    "ends: 2022-11-13 14:15\ncriteria: [%s]\njudging: {scale: {%s}}\n",
	    criteria, scale);
	struct jam_event event;
	struct jam_error err;
	bool done = jam_test_event(arena, text, &event, &err);

	if (problem == NULL) {
		assert_done(done, &err);
		return;
	}
	assert_false(done);
	assert_int_equal(err.code, JAM_E_DATA);
	assert_non_null(err.problems);
	if (strstr(err.problems->first->message, problem) == NULL)
		print_error("%s\n", err.problems->first->message);
	assert_non_null(strstr(err.problems->first->message, problem));
}

static void
test_scale(void **state)
{
	const char *one = "{id: a}";

	expect_rubric(*state, "min: -16384, max: 16384", one, NULL);
	expect_rubric(*state, "max: 16385", one, "16384 units");
	expect_rubric(*state, "min: 0, max: 1.6384, step: 0.0001", one, NULL);
	expect_rubric(*state, "min: 0, max: 1.6385, step: 0.0001", one,
		      "16384 units");
	expect_rubric(*state, "min: 0, max: 1, step: 0.00001", one,
		      "at most 4 decimals");
	expect_rubric(*state, "min: 5", one, "must be more than min");
	expect_rubric(*state, "step: 0", one, "must be more than 0, is 0");
	expect_rubric(*state, "step: -1", one, "must be more than 0, is -1");
	expect_rubric(*state, "step: 3", one, "whole number of steps");
	expect_rubric(*state, "step: 1e0", one, "must be a number");
}

static void
test_weights(void **state)
{
	const char *plain = "max: 5";

	expect_rubric(*state, plain, "{id: a, weight: 16383}, {id: b}", NULL);
	expect_rubric(*state, plain, "{id: a, weight: 16384}, {id: b}",
		      "add up to more than 16384");
	expect_rubric(*state, plain,
		      "{id: a, weight: 2000000000}, {id: b, weight: "
		      "1000000000}",
		      NULL);
	expect_rubric(*state, plain, "{id: a, weight: 0.000000001}, {id: b}",
		      "add up to more than 16384");
	expect_rubric(*state, plain, "{id: a, weight: 0}",
		      "must be more than 0, is 0");
	expect_rubric(*state, plain, "{id: a, weight: -1}",
		      "must be more than 0, is -1");
	expect_rubric(*state, plain, "", "at least one criterion");
	expect_rubric(*state, plain, "{id: a}, {id: a}",
		      "\"a\" is there already");
	expect_rubric(*state, plain, "{id: comment}", "name of a column");
	expect_rubric(*state, plain, "{id: submitted}", "name of a column");
	expect_rubric(*state, plain, "{id: ML}", "must be 1 to 64 of a-z");
	expect_rubric(*state, plain,
		      "{id: a, weight: 1009, required: false},"
		      "{id: b, weight: 1013, required: false},"
		      "{id: c, weight: 1019, required: false},"
		      "{id: d, weight: 1021, required: false}",
		      "above 2^40");
}

/* Text stays text: types come from the table. */
static void
test_as_is(void **state)
{
	static const char *const words[] = { "no",  "18:00", "1.10",
					     "012", "1e3",   "null" };
	struct jam_event e;
	struct jam_error err;

	for (int i = 0; i < 6; i++) {
		bool done = jam_test_event(
		    *state,
		    jam_format(*state,
			       "event: e\ntitle: %s\nstarts: 2022-11-11 "
			       "18:00\nends: 2022-11-13 14:15\n"
			       "criteria: [{id: c, title: %s}]\n",
			       words[i], words[i]),
		    &e, &err);

		assert_done(done, &err);
		assert_string_equal(e.title, words[i]);
		assert_string_equal(e.criteria[0].title, words[i]);
	}
}

/* Everything wrong is told at once; and a hostile file is refused quickly. */
static void
test_all_at_once(void **state)
{
	struct jam_event e;
	struct jam_error err;
	clock_t start = clock();
	char *text = jam_alloc(*state, 1 << 20);
	size_t n = 0;

	assert_false(jam_test_event(*state,
				    "event: E\ntitl: T\nstarts: now\nends: x\n"
				    "criteria: [{id: c, weight: x}]\n",
				    &e, &err));
	assert_non_null(err.problems);
	assert_i64_equal(err.problems->count, 6);
	for (int i = 0; i < 49000; i++)
		n += (size_t)sprintf(text + n, "k%d: 1\n", i);
	assert_false(jam_test_event(*state, text, &e, &err));
	assert_i64_equal(err.problems->count, 49005);
	strcpy(text, jam_test_least_event);
	n = strlen(jam_test_least_event) +
	    (size_t)sprintf(text + strlen(jam_test_least_event), "sites:\n");
	for (int i = 0; i < 24000; i++)
		n += (size_t)sprintf(text + n, " - {id: s%d}\n", i);
	assert_false(jam_test_event(*state, text, &e, &err));
	assert_true(jam_test_seconds(start) < 1.0);
}

/* As an event file, no text of the suite is one; each is refused at once. */
static void
test_suite(void **state)
{
	const char *path =
	    jam_test_shared(*state, "corpora/yaml-test-suite/cases.jsonl");
	char *line = jam_test_read(*state, path), *end;
	struct jam_event e;
	struct jam_error err;
	int count = 0;

	for (; (end = strchr(line, '\n')) != NULL; count++) {
		struct jam_node *one;

		err = (struct jam_error){ .code = JAM_OK };
		assert_done(jam_json_read(line, (size_t)(end - line), path,
					  *state, &one, &err),
			    &err);
		line = end + 1;
		assert_false(jam_test_event(
		    *state, jam_node_find(one, "yaml")->text, &e, &err));
		assert_int_equal(err.code, JAM_E_DATA);
	}
	assert_int_equal(count, 402);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_defaults),
		JAM_TEST(test_full_rules),
		JAM_TEST(test_full_lists),
		JAM_TEST(test_expectations),
		JAM_TEST(test_day_without_midnight),
		JAM_TEST(test_times),
		JAM_TEST(test_scale),
		JAM_TEST(test_weights),
		JAM_TEST(test_as_is),
		JAM_TEST(test_all_at_once),
		JAM_TEST(test_suite),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
