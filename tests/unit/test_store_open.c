/* SPDX-License-Identifier: MIT */
/* Tests of opening: foreign, newer, damaged and hostile files stay as are. */
#define _GNU_SOURCE /* RTLD_NEXT */

#include <dlfcn.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/store/backend.h"
#include "core/store/log.h"
#include "core/store/migrate.h"
#include "core/store/store.h"
#include "core/store/verify.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/raw.h"
#include "tests/unit/store_data.h"

/* While it is set, half a minute goes by between two looks at the clock. */
static bool busy;

int
clock_gettime(clockid_t id, struct timespec *now)
{
	int (*real)(clockid_t, struct timespec *) =
	    (int (*)(clockid_t, struct timespec *))(size_t)dlsym(
		RTLD_NEXT, "clock_gettime");
	static time_t gone;
	int result = real(id, now);

	if (busy && (id == CLOCK_MONOTONIC || id == CLOCK_REALTIME))
		now->tv_sec += gone += 30;
	return result;
}

static void
assert_refused(struct store_data *f, enum jam_store_mode mode,
	       enum jam_code code, const char *part)
{
	struct jam_store *store = store_open(f, mode);

	assert_null(store);
	assert_error(&f->err, code, part);
}

static bool
exists(const char *path)
{
	struct stat status;

	return lstat(path, &status) == 0;
}

static const char *
beside(struct store_data *f, const char *name)
{
	return jam_format(f->arena, "%s/%s", f->folder, name);
}

static void
write_bytes(const char *path, const void *bytes, size_t size)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	assert_int_equal(write(fd, bytes, size), size);
	close(fd);
}

static void
test_digests_are_those_of_the_schema(void **state)
{
	struct store_data *f = *state;
	const struct jam_migrations *m = &jam_migrations;
	struct jam_hash hash;
	char hex[65];

	for (int i = 0; i < m->count; i++) {
		assert_done(
		    jam_backend_digest_of(m->sql, i + 1, &hash, &f->err),
		    &f->err);
		jam_hex_write(hex, hash.bytes, JAM_HASH_SIZE);
		if (strcmp(hex, m->digests[i]) != 0)
			fail_msg("digests[%d] in core/store/migrate.c must be "
				 "\"%s\"",
				 i, hex);
	}
	assert_null(m->sql[m->count]);
}

static void
test_create_makes_a_wal_file(void **state)
{
	struct store_data *f = *state;
	struct stat status;
	struct jam_store *store;

	store_make(f);
	assert_true(f->opened.made);
	assert_int_equal(stat(f->path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_false(exists(beside(f, "jam.db-wal")));
	assert_string_equal(raw_ask(f->arena, f->path, "PRAGMA journal_mode"),
			    "wal");
	assert_string_equal(raw_ask(f->arena, f->path,
				    "PRAGMA application_id;"
				    "PRAGMA user_version"),
			    "1784769841\n1");
	store = store_open_well(f, JAM_STORE_CREATE);
	assert_false(f->opened.made);
	jam_store_close(store);
}

static void
test_missing_and_empty_files(void **state)
{
	struct store_data *f = *state;

	assert_refused(f, JAM_STORE_READ, JAM_E_NOINPUT, "there is no");
	assert_refused(f, JAM_STORE_WRITE, JAM_E_NOINPUT, "jam create");
	assert_false(exists(f->path));
	jam_test_write(f->path, "");
	assert_refused(f, JAM_STORE_WRITE, JAM_E_CONFIG, "is empty");
	store_make(f);
	assert_true(f->opened.made);
	f->path = beside(f, "no/jam.db");
	assert_refused(f, JAM_STORE_CREATE, JAM_E_CANTCREATE, "folder");
}

static void
test_rollback_of_create_removes_the_file(void **state)
{
	struct store_data *f = *state;
	struct jam_store *store = store_open_well(f, JAM_STORE_CREATE);

	assert_done(jam_store_begin(store, &f->err), &f->err);
	jam_store_rollback(store);
	jam_store_close(store);
	assert_false(exists(f->path));
	store = store_open_well(f, JAM_STORE_CREATE);
	jam_store_close(store); /* without an end: taken back too */
	assert_false(exists(f->path));
	jam_test_write(f->path, ""); /* not ours: it stays */
	store = store_open_well(f, JAM_STORE_CREATE);
	jam_store_rollback(store);
	jam_store_close(store);
	assert_true(exists(f->path));
}

static void
test_what_is_not_a_database(void **state)
{
	struct store_data *f = *state;

	jam_test_write(f->path, "name,email\nAda,ada@example.org\n");
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "not a jam database");
	assert_refused(f, JAM_STORE_CREATE, JAM_E_CONFIG, "not a jam");
	assert_string_equal(jam_test_read(f->arena, f->path),
			    "name,email\nAda,ada@example.org\n");
	f->path = f->folder;
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "is not a file");
	f->path = beside(f, "pipe");
	assert_int_equal(mkfifo(f->path, 0600), 0);
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "is not a file");
	f->path = "/dev/null";
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "is not a file");
	f->path = beside(f, "socket");
	assert_int_equal(mknod(f->path, S_IFSOCK | 0600, 0), 0);
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "is not a file");
}

