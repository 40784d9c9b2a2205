/* SPDX-License-Identifier: MIT */
/* Tests of check's audit: each thing that would go wrong, alone. */
#include <string.h>

#include "core/base/buf.h"
#include "core/model/audit.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/audit.h"
#include "tests/unit/event_data.h"
#include "tests/unit/jam_test.h"

#define OPENS INT64_C(1668348900) /* 2022-11-13 14:15 UTC */
#define HOUR  3600

/* Three judges, each with the two projects that are not the own one. */
struct fixture {
	struct jam_event event;
	struct jam_audit audit;
	struct jam_project projects[3];
	struct jam_judge judges[3];
	struct jam_audit_pair own[8];
	struct jam_audit_pair conflicts[2];
	struct jam_audit_seat seats[6];
	struct jam_audit_person people[3];
	struct jam_arena *arena;
};

static const char yaml[] =
    "event: one\ntitle: One\nstarts: 2022-11-11 18:00\n"
    "ends: 2022-11-13 14:15\njudging: {batch: 2}\n"
    "criteria:\n  - {id: fun, title: Fun, description: How much}\n"
    "  - {id: use, title: Use, description: How useful}\n";

static void
fill_rows(struct fixture *f)
{
	static const char *const slugs[] = { "a", "b", "c" };
	static const char *const emails[] = { "ada@example.org",
					      "bo@example.org",
					      "cy@example.org" };

	for (int64_t i = 0; i < 3; i++) {
		f->projects[i] = (struct jam_project){
			.id = 11 + i,
			.number = i + 1,
			.slug = slugs[i],
			.submitted_at = OPENS - HOUR,
			.url = "https://example.org",
		};
		f->judges[i] = (struct jam_judge){
			.id = 21 + i,
			.person = 31 + i,
			.email = emails[i],
			.until = JAM_NONE,
		};
		f->own[i] = (struct jam_audit_pair){ 31 + i, 11 + i };
		f->people[i] =
		    (struct jam_audit_person){ slugs[i], slugs[i], emails[i] };
		for (int64_t k = 0; k < 2; k++)
			f->seats[2 * i + k] = (struct jam_audit_seat){
				21 + i, 11 + (i + 1 + k) % 3, JAM_OPEN
			};
	}
}

static int
setup(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct fixture *f = jam_alloc(arena, sizeof *f);

	f->arena = arena;
	event_read(arena, yaml, &f->event);
	f->event.scoring.min_ratings = 2;
	fill_rows(f);
	f->audit = (struct jam_audit){
		.event = &f->event,
		.now = OPENS + HOUR,
		.logged = OPENS,
		.projects = f->projects,
		.projects_len = 3,
		.judges = f->judges,
		.judges_len = 3,
		.own = f->own,
		.own_len = 3,
		.conflicts = f->conflicts,
		.seats = f->seats,
		.seats_len = 6,
		.people = f->people,
		.people_len = 3,
	};
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	jam_arena_free(f->arena);
	return 0;
}

/* "level about: found" a line. */
static const char *
findings(struct fixture *f)
{
	struct jam_findings found;
	struct jam_buf buf;

	jam_buf_init(&buf, f->arena);
	found = jam_audit(&f->audit, f->arena);
	for (size_t i = 0; i < found.count; i++)
		jam_buf_format(&buf, "%s %s: %s\n", found.items[i].level,
			       found.items[i].about, found.items[i].found);
	return jam_buf_string(&buf);
}

static void
finds(struct fixture *f, const char *line)
{
	const char *text = findings(f);

	if (strstr(text, line) == NULL)
		fail_msg("no \"%s\" in:\n%s", line, text);
}

static void
finds_only(struct fixture *f, const char *line)
{
	assert_string_equal(findings(f), line);
}

static void
test_nothing_is_wrong(void **state)
{
	struct fixture *f = *state;

	f->event.scoring.min_ratings = 2;
	finds_only(f, "note loads: 3 judges with 2 each give a project 2 "
		      "ratings: ranks will be rough\n");
}

static void
test_clock(void **state)
{
	struct fixture *f = *state;

	f->audit.logged = f->audit.now;
	assert_null(strstr(findings(f), "clock"));
	f->audit.logged = f->audit.now + 90;
	finds(f, "problem clock: this machine's clock says 2022-11-13 15:15 "
		 "UTC, ");
}

static void
test_closed_window(void **state)
{
	struct fixture *f = *state;

	f->event.judging.grace = 60;
	f->audit.now = f->event.judging.closes_at + 59;
	assert_null(strstr(findings(f), "closed"));
	f->audit.now++;
	finds(f, "problem window: judging closed at 2022-11-13 18:16 UTC");
	f->audit.ratings = 1;
	finds(f, "note window: judging closed");
}

