/* SPDX-License-Identifier: MIT */
/* What a file is, told from its first bytes; encodings; lines. */
#include <string.h>

#include "core/base/buf.h"
#include "core/import/source.h"
#include "tests/unit/import_text.h"
#include "tests/unit/jam_test.h"

static void
refuse(struct jam_arena *arena, const void *bytes, size_t length,
       enum jam_source_use use, const char *part)
{
	FILE *file = jam_test_file(bytes, length);
	struct jam_error err = { .code = JAM_OK };
	struct jam_source source = {
		.name = "t.csv", .file = file, .use = use, .arena = arena
	};

	assert_false(jam_source_init(&source, &err));
	assert_error(&err, JAM_E_DATA, part);
	assert_string_equal(err.at.file, "t.csv");
	assert_true(err.hint[0] != '\0' || strstr(err.message, "empty"));
	fclose(file);
}

#define REFUSE(text, part) \
	refuse(*state, (text), sizeof(text) - 1, JAM_USE_TABLE, (part))

static void
test_kinds(void **state)
{
	REFUSE("", "the file is empty");
	REFUSE("\xef\xbb\xbf", "the file is empty");
	REFUSE("\xff\xfe"
	       "a\0",
	       "this is UTF-16");
	REFUSE("\xfe\xff\0a", "this is UTF-16");
	REFUSE("a\0,\0b\0\n\0", "this is UTF-16");
	REFUSE("\0a\0,\0b\0\n", "this is UTF-16");
	REFUSE("PK\003\004rest", "a spreadsheet (.xlsx, .ods)");
	REFUSE("\320\317\021\340rest", "an old .xls");
	REFUSE("%PDF-1.5", "a PDF");
	REFUSE("\037\213\010", "gzip");
	REFUSE("SQLite format 3\0", "a database");
	REFUSE("\n<!DOCTYPE html>", "web page, perhaps the login page");
	REFUSE("<html lang='en'>", "web page");
	REFUSE("\xef\xbb\xbf<?xml version='1.0'?>", "web page");
	refuse(*state, "<html>", 6, JAM_USE_BALLOT, "this is the form");
}

/* The text of a file in an encoding, or the error. */
static const char *
text_of(struct jam_arena *arena, const char *bytes, size_t length,
	enum jam_encoding encoding, struct jam_error *err)
{
	FILE *file = jam_test_file(bytes, length);
	struct jam_source source = {
		.name = "t", .file = file, .encoding = encoding, .arena = arena
	};
	size_t made;
	char *text = NULL;

	if (jam_source_init(&source, err) &&
	    jam_source_text(&source, 1 << 20, &text, &made, err))
		assert_i64_equal(strlen(text), made);
	fclose(file);
	return text;
}

static void
test_encodings(void **state)
{
	struct jam_error err = { .code = JAM_OK };
	const char windows[] = "caf\xe9 \x80 \x92\n";

	assert_string_equal(
	    text_of(*state, windows, strlen(windows), JAM_CP1252, &err),
	    "caf\xc3\xa9 \xe2\x82\xac \xe2\x80\x99\n");
	assert_string_equal(
	    text_of(*state, windows, strlen(windows), JAM_LATIN1, &err),
	    "caf\xc3\xa9 \xc2\x80 \xc2\x92\n");
	assert_string_equal(text_of(*state, "\xef\xbb\xbf{", 4, JAM_UTF8, &err),
			    "{");
	assert_done(err.code == JAM_OK, &err);
}

