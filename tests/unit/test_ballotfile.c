/* SPDX-License-Identifier: MIT */
/* Ballots in all their forms, and what each does not understand. */
#include <string.h>

#include "core/base/buf.h"
#include "core/import/ballotfile.h"
#include "core/model/ballot.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "tests/unit/import_text.h"
#include "tests/unit/jam_test.h"

#define BIND "4f0c 9b1e 5d41402abc4b2a76"

static struct jam_criterion criteria[] = {
	{ .key = "ml-safety", .title = "ML Safety", .required = true },
	{ .key = "novelty", .title = "Novelty", .required = true },
};
static const struct jam_event event = {
	.slug = "e",
	.criteria = criteria,
	.criteria_len = 2,
	.judging = { .scale_min = 1, .scale_max = 5, .scale_step = 1 },
};

/* The ballot as text: "EVENT JUDGE RUBRIC@SAVED", then a line a project. */
static const char *
show(struct jam_arena *arena, const char *text, struct jam_error *err)
{
	FILE *file = jam_test_file(text, strlen(text));
	struct jam_ballot ballot;
	struct jam_buf out;
	bool done;

	*err = (struct jam_error){ .code = JAM_OK };
	done = jam_ballotfile_read(file, "b", JAM_UTF8, arena, &ballot, err);
	fclose(file);
	if (!done)
		return NULL;
	jam_buf_init(&out, arena);
	jam_buf_format(&out, "%s %s %s", ballot.event_uid, ballot.judge_uid,
		       ballot.rubric);
	if (ballot.saved_at != JAM_NONE)
		jam_buf_format(&out, "@%lld", (long long)ballot.saved_at);
	for (size_t i = 0; i < ballot.rows_len; i++) {
		const struct jam_ballot_row *row = &ballot.rows[i];

		jam_buf_format(&out, "\n%zu: %d %s", row->line,
			       (int)row->number, row->slug);
		for (size_t k = 0; k < row->scores_len; k++)
			jam_buf_format(&out, " %s=%s", row->scores[k].key,
				       row->scores[k].text);
		if (row->comment != NULL)
			jam_buf_format(&out, " [%s]", row->comment);
		if (row->skip != NULL)
			jam_buf_format(&out, " skip: %s", row->skip);
	}
	return jam_buf_string(&out);
}

static void
expect(struct jam_arena *arena, const char *text, const char *ballot)
{
	struct jam_error err;
	const char *found = show(arena, text, &err);

	if (err.problems != NULL && err.problems->first != NULL)
		print_error("%zu: %s: %s\n", err.problems->first->at.line,
			    err.problems->first->at.field,
			    err.problems->first->message);
	assert_done(found != NULL, &err);
	assert_string_equal(found, ballot);
}

static void
refuse(struct jam_arena *arena, const char *text, size_t line, const char *part)
{
	struct jam_error err;

	assert_null(show(arena, text, &err));
	assert_int_equal(err.code, JAM_E_DATA);
	if (err.problems == NULL) {
		assert_error(&err, JAM_E_DATA, part);
		assert_i64_equal(err.at.line, line);
		return;
	}
	if (strstr(err.problems->first->message, part) == NULL)
		print_error("%s\n", err.problems->first->message);
	assert_non_null(strstr(err.problems->first->message, part));
	assert_i64_equal(err.problems->first->at.line, line);
}

static const char yaml[] = "# How to fill this in: a number behind each\n"
			   "ballot: jam/1\nevent_uid: \"4f0c\"\n"
			   "judge_uid: \"9b1e\"\n"
			   "rubric: \"5d41402abc4b2a76\"\nprojects:\n"
			   "  - project: 3\n    slug: backup-heads\n"
			   "    scores:\n      ml-safety: 4\n      novelty:\n"
			   "    comment: |\n      Two\n      lines\n"
			   "    skip: \"\"\n";

