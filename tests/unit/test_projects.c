/* SPDX-License-Identifier: MIT */
/* Tests of projects, teams and members as files bring them. */
#include <string.h>

#include "core/model/columns.h"
#include "core/model/registration.h"
#include "core/store/projects.h"
#include "tests/unit/people_data.h"

static const struct jam_answer answers[] = { { "itch", "Stream", "yes" } };

static const struct jam_member pair[] = {
	{ .email = "ada@example.org", .email_key = "ada@example.org" },
	{ .email = "bo@example.org", .email_key = "bo@example.org" },
};

static const struct jam_project_row whole = {
	.source = "itch",
	.source_id = "42",
	.title = "Backup Heads",
	.team = "Red",
	.site = "oslo",
	.url = "https://example.org/1",
	.abstract = "What is left",
	.idea = "heads",
	.submitted_at = 1668340000,
	.members = pair,
	.members_len = 2,
	.answers = answers,
	.answers_len = 1,
};

static bool
try_put(struct people *p, struct jam_project_row row,
	struct jam_project_put *out)
{
	struct jam_names *names;

	people_begin(p);
	assert_done(
	    jam_names_open(p->store, p->event, p->arena, &names, &p->err),
	    &p->err);
	return jam_store_put_project(p->store, p->event, names, &row, out,
				     &p->err);
}

static enum jam_change
put(struct people *p, struct jam_project_row row)
{
	struct jam_project_put out;

	assert_done(try_put(p, row, &out), &p->err);
	p->registered = out.registered;
	return out.change;
}

static void
test_a_second_import_changes_nothing(void **state)
{
	struct people *p = *state;

	assert_i64_equal(put(p, whole), JAM_ADDED);
	assert_i64_equal(p->registered, 2);
	people_assert_proven(p);
	assert_i64_equal(put(p, whole), JAM_UNCHANGED);
	assert_i64_equal(p->registered, 0);
	assert_string_equal(people_ask(p, "SELECT count(*) FROM log"), "2");
}

static void
test_an_empty_cell_erases_nothing(void **state)
{
	struct people *p = *state;
	struct jam_project_row bare = { .source = "itch",
					.source_id = "42",
					.title = "Backup Heads",
					.team = "",
					.site = "",
					.url = "",
					.abstract = "",
					.submitted_at = JAM_NONE };

	put(p, whole);
	assert_i64_equal(put(p, bare), JAM_UNCHANGED);
	assert_string_equal(
	    people_ask(p, "SELECT url, abstract, idea, submitted_at, t.name, "
			  "s.key, (SELECT count(*) FROM member) FROM project x "
			  "JOIN team t ON t.id = x.team "
			  "JOIN site s ON s.id = x.site"),
	    "https://example.org/1|What is left|heads|1668340000|Red|oslo|2");
}

/* Each column on its own is taken over, logged and proven. */
static void
test_what_changed_is_updated(void **state)
{
	struct people *p = *state;
	struct jam_answer other = { "itch", "Stream", "no" };
	struct jam_project_row now = whole;

	put(p, whole);
	now.title = "Backup Heads II";
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.team = "Blue";
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.site = "london";
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.url = "https://example.org/2";
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.abstract = "Less";
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.idea = "tails";
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.submitted_at++;
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.answers = &other;
	assert_i64_equal(put(p, now), JAM_UPDATED);
	now.members_len = 1;
	assert_i64_equal(put(p, now), JAM_UPDATED);
	assert_i64_equal(put(p, now), JAM_UNCHANGED);
	people_assert_proven(p);
}

/* Whatever becomes of the title, links to the page stay good. */
static void
test_number_and_slug_are_for_good(void **state)
{
	struct people *p = *state;
	struct jam_project_row now = whole;

	put(p, whole);
	now.title = "Another Name";
	put(p, now);
	now.source_id = "43";
	now.team = "Blue";
	put(p, now);
	now.source_id = "44";
	now.team = "Green";
	now.members_len = 0;
	put(p, now);
	now.source_id = "45";
	now.team = "Grey";
	put(p, now);
	assert_string_equal(
	    people_ask(p, "SELECT number, slug, title FROM project "
			  "ORDER BY number"),
	    "1|backup-heads|Another Name\n2|another-name|Another Name\n"
	    "3|another-name-2|Another Name\n4|another-name-3|Another Name");
	people_assert_proven(p);
}

