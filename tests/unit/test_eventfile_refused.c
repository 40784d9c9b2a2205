/* SPDX-License-Identifier: MIT */
/* Event files with one thing wrong, and where. */
#include "tests/unit/import_event.h"
#include "tests/unit/jam_test.h"

/* A problem in text that follows the jam_test_least_event event; line 6 is its
 * first. */
static void
refuse(struct jam_arena *arena, const char *more, size_t line, size_t column,
       const char *field, const char *part)
{
	jam_test_event_problem(
	    arena, jam_format(arena, "%s%s", jam_test_least_event, more), line,
	    column, field, part);
}

static void
test_rules(void **state)
{
	refuse(*state, "sits: []\n", 6, 1, "",
	       "unknown key \"sits\"; did you mean \"sites\"?");
	refuse(*state, "judging: {bach: 5}\n", 6, 11, "judging",
	       "unknown key \"bach\"; did you mean \"batch\"?");
	refuse(*state, "title: again\n", 6, 1, "", "duplicate key");
	refuse(*state, "judging: {batch: 0}\n", 6, 18, "judging.batch",
	       "must be a whole number from 1 to 1000, is 0");
	refuse(*state, "judging: {unlock: afterbatch}\n", 6, 19,
	       "judging.unlock", "did you mean \"after-batch\"?");
	refuse(*state, "judging: {by: [authors, nobody]}\n", 6, 25,
	       "judging.by[1]", "is \"nobody\"");
	refuse(*state, "judging: {by: []}\n", 6, 15, "judging.by",
	       "somebody must judge");
	refuse(*state, "judging: {grace: 5x}\n", 6, 18, "judging.grace",
	       "duration");
	refuse(*state, "judging: {closes: 2022-11-13 14:15}\n", 6, 19,
	       "judging.closes", "after it opens");
	refuse(*state, "teams: {min: 4, max: 3}\n", 6, 22, "teams.max",
	       "less than min");
	refuse(*state, "teams: [1, 6]\n", 6, 8, "teams", "must be a map");
	refuse(*state, "sites: {id: london}\n", 6, 8, "sites",
	       "must be a list");
	refuse(*state, "sites: [{id: online}]\n", 6, 14, "sites[0].id",
	       "means no site");
	refuse(*state, "sites: [{id: a}, {id: b}, {id: a}]\n", 6, 32,
	       "sites[2].id", "is there already, in line 6");
	refuse(*state, "sites: [{title: A}]\n", 6, 9, "sites[0]",
	       "\"id\" is missing");
	refuse(*state, "sites: [{id: a, hosts: [ada@]}]\n", 6, 25,
	       "sites[0].hosts[0]", "\"ada@\" is not an e-mail address");
}

static void
test_lists(void **state)
{
	refuse(*state, "prizes: [{amount: 5 USD}]\n", 6, 10, "prizes[0]",
	       "a place or a name");
	refuse(*state, "prizes: [{place: 1, amount: 5}]\n", 6, 29,
	       "prizes[0].amount", "such as 1000 USD");
	refuse(*state, "prizes: [{name: x, amount: 1 USD, site: y}]\n", 6, 41,
	       "prizes[0].site", "no site of this event");
	refuse(*state, "same_person: [[ada@example.org]]\n", 6, 15,
	       "same_person[0]", "two or more");
	refuse(*state, "scoring: {tie_break: [c, d]}\n", 6, 26,
	       "scoring.tie_break[1]", "is no criterion");
	refuse(*state, "scoring: {expert_share: 1.5}\n", 6, 25,
	       "scoring.expert_share", "from 0 to 1, is 1.5");
	refuse(*state, "scoring: {prior: -1}\n", 6, 18, "scoring.prior",
	       "fraction");
	refuse(*state, "scoring: {median: 5.25}\n", 6, 19, "scoring.median",
	       "half number");
	refuse(*state, "survey: [{id: a, kind: choice, question: q}]\n", 6, 10,
	       "survey[0]", "\"options\" is missing");
	refuse(*state,
	       "survey: [{id: a, kind: number, question: q, pair: x}]\n", 6, 51,
	       "survey[0].pair", "two questions");
	refuse(*state,
	       "schedule: [{at: 2022-11-11 18:00, until: 2022-11-11 17:00, "
	       "title: T}]\n",
	       6, 42, "schedule[0].until", "must be after at");
	refuse(*state,
	       "judging: {extensions: [{judge: a@example.org, until: "
	       "2022-11-13 14:00}]}\n",
	       6, 54, "judging.extensions[0].until", "after the window opens");
	refuse(*state,
	       "judging: {extensions: [{judge: a@example.org, until: "
	       "2022-11-14 14:00}, {judge: A@example.org, until: 2022-11-14 "
	       "14:00}]}\n",
	       6, 81, "judging.extensions[1].judge", "is there already");
	refuse(*state, "prizes: [{name: x, amount: 1 USD, criterion: y}]\n", 6,
	       46, "prizes[0].criterion", "no criterion of this event");
	refuse(*state, "same_person: [[a@example.org, x]]\n", 6, 31,
	       "same_person[0][1]", "\"x\" is not an e-mail address");
	refuse(*state, "same_person: a@example.org\n", 6, 14, "same_person",
	       "a list of lists");
	refuse(*state,
	       "same_person: [[a@example.org, b@example.org], "
	       "[c@example.org, A@example.org]]\n",
	       6, 63, "same_person[1][1]", "is there already, in line 6");
	refuse(*state,
	       "survey: [{id: a, kind: number, question: q, options: [x]}]\n",
	       6, 54, "survey[0].options", "only choice and choices");
	refuse(*state,
	       "survey: [{id: a, kind: choice, question: q, options: [x], "
	       "leave_out: [y]}]\n",
	       6, 70, "survey[0].leave_out", "none of the options");
	refuse(*state,
	       "survey: [{id: a, kind: number, question: q, pair: x},\n"
	       "  {id: b, kind: text, question: q, pair: x}]\n",
	       6, 51, "survey[0].pair", "both likelihood, probability or");
	refuse(*state, "survey: [{id: a, kind: number}]\n", 6, 10, "survey[0]",
	       "\"question\" is missing");
	refuse(*state, "timezone: Nowhere/Atall\n", 6, 11, "timezone",
	       "is not a time zone; name one such as");
	refuse(*state, "sites: [{id: a, hosts: [[x]]}]\n", 6, 25,
	       "sites[0].hosts[0]", "must be one value");
	refuse(*state, "series: [{title: T, participants: '>x'}]\n", 6, 35,
	       "series[0].participants", "whole number");
	refuse(*state,
	       jam_format(*state,
			  "description: x\nlinks: [{url: %0300d, "
			  "title: %0301d}]\n",
			  0, 0),
	       7, 324, "links[0].title", "has 301 characters, at most 300");
	refuse(*state, "budget: a lot\n", 6, 9, "budget", "such as 1000 USD");
}