static void
test_bad_bytes(void **state)
{
	static const char undefined[] = "\x81\x8d\x8f\x90\x9d";
	struct jam_error err = { .code = JAM_OK };
	struct jam_source document = { .name = "t",
				       .file = jam_test_file("\xe9", 1),
				       .use = JAM_USE_DOCUMENT,
				       .arena = *state };
	size_t length;

	text_of(*state, "a\r\nb\rc\xe9\n", 9, JAM_UTF8, &err);
	assert_error(&err, JAM_E_DATA, "byte 0xe9 at offset 6 is not UTF-8");
	assert_error(&err, JAM_E_DATA, "--encoding cp1252");
	assert_i64_equal(err.at.line, 3);
	err = (struct jam_error){ .code = JAM_OK };
	assert_true(jam_source_init(&document, &err));
	assert_false(
	    jam_source_text(&document, 9, &(char *){ NULL }, &length, &err));
	assert_string_equal(err.hint, "save it as UTF-8");
	fclose(document.file);
	err = (struct jam_error){ .code = JAM_OK };
	text_of(*state, "\xef\xbb\xbfok\nno\0\n", 10, JAM_UTF8, &err);
	assert_error(&err, JAM_E_DATA, "a NUL byte at offset 8");
	assert_error(&err, JAM_E_DATA, "save it as \"CSV UTF-8\"");
	assert_i64_equal(err.at.line, 2);
	for (int i = 0; i < 5; i++) {
		err = (struct jam_error){ .code = JAM_OK };
		text_of(*state, undefined + i, 1, JAM_CP1252, &err);
		assert_error(&err, JAM_E_DATA, "is not cp1252");
		assert_error(&err, JAM_E_DATA, "leave --encoding out");
	}
}

/* Slices of a file are its bytes, none cuts a character, lines are counted. */
static void
test_slices(void **state)
{
	struct jam_arena *arena = *state;
	struct jam_error err = { .code = JAM_OK };
	struct jam_source source = { .name = "t", .arena = arena };
	struct jam_slice slice = { .length = 1 };
	struct jam_buf bytes, again;
	size_t lines = 0;
	FILE *file;

	jam_buf_init(&bytes, arena);
	jam_buf_init(&again, arena);
	for (int i = 0; i < 40; i++) {
		static const char *const ends[] = { "\n", "\r", "\r\n" };

		for (int k = 0; k < i * 997; k++)
			jam_buf_text(&bytes, k % 7 == 0 ? "\xe2\x82\xac" : "x");
		jam_buf_text(&bytes, ends[i % 3]);
		lines++;
	}
	for (int k = 0; k < 100000; k++)
		jam_buf_text(&bytes, "\xf0\x9f\x98\x80");
	file = jam_test_file(bytes.data, bytes.length);
	source.file = file;
	assert_done(jam_source_init(&source, &err), &err);
	while (slice.length > 0) {
		assert_done(jam_source_slice(&source, &slice, &err), &err);
		assert_true(slice.length <= JAM_SOURCE_SLICE + 1);
		jam_buf_add(&again, slice.text, slice.length);
	}
	assert_i64_equal(slice.line, lines + 1);
	assert_string_equal(jam_buf_string(&again), jam_buf_string(&bytes));
	fclose(file);
}

/* A byte is a character there: a slice is never cut back. */
static void
test_slices_of_bytes(void **state)
{
	struct jam_error err = { .code = JAM_OK };
	struct jam_source source = { .name = "t",
				     .encoding = JAM_LATIN1,
				     .arena = *state };
	struct jam_slice slice = { .length = 1 };
	size_t slices = 0, length = 0;
	char *bytes = jam_alloc(*state, 4 * JAM_SOURCE_SLICE);

	memset(bytes, 0xa9, 4 * JAM_SOURCE_SLICE);
	source.file = jam_test_file(bytes, 4 * JAM_SOURCE_SLICE);
	assert_done(jam_source_init(&source, &err), &err);
	for (; slice.length > 0; slices++, length += slice.length)
		assert_done(jam_source_slice(&source, &slice, &err), &err);
	assert_int_equal(slices, 5);
	assert_int_equal(length, 8 * JAM_SOURCE_SLICE);
	fclose(source.file);
}

static void
test_size(void **state)
{
	struct jam_error err = { .code = JAM_OK };
	FILE *file = tmpfile();
	struct jam_source source = { .name = "t",
				     .file = file,
				     .arena = *state };

	assert_int_equal(fseeko(file, (off_t)JAM_SOURCE_MAX, SEEK_SET), 0);
	fputc('\n', file);
	assert_false(jam_source_init(&source, &err));
	assert_error(&err, JAM_E_DATA, "256.0 MiB, at most 256");
	fclose(file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_kinds),		JAM_TEST(test_encodings),
		JAM_TEST(test_bad_bytes),	JAM_TEST(test_slices),
		JAM_TEST(test_slices_of_bytes), JAM_TEST(test_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
