/* SPDX-License-Identifier: MIT */
/* Tables: columns, values, folded rows, what is refused. */
#include <stdio.h>
#include <string.h>

#include "tests/unit/import_run.h"
#include "tests/unit/import_text.h"
#include "tests/unit/jam_test.h"

#define R JAM_IMPORT_REGISTRATIONS
#define P JAM_IMPORT_PROJECTS
#define J JAM_IMPORT_JUDGES
#define T JAM_IMPORT_RATINGS

static void
test_own(void **state)
{
	struct jam_test_run *run = jam_test_import_text(
	    *state, R,
	    "Email,NAME,site,team,role,status,registered_at,Shirt\n"
	    "ada@example.org,Ada  Example,copenhagen,Heads,mentor,waitlist,"
	    "2022-11-01 10:00,M\n"
	    "mailto:Bo@Example.org,,LONDON (uk),,,,2022-11-01T10:00:00Z,\n"
	    "cy@example.org,Cy,Online,,,Going\n");

	jam_test_rows(run,
		      "2: ada@example.org name=Ada Example site=copenhagen "
		      "team=Heads role=mentor status=waitlist "
		      "at=2022-11-01T09:00:00Z [Shirt: M]\n"
		      "3: Bo@Example.org site=london at=2022-11-01T10:00:00Z\n"
		      "4: cy@example.org name=Cy site=online status=going\n");
	assert_i64_equal(run->counts.rows, 3);
	assert_i64_equal(run->counts.skipped, 0);
	assert_non_null(
	    strstr(jam_buf_string(&run->explained),
		   "7 columns used, 1 kept as an answer, 0 ignored"));
}

static void
test_bad_rows(void **state)
{
	struct jam_test_run *run = jam_test_import_text(
	    *state, R,
	    "email,name,site,status,registered_at\n"
	    "ada@,A,,,\n,B,,,\nc@example.org,C,paris,,\n"
	    "d@example.org,D,,maybe,\ne@example.org,E,,,yesterday\n"
	    "f@example.org,F,,,,extra\ng@example.org,Refused By Store,,,\n"
	    "h@example.org,H,,,44876\ni@example.org,I,,,2022-03-27 02:30\n"
	    "ok@example.org,OK,,,,,\n");

	assert_done(run->done, &run->err);
	assert_string_equal(jam_buf_string(&run->rows),
			    "11: ok@example.org name=OK\n");
	assert_i64_equal(run->problems.count, 9);
	jam_test_problem(run, 0, 2, "email",
			 "\"ada@\" is not an e-mail address");
	jam_test_problem(run, 1, 3, "email", "no e-mail address");
	jam_test_problem(run, 2, 4, "site",
			 "\"paris\" is no site; there are copenhagen, london, "
			 "online");
	jam_test_problem(run, 3, 5, "status", "\"maybe\" is none of going");
	jam_test_problem(run, 4, 6, "registered_at", "is not a time");
	jam_test_problem(run, 5, 7, "", "6 cells, but the header has 5");
	jam_test_problem(run, 6, 8, "", "the store says no");
	jam_test_problem(run, 7, 9, "registered_at", "a bare number");
	jam_test_problem(run, 8, 10, "registered_at", "does not exist");
	assert_i64_equal(run->counts.rows, 10);
	assert_i64_equal(run->counts.skipped, 9);
	assert_non_null(strstr(jam_buf_string(&run->rejects),
			       "2: email: \"ada@\" is not an e-mail address: "
			       "ada@ A"));
}

/* A quote that is never closed ends it, and what was bad before is told. */
static void
test_quote_ends(void **state)
{
	struct jam_test_run *run = jam_test_import_text(
	    *state, R, "email,Company\nada@,A\nb@example.org,\"x\n");

	assert_false(run->done);
	assert_int_equal(run->err.code, JAM_E_DATA);
	assert_i64_equal(run->problems.count, 2);
	jam_test_problem(run, 0, 2, "email", "\"ada@\"");
	jam_test_problem(run, 1, 3, "",
			 "the quote that opens in field 2 (\"Company\") is "
			 "never closed");
}

