/* SPDX-License-Identifier: MIT */
/* Tests of who judges, who a text means, and what a judges file does. */
#include <string.h>

#include "core/base/buf.h"
#include "core/model/columns.h"
#include "core/model/registration.h"
#include "core/store/judges.h"
#include "tests/unit/people_data.h"

/* "ada@example.org peer, eve@example.org expert" */
static const char *
admitted(struct people *p, bool with_gone)
{
	struct jam_judges judges;
	struct jam_buf out;

	assert_done(jam_store_get_judges(p->store, p->event, with_gone,
					 p->arena, &judges, &p->err),
		    &p->err);
	jam_buf_init(&out, p->arena);
	for (size_t i = 0; i < judges.count; i++)
		jam_buf_format(&out, "%s%s %s%s", i > 0 ? ", " : "",
			       judges.items[i].order_key,
			       jam_judge_words[judges.items[i].kind],
			       judges.items[i].gone ? " gone" : "");
	return jam_buf_string(&out);
}

static void
cancel(struct people *p, const char *email)
{
	people_ask(p, jam_format(p->arena,
				 "UPDATE registration SET status = 1 "
				 "WHERE person = (SELECT id "
				 "FROM person_private WHERE email = '%s')",
				 email));
}

/* Ada and Bo made projects, Cy is registered, Eve was invited. */
static void
cast(struct people *p)
{
	people_register(p, "cy@example.org", "Cy", NULL);
	people_project(p, "One", "Ada@example.org", NULL);
	people_project(p, "Two", "bo@example.org", NULL);
	people_judge(p, "eve@example.org", "Eve", NULL);
}

static void
test_who_is_admitted(void **state)
{
	static const struct {
		const char *by, *who;
	} cases[] = {
		{ "[authors]", "ada@example.org peer, bo@example.org peer" },
		{ "[experts]", "eve@example.org expert" },
		{ "[registered]", "ada@example.org peer, bo@example.org peer, "
				  "cy@example.org peer" },
		{ "[authors, experts]",
		  "ada@example.org peer, bo@example.org peer, "
		  "eve@example.org expert" },
		{ "[registered, experts]",
		  "ada@example.org peer, bo@example.org peer, "
		  "cy@example.org peer, eve@example.org expert" },
	};
	struct people *p = *state;

	cast(p);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		people_amend(p, "[authors, experts]", cases[i].by);
		assert_string_equal(admitted(p, false), cases[i].who);
	}
}

static void
test_who_cancelled_or_left_is_gone(void **state)
{
	struct people *p = *state;

	cast(p);
	cancel(p, "bo@example.org");
	assert_string_equal(admitted(p, false),
			    "ada@example.org peer, eve@example.org expert");
	people_rate(p, "ada@example.org", "two", "3", NULL);
	cancel(p, "Ada@example.org");
	assert_string_equal(admitted(p, true), "ada@example.org peer gone, "
					       "eve@example.org expert");
	people_amend(p, "[authors, experts]", "[authors]");
	assert_string_equal(admitted(p, true), "ada@example.org peer gone, "
					       "eve@example.org expert gone");
}

static void
release(struct people *p, const char *who)
{
	struct jam_judge judge;

	people_begin(p);
	assert_done(
	    jam_store_find_judge(p->store, p->event, who, p->arena, &judge,
				 &p->err) &&
		jam_store_release_judge(p->store, p->event, &judge, &p->err),
	    &p->err);
}

static void
test_a_released_judge_is_gone(void **state)
{
	struct people *p = *state;

	cast(p);
	release(p, "eve@example.org");
	people_assert_proven(p);
	release(p, "eve@example.org");
	people_assert_proven(p);
	assert_string_equal(admitted(p, true),
			    "ada@example.org peer, bo@example.org peer, "
			    "eve@example.org expert gone");
	assert_i64_equal(people_judge(p, "eve@example.org", "Eve", NULL),
			 JAM_UNCHANGED);
}

static void
test_a_second_import_changes_nothing(void **state)
{
	struct people *p = *state;
	struct jam_judge_row bare = { .email = "eve@example.org",
				      .email_key = "eve@example.org",
				      .affiliation = "",
				      .expertise = "",
				      .site = "",
				      .is_public = JAM_NONE };
	enum jam_change change;

	cast(p);
	assert_i64_equal(people_judge(p, "eve@example.org", "Eve", "one"),
			 JAM_UPDATED);
	assert_i64_equal(people_judge(p, "Eve@Example.org", "Eve", "one"),
			 JAM_UNCHANGED);
	people_begin(p);
	assert_done(
	    jam_store_put_judge(p->store, p->event, &bare, &change, &p->err),
	    &p->err);
	assert_i64_equal(change, JAM_UNCHANGED);
	assert_string_equal(
	    people_ask(p, "SELECT j.kind, j.shown, j.shown_name, "
			  "j.affiliation, v.expertise, s.key FROM judge j "
			  "JOIN judge_private v ON v.judge = j.id "
			  "JOIN site s ON s.id = j.site"),
	    "1|1|Eve|A Lab|much|oslo");
	people_assert_proven(p);
}