static void
test_the_team_is_named_or_shared_or_new(void **state)
{
	struct people *p = *state;

	people_register(p, "ada@example.org", "Ada", "Red");
	people_register(p, "bo@example.org", "Bo", "red");
	people_project(p, "One", "ada@example.org;bo@example.org", NULL);
	people_project(p, "Two", "ada@example.org;cy@example.org", NULL);
	people_project(p, "Three", "dee@example.org", "RED");
	assert_string_equal(people_ask(p, "SELECT x.title, t.name "
					  "FROM project x JOIN team t "
					  "ON t.id = x.team ORDER BY x.number"),
			    "One|Red\nTwo|Two\nThree|Red");
	assert_string_equal(people_ask(p, "SELECT count(*) FROM team"), "2");
	people_assert_proven(p);
}

static void
refuse(struct people *p, const char *title, const char *members,
       const char *team, const char *part)
{
	const char *before = people_ask(p, "SELECT count(*) FROM log");

	assert_false(people_try_project(p, title, members, team));
	assert_error(&p->err, JAM_E_DATA, part);
	assert_string_equal(p->err.at.field, "members");
	assert_string_equal(people_ask(p, "SELECT count(*) FROM log"), before);
}

/* One to three, each person once, and who is in the team already counts. */
static void
test_team_sizes(void **state)
{
	struct people *p = *state;

	people_project(p, "Three",
		       "a@example.org;b@example.org;c@example.org;"
		       "A@example.org",
		       NULL);
	refuse(p, "Four",
	       "d@example.org;e@example.org;f@example.org;g@example.org", NULL,
	       "the team has 4 members; the event allows 1 to 3");
	people_register(p, "h@example.org", "H", "Blue");
	people_register(p, "i@example.org", "I", "Blue");
	refuse(p, "Blue One", "j@example.org;k@example.org", "Blue",
	       "the team has 4 members");
	people_project(p, "Blue One", "h@example.org;j@example.org", "Blue");
	assert_string_equal(people_ask(p, "SELECT count(*) FROM member m "
					  "JOIN team t ON t.id = m.team "
					  "WHERE t.name = 'Blue'"),
			    "3");
	people_declare(p, "min: 1", "min: 2");
	refuse(p, "Alone", "d@example.org", NULL,
	       "the team has 1 member; the event allows 2 to 3");
	people_assert_proven(p);
}

/* Two addresses of one person are one member. */
static void
test_a_merged_person_counts_once(void **state)
{
	struct people *p = *state;

	people_register(p, "ada@example.org", "Ada", NULL);
	people_register(p, "ada@lab.example.org", "Ada", NULL);
	people_project(p, "One",
		       "ada@example.org;ada@lab.example.org;b@example.org;"
		       "c@example.org",
		       NULL);
	assert_string_equal(people_ask(p, "SELECT count(*) FROM member"), "3");
	people_assert_proven(p);
}

static void
test_namesakes(void **state)
{
	struct people *p = *state;

	people_register(p, "sam1@example.org", "Sam Lee", NULL);
	people_project(p, "One", "SAM LEE", NULL);
	assert_string_equal(people_ask(p, "SELECT p.email FROM member m "
					  "JOIN person_private p "
					  "ON p.id = m.person"),
			    "sam1@example.org");
	people_register(p, "sam2@example.org", "Sam Lee", NULL);
	refuse(p, "Two", "Sam Lee", NULL,
	       "\"Sam Lee\" is the name of 2 registered people");
	assert_error(&p->err, JAM_E_DATA, "give the member's e-mail address");
}

/* Who has but a name is a person of this project alone, also tomorrow. */
static void
test_a_name_alone_belongs_to_the_project(void **state)
{
	struct people *p = *state;

	people_project(p, "One", "Kim;ada@example.org", NULL);
	people_project(p, "Two", "Kim", NULL);
	assert_string_equal(people_ask(p, "SELECT count(*) FROM person_private "
					  "WHERE name = 'Kim'"),
			    "2");
	people_register(p, "kim@example.org", "Kim", NULL);
	assert_i64_equal(people_project(p, "One", "Kim;ada@example.org", NULL),
			 JAM_UNCHANGED);
	assert_i64_equal(people_project(p, "Two", "kim", NULL), JAM_UNCHANGED);
	people_assert_proven(p);
}