static void
test_fold(void **state)
{
	struct jam_test_run *run = jam_test_import_text(
	    *state, R,
	    "email,name,site,status\nAda@example.org,Ada,london,going\n"
	    "b@example.org,B,,\nada@EXAMPLE.org,Ada E,,declined\n"
	    "a.da+jam@example.org,Ada,,\n");

	jam_test_rows(run, "3: b@example.org name=B\n"
			   "4: ada@EXAMPLE.org name=Ada E site=london "
			   "status=declined\n"
			   "5: a.da+jam@example.org name=Ada\n");
	assert_i64_equal(run->counts.rows, 4);
	assert_i64_equal(run->counts.skipped, 1);
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       ":4: over line 2: status: \"declined\", was "
			       "\"going\""));
	/* The last row is bad: the one before it stands. */
	run = jam_test_import_text(*state, R,
				   "email,site\na@example.org,london\n"
				   "a@example.org,paris\n");
	assert_done(run->done, &run->err);
	assert_string_equal(jam_buf_string(&run->rows),
			    "2: a@example.org site=london\n");
	assert_i64_equal(run->counts.skipped, 1);
}

static void
test_headers(void **state)
{
	struct jam_test_run *run;

	jam_test_rows(jam_test_import_text(
			  *state, R,
			  "What is your e-mail address?;Please enter your "
			  "name *;Other;Other;referrer_email_source\n"
			  "a@example.org;A;x;y;z\n"),
		      "2: a@example.org name=A [Other: x] [Other (2): y] "
		      "[referrer_email_source: z]\n");
	/* The better match wins, the lesser is an answer. */
	jam_test_rows(
	    jam_test_import_text(*state, R,
				 "E-Mail Address,email\nold@example.org,"
				 "new@example.org\n"),
	    "2: new@example.org [E-Mail Address: old@example.org]\n");
	/* Two of one rank: they agree, or the row is bad. */
	run =
	    jam_test_import_text(*state, R,
				 "Email Address,Email Address\na@example.org,\n"
				 "b@example.org,b@example.org\nc@example.org,"
				 "d@example.org\n");
	assert_string_equal(jam_buf_string(&run->rows),
			    "2: a@example.org\n3: b@example.org\n");
	jam_test_problem(run, 0, 4, "email", "columns 1 and 2 say");
	run = jam_test_import_text(*state, R, "Purchaser Email,Name\nx,y\n");
	assert_false(run->done);
	assert_error(&run->err, JAM_E_DATA,
		     "no column for email; the columns are 1 \"Purchaser "
		     "Email\", 2 \"Name\"");
	assert_error(&run->err, JAM_E_DATA, "--map email=#2");
	jam_test_rows(jam_test_import_text(*state, R, "email,name\n"), "");
}

static void
test_map(void **state)
{
	struct jam_test_run *run = jam_test_begin(*state);
	static const char text[] = "Mail,Given,Family,Nick,email\n"
				   "a@example.org,A,B,N,x\n";

	jam_test_map(run, "email=Mail");
	jam_test_map(run, "name=Nick");
	jam_test_import(run, R, jam_test_file(text, strlen(text)));
	jam_test_rows(run, "2: a@example.org name=N [Given: A] [Family: B] "
			   "[email: x]\n");
	run = jam_test_begin(*state);
	jam_test_map(run, "email=#1");
	jam_test_map(run, "name=");
	jam_test_import(run, R, jam_test_file(text, strlen(text)));
	jam_test_rows(run, "2: a@example.org [Given: A] [Family: B] [Nick: N] "
			   "[email: x]\n");
	run = jam_test_begin(*state);
	jam_test_map(run, "email=Mali");
	jam_test_import(run, R, jam_test_file(text, strlen(text)));
	assert_error(&run->err, JAM_E_DATA, "there is no column \"Mali\"");
	run = jam_test_begin(*state);
	jam_test_map(run, "mail=Mail");
	jam_test_import(run, R, jam_test_file(text, strlen(text)));
	assert_error(&run->err, JAM_E_USAGE, "have no field \"mail\"");
}

static void
test_headerless(void **state)
{
	static const char text[] = "Ada,ada@example.org\nBo,bo@example.org\n";
	struct jam_test_run *run = jam_test_import_text(*state, J, text);

	assert_error(&run->err, JAM_E_DATA, "there is no header");
	run = jam_test_begin(*state);
	jam_test_map(run, "name=#1");
	jam_test_map(run, "email=#2");
	jam_test_import(run, J, jam_test_file(text, strlen(text)));
	jam_test_rows(run, "1: ada@example.org name=Ada\n2: bo@example.org "
			   "name=Bo\n");
}

