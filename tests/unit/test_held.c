/* SPDX-License-Identifier: MIT */
/* Rows of one key: which of them is handed on, and with what. */
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "tests/unit/import_run.h"
#include "tests/unit/jam_test.h"

#define R JAM_IMPORT_REGISTRATIONS
#define J JAM_IMPORT_JUDGES
#define P JAM_IMPORT_PROJECTS
#define T JAM_IMPORT_RATINGS
#define S JAM_IMPORT_SURVEY
#define O JAM_IMPORT_OUTCOMES

/* What a table gives, bad rows or not; some of its rows are skipped. */
static struct jam_test_run *
expect(void **state, enum jam_import_kind kind, const char *text,
       const char *rows, int64_t skipped)
{
	struct jam_test_run *run = jam_test_import_text(*state, kind, text);

	assert_done(run->done, &run->err);
	assert_string_equal(jam_buf_string(&run->rows), rows);
	assert_i64_equal(run->counts.skipped, skipped);
	return run;
}

/* The last row of a key is bad: the one before it stands, of any kind. */
static void
test_last_is_bad(void **state)
{
	struct jam_test_run *run;

	run = expect(state, R,
		     "email,site\na@example.org,london\n"
		     "a@example.org,paris\n",
		     "2: a@example.org site=london\n", 1);
	assert_null(strstr(jam_buf_string(&run->notes), "folded"));
	expect(state, J,
	       "email,name,public\na@example.org,A,\na@example.org,B,maybe\n",
	       "2: a@example.org name=A\n", 1);
	expect(state, P, "id,title,site\nx,A,london\nx,B,paris\n",
	       "2: A id=x\n", 1);
	expect(state, T,
	       "judge,project,ml-safety,novelty\nj,p,4,4\nj,p,9,4\nk,p,2,2\n"
	       "k,p,,3\n",
	       "2: j p 4 4\n4: k p 2 2\n", 2);
	run = expect(state, S,
		     "email,How likely\na@example.org,7\na@example.org,11\n",
		     "2: ma@example.org email=a@example.org recommend=7\n", 1);
	jam_test_problem(run, 0, 3, "recommend", "from 0 to 10");
	expect(state, O,
	       "wave,kind,email,at\n1,job,a@example.org,2022-11-13\n"
	       "1,job,a@example.org,soon\n",
	       "2: 1 job email=a@example.org\n", 1);
	/* It has a cell too many. */
	expect(state, R, "email,site\na@example.org,london\na@example.org,,x\n",
	       "2: a@example.org site=london\n", 1);
}

/* What is refused when it is handed on gives way to the row before it. */
static void
test_last_is_refused(void **state)
{
	struct jam_test_run *run =
	    expect(state, R,
		   "email,name\na@example.org,A\na@example.org,B\n"
		   "a@example.org,Refused By Store\n",
		   "3: a@example.org name=B\n", 2);

	assert_i64_equal(run->problems.count, 1);
	jam_test_problem(run, 0, 4, "", "the store says no");
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       "passed over: 1 folded into a later row"));
	/* And that one is refused as well. */
	run = expect(state, R,
		     "email,name\na@example.org,Refused By Store\n"
		     "a@example.org,\n",
		     "", 2);
	jam_test_problem(run, 0, 2, "", "the store says no");
	jam_test_problem(run, 1, 3, "", "the store says no");
	assert_string_equal(
	    jam_buf_string(&run->rejects),
	    "2: the store says no: a@example.org Refused By Store\n"
	    "3: the store says no: a@example.org \n");
}

/* The later of two wins; an earlier one that was bad is no matter. */
static void
test_last_wins(void **state)
{
	struct jam_test_run *run;

	expect(state, J,
	       "email,name,public\na@example.org,A,maybe\na@example.org,B,no\n",
	       "3: a@example.org name=B public=no\n", 1);
	run = expect(state, S, "id,Before\n7,1\n7,2\n7,3\n", "4: i7 before=3\n",
		     2);
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       ":4: over line 3: the same row"));
	run = expect(state, O, "wave,kind,project,quote\n1,job,p,x\n1,job,p,\n",
		     "3: 1 job project=p\n", 1);
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       ":3: over line 2: the same row"));
}

