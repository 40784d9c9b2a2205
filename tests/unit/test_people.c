/* SPDX-License-Identifier: MIT */
/* Tests of persons, registrations, answers and teams as files bring them. */
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/registration.h"
#include "core/store/backend.h"
#include "core/store/bulk.h"
#include "core/store/registrations.h"
#include "core/store/store.h"
#include "core/store/teams.h"
#include "tests/unit/people_data.h"

static enum jam_change
put(struct people *p, struct jam_registration_row row)
{
	enum jam_change change;
	int64_t person;

	people_begin(p);
	assert_true(
	    jam_email_read(p->arena, row.email, &row.email, &row.email_key));
	assert_done(jam_store_put_registration(p->store, p->event, &row,
					       &change, &person, &p->err),
		    &p->err);
	return change;
}

static const struct jam_answer answers[] = {
	{ "jam", "T-shirt", "M" },
	{ "jam", "Diet", "" },
};

static const struct jam_registration_row whole = {
	.email = "Bo@Example.org",
	.name = "Bo",
	.site = "london",
	.team = "Red",
	.role = "engineer",
	.status = JAM_WAITLIST,
	.registered_at = 1667000000,
	.source = "jam",
	.answers = answers,
	.answers_len = 2,
};

static void
test_a_second_import_changes_nothing(void **state)
{
	struct people *p = *state;

	assert_i64_equal(put(p, whole), JAM_ADDED);
	people_assert_proven(p);
	assert_i64_equal(put(p, whole), JAM_UNCHANGED);
	assert_string_equal(people_ask(p, "SELECT count(*) FROM log"), "2");
	people_assert_proven(p);
}

static void
test_an_empty_cell_erases_nothing(void **state)
{
	struct people *p = *state;
	struct jam_registration_row bare = { .email = "bo@example.org",
					     .name = "",
					     .team = "",
					     .role = "",
					     .status = JAM_NONE,
					     .registered_at = JAM_NONE,
					     .source = "jam" };

	put(p, whole);
	assert_i64_equal(put(p, bare), JAM_UNCHANGED);
	assert_string_equal(
	    people_ask(p, "SELECT p.name, p.email, r.role, r.team, s.key, "
			  "r.status FROM registration r "
			  "JOIN person_private p ON p.id = r.person "
			  "JOIN site s ON s.id = r.site"),
	    "Bo|Bo@Example.org|engineer|Red|london|2");
	assert_string_equal(people_ask(p, "SELECT value FROM answer_private"),
			    "M");
}

/* Each column on its own: what is new is taken, logged and proven. */
static void
test_what_changed_is_updated(void **state)
{
	struct people *p = *state;
	struct jam_answer other = { "jam", "T-shirt", "L" };
	struct jam_registration_row now = whole;

	put(p, whole);
	now.name = "Bo Who";
	assert_i64_equal(put(p, now), JAM_UPDATED);
	people_assert_proven(p);
	assert_string_equal(people_ask(p, "SELECT name FROM member"), "Bo Who");
	now.site = "";
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.status = JAM_CANCELLED;
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.registered_at++;
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.role = "designer";
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.answers = &other;
	now.answers_len = 1;
	assert_i64_equal(put(p, now), JAM_UPDATED);
	people_assert_proven(p);
	assert_string_equal(people_ask(p, "SELECT online, status, "
					  "registered_at, role, site "
					  "FROM registration"),
			    "1|1|1667000001|designer|");
	assert_string_equal(people_ask(p, "SELECT value FROM answer_private"),
			    "L");
}

static void
test_who_changes_the_team_in_the_form_changes_it(void **state)
{
	struct people *p = *state;
	struct jam_registration_row now = whole;

	put(p, whole);
	now.team = "RED";
	put(p, now);
	assert_string_equal(people_ask(p, "SELECT name FROM team"), "Red");
	now.team = "Blue";
	put(p, now);
	assert_string_equal(people_ask(p, "SELECT t.name FROM member m "
					  "JOIN team t ON t.id = m.team"),
			    "Blue");
	people_assert_proven(p);
}

static void
test_an_unknown_site_writes_nothing(void **state)
{
	struct people *p = *state;
	struct jam_registration_row row = whole;
	enum jam_change change;
	int64_t person;

	row.site = "paris";
	row.email_key = "bo@example.org";
	people_begin(p);
	assert_false(jam_store_put_registration(p->store, p->event, &row,
						&change, &person, &p->err));
	assert_error(&p->err, JAM_E_DATA, "\"paris\" is not a site of jam");
	assert_string_equal(p->err.at.field, "site");
	assert_string_equal(
	    people_ask(p, "SELECT count(*) FROM person_private"), "0");
}

