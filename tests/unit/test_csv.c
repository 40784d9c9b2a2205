/* SPDX-License-Identifier: MIT */
/* Records of CSV files: lines, delimiters, limits, what is refused. */
#include <string.h>

#include "core/base/buf.h"
#include "core/base/rng.h"
#include "core/import/csv.h"
#include "core/import/json.h"
#include "core/import/source.h"
#include "core/import/tree.h"
#include "tests/unit/import_text.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/oracle_csv.h"

static void
expect(struct jam_arena *arena, const char *text, const char *records)
{
	struct jam_error err = { .code = JAM_OK };
	const char *found = jam_test_csv(arena, text, &err);

	assert_done(err.code == JAM_OK, &err);
	assert_string_equal(found, records);
}

static void
expect_error(struct jam_arena *arena, const char *text, size_t line,
	     const char *part)
{
	struct jam_error err = { .code = JAM_OK };

	jam_test_csv(arena, text, &err);
	assert_error(&err, JAM_E_DATA, part);
	assert_i64_equal(err.at.line, line);
	assert_string_equal(err.at.file, "t.csv");
}

static void
test_lines(void **state)
{
	expect(*state, "a,b\n1,2\n", "1:a|b\n2:1|2\n");
	expect(*state, "a,b\r\n1,2", "1:a|b\n2:1|2\n");
	expect(*state, "a,b\r1,2\r", "1:a|b\n2:1|2\n");
	expect(*state, "a,b\r\r\r1,2\r", "1:a|b\n4:1|2\n");
	expect(*state, "\n \t\na,b\n\r\n\n1,2\n", "3:a|b\n6:1|2\n");
	expect(*state, "a,b\n\"1\n\r\nx\",2\n3,4\n",
	       "1:a|b\n2:1\n\nx|2\n5:3|4\n");
	expect(*state, "a,b\n,,,\n\"\",\n1,2\n", "1:a|b\n4:1|2\n");
}

static void
test_text(void **state)
{
	expect(*state, "\xef\xbb\xbf\"a b\",c\n1,2\n", "1:a b|c\n2:1|2\n");
	expect(*state, " a , \" b\" \n\"1\r\n\r2\",\" x \"\n",
	       "1:a|b\n2:1\n\n2|x\n");
	expect(*state, "a,\"say \"\"hi\"\"\"\n", "1:a|say \"hi\"\n");
	expect(*state, "h\xc3\xa9,\xf0\x9f\x98\x80\n",
	       "1:h\xc3\xa9|\xf0\x9f\x98\x80\n");
}

static void
test_rows(void **state)
{
	struct jam_error err = { .code = JAM_OK };
	struct jam_source source = { .name = "t", .arena = *state };
	struct jam_record record = { .count = 1 };
	struct jam_csv *csv = NULL;
	size_t rows = 0;
	FILE *file = tmpfile();

	for (size_t i = 0; i < JAM_CSV_RECORDS + 2; i++)
		fputs("x\n", file);
	source.file = file;
	assert_done(jam_source_init(&source, &err) &&
			jam_csv_open(&source, NULL, NULL, *state, &csv, &err),
		    &err);
	while (jam_csv_next(csv, &record, &err))
		rows++;
	assert_error(&err, JAM_E_DATA, "more than 1000000 rows");
	assert_i64_equal(rows, JAM_CSV_RECORDS + 1);
	assert_i64_equal(err.at.line, JAM_CSV_RECORDS + 2);
	jam_csv_close(csv);
	fclose(file);
}

static void
test_delimiter(void **state)
{
	expect(*state, "a;b;c,d\n1;2;3\n", "1:a|b|c,d\n2:1|2|3\n");
	expect(*state, "a\tb\n1\t\n\t2\n", "1:a|b\n2:1|\n3:|2\n");
	expect(*state, "a|b\n1|2\n", "1:a|b\n2:1|2\n");
	expect(*state, "sep=;\na;b,c,d\n", "2:a|b,c,d\n");
	expect(*state, "\xef\xbb\xbfsep=|\r\na|b,c,d\r\n", "2:a|b,c,d\n");
	expect(*state, "\"sep=;\"\na;b,c,d\n", "2:a|b,c,d\n");
	expect(*state, "a,b;c\n", "1:a|b;c\n");
}

static int
fit_email(void *context, const struct jam_record *first)
{
	(void)context;
	for (size_t i = 0; i < first->count; i++)
		if (strcmp(first->cells[i], "email") == 0)
			return 1;
	return 0;
}

