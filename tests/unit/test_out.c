/* SPDX-License-Identifier: MIT */
/* Rows in six formats, against cli.md "Every command". */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/csv.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/render/out.h"
#include "tests/unit/jam_test.h"

struct part {
	const char *id;
	int64_t score;
	int64_t rank;
};

struct row {
	int64_t rank;
	const char *title;
	int64_t score;
	double estimate;
	bool ok;
	int64_t at;
	struct jam_list criteria;
	struct jam_words tags;
	const char *hidden;
};

static const struct jam_column part_columns[] = {
	JAM_COLUMN(struct part, id, TEXT),
	JAM_COLUMN(struct part, score, MILLI),
	JAM_COLUMN(struct part, rank, INT),
	{ 0 },
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct row, rank, INT),
	JAM_COLUMN(struct row, title, TEXT),
	JAM_COLUMN(struct row, score, MILLI),
	JAM_COLUMN(struct row, estimate, REAL),
	JAM_COLUMN(struct row, ok, BOOL),
	JAM_COLUMN(struct row, at, TIME),
	JAM_COLUMN(struct row, criteria, LIST),
	JAM_COLUMN(struct row, tags, WORDS),
	{ "hidden", JAM_COLUMN_TEXT, offsetof(struct row, hidden), true },
	{ 0 },
};

static const char *const words[] = { "a", "b c" };
static const struct part full[] = { { "x", 4000, 1 }, { "y-z", 3667, 2 } };
static const struct part bare[] = { { "x", JAM_NONE, JAM_NONE },
				    { "y-z", 0, JAM_NONE } };

static struct row
full_row(const char *title)
{
	return (struct row){
		1,
		title,
		-3667,
		1.0 / 3,
		true,
		1668363300,
		{ part_columns, full, 2, sizeof(full[0]), 0, 1 },
		{ words, 2 },
		"only json",
	};
}

static struct row
bare_row(void)
{
	return (struct row){
		JAM_NONE,
		NULL,
		JAM_NONE,
		NAN,
		false,
		JAM_NONE,
		{ part_columns, bare, 2, sizeof(bare[0]), 0, 1 },
		{ NULL, 0 },
		NULL,
	};
}

/* What `count` rows give. */
static const char *
answer(struct jam_arena *arena, const struct jam_out_options *options,
       const struct row *rows, size_t count)
{
	struct jam_error err = { .code = JAM_OK };
	char *text = NULL;
	size_t size;
	FILE *stream = open_memstream(&text, &size);
	struct jam_out *out = jam_out_new(arena, stream, options);
	const char *kept;

	jam_out_begin(out, "scores", "demo", columns);
	if (options->format == JAM_JSON)
		jam_out_member(out, "fit", "{\"mu\":1}");
	for (size_t i = 0; i < count; i++)
		assert_done(jam_out_row(out, &rows[i], &err), &err);
	assert_done(jam_out_end(out, &err), &err);
	fclose(stream);
	kept = jam_strdup(arena, text);
	free(text);
	return kept;
}

static void
json(void **state)
{
	struct jam_out_options options = { .format = JAM_JSON };
	struct row rows[] = { full_row("\"\\\n\xe2\x80\xa8"), bare_row() };

	assert_string_equal(
	    answer(*state, &options, rows, 2),
	    "{\"schema\":\"jam/1\",\"kind\":\"scores\",\"event\":\"demo\","
	    "\"fit\":{\"mu\":1},\"rows\":[\n"
	    "{\"rank\":1,\"title\":\"\\\"\\\\\\n\\u2028\",\"score\":-3.667,"
	    "\"estimate\":0.333333333,\"ok\":true,"
	    "\"at\":\"2022-11-13T18:15:00Z\",\"criteria\":["
	    "{\"id\":\"x\",\"score\":4.000,\"rank\":1},"
	    "{\"id\":\"y-z\",\"score\":3.667,\"rank\":2}],"
	    "\"tags\":[\"a\",\"b c\"],\"hidden\":\"only json\"},\n"
	    "{\"rank\":null,\"title\":null,\"score\":null,\"estimate\":null,"
	    "\"ok\":false,\"at\":null,\"criteria\":["
	    "{\"id\":\"x\",\"score\":null,\"rank\":null},"
	    "{\"id\":\"y-z\",\"score\":0.000,\"rank\":null}],\"tags\":[],"
	    "\"hidden\":null}\n]}\n");
	assert_string_equal(answer(*state, &options, NULL, 0),
			    "{\"schema\":\"jam/1\",\"kind\":\"scores\","
			    "\"event\":\"demo\",\"fit\":{\"mu\":1},"
			    "\"rows\":[]}\n");
}

