/* SPDX-License-Identifier: MIT */
/* Tests of stored events: whole, amended, bound by the log. */
#include <string.h>

#include "core/base/buf.h"
#include "core/base/uid.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/chain.h"
#include "core/store/events.h"
#include "core/store/log.h"
#include "core/store/persons.h"
#include "core/store/rows.h"
#include "core/store/store.h"
#include "tests/unit/event_data.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/raw.h"

/* The window of event_yaml. */
#define OPENS  INT64_C(1668345300)
#define CLOSES INT64_C(1668359700)
#define HOUR   3600

struct fixture {
	struct jam_arena *arena;
	const char *folder, *path;
	struct jam_random random;
	struct jam_store *store;
	struct jam_error err;
};

static void
open_store(struct fixture *f, enum jam_store_mode mode)
{
	const struct jam_store_options options = {
		.path = f->path,
		.mode = mode,
		.random = &f->random,
		.now = 1668359700,
	};
	struct jam_store_opened opened;

	assert_done(
	    jam_store_open(&options, f->arena, &f->store, &opened, &f->err),
	    &f->err);
	assert_done(jam_store_begin(f->store, &f->err), &f->err);
}

/* Commit and begin anew. */
static void
commit(struct fixture *f)
{
	assert_done(jam_store_commit(f->store, &f->err), &f->err);
	jam_store_close(f->store);
	f->store = NULL;
	open_store(f, JAM_STORE_WRITE);
}

static int
setup(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct fixture *f = jam_alloc(arena, sizeof *f);

	f->arena = arena;
	f->folder = jam_test_folder(arena);
	f->path = jam_format(arena, "%s/jam.db", f->folder);
	f->random.seed = "events";
	open_store(f, JAM_STORE_CREATE);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	jam_store_close(f->store);
	jam_test_remove(f->folder);
	jam_arena_free(f->arena);
	return 0;
}

static const char *
ask(struct fixture *f, const char *sql)
{
	return raw_ask(f->arena, f->path, sql);
}

static void
put(struct fixture *f, const char *yaml)
{
	struct jam_event event;

	event_read(f->arena, yaml, &event);
	assert_done(jam_store_put_event(f->store, &event, &f->err), &f->err);
	commit(f);
}

static bool
try_amend(struct fixture *f, const char *yaml)
{
	struct jam_amendment amendment = { "a reason", "x: 1 -> 2" };
	struct jam_event event;

	event_read(f->arena, yaml, &event);
	return jam_store_amend_event(f->store, &event, &amendment, &f->err);
}

static void
amend(struct fixture *f, const char *yaml)
{
	assert_done(try_amend(f, yaml), &f->err);
	commit(f);
}

static const char *
edit(struct fixture *f, const char *old, const char *now)
{
	return event_edit(f->arena, event_yaml, old, now);
}

static struct jam_event *
get(struct fixture *f, const char *slug)
{
	struct jam_event *event = NULL;

	assert_done(
	    jam_store_get_event(f->store, slug, f->arena, &event, &f->err),
	    &f->err);
	return event;
}

/* What the YAML declares is what comes back. */
static void
assert_stored(struct fixture *f, const char *yaml)
{
	struct jam_event event;

	event_read(f->arena, yaml, &event);
	assert_string_equal(event_text(f->arena, get(f, NULL)),
			    event_text(f->arena, &event));
}

/* The leaves of all rows as they stand, by the entry that holds them. */
struct taker {
	struct jam_rows rows;
	struct fixture *f;
	struct jam_leaf leaves[200];
	size_t count;
};

static bool
take(struct jam_rows *rows, const char *table, const char *key,
     const char *bytes, int64_t seq, struct jam_error *err)
{
	struct taker *t = (struct taker *)rows;
	struct jam_leaf *leaf = &t->leaves[t->count++];

	(void)err;
	assert_true(t->count < 200);
	leaf->table = jam_strdup(t->f->arena, table);
	leaf->key = jam_strdup(t->f->arena, key);
	leaf->seq = seq;
	jam_leaf_hash(bytes, &leaf->hash);
	return true;
}

/* The rows that an entry holds give the digest that its payload has. */
static void
assert_bound(struct fixture *f, int64_t seq)
{
	struct taker t = { .rows.take = take, .f = f };
	struct jam_arena *scratch = jam_test_arena();
	struct jam_leaf held[200];
	struct jam_hash digest;
	size_t n = 0;
	char hex[65];

	assert_done(jam_rows_events(f->store, &t.rows, scratch, &f->err),
		    &f->err);
	jam_arena_free(scratch);
	for (size_t i = 0; i < t.count; i++)
		if (t.leaves[i].seq == seq)
			held[n++] = t.leaves[i];
	jam_leaf_sort(held, n);
	jam_leaf_digest(held, n, &digest);
	jam_hex_write(hex, digest.bytes, JAM_HASH_SIZE);
	if (strstr(ask(f, jam_format(f->arena,
				     "SELECT payload FROM log WHERE seq = %d",
				     (int)seq)),
		   hex) == NULL)
		fail_msg("entry %d does not bind its %zu rows", (int)seq, n);
}