static void
test_yaml(void **state)
{
	expect(*state, yaml,
	       BIND "\n7: 3 backup-heads ml-safety=4 novelty= [Two\nlines]");
	refuse(*state, "ballot: jam/2\nprojects: []\n", 1, "jam/1");
	refuse(*state, jam_format(*state, "%s    coment: x\n", yaml), 16,
	       "did you mean \"comment\"?");
	refuse(*state,
	       jam_format(*state, "%s  - {project: 4, slug: x, scores: 4}\n",
			  yaml),
	       16, "must be a map of criteria");
	refuse(*state,
	       jam_format(*state,
			  "%s  - {project: 4, slug: x, scores: {a: []}}\n",
			  yaml),
	       16, "must be one score");
	refuse(*state, jam_format(*state, "%ssaved_at: today\n", yaml), 16,
	       "\"today\" is not a time");
	refuse(*state,
	       jam_format(*state, "%s  - {project: 3, slug: x}\n", yaml), 16,
	       "project 3 is there already, in line 7");
}

static void
test_json(void **state)
{
	expect(*state,
	       "{\"schema\":\"jam/1\",\"kind\":\"ballot\",\"event\":\"e\","
	       "\"event_uid\":\"4f0c\",\"judge_uid\":\"9b1e\","
	       "\"rubric\":\"5d41402abc4b2a76\","
	       "\"saved_at\":\"2022-11-13T15:00:00.123Z\",\"rows\":["
	       "{\"project\":3,\"slug\":\"backup-heads\",\"scores\":"
	       "{\"ml-safety\":4,\"novelty\":null},\"comment\":\"a\\nb\","
	       "\"skip\":null},\n{\"project\":4,\"slug\":\"x\",\"scores\":{},"
	       "\"comment\":\"\",\"skip\":\"I know them\"}]}",
	       BIND "@1668351600\n1: 3 backup-heads ml-safety=4 novelty= "
		    "[a\nb]\n2: 4 x skip: I know them");
	refuse(*state, "{\"jam_games\":[]}", 1, "unknown key");
	refuse(*state, "{\"schema\":", 1, "not JSON");
}

static void
test_csv(void **state)
{
	expect(*state,
	       "\xef\xbb\xbf"
	       "event_uid;judge_uid;rubric;project;slug;title;url;ml-safety;"
	       "novelty;comment;skip\r\n"
	       "4f0c;9b1e;5d41402abc4b2a76;3;backup-heads;'=T;;4;4/5;"
	       "\"a\r\nb\";\r\n4f0c;9b1e;5d41402abc4b2a76;4;x;;;;;'-no;why\r\n",
	       BIND "\n2: 3 backup-heads ml-safety=4 novelty=4/5 [a\nb]\n"
		    "4: 4 x ml-safety= novelty= [-no] skip: why");
	refuse(*state,
	       "event_uid,judge_uid,rubric,project,slug\na,b,c,1,x\n"
	       "a,z,c,2,y\n",
	       3, "another ballot");
	refuse(*state, "a,b\n1,2\n", 0, "this is no ballot");
	refuse(*state, "a,b\n1,\"2\n", 0, "this is no ballot");
	refuse(*state,
	       "event_uid,judge_uid,rubric,project,slug\na,b,c,1,x,more\n", 2,
	       "cell 6 lies behind the header: \"more\"");
	refuse(*state, "event_uid,judge_uid,rubric,project,slug\n", 0,
	       "holds no project");
	refuse(*state, "event_uid,judge_uid,rubric,project,slug\na,b,c,x,x\n",
	       2, "\"x\" is no number");
}

static const char md[] =
    "# Ballot of Ada Example: Interpretability Hackathon\n"
    "jam-ballot: " BIND "\n\n> How to fill this in.\n\n"
    "## 3. Backup Heads (backup-heads)\n\n> https://example.org\n\n"
    "- ml-safety: 4\n- novelty: 4/5\n- skip (why):\n### Comment\n\n"
    "Good.\n\\## 4. no heading (x)\n\n## 5. A (b) (a-b)\n- ml-safety:\n"
    "- novelty:\n- skip (why): I know them\n### Comment\n\n"
    "# Other projects\n\n## 7. C (c)\n- ml-safety: 1\n";

#define MD                                                              \
	BIND "\n6: 3 backup-heads ml-safety=4 novelty=4/5 [Good.\n## "  \
	     "4. no heading (x)]\n18: 5 a-b ml-safety= novelty= skip: " \
	     "I know them\n26: 7 c ml-safety=1"

