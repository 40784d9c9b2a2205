/* SPDX-License-Identifier: MIT */
/* Tests of statements: under the limits of a connection, one use at a time. */
#include <sqlite3.h>

#include "core/store/db.h"
#include "core/store/log.h"
#include "core/store/sqlite.h"
#include "core/store/store.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/store_data.h"

/* Under the limits that every connection has. */
static void
test_every_statement_prepares(void **state)
{
	struct store_data *f = *state;
	struct jam_store *store;

	store_make(f);
	store = store_open_well(f, JAM_STORE_WRITE);
	for (int i = 0; i < JAM_SQL_COUNT; i++)
		assert_done(jam_query(store, (enum jam_sql)i, &f->err) != NULL,
			    &f->err);
	jam_store_close(store);
}

static void
test_statement_in_use(void **state)
{
	struct store_data *f = *state;
	struct jam_store *store;
	struct jam_query *query;
	bool row;

	store_make(f);
	store = store_open_well(f, JAM_STORE_WRITE);
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

/* Allowed columns pass, any other is refused, whatever its statement is. */
static void
test_public_statements_read_the_list_alone(void **state)
{
	static const struct {
		const char *sql;
		bool allowed;
	} cases[] = {
		{ "SELECT title, number FROM project", true },
		{ "SELECT count(*) FROM team", true },
		{ "SELECT uid FROM project", false },
		{ "SELECT email FROM person_private", false },
		{ "SELECT count(*) FROM person_private", false },
		{ "SELECT number FROM project WHERE source_id = $1", false },
		{ "SELECT name FROM team WHERE id IN (SELECT seq FROM log)",
		  false },
		{ "DELETE FROM project", false },
		{ "PRAGMA user_version", false },
	};
	struct store_data *f = *state;
	struct jam_store *store;

	store_make(f);
	store = store_open_well(f, JAM_STORE_READ);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct sqlite3_stmt *stmt = NULL;
		int rc = jam_sqlite_prepare(store->backend, cases[i].sql, true,
					    &stmt);

		sqlite3_finalize(stmt);
		if ((rc == SQLITE_OK) != cases[i].allowed)
			fail_msg("%s: %s", cases[i].sql, sqlite3_errstr(rc));
	}
	jam_store_close(store);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_every_statement_prepares),
		STORE_TEST(test_statement_in_use),
		STORE_TEST(test_public_statements_read_the_list_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
