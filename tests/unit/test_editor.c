/* SPDX-License-Identifier: MIT */
/* What an editor may do to the file it was given. */
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cli/editor.h"
#include "cmd/cmd.h"
#include "tests/unit/jam_test.h"

/* The shell runs `editor FILE`; no text and no code: the comment is empty. */
static const struct editing {
	const char *editor, *before, *text;
	enum jam_code code;
	const char *says;
} editings[] = {
	{ "true", NULL, NULL, JAM_OK, NULL },
	{ "true", "", NULL, JAM_OK, NULL },
	{ "true", "as before", "as before", JAM_OK, NULL },
	{ "printf ' a word \\n' >", "old", "a word", JAM_OK, NULL },
	{ "printf more >>", "one ", "one more", JAM_OK, NULL },
	{ "false", NULL, NULL, JAM_E_IO, "the editor \"false\" failed" },
	{ "false", NULL, NULL, JAM_E_IO, "set EDITOR, or use --comment-file" },
	{ "kill -9 $$ #", NULL, NULL, JAM_E_IO, "failed" },
	{ "rm", NULL, NULL, JAM_E_IO, "the editor left no file" },
	{ "printf 'a\\377' >", NULL, NULL, JAM_E_DATA,
	  "byte 2 of the comment is not UTF-8" },
	{ "head -c 70000 /dev/zero >", NULL, NULL, JAM_E_DATA, "the comment" },
};

static bool
ask(struct jam_arena *arena, const struct editing *e, const char **text,
    struct jam_error *err)
{
	struct jam_run run = { .arena = arena };

	*text = "left alone";
	return jam_editor_ask(&run, e->before, text, err);
}

static void
check_editings(const struct jam_place *place)
{
	for (size_t i = 0; i < sizeof(editings) / sizeof(editings[0]); i++) {
		const struct editing *e = &editings[i];
		struct jam_error err = { 0 };
		const char *text;

		setenv("EDITOR", e->editor, 1);
		if (ask(place->arena, e, &text, &err)) {
			assert_int_equal(e->code, JAM_OK);
			assert_int_equal(text == NULL, e->text == NULL);
			if (text != NULL)
				assert_string_equal(text, e->text);
		} else {
			assert_error(&err, e->code, e->says);
		}
		assert_int_equal(rmdir(place->folder), 0);
		assert_int_equal(mkdir(place->folder, 0700), 0);
	}
}

static void
test_editings(void **state)
{
	const struct jam_place *place = *state;

	setenv("TMPDIR", place->folder, 1);
	unsetenv("VISUAL");
	check_editings(place);
	setenv("VISUAL", "", 1);
	check_editings(place);
	unsetenv("TMPDIR");
}

/* Its exit is thrown away: that is a failure, and an end. */
static void
test_exit_is_lost(void **state)
{
	const struct jam_place *place = *state;
	static const struct editing first = { 0 };
	struct jam_error err = { 0 };
	const char *text;

	unsetenv("VISUAL");
	setenv("EDITOR", "true", 1);
	signal(SIGCHLD, SIG_IGN);
	assert_false(ask(place->arena, &first, &text, &err));
	signal(SIGCHLD, SIG_DFL);
	assert_error(&err, JAM_E_IO, "the editor \"true\" failed");
}

static void
test_visual_goes_first(void **state)
{
	const struct jam_place *place = *state;
	static const struct editing first = { 0 };
	struct jam_error err = { 0 };
	const char *text;

	setenv("TMPDIR", "", 1);
	setenv("EDITOR", "false", 1);
	setenv("VISUAL", "printf seen >", 1);
	assert_done(ask(place->arena, &first, &text, &err), &err);
	assert_string_equal(text, "seen");
	unsetenv("TMPDIR");
}

static void
test_no_folder(void **state)
{
	const struct jam_place *place = *state;
	static const struct editing any = { 0 };
	struct jam_error err = { 0 };
	const char *text;

	setenv("TMPDIR", jam_test_in(place, "none"), 1);
	setenv("EDITOR", "true", 1);
	assert_false(ask(place->arena, &any, &text, &err));
	assert_error(&err, JAM_E_CANTCREATE, "cannot make a temporary file");
	assert_null(text);
	unsetenv("TMPDIR");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST_IN_FOLDER(test_editings),
		JAM_TEST_IN_FOLDER(test_exit_is_lost),
		JAM_TEST_IN_FOLDER(test_visual_goes_first),
		JAM_TEST_IN_FOLDER(test_no_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