static void
jsonl(void **state)
{
	struct jam_out_options options = { .format = JAM_JSONL, .safe = true };
	struct row rows[] = { full_row("\xc2\x9b\xe2\x80\xae\x7f"),
			      bare_row() };
	const char *text = answer(*state, &options, rows, 2);

	assert_non_null(strstr(text, "\"\\u009b\\u202e\\u007f\""));
	assert_memory_equal(text, "{\"rank\":1,", 10);
	assert_non_null(strstr(text, "}\n{\"rank\":null"));
	assert_string_equal(answer(*state, &options, NULL, 0), "");
}

static void
tsv(void **state)
{
	struct jam_out_options options = { .format = JAM_TSV };
	struct row rows[] = { full_row("=a\tb\nc\\d"), bare_row() };

	assert_string_equal(
	    answer(*state, &options, rows, 2),
	    "rank\ttitle\tscore\testimate\tok\tat\tx\ty-z\ttags\n"
	    "1\t=a\\tb\\nc\\\\d\t-3.667\t0.333333333\ttrue\t"
	    "2022-11-13T18:15:00Z\t4.000\t3.667\ta;b c\n"
	    "\t\t\t\tfalse\t\t\t0.000\t\n");
	assert_string_equal(answer(*state, &options, NULL, 0),
			    "rank\ttitle\tscore\testimate\tok\tat\ttags\n");
}

static void
csv(void **state)
{
	struct jam_out_options options = { .format = JAM_CSV };
	struct row rows[] = { full_row("a, \"b\"\nc"), full_row("=1+1") };

	assert_string_equal(
	    answer(*state, &options, rows, 2),
	    "rank,title,score,estimate,ok,at,x,y-z,tags\r\n"
	    "1,\"a, \"\"b\"\"\nc\",-3.667,0.333333333,true,"
	    "2022-11-13T18:15:00Z,4.000,3.667,a;b c\r\n"
	    "1,'=1+1,-3.667,0.333333333,true,2022-11-13T18:15:00Z,4.000,"
	    "3.667,a;b c\r\n");
	options.raw = true;
	assert_non_null(strstr(answer(*state, &options, rows, 2), "1,=1+1,"));
}

/* A decimal is held as text and is a number: unquoted, never guarded. */
static void
decimals(void **state)
{
	static const struct {
		const char *held, *json;
	} cases[] = {
		{ "4.5", "4.5" }, { "-1.50", "-1.50" }, { "012", "12" },
		{ "0", "0" },	  { "-00.5", "-0.5" },	{ NULL, "null" },
	};
	static const struct jam_column one[] = {
		{ "score", JAM_COLUMN_DECIMAL, 0, false }, { 0 }
	};
	struct jam_error err = { .code = JAM_OK };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (int csv = 0; csv < 2; csv++) {
			struct jam_out_options options = {
				.format = csv ? JAM_CSV : JAM_JSONL
			};
			const char *held = cases[i].held ? cases[i].held : "";
			char *text = NULL;
			size_t size;
			FILE *to = open_memstream(&text, &size);
			struct jam_out *out = jam_out_new(*state, to, &options);

			jam_out_begin(out, "ratings", NULL, one);
			assert_done(jam_out_row(out, &cases[i].held, &err),
				    &err);
			assert_done(jam_out_end(out, &err), &err);
			fclose(to);
			assert_string_equal(
			    text,
			    csv ? jam_format(*state, "score\r\n%s\r\n", held)
				: jam_format(*state, "{\"score\":%s}\n",
					     cases[i].json));
			free(text);
		}
}

/* C1: each start of a formula, quoted or not; what is none stays. */
static void
guard(void **state)
{
	static const char *const formulas[] = {
		"=1+1", "+45", "-x",  "@x",  "\tx", "\rx",
		"＝1",	"＋1", "－1", "＠1", "'=x", "''-1",
	};
	static const char *const plain[] = {
		"", "'", "x=1", "'x", " =1", "1-2"
	};

	for (size_t i = 0; i < sizeof(formulas) / sizeof(formulas[0]); i++) {
		struct jam_buf buf;
		const char *text;

		jam_buf_init(&buf, *state);
		jam_csv_cell(&buf, formulas[i], true);
		text = jam_buf_string(&buf);
		text += *text == '"';
		assert_int_equal(text[0], '\'');
		assert_memory_equal(text + 1, formulas[i], 1);
	}
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		assert_false(jam_csv_formula(plain[i]));
}