/* Each column is taken over; a name stands on pages with consent alone. */
static void
test_what_changed_is_updated(void **state)
{
	struct people *p = *state;
	struct jam_judge_row row = { .email = "eve@example.org",
				     .email_key = "eve@example.org",
				     .affiliation = "Another Lab",
				     .is_public = JAM_NONE };
	enum jam_change change;

	cast(p);
	people_begin(p);
	assert_done(
	    jam_store_put_judge(p->store, p->event, &row, &change, &p->err),
	    &p->err);
	assert_i64_equal(change, JAM_UPDATED);
	row.expertise = "more";
	assert_done(
	    jam_store_put_judge(p->store, p->event, &row, &change, &p->err),
	    &p->err);
	assert_i64_equal(change, JAM_UPDATED);
	row.site = "london";
	assert_done(
	    jam_store_put_judge(p->store, p->event, &row, &change, &p->err),
	    &p->err);
	assert_i64_equal(change, JAM_UPDATED);
	row.is_public = 0;
	assert_done(
	    jam_store_put_judge(p->store, p->event, &row, &change, &p->err),
	    &p->err);
	assert_i64_equal(change, JAM_UPDATED);
	assert_string_equal(people_ask(p, "SELECT shown, shown_name, "
					  "affiliation FROM judge"),
			    "0||Another Lab");
	people_assert_proven(p);
}

/* A new name is that of the member too, and of the judge on the pages. */
static void
test_a_new_name_is_seen_everywhere(void **state)
{
	struct people *p = *state;

	people_project(p, "One", "ada@example.org", NULL);
	people_judge(p, "ada@example.org", "Ada", NULL);
	people_judge(p, "ada@example.org", "Ada Lovelace", NULL);
	assert_string_equal(people_ask(p, "SELECT m.name, j.shown_name "
					  "FROM member m JOIN judge j "
					  "ON j.person = m.person"),
			    "Ada Lovelace|Ada Lovelace");
	people_register(p, "ada@example.org", "Ada L.", NULL);
	assert_string_equal(people_ask(p, "SELECT m.name, j.shown_name "
					  "FROM member m JOIN judge j "
					  "ON j.person = m.person"),
			    "Ada L.|Ada L.");
	people_assert_proven(p);
}

static void
test_conflicts_name_what_is_there(void **state)
{
	struct people *p = *state;

	cast(p);
	assert_false(people_try_judge(p, "eve@example.org", "Eve", "three"));
	assert_error(&p->err, JAM_E_DATA,
		     "\"three\" is neither a project nor a team of jam");
	assert_string_equal(p->err.at.field, "conflicts");
	people_judge(p, "eve@example.org", "Eve", "#1");
	people_judge(p, "fay@example.org", "Fay", "TWO");
	assert_string_equal(
	    people_ask(p, "SELECT judge, team, project FROM conflict_private "
			  "ORDER BY judge"),
	    "1|1|1\n2|2|");
	people_assert_proven(p);
}

/* A conflict is with the project, whichever team has it. */
static void
test_a_conflict_follows_its_project(void **state)
{
	struct people *p = *state;
	struct jam_rating_facts facts;

	cast(p);
	people_judge(p, "eve@example.org", "Eve", "#1");
	people_facts(p, "eve@example.org", "one", &facts);
	assert_true(facts.conflict);
	people_ask(p, "UPDATE project SET team = 2 WHERE id = 1");
	people_facts(p, "eve@example.org", "one", &facts);
	assert_true(facts.conflict);
	people_facts(p, "eve@example.org", "two", &facts);
	assert_false(facts.conflict);
}

static void
test_a_peer_stays_one(void **state)
{
	struct people *p = *state;

	cast(p);
	people_judge(p, "ada@example.org", "Ada", NULL);
	assert_string_equal(admitted(p, false),
			    "ada@example.org peer, bo@example.org peer, "
			    "eve@example.org expert");
	cancel(p, "bo@example.org");
	people_judge(p, "bo@example.org", "Bo", NULL);
	assert_string_equal(admitted(p, false),
			    "ada@example.org peer, bo@example.org expert, "
			    "eve@example.org expert");
	assert_i64_equal(people_judge(p, "bo@example.org", "Bo", NULL),
			 JAM_UNCHANGED);
}

