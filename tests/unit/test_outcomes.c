/* SPDX-License-Identifier: MIT */
/* Outcomes counted once, against counting by brute force. */
#include <math.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/rng.h"
#include "core/base/seen.h"
#include "core/policy/outcomes.h"
#include "tests/unit/jam_test.h"

static void
test_seen(void **state)
{
	struct jam_seen seen;
	static bool came[20][500];
	struct jam_rng rng;

	jam_rng_init(&rng, jam_rng_seed("seen"), 0);
	jam_seen_init(&seen, *state);
	assert_false(jam_seen_has(&seen, 0, 1));
	for (int i = 0; i < 20000; i++) {
		uint64_t a = jam_rng_below(&rng, 20);
		uint64_t b = 1 + jam_rng_below(&rng, 500);

		assert_int_equal(jam_seen_has(&seen, a, b), came[a][b - 1]);
		assert_int_equal(jam_seen_add(&seen, a, b), !came[a][b - 1]);
		came[a][b - 1] = true;
	}
}

static const struct jam_outcome_line *
line_of(const struct jam_outcome_count *c, const char *wave, const char *kind)
{
	for (size_t i = 0; i < c->count; i++)
		if (strcmp(c->order[i]->outcome, kind) == 0 &&
		    (c->order[i]->wave == NULL) == (wave == NULL) &&
		    (wave == NULL || strcmp(c->order[i]->wave, wave) == 0))
			return c->order[i];
	return NULL;
}

static void
test_once(void **state)
{
	struct jam_outcome_count c;
	const struct jam_outcome_line *l;

	jam_outcome_count_init(&c, *state);
	jam_outcome_count_add(&c, "b", "job", 1, 0);
	jam_outcome_count_add(&c, "a", "paper", 1, 7);
	jam_outcome_count_add(&c, "a", "paper", 1, 7);
	jam_outcome_count_add(&c, "a", "paper", 2, 7);
	jam_outcome_count_add(&c, "a", JAM_REACHED, 3, 0);
	jam_outcome_count_add(&c, "a", "grant", 0, 8);
	jam_outcome_count_end(&c, 12);
	assert_i64_equal(c.count, 9);
	/* by wave, reached first, all waves last */
	assert_string_equal(c.order[0]->wave, "a");
	assert_string_equal(c.order[0]->outcome, JAM_REACHED);
	assert_string_equal(c.order[1]->outcome, "grant");
	assert_string_equal(c.order[3]->wave, "b");
	assert_null(c.order[5]->wave);
	assert_string_equal(c.order[8]->outcome, "paper");
	l = line_of(&c, "a", "paper");
	assert_i64_equal(l->persons, 2);
	assert_i64_equal(l->projects, 1);
	assert_i64_equal(l->of, 3);
	assert_near(l->share, 66.7, 1e-9);
	l = line_of(&c, NULL, JAM_REACHED);
	assert_i64_equal(l->persons, 3);
	assert_i64_equal(l->projects, 2);
	assert_i64_equal(l->of, 12);
	assert_near(l->share, 25, 1e-9);
	assert_true(isnan(line_of(&c, "a", "grant")->share));
}

#define ROWS 400

struct row {
	const char *wave, *kind;
	int64_t person, project;
};

static int64_t
brute(const struct row *rows, const char *wave, const char *kind, bool person)
{
	int64_t found = 0;

	for (int64_t who = 1; who <= 30; who++) {
		bool has = false;

		for (size_t i = 0; i < ROWS; i++)
			has |=
			    (person ? rows[i].person : rows[i].project) ==
				who &&
			    (wave == NULL || strcmp(rows[i].wave, wave) == 0) &&
			    (strcmp(kind, JAM_REACHED) == 0 ||
			     strcmp(rows[i].kind, kind) == 0);
		found += has;
	}
	return found;
}

static void
test_brute(void **state)
{
	static const char *const waves[] = { "w1", "w2", "w3", NULL };
	static const char *const kinds[] = { JAM_REACHED, "job", "left",
					     "grant" };
	struct jam_outcome_count c;
	static struct row rows[ROWS];
	struct jam_rng rng;

	jam_rng_init(&rng, jam_rng_seed("outcomes"), 0);
	jam_outcome_count_init(&c, *state);
	for (size_t i = 0; i < ROWS; i++) {
		rows[i] = (struct row){ waves[jam_rng_below(&rng, 3)],
					kinds[jam_rng_below(&rng, 4)],
					(int64_t)jam_rng_below(&rng, 31),
					(int64_t)jam_rng_below(&rng, 31) };
		jam_outcome_count_add(&c, rows[i].wave, rows[i].kind,
				      rows[i].person, rows[i].project);
	}
	jam_outcome_count_end(&c, 40);
	assert_i64_equal(c.count, 16);
	for (size_t w = 0; w < 4; w++)
		for (size_t k = 0; k < 4; k++) {
			const struct jam_outcome_line *l =
			    line_of(&c, waves[w], kinds[k]);

			assert_i64_equal(l->persons,
					 brute(rows, waves[w], kinds[k], true));
			assert_i64_equal(l->projects, brute(rows, waves[w],
							    kinds[k], false));
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_seen),
		JAM_TEST(test_once),
		JAM_TEST(test_brute),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