static void
markdown(void **state)
{
	struct jam_out_options options = { .format = JAM_MD };
	struct row rows[] = { full_row("a|b\n<i>"), full_row("日本") };

	rows[1].estimate = 2;
	assert_string_equal(
	    answer(*state, &options, rows, 2),
	    "| rank | title         |  score | estimate | ok   | at            "
	    "       |     x |   y-z | tags  |\n"
	    "| ---: | ------------- | -----: | -------: | ---- | --------------"
	    "------ | ----: | ----: | ----- |\n"
	    "|    1 | a\\|b<br>\\<i\\> | -3.667 |    0.333 | true | "
	    "2022-11-13T18:15:00Z | 4.000 | 3.667 | a;b c |\n"
	    "|    1 | 日本          | -3.667 |    2.000 | true | "
	    "2022-11-13T18:15:00Z | 4.000 | 3.667 | a;b c |\n");
}

static void
table(void **state)
{
	struct jam_out_options options = { .format = JAM_TABLE };
	struct row rows[] = { full_row("日本\x1b[2J\xe2\x80\xae"), bare_row() };

	assert_string_equal(
	    answer(*state, &options, rows, 2),
	    "rank  title               score  estimate  ok     at              "
	    "          x    y-z  tags\n"
	    "────  ─────────────────  ──────  ────────  ─────  "
	    "────────────────────  ─────  ─────  ─────\n"
	    "   1  日本\\x1b[2J\\u202e  -3.667     0.333  true   "
	    "2022-11-13T18:15:00Z  4.000  3.667  a;b c\n"
	    "                                           false"
	    "                               0.000\n");
	options.ascii = true;
	assert_null(strstr(answer(*state, &options, rows, 2), "─"));
	options.color = true;
	assert_non_null(
	    strstr(answer(*state, &options, rows, 2), "\033[1mrank\033[0m"));
}

/* No line is wider than asked, no number is cut, from 46 columns on. */
static void
narrow(void **state)
{
	struct row rows[] = { full_row("A title that is much longer than all"),
			      bare_row() };

	for (size_t width = 46; width < 120; width++) {
		struct jam_out_options options = { .format = JAM_TABLE,
						   .width = width };
		const char *text = answer(*state, &options, rows, 2);

		assert_non_null(strstr(text, "-3.667"));
		assert_non_null(strstr(text, "2022-11-13T18:15:00Z"));
		assert_non_null(strstr(text, "0.333"));
		while (*text != '\0') {
			size_t n = strcspn(text, "\n");

			assert_true(jam_utf8_width(
					jam_strndup(*state, text, n)) <= width);
			text += n + 1;
		}
	}
}

/* One row that does not fit is written downwards, uncut, in several lines. */
static void
record(void **state)
{
	struct jam_out_options options = { .format = JAM_TABLE, .width = 60 };
	struct row row = full_row("A title that is much longer than all others "
				  "and must be seen whole");
	const char *text = answer(*state, &options, &row, 1);

	assert_non_null(strstr(text, "\ntitle     A title that is much longer "
				     "than all others and\n"
				     "          must be seen whole\n"));
	assert_non_null(strstr(text, "\ny-z       3.667\n"));
}

static void
nothing_begun(void **state)
{
	struct jam_error err = { .code = JAM_OK };
	struct jam_out_options options = { .format = JAM_JSON };
	struct jam_out *out = jam_out_new(*state, stdout, &options);

	assert_done(jam_out_end(out, &err), &err);
}

/* A full disk is told, by the row or by the end. */
static void
full_disk(void **state)
{
	struct jam_out_options options = { .format = JAM_TSV };
	struct jam_error err = { .code = JAM_OK };
	FILE *stream = fopen("/dev/full", "w");
	struct jam_out *out = jam_out_new(*state, stream, &options);
	struct row row = full_row("x");
	bool done = true;

	setvbuf(stream, NULL, _IONBF, 0);
	jam_out_begin(out, "scores", NULL, columns);
	done = jam_out_row(out, &row, &err) && jam_out_end(out, &err);
	assert_false(done);
	assert_error(&err, JAM_E_IO, "cannot write the answer");
	fclose(stream);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(json),	     JAM_TEST(jsonl),
		JAM_TEST(tsv),	     JAM_TEST(csv),
		JAM_TEST(guard),     JAM_TEST(markdown),
		JAM_TEST(table),     JAM_TEST(narrow),
		JAM_TEST(record),    JAM_TEST(nothing_begun),
		JAM_TEST(full_disk), JAM_TEST(decimals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
