/* SPDX-License-Identifier: MIT */
/* Tests of ratings, skips and publications as they are kept. */
#include <string.h>

#include "core/base/buf.h"
#include "core/model/columns.h"
#include "core/store/judges.h"
#include "core/store/projects.h"
#include "core/store/ratings.h"
#include "core/store/results.h"
#include "core/store/scan.h"
#include "core/store/status.h"
#include "tests/unit/people_data.h"

/* Ada, Bo and Cy made projects; Eve is an expert. */
static void
cast(struct people *p)
{
	people_project(p, "One", "ada@example.org", NULL);
	people_project(p, "Two", "bo@example.org", NULL);
	people_project(p, "Three", "cy@example.org", NULL);
	people_judge(p, "eve@example.org", "Eve", "three");
}

static void
test_facts(void **state)
{
	struct people *p = *state;
	struct jam_rating_facts facts;

	cast(p);
	people_facts(p, "ada@example.org", "one", &facts);
	assert_true(facts.own);
	assert_false(facts.conflict);
	assert_i64_equal(facts.batch_seats, 0);
	people_seat(p, "ada@example.org", "three", "two");
	people_facts(p, "ada@example.org", "two", &facts);
	assert_false(facts.own);
	assert_true(facts.in_batch);
	assert_i64_equal(facts.batch_seats, 2);
	assert_i64_equal(facts.batch_open, 2);
	assert_string_equal(facts.next, "three");
	assert_null(facts.given);
	people_rate(p, "ada@example.org", "three", "4", "well");
	people_facts(p, "ada@example.org", "three", &facts);
	assert_i64_equal(facts.batch_open, 1);
	assert_string_equal(facts.next, "two");
	assert_i64_equal(facts.given[0], 4);
	assert_i64_equal(facts.given[1], JAM_NONE);
	assert_string_equal(facts.given_comment, "well");
	assert_string_equal(facts.given_receipt, p->receipt.text);
	people_facts(p, "eve@example.org", "three", &facts);
	assert_true(facts.conflict);
	people_assert_proven(p);
}

/* Nobody rates what he made, by whatever address he comes. */
static void
test_own_under_another_address(void **state)
{
	struct people *p = *state;
	struct jam_rating_facts facts;

	people_project(p, "One", "ada@example.org", NULL);
	people_judge(p, "ada@lab.example.org", "Ada", NULL);
	people_facts(p, "ada@lab.example.org", "one", &facts);
	assert_true(facts.own);
	people_project(p, "Two", "Ada@Lab.Example.org", NULL);
	people_facts(p, "ada@example.org", "two", &facts);
	assert_true(facts.own);
}

static const char *
given(struct people *p)
{
	return people_ask(p, "SELECT r.scores, v.comment FROM rating r "
			     "LEFT JOIN rating_private v "
			     "ON v.project = r.project AND v.judge = r.judge");
}

static void
test_a_rating_is_replaced(void **state)
{
	struct people *p = *state;
	char first[sizeof(p->receipt.text)];

	cast(p);
	people_rate(p, "ada@example.org", "two", "3", "so so");
	memcpy(first, p->receipt.text, sizeof(first));
	people_rate(p, "ada@example.org", "two", "5", NULL);
	assert_string_not_equal(first, p->receipt.text);
	assert_string_equal(given(p), "5 -|so so");
	people_rate(p, "ada@example.org", "two", "5", "better");
	assert_string_equal(given(p), "5 -|better");
	assert_string_equal(people_ask(p, "SELECT count(*) FROM log "
					  "WHERE kind = 'rate'"),
			    "3");
	assert_string_equal(people_ask(p, "SELECT count(*) FROM log_ended "
					  "WHERE family = 'rating'"),
			    "2");
	people_assert_proven(p);
}

/* The record keeps both times, and why. */
static void
test_a_claimed_time_is_kept(void **state)
{
	struct people *p = *state;
	struct jam_rating rating = { .rated_at = PEOPLE_NOW - 60,
				     .entered_at = PEOPLE_NOW,
				     .reason = "on paper" };
	struct jam_rating_facts facts;
	int64_t scores[] = { 2, 3 };

	cast(p);
	rating.scores = scores;
	people_facts(p, "ada@example.org", "two", &facts);
	assert_done(jam_store_put_rating(p->store, &facts, &rating, JAM_NONE,
					 &p->receipt, &p->err),
		    &p->err);
	assert_string_equal(
	    people_ask(p, "SELECT entered_at - rated_at, v.reason, "
			  "l.payload LIKE '%\"claimed_at\":1668351540%' "
			  "FROM rating r JOIN rating_private v "
			  "ON v.project = r.project "
			  "JOIN log l ON l.seq = r.seq"),
	    "60|on paper|1");
	people_assert_proven(p);
}