static void
test_fit(void **state)
{
	static const char text[] = "email;name,a,b,c\nx;y,z\n";
	FILE *file = jam_test_file(text, strlen(text));
	struct jam_error err = { .code = JAM_OK };
	struct jam_csv *csv;
	struct jam_source source = { .name = "t", .arena = *state };

	source.file = file;
	assert_done(jam_source_init(&source, &err), &err);
	assert_done(jam_csv_open(&source, fit_email, NULL, *state, &csv, &err),
		    &err);
	assert_int_equal(jam_csv_delimiter(csv), ';');
	jam_csv_close(csv);
	fclose(file);
}

static void
test_quotes(void **state)
{
	expect_error(*state, "a,b\n1,2\n\n\"3\n4,5\n", 4, "never closed");
	expect_error(*state, "a,b\n1,2\nx\"y,3\n", 3, "stray quote in field 1");
	expect_error(*state, "a,b\n1,\"2\" x\n", 2, "stray quote in field 2");
	expect_error(*state, "a,b\n\"1\n2\",\"3\"4\n", 2, "field 2");
}

static void
test_names(void **state)
{
	static const char text[] = "a,Company\n1,\"never\n";
	static const char *const names[] = { "a", "Company" };
	FILE *file = jam_test_file(text, strlen(text));
	struct jam_error err = { .code = JAM_OK };
	struct jam_record record;
	struct jam_csv *csv;
	struct jam_source source = { .name = "t", .arena = *state };

	source.file = file;
	assert_done(jam_source_init(&source, &err), &err);
	assert_done(jam_csv_open(&source, NULL, NULL, *state, &csv, &err),
		    &err);
	assert_done(jam_csv_next(csv, &record, &err), &err);
	jam_csv_name(csv, names, 2);
	assert_false(jam_csv_next(csv, &record, &err));
	assert_string_equal(err.message, "the quote that opens in field 2 "
					 "(\"Company\") is never closed");
	assert_non_null(strstr(err.hint, "close it at the cell's end"));
	jam_csv_close(csv);
	fclose(file);
}

/* "a\n" and a record made of `count` times `part`. */
static const char *
repeat(struct jam_arena *arena, const char *before, const char *part,
       size_t count, const char *after)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_buf_text(&buf, before);
	for (size_t i = 0; i < count; i++)
		jam_buf_text(&buf, part);
	jam_buf_text(&buf, after);
	return jam_buf_string(&buf);
}

static void
test_limits(void **state)
{
	struct jam_arena *arena = *state;
	struct jam_error err = { .code = JAM_OK };
	const char *full = repeat(arena, "a,b\n1,", "x", JAM_CSV_CELL, "\n");

	assert_i64_equal(strlen(jam_test_csv(arena, full, &err)),
			 JAM_CSV_CELL + 11);
	assert_done(err.code == JAM_OK, &err);
	expect_error(arena,
		     repeat(arena, "a,b\n1,", "x", JAM_CSV_CELL + 1, "\n"), 2,
		     "a cell has more than 1 MiB");
	expect_error(arena, repeat(arena, "a,b\n1,\"", "x\n", 3000000, "\"\n"),
		     2, "a cell has more than 1 MiB in field 2");
	expect_error(arena, repeat(arena, "a,b\n", "x,", 2000, "y\n"), 2,
		     "more than 2000 cells");
	full = repeat(arena, "", "x,", 1999, "y\n");
	assert_i64_equal(strlen(jam_test_csv(arena, full, &err)), 4002);
	full = repeat(arena, "", "x", 1000000, ",");
	expect_error(arena, repeat(arena, "a\n", full, 17, "\n"), 2,
		     "a record has more than 16 MiB");
}

/* Memory does not grow with the file: 40 MB of cells of 900 KB. */
static void
test_flat(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct jam_error err = { .code = JAM_OK };
	struct jam_record record = { .count = 1 };
	struct jam_csv *csv = NULL;
	struct jam_source source = { .name = "t", .arena = arena };
	FILE *file = tmpfile();
	size_t rows = 0;

	(void)state;
	for (int i = 0; i < 40; i++) {
		fputs("x,\"", file);
		for (int k = 0; k < 100000; k++)
			fputs("long text", file);
		fputs("\"\n", file);
	}
	source.file = file;
	assert_done(jam_source_init(&source, &err) &&
			jam_csv_open(&source, NULL, NULL, arena, &csv, &err),
		    &err);
	for (; record.count > 0; rows++)
		assert_done(jam_csv_next(csv, &record, &err), &err);
	assert_i64_equal(rows, 41);
	assert_true(jam_arena_size(arena) < 8 << 20);
	jam_csv_close(csv);
	fclose(file);
	jam_arena_free(arena);
}

