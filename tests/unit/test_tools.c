/* SPDX-License-Identifier: MIT */
/* Other tools' exports: the samples, and what each must give. */
#include <string.h>

#include "core/base/csv.h"
#include "core/base/utf8.h"
#include "core/import/fields.h"
#include "core/import/json.h"
#include "core/import/sources.h"
#include "core/import/tree.h"
#include "core/model/person.h"
#include "tests/unit/import_run.h"
#include "tests/unit/import_text.h"
#include "tests/unit/jam_test.h"

#define R JAM_IMPORT_REGISTRATIONS
#define P JAM_IMPORT_PROJECTS

static struct jam_test_run *
sample(struct jam_arena *arena, enum jam_import_kind kind, const char *name,
       enum jam_date_order order)
{
	const char *path =
	    jam_test_shared(arena, jam_format(arena, "data/formats/%s", name));
	struct jam_test_run *run = jam_test_begin(arena);

	run->mapping.date_order = order;
	jam_test_import(run, kind, fopen(path, "rb"));
	return run;
}

static void
expect_counts(const struct jam_test_run *run, int rows, int skipped)
{
	assert_done(run->done, &run->err);
	assert_i64_equal(run->counts.rows, rows);
	assert_i64_equal(run->counts.skipped, skipped);
}

static void
test_devpost(void **state)
{
	struct jam_test_run *run;

	run = sample(*state, P, "devpost-projects-export.mlh-anon.csv",
		     JAM_DATE_ANY);
	expect_counts(run, 2, 1);
	assert_non_null(strstr(
	    jam_buf_string(&run->rows),
	    "<L B|l@example.org> <S B|b@example.org> <A O|a@example.org>"));
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       "b@example.org stands for \"S B\" and"));
	assert_non_null(
	    strstr(jam_buf_string(&run->notes), "passed over: 1 Draft"));
	run = sample(*state, P, "devpost-projects-per-prize.csv", JAM_DATE_ANY);
	expect_counts(run, 3, 2);
	assert_non_null(strstr(
	    jam_buf_string(&run->rows),
	    "<Ada Example|ada@example.org> <Bo Example|bo@example.org> <Cy "
	    "Example|cy@example.org>"));
	assert_non_null(strstr(jam_buf_string(&run->rows),
			       "[Opt-In Prize: Best ML Safety; Best Novelty]"));
	assert_null(strstr(jam_buf_string(&run->rows), " at="));
}

static void
test_luma(void **state)
{
	struct jam_test_run *run =
	    sample(*state, R, "luma-guests-2024.csv", JAM_DATE_ANY);

	expect_counts(run, 3, 1);
	assert_non_null(
	    strstr(jam_buf_string(&run->rows),
		   "3: bjork@example.org name=Björk Østergård "
		   "status=waitlist at=2026-09-21T11:30:00Z id=gst-0002"));
	assert_non_null(strstr(jam_buf_string(&run->rows),
			       "4: ada@example.org name=Ada Example "
			       "status=declined at=2026-09-22T09:00:00Z"));
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       ":4: over line 2: status: \"declined\", was "
			       "\"going\""));
	assert_non_null(strstr(jam_buf_string(&run->explained),
			       "looks like Luma guests: 7 columns used, 9 kept "
			       "as answers, 8 ignored"));
	run = sample(*state, P, "luma-guests-2024.csv", JAM_DATE_ANY);
	assert_error(&run->err, JAM_E_DATA, "this looks like Luma guests");
	assert_error(&run->err, JAM_E_DATA, "jam import registrations");
}