static void
test_markdown(void **state)
{
	expect(*state, md, MD);
	refuse(*state, jam_format(*state, "%sa comment here\n", md), 28,
	       "this line is not read; comments go below \"### Comment\"");
	refuse(*state, jam_format(*state, "%s- ml-safety: 2\n", md), 28,
	       "ml-safety is there already, in line 27");
	refuse(*state,
	       jam_format(*state, "%s- skip (why): a\n- skip (why): b\n", md),
	       29, "skip is there already, in line 28");
	refuse(*state, "jam-ballot: a b\n", 1, "once");
	refuse(*state, "x\njam-ballot: a b c\n", 1, "this line is not read");
}

/* Below a project nothing is passed over but the one address at its top. */
static void
test_quotes(void **state)
{
	static const char head[] =
	    "# Ballot\njam-ballot: " BIND "\n> - Ours.\n## 3. A (a)\n\n";
	static const char *const lines[] = {
		"> https://example.org\n> and mine\n",
		"> a note of mine\n",
		"- novelty: 4\n> https://example.org\n",
		"- novelty: 4\n> note\n",
		"\n# A note\n",
	};
	static const size_t at[] = { 7, 6, 7, 7, 7 };

	expect(*state,
	       jam_format(*state,
			  "%s> x\n\n- novelty: 4\n"
			  "# Other projects\n\n> Ours.\n",
			  head),
	       BIND "\n4: 3 a novelty=4");
	for (size_t i = 0; i < 5; i++)
		refuse(*state, jam_format(*state, "%s%s", head, lines[i]),
		       at[i], "this line is not read");
}

/* What mail programs and editors make of it. */
static void
test_mercy(void **state)
{
	struct jam_buf quoted, blanks;

	jam_buf_init(&quoted, *state);
	jam_buf_init(&blanks, *state);
	jam_buf_text(&quoted, "\xef\xbb\xbf> ");
	for (const char *c = md; *c != '\0'; c++) {
		if (*c == '\n')
			jam_buf_text(&quoted, c[1] == '\0' ? "\r\n" : "\r\n> ");
		else
			jam_buf_char(&quoted, *c);
		if (*c == '-' && c[1] == ' ')
			jam_buf_char(&blanks, '*');
		else if (*c == ' ' && c > md && c[-1] == ':')
			jam_buf_text(&blanks, " \xc2\xa0");
		else
			jam_buf_char(&blanks, *c);
	}
	expect(*state, jam_buf_string(&quoted), MD);
	expect(*state, jam_buf_string(&blanks), MD);
}

static void
test_html(void **state)
{
	refuse(*state, "<!doctype html><title>Ballot</title>", 0,
	       "this is the form; the answers are in the .json");
}

static void
expect_score(struct jam_arena *arena, const char *text, int score,
	     const char *problem)
{
	const struct jam_ballot_score written = { "novelty", text, 14 };
	const struct jam_ballot_row row = { .number = 3,
					    .scores = &written,
					    .scores_len = 1 };
	struct jam_error err = { .code = JAM_OK };
	int64_t scores[2];
	bool done = jam_ballot_scores(&event, &row, "Backup Heads", arena,
				      scores, &err);

	if (problem == NULL) {
		assert_done(done, &err);
		assert_i64_equal(scores[1], score);
		assert_i64_equal(scores[0], JAM_NONE);
		return;
	}
	assert_false(done);
	assert_error(&err, JAM_E_DATA, problem);
	assert_i64_equal(err.at.line, 14);
}

static void
test_scores(void **state)
{
	expect_score(*state, "4", 4, NULL);
	expect_score(*state, "4.0", 4, NULL);
	expect_score(*state, "4/5", 4, NULL);
	expect_score(*state, "4/10", 0, "is not a number");
	expect_score(*state, "6", 0,
		     "project 3 \"Backup Heads\", novelty: \"6\" is above the "
		     "scale 1 to 5");
	expect_score(*state, "4-5", 0, "is not a number");
	expect_score(*state, "~4", 0, "is not a number");
	expect_score(*state, "4.5", 0, "not a step");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_yaml),   JAM_TEST(test_json),
		JAM_TEST(test_csv),    JAM_TEST(test_markdown),
		JAM_TEST(test_mercy),  JAM_TEST(test_html),
		JAM_TEST(test_scores), JAM_TEST(test_quotes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
