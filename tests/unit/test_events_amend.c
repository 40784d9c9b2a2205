/* SPDX-License-Identifier: MIT */
/* Tests of stored events that are amended. */
#include <string.h>

#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/events.h"
#include "core/store/log.h"
#include "core/store/persons.h"
#include "core/store/store.h"
#include "tests/unit/event_data.h"
#include "tests/unit/event_store.h"
#include "tests/unit/jam_test.h"

static const char *
edit(struct fixture *f, const char *old, const char *now)
{
	return event_edit(f->arena, event_yaml, old, now);
}

/* Only the rows that changed get a new entry. */
static void
test_amend_writes_what_differs(void **state)
{
	struct fixture *f = *state;
	const char *yaml = edit(f, "title: Novelty", "title: How new");

	event_put(f, event_yaml);
	event_amend(f, yaml);
	event_assert_stored(f, yaml);
	assert_string_equal(event_ask(f, "SELECT key, seq FROM criterion"),
			    "ml-safety|1\nnovelty|2");
	assert_string_equal(event_ask(f, "SELECT seq FROM event"), "1");
	assert_string_equal(
	    event_ask(f, "SELECT count(*) FROM link WHERE seq > 1"), "0");
	assert_string_equal(
	    event_ask(f, "SELECT family, seq, ended FROM log_ended"),
	    "criterion|1|2");
	assert_string_equal(event_ask(f, "SELECT number, reason, changes"
					 " FROM amendment_private"),
			    "1|a reason|x: 1 -> 2");
	assert_true(event_is_bound(f, 2));
}

/* Every list can lose, gain and change an element. */
static void
test_amend_of_lists(void **state)
{
	static const char *const edits[][2] = {
		{ "- {judge: Ada@Example.org, until: 2022-11-13 20:00}", "[]" },
		{ "[{kind: faq,", "[{url: 'https://a.example'}, {kind: faq," },
		{ "place: online}", "place: offline}" },
		{ "{place: 1, amount: 1000 USD}",
		  "{place: 2, amount: 10 EUR}" },
		{ "[female, male, non-binary]", "[female, non-binary]" },
		{ ", a@b.example]", "]" },
		{ "[bo@example.org, bo@work.example]", "" },
		{ "  - {title: Earlier jams,",
		  "  - {title: One}\n  - {title: Earlier jams," },
		{ "co@example.org]", "]" },
		{ "  - {id: heads,", "  - {id: tails}\n  - {id: heads," },
	};
	struct fixture *f = *state;
	const char *yaml = event_yaml;

	event_put(f, event_yaml);
	for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
		yaml = event_edit(f->arena, yaml, edits[i][0], edits[i][1]);
		event_amend(f, yaml);
		event_assert_stored(f, yaml);
		assert_true(event_is_bound(f, (int64_t)i + 2));
	}
	event_amend(f, event_yaml);
	event_assert_stored(f, event_yaml);
}

/* A criterion is known by its key, wherever it stands, gone or back. */
static void
test_slots_are_for_good(void **state)
{
	static const char first[] =
	    "  - {id: ml-safety, title: ML Safety, weight: 2, description: How "
	    "safe}\n";
	struct fixture *f = *state;
	const char *without = edit(f, first, "  - {id: extra}\n");

	without = event_edit(f->arena, without, "[ml-safety, ", "[");
	event_put(f, event_yaml);
	event_amend(f, without);
	event_assert_stored(f, without);
	assert_string_equal(event_ask(f,
				      "SELECT key, slot, dropped FROM criterion"
				      " ORDER BY slot"),
			    "ml-safety|0|1\nnovelty|1|0\nextra|2|0");
	assert_true(event_is_bound(f, 2));
	event_amend(f, event_yaml);
	event_assert_stored(f, event_yaml);
	assert_string_equal(event_ask(f,
				      "SELECT key, slot, dropped FROM criterion"
				      " ORDER BY slot"),
			    "ml-safety|0|0\nnovelty|1|0\nextra|2|1");
	assert_true(event_is_bound(f, 3));
}

static void
test_sites_stay_where_people_are(void **state)
{
	struct fixture *f = *state;
	const char *yaml = edit(f, "  - {id: oslo, title: Oslo}\n", "");

	event_put(f, event_yaml);
	event_amend(f, yaml);
	assert_i64_equal(event_get(f, NULL)->sites_len, 1);
	assert_string_equal(
	    event_ask(f, "SELECT key, dropped FROM site ORDER BY id"),
	    "london|0\noslo|1");
	event_amend(f, event_yaml);
	event_assert_stored(f, event_yaml);
	assert_string_equal(event_ask(f, "SELECT count(*) FROM site"), "2");
}