/* Typeform: a form that was left is passed over, of every kind. */
static void
test_not_completed(void **state)
{
	struct jam_test_run *run;

	expect(state, J,
	       "#,email,name,Response Type,Submit Date (UTC),Network ID\n"
	       "1,a@example.org,A,completed,2022-11-13 10:00,n\n"
	       "2,a@example.org,B,partial,2022-11-13 11:00,n\n",
	       "2: a@example.org name=A [#: 1] [Submit Date (UTC): 2022-11-13 "
	       "10:00]\n",
	       1);
	run = expect(state, P,
		     "#,title,Response Type,Submit Date (UTC),Network ID\n"
		     "1,A,partial,2022-11-13 10:00,n\n"
		     "2,B,completed,2022-11-13 11:00,n\n"
		     "3,,started,2022-11-13 11:00,n\n",
		     "3: B id=2 at=2022-11-13T11:00:00Z\n", 2);
	assert_i64_equal(run->problems.count, 0);
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       "passed over: 2 not completed"));
	expect(state, S,
	       "#,Before,Response Type,Submit Date (UTC),Network ID\n"
	       "1,10,partial,2022-11-13 10:00,n\n"
	       "2,20,,2022-11-13 11:00,n\n",
	       "3: i2 before=20\n", 1);
}

/* A rating that lacks a score goes to the rejects as the rows it came in. */
static void
test_long_rejects(void **state)
{
	struct jam_test_run *run =
	    expect(state, T,
		   "criterion,judge,project,score,comment,rated_at,x\n"
		   "novelty,j,p,4,hm,2022-11-13T15:00:00Z,y\nnovelty,k,p,2,,,\n"
		   "ml-safety,k,p,1,,,\n",
		   "3: k p 1 2\n", 1);

	assert_string_equal(jam_buf_string(&run->rejects),
			    "2: no score for ml-safety; every criterion of e "
			    "is needed: novelty j "
			    "p 4 hm "
			    "2022-11-13T15:00:00Z \n");
}

/* So many rows that those held before are dropped: the last have all. */
static void
test_many_held(void **state)
{
	struct jam_buf text;
	struct jam_test_run *run;
	char *cell = jam_alloc(*state, 10001);

	memset(cell, 'x', 10000);
	jam_buf_init(&text, *state);
	jam_buf_text(&text, "email,name,team,Long,Diet\n");
	for (int i = 0; i < 3; i++)
		jam_buf_format(&text, "%d@example.org,N%d,,,d%d\n", i, i, i);
	for (int i = 0; i < 3000; i++)
		jam_buf_format(&text, "%d@example.org,,T%d,%s,\n", i % 3, i % 3,
			       cell);
	for (int i = 0; i < 3; i++)
		jam_buf_format(&text, "%d@example.org,,,short,\n", i);
	run = expect(state, R, jam_buf_string(&text),
		     "3005: 0@example.org name=N0 team=T0 [Long: short] "
		     "[Diet: d0]\n3006: 1@example.org name=N1 team=T1 [Long: "
		     "short] [Diet: d1]\n3007: 2@example.org name=N2 team=T2 "
		     "[Long: short] [Diet: d2]\n",
		     3003);
	assert_i64_equal(run->problems.count, 0);
}

/* Devpost, a row per prize: the list has an end. */
static void
test_prizes(void **state)
{
	struct jam_buf text, rows;
	struct jam_test_run *run;

	jam_buf_init(&text, *state);
	jam_buf_init(&rows, *state);
	jam_buf_text(&text, "Opt-In Prize,Project Title,Submission Url,Project "
			    "Status\n");
	for (int i = 0; i < 3; i++)
		jam_buf_format(&text,
			       "%030000d,A,https://example.org/a,"
			       "Submitted (Gallery/Visible)\n",
			       i);
	jam_buf_text(&text, ",A,https://example.org/a,"
			    "Submitted (Gallery/Visible)\n");
	jam_buf_format(&rows,
		       "5: A id=https://example.org/a "
		       "url=https://example.org/a [Opt-In Prize: "
		       "%030000d; %030000d]\n",
		       0, 1);
	run = expect(state, P, jam_buf_string(&text), jam_buf_string(&rows), 3);
	assert_i64_equal(run->problems.count, 1);
	jam_test_problem(run, 0, 4, "Opt-In Prize",
			 "the prizes together have more than 64 KiB");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_last_is_bad),  JAM_TEST(test_last_is_refused),
		JAM_TEST(test_last_wins),    JAM_TEST(test_not_completed),
		JAM_TEST(test_long_rejects), JAM_TEST(test_many_held),
		JAM_TEST(test_prizes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