static void
test_short_window(void **state)
{
	struct fixture *f = *state;

	f->audit.now = OPENS;
	f->event.judging.closes_at = OPENS + 600;
	assert_null(strstr(findings(f), "problem"));
	f->event.judging.closes_at--;
	finds(f, "problem window: 2 projects in ");
	f->event.judging.opens_at = OPENS - 2 * HOUR;
	finds(f, "note window: judging opens at 2022-11-13 12:15 UTC, before "
		 "the event ends");
}

static void
test_clocks_that_change(void **state)
{
	struct fixture *f = *state;

	f->event.zone = "Europe/Copenhagen";
	assert_null(strstr(findings(f), "clocks"));
	f->event.judging.opens_at = 1667088000; /* 2022-10-30 00:00 UTC */
	f->event.judging.closes_at = f->event.judging.opens_at + 2 * HOUR;
	finds(f, "note window: the clocks of Europe/Copenhagen change");
}

static void
test_extensions(void **state)
{
	struct fixture *f = *state;
	struct jam_extension extension = { "ADA@Example.org",
					   f->event.judging.closes_at + 1 };

	f->event.judging.extensions = &extension;
	f->event.judging.extensions_len = 1;
	assert_null(strstr(findings(f), "extension"));
	extension.until--;
	finds(f, "note window: the extension of ADA@Example.org ends at "
		 "2022-11-13 18:15 UTC, not after everybody's end");
	extension.judge = "eve@example.org";
	finds(f, "problem window: eve@example.org has an extension and does "
		 "not judge");
}

static void
test_scale_and_criteria(void **state)
{
	struct fixture *f = *state;

	f->event.judging.scale_max = 2;
	finds(f, "note rubric: the scale has 2 steps");
	f->event.judging.scale_max = 11;
	assert_null(strstr(findings(f), "rubric"));
	f->event.judging.scale_max = 12;
	finds(f, "note rubric: the scale has 12 steps");
	f->event.criteria[0].description = NULL;
	finds(f, "note rubric: fun has no description");
	f->event.criteria[0].title = "USE";
	finds(f, "problem rubric: fun and use have one title, \"Use\"");
}

static void
test_experts(void **state)
{
	struct fixture *f = *state;

	f->event.scoring.expert_share = 5000;
	finds(f, "problem rubric: expert_share is set, but no expert judges");
	f->judges[0].kind = JAM_EXPERT;
	assert_null(strstr(findings(f), "expert"));
	f->judges[0].gone = true;
	finds(f, "problem rubric: expert_share");
}

static void
test_too_few_to_rate(void **state)
{
	struct fixture *f = *state;

	f->conflicts[0] = (struct jam_audit_pair){ 22, 11 };
	f->audit.conflicts_len = 1;
	finds(f, "problem loads: bo@example.org may rate 1 projects, and the "
		 "batch is 2");
	assert_null(strstr(findings(f), "ada@example.org may"));
}

static void
test_own_site_forbidden(void **state)
{
	struct fixture *f = *state;

	f->projects[1].site = f->judges[0].site = 7;
	assert_null(strstr(findings(f), "may rate"));
	f->event.judging.own_site = JAM_SITE_FORBID;
	finds(f, "problem loads: ada@example.org may rate 1 projects");
}

static void
test_few_ratings(void **state)
{
	struct fixture *f = *state;

	f->event.scoring.min_ratings = 3;
	finds(f, "problem loads: 3 judges with 2 each give a project 2 "
		 "ratings; min_ratings is 3");
}

static void
test_nobody_and_nothing(void **state)
{
	struct fixture *f = *state;

	f->audit.projects_len = f->audit.judges_len = f->audit.seats_len = 0;
	finds_only(f, "problem loads: there are no projects yet\n"
		      "problem loads: nobody judges yet\n");
	f->audit.now = OPENS - 1;
	f->audit.logged = JAM_NONE;
	finds_only(f, "note loads: there are no projects yet\n"
		      "note loads: nobody judges yet\n");
}

static void
test_batches_not_given(void **state)
{
	struct fixture *f = *state;

	f->audit.seats_len = 4;
	finds(f, "problem loads: 1 of 3 judges have no batch");
	f->audit.seats_len = 0;
	finds(f, "problem loads: no batch was given yet");
	f->audit.now = OPENS - 1;
	f->audit.logged = OPENS - 2;
	finds(f, "note loads: no batch was given yet");
}

static void
test_uneven_loads(void **state)
{
	struct fixture *f = *state;

	f->seats[0].project = 13;
	f->seats[1].project = 12;
	assert_null(strstr(findings(f), "batches"));
	f->seats[2].project = f->seats[3].project = 13;
	finds(f, "note loads: projects are in 1 to 3 batches");
}

