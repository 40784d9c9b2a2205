/* SPDX-License-Identifier: MIT */
/* Tests of backup and scrub: whole, private, never half; nothing left. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/store/backup.h"
#include "core/store/log.h"
#include "core/store/store.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/raw.h"
#include "tests/unit/store_data.h"

static bool
write_act(struct store_data *f, struct jam_store *store)
{
	return jam_store_begin(store, &f->err) &&
	       jam_log_act(store, &(struct jam_log_act){ .kind = "x" }, NULL,
			   &f->err) &&
	       jam_store_commit(store, &f->err);
}

static const char *
beside(struct store_data *f, const char *name)
{
	return jam_format(f->arena, "%s/%s", f->folder, name);
}

static void
assert_no_temporary(struct store_data *f)
{
	assert_int_equal(system(jam_format(f->arena,
					   "test -z \"$(ls -A %s | grep -v "
					   "'^jam.db\\|^copy.db')\"",
					   f->folder)),
			 0);
}

static void
test_copy_is_whole(void **state)
{
	struct store_data *f = *state;
	const char *copy = beside(f, "copy.db");
	struct jam_backup backup;
	struct jam_store *store;
	struct stat status;

	store_make(f);
	store = store_open_well(f, JAM_STORE_WRITE);
	assert_true(write_act(f, store));
	assert_true(write_act(f, store));
	assert_done(
	    jam_store_backup(store, copy, false, NULL, &backup, &f->err),
	    &f->err);
	assert_i64_equal(backup.entries, 2);
	assert_int_equal(stat(copy, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_i64_equal(backup.bytes, status.st_size);
	assert_string_equal(
	    raw_ask(f->arena, copy, "SELECT hex(hash) FROM log"),
	    raw_ask(f->arena, f->path, "SELECT hex(hash) FROM log"));
	jam_store_close(store);
	f->path = copy;
	jam_store_close(store_open_well(f, JAM_STORE_READ));
	assert_no_temporary(f);
}

static void
test_copy_never_replaces_unasked(void **state)
{
	struct store_data *f = *state;
	const char *copy = beside(f, "copy.db");
	struct jam_backup backup;
	struct jam_store *store;

	store_make(f);
	jam_test_write(copy, "precious");
	store = store_open_well(f, JAM_STORE_WRITE);
	assert_false(
	    jam_store_backup(store, copy, false, NULL, &backup, &f->err));
	assert_error(&f->err, JAM_E_CANTCREATE, "exists");
	assert_string_equal(jam_test_read(f->arena, copy), "precious");
	f->err = (struct jam_error){ 0 };
	assert_done(jam_store_backup(store, copy, true, NULL, &backup, &f->err),
		    &f->err);
	assert_string_equal(raw_ask(f->arena, copy, "PRAGMA user_version"),
			    "1");
	jam_store_close(store);
	assert_no_temporary(f);
}

static void
test_copy_that_does_not_verify(void **state)
{
	struct store_data *f = *state;
	struct jam_backup backup;
	struct jam_store *store;

	store_make(f);
	store = store_open_well(f, JAM_STORE_WRITE);
	assert_true(write_act(f, store));
	raw_ask(f->arena, f->path, "UPDATE log SET at = at + 1");
	assert_false(jam_store_backup(store, beside(f, "copy.db"), false, NULL,
				      &backup, &f->err));
	assert_error(&f->err, JAM_E_CONFIG, "entry 1");
	jam_store_close(store);
	assert_int_not_equal(access(beside(f, "copy.db"), F_OK), 0);
	assert_no_temporary(f);
}

static void
test_copies_while_others_write(void **state)
{
	struct store_data *f = *state;
	struct jam_backup backup;
	struct jam_store *store;
	int failed = 0, status;

	store_make(f);
	for (int i = 0; i < 10; i++) {
		if (fork() != 0)
			continue;
		store = store_open(f, JAM_STORE_WRITE);
		for (int n = 0; n < 20; n++)
			if (store == NULL || !write_act(f, store))
				_exit(1);
		jam_store_close(store);
		_exit(0);
	}
	store = store_open_well(f, JAM_STORE_WRITE);
	for (int i = 0; i < 10; i++)
		assert_done(jam_store_backup(store, beside(f, "copy.db"), true,
					     NULL, &backup, &f->err),
			    &f->err);
	jam_store_close(store);
	for (int i = 0; i < 10; i++) {
		wait(&status);
		failed += status != 0;
	}
	assert_int_equal(failed, 0);
	assert_string_equal(
	    raw_ask(f->arena, f->path, "SELECT count(*) FROM log"), "200");
}

static bool
file_holds(const char *path, const char *word)
{
	FILE *file = fopen(path, "rb");
	size_t length = strlen(word), at = 0;
	int c;

	if (file == NULL)
		return false;
	while (at < length && (c = getc(file)) != EOF)
		at = c == word[at] ? at + 1 : c == word[0];
	fclose(file);
	return at == length;
}

static void
test_scrub_leaves_nothing(void **state)
{
	struct store_data *f = *state;
	struct jam_store *store;

	store_make(f);
	raw_ask(f->arena, f->path,
		"PRAGMA secure_delete = OFF;"
		"WITH n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n"
		" WHERE i < 500)"
		" INSERT INTO person_private (uid, email, email_key, seq)"
		" SELECT i, 'gone-' || i || '@example.org', i, 1 FROM n;"
		"DELETE FROM person_private");
	assert_true(file_holds(f->path, "@example.org"));
	store = store_open_well(f, JAM_STORE_WRITE);
	assert_done(jam_store_scrub(store, &f->err), &f->err);
	assert_false(file_holds(f->path, "@example.org"));
	assert_false(file_holds(beside(f, "jam.db-wal"), "@example.org"));
	jam_store_close(store);
	jam_store_close(store_open_well(f, JAM_STORE_READ));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_copy_is_whole),
		STORE_TEST(test_copy_never_replaces_unasked),
		STORE_TEST(test_copy_that_does_not_verify),
		STORE_TEST(test_copies_while_others_write),
		STORE_TEST(test_scrub_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
