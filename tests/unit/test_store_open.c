/* SPDX-License-Identifier: MIT */
/* Tests of opening: foreign, newer, damaged and hostile files stay as are. */
#define _XOPEN_SOURCE 700

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/hash.h"
#include "core/base/uid.h"
#include "core/store/backend.h"
#include "core/store/db.h"
#include "core/store/log.h"
#include "core/store/migrate.h"
#include "core/store/store.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/raw.h"

struct fixture {
	struct jam_arena *arena;
	const char *folder, *path;
	struct jam_random random;
	struct jam_store_opened opened;
	struct jam_error err;
};

static int
setup(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct fixture *f = jam_alloc(arena, sizeof(*f));

	f->arena = arena;
	f->folder = jam_test_folder(arena);
	f->path = jam_format(arena, "%s/jam.db", f->folder);
	f->random.seed = "open";
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	jam_test_remove(f->folder);
	jam_arena_free(f->arena);
	return 0;
}

static struct jam_store *
open_store(struct fixture *f, enum jam_store_mode mode)
{
	const struct jam_store_options options = {
		.path = f->path,
		.mode = mode,
		.random = &f->random,
		.now = 1668359700,
	};
	struct jam_store *store;

	f->err = (struct jam_error){ 0 };
	if (!jam_store_open(&options, f->arena, &store, &f->opened, &f->err))
		assert_null(store);
	return store;
}

static struct jam_store *
open_well(struct fixture *f, enum jam_store_mode mode)
{
	struct jam_store *store = open_store(f, mode);

	assert_done(store != NULL, &f->err);
	return store;
}

/* A database with nothing but its schema. */
static void
make(struct fixture *f)
{
	struct jam_store *store = open_well(f, JAM_STORE_CREATE);

	assert_done(jam_store_begin(store, &f->err), &f->err);
	assert_done(jam_store_commit(store, &f->err), &f->err);
	jam_store_close(store);
}

static void
assert_refused(struct fixture *f, enum jam_store_mode mode, enum jam_code code,
	       const char *part)
{
	struct jam_store *store = open_store(f, mode);

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
beside(struct fixture *f, const char *name)
{
	return jam_format(f->arena, "%s/%s", f->folder, name);
}

static void
test_digests_are_those_of_the_schema(void **state)
{
	struct fixture *f = *state;
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
	struct fixture *f = *state;
	struct stat status;
	struct jam_store *store;

	make(f);
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
	store = open_well(f, JAM_STORE_CREATE);
	assert_false(f->opened.made);
	jam_store_close(store);
}

static void
test_missing_and_empty_files(void **state)
{
	struct fixture *f = *state;

	assert_refused(f, JAM_STORE_READ, JAM_E_NOINPUT, "there is no");
	assert_refused(f, JAM_STORE_WRITE, JAM_E_NOINPUT, "jam create");
	assert_false(exists(f->path));
	jam_test_write(f->path, "");
	assert_refused(f, JAM_STORE_WRITE, JAM_E_CONFIG, "is empty");
	make(f);
	assert_true(f->opened.made);
	f->path = beside(f, "no/jam.db");
	assert_refused(f, JAM_STORE_CREATE, JAM_E_CANTCREATE, "folder");
}

static void
test_rollback_of_create_removes_the_file(void **state)
{
	struct fixture *f = *state;
	struct jam_store *store = open_well(f, JAM_STORE_CREATE);

	assert_done(jam_store_begin(store, &f->err), &f->err);
	jam_store_rollback(store);
	jam_store_close(store);
	assert_false(exists(f->path));
	store = open_well(f, JAM_STORE_CREATE);
	jam_store_close(store); /* without an end: taken back too */
	assert_false(exists(f->path));
	jam_test_write(f->path, ""); /* not ours: it stays */
	store = open_well(f, JAM_STORE_CREATE);
	jam_store_rollback(store);
	jam_store_close(store);
	assert_true(exists(f->path));
}

static void
test_what_is_not_a_database(void **state)
{
	struct fixture *f = *state;

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
}

static void
test_foreign_database_stays_as_it_is(void **state)
{
	struct fixture *f = *state;
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
	struct fixture *f = *state;

	make(f);
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
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		make(f);
		raw_ask(f->arena, f->path, changes[i]);
		assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG,
			       "not those that jam makes");
		assert_int_equal(unlink(f->path), 0);
	}
}