static void
test_a_skip(void **state)
{
	struct people *p = *state;
	struct jam_rating_facts facts;

	cast(p);
	people_seat(p, "ada@example.org", "three", "two");
	people_facts(p, "ada@example.org", "three", &facts);
	assert_done(jam_store_put_skip(p->store, &facts, "I know them",
				       &p->receipt, &p->err),
		    &p->err);
	people_assert_proven(p);
	people_facts(p, "ada@example.org", "three", &facts);
	assert_true(facts.skipped);
	assert_i64_equal(facts.batch_open, 1);
	assert_string_equal(facts.next, "two");
}

/* Of an import: many rows an entry; the same again changes nothing. */
static void
test_imported_ratings(void **state)
{
	struct people *p = *state;
	struct jam_rating rating = { .rated_at = JAM_NONE,
				     .entered_at = PEOPLE_NOW,
				     .recorded = true,
				     .comment = "kept" };
	struct jam_rating_facts facts;
	int64_t scores[] = { 2, JAM_NONE };
	enum jam_change change;

	cast(p);
	rating.scores = scores;
	people_facts(p, "eve@example.org", "one", &facts);
	people_begin(p);
	assert_done(
	    jam_store_add_rating(p->store, &facts, &rating, &change, &p->err),
	    &p->err);
	assert_i64_equal(change, JAM_ADDED);
	people_assert_proven(p);
	people_begin(p);
	rating.comment = NULL;
	rating.entered_at++;
	assert_done(
	    jam_store_add_rating(p->store, &facts, &rating, &change, &p->err),
	    &p->err);
	assert_i64_equal(change, JAM_UNCHANGED);
	scores[1] = 5;
	assert_done(
	    jam_store_add_rating(p->store, &facts, &rating, &change, &p->err),
	    &p->err);
	assert_i64_equal(change, JAM_UPDATED);
	assert_string_equal(given(p), "2 5|kept");
	people_assert_proven(p);
}

/* The comments of two who were merged stay provable. */
static void
test_ratings_of_merged_judges(void **state)
{
	struct people *p = *state;

	cast(p);
	people_judge(p, "ada@lab.example.org", "Ada", NULL);
	people_rate(p, "ada@lab.example.org", "two", "3", "before");
	people_amend(p,
		     "same_person: [[ada@example.org, "
		     "ada@lab.example.org]]\n",
		     "");
	people_rate(p, "ada@example.org", "three", "3", "apart");
	people_assert_proven(p);
	people_amend(p, "event: jam\n", "event: jam\n");
	people_rate(p, "ada@example.org", "two", "4", "after");
	people_assert_proven(p);
}

struct seen {
	struct jam_buf text, scores;
};

static bool
note(void *with, const struct jam_scanned *r, struct jam_error *err)
{
	struct seen *seen = with;

	(void)err;
	jam_buf_format(&seen->text, "%lld by %lld%s: %d %d; ",
		       (long long)r->project, (long long)r->judge,
		       r->expert ? "e" : "", r->scores[0], r->scores[1]);
	jam_buf_format(&seen->scores, "%u: %d %d; ", r->at, r->scores[0],
		       r->scores[1]);
	return true;
}

static bool
scanned(struct people *p, bool only_scores, struct seen *seen)
{
	struct jam_scan of = { .visit = note, .only_scores = only_scores };
	struct jam_project *projects;

	jam_buf_init(&seen->text, p->arena);
	jam_buf_init(&seen->scores, p->arena);
	p->err = (struct jam_error){ 0 };
	assert_done(jam_store_get_running(p->store, p->event, p->arena,
					  &projects, &of.count, &p->err),
		    &p->err);
	of.projects = projects;
	of.with = seen;
	return jam_store_scan_ratings(p->store, p->event, &of, &p->err);
}

/* All of each rating; who looks at scores alone sees the same ones. */
static const char *
scan(struct people *p)
{
	struct seen all, scores;

	if (!scanned(p, true, &scores)) {
		assert_false(scanned(p, false, &all));
		return NULL;
	}
	assert_true(scanned(p, false, &all));
	assert_string_equal(jam_buf_string(&scores.scores),
			    jam_buf_string(&all.scores));
	return jam_buf_string(&all.text);
}