static void
test_all_of_it_comes_back(void **state)
{
	struct fixture *f = *state;
	const struct jam_event *event;

	put(f, event_yaml);
	assert_stored(f, event_yaml);
	event = get(f, "every-key");
	assert_i64_equal(event->criteria[0].slot, 0);
	assert_i64_equal(event->criteria[1].slot, 1);
	assert_i64_equal(event->criteria[0].weight, 4);
	assert_i64_equal(event->criteria[1].weight, 3);
	assert_int_equal(strlen(event->uid.text), 32);
	assert_i64_equal(event->past[0].at_least, 1 | 4 | 8);
	assert_bound(f, 1);
}

static void
test_least_event_comes_back(void **state)
{
	static const char yaml[] = "event: least\ntitle: Least\n"
				   "starts: 2022-11-11 18:00\n"
				   "ends: 2022-11-13 14:15\n"
				   "criteria: [{id: fun}]\n";
	struct fixture *f = *state;

	put(f, yaml);
	assert_stored(f, yaml);
	assert_i64_equal(get(f, NULL)->budget, JAM_NONE);
	assert_bound(f, 1);
}

static void
test_a_slug_is_taken_once(void **state)
{
	struct fixture *f = *state;
	struct jam_event event;

	put(f, event_yaml);
	event_read(f->arena, event_yaml, &event);
	assert_false(jam_store_put_event(f->store, &event, &f->err));
	assert_error(&f->err, JAM_E_CANTCREATE, "every-key");
	assert_error(&f->err, JAM_E_CANTCREATE, "amend");
}

static void
test_one_is_found_by_name_or_alone(void **state)
{
	struct fixture *f = *state;
	struct jam_event *event;

	assert_false(
	    jam_store_get_event(f->store, NULL, f->arena, &event, &f->err));
	assert_error(&f->err, JAM_E_DATA, "jam create");
	put(f, event_yaml);
	assert_string_equal(get(f, NULL)->slug, "every-key");
	put(f, edit(f, "event: every-key", "event: second"));
	assert_string_equal(get(f, "second")->slug, "second");

	f->err = (struct jam_error){ 0 };
	assert_false(
	    jam_store_get_event(f->store, NULL, f->arena, &event, &f->err));
	assert_error(&f->err, JAM_E_USAGE, "every-key, second");
	f->err = (struct jam_error){ 0 };
	assert_false(
	    jam_store_get_event(f->store, "secnd", f->arena, &event, &f->err));
	assert_error(&f->err, JAM_E_DATA, "did you mean \"second\"?");
}

/* Only the rows that changed get a new entry. */
static void
test_amend_writes_what_differs(void **state)
{
	struct fixture *f = *state;
	const char *yaml = edit(f, "title: Novelty", "title: How new");

	put(f, event_yaml);
	amend(f, yaml);
	assert_stored(f, yaml);
	assert_string_equal(ask(f, "SELECT key, seq FROM criterion"),
			    "ml-safety|1\nnovelty|2");
	assert_string_equal(ask(f, "SELECT seq FROM event"), "1");
	assert_string_equal(ask(f, "SELECT count(*) FROM link WHERE seq > 1"),
			    "0");
	assert_string_equal(ask(f, "SELECT family, seq, ended FROM log_ended"),
			    "criterion|1|2");
	assert_string_equal(ask(f, "SELECT number, reason, changes"
				   " FROM amendment_private"),
			    "1|a reason|x: 1 -> 2");
	assert_bound(f, 2);
}

/* Every list can lose, gain and change an element. */
static void
test_amend_of_lists(void **state)
{
	static const char *const edits[][2] = {
		{ "- {judge: Ada@Example.org, until: 2022-11-13 20:00}", "[]" },
		{ "[{kind: faq,", "[{url: 'https://a.example'}, {kind: faq," },
		{ "place: online}", "place: offline}" },
		{ "{place: 1, amount: 1000 USD}",
		  "{place: 2, amount: 10 EUR}" },
		{ "[female, male, non-binary]", "[female, non-binary]" },
		{ ", a@b.example]", "]" },
		{ "[bo@example.org, bo@work.example]", "" },
		{ "  - {title: Earlier jams,",
		  "  - {title: One}\n  - {title: Earlier jams," },
		{ "co@example.org]", "]" },
		{ "  - {id: heads,", "  - {id: tails}\n  - {id: heads," },
	};
	struct fixture *f = *state;
	const char *yaml = event_yaml;

	put(f, event_yaml);
	for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
		yaml = event_edit(f->arena, yaml, edits[i][0], edits[i][1]);
		amend(f, yaml);
		assert_stored(f, yaml);
		assert_bound(f, (int64_t)i + 2);
	}
	amend(f, event_yaml);
	assert_stored(f, event_yaml);
}