static void
refuse(struct people *p, const char *text, const char *part, const char *hint)
{
	struct jam_judge judge;

	p->err = (struct jam_error){ 0 };
	assert_false(jam_store_find_judge(p->store, p->event, text, p->arena,
					  &judge, &p->err));
	assert_error(&p->err, JAM_E_DATA, part);
	assert_error(&p->err, JAM_E_DATA, hint);
}

static void
test_who_a_text_means(void **state)
{
	struct people *p = *state;
	struct jam_judge judge;

	cast(p);
	assert_done(jam_store_find_judge(p->store, p->event,
					 "mailto:ADA@Example.org", p->arena,
					 &judge, &p->err),
		    &p->err);
	assert_string_equal(judge.email, "Ada@example.org");
	assert_i64_equal(judge.id, 0);
	assert_done(jam_store_find_judge(p->store, p->event, "Eve", p->arena,
					 &judge, &p->err),
		    &p->err);
	assert_i64_equal(judge.kind, JAM_EXPERT);
	refuse(p, "adda@example.org",
	       "jam knows nobody called \"adda@example.org\"",
	       "did you mean Ada@example.org?");
	refuse(p, "cy@example.org", "\"cy@example.org\" is not a judge of jam",
	       "judges are the authors of projects and the experts (jam "
	       "import judges); jam list judges");
	people_judge(p, "eve2@example.org", "Eve", NULL);
	refuse(p, "Eve", "\"Eve\" is the name of several judges",
	       "name the judge by e-mail address");
}

/* The record of a jam that is over: a judge need not be an address. */
static void
test_recorded_judges(void **state)
{
	struct people *p = *state;
	struct jam_judge first, again, peer;

	cast(p);
	people_begin(p);
	assert_done(jam_store_make_recorded(p->store, p->event, "Judge 7",
					    p->arena, &first, &p->err) &&
			jam_store_make_recorded(p->store, p->event, "Judge 7",
						p->arena, &again, &p->err) &&
			jam_store_make_recorded(p->store, p->event,
						"ada@example.org", p->arena,
						&peer, &p->err),
		    &p->err);
	assert_true(first.id != 0);
	assert_i64_equal(first.id, again.id);
	assert_i64_equal(first.kind, JAM_EXPERT);
	assert_i64_equal(peer.kind, JAM_PEER);
	assert_done(
	    jam_store_make_recorded(p->store, p->event, "New@Example.org",
				    p->arena, &first, &p->err) &&
		jam_store_make_recorded(p->store, p->event, "new@example.org",
					p->arena, &again, &p->err),
	    &p->err);
	assert_i64_equal(first.id, again.id);
	people_assert_proven(p);
	assert_done(jam_store_find_judge(p->store, p->event, "Judge 7",
					 p->arena, &again, &p->err),
		    &p->err);
}

/* Both addresses are one judge, with the later end of either. */
static void
test_a_merged_judge_is_one(void **state)
{
	struct people *p = *state;
	struct jam_judge judge;

	people_judge(p, "ada@lab.example.org", "Ada", NULL);
	people_judge(p, "ada@example.org", "Ada", NULL);
	assert_string_equal(people_ask(p, "SELECT count(*) FROM judge"), "1");
	people_assert_proven(p);
	people_project(p, "Two", "bo@example.org", NULL);
	people_rate(p, "ada@example.org", "two", "3", "by the staying one");
	people_assert_proven(p);
	release(p, "ada@example.org");
	people_assert_proven(p);
	assert_string_equal(admitted(p, true), "ada@example.org expert gone, "
					       "bo@example.org peer");
	people_amend(p, "  batch: 2\n",
		     "  batch: 2\n  extensions: [{judge: "
		     "ada@lab.example.org, until: 2022-11-14 12:00}]\n");
	assert_done(jam_store_find_judge(p->store, p->event, "ada@example.org",
					 p->arena, &judge, &p->err),
		    &p->err);
	assert_i64_equal(judge.until, 1668423600);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PEOPLE_TEST(test_who_is_admitted),
		PEOPLE_TEST(test_who_cancelled_or_left_is_gone),
		PEOPLE_TEST(test_a_released_judge_is_gone),
		PEOPLE_TEST(test_a_second_import_changes_nothing),
		PEOPLE_TEST(test_what_changed_is_updated),
		PEOPLE_TEST(test_a_new_name_is_seen_everywhere),
		PEOPLE_TEST(test_conflicts_name_what_is_there),
		PEOPLE_TEST(test_a_conflict_follows_its_project),
		PEOPLE_TEST(test_a_peer_stays_one),
		PEOPLE_TEST(test_who_a_text_means),
		PEOPLE_TEST(test_recorded_judges),
		PEOPLE_TEST(test_a_merged_judge_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
