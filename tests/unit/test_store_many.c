/* SPDX-License-Identifier: MIT */
/* Tests of many processes that make, fill and take back a database at once. */
#include <sys/wait.h>
#include <unistd.h>

#include "core/store/log.h"
#include "core/store/store.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/raw.h"
#include "tests/unit/store_data.h"

/* The same acts by many processes at once: each is in the log. */
static void
write_act(struct store_data *f)
{
	struct jam_store *store = store_open(f, JAM_STORE_CREATE);

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
	struct store_data *f = *state;
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
take_back(struct store_data *f)
{
	struct jam_store *store = store_open(f, JAM_STORE_CREATE);

	if (store == NULL)
		_exit(1);
	jam_store_rollback(store);
	jam_store_close(store);
	_exit(0);
}

static void
test_making_and_taking_back_at_once(void **state)
{
	struct store_data *f = *state;
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_many_make_and_write_at_once),
		STORE_TEST(test_making_and_taking_back_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