#define EXPECT(more) \
	"expectations: [{id: a, outcome: left, by: 2023-04-01, " more "}]\n"

static void
test_expectations(void **state)
{
	refuse(*state, EXPECT("of: persons"), 6, 16, "expectations[0]",
	       "needs less_than or at_least");
	refuse(*state, EXPECT("less_than: 20%, at_least: 5%"), 6, 81,
	       "expectations[0].at_least", "not both");
	refuse(*state, EXPECT("less_than: 100.5"), 6, 66,
	       "expectations[0].less_than", "from 0 to 100");
	refuse(*state, EXPECT("at_least: -1%"), 6, 65,
	       "expectations[0].at_least", "from 0 to 100");
	refuse(*state, EXPECT("at_least: some"), 6, 65,
	       "expectations[0].at_least", "such as 20%");
	refuse(*state, EXPECT("less_than: 0"), 6, 66,
	       "expectations[0].less_than", "nothing is less than 0 %");
	refuse(*state, EXPECT("less_than: 1, of: people"), 6, 73,
	       "expectations[0].of", "persons");
	refuse(*state,
	       "expectations: [{id: a, outcome: x, by: 2022-11-13, "
	       "less_than: 1}]\n",
	       6, 40, "expectations[0].by", "after the event ends");
	refuse(*state,
	       "expectations: [{id: a, outcome: x, by: 2023-02-29, "
	       "less_than: 1}]\n",
	       6, 40, "expectations[0].by", "is not in the calendar");
	refuse(*state,
	       "expectations: [{id: a, outcome: x, by: April, less_than: 1}]\n",
	       6, 40, "expectations[0].by", "is not a time");
	refuse(*state,
	       "expectations: [{id: a, outcome: x, by: 2023-04-01, "
	       "at_least: 1}, {id: a, outcome: x, by: 2023-04-01, "
	       "at_least: 2}]\n",
	       6, 71, "expectations[1].id", "is there already, in line 6");
	refuse(*state, "expectations: [{id: a, by: 2023-04-01, at_least: 1}]\n",
	       6, 16, "expectations[0]", "\"outcome\" is missing");
}

/* What is only wrong beside something else. */
static void
test_together(void **state)
{
	jam_test_event_problem(*state,
			       "event: e\ntitle: T\nstarts: 2022-11-13 18:00\n"
			       "ends: 2022-11-13 18:00\ncriteria: [{id: c}]\n",
			       4, 7, "ends", "must be after starts");
	jam_test_event_problem(*state, "[a]\n", 1, 1, "", "must be a map");
	jam_test_event_problem(*state, "", 0, 0, "", "the file is empty");
	jam_test_event_problem(*state, "a: \xff\n", 1, 0, "", "is not UTF-8");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_rules),
		JAM_TEST(test_lists),
		JAM_TEST(test_expectations),
		JAM_TEST(test_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