/* A cell as jam keeps it: blanks at the edges off, CRLF as LF. */
static void
add_cell(struct jam_buf *out, const char *text)
{
	size_t length = strlen(text);

	while (length > 0 && text[length - 1] == ' ')
		length--;
	for (size_t i = strspn(text, " "); i < length; i++)
		if (text[i] != '\r')
			jam_buf_char(out, text[i]);
}

static const char *
wanted(struct jam_arena *arena, const struct jam_node *rows)
{
	const struct jam_node *row, *cell;
	struct jam_buf want;

	jam_buf_init(&want, arena);
	for (row = rows->first; row != NULL; row = row->next)
		for (cell = row->first; cell != NULL; cell = cell->next) {
			if (row->count == 1 && cell->text[0] == '\0')
				continue; /* empty records are passed over */
			add_cell(&want, cell->text);
			jam_buf_char(&want, cell->next != NULL ? '|' : '\n');
		}
	return jam_buf_string(&want);
}

static void
expect_case(struct jam_arena *arena, const char *folder,
	    const struct jam_node *expected)
{
	const char *name = jam_node_text(expected, "file");
	const char *strict = jam_node_text(expected, "libcsv_strict");
	const struct jam_node *rows = jam_node_find(expected, "rows");
	struct jam_error err = { .code = JAM_OK };
	const char *found;
	FILE *file = fopen(jam_format(arena, "%s/csv/%s", folder, name), "rb");

	assert_non_null(file);
	found = jam_test_records(arena, file, JAM_UTF8, false, &err);
	fclose(file);
	if (strcmp(strict, "refused") == 0) {
		assert_int_equal(err.code, JAM_E_DATA);
		assert_true(err.at.line > 0);
	} else if (strcmp(name, "bad-header-no-header.csv") == 0) {
		assert_error(&err, JAM_E_DATA, "empty");
	} else {
		assert_done(err.code == JAM_OK, &err);
		if (rows->kind == JAM_NODE_LIST)
			assert_string_equal(found, wanted(arena, rows));
	}
}

static void
test_corpora(void **state)
{
	static const char *const names[] = { "csv-spectrum", "csv-test-data" };
	struct jam_arena *arena = *state;
	struct jam_error err = { .code = JAM_OK };
	struct jam_node *root;

	for (int i = 0; i < 2; i++) {
		const char *folder = jam_test_shared(
		    arena, jam_format(arena, "corpora/%s", names[i]));
		char *line = jam_test_read(
		    arena, jam_format(arena, "%s/expected.jsonl", folder));
		char *end;

		for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
			assert_done(jam_json_read(line, (size_t)(end - line),
						  names[i], arena, &root, &err),
				    &err);
			expect_case(arena, folder, root);
		}
	}
}

/* Random texts of the signs that matter, against a second reader. */
static void
test_oracle(void **state)
{
	static const char signs[] = "ab,,,\"\"\"\"\n\n  \t";
	struct jam_rng rng;
	int refused = 0;

	(void)state;
	jam_rng_init(&rng, jam_rng_seed("csv"), 0);
	for (int n = 0; n < 20000; n++) {
		struct jam_arena *arena = jam_test_arena();
		struct jam_error err = { .code = JAM_OK };
		char text[40] = "x,y\n";
		size_t length = 4 + jam_rng_below(&rng, 30), bad;
		const char *want, *found;

		for (size_t i = 4; i < length; i++)
			text[i] = signs[jam_rng_below(&rng, sizeof signs - 1)];
		want = jam_oracle_csv(arena, text, &bad);
		found = jam_test_csv(arena, text, &err);
		if (strcmp(want, found) != 0)
			print_error("text: <%s>\n", text);
		assert_string_equal(found, want);
		assert_i64_equal(err.code == JAM_OK ? 0 : err.at.line, bad);
		refused += bad > 0;
		jam_arena_free(arena);
	}
	assert_true(refused > 5000 && refused < 18000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_lines),	  JAM_TEST(test_text),
		JAM_TEST(test_delimiter), JAM_TEST(test_fit),
		JAM_TEST(test_quotes),	  JAM_TEST(test_names),
		JAM_TEST(test_limits),	  JAM_TEST(test_flat),
		JAM_TEST(test_rows),	  JAM_TEST(test_corpora),
		JAM_TEST(test_oracle),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
