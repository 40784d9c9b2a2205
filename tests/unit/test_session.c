/* SPDX-License-Identifier: MIT */
/* What destroys is rehearsed and asked about; `after` is not rehearsed. */
#include "tests/unit/jam_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli/ask.h"
#include "cmd/cli/options.h"
#include "cmd/cli/session.h"
#include "cmd/cmd.h"
#include "core/model/columns.h"
#include "core/render/out.h"

/* What a command did; its state. */
struct diary {
	int rehearsed, done, after;
	enum jam_code fails; /* how run ends; JAM_OK: well */
};

struct row {
	int64_t gone;
};

static const struct jam_column row_columns[] = {
	JAM_COLUMN(struct row, gone, INT),
	{ 0 },
};

static bool
run(struct jam_run *r, struct jam_error *err)
{
	struct diary *diary = r->state;
	struct row row = { 42 };

	if (r->dry_run)
		diary->rehearsed++;
	else
		diary->done++;
	if (diary->fails != JAM_OK)
		return jam_fail(err, diary->fails, "cannot");
	jam_out_begin(r->out, "gone", NULL, row_columns);
	return !r->dry_run || jam_out_row(r->out, &row, err);
}

static bool
after(struct jam_run *r, struct jam_error *err)
{
	struct diary *diary = r->state;

	(void)err;
	diary->after++;
	return true;
}

static const struct jam_command command = {
	.name = "burn",
	.needs = JAM_NEEDS_NONE,
	.traits = JAM_CONFIRMS,
	.run = run,
	.after = after,
};

struct stage {
	struct jam_run run;
	struct jam_globals globals;
	struct diary diary;
	char *said;
	size_t said_length;
};

/* A person at a terminal who types `types`; NULL: nobody. */
static void
stage_open(struct stage *stage, struct jam_arena *arena, const char *types)
{
	static const char nothing[] = "\n";

	*stage = (struct stage){ 0 };
	stage->globals.format = "tsv";
	stage->run.command = &command;
	stage->run.globals = &stage->globals;
	stage->run.arena = arena;
	stage->run.state = &stage->diary;
	stage->run.terminal_in = types != NULL;
	stage->run.in = tmpfile();
	assert_non_null(stage->run.in);
	fputs(types != NULL ? types : nothing, stage->run.in);
	rewind(stage->run.in);
	stage->run.messages = open_memstream(&stage->said, &stage->said_length);
	assert_non_null(stage->run.messages);
}

static void
stage_close(struct stage *stage)
{
	fclose(stage->run.in);
	fclose(stage->run.messages);
	free(stage->said);
}

static void
plays(struct stage *stage, int rehearsed, int done)
{
	fflush(stage->run.messages);
	assert_int_equal(stage->diary.rehearsed, rehearsed);
	assert_int_equal(stage->diary.done, done);
	assert_int_equal(stage->diary.after, done);
}

static void
test_yes_typed(void **state)
{
	struct stage stage;
	struct jam_error err = { 0 };

	stage_open(&stage, *state, "y\n");
	assert_done(jam_session_run(&stage.run, &err), &err);
	plays(&stage, 1, 1);
	assert_non_null(strstr(stage.said, "42"));
	assert_non_null(strstr(stage.said, "Do this? [y/N]"));
	assert_false(stage.run.dry_run);
	stage_close(&stage);
}

static void
test_no_typed(void **state)
{
	static const char *const words[] = { "n\n", "\n", "", "yellow\n" };
	struct stage stage;

	for (size_t i = 0; i < 4; i++) {
		struct jam_error err = { 0 };

		stage_open(&stage, *state, words[i]);
		assert_false(jam_session_run(&stage.run, &err));
		assert_error(&err, JAM_E_NO, "nothing was changed");
		plays(&stage, 1, 0);
		stage_close(&stage);
	}
}

static void
test_nobody_there(void **state)
{
	struct stage stage;
	struct jam_error err = { 0 };

	stage_open(&stage, *state, NULL);
	assert_false(jam_session_run(&stage.run, &err));
	assert_error(&err, JAM_E_USAGE, "\"burn\" destroys");
	assert_non_null(strstr(err.hint, "--yes"));
	plays(&stage, 0, 0);
	stage_close(&stage);
}

static void
test_yes_option(void **state)
{
	struct stage stage;
	struct jam_error err = { 0 };

	stage_open(&stage, *state, NULL);
	stage.run.yes = true;
	assert_done(jam_session_run(&stage.run, &err), &err);
	plays(&stage, 0, 1);
	assert_string_equal(stage.said, "");
	stage_close(&stage);
}

static void
test_failing_rehearsal(void **state)
{
	struct stage stage;
	struct jam_error err = { 0 };

	stage_open(&stage, *state, "y\n");
	stage.diary.fails = JAM_E_DATA;
	assert_false(jam_session_run(&stage.run, &err));
	assert_error(&err, JAM_E_DATA, "cannot");
	plays(&stage, 1, 0);
	assert_string_equal(stage.said, "");
	stage_close(&stage);
}

/* A file that exists is overwritten only when somebody said so. */
static void
test_overwriting(void **state)
{
	const char *folder = jam_test_folder(*state);
	const char *path = jam_format(*state, "%s/out.csv", folder);
	struct jam_error err = { 0 };
	struct stage stage;

	stage_open(&stage, *state, NULL);
	assert_done(jam_ask_overwrite(&stage.run, path, &err), &err);
	jam_test_write(path, "old");
	assert_false(jam_ask_overwrite(&stage.run, path, &err));
	assert_error(&err, JAM_E_CANTCREATE, "out.csv\" exists");
	assert_non_null(strstr(err.hint, "--yes"));
	err = (struct jam_error){ 0 };
	stage.run.yes = true;
	assert_done(jam_ask_overwrite(&stage.run, path, &err), &err);
	stage_close(&stage);
	stage_open(&stage, *state, "n\ny\n");
	assert_false(jam_ask_overwrite(&stage.run, path, &err));
	assert_error(&err, JAM_E_CANTCREATE, "exists");
	err = (struct jam_error){ 0 };
	assert_done(jam_ask_overwrite(&stage.run, path, &err), &err);
	stage_close(&stage);
	path = jam_format(*state, "%s/red\033[31m", folder);
	jam_test_write(path, "old");
	err = (struct jam_error){ 0 };
	stage_open(&stage, *state, "n\n");
	assert_false(jam_ask_overwrite(&stage.run, path, &err));
	fflush(stage.run.messages);
	assert_non_null(strstr(stage.said, "red\\x1b[31m\" exists;"));
	stage_close(&stage);
	jam_test_remove(folder);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_yes_typed),	  JAM_TEST(test_no_typed),
		JAM_TEST(test_nobody_there),	  JAM_TEST(test_yes_option),
		JAM_TEST(test_failing_rehearsal), JAM_TEST(test_overwriting),
	};

	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests_name("session", tests, NULL, NULL);
}
