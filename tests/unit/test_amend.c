/* SPDX-License-Identifier: MIT */
/* Tests of what an amend changes, and when it needs a reason. */
#include <string.h>

#include "core/model/event.h"
#include "core/policy/amend.h"
#include "tests/unit/event_data.h"
#include "tests/unit/jam_test.h"

static void
diff(struct jam_arena *arena, const char *before, const char *after,
     struct jam_change_lines *out)
{
	struct jam_event_lines a, b;
	struct jam_event event;

	event_read(arena, before, &event);
	jam_event_flatten(&event, arena, &a);
	event_read(arena, after, &event);
	jam_event_flatten(&event, arena, &b);
	jam_amend_diff(&a, &b, arena, out);
}

static const char *
text(struct jam_arena *arena, const char *old, const char *now)
{
	struct jam_change_lines changes;

	diff(arena, event_yaml, event_edit(arena, event_yaml, old, now),
	     &changes);
	return jam_amend_text(&changes, arena);
}

static void
test_same_is_no_change(void **state)
{
	assert_string_equal(text(*state, "batch: 4", "batch: 4"), "");
	assert_string_equal(
	    text(*state, "2022-11-13 14:15\n", "2022-11-13T13:15:00Z\n"), "");
}

static void
test_changed_added_removed(void **state)
{
	assert_string_equal(text(*state, "batch: 4", "batch: 5"),
			    "judging.batch: 4 -> 5");
	assert_string_equal(text(*state, "budget: 5000 USD\n", ""),
			    "budget: 5000 USD -> (none)");
	assert_string_equal(text(*state, "{id: oslo, title: Oslo}",
				 "{id: oslo, title: Oslo, city: Oslo}"),
			    "sites[oslo].city: (none) -> Oslo");
}

static void
test_who_is_named_is_not_kept(void **state)
{
	assert_string_equal(text(*state, "co@example.org", "other@example.org"),
			    "sites[london].hosts: (private) -> (private)");
}

/* As it was, line by line, whatever the order and whatever stands in a title.
 */
static void
test_undone(void **state)
{
	static const struct {
		const char *old, *now;
	} edits[] = {
		{ "weight: 2", "weight: 3" },
		{ "min_ratings: 2", "min_ratings: 0" },
		{ "tie_break: [", "tie_break: [submitted, " },
		{ "budget: 5000 USD\n", "" },
		{ "{id: oslo, title: Oslo}",
		  "{id: oslo, title: 'a -> b: c', city: Oslo}" },
	};
	const char *yaml = event_yaml;
	struct jam_change_lines changes, left;
	struct jam_event_lines was, now;
	struct jam_event event;

	event_read(*state, yaml, &event);
	jam_event_flatten(&event, *state, &was);
	for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++)
		yaml = event_edit(*state, yaml, edits[i].old, edits[i].now);
	event_read(*state, yaml, &event);
	jam_event_flatten(&event, *state, &now);
	jam_amend_diff(&was, &now, *state, &changes);
	assert_int_equal(changes.count, 6);
	jam_amend_undo(&now, jam_amend_text(&changes, *state), *state);
	jam_amend_diff(&was, &now, *state, &left);
	assert_int_equal(left.count, 0);
	jam_amend_undo(&now, "title: no such -> value\nodd\n\n: \nx: -> ",
		       *state);
	jam_amend_diff(&was, &now, *state, &left);
	assert_int_equal(left.count, 0);
}

static void
test_a_reason_after_the_first_rating(void **state)
{
	struct jam_error err = { 0 };
	struct jam_change_lines changes;

	diff(*state, event_yaml,
	     event_edit(*state, event_yaml, "weight: 2", "weight: 3"),
	     &changes);
	assert_true(jam_amend_may(&changes, 0, NULL, &err));
	assert_true(jam_amend_may(&changes, 9, "agreed", &err));
	assert_false(jam_amend_may(&changes, 9, "", &err));
	assert_error(&err, JAM_E_RULE, "criteria[ml-safety].weight: ");
	assert_error(&err, JAM_E_RULE, "--reason TEXT");
	diff(*state, event_yaml,
	     event_edit(*state, event_yaml, "title: FAQ", "title: Ask"),
	     &changes);
	assert_true(jam_amend_may(&changes, 9, NULL, &err));
}

/* Each field of these three, and no other, is a rule of judging. */
static void
test_every_rule_of_judging(void **state)
{
	static const char *const parts[] = { "judging.", "criteria",
					     "scoring." };
	struct jam_event_lines lines = { 0 };
	struct jam_event event;
	size_t rules = 0;

	event_read(*state, event_yaml, &event);
	jam_event_flatten(&event, *state, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		const struct jam_event_line *line = &lines.items[i];
		bool rule = false;

		for (size_t k = 0; k < 3; k++)
			rule |= strncmp(line->path, parts[k],
					strlen(parts[k])) == 0;
		if (rule != line->judging)
			print_error("%s: a rule of judging: %d\n", line->path,
				    line->judging);
		assert_int_equal(line->judging, rule);
		rules += rule;
	}
	assert_true(rules > 15);
}

/* A refusal stays readable, however much changes. */
static void
test_many_rules_at_once(void **state)
{
	static const char other[] =
	    "event: every-key\ntitle: x\nstarts: 2022-11-11 18:00\n"
	    "ends: 2022-11-13 14:15\ncriteria: [{id: a}, {id: b}]\n";
	struct jam_error err = { 0 };
	struct jam_change_lines changes;

	diff(*state, event_yaml, other, &changes);
	assert_false(jam_amend_may(&changes, 1, NULL, &err));
	assert_error(&err, JAM_E_RULE, "there is 1");
	assert_true(strlen(err.message) < 700);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_same_is_no_change),
		JAM_TEST(test_changed_added_removed),
		JAM_TEST(test_who_is_named_is_not_kept),
		JAM_TEST(test_undone),
		JAM_TEST(test_a_reason_after_the_first_rating),
		JAM_TEST(test_every_rule_of_judging),
		JAM_TEST(test_many_rules_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
