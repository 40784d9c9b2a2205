/* SPDX-License-Identifier: MIT */
/*
 * Tests of migrations, with one more than there is: an older file is brought
 * up once, whole or not at all, whoever comes first or is killed.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/store/backend.h"
#include "core/store/migrate.h"
#include "core/store/proof.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/life.h"
#include "tests/unit/raw.h"
#include "tests/unit/store_data.h"

/* Long enough to be killed in. */
static const char second[] =
    "CREATE TABLE extra (a INTEGER NOT NULL) STRICT;"
    "WITH n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
    " INSERT INTO extra SELECT i FROM n;"
    "ALTER TABLE log ADD COLUMN more TEXT";

/* The migrations and one more. */
static void
next_version(struct store_data *f, const char *sql, struct jam_migrations *m)
{
	int count = jam_migrations.count + 1;
	const char **scripts =
	    jam_alloc_array(f->arena, (size_t)count + 1, sizeof(*scripts));
	const char **digests =
	    jam_alloc_array(f->arena, (size_t)count, sizeof(*digests));

	for (int i = 0; i + 1 < count; i++) {
		scripts[i] = jam_migrations.sql[i];
		digests[i] = jam_migrations.digests[i];
	}
	scripts[count - 1] = sql;
	digests[count - 1] = "made in memory";
	*m = (struct jam_migrations){ scripts, digests, count };
}

static bool
migrate(struct store_data *f, const struct jam_migrations *m, bool reader,
	int *from, struct jam_error *err)
{
	struct jam_backend *backend;
	bool missing, done;

	done = jam_backend_open(f->path,
				reader ? JAM_ACCESS_READ : JAM_ACCESS_WRITE,
				f->arena, &backend, &missing, err) &&
	       jam_migrate(backend, m, reader, from, err) &&
	       jam_backend_wal(backend, err);
	jam_backend_close(backend);
	return done;
}

static const char *
version(struct store_data *f)
{
	return raw_ask(f->arena, f->path, "PRAGMA user_version");
}

static void
test_older_file_is_brought_up(void **state)
{
	struct store_data *f = *state;
	struct jam_migrations m;
	int from;

	for (int reader = 0; reader < 2; reader++) {
		store_make(f);
		next_version(f, second, &m);
		assert_done(migrate(f, &m, reader != 0, &from, &f->err),
			    &f->err);
		assert_int_equal(from, jam_migrations.count);
		assert_string_equal(version(f),
				    jam_format(f->arena, "%d", m.count));
		assert_string_equal(
		    raw_ask(f->arena, f->path, "SELECT count(*) FROM extra"),
		    "20000");
		assert_done(migrate(f, &m, reader != 0, &from, &f->err),
			    &f->err);
		assert_int_equal(from, 0);
		assert_null(store_open(f, JAM_STORE_READ));
		assert_error(&f->err, JAM_E_CONFIG, "newer jam");
		f->err = (struct jam_error){ 0 };
		assert_int_equal(unlink(f->path), 0);
	}
}

static void
test_failed_migration_changes_nothing(void **state)
{
	struct store_data *f = *state;
	struct jam_migrations m;
	int from;

	store_make(f);
	next_version(f, "CREATE TABLE a (b INTEGER) STRICT; SELECT 1 FROM c",
		     &m);
	assert_false(migrate(f, &m, false, &from, &f->err));
	assert_error(&f->err, JAM_E_BUG, "no such table");
	assert_string_equal(version(f),
			    jam_format(f->arena, "%d", jam_migrations.count));
	jam_store_close(store_open_well(f, JAM_STORE_WRITE));
}

/* A view in an older file must not be there when migrations run. */
static void
test_hostile_older_file_is_refused(void **state)
{
	struct store_data *f = *state;
	struct jam_migrations m;
	int from;

	store_make(f);
	raw_ask(f->arena, f->path, "CREATE VIEW v AS SELECT 1");
	next_version(f, second, &m);
	assert_false(migrate(f, &m, false, &from, &f->err));
	assert_error(&f->err, JAM_E_CONFIG, "not those that jam makes");
	assert_string_equal(version(f),
			    jam_format(f->arena, "%d", jam_migrations.count));
}