/* A criterion is known by its key, wherever it stands, gone or back. */
static void
test_slots_are_for_good(void **state)
{
	static const char first[] =
	    "  - {id: ml-safety, title: ML Safety, weight: 2, description: How "
	    "safe}\n";
	struct fixture *f = *state;
	const char *without = edit(f, first, "  - {id: extra}\n");

	without = event_edit(f->arena, without, "[ml-safety, ", "[");
	put(f, event_yaml);
	amend(f, without);
	assert_stored(f, without);
	assert_string_equal(ask(f, "SELECT key, slot, dropped FROM criterion"
				   " ORDER BY slot"),
			    "ml-safety|0|1\nnovelty|1|0\nextra|2|0");
	assert_bound(f, 2);
	amend(f, event_yaml);
	assert_stored(f, event_yaml);
	assert_string_equal(ask(f, "SELECT key, slot, dropped FROM criterion"
				   " ORDER BY slot"),
			    "ml-safety|0|0\nnovelty|1|0\nextra|2|1");
	assert_bound(f, 3);
}

static void
test_sites_stay_where_people_are(void **state)
{
	struct fixture *f = *state;
	const char *yaml = edit(f, "  - {id: oslo, title: Oslo}\n", "");

	put(f, event_yaml);
	amend(f, yaml);
	assert_i64_equal(get(f, NULL)->sites_len, 1);
	assert_string_equal(ask(f, "SELECT key, dropped FROM site ORDER BY id"),
			    "london|0\noslo|1");
	amend(f, event_yaml);
	assert_stored(f, event_yaml);
	assert_string_equal(ask(f, "SELECT count(*) FROM site"), "2");
}

/* What scores meant before stays to be read. */
static void
test_rubrics_are_kept(void **state)
{
	struct fixture *f = *state;
	const char *text;
	char rubric[17];

	put(f, event_yaml);
	jam_event_rubric(get(f, NULL), f->arena, rubric);
	amend(f, edit(f, "title: Novelty", "title: How new"));
	assert_done(jam_store_find_rubric(f->store, get(f, NULL), rubric,
					  f->arena, &text, &f->err),
		    &f->err);
	assert_non_null(strstr(text, "novelty\tNovelty\t"));
	assert_string_equal(ask(f, "SELECT count(*) FROM rubric"), "2");
	amend(f, edit(f, "weight: 2", "weight: 3"));
	assert_string_equal(ask(f, "SELECT count(*) FROM rubric"), "2");
	assert_done(jam_store_find_rubric(f->store, get(f, NULL),
					  "0123456789abcdef", f->arena, &text,
					  &f->err),
		    &f->err);
	assert_null(text);
}

static int64_t
person(struct fixture *f, const char *email)
{
	struct jam_log_act act = { .kind = "import", .claimed_at = JAM_NONE };
	struct jam_person p = { .name = "Somebody" };
	enum jam_change change;

	assert_true(jam_email_read(f->arena, email, &p.email, &p.email_key));
	assert_done(jam_log_begin(f->store, &act, &f->err) &&
			jam_store_put_person(f->store, &p, &change, &f->err),
		    &f->err);
	commit(f);
	return p.id;
}

/* Whoever comes first or last, the first of the group there is stays. */
static void
test_same_person_whenever_they_come(void **state)
{
	struct fixture *f = *state;
	int64_t lab, other, ada, bo;

	lab = person(f, "ada@lab.example.org");
	bo = person(f, "bo@example.org");
	put(f, event_yaml);
	other = person(f, "A@b.example");
	assert_i64_equal(other, lab);
	ada = person(f, "ada@example.org");
	assert_true(ada != lab);
	assert_i64_equal(person(f, "ada@lab.example.org"), ada);
	assert_i64_equal(person(f, "a@b.example"), ada);
	assert_i64_equal(person(f, "bo@work.example"), bo);

	amend(f, edit(f,
		      "[[ada@example.org, ada@lab.example.org, "
		      "a@b.example], ",
		      "["));
	assert_i64_equal(person(f, "ada@lab.example.org"), lab);
	assert_true(person(f, "a@b.example") != ada);
	assert_i64_equal(person(f, "bo@work.example"), bo);
}