/* What counts: in the running, of a kind that is admitted, not set aside. */
static void
test_the_scan_holds_what_counts(void **state)
{
	struct people *p = *state;

	cast(p);
	people_rate(p, "eve@example.org", "one", "2", NULL);
	people_rate(p, "ada@example.org", "two", "3", NULL);
	people_rate(p, "ada@example.org", "three", "4", NULL);
	assert_string_equal(scan(p), "1 by 1e: 2 -32768; 2 by 2: 3 -32768; "
				     "3 by 2: 4 -32768; ");
	people_ask(p, "INSERT INTO retracted VALUES (2, 3, 'x', 1, 1)");
	assert_string_equal(scan(p), "1 by 1e: 2 -32768; 3 by 2: 4 -32768; ");
	people_ask(p, "INSERT INTO set_aside VALUES (2, 3, 1, 1)");
	assert_string_equal(scan(p), "1 by 1e: 2 -32768; ");
	people_ask(p, "DELETE FROM retracted; DELETE FROM set_aside;"
		      "INSERT INTO set_aside VALUES (2, NULL, 1, 1)");
	assert_string_equal(scan(p), "1 by 1e: 2 -32768; ");
	people_ask(p, "DELETE FROM set_aside");
	people_amend(p, "[authors, experts]", "[authors]");
	assert_string_equal(scan(p), "2 by 2: 3 -32768; 3 by 2: 4 -32768; ");
}

/* Two addresses that turn out to be one person have one vote. */
static void
test_one_person_votes_once(void **state)
{
	struct people *p = *state;

	people_amend(p,
		     "same_person: [[ada@example.org, "
		     "ada@lab.example.org]]\n",
		     "");
	cast(p);
	people_judge(p, "ada@lab.example.org", "Ada", NULL);
	people_rate(p, "ada@example.org", "two", "2", NULL);
	people_rate(p, "ada@lab.example.org", "two", "5", NULL);
	people_rate(p, "ada@lab.example.org", "three", "4", NULL);
	assert_string_equal(scan(p), "2 by 2e: 5 -32768; 2 by 3: 2 -32768; "
				     "3 by 2e: 4 -32768; ");
	people_amend(p, "event: jam\n", "event: jam\n");
	assert_string_equal(scan(p), "2 by 2e: 5 -32768; 3 by 2e: 4 -32768; ");
	people_assert_proven(p);
}

static void
test_scores_that_jam_did_not_write(void **state)
{
	static const char *const wrong[] = { "x -", "3  -", "3.5 -", "99999 -",
					     "3.99999999999999 -" };
	struct people *p = *state;
	struct seen seen;

	cast(p);
	people_rate(p, "eve@example.org", "one", "2", NULL);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		people_ask(p, jam_format(p->arena,
					 "UPDATE rating SET scores = '%s'",
					 wrong[i]));
		assert_null(scan(p));
		assert_error(&p->err, JAM_E_CONFIG, "are not jam's");
		assert_error(&p->err, JAM_E_CONFIG, "jam verify");
	}
	people_ask(p, "UPDATE rating SET scores = '2 -', judge = 77");
	assert_true(scanned(p, false, &seen));
	assert_string_equal(jam_buf_string(&seen.text), "");
}

/* Scores stand by slot: one that was dropped or added moves no other. */
static void
test_the_scan_after_an_amend(void **state)
{
	struct people *p = *state;

	cast(p);
	people_rate(p, "eve@example.org", "one", "2", NULL);
	people_amend(p, "  - {id: safety, title: Safety, weight: 2}\n",
		     "  - {id: joy, title: Joy, required: false}\n");
	assert_string_equal(scan(p), "1 by 1e: -32768 -32768; ");
	people_amend(p, "weight: 2}\n",
		     "weight: 2}\n  - {id: joy, title: Joy, required: "
		     "false}\n");
	assert_i64_equal(p->event->criteria_len, 3);
	assert_string_equal(p->event->criteria[1].key, "joy");
	assert_string_equal(scan(p), "1 by 1e: 2 -32768; ");
	people_assert_proven(p);
}