static void
test_forms(void **state)
{
	struct jam_test_run *run;

	run = sample(*state, R, "eventbrite-attendees.csv", JAM_DATE_ANY);
	expect_counts(run, 2, 0);
	assert_non_null(strstr(jam_buf_string(&run->rows),
			       "2: ada@example.org name=Ada Example "
			       "status=going at=2024-11-29T21:28:00Z"));
	assert_non_null(strstr(jam_buf_string(&run->rows), "status=cancelled"));
	run = sample(*state, R, "google-forms-responses.csv", JAM_DATE_ANY);
	assert_false(run->done);
	assert_error(&run->err, JAM_E_DATA, "--date-format");
	run = sample(*state, R, "google-forms-responses.csv", JAM_DATE_DMY);
	expect_counts(run, 2, 1);
	jam_test_problem(run, 0, 3, "email", "no e-mail address");
	run = sample(*state, R, "typeform-responses.csv", JAM_DATE_ANY);
	expect_counts(run, 1, 0);
	assert_non_null(strstr(jam_buf_string(&run->rows),
			       "2: ada@example.org name=Ada Example "
			       "team=Backup Heads at=2026-01-23T06:27:59Z "
			       "id=resp0001"));
	run = sample(*state, R, "meetup-attendees.csv", JAM_DATE_ANY);
	assert_error(&run->err, JAM_E_DATA, "no e-mail addresses");
}

static void
test_itch(void **state)
{
	struct jam_test_run *run =
	    sample(*state, P, "itch-entries.json", JAM_DATE_ANY);

	expect_counts(run, 1, 0);
	assert_i64_equal(run->problems.count, 0);
	assert_non_null(strstr(jam_buf_string(&run->rows), "[field 1: "));
	assert_non_null(strstr(jam_buf_string(&run->rows), "[rating_count: "));
	run = sample(*state, P, "itch-results.json", JAM_DATE_ANY);
	expect_counts(run, 1, 0);
	assert_non_null(strstr(jam_buf_string(&run->rows), ": raw_score: "));
	run = jam_test_import_text(*state, P,
				   "{\"jam_games\":[{\"game\":{\"id\":1}}]}");
	jam_test_problem(run, 0, 0, "jam_games[0].game.title", "no title");
	run = jam_test_import_text(*state, R, "{\"jam_games\":[]}");
	assert_error(&run->err, JAM_E_DATA, "jam import projects");
}

/* What a map file takes that would be passed over. */
static void
test_take(void **state)
{
	static const char text[] =
	    "Project Title,Submission Url,Project Status\n"
	    "A,https://example.org/a,Submitted (Hidden)\nB,,Draft\n"
	    "Untitled,,Submitted (Gallery/Visible)\nC,,Lost\n";
	const char *take[] = { "Submitted (Hidden)" };
	struct jam_test_run *run = jam_test_import_text(*state, P, text);

	expect_counts(run, 4, 4);
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       "passed over: 1 Submitted (Hidden), 1 Draft, 1 "
			       "Untitled"));
	jam_test_problem(run, 0, 5, "status", "\"Lost\" is no known status");
	run = jam_test_begin(*state);
	run->mapping.take = take;
	run->mapping.take_len = 1;
	jam_test_import(run, P, jam_test_file(text, strlen(text)));
	assert_string_equal(jam_buf_string(&run->rows),
			    "2: A id=https://example.org/a "
			    "url=https://example.org/a\n");
}

static const char luma[] =
    "name,email,approval_status,checked_in_at,qr_code_url,\"\"\"api_id\"\"\"\n"
    "A,a@example.org,approved,,,1\nA,a@example.org,invited,,,2\n"
    "B,b@example.org,invited,,,3\nC,c@example.org,waitlist,,,4\n"
    "C,c@example.org,lost,,,5\n";

/* A last row that is passed over or bad leaves the one before it. */
static void
test_luma_status(void **state)
{
	const char *take[] = { "invited" };
	struct jam_test_run *run = jam_test_import_text(*state, R, luma);

	expect_counts(run, 5, 3);
	assert_string_equal(jam_buf_string(&run->rows),
			    "2: a@example.org name=A status=going id=1\n"
			    "5: c@example.org name=C status=waitlist id=4\n");
	jam_test_problem(run, 0, 6, "status", "\"lost\" is none of");
	run = jam_test_begin(*state);
	run->mapping.take = take;
	run->mapping.take_len = 1;
	jam_test_import(run, R, jam_test_file(luma, strlen(luma)));
	assert_string_equal(jam_buf_string(&run->rows),
			    "3: a@example.org name=A status=going id=2\n"
			    "4: b@example.org name=B id=3\n"
			    "5: c@example.org name=C status=waitlist id=4\n");
}