static void
test_damaged_pages(void **state)
{
	struct fixture *f = *state;
	char junk[4096];
	int fd;

	make(f);
	memset(junk, 0x5a, sizeof(junk));
	fd = open(f->path, O_WRONLY);
	assert_int_equal(pwrite(fd, junk, sizeof(junk), (off_t)4096 * 20),
			 sizeof(junk));
	close(fd);
	assert_refused(f, JAM_STORE_WRITE, JAM_E_CONFIG, "is damaged");
}

static void
test_truncated_file(void **state)
{
	struct fixture *f = *state;

	make(f);
	assert_int_equal(truncate(f->path, 5000), 0);
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "damaged");
	assert_int_equal(truncate(f->path, 90), 0);
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "not a jam database");
}

/* A maker killed between its first commit and the switch. */
static void
test_unfinished_switch_is_made(void **state)
{
	struct fixture *f = *state;

	make(f);
	raw_ask(f->arena, f->path, "PRAGMA journal_mode = DELETE");
	jam_store_close(open_well(f, JAM_STORE_READ));
	assert_string_equal(raw_ask(f->arena, f->path, "PRAGMA journal_mode"),
			    "wal");
}

static void
test_reader_cannot_write(void **state)
{
	struct fixture *f = *state;
	struct jam_store *store;

	make(f);
	store = open_well(f, JAM_STORE_READ);
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
	struct fixture *f = *state;

	make(f);
	assert_int_equal(chmod(f->folder, 0777), 0);
	assert_refused(f, JAM_STORE_READ, JAM_E_CONFIG, "anyone can write");
	assert_int_equal(chmod(f->folder, 01777), 0);
	jam_store_close(open_well(f, JAM_STORE_READ));
}

static void
test_symlink_to_a_database(void **state)
{
	struct fixture *f = *state;
	const char *real = f->path;

	make(f);
	f->path = beside(f, "link.db");
	assert_int_equal(symlink(real, f->path), 0);
	jam_store_close(open_well(f, JAM_STORE_WRITE));
	assert_int_equal(unlink(real), 0);
	assert_refused(f, JAM_STORE_CREATE, JAM_E_NOINPUT, "no database");
}

/* Under the limits that every connection has. */
static void
test_every_statement_prepares(void **state)
{
	struct fixture *f = *state;
	struct jam_store *store;

	make(f);
	store = open_well(f, JAM_STORE_WRITE);
	for (int i = 0; i < JAM_SQL_COUNT; i++)
		assert_done(jam_query(store, (enum jam_sql)i, &f->err) != NULL,
			    &f->err);
	jam_store_close(store);
}

static void
test_statement_in_use(void **state)
{
	struct fixture *f = *state;
	struct jam_store *store;
	struct jam_query *query;
	bool row;

	make(f);
	store = open_well(f, JAM_STORE_WRITE);
	assert_done(jam_store_begin(store, &f->err), &f->err);
	assert_done(jam_log_act(store, &(struct jam_log_act){ .kind = "x" },
				NULL, &f->err),
		    &f->err);
	query = jam_query(store, JAM_SQL_LOG_HEAD, &f->err);
	assert_done(jam_step(query, &row, &f->err) && row, &f->err);
	assert_null(jam_query(store, JAM_SQL_LOG_HEAD, &f->err));
	assert_error(&f->err, JAM_E_BUG, "in use");
	jam_reset(query);
	f->err = (struct jam_error){ 0 };
	assert_non_null(jam_query(store, JAM_SQL_LOG_HEAD, &f->err));
	jam_store_close(store);
}

/* 156 images: as they are, and with our id patched in. */
static void
refuse_image(struct fixture *f, const char *image, bool patched)
{
	static const unsigned char id[] = { 0x6a, 0x61, 0x6d, 0x31 };
	struct jam_store *store;
	FILE *in = fopen(image, "rb"), *out = fopen(f->path, "wb");
	char bytes[65536], after[65536];
	size_t n, all = 0;

	assert_true(in != NULL && out != NULL);
	while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0) {
		assert_int_equal(fwrite(bytes, 1, n, out), n);
		all += n;
	}
	if (patched && all >= 100) {
		fseek(out, 68, SEEK_SET);
		assert_int_equal(fwrite(id, 1, sizeof(id), out), sizeof(id));
	}
	fclose(in);
	fclose(out);
	store = open_store(f, JAM_STORE_READ);
	assert_null(store);
	if (f->err.code != JAM_E_CONFIG)
		fail_msg("%s: %s", image, f->err.message);
	in = fopen(image, "rb");
	out = fopen(f->path, "rb");
	while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0) {
		assert_int_equal(fread(after, 1, n, out), n);
		if (patched && all >= 100)
			memcpy(bytes + 68, after + 68, sizeof(id));
		assert_memory_equal(bytes, after, n);
		patched = false;
	}
	fclose(in);
	fclose(out);
	assert_int_equal(unlink(f->path), 0);
}

