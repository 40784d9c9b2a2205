/* SPDX-License-Identifier: MIT */
/* Tests of a series: ratios, bounds, and what nobody says. */
#include <string.h>

#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/series.h"
#include "tests/unit/jam_test.h"

static const struct jam_past before = { .title = "before",
					.events = 13,
					.participants = 900,
					.projects = 168,
					.sites = 69,
					.locations = 30,
					.at_least = 1 | 4 | 8 };

static const struct jam_series_line *
line_of(const struct jam_series_line *lines, size_t n, const char *figure)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(lines[i].figure, figure) == 0)
			return &lines[i];
	return NULL;
}

static void
test_bounds_stay_bounds(void **state)
{
	struct jam_series_line lines[JAM_SERIES_LINES];
	const struct jam_series_line *l;
	struct jam_series_sum sum = { 0 };
	size_t n;

	(void)state;
	jam_series_add(&sum, &before);
	n = jam_series_lines(&sum, "before", lines);
	assert_u64_equal(n, JAM_SERIES_LINES);
	l = line_of(lines, n, "participants per event");
	assert_near(l->value, 69.2, 1e-9);
	assert_true(l->more);
	l = line_of(lines, n, "projects per event");
	assert_near(l->value, 12.9, 1e-9);
	assert_false(l->more);
	l = line_of(lines, n, "sites per event");
	assert_near(l->value, 5.3, 1e-9);
	assert_true(l->more);
	l = line_of(lines, n, "locations");
	assert_near(l->value, 30, 1e-9);
	assert_true(l->more);
	assert_null(line_of(lines, n, "locations per event"));
}

/* A figure that one part lacks is of the other's events alone. */
static void
test_sums_know_their_events(void **state)
{
	const struct jam_past other = { .title = "other",
					.events = 3,
					.participants = 100,
					.projects = JAM_NONE,
					.sites = JAM_NONE,
					.locations = 12 };
	struct jam_series_line lines[JAM_SERIES_LINES];
	const struct jam_series_line *l;
	struct jam_series_sum sum = { 0 };
	size_t n;

	(void)state;
	jam_series_add(&sum, &before);
	jam_series_add(&sum, &other);
	n = jam_series_lines(&sum, "all", lines);
	l = line_of(lines, n, "events");
	assert_near(l->value, 16, 1e-9);
	l = line_of(lines, n, "participants per event");
	assert_near(l->value, 62.5, 1e-9);
	assert_i64_equal(l->events, 16);
	l = line_of(lines, n, "projects per event");
	assert_near(l->value, 12.9, 1e-9);
	assert_i64_equal(l->events, 13);
	assert_null(line_of(lines, n, "locations"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_bounds_stay_bounds),
		JAM_TEST(test_sums_know_their_events),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
