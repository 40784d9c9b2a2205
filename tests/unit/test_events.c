/* SPDX-License-Identifier: MIT */
/* Tests of stored events: whole, found, bound by the log. */
#include <string.h>

#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/events.h"
#include "core/store/store.h"
#include "tests/unit/event_data.h"
#include "tests/unit/event_store.h"
#include "tests/unit/jam_test.h"

static const char *
edit(struct fixture *f, const char *old, const char *now)
{
	return event_edit(f->arena, event_yaml, old, now);
}

static void
test_all_of_it_comes_back(void **state)
{
	struct fixture *f = *state;
	const struct jam_event *event;

	event_put(f, event_yaml);
	event_assert_stored(f, event_yaml);
	event = event_get(f, "every-key");
	assert_i64_equal(event->criteria[0].slot, 0);
	assert_i64_equal(event->criteria[1].slot, 1);
	assert_i64_equal(event->criteria[0].weight, 4);
	assert_i64_equal(event->criteria[1].weight, 3);
	assert_int_equal(strlen(event->uid.text), 32);
	assert_i64_equal(event->past[0].at_least, 1 | 4 | 8);
	assert_true(event_is_bound(f, 1));
}

static void
test_least_event_comes_back(void **state)
{
	static const char yaml[] = "event: least\ntitle: Least\n"
				   "starts: 2022-11-11 18:00\n"
				   "ends: 2022-11-13 14:15\n"
				   "criteria: [{id: fun}]\n";
	struct fixture *f = *state;

	event_put(f, yaml);
	event_assert_stored(f, yaml);
	assert_i64_equal(event_get(f, NULL)->budget, JAM_NONE);
	assert_true(event_is_bound(f, 1));
}

static void
test_a_slug_is_taken_once(void **state)
{
	struct fixture *f = *state;
	struct jam_event event;

	event_put(f, event_yaml);
	event_read(f->arena, event_yaml, &event);
	assert_false(jam_store_put_event(f->store, &event, &f->err));
	assert_error(&f->err, JAM_E_CANTCREATE, "every-key");
	assert_error(&f->err, JAM_E_CANTCREATE, "amend");
}

static void
test_one_is_found_by_name_or_alone(void **state)
{
	struct fixture *f = *state;
	struct jam_event *event;

	assert_false(
	    jam_store_get_event(f->store, NULL, f->arena, &event, &f->err));
	assert_error(&f->err, JAM_E_DATA, "jam create");
	event_put(f, event_yaml);
	assert_string_equal(event_get(f, NULL)->slug, "every-key");
	event_put(f, edit(f, "event: every-key", "event: second"));
	assert_string_equal(event_get(f, "second")->slug, "second");

	f->err = (struct jam_error){ 0 };
	assert_false(
	    jam_store_get_event(f->store, NULL, f->arena, &event, &f->err));
	assert_error(&f->err, JAM_E_USAGE, "every-key, second");
	f->err = (struct jam_error){ 0 };
	assert_false(
	    jam_store_get_event(f->store, "secnd", f->arena, &event, &f->err));
	assert_error(&f->err, JAM_E_DATA, "did you mean \"second\"?");
}

/* "table.column|value": is the change found, in a copy of the file? */
static bool
change(struct fixture *f, const char *row, size_t number)
{
	/* What keeps the order, and what nothing refers to, says nothing. */
	static const char says_nothing[] =
	    " criterion.id criterion.position site.id site.position"
	    " site_private.position question_option.position"
	    " same_person_private.place ";
	int dot = (int)strcspn(row, "."), bar = (int)strcspn(row, "|");
	const char *copy = jam_format(f->arena, "%s/%zu.db", f->folder, number);
	bool bound, silent;

	event_ask(f, jam_format(f->arena, "VACUUM INTO '%s'", copy));
	f->path = copy;
	event_ask(f, jam_format(f->arena, "UPDATE OR IGNORE %.*s SET %.*s = %s",
				dot, row, bar - dot - 1, row + dot + 1,
				row + bar + 1));
	event_store_open(f);
	bound = event_is_bound(f, 1);
	jam_store_close(f->store);
	f->store = NULL;
	f->err = (struct jam_error){ 0 };
	silent = strstr(says_nothing,
			jam_format(f->arena, " %.*s ", bar, row)) != NULL;
	if (bound != silent)
		print_error("%s: %s\n", row, bound ? "not found" : "found");
	return bound == silent;
}

/* Every column of an event's tables, each changed alone behind jam's back. */
static void
test_every_column_is_bound(void **state)
{
	static const char list[] =
	    "SELECT m.name || '.' || p.name, CASE WHEN p.type = 'TEXT' THEN"
	    " p.name || '||''x''' WHEN p.type = 'BLOB' THEN 'randomblob(16)'"
	    " WHEN p.name IN ('judged_by', 'own_site', 'public_comments',"
	    " 'whose')"
	    " THEN p.name || '-1' ELSE p.name || '+1' END"
	    " FROM sqlite_schema m, pragma_table_info(m.name) p"
	    " WHERE m.name IN ('event', 'event_private', 'criterion', 'site',"
	    " 'site_private', 'link', 'schedule', 'idea', 'prize', 'past',"
	    " 'expectation',"
	    " 'question', 'question_option', 'extension_private',"
	    " 'same_person_private', 'rubric')";
	struct fixture *f = *state;
	const char *whole = f->path;
	size_t count = 0;
	bool good = true;
	char *row, *rest;

	event_put(f, event_yaml);
	jam_store_close(f->store);
	row = jam_strdup(f->arena, event_ask(f, list));
	for (; row != NULL; row = rest, count++) {
		rest = strchr(row, '\n');
		if (rest != NULL)
			*rest++ = '\0';
		f->path = whole;
		good = change(f, row, count) && good;
	}
	assert_true(good);
	assert_true(count > 100);
}

#define EVENTS_TEST(function)                                        \
	cmocka_unit_test_setup_teardown(function, event_store_setup, \
					event_store_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		EVENTS_TEST(test_all_of_it_comes_back),
		EVENTS_TEST(test_least_event_comes_back),
		EVENTS_TEST(test_a_slug_is_taken_once),
		EVENTS_TEST(test_one_is_found_by_name_or_alone),
		EVENTS_TEST(test_every_column_is_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