static void
test_typeform(void **state)
{
	static const char head[] =
	    "#,Your email,Response Type,Network ID,Submit Date (UTC)\n";
	struct jam_test_run *run = jam_test_import_text(
	    *state, R,
	    jam_format(*state,
		       "%s1,a@example.org,completed,x,2026-01-23 06:27\n"
		       "2,b@example.org,partial,y,\n",
		       head));

	expect_counts(run, 2, 1);
	assert_string_equal(jam_buf_string(&run->rows),
			    "2: a@example.org at=2026-01-23T06:27:00Z id=1\n");
	run = jam_test_import_text(
	    *state, JAM_IMPORT_JUDGES,
	    jam_format(*state, "%s1,a@example.org,started,x,\n", head));
	expect_counts(run, 1, 1);
}

static void
test_quantity(void **state)
{
	struct jam_test_run *run = jam_test_import_text(
	    *state, R,
	    "Email,Order Date,Order Type,Ticket Type,Quantity\n"
	    "a@example.org,,Free,Standard,2\n");

	expect_counts(run, 1, 0);
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       ":2: 2 seats, but one person is known"));
}

/* --from names the tool where the header would not. */
static void
test_from(void **state)
{
	static const char text[] = "api_id,email,approval_status\n"
				   "x,a@example.org,pending_approval\n";
	struct jam_test_run *run = jam_test_begin(*state);

	run->mapping.from = "luma";
	jam_test_import(run, R, jam_test_file(text, strlen(text)));
	jam_test_rows(run, "2: a@example.org status=waitlist id=x\n");
	run = jam_test_begin(*state);
	run->mapping.from = "airtable";
	jam_test_import(run, R, jam_test_file(text, strlen(text)));
	jam_test_rows(run, "2: a@example.org [api_id: x] [approval_status: "
			   "pending_approval]\n");
}

static void
test_itch_refused(void **state)
{
	struct jam_test_run *run;
	struct jam_buf many;

	run = jam_test_import_text(*state, P, "{\"schema\":\"jam/1\"}");
	assert_error(&run->err, JAM_E_DATA, "neither itch.io's entries.json");
	run = jam_test_import_text(*state, P, "[");
	assert_error(&run->err, JAM_E_DATA, "this is not JSON");
	run = jam_test_import_text(
	    *state, P,
	    jam_format(*state,
		       "{\"jam_games\":[{\"created_at\":\"x\",\"game\":{"
		       "\"id\":1,\"title\":\"A\"}},{\"game\":{\"title\":"
		       "\"B\"}},{\"game\":{\"id\":1,\"title\":\"%0301d\"}}"
		       "]}",
		       0));
	expect_counts(run, 3, 3);
	jam_test_problem(run, 0, 0, "jam_games[0].created_at", "not a time");
	jam_test_problem(run, 1, 0, "jam_games[1].game.id", "no id");
	jam_test_problem(run, 2, 0, "jam_games[2].game.title", "300");
	run = jam_test_import_text(
	    *state, P,
	    jam_format(
		*state,
		"{\"jam_games\":[{\"game\":{\"id\":1,\"title\":\"A\","
		"\"url\":\"javascript:x\",\"short_text\":\"%065537d\"}},"
		"{\"game\":{\"id\":2,\"title\":\"B\"},"
		"\"contributors\":[{\"name\":\"%0301d\"}]},"
		"{\"game\":{\"id\":3,\"title\":\"C\"},"
		"\"field_responses\":[\"%065537d\"]},"
		"{\"game\":{\"id\":4,\"title\":\"D\",\"url\":\"%02049d\"}}"
		"]}",
		0, 0, 0, 0));
	expect_counts(run, 4, 4);
	jam_test_problem(run, 0, 0, "jam_games[0].game.short_text", "65536");
	jam_test_problem(run, 1, 0, "jam_games[1].contributors", "300");
	jam_test_problem(run, 2, 0, "jam_games[2].field 1", "65536");
	jam_test_problem(run, 3, 0, "jam_games[3].game.url", "2048");
	assert_non_null(strstr(jam_buf_string(&run->notes),
			       "\"javascript:x\" is no http address"));
	jam_buf_init(&many, *state);
	for (int i = 0; i < 20; i++)
		jam_buf_format(&many, "%s{\"id\":%d,\"title\":\"T%d\"}",
			       i > 0 ? "," : "", i, i);
	run = jam_test_import_text(
	    *state, P,
	    jam_format(*state, "{\"results\":[%s]}", jam_buf_string(&many)));
	expect_counts(run, 20, 0);
	assert_non_null(strstr(jam_buf_string(&run->notes), "only the top"));
}

