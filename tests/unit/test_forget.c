/* SPDX-License-Identifier: MIT */
/*
 * Tests of forget: nothing of a person is left in the file, the log still
 * verifies, scores stand as they did.
 */
#include <stdio.h>
#include <string.h>

#include "core/store/backup.h"
#include "core/store/forget.h"
#include "core/store/proof.h"
#include "core/store/store.h"
#include "core/store/verify.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/life.h"
#include "tests/unit/raw.h"
#include "tests/unit/store_data.h"

/* Whether the word stands in the file, in any case of its letters. */
static bool
file_holds(struct store_data *f, const char *suffix, const char *word)
{
	const char *path = jam_format(f->arena, "%s%s", f->path, suffix);
	FILE *file = fopen(path, "rb");
	size_t length = strlen(word), at = 0;
	int c;

	if (file == NULL)
		return false;
	while (at < length && (c = getc(file)) != EOF) {
		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		at = c == word[at] ? at + 1 : c == word[0];
	}
	fclose(file);
	return at == length;
}

static void
assert_gone(struct store_data *f, const char *word)
{
	if (file_holds(f, "", word) || file_holds(f, "-wal", word))
		fail_msg("\"%s\" is still in the file", word);
}

static void
assert_verifies(struct store_data *f)
{
	struct jam_proof *proof = jam_alloc(f->arena, sizeof(*proof));
	struct jam_event *event;
	struct jam_store *store = life_open(f, JAM_STORE_READ, &event);

	assert_done(jam_store_verify(store, f->arena, NULL, proof, &f->err),
		    &f->err);
	for (size_t i = 0; i < proof->flaw_count && i < 5; i++)
		print_error("%lld: %s %s %s\n", (long long)proof->flaws[i].seq,
			    proof->flaws[i].table, proof->flaws[i].key,
			    proof->flaws[i].what);
	assert_u64_equal(proof->flaw_count, 0);
	jam_store_rollback(store);
	jam_store_close(store);
}

static struct jam_forgotten
forget(struct store_data *f, const char *email_key)
{
	struct jam_forgotten forgotten = { 0 };
	struct jam_event *event;
	struct jam_store *store = life_open(f, JAM_STORE_WRITE, &event);

	assert_done(
	    jam_store_forget_address(store, email_key, &forgotten, &f->err),
	    &f->err);
	assert_done(jam_store_commit(store, &f->err), &f->err);
	assert_done(jam_store_scrub(store, &f->err), &f->err);
	jam_store_close(store);
	return forgotten;
}

static const char *
scores(struct store_data *f)
{
	return raw_ask(f->arena, f->path,
		       "SELECT x.number, j.uid, r.scores, r.rated_at"
		       " FROM rating r JOIN project x ON x.id = r.project"
		       " JOIN judge j ON j.id = r.judge ORDER BY 1, 2");
}

static void
test_person_leaves_no_trace(void **state)
{
	static const char *const words[] = {
		"ada@example.org", "ada@lab.example.org", "a@b.example",
		"still blue",	   "very blue",		  "a paper by ada",
		"it all began",
	};
	struct store_data *f = *state;
	struct jam_forgotten forgotten;
	const char *before;

	life_make(f);
	before = scores(f);
	assert_true(file_holds(f, "", "ada@example.org"));
	assert_true(file_holds(f, "", "still blue"));
	forgotten = forget(f, "ada@example.org");
	assert_true(forgotten.persons >= 1);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		assert_gone(f, words[i]);
	assert_verifies(f);
	assert_string_equal(before, scores(f));
	assert_string_equal(raw_ask(f->arena, f->path,
				    "SELECT judge FROM (SELECT email AS judge"
				    " FROM extension_private) WHERE judge"
				    " NOT LIKE '%@forgotten.invalid'"),
			    "");
}

static void
test_forgetting_twice_changes_nothing(void **state)
{
	struct store_data *f = *state;
	struct jam_forgotten forgotten;

	life_make(f);
	assert_true(forget(f, "eve@example.org").rows >= 3);
	assert_gone(f, "eve@example.org");
	assert_gone(f, "a lab");
	assert_gone(f, "probing");
	assert_gone(f, "not my heads");
	assert_gone(f, "knows them");
	forgotten = forget(f, "eve@example.org");
	assert_i64_equal(forgotten.rows, 0);
	assert_i64_equal(forgotten.persons, 0);
	assert_verifies(f);
}

/* A host is in a declaration, and nowhere else. */
static void
test_address_without_a_person(void **state)
{
	struct store_data *f = *state;

	life_make(f);
	assert_true(file_holds(f, "", "host@example.org"));
	assert_i64_equal(forget(f, "host@example.org").rows, 1);
	assert_gone(f, "host@example.org");
	assert_true(file_holds(f, "", "co@example.org"));
	assert_verifies(f);
	assert_i64_equal(forget(f, "nobody@example.org").rows, 0);
}

/* Who answered the survey and never registered. */
static void
test_stranger_of_a_survey(void **state)
{
	struct store_data *f = *state;

	life_make(f);
	assert_true(file_holds(f, "", "gil@example.org"));
	assert_i64_equal(forget(f, "gil@example.org").rows, 3);
	assert_gone(f, "gil@example.org");
	assert_verifies(f);
}