/* What scores meant before stays to be read. */
static void
test_rubrics_are_kept(void **state)
{
	struct fixture *f = *state;
	const char *text;
	char rubric[17];

	event_put(f, event_yaml);
	jam_event_rubric(event_get(f, NULL), f->arena, rubric);
	event_amend(f, edit(f, "title: Novelty", "title: How new"));
	assert_done(jam_store_find_rubric(f->store, event_get(f, NULL), rubric,
					  f->arena, &text, &f->err),
		    &f->err);
	assert_non_null(strstr(text, "novelty\tNovelty\t"));
	assert_string_equal(event_ask(f, "SELECT count(*) FROM rubric"), "2");
	event_amend(f, edit(f, "weight: 2", "weight: 3"));
	assert_string_equal(event_ask(f, "SELECT count(*) FROM rubric"), "2");
	assert_done(jam_store_find_rubric(f->store, event_get(f, NULL),
					  "0123456789abcdef", f->arena, &text,
					  &f->err),
		    &f->err);
	assert_null(text);
}

static int64_t
person(struct fixture *f, const char *email)
{
	struct jam_log_act act = { .kind = "import", .claimed_at = JAM_NONE };
	struct jam_person p = { .name = "Somebody" };
	enum jam_change change;

	assert_true(jam_email_read(f->arena, email, &p.email, &p.email_key));
	assert_done(jam_log_begin(f->store, &act, &f->err) &&
			jam_store_put_person(f->store, &p, &change, &f->err),
		    &f->err);
	event_store_commit(f);
	return p.id;
}

/* Whoever comes first or last, the first of the group there is stays. */
static void
test_same_person_whenever_they_come(void **state)
{
	struct fixture *f = *state;
	int64_t lab, other, ada, bo;

	lab = person(f, "ada@lab.example.org");
	bo = person(f, "bo@example.org");
	event_put(f, event_yaml);
	other = person(f, "A@b.example");
	assert_i64_equal(other, lab);
	ada = person(f, "ada@example.org");
	assert_true(ada != lab);
	assert_i64_equal(person(f, "ada@lab.example.org"), ada);
	assert_i64_equal(person(f, "a@b.example"), ada);
	assert_i64_equal(person(f, "bo@work.example"), bo);

	event_amend(f, edit(f,
			    "[[ada@example.org, ada@lab.example.org, "
			    "a@b.example], ",
			    "["));
	assert_i64_equal(person(f, "ada@lab.example.org"), lab);
	assert_true(person(f, "a@b.example") != ada);
	assert_i64_equal(person(f, "bo@work.example"), bo);
}

/* How the list spells an address does not matter. */
static void
test_same_person_in_any_case(void **state)
{
	struct fixture *f = *state;
	const char *upper = edit(f, ", a@b.example]", ", A@B.Example]");
	int64_t lab;

	event_put(f, upper);
	lab = person(f, "ada@lab.example.org");
	assert_i64_equal(person(f, "a@b.example"), lab);
	event_amend(f, event_yaml);
	assert_i64_equal(person(f, "a@b.example"), lab);
	event_amend(f, upper);
	event_amend(f, edit(f, ", a@b.example]", "]"));
	assert_true(person(f, "a@b.example") != lab);
}

/* The event once more, under another slug, with groups of its own. */
static const char *
other_event(struct fixture *f, const char *slug, const char *groups)
{
	const char *start = strstr(event_yaml, "same_person: ");
	const char *end = strstr(start, "survey:");
	const char *yaml =
	    event_edit(f->arena, event_yaml,
		       jam_strndup(f->arena, start, (size_t)(end - start)),
		       jam_format(f->arena, "same_person: %s\n", groups));

	return event_edit(f->arena, yaml, "event: every-key",
			  jam_format(f->arena, "event: %s", slug));
}

/* What one event takes back another may still say, and only that. */
static void
test_same_person_of_many_events(void **state)
{
	static const char groups[] = "[[ada@example.org, bo@example.org]]";
	struct fixture *f = *state;
	int64_t ada, bo;

	event_put(f, event_yaml);
	event_put(f, other_event(f, "second", groups));
	event_put(f, other_event(f, "third", groups));
	ada = person(f, "ada@example.org");
	assert_i64_equal(person(f, "bo@example.org"), ada);
	assert_i64_equal(person(f, "bo@work.example"), ada);
	event_amend(f, other_event(f, "third", "[]"));
	assert_i64_equal(person(f, "bo@example.org"), ada);
	assert_i64_equal(person(f, "bo@work.example"), ada);
	event_amend(f, other_event(f, "second", "[]"));
	bo = person(f, "bo@example.org");
	assert_true(bo != ada);
	assert_i64_equal(person(f, "bo@work.example"), bo);
	assert_i64_equal(person(f, "a@b.example"), ada);
}