static void
test_malformed_images(void **state)
{
	struct fixture *f = *state;
	const char *folder =
	    jam_test_shared(f->arena, "corpora/sqlite-malformed/images");
	DIR *images = opendir(folder);
	const struct dirent *image;
	int count = 0;

	assert_non_null(images);
	while ((image = readdir(images)) != NULL) {
		const char *path =
		    jam_format(f->arena, "%s/%s", folder, image->d_name);

		if (strstr(path, ".db") == NULL || strstr(path, "-wal") ||
		    strstr(path, "-shm"))
			continue;
		refuse_image(f, path, false);
		refuse_image(f, path, true);
		count++;
	}
	closedir(images);
	assert_int_equal(count, 156);
}

/* The same acts by many processes at once: each is in the log. */
static void
write_act(struct fixture *f)
{
	struct jam_store *store = open_store(f, JAM_STORE_CREATE);

	_exit(store != NULL && jam_store_begin(store, &f->err) &&
		      jam_log_act(store, &(struct jam_log_act){ .kind = "x" },
				  NULL, &f->err) &&
		      jam_store_commit(store, &f->err)
		  ? 0
		  : 1);
}

static void
test_many_make_and_write_at_once(void **state)
{
	struct fixture *f = *state;
	int failed = 0, status;

	for (int round = 0; round < 5; round++) {
		for (int i = 0; i < 50; i++)
			if (fork() == 0)
				write_act(f);
		for (int i = 0; i < 50; i++) {
			wait(&status);
			failed += status != 0;
		}
		assert_int_equal(failed, 0);
		assert_string_equal(raw_ask(f->arena, f->path,
					    "SELECT count(*), max(seq)"
					    " FROM log"),
				    "50|50");
		assert_int_equal(unlink(f->path), 0);
	}
}

/* Makers that take back do not take along what others have saved. */
static void
take_back(struct fixture *f)
{
	struct jam_store *store = open_store(f, JAM_STORE_CREATE);

	if (store == NULL)
		_exit(1);
	jam_store_rollback(store);
	jam_store_close(store);
	_exit(0);
}

static void
test_making_and_taking_back_at_once(void **state)
{
	struct fixture *f = *state;
	int failed = 0, status;

	for (int round = 0; round < 20; round++) {
		for (int i = 0; i < 20; i++)
			if (fork() == 0) {
				if (i % 2 == 0)
					take_back(f);
				write_act(f);
			}
		for (int i = 0; i < 20; i++) {
			wait(&status);
			failed += status != 0;
		}
		assert_int_equal(failed, 0);
		assert_string_equal(
		    raw_ask(f->arena, f->path, "SELECT count(*) FROM log"),
		    "10");
		assert_int_equal(unlink(f->path), 0);
	}
}

#define OPEN_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		OPEN_TEST(test_digests_are_those_of_the_schema),
		OPEN_TEST(test_create_makes_a_wal_file),
		OPEN_TEST(test_missing_and_empty_files),
		OPEN_TEST(test_rollback_of_create_removes_the_file),
		OPEN_TEST(test_what_is_not_a_database),
		OPEN_TEST(test_foreign_database_stays_as_it_is),
		OPEN_TEST(test_newer_database),
		OPEN_TEST(test_other_schema),
		OPEN_TEST(test_damaged_pages),
		OPEN_TEST(test_truncated_file),
		OPEN_TEST(test_unfinished_switch_is_made),
		OPEN_TEST(test_reader_cannot_write),
		OPEN_TEST(test_folder_of_everyone),
		OPEN_TEST(test_symlink_to_a_database),
		OPEN_TEST(test_every_statement_prepares),
		OPEN_TEST(test_statement_in_use),
		OPEN_TEST(test_malformed_images),
		OPEN_TEST(test_many_make_and_write_at_once),
		OPEN_TEST(test_making_and_taking_back_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