/* A project with one rating by ada, as if it had been given. */
static void
rate(struct fixture *f, const char *scores, int64_t at)
{
	jam_store_close(f->store);
	ask(f, jam_format(
		   f->arena,
		   "INSERT INTO person_private (id, uid, email_key, seq)"
		   " VALUES (9, 'p', 'ada@example.org', 1);"
		   "INSERT INTO team VALUES (9, 't', 1, 'T', 't', 1);"
		   "INSERT INTO project (id, uid, event, number, slug, title,"
		   " title_key, team, seq)"
		   " VALUES (9, 'x', 1, 1, 's', 'S', 's', 9, 1);"
		   "INSERT INTO judge (id, uid, event, person, kind, shown,"
		   " seq) VALUES (9, 'j', 1, 9, 0, 0, 1);"
		   "INSERT INTO rating (project, judge, scores, rated_at,"
		   " entered_at, recorded, seq)"
		   " VALUES (9, 9, '%s', %lld, 0, 0, 1)",
		   scores, (long long)at));
	open_store(f, JAM_STORE_WRITE);
}

static void
test_ratings_stay_whole(void **state)
{
	struct fixture *f = *state;
	int64_t count;

	put(f, event_yaml);
	rate(f, "3.5 -", OPENS);
	assert_done(
	    jam_store_count_ratings(f->store, get(f, NULL), &count, &f->err),
	    &f->err);
	assert_i64_equal(count, 1);
	assert_false(try_amend(f, edit(f, "step: 0.5", "step: 1")));
	assert_error(&f->err, JAM_E_RULE, "not on this scale");
	f->err = (struct jam_error){ 0 };
	assert_false(try_amend(f, edit(f, "max: 5, step", "max: 3, step")));
	assert_error(&f->err, JAM_E_RULE, "not on this scale");
	f->err = (struct jam_error){ 0 };
	assert_false(try_amend(f, edit(f, ", required: false", "")));
	assert_error(&f->err, JAM_E_RULE, "no score for \"novelty\"");
	f->err = (struct jam_error){ 0 };
	assert_false(try_amend(
	    f, edit(f, "opens: 2022-11-13 14:15", "opens: 2022-11-13 14:16")));
	assert_error(&f->err, JAM_E_RULE, "outside this window");
	f->err = (struct jam_error){ 0 };
	assert_true(try_amend(f, edit(f, "step: 0.5", "step: 0.25")));
}

static bool
try_edit(struct fixture *f, const char *old, const char *now)
{
	f->err = (struct jam_error){ 0 };
	return try_amend(f, edit(f, old, now));
}

static void
test_ratings_stay_in_the_window(void **state)
{
	struct fixture *f = *state;

	put(f, event_yaml);
	rate(f, "3.5 -", CLOSES + 900 - 1);
	assert_true(try_edit(f, "{judge: Ada@", "{judge: Bo@"));
	assert_false(try_edit(f,
			      "15m\n  by: [authors, registered, experts]\n"
			      "  batch: 4\n  unlock: anytime\n"
			      "  own_site: forbid\n  extensions:\n"
			      "    - {judge: Ada@",
			      "899s\n  extensions:\n    - {judge: Bo@"));
	assert_error(&f->err, JAM_E_RULE, "outside this window");
}

/* The judge's own end counts; what was recorded is asked nothing. */
static void
test_extended_and_recorded_ratings(void **state)
{
	struct fixture *f = *state;

	put(f, event_yaml);
	rate(f, "3.5 -", CLOSES + HOUR);
	assert_true(try_edit(f, "title: Novelty", "title: New"));
	jam_store_rollback(f->store);
	jam_store_close(f->store);
	open_store(f, JAM_STORE_WRITE);
	assert_false(try_edit(f, "2022-11-13 20:00", "2022-11-13 19:15"));
	assert_error(&f->err, JAM_E_RULE, "outside this window");
	jam_store_close(f->store);
	ask(f, "UPDATE rating SET recorded = 1");
	open_store(f, JAM_STORE_WRITE);
	assert_true(try_edit(f, "2022-11-13 20:00", "2022-11-13 19:15"));
}

#define EVENTS_TEST(function) \
	cmocka_unit_test_setup_teardown(function, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		EVENTS_TEST(test_all_of_it_comes_back),
		EVENTS_TEST(test_least_event_comes_back),
		EVENTS_TEST(test_a_slug_is_taken_once),
		EVENTS_TEST(test_one_is_found_by_name_or_alone),
		EVENTS_TEST(test_amend_writes_what_differs),
		EVENTS_TEST(test_amend_of_lists),
		EVENTS_TEST(test_slots_are_for_good),
		EVENTS_TEST(test_sites_stay_where_people_are),
		EVENTS_TEST(test_rubrics_are_kept),
		EVENTS_TEST(test_same_person_whenever_they_come),
		EVENTS_TEST(test_ratings_stay_whole),
		EVENTS_TEST(test_ratings_stay_in_the_window),
		EVENTS_TEST(test_extended_and_recorded_ratings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
