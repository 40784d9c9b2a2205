/* SPDX-License-Identifier: MIT */
/* JSON tokens: what is escaped and what is not. */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/json.h"
#include "tests/unit/jam_test.h"

static const char *
string(struct jam_arena *arena, const char *text, bool html)
{
	struct jam_buf out;

	jam_buf_init(&out, arena);
	if (html)
		jam_json_string_html(&out, text);
	else
		jam_json_string(&out, text);
	return jam_buf_string(&out);
}

static void
test_string(void **state)
{
	assert_string_equal(string(*state, NULL, false), "null");
	assert_string_equal(string(*state, "", false), "\"\"");
	assert_string_equal(string(*state, "a \"b\" \\c/", false),
			    "\"a \\\"b\\\" \\\\c/\"");
	assert_string_equal(string(*state, "\b\t\n\v\f\r\x01\x1f\x7f", false),
			    "\"\\b\\t\\n\\u000b\\f\\r\\u0001\\u001f\x7f\"");
	assert_string_equal(string(*state, "\xe2\x80\xa8\xe2\x80\xa9.", false),
			    "\"\\u2028\\u2029.\"");
	assert_string_equal(
	    string(*state, "<&> caf\xc3\xa9 \xe2\x80\xaa", false),
	    "\"<&> caf\xc3\xa9 \xe2\x80\xaa\"");
}

static void
test_string_html(void **state)
{
	assert_string_equal(string(*state, NULL, true), "null");
	assert_string_equal(string(*state, "</script>&\xe2\x80\xa8\"", true),
			    "\"\\u003c/script\\u003e\\u0026\\u2028\\\"\"");
}

/* What is written is read back as it was, by another's reader. */
static void
test_read_back(void **state)
{
	char text[200];
	size_t n = 0;

	for (char c = 1; c < 127; c++)
		text[n++] = c;
	strcpy(text + n, "\xe2\x80\xa7\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa"
			 "\xe2\x81\xa8\xf0\x9f\x94\xac");
	for (int html = 0; html < 2; html++) {
		json_t *json = json_loads(string(*state, text, html != 0),
					  JSON_DECODE_ANY, NULL);

		assert_non_null(json);
		assert_string_equal(json_string_value(json), text);
		json_decref(json);
	}
}

static void
test_numbers(void **state)
{
	static const double numbers[] = { 0.1, -2.5,	 3,    1.0 / 3,
					  NAN, INFINITY, -0.0, 1e-10 };
	struct jam_buf out;

	jam_buf_init(&out, *state);
	jam_json_int(&out, INT64_MIN);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		jam_buf_char(&out, ' ');
		jam_json_double(&out, numbers[i]);
	}
	assert_string_equal(jam_buf_string(&out),
			    "-9223372036854775808 0.1 -2.5 3 0.333333333 null "
			    "null 0 0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_string),
		JAM_TEST(test_string_html),
		JAM_TEST(test_read_back),
		JAM_TEST(test_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
