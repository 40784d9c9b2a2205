/* SPDX-License-Identifier: MIT */
/* A scan of many projects, by one thread and by two. */
#include <stdlib.h>

#include "core/store/projects.h"
#include "core/store/scan.h"
#include "core/store/store.h"
#include "tests/unit/people_data.h"

#define PROJECTS 5000
#define JUDGES	 3

/* Judge j gives project i the score (7i + 3j) mod 6. */
static const char many[] =
    "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; BEGIN;"
    "CREATE TEMP TABLE n AS WITH n (i) AS (VALUES (1) UNION ALL "
    "SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n;"
    "INSERT INTO judge (id, uid, event, person, kind, shown, seq) "
    "SELECT i, printf('%032d', i), 1, i, 1, 0, 1 FROM n WHERE i <= 3;"
    "INSERT INTO project (id, uid, event, number, slug, title, title_key, "
    "team, seq) SELECT i, printf('%032d', i), 1, i, 'p' || i, 'P', 'p', 1, 1 "
    "FROM n;"
    "INSERT INTO rating (project, judge, scores, entered_at, recorded, seq) "
    "SELECT n.i, j.i, (7 * n.i + 3 * j.i) % 6 || ' -', 0, 0, 1 "
    "FROM n JOIN n j ON j.i <= 3; COMMIT";

struct half {
	int *sums; /* by project, shared */
	int *often;
	int visits;
};

static bool
add(void *with, const struct jam_scanned *r, struct jam_error *err)
{
	struct half *h = with;

	(void)err;
	h->sums[r->at] += r->scores[0];
	h->often[r->at]++;
	h->visits++;
	return true;
}

struct halves {
	struct half lower, upper;
	int *sums, *often;
};

static bool
scan(struct people *p, struct jam_store *store, struct halves *h)
{
	struct jam_scan of = { .visit = add,
			       .with = &h->lower,
			       .with_beside = &h->upper,
			       .only_scores = true };
	struct jam_project *projects;

	h->sums = jam_alloc_array(p->arena, PROJECTS, sizeof(*h->sums));
	h->often = jam_alloc_array(p->arena, PROJECTS, sizeof(*h->often));
	h->lower = h->upper = (struct half){ h->sums, h->often, 0 };
	assert_done(jam_store_get_running(store, p->event, p->arena, &projects,
					  &of.count, &p->err),
		    &p->err);
	assert_i64_equal(of.count, PROJECTS);
	of.projects = projects;
	return jam_store_scan_ratings(store, p->event, &of, &p->err);
}

static void
assert_sums(const struct halves *h)
{
	for (int i = 1; i <= PROJECTS; i++) {
		int sum = 0;

		for (int j = 1; j <= JUDGES; j++)
			sum += (7 * i + 3 * j) % 6;
		assert_int_equal(h->sums[i - 1], sum);
		assert_int_equal(h->often[i - 1], JUDGES);
	}
	assert_int_equal(h->lower.visits + h->upper.visits, JUDGES * PROJECTS);
}

static struct jam_store *
reader(struct people *p)
{
	const struct jam_store_options options = { .path = p->path,
						   .mode = JAM_STORE_READ,
						   .random = &p->random,
						   .now = PEOPLE_NOW };
	struct jam_store_opened opened;
	struct jam_store *store;

	assert_done(
	    jam_store_open(&options, p->arena, &store, &opened, &p->err),
	    &p->err);
	assert_done(jam_store_begin(store, &p->err), &p->err);
	return store;
}

static void
two_threads_see_what_one_sees(void **state)
{
	struct people *p = *state;
	struct jam_store *store;
	struct halves one, two;

	people_ask(p, many);
	people_commit(p);
	assert_true(scan(p, p->store, &one));
	assert_sums(&one);
	assert_int_equal(one.upper.visits, 0);
	store = reader(p);
	assert_true(scan(p, store, &two));
	assert_sums(&two);
	assert_true(two.upper.visits > JUDGES * PROJECTS / 3);
	assert_true(two.lower.visits > JUDGES * PROJECTS / 3);
	jam_store_close(store);
}

/* Whichever half it is in. */
static void
a_bad_score_is_told_by_both(void **state)
{
	static const char *const where[] = { "7", "4990" };
	struct people *p = *state;
	struct jam_store *store;
	struct halves h;

	people_ask(p, many);
	people_commit(p);
	for (size_t i = 0; i < 2; i++) {
		people_ask(p, jam_format(p->arena,
					 "UPDATE rating SET scores = 'bad' "
					 "WHERE project = %s",
					 where[i]));
		store = reader(p);
		assert_false(scan(p, store, &h));
		assert_error(&p->err, JAM_E_CONFIG, "\"bad\"");
		p->err = (struct jam_error){ 0 };
		jam_store_close(store);
		people_ask(p, "UPDATE rating SET scores = '1 -'");
	}
}

/* The second store reads what the first one reads, or is not there. */
static void
a_store_beside_has_the_same_snapshot(void **state)
{
	struct people *p = *state;
	struct jam_store *store, *beside;

	people_commit(p);
	assert_null(jam_store_beside(p->store));
	store = reader(p);
	beside = jam_store_beside(store);
	assert_non_null(beside);
	jam_store_close(beside);
	people_project(p, "One", "ada@example.org", NULL);
	beside = jam_store_beside(store);
	assert_non_null(beside);
	jam_store_close(beside);
	people_commit(p);
	assert_null(jam_store_beside(store));
	jam_store_close(store);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PEOPLE_TEST(two_threads_see_what_one_sees),
		PEOPLE_TEST(a_bad_score_is_told_by_both),
		PEOPLE_TEST(a_store_beside_has_the_same_snapshot),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