static const char *
stored(struct store_data *f, int version)
{
	return jam_format(f->arena, "tests/golden/schema-%d.db", version);
}

/*
 * A whole jam of each version, as a jam of that version left it.  The last one
 * may be written anew until it is released: GOLDEN=write make unit T=migrate.
 */
static void
test_stored_files(void **state)
{
	struct store_data *f = *state;
	const char *golden = getenv("GOLDEN");
	struct jam_proof *proof;
	struct jam_migrations m;
	int from;

	next_version(f, second, &m);
	if (golden != NULL && strcmp(golden, "write") == 0) {
		life_make(f);
		jam_test_copy(f->path, stored(f, jam_migrations.count));
		assert_int_equal(unlink(f->path), 0);
	}
	for (int i = 1; i <= jam_migrations.count; i++) {
		jam_test_copy(stored(f, i), f->path);
		jam_store_close(store_open_well(f, JAM_STORE_READ));
		assert_int_equal(f->opened.migrated_from,
				 i < jam_migrations.count ? i : 0);
		proof = life_verify(f);
		assert_u64_equal(proof->flaw_count, 0);
		assert_true(proof->entries >= 8);
		assert_done(migrate(f, &m, false, &from, &f->err), &f->err);
		assert_int_equal(from, jam_migrations.count);
		assert_string_equal(
		    raw_ask(f->arena, f->path,
			    "SELECT count(*) FROM log; PRAGMA integrity_check"),
		    jam_format(f->arena, "%lld\nok",
			       (long long)proof->entries));
		assert_int_equal(unlink(f->path), 0);
	}
}

static void
run_child(struct store_data *f, const struct jam_migrations *m)
{
	int from;

	_exit(migrate(f, m, false, &from, &f->err) ? 0 : 1);
}

static void
test_many_at_once(void **state)
{
	struct store_data *f = *state;
	struct jam_migrations m;
	int failed = 0, status;

	store_make(f);
	next_version(f, second, &m);
	for (int i = 0; i < 20; i++)
		if (fork() == 0)
			run_child(f, &m);
	for (int i = 0; i < 20; i++) {
		wait(&status);
		failed += status != 0;
	}
	assert_int_equal(failed, 0);
	assert_string_equal(
	    raw_ask(f->arena, f->path, "SELECT count(*) FROM extra"), "20000");
}

/*
 * Killed after 0 to 20 ms, 40 times (1,000 with JAM_FULL), each time on the
 * file that the last one left.
 */
static void
test_killed_half_way(void **state)
{
	struct store_data *f = *state;
	struct jam_migrations m;
	int kills = jam_test_rounds(40, 1000), status, from;

	store_make(f);
	next_version(f, second, &m);
	for (long i = 0; i < kills; i++) {
		const struct timespec pause = { .tv_nsec = i % 40 * 500000 };
		pid_t child = fork();

		if (child == 0)
			run_child(f, &m);
		nanosleep(&pause, NULL);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		/* Done in time: what is left to kill needs a new file. */
		if (strcmp(version(f), jam_format(f->arena, "%d", m.count)) ==
		    0) {
			assert_int_equal(unlink(f->path), 0);
			store_make(f);
		}
	}
	assert_done(migrate(f, &m, false, &from, &f->err), &f->err);
	assert_string_equal(raw_ask(f->arena, f->path,
				    "SELECT count(*) FROM extra;"
				    "PRAGMA integrity_check"),
			    "20000\nok");
	print_message("kills: %d\n", kills);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_older_file_is_brought_up),
		STORE_TEST(test_stored_files),
		STORE_TEST(test_failed_migration_changes_nothing),
		STORE_TEST(test_hostile_older_file_is_refused),
		STORE_TEST(test_many_at_once),
		STORE_TEST(test_killed_half_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
