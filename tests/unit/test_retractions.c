/* SPDX-License-Identifier: MIT */
/* Tests of projects out of the running and of ratings set aside. */
#include <string.h>

#include "core/base/buf.h"
#include "core/model/columns.h"
#include "core/store/judges.h"
#include "core/store/projects.h"
#include "core/store/retractions.h"
#include "tests/unit/people_data.h"

static void
cast(struct people *p)
{
	people_project(p, "One", "ada@example.org", NULL);
	people_project(p, "Two", "bo@example.org", NULL);
	people_project(p, "Three", "cy@example.org", NULL);
	people_judge(p, "eve@example.org", "Eve", NULL);
	people_seat(p, "eve@example.org", "one", "two");
	people_seat(p, "ada@example.org", "two", "three");
	people_rate(p, "eve@example.org", "one", "2", NULL);
	people_rate(p, "ada@example.org", "two", "3", NULL);
}

static struct jam_project
find(struct people *p, const char *text)
{
	struct jam_project project;

	assert_done(jam_store_find_project(p->store, p->event, text, p->arena,
					   &project, &p->err),
		    &p->err);
	return project;
}

static void
retract(struct people *p, const char *project, enum jam_tier tier,
	const char *reason)
{
	struct jam_project what = find(p, project);

	assert_done(jam_store_retract(p->store, p->event, &what,
				      &(struct jam_retraction){ tier, reason },
				      &p->receipt, &p->err),
		    &p->err);
}

static const char *
entries(struct people *p)
{
	return people_ask(p, "SELECT count(*) FROM log");
}

static void
test_a_project_goes_and_comes_back(void **state)
{
	struct people *p = *state;
	struct jam_receipt first;
	struct jam_project two;
	const char *before;

	cast(p);
	retract(p, "two", JAM_TIER_NAMED, "asked to");
	first = p->receipt;
	people_assert_proven(p);
	two = find(p, "two");
	assert_i64_equal(two.tier, JAM_TIER_NAMED);
	assert_string_equal(two.reason, "asked to");
	before = entries(p);
	retract(p, "two", JAM_TIER_NAMED, "asked to");
	assert_string_equal(entries(p), before);
	assert_string_equal(p->receipt.text, first.text);
	retract(p, "two", JAM_TIER_HIDDEN, "dangerous");
	assert_string_not_equal(p->receipt.text, first.text);
	people_assert_proven(p);
	assert_string_equal(people_ask(p, "SELECT tier, reason "
					  "FROM retracted"),
			    "1|dangerous");
	assert_done(
	    jam_store_restore(p->store, p->event, &two, &p->receipt, &p->err),
	    &p->err);
	people_assert_proven(p);
	assert_i64_equal(find(p, "two").tier, JAM_RUNNING);
	assert_string_equal(
	    people_ask(p, "SELECT kind FROM log ORDER BY seq DESC LIMIT 3"),
	    "restore\nretract\nretract");
	assert_false(
	    jam_store_restore(p->store, p->event, &two, &p->receipt, &p->err));
	assert_error(&p->err, JAM_E_DATA, "two is in the running");
}

static struct jam_aside
aside(struct people *p, const char *judge, struct jam_project *project,
      const char *reason)
{
	struct jam_judge *who = jam_alloc(p->arena, sizeof(*who));

	p->err = (struct jam_error){ 0 };
	assert_done(jam_store_find_judge(p->store, p->event, judge, p->arena,
					 who, &p->err),
		    &p->err);
	return (struct jam_aside){ who, project, reason };
}

static void
set_aside(struct people *p, const struct jam_aside *a)
{
	assert_done(
	    jam_store_set_aside(p->store, p->event, a, &p->receipt, &p->err),
	    &p->err);
}

static void
test_ratings_are_set_aside_and_taken_back(void **state)
{
	struct people *p = *state;
	struct jam_project one;
	struct jam_aside single, all;
	const char *before;

	cast(p);
	one = find(p, "one");
	single = aside(p, "eve@example.org", &one, "a friend");
	all = aside(p, "eve@example.org", NULL, "not there");
	set_aside(p, &single);
	set_aside(p, &all);
	people_assert_proven(p);
	before = entries(p);
	set_aside(p, &all);
	assert_string_equal(entries(p), before);
	all.reason = "was not there";
	set_aside(p, &all);
	people_assert_proven(p);
	assert_string_equal(
	    people_ask(p, "SELECT project, reason FROM set_aside_private "
			  "ORDER BY reason"),
	    "1|a friend\n|was not there");
	assert_done(
	    jam_store_take_back(p->store, p->event, &all, &p->receipt, &p->err),
	    &p->err);
	people_assert_proven(p);
	assert_false(jam_store_take_back(p->store, p->event, &all, &p->receipt,
					 &p->err));
	assert_error(&p->err, JAM_E_DATA,
		     "eve@example.org has not all ratings set aside");
	p->err = (struct jam_error){ 0 };
	assert_done(jam_store_take_back(p->store, p->event, &single,
					&p->receipt, &p->err),
		    &p->err);
	people_assert_proven(p);
	assert_false(jam_store_take_back(p->store, p->event, &single,
					 &p->receipt, &p->err));
	assert_error(&p->err, JAM_E_DATA,
		     "the rating of one by eve@example.org is not set aside");
	assert_string_equal(people_ask(p, "SELECT count(*) FROM set_aside"),
			    "0");
}

static const char *
join(struct people *p, const struct jam_people *people)
{
	struct jam_buf out;

	jam_buf_init(&out, p->arena);
	for (size_t i = 0; i < people->count; i++)
		jam_buf_format(&out, "%s%s", i > 0 ? ", " : "",
			       people->items[i]);
	return jam_buf_string(&out);
}

/* Only who has it still to rate needs another one. */
static void
test_who_waits_and_who_is_written_to(void **state)
{
	struct people *p = *state;
	struct jam_people people;
	struct jam_project one, two;
	int64_t count;

	cast(p);
	people_register(p, "bo@example.org", "Bo Who", "Two");
	people_project(p, "Two", "bo@example.org;Kim", NULL);
	one = find(p, "one");
	two = find(p, "two");
	assert_done(
	    jam_store_get_waiting(p->store, two.id, p->arena, &people, &p->err),
	    &p->err);
	assert_string_equal(join(p, &people), "eve@example.org");
	assert_done(
	    jam_store_get_waiting(p->store, one.id, p->arena, &people, &p->err),
	    &p->err);
	assert_i64_equal(people.count, 0);
	assert_done(jam_store_get_addressees(p->store, two.team, p->arena,
					     &people, &p->err),
		    &p->err);
	assert_string_equal(join(p, &people), "Kim, Bo Who <bo@example.org>");
	assert_done(jam_store_count_given(p->store, 0, two.id, &count, &p->err),
		    &p->err);
	assert_i64_equal(count, 1);
	assert_done(jam_store_count_given(p->store, 1, 0, &count, &p->err),
		    &p->err);
	assert_i64_equal(count, 1);
	assert_done(jam_store_count_given(p->store, 1, two.id, &count, &p->err),
		    &p->err);
	assert_i64_equal(count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PEOPLE_TEST(test_a_project_goes_and_comes_back),
		PEOPLE_TEST(test_ratings_are_set_aside_and_taken_back),
		PEOPLE_TEST(test_who_waits_and_who_is_written_to),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