static void
test_foreign_database_stays_as_it_is(void **state)
{
	struct store_data *f = *state;
	const char *wal = beside(f, "jam.db-wal");
	char before[4096], after[4096];
	struct stat status;
	int fd;

	raw_ask(f->arena, f->path,
		"CREATE TABLE t (a); PRAGMA journal_mode = WAL");
	jam_test_write(wal, "left over");
	fd = open(f->path, O_RDONLY);
	assert_int_equal(pread(fd, before, sizeof(before), 0), 4096);
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "not a jam database");
	assert_refused(f, JAM_STORE_CREATE, JAM_E_CONFIG, "not a jam");
	assert_int_equal(pread(fd, after, sizeof(after), 0), 4096);
	close(fd);
	assert_memory_equal(before, after, sizeof(before));
	assert_int_equal(stat(wal, &status), 0);
	assert_i64_equal(status.st_size, 9);
}

static void
test_newer_database(void **state)
{
	struct store_data *f = *state;

	store_make(f);
	raw_ask(f->arena, f->path, "PRAGMA user_version = 99");
	assert_refused(f, JAM_STORE_WRITE, JAM_E_CONFIG, "newer jam");
	assert_string_equal(raw_ask(f->arena, f->path, "PRAGMA user_version"),
			    "99");
	raw_ask(f->arena, f->path, "PRAGMA user_version = 0");
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "not a jam database");
}

/* Whatever of a stranger's could run is refused before it does. */
static void
test_other_schema(void **state)
{
	static const char *const changes[] = {
		"CREATE VIEW v AS SELECT * FROM log",
		"CREATE TRIGGER t AFTER INSERT ON log BEGIN SELECT 1; END",
		"CREATE INDEX i ON log (at)",
		"CREATE TABLE g (a, b AS (a + 1))",
		"ALTER TABLE log ADD COLUMN more TEXT",
		"DROP INDEX rating_judge",
	};
	struct store_data *f = *state;

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		store_make(f);
		raw_ask(f->arena, f->path, changes[i]);
		assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG,
			       "not those that jam makes");
		assert_int_equal(unlink(f->path), 0);
	}
}

static void
test_damaged_pages(void **state)
{
	struct store_data *f = *state;
	char junk[4096];
	int fd;

	store_make(f);
	memset(junk, 0x5a, sizeof(junk));
	fd = open(f->path, O_WRONLY);
	assert_int_equal(pwrite(fd, junk, sizeof(junk), (off_t)4096 * 20),
			 sizeof(junk));
	close(fd);
	assert_refused(f, JAM_STORE_WRITE, JAM_E_CONFIG, "is damaged");
}

static void
test_schema_format_of_the_future(void **state)
{
	struct store_data *f = *state;
	int fd;

	store_make(f);
	fd = open(f->path, O_WRONLY);
	assert_int_equal(pwrite(fd, "abcd", 4, 46), 4);
	close(fd);
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "is damaged");
}

static void
test_truncated_file(void **state)
{
	struct store_data *f = *state;

	store_make(f);
	assert_int_equal(truncate(f->path, 5000), 0);
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "damaged");
	assert_int_equal(truncate(f->path, 90), 0);
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "not a jam database");
}

/*
 * A power cut while a file was first filled: its first page is not there, and
 * its journal says that the file was empty.
 */
static void
test_unfinished_file_is_made_anew(void **state)
{
	static const unsigned char journal[512] = {
		0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, 0, 0,
		0,    0,    1,	  2,	3,    4,    0,	  0,	0, 0,
		0,    0,    2,	  0,	0,    0,    0x10, 0
	};
	struct store_data *f = *state;
	const char *beside_it = beside(f, "jam.db-journal");
	char page[8192] = { 0 };

	memset(page + 4096, 0x0d, 4096);
	write_bytes(f->path, page, sizeof(page));
	assert_refused(f, JAM_STORE_CREATE, JAM_E_CONFIG, "not a jam database");
	write_bytes(beside_it, journal, sizeof(journal));
	assert_refused(f, JAM_STORE_WRITE, JAM_E_CONFIG, "not a jam database");
	store_make(f);
	assert_true(f->opened.made);
	assert_false(exists(beside_it));
	jam_store_close(store_open_well(f, JAM_STORE_READ));
}

/* What its journal says was not empty is somebody's. */
static void
test_unfinished_file_of_others_is_refused(void **state)
{
	static const unsigned char journal[512] = {
		0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, 0, 0,
		0,    0,    1,	  2,	3,    4,    0,	  0,	0, 1
	};
	struct store_data *f = *state;
	const char page[4096] = { 0 };

	write_bytes(f->path, page, sizeof(page));
	write_bytes(beside(f, "jam.db-journal"), journal, sizeof(journal));
	assert_refused(f, JAM_STORE_CREATE, JAM_E_CONFIG, "not a jam database");
	assert_true(exists(beside(f, "jam.db-journal")));
}