static struct jam_person
person(struct people *p, const char *email, const char *id)
{
	struct jam_person who = { .source = id != NULL ? "luma" : NULL,
				  .source_id = id };
	enum jam_change change;

	if (email != NULL)
		assert_true(jam_email_read(p->arena, email, &who.email,
					   &who.email_key));
	people_begin(p);
	assert_done(jam_store_put_person(p->store, &who, &change, &p->err),
		    &p->err);
	return who;
}

static void
test_a_person_is_known_by_address_or_id(void **state)
{
	struct people *p = *state;
	int64_t bo = person(p, "Bo <bo@example.org>", NULL).id;

	assert_i64_equal(person(p, "BO@EXAMPLE.ORG", "g-1").id, bo);
	assert_i64_equal(person(p, NULL, "g-1").id, bo);
	assert_true(person(p, "b.o@example.org", NULL).id != bo);
	assert_string_equal(
	    people_ask(p, "SELECT email FROM person_private ORDER BY id"),
	    "bo@example.org\nb.o@example.org");
	people_assert_proven(p);
}

static void
test_an_address_and_an_id_of_two_persons(void **state)
{
	struct people *p = *state;
	struct jam_person who = { .email = "bo@example.org",
				  .email_key = "bo@example.org",
				  .source = "luma",
				  .source_id = "g-2" };
	enum jam_change change;

	person(p, "bo@example.org", NULL);
	person(p, NULL, "g-2");
	people_begin(p);
	assert_false(jam_store_put_person(p->store, &who, &change, &p->err));
	assert_error(&p->err, JAM_E_DATA, "are known as two persons");
	assert_error(&p->err, JAM_E_DATA, "same_person");
}

/* Two addresses of one person, each with a name and a form of its own. */
static void
test_merged_people_stay_apart_in_their_rows(void **state)
{
	struct people *p = *state;

	people_register(p, "ada@example.org", "Ada L.", NULL);
	people_register(p, "ada@lab.example.org", "Ada Lovelace", NULL);
	assert_i64_equal(people_register(p, "ada@example.org", "Ada L.", NULL),
			 JAM_UNCHANGED);
	assert_i64_equal(
	    people_register(p, "ada@lab.example.org", "Ada Lovelace", NULL),
	    JAM_UNCHANGED);
	assert_string_equal(
	    people_ask(p, "SELECT name, merged_into FROM person_private "
			  "ORDER BY id"),
	    "Ada L.|\nAda Lovelace|1");
	people_assert_proven(p);
	people_amend(p,
		     "same_person: [[ada@example.org, "
		     "ada@lab.example.org]]\n",
		     "");
	assert_string_equal(people_ask(p, "SELECT count(*) FROM registration r "
					  "JOIN person_private p "
					  "ON p.id = r.person "
					  "WHERE p.merged_into IS NULL"),
			    "2");
	people_assert_proven(p);
}

/* A team counts the person once, by whatever address he came in. */
static void
test_a_merged_member_is_one(void **state)
{
	struct people *p = *state;
	struct jam_team team;
	int64_t *members;
	size_t count = 0;

	people_register(p, "ada@example.org", "Ada", "Red");
	people_register(p, "ada@lab.example.org", "Ada", "Red");
	assert_done(jam_store_find_team(p->store, p->event, "red", p->arena,
					&team, &p->err) &&
			jam_store_get_members(p->store, team.id, p->arena,
					      &members, &count, &p->err),
		    &p->err);
	assert_i64_equal(count, 1);
	assert_i64_equal(people_project(p, "One", "ada@lab.example.org", "Red"),
			 JAM_ADDED);
	assert_string_equal(people_ask(p, "SELECT count(*) FROM member"), "1");
	assert_i64_equal(people_project(p, "One", "ada@lab.example.org", "Red"),
			 JAM_UNCHANGED);
	people_assert_proven(p);
}