/* A project with one rating by ada, as if it had been given. */
static void
rate(struct fixture *f, const char *scores, int64_t at)
{
	jam_store_close(f->store);
	event_ask(
	    f, jam_format(
		   f->arena,
		   "INSERT INTO person_private (id, uid, email_key, seq)"
		   " VALUES (9, 'p', 'ada@example.org', 1);"
		   "INSERT INTO team VALUES (9, 't', 1, 'T', 't', 1);"
		   "INSERT INTO project (id, uid, event, number, slug, title,"
		   " title_key, team, seq)"
		   " VALUES (9, 'x', 1, 1, 's', 'S', 's', 9, 1);"
		   "INSERT INTO judge (id, uid, event, person, kind, shown,"
		   " seq) VALUES (9, 'j', 1, 9, 0, 0, 1);"
		   "INSERT INTO rating (project, judge, scores, rated_at,"
		   " entered_at, recorded, seq)"
		   " VALUES (9, 9, '%s', %lld, 0, 0, 1)",
		   scores, (long long)at));
	event_store_open(f);
}

static void
test_ratings_stay_whole(void **state)
{
	struct fixture *f = *state;
	int64_t count;

	event_put(f, event_yaml);
	rate(f, "3.5 -", OPENS);
	assert_done(jam_store_count_ratings(f->store, event_get(f, NULL),
					    &count, &f->err),
		    &f->err);
	assert_i64_equal(count, 1);
	assert_false(event_try_amend(f, edit(f, "step: 0.5", "step: 1")));
	assert_error(&f->err, JAM_E_RULE, "not on this scale");
	f->err = (struct jam_error){ 0 };
	assert_false(
	    event_try_amend(f, edit(f, "max: 5, step", "max: 3, step")));
	assert_error(&f->err, JAM_E_RULE, "not on this scale");
	f->err = (struct jam_error){ 0 };
	assert_false(event_try_amend(f, edit(f, ", required: false", "")));
	assert_error(&f->err, JAM_E_RULE, "no score for \"novelty\"");
	f->err = (struct jam_error){ 0 };
	assert_false(event_try_amend(
	    f, edit(f, "opens: 2022-11-13 14:15", "opens: 2022-11-13 14:16")));
	assert_error(&f->err, JAM_E_RULE, "outside this window");
	f->err = (struct jam_error){ 0 };
	assert_true(event_try_amend(f, edit(f, "step: 0.5", "step: 0.25")));
}

static bool
try_edit(struct fixture *f, const char *old, const char *now)
{
	f->err = (struct jam_error){ 0 };
	return event_try_amend(f, edit(f, old, now));
}

static void
test_ratings_stay_in_the_window(void **state)
{
	struct fixture *f = *state;

	event_put(f, event_yaml);
	rate(f, "3.5 -", CLOSES + 900 - 1);
	assert_true(try_edit(f, "{judge: Ada@", "{judge: Bo@"));
	assert_false(try_edit(f,
			      "15m\n  by: [authors, registered, experts]\n"
			      "  batch: 4\n  unlock: anytime\n"
			      "  own_site: forbid\n  extensions:\n"
			      "    - {judge: Ada@",
			      "899s\n  extensions:\n    - {judge: Bo@"));
	assert_error(&f->err, JAM_E_RULE, "outside this window");
}

/* The judge's own end counts; what was recorded is asked nothing. */
static void
test_extended_and_recorded_ratings(void **state)
{
	struct fixture *f = *state;

	event_put(f, event_yaml);
	rate(f, "3.5 -", CLOSES + HOUR);
	assert_true(try_edit(f, "title: Novelty", "title: New"));
	jam_store_rollback(f->store);
	jam_store_close(f->store);
	event_store_open(f);
	assert_false(try_edit(f, "2022-11-13 20:00", "2022-11-13 19:15"));
	assert_error(&f->err, JAM_E_RULE, "outside this window");
	jam_store_close(f->store);
	event_ask(f, "UPDATE rating SET recorded = 1");
	event_store_open(f);
	assert_true(try_edit(f, "2022-11-13 20:00", "2022-11-13 19:15"));
}

#define EVENTS_TEST(function)                                        \
	cmocka_unit_test_setup_teardown(function, event_store_setup, \
					event_store_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		EVENTS_TEST(test_amend_writes_what_differs),
		EVENTS_TEST(test_amend_of_lists),
		EVENTS_TEST(test_slots_are_for_good),
		EVENTS_TEST(test_sites_stay_where_people_are),
		EVENTS_TEST(test_rubrics_are_kept),
		EVENTS_TEST(test_same_person_whenever_they_come),
		EVENTS_TEST(test_same_person_in_any_case),
		EVENTS_TEST(test_same_person_of_many_events),
		EVENTS_TEST(test_ratings_stay_whole),
		EVENTS_TEST(test_ratings_stay_in_the_window),
		EVENTS_TEST(test_extended_and_recorded_ratings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