/* Only an event says that two rows are one: a file of an earlier jam. */
static void
test_rows_that_an_event_joins(void **state)
{
	struct store_data *f = *state;

	life_make(f);
	raw_ask(f->arena, f->path,
		"UPDATE person_private SET merged_into = NULL");
	assert_i64_equal(forget(f, "a@b.example").persons, 2);
	assert_gone(f, "ada@lab.example.org");
	assert_gone(f, "ada@example.org");
	assert_gone(f, "still blue");
}

static void
test_amendments_lose_the_address(void **state)
{
	struct store_data *f = *state;

	life_make(f);
	assert_i64_equal(forget(f, "flo@example.org").persons, 1);
	assert_gone(f, "flo@example.org");
	assert_verifies(f);
}

/* The reason of the amendment, given and then read after forgetting. */
static const char *
reason_after(struct store_data *f, const char *reason, const char *email_key)
{
	raw_ask(f->arena, f->path,
		jam_format(f->arena,
			   "UPDATE amendment_private SET reason = '%s'",
			   reason));
	forget(f, email_key);
	return raw_ask(f->arena, f->path,
		       "SELECT reason FROM amendment_private");
}

/* Whatever adjoins an address, it goes. */
static void
test_addresses_without_a_blank_beside_them(void **state)
{
	static const char reason[] =
	    "ask bo@example.org.Then cc-bo@example.org, from_Bo@example.org, "
	    "bo@example.org-di, x.bo@EXAMPLE.org: bo@example.organd "
	    "tobo@example.org bo@example.org@bo@example.org";
	struct store_data *f = *state;
	const char *after;

	life_make(f);
	after = reason_after(f, reason, "bo@example.org");
	assert_non_null(strstr(after, "@forgotten.invalid.Then cc-"));
	assert_null(strstr(after, "bo@"));
	assert_gone(f, "bo@example.org");
}

/* But for a part of the address of somebody who stays. */
static void
test_addresses_inside_those_of_others(void **state)
{
	static const char reason[] = "eco@example.org, x-Dear.eco@example.org. "
				     "co@example.org co@example.org.uk";
	struct store_data *f = *state;
	const char *after;

	life_make(f);
	raw_ask(f->arena, f->path,
		"UPDATE person_private SET email_key = 'dear.eco@example.org'"
		" WHERE email_key = 'di@example.org';"
		"UPDATE survey_private SET row_key = 'mco@example.org.uk'"
		" WHERE row_key = 'mgil@example.org'");
	after = reason_after(f, reason, "eco@example.org");
	assert_null(strstr(after, "eco@example.org, "));
	assert_non_null(strstr(after, ", x-Dear.eco@example.org. "
				      "co@example.org co@example.org.uk"));
	after = reason_after(f, reason, "o@example.org");
	assert_null(strstr(after, "eco@example.org, "));
	assert_non_null(strstr(after, ", x-Dear.eco@example.org. "
				      "co@example.org co@example.org.uk"));
	after = reason_after(f, reason, "co@example.org");
	assert_non_null(strstr(after, ", x-Dear.eco@example.org. "));
	assert_non_null(strstr(after, ".invalid co@example.org.uk"));
}

/* Of two that go neither leaves a rest of the other. */
static void
test_addresses_inside_those_that_go(void **state)
{
	struct store_data *f = *state;
	const char *after;

	life_make(f);
	raw_ask(f->arena, f->path,
		"UPDATE same_person_private SET email_key ="
		" 'ada@example.org.uk' WHERE email_key = 'a@b.example'");
	after = reason_after(f, "ada@example.org.uk.", "ada@example.org");
	assert_null(strstr(after, "ada@"));
	assert_non_null(strstr(after, "@forgotten.invalid."));
	assert_null(strstr(after, "uk"));
}

static void
test_everybody_of_an_event(void **state)
{
	static const char *const words[] = {
		"ada@",	 "bo@example.org", "cy@example.org", "di@example.org",
		"eve@",	 "flo@",	   "still blue",     "not my heads",
		"gst-1", "probing",	   "gil@",	     "it all began",
	};
	struct store_data *f = *state;
	struct jam_forgotten forgotten = { 0 };
	struct jam_event *event;
	struct jam_store *store;
	const char *before;

	life_make(f);
	before = scores(f);
	store = life_open(f, JAM_STORE_WRITE, &event);
	assert_false(jam_store_forget_event(store, event, &forgotten, &f->err));
	assert_error(&f->err, JAM_E_RULE, "is not over");
	jam_store_rollback(store);
	jam_store_close(store);
	f->now = 1700000000;
	store = life_open(f, JAM_STORE_WRITE, &event);
	assert_done(jam_store_forget_event(store, event, &forgotten, &f->err),
		    &f->err);
	assert_done(jam_store_commit(store, &f->err), &f->err);
	assert_done(jam_store_scrub(store, &f->err), &f->err);
	jam_store_close(store);
	assert_i64_equal(forgotten.kept, 0);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		assert_gone(f, words[i]);
	assert_verifies(f);
	assert_string_equal(before, scores(f));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_person_leaves_no_trace),
		STORE_TEST(test_forgetting_twice_changes_nothing),
		STORE_TEST(test_address_without_a_person),
		STORE_TEST(test_stranger_of_a_survey),
		STORE_TEST(test_rows_that_an_event_joins),
		STORE_TEST(test_amendments_lose_the_address),
		STORE_TEST(test_addresses_without_a_blank_beside_them),
		STORE_TEST(test_addresses_inside_those_of_others),
		STORE_TEST(test_addresses_inside_those_that_go),
		STORE_TEST(test_everybody_of_an_event),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
