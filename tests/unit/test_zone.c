/* SPDX-License-Identifier: MIT */
/* Zones: every one of zoneinfo against its file, and the known traps. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/zone.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/tzif.h"

#define ZONEINFO "/usr/share/zoneinfo/"
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Transitions tried in each zone; JAM_TEST_ALL=1 tries every one. */
#define TRIES 10

static void
assert_zone(const char *zone)
{
	const char *meant;
	struct jam_arena *arena = jam_test_arena();

	if (!jam_zone_check(arena, zone, &meant))
		fail_msg("zone \"%s\" is refused", zone);
	jam_arena_free(arena);
}

static void
test_calendar(void **state)
{
	static const struct jam_local wrong[] = {
		{ 2022, 2, 30, 0, 0, 0 }, { 2023, 2, 29, 0, 0, 0 },
		{ 1900, 2, 29, 0, 0, 0 }, { 2022, 4, 31, 0, 0, 0 },
		{ 2022, 0, 1, 0, 0, 0 },  { 2022, 13, 1, 0, 0, 0 },
		{ 2022, 1, 0, 0, 0, 0 },  { 2022, 1, 1, 24, 0, 0 },
		{ 2022, 1, 1, 0, 60, 0 }, { 2016, 12, 31, 23, 59, 60 },
		{ 0, 1, 1, 0, 0, 0 },	  { 10000, 1, 1, 0, 0, 0 },
		{ 2022, 1, 1, -1, 0, 0 }, { 2022, 1, 1, 0, -1, 0 },
		{ 2022, 1, 1, 0, 0, -1 }, { 2022, 12, 32, 0, 0, 0 },
	};
	struct jam_local leap = { 2000, 2, 29, 23, 59, 59 };

	(void)state;
	assert_true(jam_local_valid(&leap));
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_false(jam_local_valid(&wrong[i]));
	assert_i64_equal(jam_local_seconds(&(struct jam_local){
			     .year = 1970, .month = 1, .day = 1 }),
			 0);
	assert_i64_equal(jam_local_seconds(&(struct jam_local){
			     .year = 1, .month = 1, .day = 1 }),
			 JAM_SECONDS_MIN);
	assert_i64_equal(
	    jam_local_seconds(&(struct jam_local){ 9999, 12, 31, 23, 59, 59 }),
	    JAM_SECONDS_MAX);
}

/* Each day of 9999 years, counted one by one. */
static void
test_calendar_day_by_day(void **state)
{
	struct jam_local day = { .year = 1, .month = 1, .day = 1 }, back;
	int64_t at = JAM_SECONDS_MIN;

	(void)state;
	for (; day.year < 10000; at += 86400) {
		if (jam_local_seconds(&day) != at)
			assert_i64_equal(jam_local_seconds(&day), at);
		jam_local_of(at + 86399, &back);
		if (back.year != day.year || back.month != day.month ||
		    back.day != day.day || back.hour != 23 ||
		    back.minute != 59 || back.second != 59)
			assert_i64_equal(jam_local_seconds(&back), at + 86399);
		day.day++;
		if (jam_local_valid(&day))
			continue;
		day.day = 1;
		day.month = day.month % 12 + 1;
		day.year += day.month == 1;
	}
	assert_i64_equal(at, JAM_SECONDS_MAX + 1);
}

static void
test_names(void **state)
{
	static const char *const wrong[] = {
		"",
		"Nowhere",
		"/etc/passwd",
		"/usr/share/zoneinfo/Europe/Paris",
		"../zoneinfo/Europe/Paris",
		"Europe/../Europe/Paris",
		"Europe",
		"Europe/",
		"tzdata.zi",
		"zone.tab",
		"right/Europe/Paris",
		"posix/Europe/Paris",
		"posixrules",
		"localtime",
		":Europe/Paris",
		"UTC0",
		"CET-1CEST",
		"Europe/Paris\n",
		"europe/paris",
	};
	const char *meant;

	for (size_t i = 0; i < COUNT(wrong); i++)
		if (jam_zone_check(*state, wrong[i], &meant))
			fail_msg("zone \"%s\" is accepted", wrong[i]);
	assert_zone("Europe/Copenhagen");
	assert_zone("America/Argentina/Buenos_Aires");
	assert_zone("Etc/GMT+12");
	assert_zone("AoE");
	assert_zone("UTC");
	assert_string_equal(jam_zone_name("AoE"), "Etc/GMT+12");
	assert_string_equal(jam_zone_name("Asia/Tokyo"), "Asia/Tokyo");
}

static void
test_meant(void **state)
{
	static const char *const known[][2] = {
		{ "Europe/Kopenhagen", "Europe/Copenhagen" },
		{ "europe/copenhagen", "Europe/Copenhagen" },
		{ "Copenhagen", "Europe/Copenhagen" },
		{ "Europe/New_York", "America/New_York" },
		{ "utc", "UTC" },
		/* As near as GMT+1 to GMT+9: the first by name. */
		{ "Etc/GMT+x", "Etc/GMT+0" },
		{ "qqqqqqqqqqqqqqqq", NULL },
	};

	for (size_t i = 0; i < COUNT(known); i++) {
		const char *meant = "";

		assert_false(jam_zone_check(*state, known[i][0], &meant));
		if (known[i][1] == NULL)
			assert_null(meant);
		else
			assert_string_equal(meant, known[i][1]);
	}
}