/* Every column of these tables is bound by the log. */
static void
test_every_change_behind_jams_back_is_seen(void **state)
{
	static const char *const changes[] = {
		"UPDATE person_private SET email = 'x' WHERE id = 1",
		"UPDATE person_private SET email_key = 'x' WHERE id = 1",
		"UPDATE person_private SET name = 'x' WHERE id = 1",
		"UPDATE person_private SET uid = 'x' WHERE id = 1",
		"UPDATE person_private SET uid = 'é' WHERE id = 1",
		"UPDATE person_private SET salt = NULL WHERE id = 1",
		"UPDATE person_private SET salt = zeroblob(16) WHERE id = 1",
		"UPDATE person_private SET merged_into = 2 WHERE id = 1",
		"UPDATE person_private SET source = 'é' WHERE id = 1",
		"UPDATE person_private SET source_id = 'x' WHERE id = 1",
		"UPDATE person_private SET seq = 1 WHERE id = 1",
		"DELETE FROM person_private WHERE id = 1",
		"UPDATE registration SET site = NULL",
		"UPDATE registration SET site = 2",
		"UPDATE registration SET online = 1",
		"UPDATE registration SET status = 0",
		"UPDATE registration SET registered_at = 1",
		"UPDATE registration SET role = 'x'",
		"UPDATE registration SET team = 'x'",
		"UPDATE registration SET seq = 1",
		"UPDATE registration SET person = 3 WHERE person = 1",
		"DELETE FROM registration",
		("INSERT INTO registration VALUES "
		 "(1, 3, NULL, 0, 0, NULL, NULL, NULL, 2)"),
		"UPDATE answer_private SET value = 'x'",
		"UPDATE answer_private SET heading = 'x'",
		"UPDATE answer_private SET source = 'é'",
		"UPDATE answer_private SET project = 1",
		"UPDATE answer_private SET person = 2",
		"DELETE FROM answer_private",
		"UPDATE team SET name = 'x' WHERE id = 1",
		"UPDATE team SET name_key = 'x' WHERE id = 1",
		"UPDATE team SET uid = 'x' WHERE id = 1",
		"UPDATE team SET event = 2 WHERE id = 1",
		"DELETE FROM team WHERE id = 1",
		"UPDATE member SET name = 'x' WHERE person = 1",
		"UPDATE member SET team = 2 WHERE person = 1",
		"DELETE FROM member WHERE person = 1",
		"UPDATE event_private SET salt = zeroblob(16)",
	};

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		void *each = NULL;
		struct people *p;

		assert_i64_equal(people_setup(&each), 0);
		p = each;
		put(p, whole);
		people_project(p, "Two", "cy@example.org", "Green");
		people_assert_proven(p);
		people_assert_seen(p, changes[i]);
		people_teardown(&each);
	}
	(void)state;
}

static struct jam_registration_row
row_of(const char *email)
{
	struct jam_registration_row row = whole;

	row.email = email;
	row.answers_len = 0;
	row.source = "jam";
	return row;
}

/* Many at once need an event that declares no two addresses one. */
static void
begin_many(struct people *p)
{
	people_amend(
	    p, "same_person: [[ada@example.org, ada@lab.example.org]]\n", "");
	assert_done(jam_bulk_begin(p->store, &p->err), &p->err);
}

static void
test_many_at_once_are_found_afterwards(void **state)
{
	struct people *p = *state;

	begin_many(p);
	assert_i64_equal(put(p, row_of("bo@example.org")), JAM_ADDED);
	assert_i64_equal(put(p, row_of("ada@example.org")), JAM_ADDED);
	assert_done(jam_bulk_end(p->store, &p->err), &p->err);
	assert_i64_equal(put(p, row_of("Ada@example.org")), JAM_UNCHANGED);
	people_assert_proven(p);
	/* Whoever is there is looked up again. */
	assert_done(jam_bulk_begin(p->store, &p->err), &p->err);
	assert_i64_equal(put(p, row_of("bo@example.org")), JAM_UNCHANGED);
	assert_done(jam_bulk_end(p->store, &p->err), &p->err);
	people_assert_proven(p);
}

static void
test_many_at_once_with_two_addresses_of_one(void **state)
{
	struct people *p = *state;

	assert_done(jam_bulk_begin(p->store, &p->err), &p->err);
	assert_i64_equal(put(p, row_of("ada@example.org")), JAM_ADDED);
	assert_i64_equal(put(p, row_of("ada@lab.example.org")), JAM_ADDED);
	assert_done(jam_bulk_end(p->store, &p->err), &p->err);
	assert_string_equal(people_ask(p, "SELECT count(*) FROM person_private "
					  "WHERE merged_into IS NOT NULL"),
			    "1");
}

