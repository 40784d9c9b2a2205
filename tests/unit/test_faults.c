/* SPDX-License-Identifier: MIT */
/*
 * The life of a jam, in which every call of the database and of the system
 * that is made on a way of its own fails in turn: the error comes out as what
 * it is, the file is as it was, nothing is left behind, and nothing is said to
 * be done that is not.  FAULT=full lets each fail in every command.
 */
#include <dirent.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/unit/command.h"
#include "tests/unit/faults.h"
#include "tests/unit/raw.h"
#include "tests/unit/world.h"

struct step {
	const char *now, *words;
};

/* In the place of a time: a command of the shell. */
#define SHELL NULL

static const struct step life[] = {
#define STEP(now, words) { now, words },
#include "tests/unit/life.def"
#undef STEP
};
#define STEPS (sizeof(life) / sizeof(life[0]))

/* What calls give when they fail, and what jam says then; 0: as it may be. */
static const struct fault {
	int code;
	enum jam_code error;
} of_database[] = {
	{ SQLITE_IOERR_READ, JAM_E_IO },  { SQLITE_NOMEM, JAM_E_SYSTEM },
	{ SQLITE_FULL, JAM_E_IO },	  { SQLITE_BUSY, JAM_E_BUSY },
	{ SQLITE_CORRUPT, JAM_E_CONFIG },
}, of_system[] = {
	{ EIO, JAM_OK },
	{ ENOSPC, JAM_OK },
	{ EACCES, JAM_OK },
};

struct life {
	struct world world;
	enum fault_kind kind;
	const struct fault *faults;
	size_t faults_count, runs, unharmed;
};

/* A step, what it starts from, and what it gives when nothing fails. */
struct clean {
	const struct step *step;
	struct jam_arena *arena;
	struct command said;
	struct world_db before;
	const char *head; /* of the log, afterwards */
	bool writes;
	int files; /* that are open */
};

/* Commands of the shell on all that is in the folder. */
static void
keep_folder(struct life *l)
{
	assert_int_equal(
	    system(jam_format(l->world.place->arena,
			      "rm -rf '%s.kept' &&"
			      " cp -r . '%s.kept'",
			      l->world.place->folder, l->world.place->folder)),
	    0);
}

static void
put_folder_back(struct life *l)
{
	assert_int_equal(system(jam_format(l->world.place->arena,
					   "rm -rf ./* .jam-* &&"
					   " cp -r '%s.kept/.' .",
					   l->world.place->folder)),
			 0);
}

/* Database calls do not depend on the files beside it. */
static void
put_back(struct life *l, const struct clean *clean)
{
	if (l->kind == FAULT_SYSTEM)
		put_folder_back(l);
	else
		world_put_back(&clean->before);
}

static int
count_entries(const char *folder, const char *begin)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	int n = 0;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL)
		n += strncmp(entry->d_name, begin, strlen(begin)) == 0;
	closedir(dir);
	return n;
}

static void
check_left(const struct clean *clean, const char *what)
{
	int files = count_entries("/proc/self/fd", "");

	if (files != clean->files)
		fail_msg("%s: %d files stay open", what, files - clean->files);
	if (count_entries(".", ".jam-") != 0 &&
	    strstr(what, "unlinkat") == NULL)
		fail_msg("%s: a temporary file is left", what);
	if (access(WORLD_DB "-wal", F_OK) == 0)
		fail_msg("%s: the write-ahead log is left", what);
}

/* What failed behind the COMMIT says so, or can be done again. */
static void
check_saved(const struct clean *clean, const struct command *now,
	    const char *what)
{
	struct command again;

	if (strstr(now->said, "saved") != NULL ||
	    strstr(now->said, "jam: forgotten") != NULL)
		return;
	command_run(clean->arena, clean->step->words, clean->step->now, &again);
	if (!again.done)
		fail_msg("%s: cannot be repeated: %s", what, again.said);
}

static void
judge(struct life *l, const struct clean *clean, const struct command *now,
      const char *what)
{
	size_t said = strlen(now->out);
	bool before = world_same(&clean->before);
	bool after = before
			 ? !clean->writes
			 : strcmp(world_head(clean->arena), clean->head) == 0;

	check_left(clean, what);
	if (!before && !after)
		fail_msg("%s: half done: %s", what, now->said);
	if (now->done) {
		l->unharmed++;
		if (!after || strcmp(now->out, clean->said.out) != 0)
			fail_msg("%s: done, and is not", what);
	} else if (clean->writes && said > 0) {
		fail_msg("%s: it failed, and answered: %s", what, now->out);
	} else if (strncmp(now->out, clean->said.out, said) != 0) {
		fail_msg("%s: another answer: %s", what, now->out);
	} else if (!before) {
		check_saved(clean, now, what);
	}
}