static void
test_map_file(void **state)
{
	static const char yaml[] =
	    "map: {site: Where?, name: [First, Last], team: '#5'}\n"
	    "values: {site: {Köbenhavn: copenhagen}}\n"
	    "ignore: [Phone]\ndate_format: mdy\n"
	    "timezone: America/New_York\n";
	static const char text[] =
	    "email,First,Last,Where?,Crew,Phone,timestamp\n"
	    "a@example.org,A,B,KÖBENHAVN,X,1,11/12/2022 10:00\n";
	struct jam_test_run *run = jam_test_begin(*state);
	FILE *file = jam_test_file(yaml, strlen(yaml));

	assert_done(jam_mapping_read(file, "m.yaml", &run->mapping, &run->err),
		    &run->err);
	fclose(file);
	jam_test_import(run, R, jam_test_file(text, strlen(text)));
	jam_test_rows(run, "2: a@example.org name=A B site=copenhagen team=X "
			   "at=2022-11-12T15:00:00Z\n");
	file = jam_test_file("mpa: {}\n", 8);
	assert_false(
	    jam_mapping_read(file, "m.yaml", &run->mapping, &run->err));
	fclose(file);
	assert_non_null(
	    strstr(run->err.problems->first->message, "did you mean \"map\"?"));
}

static void
test_dates(void **state)
{
	struct jam_test_run *run;

	run = jam_test_import_text(
	    *state, R,
	    "email,timestamp\na@example.org,13/11/2022 10:00\n"
	    "b@example.org,1/2/22 9:15 PM\n");
	jam_test_rows(run, "2: a@example.org at=2022-11-13T09:00:00Z\n"
			   "3: b@example.org at=2022-02-01T20:15:00Z\n");
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       "dates are taken as day, month, year"));
	jam_test_rows(
	    jam_test_import_text(*state, R,
				 "email,timestamp\na@example.org,11/13/2022\n"),
	    "2: a@example.org at=2022-11-12T23:00:00Z\n");
	jam_test_rows(
	    jam_test_import_text(*state, R,
				 "email,timestamp\na@example.org,11/11/2022\n"),
	    "2: a@example.org at=2022-11-10T23:00:00Z\n");
	run = jam_test_import_text(
	    *state, R, "email,timestamp\na@example.org,11/12/2022\n");
	assert_error(&run->err, JAM_E_DATA, "--date-format dmy");
	run = jam_test_import_text(*state, R,
				   "email,timestamp\na@example.org,13/12/2022\n"
				   "b@example.org,12/13/2022\n");
	assert_error(&run->err, JAM_E_DATA, "throughout");
	jam_test_rows(jam_test_import_text(
			  *state, R,
			  "email,Submit Date (UTC)\na@example.org,2022-11-13 "
			  "10:00\nb@example.org,2022/11/13 10:00:01 AM "
			  "GMT+1\n"),
		      "2: a@example.org at=2022-11-13T10:00:00Z\n"
		      "3: b@example.org at=2022-11-13T09:00:01Z\n");
}

static void
test_judges(void **state)
{
	struct jam_test_run *run = jam_test_import_text(
	    *state, J,
	    "email,name,affiliation,public,expertise,conflicts\n"
	    "a@example.org,A,Lab,Yes,ML,heads; #3 ;\nb@example.org,,,0,,\n"
	    "c@example.org,,,perhaps,,\n");

	assert_string_equal(jam_buf_string(&run->rows),
			    "2: a@example.org name=A affiliation=Lab "
			    "expertise=ML public=yes conflict=heads "
			    "conflict=#3\n3: b@example.org public=no\n");
	jam_test_problem(run, 0, 4, "public", "neither yes nor no");
}

static void
test_members(void **state)
{
	struct jam_test_run *run = jam_test_import_text(
	    *state, P,
	    "title,members\nA,ada@example.org; Bo Example <bo@example.org>\n"
	    "B,\"Ada A, Bo B, Cy C\"\nC,\"Doe, Jane\"\nD,Plato\n"
	    "E,\"a@example.org, b@example.org\"\nF,x@y\n,G\n");

	assert_string_equal(
	    jam_buf_string(&run->rows),
	    "2: A <|ada@example.org> <Bo Example|bo@example.org>\n"
	    "3: B <Ada A|> <Bo B|> <Cy C|>\n5: D <Plato|>\n"
	    "6: E <|a@example.org> <|b@example.org>\n");
	jam_test_problem(run, 0, 4, "members", "one person or several");
	jam_test_problem(run, 1, 7, "members", "not an e-mail address");
	jam_test_problem(run, 2, 8, "title", "there is no title");
}