/* A maker killed between its first commit and the switch. */
static void
test_unfinished_switch_is_made(void **state)
{
	struct store_data *f = *state;

	store_make(f);
	raw_ask(f->arena, f->path, "PRAGMA journal_mode = DELETE");
	jam_store_close(store_open_well(f, JAM_STORE_READ));
	assert_string_equal(raw_ask(f->arena, f->path, "PRAGMA journal_mode"),
			    "wal");
}

static void
test_reader_cannot_write(void **state)
{
	struct store_data *f = *state;
	struct jam_store *store;

	store_make(f);
	store = store_open_well(f, JAM_STORE_READ);
	assert_done(jam_store_begin(store, &f->err), &f->err);
	assert_false(jam_log_act(store, &(struct jam_log_act){ .kind = "x" },
				 NULL, &f->err));
	jam_store_rollback(store);
	jam_store_close(store);
	assert_string_equal(
	    raw_ask(f->arena, f->path, "SELECT count(*) FROM log"), "0");
}

static void
test_folder_of_everyone(void **state)
{
	struct store_data *f = *state;

	store_make(f);
	assert_int_equal(chmod(f->folder, 0777), 0);
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "anyone can write");
	assert_int_equal(chmod(f->folder, 01777), 0);
	jam_store_close(store_open_well(f, JAM_STORE_READ));
}

/* What access() says of a file that is not ours; root may write all. */
static void
test_file_that_cannot_be_written(void **state)
{
	struct store_data *f = *state;
	const char *wal = jam_format(f->arena, "%s-wal", f->path);
	bool root = getuid() == 0;

	store_make(f);
	assert_int_equal(chmod(f->path, 0444), 0);
	assert_int_equal(chmod(f->folder, 0555), 0);
	if (root)
		assert_int_equal(setreuid(65534, (uid_t)-1), 0);
	assert_refused(f, JAM_STORE_WRITE, JAM_E_IO,
		       "and its folder cannot be written");
	jam_store_close(store_open_well(f, JAM_STORE_READ));
	assert_false(exists(wal));
	assert_int_equal(chmod(f->folder, 0755), 0);
	jam_test_write(wal, "the end of it");
	assert_int_equal(chmod(f->folder, 0555), 0);
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG,
		       "cannot be written and part of it is in");
	if (root)
		assert_int_equal(setreuid(0, (uid_t)-1), 0);
	assert_string_equal(jam_test_read(f->arena, wal), "the end of it");
	assert_int_equal(chmod(f->folder, 0755), 0);
}

/* Who creates waits for another who creates in the same folder. */
static void
test_create_waits_for_the_folder(void **state)
{
	struct store_data *f = *state;
	const struct timespec moment = { 0, 200000000 };
	int ready[2], fd;
	pid_t child;
	char byte;

	assert_int_equal(pipe(ready), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		fd = open(f->folder, O_RDONLY | O_DIRECTORY);
		if (flock(fd, LOCK_EX) != 0 || write(ready[1], "x", 1) != 1)
			_exit(1);
		nanosleep(&moment, NULL);
		_exit(exists(f->path));
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	jam_store_close(store_open_well(f, JAM_STORE_CREATE));
	assert_int_equal(waitpid(child, &fd, 0), child);
	assert_int_equal(fd, 0);
	close(ready[0]);
	close(ready[1]);
}

static void
test_a_machine_that_does_other_things(void **state)
{
	struct store_data *f = *state;
	struct jam_store *store;

	store_make(f);
	busy = true;
	store = store_open(f, JAM_STORE_READ);
	assert_done(store != NULL && jam_store_check(store, &f->err), &f->err);
	busy = false;
	jam_store_close(store);
}

static void
test_symlink_to_a_database(void **state)
{
	struct store_data *f = *state;
	const char *real = f->path;

	store_make(f);
	f->path = beside(f, "link.db");
	assert_int_equal(symlink(real, f->path), 0);
	jam_store_close(store_open_well(f, JAM_STORE_WRITE));
	assert_int_equal(unlink(real), 0);
	assert_refused(f, JAM_STORE_CREATE, JAM_E_NOINPUT, "no database");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_digests_are_those_of_the_schema),
		STORE_TEST(test_create_makes_a_wal_file),
		STORE_TEST(test_missing_and_empty_files),
		STORE_TEST(test_rollback_of_create_removes_the_file),
		STORE_TEST(test_what_is_not_a_database),
		STORE_TEST(test_foreign_database_stays_as_it_is),
		STORE_TEST(test_newer_database),
		STORE_TEST(test_other_schema),
		STORE_TEST(test_damaged_pages),
		STORE_TEST(test_schema_format_of_the_future),
		STORE_TEST(test_truncated_file),
		STORE_TEST(test_unfinished_file_is_made_anew),
		STORE_TEST(test_unfinished_file_of_others_is_refused),
		STORE_TEST(test_unfinished_switch_is_made),
		STORE_TEST(test_reader_cannot_write),
		STORE_TEST(test_folder_of_everyone),
		STORE_TEST(test_file_that_cannot_be_written),
		STORE_TEST(test_create_waits_for_the_folder),
		STORE_TEST(test_a_machine_that_does_other_things),
		STORE_TEST(test_symlink_to_a_database),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