/* jam_zone_to_utc of a local time against the file of the zone. */
static void
assert_as_file(const struct tzif *file, const char *zone, int64_t local,
	       int64_t gap_first, int64_t gap_second)
{
	int64_t found[4] = { 0 }, first = 0, second = 0;
	enum jam_zone_fit fit, expected;
	struct jam_error err = { 0 };
	size_t n = tzif_find(file, local, found);
	struct jam_local l;

	jam_local_of(local, &l);
	assert_done(jam_zone_to_utc(zone, &l, &fit, &first, &second, &err),
		    &err);
	expected = n == 0   ? JAM_ZONE_GAP
		   : n == 1 ? JAM_ZONE_ONCE
			    : JAM_ZONE_TWICE;
	if (n == 0) {
		found[0] = gap_first;
		found[1] = gap_second;
	}
	if (n == 1)
		found[1] = found[0];
	if (fit == expected && first == found[0] && second == found[1])
		return;
	fail_msg("%s %04d-%02d-%02d %02d:%02d:%02d: fit %d, expected %d, "
		 "%lld %lld, expected %lld %lld",
		 zone, l.year, l.month, l.day, l.hour, l.minute, l.second,
		 (int)fit, (int)expected, (long long)first, (long long)second,
		 (long long)found[0], (long long)found[1]);
}

static void
assert_shown(const struct tzif *file, const char *zone, int64_t at)
{
	struct jam_error err = { 0 };
	char abbreviation[16];
	struct jam_local l;
	int offset;

	assert_done(
	    jam_zone_from_utc(zone, at, &l, &offset, abbreviation, &err), &err);
	assert_i64_equal(offset, tzif_offset(file, at));
	assert_i64_equal(jam_local_seconds(&l), at + offset);
}

static void
try_transition(const struct tzif *file, const char *zone, size_t i)
{
	int64_t t = file->at[i];
	int64_t a = tzif_offset(file, t - 1), b = tzif_offset(file, t);
	int64_t low = t + (a < b ? a : b), high = t + (a < b ? b : a);
	const int64_t edges[] = { low - 1, low, (low + high) / 2, high - 1,
				  high };

	for (size_t k = 0; k < COUNT(edges); k++)
		assert_as_file(file, zone, edges[k], edges[k] - b,
			       edges[k] - a);
	assert_shown(file, zone, t - 1);
	assert_shown(file, zone, t);
}

static void
try_zone(const char *zone, const char *path)
{
	static const int64_t day = 86400;
	bool all = getenv("JAM_TEST_ALL") != NULL;
	size_t step, from = 0;
	struct tzif file;

	assert_true(tzif_read(&file, path));
	/* Old files begin with a time that stands for "since ever". */
	while (from < file.times && file.at[from] < JAM_SECONDS_MIN + day)
		from++;
	step = (file.times - from) / TRIES + 1;
	/* After the last transition the footer rules, which is not read. */
	for (size_t i = from; i + 1 < file.times; i += all ? 1 : step)
		try_transition(&file, zone, i);
	if (file.times == 0)
		assert_as_file(&file, zone, 1668362400, 0, 0);
}

static void
test_every_zone(void **state)
{
	FILE *list = popen("cd " ZONEINFO " && find . -type f -o -type l | "
			   "sort | sed 's,^\\./,,'",
			   "r");
	char line[256], path[512];
	size_t zones = 0;
	const char *meant;

	assert_non_null(list);
	while (fgets(line, sizeof(line), list) != NULL) {
		struct jam_mark mark = jam_arena_mark(*state);

		line[strcspn(line, "\n")] = '\0';
		/* Each refusal looks at all names, so the cheap ones first. */
		if (strncmp(line, "right/", 6) == 0 ||
		    strncmp(line, "posix/", 6) == 0 ||
		    !jam_zone_check(*state, line, &meant)) {
			jam_arena_reset(*state, mark);
			continue;
		}
		snprintf(path, sizeof(path), ZONEINFO "%s", line);
		try_zone(line, path);
		zones++;
		jam_arena_reset(*state, mark);
	}
	assert_int_equal(pclose(list), 0);
	print_message("%zu zones\n", zones);
	assert_true(zones > 400);
}

struct known {
	const char *zone;
	struct jam_local local;
	enum jam_zone_fit fit;
	int64_t first, second;
};

static void
assert_known(const struct known *k)
{
	struct jam_error err = { 0 };
	int64_t first, second;
	enum jam_zone_fit fit;

	assert_done(
	    jam_zone_to_utc(k->zone, &k->local, &fit, &first, &second, &err),
	    &err);
	assert_int_equal(fit, k->fit);
	assert_i64_equal(first, k->first);
	assert_i64_equal(second, k->second);
}