static void
fail_one(struct life *l, struct clean *clean, size_t at)
{
	const struct fault *fault = &l->faults[l->runs % l->faults_count];
	struct command now;
	const char *name, *what;

	put_back(l, clean);
	clean->arena = jam_test_arena();
	command_begin(clean->arena, clean->step->words, clean->step->now, &now);
	faults_begin(l->kind, at, fault->code);
	command_go(&now);
	name = faults_end();
	command_end(&now);
	l->runs++;
	what = jam_format(clean->arena, "%s: call %zu, %s", clean->step->words,
			  at, name != NULL ? name : "which is not made");
	if (name == NULL && !now.done)
		fail_msg("%s: %s", what, now.said);
	if (!now.done && fault->error != JAM_OK && fault->error != now.err.code)
		fail_msg("%s: error %d, not %d: %s", what, (int)now.err.code,
			 (int)fault->error, now.said);
	if (!now.done && (now.err.code == JAM_E_BUG || now.said[0] == '\0'))
		fail_msg("%s: error %d: %s", what, (int)now.err.code, now.said);
	if (!now.done && strstr(now.said, "\nhint: ") == NULL)
		fail_msg("%s: no hint: %s", what, now.said);
	judge(l, clean, &now, what);
	jam_arena_free(clean->arena);
}

/* The last word may stand for the log's last entry, or its first rating. */
static const char *
name_entry(struct jam_arena *arena, const char *words)
{
	const char *space = strrchr(words, ' ');
	const char *last = space != NULL ? space + 1 : words;
	const char *name;

	if (strcmp(last, "HEAD") == 0)
		name = raw_ask(arena, WORLD_DB,
			       "SELECT lower(hex(hash)) FROM log"
			       " ORDER BY seq DESC LIMIT 1");
	else if (strcmp(last, "RECEIPT") == 0)
		name = raw_ask(arena, WORLD_DB,
			       "SELECT seq || '-' || lower(substr(hex(hash), 1,"
			       " 16)) FROM log WHERE kind = 'rate' LIMIT 1");
	else
		return words;
	return jam_format(arena, "%.*s%s", (int)(last - words), words, name);
}

static void
play(struct life *l, const struct step *step)
{
	const char *wish = getenv("FAULT");
	struct jam_arena *arena = jam_test_arena();
	struct step named = *step;
	struct clean clean = { .step = &named };
	struct fault_ways ways;

	named.words = name_entry(arena, step->words);
	clean.files = count_entries("/proc/self/fd", "");
	world_keep(arena, &clean.before);
	keep_folder(l);
	command_begin(arena, named.words, step->now, &clean.said);
	faults_watch(l->kind, wish != NULL && strcmp(wish, "full") == 0);
	command_go(&clean.said);
	faults_watched(arena, &ways);
	command_end(&clean.said);
	if (!clean.said.done)
		fail_msg("%s: %s", step->words, clean.said.said);
	clean.head = world_head(arena);
	clean.writes = !world_same(&clean.before);
	for (size_t i = 0; i < ways.count; i += jam_test_few() ? 50 : 1)
		fail_one(l, &clean, ways.at[i]);
	put_back(l, &clean);
	command_run(arena, named.words, step->now, &clean.said);
	if (strcmp(world_head(arena), clean.head) != 0)
		fail_msg("%s: done again, it gives another head: %s",
			 named.words, clean.said.said);
	jam_arena_free(arena);
}

static void
live(struct life *l, struct jam_place *place)
{
	world_enter(&l->world, place);
	for (size_t i = 0; i < STEPS; i++)
		if (life[i].now == SHELL)
			assert_int_equal(system(life[i].words), 0);
		else
			play(l, &life[i]);
	world_leave(&l->world);
	jam_test_remove(jam_format(l->world.place->arena, "%s.kept",
				   l->world.place->folder));
	print_message("%zu calls failed, %zu of them without harm\n", l->runs,
		      l->unharmed);
	assert_true(l->runs > (jam_test_few() ? 0 : STEPS));
}

static void
test_database(void **state)
{
	struct life l = { .kind = FAULT_DATABASE,
			  .faults = of_database,
			  .faults_count = 5 };

	live(&l, *state);
}

static void
test_system(void **state)
{
	struct life l = { .kind = FAULT_SYSTEM,
			  .faults = of_system,
			  .faults_count = 3 };

	live(&l, *state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST_IN_FOLDER(test_database),
		JAM_TEST_IN_FOLDER(test_system),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
