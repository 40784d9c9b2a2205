/* SPDX-License-Identifier: MIT */
/* Tests of the model of an event: its lines, its rubric, its parts. */
#include <string.h>

#include "core/base/hash.h"
#include "core/model/event.h"
#include "tests/unit/event_data.h"
#include "tests/unit/jam_test.h"

static void
has(const char *text, const char *line)
{
	if (strstr(text, line) == NULL)
		fail_msg("no \"%s\" in:\n%s", line, text);
}

static void
test_every_key_has_a_line(void **state)
{
	struct jam_event event;
	const char *text;

	event_read(*state, event_yaml, &event);
	text = event_text(*state, &event);
	has(text, "event = every-key\n");
	has(text, "title = Every Key Ünder the Sun\n");
	has(text, "timezone = Europe/Copenhagen\n");
	has(text, "starts = 2022-11-11T17:00:00Z\n");
	has(text, "ends = 2022-11-13T13:15:00Z\n");
	has(text, "description = Two lines of\n*prose*.");
	has(text, "budget = 5000 USD\n");
	has(text, "teams.min = 2\nteams.max = 5\n");
	has(text, "judging.opens = 2022-11-13T13:15:00Z\n");
	has(text, "judging.closes = 2022-11-13T17:15:00Z\n");
	has(text, "judging.grace = 15m\n");
	has(text, "judging.by = authors registered experts\n");
	has(text, "judging.batch = 4\n");
	has(text, "judging.unlock = anytime\n");
	has(text, "judging.own_site = forbid\n");
	has(text, "judging.comments = public\n");
	has(text, "judging.scale.min = 1\njudging.scale.max = 5\n"
		  "judging.scale.step = 0.5\n");
	has(text, "judging.extensions[0].judge = Ada@Example.org\n"
		  "judging.extensions[0].until = 2022-11-13T19:00:00Z\n");
	has(text, "criteria = ml-safety novelty\n");
	has(text, "criteria[ml-safety].title = ML Safety\n"
		  "criteria[ml-safety].weight = 2\n"
		  "criteria[ml-safety].required = true\n"
		  "criteria[ml-safety].description = How safe\n");
	has(text, "criteria[novelty].weight = 1.5\n"
		  "criteria[novelty].required = false\n");
	has(text, "scoring.method = bayes\nscoring.min_ratings = 2\n"
		  "scoring.expert_share = 0.25\nscoring.prior = 11/2\n"
		  "scoring.median = 4.5\n"
		  "scoring.tie_break = ml-safety ratings submitted\n");
	has(text, "sites = london oslo\n");
	has(text, "sites[london].timezone = Europe/London\n"
		  "sites[london].hosts = host@example.org co@example.org\n");
	has(text, "links[0].kind = faq\nlinks[0].title = FAQ\n");
	has(text, "schedule[0].until = 2022-11-11T18:00:00Z\n");
	has(text, "ideas[0].id = heads\n");
	has(text, "prizes[0].place = 1\nprizes[0].amount = 1000 USD\n");
	has(text, "prizes[1].name = kindest\nprizes[1].amount = 0 USD\n"
		  "prizes[1].criterion = novelty\nprizes[1].site = london\n");
	has(text, "same_person[1] = bo@example.org bo@work.example\n");
	has(text, "survey[1].pair = career\n");
	has(text, "survey[3].options = female\nmale\nnon-binary\n"
		  "survey[3].leave_out = non-binary\n");
	has(text, "series[0].events = 13\nseries[0].participants = >900\n"
		  "series[0].projects = 168\nseries[0].sites = >69\n");
}

/* What people typed is committed to, and whoever is named stays private. */
static void
test_lines_know_what_they_are(void **state)
{
	struct jam_event_lines lines;
	struct jam_event event;

	event_read(*state, event_yaml, &event);
	jam_event_flatten(&event, *state, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		const struct jam_event_line *line = &lines.items[i];
		bool at = strchr(line->value, '@') != NULL;
		bool rule = strncmp(line->path, "judging", 7) == 0 ||
			    strncmp(line->path, "criteria", 8) == 0 ||
			    strncmp(line->path, "scoring", 7) == 0;

		assert_int_equal(line->personal, at);
		assert_int_equal(line->judging, rule);
		for (const char *c = line->value; *c != '\0'; c++)
			assert_true(line->typed || (unsigned char)*c < 0x80);
	}
}

static void
test_rubric_is_scale_and_criteria(void **state)
{
	static const char expected[] = "scale 1 5 0.5\n"
				       "ml-safety\tML Safety\tHow safe\n"
				       "novelty\tNovelty\t\n";
	struct jam_event event;
	struct jam_hash hash;
	char rubric[17], hex[65], other[17];

	event_read(*state, event_yaml, &event);
	assert_string_equal(jam_event_rubric_text(&event, *state), expected);
	jam_event_rubric(&event, *state, rubric);
	jam_hash_of(expected, strlen(expected), &hash);
	jam_hex_write(hex, hash.bytes, JAM_HASH_SIZE);
	assert_int_equal(strlen(rubric), 16);
	assert_memory_equal(rubric, hex, 16);

	event.criteria[0].weight_text = "7";
	event.criteria[0].weight = 7;
	jam_event_rubric(&event, *state, other);
	assert_string_equal(other, rubric);
	event.criteria[1].description = "a\tb\\\nc";
	assert_string_equal(
	    strstr(jam_event_rubric_text(&event, *state), "novelty"),
	    "novelty\tNovelty\ta\\tb\\\\\\nc\n");
}

static void
test_parts_by_key(void **state)
{
	struct jam_event event;

	event_read(*state, event_yaml, &event);
	assert_ptr_equal(jam_event_criterion(&event, "novelty"),
			 &event.criteria[1]);
	assert_null(jam_event_criterion(&event, "nov"));
	assert_ptr_equal(jam_event_site(&event, "oslo"), &event.sites[1]);
	assert_null(jam_event_site(&event, ""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_every_key_has_a_line),
		JAM_TEST(test_lines_know_what_they_are),
		JAM_TEST(test_rubric_is_scale_and_criteria),
		JAM_TEST(test_parts_by_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