/* The list is the team, but for who chose it and who made another project. */
static void
test_who_leaves_the_list_leaves_the_team(void **state)
{
	struct people *p = *state;
	const char *who = "SELECT p.email FROM member m JOIN person_private p "
			  "ON p.id = m.person ORDER BY p.email";

	people_register(p, "cy@example.org", "Cy", "one");
	people_project(p, "One", "ada@example.org;bo@example.org", "One");
	people_project(p, "One", "ada@example.org", "One");
	assert_string_equal(people_ask(p, who),
			    "ada@example.org\ncy@example.org");
	people_project(p, "Two", "dee@example.org", "One");
	people_project(p, "One", "ada@example.org", "One");
	assert_string_equal(people_ask(p, who), "ada@example.org\n"
						"cy@example.org\n"
						"dee@example.org");
	people_project(p, "Two", NULL, "One");
	people_assert_proven(p);
}

/* What a person wrote in the form stands; a projects file fills in. */
static void
test_a_projects_file_replaces_no_name(void **state)
{
	struct people *p = *state;
	struct jam_member named = pair[0];
	struct jam_project_row row = whole;

	people_register(p, "ada@example.org", "Ada Lovelace", NULL);
	named.name = "Ada L.";
	row.members = &named;
	row.members_len = 1;
	put(p, row);
	assert_string_equal(people_ask(p, "SELECT name FROM person_private"),
			    "Ada Lovelace");
	named = pair[1];
	named.name = "Bo Who";
	put(p, row);
	assert_string_equal(people_ask(p, "SELECT name FROM person_private "
					  "WHERE email LIKE 'bo%'"),
			    "Bo Who");
}

static void
test_two_of_one_title_and_no_id(void **state)
{
	struct people *p = *state;
	struct jam_project_put out;
	struct jam_project_row row = whole;

	row.source_id = NULL;
	put(p, row);
	row.team = "Blue";
	row.members_len = 0;
	assert_i64_equal(put(p, row), JAM_ADDED);
	assert_i64_equal(put(p, row), JAM_UNCHANGED);
	row.team = NULL;
	assert_false(try_put(p, row, &out));
	assert_error(&p->err, JAM_E_DATA,
		     "2 projects are called \"Backup Heads\"");
	assert_string_equal(p->err.at.field, "title");
	row.site = "paris";
	row.team = "Blue";
	assert_false(try_put(p, row, &out));
	assert_error(&p->err, JAM_E_DATA, "\"paris\" is not a site of jam");
	assert_string_equal(p->err.at.field, "site");
}

static const char *
find(struct people *p, const char *text)
{
	struct jam_project project;

	p->err = (struct jam_error){ 0 };
	if (!jam_store_find_project(p->store, p->event, text, p->arena,
				    &project, &p->err))
		return NULL;
	return project.slug;
}

static void
test_a_project_is_named_in_three_ways(void **state)
{
	struct people *p = *state;
	struct jam_project_row row = whole;

	put(p, whole);
	row.source_id = "backup-heads";
	row.title = "Other";
	row.team = "Blue";
	put(p, row);
	assert_string_equal(find(p, "#2"), "other");
	assert_string_equal(find(p, "other"), "other");
	assert_string_equal(find(p, "42"), "backup-heads");
	assert_null(find(p, "backup-heads"));
	assert_error(&p->err, JAM_E_DATA,
		     "means two projects: backup-heads (#1) and other (#2)");
	assert_null(find(p, "othr"));
	assert_error(&p->err, JAM_E_DATA, "jam has no project \"othr\"");
	assert_error(&p->err, JAM_E_DATA, "did you mean other?");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PEOPLE_TEST(test_a_second_import_changes_nothing),
		PEOPLE_TEST(test_an_empty_cell_erases_nothing),
		PEOPLE_TEST(test_what_changed_is_updated),
		PEOPLE_TEST(test_number_and_slug_are_for_good),
		PEOPLE_TEST(test_the_team_is_named_or_shared_or_new),
		PEOPLE_TEST(test_team_sizes),
		PEOPLE_TEST(test_a_merged_person_counts_once),
		PEOPLE_TEST(test_namesakes),
		PEOPLE_TEST(test_a_name_alone_belongs_to_the_project),
		PEOPLE_TEST(test_who_leaves_the_list_leaves_the_team),
		PEOPLE_TEST(test_a_projects_file_replaces_no_name),
		PEOPLE_TEST(test_two_of_one_title_and_no_id),
		PEOPLE_TEST(test_a_project_is_named_in_three_ways),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