static void
test_many_at_once_keep_addresses_apart(void **state)
{
	struct people *p = *state;

	begin_many(p);
	put(p, row_of("bo@example.org"));
	put(p, row_of("bo@example.org"));
	assert_false(jam_bulk_end(p->store, &p->err));
	assert_i64_equal(p->err.code, JAM_E_BUG);
}

/* n new people; each seventh names a team, which is looked for at once. */
static bool
put_many(struct people *p, int n)
{
	people_begin(p);
	for (int i = 0; i < n; i++) {
		struct jam_registration_row row = row_of(
		    jam_format(p->arena, "p%d@example.org", i * 7919 % n));
		enum jam_change change;
		int64_t person;

		if (i % 7 != 0 || i > n / 2)
			row.team = NULL;
		row.email_key = row.email;
		if (!jam_store_put_registration(p->store, p->event, &row,
						&change, &person, &p->err))
			return false;
		assert_i64_equal(change, JAM_ADDED);
	}
	return true;
}

/* Thousands are written beside; a team in between waits for its people. */
static void
test_thousands_at_once_are_all_there(void **state)
{
	struct people *p = *state;

	begin_many(p);
	assert_done(put_many(p, 6000), &p->err);
	assert_done(jam_bulk_end(p->store, &p->err), &p->err);
	people_assert_proven(p);
	assert_string_equal(
	    people_ask(p, "SELECT count(*) || ' ' || max(p.id) || ' ' || "
			  "(SELECT count(*) FROM member) FROM registration r "
			  "JOIN person_private p ON p.id = r.person"),
	    "6000 6000 429");
}

/* What fails beside the command is its own failure, and nothing stays. */
static void
test_a_failure_beside_is_told(void **state)
{
	static const int rows[] = { 700, 5990 };

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct people *p = *state;
		const char *sql =
		    jam_format(p->arena,
			       "CREATE TEMP TRIGGER stop%d BEFORE INSERT ON "
			       "main.person_private WHEN NEW.id = %d BEGIN "
			       "SELECT RAISE(ABORT, 'no more'); END",
			       rows[i], rows[i]);

		begin_many(p);
		assert_done(jam_backend_exec(p->store->backend, sql, &p->err),
			    &p->err);
		assert_false(put_many(p, 6000) &&
			     jam_bulk_end(p->store, &p->err));
		assert_i64_equal(p->err.code, JAM_E_BUG);
		assert_non_null(strstr(p->err.message, "no more"));
		p->err.code = JAM_OK;
		jam_store_rollback(p->store);
		assert_done(jam_store_begin(p->store, &p->err), &p->err);
		assert_string_equal(
		    people_ask(p, "SELECT count(*) FROM person_private"), "0");
	}
}

/* Who leaves in the middle leaves nothing behind, and nobody waits. */
static void
test_thousands_taken_back(void **state)
{
	struct people *p = *state;

	begin_many(p);
	assert_done(put_many(p, 3333), &p->err);
	jam_store_rollback(p->store);
	assert_done(jam_store_begin(p->store, &p->err), &p->err);
	assert_string_equal(
	    people_ask(p, "SELECT count(*) FROM person_private"), "0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PEOPLE_TEST(test_many_at_once_are_found_afterwards),
		PEOPLE_TEST(test_many_at_once_with_two_addresses_of_one),
		PEOPLE_TEST(test_many_at_once_keep_addresses_apart),
		PEOPLE_TEST(test_thousands_at_once_are_all_there),
		PEOPLE_TEST(test_a_failure_beside_is_told),
		PEOPLE_TEST(test_thousands_taken_back),
		PEOPLE_TEST(test_a_second_import_changes_nothing),
		PEOPLE_TEST(test_an_empty_cell_erases_nothing),
		PEOPLE_TEST(test_what_changed_is_updated),
		PEOPLE_TEST(test_who_changes_the_team_in_the_form_changes_it),
		PEOPLE_TEST(test_an_unknown_site_writes_nothing),
		PEOPLE_TEST(test_a_person_is_known_by_address_or_id),
		PEOPLE_TEST(test_an_address_and_an_id_of_two_persons),
		PEOPLE_TEST(test_merged_people_stay_apart_in_their_rows),
		PEOPLE_TEST(test_a_merged_member_is_one),
		cmocka_unit_test(test_every_change_behind_jams_back_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
