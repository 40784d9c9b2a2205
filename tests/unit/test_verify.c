/* SPDX-License-Identifier: MIT */
/*
 * Tests of verify on a whole file: it is as the log says, and no column of any
 * row can be changed, no row removed or added behind jam's back.
 */
#include <stdlib.h>
#include <string.h>

#include "core/store/proof.h"
#include "core/store/store.h"
#include "core/store/verify.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/life.h"
#include "tests/unit/raw.h"
#include "tests/unit/store_data.h"

static void
test_whole_file_verifies(void **state)
{
	struct store_data *f = *state;
	const struct jam_proof *proof;

	life_make(f);
	proof = life_verify(f);
	for (size_t i = 0; i < proof->flaw_count && i < 5; i++)
		print_error("%lld: %s %s %s\n", (long long)proof->flaws[i].seq,
			    proof->flaws[i].table, proof->flaws[i].key,
			    proof->flaws[i].what);
	assert_u64_equal(proof->flaw_count, 0);
	assert_true(proof->entries >= 8);
}

/* Lines of text, one after the other; NULL at the end. */
static char *
next_line(char **rest)
{
	char *line = *rest;

	if (line == NULL || *line == '\0')
		return NULL;
	*rest = strchr(line, '\n');
	if (*rest != NULL)
		*(*rest)++ = '\0';
	return line;
}

/* Try a change on a copy of the file: is it found, or the file refused? */
static bool
is_found(struct store_data *f, const char *sql)
{
	size_t flaws = 1;
	const char *whole = f->path;
	struct jam_store *store;

	f->path = jam_format(f->arena, "%s/changed.db", f->folder);
	assert_int_equal(
	    system(jam_format(f->arena, "cp %s %s", whole, f->path)), 0);
	raw_ask(f->arena, f->path, sql);
	store = store_open(f, JAM_STORE_READ);
	jam_store_close(store);
	if (store == NULL)
		assert_error(&f->err, JAM_E_CONFIG, "is damaged");
	else
		flaws = life_verify(f)->flaw_count;
	f->path = whole;
	return flaws > 0;
}

/* Row ids, and what stands for nothing: no result follows from them. */
static bool
is_free(const char *table, const char *column)
{
	static const char *const columns[] = {
		"event.id",
		"criterion.id",
		"site.id",
		"team.id",
		"project.id",
		"judge.id",
		"outcome_private.id",
		"person_private.id",
		"same_person_private.place", /* the order alone counts */
	};
	const char *dot;

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		dot = strchr(columns[i], '.');
		if (strncmp(table, columns[i], (size_t)(dot - columns[i])) ==
			0 &&
		    table[dot - columns[i]] == '\0' &&
		    strcmp(column, dot + 1) == 0)
			return true;
	}
	return false;
}

/* The first row with another value in one column. */
static const char *
change_of(struct store_data *f, const char *table, const char *column,
	  const char *kind)
{
	const char *value = "COALESCE(c, '') || 'x'";
	const char *first =
	    raw_ask(f->arena, f->path,
		    jam_format(f->arena, "SELECT quote(%s) FROM %s LIMIT 1",
			       column, table));

	if (strcmp(kind, "INTEGER") == 0)
		value = "COALESCE(c, 0) + 1000";
	else if (strcmp(kind, "BLOB") == 0)
		value = "randomblob(length(c))";
	return jam_format(f->arena,
			  "PRAGMA ignore_check_constraints = ON;"
			  "PRAGMA foreign_keys = OFF;"
			  "UPDATE OR IGNORE %s SET %s = (SELECT %s FROM"
			  " (SELECT %s AS c)) WHERE %s IS %s",
			  table, column, value, first, column, first);
}

static void
test_every_column_is_bound(void **state)
{
	struct store_data *f = *state;
	char *rest, *line;
	int missed = 0;

	life_make(f);
	rest = (char *)raw_ask(
	    f->arena, f->path,
	    "SELECT t.name || ' ' || c.name || ' ' || c.type"
	    " FROM sqlite_schema t, pragma_table_info(t.name) c"
	    " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'");
	while ((line = next_line(&rest)) != NULL) {
		char *table = strtok(line, " "), *column = strtok(NULL, " ");
		const char *kind = strtok(NULL, " "), *sql;

		if (*raw_ask(f->arena, f->path,
			     jam_format(f->arena, "SELECT 1 FROM %s LIMIT 1",
					table)) == '\0') {
			print_message("empty: %s\n", table);
			continue;
		}
		sql = change_of(f, table, column, kind);
		if (is_free(table, column) || is_found(f, sql))
			continue;
		print_error("not found: %s.%s: %s\n", table, column, sql);
		missed++;
	}
	assert_int_equal(missed, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_whole_file_verifies),
		STORE_TEST(test_every_column_is_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