static void
test_publications(void **state)
{
	struct people *p = *state;
	static const char *const rows[] = { "{\"a\":1}", "{\"a\":2}" };
	struct jam_publication first = { .method = "mean" };
	struct jam_publication second = { .method = "itch",
					  .rows = { rows, 2 },
					  .reason = "one was retracted" };
	struct jam_publication last;

	cast(p);
	assert_done(jam_store_get_publication(p->store, p->event, p->arena,
					      &last, &p->err),
		    &p->err);
	assert_i64_equal(last.number, 0);
	assert_done(
	    jam_store_put_publication(p->store, p->event, &first, &p->err) &&
		jam_store_put_publication(p->store, p->event, &second, &p->err),
	    &p->err);
	people_assert_proven(p);
	assert_done(jam_store_get_publication(p->store, p->event, p->arena,
					      &last, &p->err),
		    &p->err);
	assert_i64_equal(last.number, 2);
	assert_i64_equal(last.at, PEOPLE_NOW);
	assert_string_equal(last.method, "itch");
	assert_i64_equal(last.rows.count, 0);
	assert_done(
	    jam_store_get_results(p->store, p->event, p->arena, &last, &p->err),
	    &p->err);
	assert_i64_equal(last.rows.count, 2);
	assert_string_equal(last.rows.items[0], rows[0]);
	assert_string_equal(last.rows.items[1], rows[1]);
	assert_string_equal(last.reason, "one was retracted");
	assert_string_equal(last.digest, second.digest);
	assert_string_equal(people_ask(p, "SELECT lower(hex(hash)) FROM log "
					  "WHERE seq = (SELECT seq FROM "
					  "publication WHERE number = 2)"),
			    second.digest);
}

/* More than one value of the database may hold. */
static void
test_large_publication(void **state)
{
	enum { ROWS = 25000 };
	struct people *p = *state;
	const char **rows = jam_alloc_array(p->arena, ROWS, sizeof(*rows));
	struct jam_publication large = { .method = "mean",
					 .rows = { rows, ROWS } };
	struct jam_publication last;
	size_t size = 0;

	for (size_t i = 0; i < ROWS; i++) {
		rows[i] =
		    jam_format(p->arena, "{\"n\":%zu,\"of\":\"%090zu\"}", i, i);
		size += strlen(rows[i]);
	}
	assert_true(size > 2000000);
	assert_done(
	    jam_store_put_publication(p->store, p->event, &large, &p->err) &&
		jam_store_get_publication(p->store, p->event, p->arena, &last,
					  &p->err) &&
		jam_store_get_results(p->store, p->event, p->arena, &last,
				      &p->err),
	    &p->err);
	assert_i64_equal(last.rows.count, ROWS);
	for (size_t i = 0; i < ROWS; i++)
		assert_string_equal(last.rows.items[i], rows[i]);
	people_assert_proven(p);
}

static void
test_status_counts(void **state)
{
	struct people *p = *state;
	struct jam_rating_facts facts;
	struct jam_status_counts c;

	cast(p);
	people_register(p, "ada@lab.example.org", "Ada", NULL);
	people_seat(p, "ada@example.org", "three", "two");
	people_seat(p, "bo@example.org", "one", "three");
	people_rate(p, "ada@example.org", "two", "3", NULL);
	people_rate(p, "eve@example.org", "two", "3", NULL);
	people_facts(p, "bo@example.org", "one", &facts);
	assert_done(
	    jam_store_put_skip(p->store, &facts, "no", &p->receipt, &p->err) &&
		jam_store_get_status(p->store, p->event, &c, &p->err),
	    &p->err);
	assert_i64_equal(c.registrations, 3);
	assert_i64_equal(c.projects, 3);
	assert_i64_equal(c.seats, 4);
	assert_i64_equal(c.rated, 1);
	assert_i64_equal(c.skipped, 1);
	assert_i64_equal(c.open, 2);
	assert_i64_equal(c.ratings, 2);
	assert_i64_equal(c.published_at, JAM_NONE);
	people_ask(p, "INSERT INTO retracted VALUES (3, 1, 'x', 1, 1)");
	assert_done(jam_store_get_status(p->store, p->event, &c, &p->err),
		    &p->err);
	assert_i64_equal(c.retracted, 1);
	assert_i64_equal(c.open, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PEOPLE_TEST(test_facts),
		PEOPLE_TEST(test_own_under_another_address),
		PEOPLE_TEST(test_a_rating_is_replaced),
		PEOPLE_TEST(test_a_claimed_time_is_kept),
		PEOPLE_TEST(test_a_skip),
		PEOPLE_TEST(test_imported_ratings),
		PEOPLE_TEST(test_ratings_of_merged_judges),
		PEOPLE_TEST(test_the_scan_holds_what_counts),
		PEOPLE_TEST(test_one_person_votes_once),
		PEOPLE_TEST(test_scores_that_jam_did_not_write),
		PEOPLE_TEST(test_the_scan_after_an_amend),
		PEOPLE_TEST(test_publications),
		PEOPLE_TEST(test_large_publication),
		PEOPLE_TEST(test_status_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