static void
test_seats_that_are_wrong(void **state)
{
	struct fixture *f = *state;

	f->seats[0].project = 11;
	finds(f, "problem conflicts: ada@example.org was given #1 a, which is "
		 "the own project");
	f->seats[0].state = JAM_RATED;
	assert_null(strstr(findings(f), "own project"));
	f->conflicts[0] = (struct jam_audit_pair){ 22, 13 };
	f->audit.conflicts_len = 1;
	finds(f, "problem conflicts: bo@example.org was given #3 c, against a "
		 "declared conflict");
	f->audit.conflicts_len = 0;
	f->projects[2].tier = JAM_TIER_NAMED;
	finds(f, "problem conflicts: bo@example.org was given #3 c, which was "
		 "retracted");
	f->judges[2].gone = true;
	finds(f, "problem conflicts: cy@example.org was given #1 a, but takes "
		 "part no more");
}

static void
test_late_projects(void **state)
{
	struct fixture *f = *state;

	f->projects[1].submitted_at = OPENS - 1;
	assert_null(strstr(findings(f), "handed in"));
	f->projects[1].submitted_at = OPENS;
	finds(f, "problem projects: #2 b was handed in at 2022-11-13 14:15 "
		 "UTC, after the end at 2022-11-13 14:15 UTC");
	f->projects[1].tier = JAM_TIER_UNRANKED;
	assert_null(strstr(findings(f), "handed in"));
}

static void
test_team_sizes(void **state)
{
	struct fixture *f = *state;

	f->own[3] = (struct jam_audit_pair){ 34, 13 };
	f->audit.own_len = 4;
	f->event.team_max = 1;
	finds(f, "problem teams: #3 c has a team of 2; teams are 1 to 1");
	f->audit.own_len = 2;
	finds(f, "note teams: nobody is known to have made #3 c");
}

static void
test_sites_that_went(void **state)
{
	struct fixture *f = *state;
	const struct jam_audit_site site = { "oslo", 2, 1 };

	f->audit.gone_sites = &site;
	f->audit.gone_sites_len = 1;
	finds(f, "problem sites: oslo was taken out of the sites, and 2 "
		 "registrations and 1 projects have it");
}

static void
test_namesakes(void **state)
{
	struct fixture *f = *state;

	f->people[1].name_key = "a";
	f->people[1].name = "A";
	finds(f, "question persons: \"A\" is registered as ada@example.org "
		 "and as bo@example.org: one person?");
}

static void
test_urls_that_are_no_links(void **state)
{
	struct fixture *f = *state;
	struct jam_link link = { "faq", NULL, "javascript:alert(1)" };

	f->event.links = &link;
	f->event.links_len = 1;
	f->projects[0].url = "on my laptop";
	f->projects[1].url = NULL;
	f->projects[2].url = "http://example.org";
	finds(f, "note texts: the url of links[0], \"javascript:alert(1)\", "
		 "is shown as plain text\n"
		 "note texts: the url of #1 a, \"on my laptop\", is shown as "
		 "plain text\n");
	assert_null(strstr(findings(f), "#3"));
}

/* A long series is cut, and what makes `check` fail is counted all the same. */
static void
test_many_of_a_kind(void **state)
{
	struct fixture *f = *state;
	struct jam_project late[25];
	struct jam_findings found;

	for (size_t i = 0; i < 25; i++) {
		late[i] = f->projects[0];
		late[i].number = (int64_t)i + 1;
		late[i].submitted_at = OPENS;
	}
	f->audit.projects = late;
	f->audit.projects_len = 25;
	finds(f, "problem projects: and 5 more like these\n");
	finds(f, "#20 a was handed in");
	assert_null(strstr(findings(f), "#21 a was handed in"));
	found = jam_audit(&f->audit, f->arena);
	for (size_t i = 0; i < found.count; i++)
		assert_int_equal(i < found.problems,
				 strcmp(found.items[i].level, "problem") == 0);
}

#define AUDIT_TEST(function) \
	cmocka_unit_test_setup_teardown(function, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		AUDIT_TEST(test_nothing_is_wrong),
		AUDIT_TEST(test_clock),
		AUDIT_TEST(test_closed_window),
		AUDIT_TEST(test_short_window),
		AUDIT_TEST(test_clocks_that_change),
		AUDIT_TEST(test_extensions),
		AUDIT_TEST(test_scale_and_criteria),
		AUDIT_TEST(test_experts),
		AUDIT_TEST(test_too_few_to_rate),
		AUDIT_TEST(test_own_site_forbidden),
		AUDIT_TEST(test_few_ratings),
		AUDIT_TEST(test_nobody_and_nothing),
		AUDIT_TEST(test_batches_not_given),
		AUDIT_TEST(test_uneven_loads),
		AUDIT_TEST(test_seats_that_are_wrong),
		AUDIT_TEST(test_late_projects),
		AUDIT_TEST(test_team_sizes),
		AUDIT_TEST(test_sites_that_went),
		AUDIT_TEST(test_namesakes),
		AUDIT_TEST(test_urls_that_are_no_links),
		AUDIT_TEST(test_many_of_a_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
