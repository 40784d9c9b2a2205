/* SPDX-License-Identifier: MIT */
/* The command line, read: values, order, environment, refusals. */
#include "tests/unit/jam_test.h"

#include <stdlib.h>
#include <string.h>

#include "cmd/cli/options.h"
#include "cmd/cli/suggest.h"
#include "cmd/cli/usage.h"
#include "cmd/cmd.h"
#include "core/base/buf.h"

#define READ(line, err, ...) \
	read_words(*state, line, err, (const char *[]){ __VA_ARGS__, NULL })

static bool
read_words(struct jam_arena *arena, struct jam_line *line,
	   struct jam_error *err, const char **words)
{
	char *argv[16] = { 0 };
	int argc = 0;

	for (; words[argc] != NULL; argc++)
		argv[argc] = jam_strdup(arena, words[argc]);
	*err = (struct jam_error){ 0 };
	return jam_options_read(argc, argv, arena, line, err);
}

/* The value of an option of the command's own, by its name. */
static const void *
value(const struct jam_line *line, const char *name)
{
	const struct jam_option *o = line->command->options;

	while (strcmp(o->name, name) != 0)
		o++;
	return (const char *)line->options + o->field;
}

static const char *
text(const struct jam_line *line, const char *name)
{
	return *(const char *const *)value(line, name);
}

static void
test_both_sides(void **state)
{
	struct jam_line line;
	struct jam_error err;

	assert_done(READ(&line, &err, "--db", "a.db", "rate", "--event=x", "p",
			 "-n", "m=3", "--yes"),
		    &err);
	assert_string_equal(line.command->name, "rate");
	assert_string_equal(line.globals.db, "a.db");
	assert_string_equal(line.globals.event, "x");
	assert_true(line.globals.dry_run);
	assert_true(line.globals.yes);
	assert_int_equal(line.argc, 2);
	assert_string_equal(line.argv[0], "p");
	assert_string_equal(line.argv[1], "m=3");
	assert_null(line.argv[2]);
}

static void
test_last_counts(void **state)
{
	struct jam_line line;
	struct jam_error err;

	assert_done(
	    READ(&line, &err, "--json", "--db=a", "help", "--db=b", "--csv"),
	    &err);
	assert_string_equal(line.globals.db, "b");
	assert_string_equal(line.globals.format, "csv");
	assert_done(READ(&line, &err, "--csv", "help", "--format", "md"), &err);
	assert_string_equal(line.globals.format, "md");
	assert_done(READ(&line, &err, "rate", "--judge=a", "p", "-jb"), &err);
	assert_string_equal(text(&line, "judge"), "b");
	assert_done(READ(&line, &err, "assign", "-k3", "--batch", "4"), &err);
	assert_i64_equal(*(const int64_t *)value(&line, "batch"), 4);
}

static void
test_ended(void **state)
{
	struct jam_line line;
	struct jam_error err;

	assert_done(READ(&line, &err, "rate", "-", "--", "--judge", "-n"),
		    &err);
	assert_int_equal(line.argc, 3);
	assert_string_equal(line.argv[0], "-");
	assert_string_equal(line.argv[1], "--judge");
	assert_null(text(&line, "judge"));
	assert_false(line.globals.dry_run);
}

static void
test_environment(void **state)
{
	struct jam_line line;
	struct jam_error err;

	setenv("JAM_JUDGE", "ada@example.org", 1);
	setenv("JAM_DB", "env.db", 1);
	assert_done(READ(&line, &err, "rate", "p"), &err);
	assert_string_equal(text(&line, "judge"), "ada@example.org");
	assert_string_equal(line.globals.db, "env.db");
	assert_done(READ(&line, &err, "rate", "p", "--judge", "b", "--db", "c"),
		    &err);
	assert_string_equal(text(&line, "judge"), "b");
	assert_string_equal(line.globals.db, "c");
	setenv("JAM_DB", "", 1);
	assert_done(READ(&line, &err, "rate", "p"), &err);
	assert_string_equal(line.globals.db, "jam.db");
	unsetenv("JAM_JUDGE");
	unsetenv("JAM_DB");
	assert_done(READ(&line, &err, "rate", "p"), &err);
	assert_null(text(&line, "judge"));
	assert_null(line.globals.event);
	assert_null(line.globals.format);
}