/* Strings that break programs: written as CSV, read back as they were. */
static void
test_naughty(void **state)
{
	struct jam_arena *arena = *state;
	char *line = jam_test_read(
	    arena, jam_test_shared(arena, "corpora/blns/strings.jsonl"));
	struct jam_test_run *run = jam_test_begin(arena);
	struct jam_buf text, want;
	char *end;
	int n = 0;

	jam_buf_init(&text, arena);
	jam_buf_init(&want, arena);
	jam_buf_text(&text, "reason,email,Note\n");
	for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		struct jam_error err = { .code = JAM_OK };
		struct jam_node *one;
		const char *string;

		assert_done(jam_json_read(line, (size_t)(end - line), "blns",
					  arena, &one, &err),
			    &err);
		string =
		    jam_utf8_tidy(arena, jam_node_find(one, "s")->text, false);
		jam_buf_format(&text, "x,n%d@example.org,", ++n);
		jam_csv_cell(&text, string, true);
		jam_buf_char(&text, '\n');
		if (*string != '\0')
			jam_buf_format(&want, "n%d@example.org [Note: %s]\n", n,
				       string);
		else
			jam_buf_format(&want, "n%d@example.org\n", n);
	}
	assert_int_equal(n, 515);
	run->lineless = true;
	jam_test_import(run, R, jam_test_file(text.data, text.length));
	jam_test_rows(run, jam_buf_string(&want));
}

static void
test_json_values(void **state)
{
	struct jam_error err = { .code = JAM_OK };
	struct jam_node *root;
	struct jam_buf text;

	jam_buf_init(&text, *state);
	jam_buf_text(&text, "[\"\\\",");
	for (size_t i = 0; i < JAM_JSON_VALUES; i++)
		jam_buf_text(&text, ",[");
	jam_buf_text(&text, "\",\n1]");
	assert_done(jam_json_read(jam_buf_string(&text), text.length, "many",
				  *state, &root, &err),
		    &err);
	assert_int_equal(root->count, 2);
	text.length -= 2;
	for (size_t i = 0; i < JAM_JSON_VALUES; i++)
		jam_buf_text(&text, "0,");
	assert_false(jam_json_read(jam_buf_string(&text), text.length, "many",
				   *state, &root, &err));
	assert_error(&err, JAM_E_DATA, "more than 1000000 values");
	assert_int_equal(err.at.line, 2);
}

/* Every list of the tables ends inside its array. */
static void
test_lists_end(void **state)
{
	static const struct jam_tool tools[] = {
#include "core/import/sources.def"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(tools) / sizeof(tools[0]); i++) {
		const struct jam_tool *t = &tools[i];

		assert_null(t->signs[sizeof(t->signs) / sizeof(*t->signs) - 1]);
		assert_null(
		    t->ignore[sizeof(t->ignore) / sizeof(*t->ignore) - 1]);
		assert_null(
		    t->columns[sizeof(t->columns) / sizeof(*t->columns) - 1]
			.header);
		assert_null(
		    t->statuses[sizeof(t->statuses) / sizeof(*t->statuses) - 1]
			.word);
	}
	for (size_t f = 0; f < JAM_FIELDS; f++)
		assert_null(
		    jam_fields[f].aliases[sizeof(jam_fields[f].aliases) /
					      sizeof(*jam_fields[f].aliases) -
					  1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_devpost),	    JAM_TEST(test_luma),
		JAM_TEST(test_forms),	    JAM_TEST(test_itch),
		JAM_TEST(test_take),	    JAM_TEST(test_luma_status),
		JAM_TEST(test_typeform),    JAM_TEST(test_quantity),
		JAM_TEST(test_from),	    JAM_TEST(test_itch_refused),
		JAM_TEST(test_naughty),	    JAM_TEST(test_lists_end),
		JAM_TEST(test_json_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
