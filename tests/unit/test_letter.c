/* SPDX-License-Identifier: MIT */
/* Tests of letters from a template. */
#include "core/base/buf.h"
#include "core/render/letter.h"
#include "tests/unit/jam_test.h"

static const struct jam_letter_word words[] = {
	{ "title", "Heads {tails}" },
	{ "team", NULL },
};

static bool
write(void **state, const char *template, const char **text,
      struct jam_error *err)
{
	const struct jam_letter letter = { "letter.txt", template, words, 2 };
	struct jam_buf out;
	bool done;

	*err = (struct jam_error){ 0 };
	jam_buf_init(&out, *state);
	done = jam_letter_write(&letter, *state, &out, err);
	*text = jam_buf_string(&out);
	return done;
}

/* What a word stands for is no template. */
static void
test_words_are_filled_in(void **state)
{
	struct jam_error err;
	const char *text;

	assert_done(
	    write(state, "{title}, {team}{{title} {{{title}\n", &text, &err),
	    &err);
	assert_string_equal(text, "Heads {tails}, {title} {Heads {tails}\n");
}

static void
test_what_is_no_word_is_refused(void **state)
{
	struct jam_error err;
	const char *text;

	assert_false(write(state, "Dear\n{tittle}", &text, &err));
	assert_error(&err, JAM_E_DATA, "\"{tittle}\" is no word");
	assert_error(&err, JAM_E_DATA, "did you mean {title}?");
	assert_string_equal(err.at.file, "letter.txt");
	assert_u64_equal(err.at.line, 2);
	assert_false(write(state, "{xyzzy}", &text, &err));
	assert_error(&err, JAM_E_DATA, "{{ is a brace");
	assert_false(write(state, "{title\n}", &text, &err));
	assert_error(&err, JAM_E_DATA, "a brace is never closed");
	assert_false(write(state, "{", &text, &err));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_words_are_filled_in),
		JAM_TEST(test_what_is_no_word_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