/* Worked out by hand from the zones' rules. */
static void
test_known(void **state)
{
	static const struct known known[] = {
		{ "Europe/Copenhagen",
		  { 2022, 3, 27, 2, 30, 0 },
		  JAM_ZONE_GAP,
		  1648341000,
		  1648344600 },
		{ "Europe/Copenhagen",
		  { 2022, 10, 30, 2, 30, 0 },
		  JAM_ZONE_TWICE,
		  1667089800,
		  1667093400 },
		{ "AoE",
		  { 2026, 5, 1, 23, 59, 0 },
		  JAM_ZONE_ONCE,
		  1777723140,
		  1777723140 },
		/* A day that Samoa does not have. */
		{ "Pacific/Apia",
		  { 2011, 12, 30, 12, 0, 0 },
		  JAM_ZONE_GAP,
		  1325196000,
		  1325282400 },
		/* Half an hour of summer time. */
		{ "Australia/Lord_Howe",
		  { 2022, 4, 3, 1, 45, 0 },
		  JAM_ZONE_TWICE,
		  1648910700,
		  1648912500 },
		/* Twice without any summer time: Moscow changed its zone. */
		{ "Europe/Moscow",
		  { 2014, 10, 26, 1, 30, 0 },
		  JAM_ZONE_TWICE,
		  1414272600,
		  1414276200 },
		/* Past 2038, by the rule of the footer. */
		{ "America/New_York",
		  { 2050, 7, 4, 12, 0, 0 },
		  JAM_ZONE_ONCE,
		  2540563200,
		  2540563200 },
		{ "America/New_York",
		  { 2050, 3, 13, 2, 30, 0 },
		  JAM_ZONE_GAP,
		  2530765800,
		  2530769400 },
		{ "UTC",
		  { 2000, 2, 29, 0, 0, 0 },
		  JAM_ZONE_ONCE,
		  951782400,
		  951782400 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(known); i++)
		assert_known(&known[i]);
}

static const char *
short_name(const char *zone, int64_t at, char name[16])
{
	struct jam_error err = { 0 };
	struct jam_local l;
	int offset;

	assert_done(jam_zone_from_utc(zone, at, &l, &offset, name, &err), &err);
	return name;
}

static void
test_abbreviations(void **state)
{
	char name[16];

	(void)state;
	assert_string_equal(short_name("Europe/Paris", 1668362400, name),
			    "CET");
	assert_string_equal(short_name("Europe/Paris", 1660000000, name),
			    "CEST");
	assert_string_equal(short_name("AoE", 0, name), "AoE");
	assert_string_equal(short_name("Asia/Dubai", 0, name), "UTC+04");
	assert_string_equal(short_name("UTC", 0, name), "UTC");
}

static void
test_refusals(void **state)
{
	struct jam_local l = { 2022, 2, 30, 10, 0, 0 };
	struct jam_error err = { 0 };
	int64_t first, second;
	enum jam_zone_fit fit;
	char name[16];
	int offset;

	(void)state;
	assert_false(jam_zone_to_utc("UTC", &l, &fit, &first, &second, &err));
	assert_error(&err, JAM_E_DATA, "2022-02-30");
	l.day = 20;
	err = (struct jam_error){ 0 };
	assert_false(
	    jam_zone_to_utc("No/Where", &l, &fit, &first, &second, &err));
	assert_error(&err, JAM_E_SYSTEM, "No/Where");
	err = (struct jam_error){ 0 };
	assert_false(jam_zone_from_utc("No/Where", 0, &l, &offset, name, &err));
	assert_error(&err, JAM_E_SYSTEM, "tzdata");
	for (size_t i = 0; i < 4; i++) {
		static const int64_t far[] = { INT64_MIN, INT64_MAX,
					       JAM_SECONDS_MIN - 1,
					       JAM_SECONDS_MAX };

		err = (struct jam_error){ 0 };
		assert_false(jam_zone_from_utc(
		    i % 2 == 0 && i < 2 ? "UTC" : "Asia/Tokyo", far[i], &l,
		    &offset, name, &err));
		assert_error(&err, JAM_E_DATA, "years");
	}
}

/* The user's TZ and TZDIR change nothing, and TZ is UTC afterwards. */
static void
test_environment(void **state)
{
	static const struct known k = { "Asia/Tokyo",
					{ 2022, 1, 1, 9, 0, 0 },
					JAM_ZONE_ONCE,
					1640995200,
					1640995200 };
	time_t zero = 0;

	(void)state;
	setenv("TZ", "America/New_York", 1);
	setenv("TZDIR", "/nonexistent", 1);
	tzset();
	assert_known(&k);
	assert_int_equal(localtime(&zero)->tm_hour, 0);
	assert_string_equal(getenv("TZ"), "UTC0");
	unsetenv("TZDIR");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calendar),
		cmocka_unit_test(test_calendar_day_by_day),
		JAM_TEST(test_names),
		JAM_TEST(test_meant),
		JAM_TEST(test_every_zone),
		cmocka_unit_test(test_known),
		cmocka_unit_test(test_abbreviations),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_environment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