static void
test_refusals(void **state)
{
	struct jam_line line;
	struct jam_error err;

	assert_false(
	    READ(&line, &err, "rate", "p", "--comment=a", "--comment-file=b"));
	assert_error(&err, JAM_E_USAGE,
		     "--comment and --comment-file exclude each other");
	assert_false(READ(&line, &err, "rate", "p", "--coment=a"));
	assert_error(&err, JAM_E_USAGE, "unknown option \"--coment\"");
	assert_non_null(strstr(err.hint, "--comment"));
	assert_false(READ(&line, &err, "rate", "p", "--judge"));
	assert_error(&err, JAM_E_USAGE, "--judge needs a value: EMAIL");
	assert_false(READ(&line, &err, "rate", "p", "--replace=yes"));
	assert_error(&err, JAM_E_USAGE, "--replace takes no value");
	assert_false(READ(&line, &err, "--judge=a", "rate", "p"));
	assert_error(&err, JAM_E_USAGE, "unknown option \"--judge\"");
	assert_false(READ(&line, &err, "help", "rate", "more"));
	assert_error(&err, JAM_E_USAGE, "one operand too many: \"more\"");
	assert_false(READ(&line, &err, "completion"));
	assert_error(&err, JAM_E_USAGE, "missing operand SHELL");
	assert_false(READ(&line, &err, "rat"));
	assert_error(&err, JAM_E_USAGE, "unknown command \"rat\"");
	assert_non_null(strstr(err.hint, "\"rate\""));
	assert_false(READ(&line, &err, "list", "judgs"));
	assert_error(&err, JAM_E_USAGE, "WHAT: \"judgs\" is none of");
	assert_non_null(strstr(err.hint, "did you mean \"judges\"?"));
}

/* Help is given whatever else is missing. */
static void
test_help(void **state)
{
	struct jam_line line;
	struct jam_error err;

	assert_done(READ(&line, &err, "completion", "-h"), &err);
	assert_true(line.globals.help);
	assert_int_equal(err.code, JAM_OK);
	assert_done(READ(&line, &err, "--version"), &err);
	assert_null(line.command);
}

/* What the table promises of itself. */
static void
test_table(void **state)
{
	struct jam_buf out;

	jam_buf_init(&out, *state);
	for (size_t i = 0; jam_commands[i] != NULL; i++) {
		const struct jam_command *c = jam_commands[i];

		assert_string_equal(c->name, jam_command_names[i]);
		assert_ptr_equal(jam_command_find(c->name), c);
		assert_non_null(c->run);
		assert_true(c->summary[0] >= 'A' && c->summary[0] <= 'Z');
		assert_int_not_equal(c->summary[strlen(c->summary) - 1], '.');
		if (i > 0)
			assert_true(strcmp(jam_commands[i - 1]->name, c->name) <
				    0);
		for (const struct jam_option *o = c->options;
		     o != NULL && o->name != NULL; o++) {
			assert_non_null(o->help);
			assert_true(o->field < c->options_size);
			assert_int_equal(o->value != NULL,
					 jam_option_takes_value(o));
			assert_int_equal(o->choices != NULL,
					 o->kind == JAM_CHOICE_OPTION &&
					     o->sets == NULL);
		}
		jam_usage_command(&out, c, 80);
	}
	assert_non_null(strstr(jam_buf_string(&out), "usage: jam rate"));
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_both_sides), JAM_TEST(test_last_counts),
		JAM_TEST(test_ended),	   JAM_TEST(test_environment),
		JAM_TEST(test_refusals),   JAM_TEST(test_help),
		JAM_TEST(test_table),
	};

	unsetenv("JAM_DB");
	unsetenv("JAM_EVENT");
	unsetenv("JAM_JUDGE");
	if (argc > 1)
		cmocka_set_test_filter(argv[1]);
	return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