static void
test_ratings(void **state)
{
	struct jam_test_run *run;

	jam_test_rows(jam_test_import_text(
			  *state, T,
			  "judge,project,criterion,score,comment\n"
			  "j,p,ml-safety,4,\nk,p,Novelty,2,\nj,p,novelty,5,ok\n"
			  "k,p,ML Safety,\"3,0\",\n"),
		      "2: j p 4 5 comment=ok\n3: k p 3 2\n");
	jam_test_rows(
	    jam_test_import_text(*state, T,
				 "judge,project,ml_safety,Novelty,rated_at\n"
				 "j,p,4,5,2022-11-13T15:00:00Z\n"),
	    "2: j p 4 5 at=2022-11-13T15:00:00Z\n");
	run =
	    jam_test_import_text(*state, T,
				 "judge,project,ml-safety,novelty\nj,p,6,1\n"
				 "j,q,\"1,000\",2\nj,r,4,\n,s,1,1\nj,p,4,4\n");
	assert_string_equal(jam_buf_string(&run->rows), "6: j p 4 4\n");
	jam_test_problem(run, 0, 2, "", "is above the scale 1 to 5");
	jam_test_problem(run, 1, 3, "ml-safety", "is not a number");
	jam_test_problem(run, 2, 4, "", "no score for novelty");
	jam_test_problem(run, 3, 5, "judge", "there is no judge");
	run = jam_test_import_text(
	    *state, T,
	    "judge,project,criterion,score\nj,p,ml-safety,4\n"
	    "j,p,speed,1\n");
	jam_test_problem(run, 0, 3, "criterion", "\"speed\" is no criterion");
	jam_test_problem(run, 1, 2, "", "no score for novelty");
	assert_i64_equal(run->counts.rows, run->counts.skipped);
}

/* The later of two wins, and both lines are named. */
static void
test_rating_folds(void **state)
{
	struct jam_test_run *run = jam_test_import_text(
	    *state, T, "judge,project,ml-safety,novelty\nj,p,1,1\nJ,P,4,4\n");

	jam_test_rows(run, "3: J P 4 4\n");
	assert_i64_equal(run->counts.skipped, 1);
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       ":3: over line 2: the same judge"));
	run = jam_test_import_text(
	    *state, T,
	    "judge,project,criterion,score,rated_at\nj,p,novelty,4,\n"
	    "j,p,ml-safety,4,\nj,p,novelty,5,2022-11-13T15:00:00Z\n");
	jam_test_rows(run, "2: j p 4 5 at=2022-11-13T15:00:00Z\n");
	assert_i64_equal(run->counts.rows, 1);
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       ":4: over line 2: another score for novelty"));
	run = jam_test_begin(*state);
	jam_test_map(run, "novelty=How new?");
	jam_test_map(run, "ml-safety=#4");
	jam_test_import(
	    run, T, jam_test_file("judge,project,How new?,x\nj,p,1,2\n", 33));
	jam_test_rows(run, "2: j p 2 1\n");
	run = jam_test_import_text(*state, T, "judge,score\nj,1\n");
	assert_error(&run->err, JAM_E_DATA, "no column for project");
	run = jam_test_import_text(*state, T, "judge,project,score\nj,p,1\n");
	assert_error(&run->err, JAM_E_DATA, "no column for criterion");
}

static void
test_judge_folds(void **state)
{
	struct jam_test_run *run = jam_test_import_text(
	    *state, J,
	    "email,name,affiliation,expertise,public,conflicts,Diet\n"
	    "a@example.org,A,Lab,Heads,yes,alpha;beta,none\n"
	    "A@example.org,B,,Tails,no,,\n");

	jam_test_rows(run, "3: A@example.org name=B affiliation=Lab "
			   "expertise=Tails public=no conflict=alpha "
			   "conflict=beta [Diet: none]\n");
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       ":3: over line 2: name: \"B\", was \"A\""));
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       ":3: over line 2: public: \"no\", was \"yes\""));
}

/* One project in two rows: what the later does not say stays. */
static void
test_project_folds(void **state)
{
	struct jam_test_run *run = jam_test_import_text(
	    *state, P,
	    "id,title,members,url,abstract,submitted_at,Table,Chairs\n"
	    "x,A,Ada,ftp://example.org,one,2022-11-13 10:00,7,2\n"
	    "x,B,,,two,,,3\ny,A,Bo,,,,,\n");

	jam_test_rows(run, "3: B id=x url=ftp://example.org abstract=two "
			   "at=2022-11-13T09:00:00Z <Ada|> [Table: 7] "
			   "[Chairs: 3]\n"
			   "4: A id=y <Bo|>\n");
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       ":3: over line 2: abstract: \"two\", was "
			       "\"one\""));
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       "\"ftp://example.org\" is no http address"));
}

static void
test_edges(void **state)
{
	struct jam_test_run *run;
	struct jam_buf text;

	run = jam_test_import_text(*state, R, "\n \n");
	assert_error(&run->err, JAM_E_DATA, "the file is empty");
	jam_buf_init(&text, *state);
	for (int i = 0; i < 70; i++)
		jam_buf_format(&text, "c%d,", i);
	run = jam_test_import_text(*state, R, jam_buf_string(&text));
	assert_error(&run->err, JAM_E_DATA, "60 \"c59\" and 11 more");
	run = jam_test_begin(*state);
	run->mapping.ignore = (const char *[]){ "Phone" };
	run->mapping.ignore_len = 1;
	jam_test_import(run, R, jam_test_file("email\n", 6));
	assert_error(&run->err, JAM_E_DATA, "there is no column \"Phone\"");
	run = jam_test_import_text(
	    *state, R,
	    "email,Note\na@example.org,\xc2\xa0\nb@example.org,\xc2\xa0x\n");
	jam_test_rows(run, "2: a@example.org\n3: b@example.org [Note: x]\n");
}

static void
test_survey(void **state)
{
	struct jam_test_run *run = jam_test_import_text(
	    *state, JAM_IMPORT_SURVEY,
	    "email,How likely,Before,Why,Else\n"
	    "a@example.org,9,20%,x,y\n,10,\"32,5\",,\n,10,\"32,5\",,\n"
	    ",11,1,,\n,1,101,,\na@example.org,8,,z,\n");

	assert_done(run->done, &run->err);
	assert_string_equal(
	    jam_buf_string(&run->rows),
	    "3: db921268c8c036e38284c956cf5c4623a-1 recommend=10 before=32.5\n"
	    "4: db921268c8c036e38284c956cf5c4623a-2 recommend=10 before=32.5\n"
	    "7: ma@example.org email=a@example.org recommend=8 why=z\n");
	jam_test_problem(run, 0, 5, "recommend", "from 0 to 10");
	jam_test_problem(run, 1, 6, "before", "percent from 0 to 100");
	run = jam_test_import_text(*state, JAM_IMPORT_SURVEY,
				   "id,Before\n7,x\n8,1\n8,2\n");
	assert_string_equal(jam_buf_string(&run->rows), "4: i8 before=2\n");
	jam_test_problem(run, 0, 2, "before", "\"x\" is not a number");
	run = jam_test_import_text(*state, JAM_IMPORT_SURVEY, "email,Else\n");
	assert_error(&run->err, JAM_E_DATA, "no column for question");
}

/* What was guarded against formulas comes back as it was. */
static void
test_guard(void **state)
{
	jam_test_rows(jam_test_import_text(
			  *state, R,
			  "reason,email,name,Note\nbad,a@example.org,'=A,'x\n"
			  "bad,b@example.org,''=B,'+45\n"),
		      "2: a@example.org name==A [Note: 'x]\n"
		      "3: b@example.org name='=B [Note: +45]\n");
	jam_test_rows(jam_test_import_text(
			  *state, R, "email,name,Note\na@example.org,'=A,x\n"),
		      "2: a@example.org name='=A [Note: x]\n");
	jam_test_rows(
	    jam_test_import_text(*state, R, "email,name\na@example.org,'=A\n"),
	    "2: a@example.org name==A\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_own),	    JAM_TEST(test_bad_rows),
		JAM_TEST(test_quote_ends),  JAM_TEST(test_fold),
		JAM_TEST(test_headers),	    JAM_TEST(test_map),
		JAM_TEST(test_headerless),  JAM_TEST(test_map_file),
		JAM_TEST(test_dates),	    JAM_TEST(test_judges),
		JAM_TEST(test_members),	    JAM_TEST(test_ratings),
		JAM_TEST(test_survey),	    JAM_TEST(test_rating_folds),
		JAM_TEST(test_judge_folds), JAM_TEST(test_project_folds),
		JAM_TEST(test_edges),	    JAM_TEST(test_guard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
