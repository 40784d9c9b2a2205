/* SPDX-License-Identifier: MIT */
/* Times and durations: what is read, what is refused and with which words. */
#include <string.h>

#include "core/base/time.h"
#include "core/base/zone.h"
#include "tests/unit/jam_test.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static void
test_read(void **state)
{
	static const struct {
		const char *text, *zone;
		int64_t at;
	} known[] = {
		{ "2022-11-13 19:15", "Europe/Copenhagen", 1668363300 },
		{ "2022-11-13T19:15:07", "Europe/Copenhagen", 1668363307 },
		{ "2022-11-13 19:15", "UTC", 1668366900 },
		{ "2022-11-13T18:15:00Z", "Asia/Tokyo", 1668363300 },
		{ "2022-11-13t18:15:00z", "Asia/Tokyo", 1668363300 },
		{ "2022-11-13T18:15:00.999Z", "Asia/Tokyo", 1668363300 },
		{ "2022-11-13T23:45:00+05:30", "UTC", 1668363300 },
		{ "2022-11-13 14:45:00-03:30", "UTC", 1668363300 },
		{ "2022-11-13 18:15:00-00:00", "UTC", 1668363300 },
		{ "2022-11-13T19:15+01:00", "UTC", 1668363300 },
		{ "2024-02-29 00:00", "UTC", 1709164800 },
		{ "2026-05-01 23:59", "AoE", 1777723140 },
		/* Which of the two is said, so nothing is in doubt. */
		{ "2022-10-30T02:30:00+01:00", "Europe/Copenhagen",
		  1667093400 },
		{ "9999-12-31 23:59:59", "UTC", JAM_SECONDS_MAX },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(known); i++) {
		struct jam_error err = { 0 };
		int64_t at = 0;

		assert_done(
		    jam_time_read(known[i].text, known[i].zone, &at, &err),
		    &err);
		assert_i64_equal(at, known[i].at);
	}
}

static void
test_read_refuses(void **state)
{
	static const char *const wrong[] = {
		"",
		"2022",
		"2022-11-13",
		"13/11/2022 18:15",
		"2022-1-13 18:15",
		"2022-11-13  18:15",
		" 2022-11-13 18:15",
		"2022-11-13 18:15 ",
		"2022-11-13 18",
		"2022-11-13 18:1",
		"2022-11-13 18:15:0",
		"2022-11-13 18:15:00.5",
		"2022-11-13 18:15:00.Z",
		"2022-11-13 18:15:00 Z",
		"2022-11-13 18:15:00+0100",
		"2022-11-13 18:15:00+1:00",
		"2022-11-13 18:15:00+24:00",
		"2022-11-13 18:15:00+01:60",
		"2022-11-13 18:15:00Zx",
		"-022-11-13 18:15",
		"+022-11-13 18:15",
		"22-11-13 18:15",
		"12022-11-13 18:15",
		"tomorrow",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct jam_error err = { 0 };
		int64_t at = 42;

		if (jam_time_read(wrong[i], "UTC", &at, &err))
			fail_msg("\"%s\" is accepted", wrong[i]);
		assert_error(&err, JAM_E_DATA, "is not a time");
		assert_error(&err, JAM_E_DATA, wrong[i]);
		assert_i64_equal(at, 42);
	}
}

static void
test_calendar(void **state)
{
	static const char *const wrong[] = {
		"2022-02-30 10:00",	"2023-02-29T10:00:00Z",
		"2022-13-01 10:00",	"2022-00-01 10:00",
		"2022-01-01 24:00",	"2022-01-01 23:60",
		"2016-12-31T23:59:60Z", "0000-01-01 00:00",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct jam_error err = { 0 };
		int64_t at;

		assert_false(jam_time_read(wrong[i], "UTC", &at, &err));
		assert_error(&err, JAM_E_DATA, "is not in the calendar");
		assert_error(&err, JAM_E_DATA, wrong[i]);
	}
}

static void
test_gap_and_twice(void **state)
{
	struct jam_error err = { 0 };
	int64_t at;

	(void)state;
	assert_false(
	    jam_time_read("2022-03-27 02:30", "Europe/Copenhagen", &at, &err));
	assert_error(&err, JAM_E_DATA, "does not exist in Europe/Copenhagen");
	assert_non_null(strstr(err.message, "2022-03-27T00:30:00Z"));
	assert_non_null(strstr(err.message, "2022-03-27T01:30:00Z"));
	assert_non_null(strstr(err.hint, "2022-03-27T01:30:00Z"));
	err = (struct jam_error){ 0 };
	assert_false(
	    jam_time_read("2022-10-30 02:30", "Europe/Copenhagen", &at, &err));
	assert_error(&err, JAM_E_DATA, "happens twice in Europe/Copenhagen");
	assert_non_null(strstr(err.message, "2022-10-30T00:30:00Z"));
	assert_non_null(strstr(err.message, "2022-10-30T01:30:00Z"));
	err = (struct jam_error){ 0 };
	assert_false(jam_time_read("2022-10-30 02:30", "No/Where", &at, &err));
	assert_error(&err, JAM_E_SYSTEM, "No/Where");
}

static void
test_local_read(void **state)
{
	struct jam_local l;

	(void)state;
	assert_true(jam_local_read("2022-02-30T10:20:30", &l));
	assert_int_equal(l.year, 2022);
	assert_int_equal(l.month, 2);
	assert_int_equal(l.day, 30);
	assert_int_equal(l.hour, 10);
	assert_int_equal(l.minute, 20);
	assert_int_equal(l.second, 30);
	assert_false(jam_local_read("2022-02-20 10:20:30Z", &l));
	assert_false(jam_local_read("2022-02-20", &l));
	assert_int_equal(l.day, 30);
}

static void
test_write(void **state)
{
	struct jam_error err = { 0 };
	const char *text;

	assert_string_equal(jam_time_write(*state, 1668363300),
			    "2022-11-13T18:15:00Z");
	assert_string_equal(jam_time_write(*state, JAM_SECONDS_MIN),
			    "0001-01-01T00:00:00Z");
	assert_string_equal(jam_time_write(*state, JAM_SECONDS_MAX + 1),
			    "@253402300800");
	assert_string_equal(jam_time_write(*state, JAM_NO_TIME),
			    "@-9223372036854775808");
	assert_done(
	    jam_time_show(*state, 1668363300, "Europe/Copenhagen", &text, &err),
	    &err);
	assert_string_equal(text, "2022-11-13 19:15 CET");
	assert_done(jam_time_show(*state, 1777723140, "AoE", &text, &err),
		    &err);
	assert_string_equal(text, "2026-05-01 23:59 AoE");
	assert_false(jam_time_show(*state, JAM_NO_TIME, "UTC", &text, &err));
	assert_error(&err, JAM_E_DATA, "years");
}

static void
test_write_local(void **state)
{
	static const struct {
		const char *zone, *text;
		int64_t at;
	} known[] = {
		{ "Europe/Copenhagen", "2022-11-13T19:15:00+01:00",
		  1668363300 },
		{ "America/St_Johns", "2022-11-13T14:45:00-03:30", 1668363300 },
		{ "UTC", "2022-11-13T18:15:00+00:00", 1668363300 },
		{ "AoE", "2022-11-13T06:15:00-12:00", 1668363300 },
		/* Copenhagen was 50 min 20 s east before 1894. */
		{ "Europe/Copenhagen", "1880-01-01T00:00:00Z", -2840140800 },
	};

	for (size_t i = 0; i < COUNT(known); i++) {
		struct jam_error err = { 0 };
		const char *text = NULL;
		int64_t at;

		assert_done(jam_time_write_local(*state, known[i].at,
						 known[i].zone, &text, &err),
			    &err);
		assert_string_equal(text, known[i].text);
		assert_done(jam_time_read(text, "Asia/Tokyo", &at, &err), &err);
		assert_i64_equal(at, known[i].at);
	}
}

static void
test_duration_read(void **state)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} known[] = {
		{ "90s", 90 },	{ "15m", 900 },
		{ "1h", 3600 }, { "2d", 172800 },
		{ "0", 0 },	{ "0m", 0 },
		{ "007s", 7 },	{ "9223372036854775799s", INT64_MAX - 8 },
	};
	static const char *const wrong[] = {
		"",
		"1",
		"00",
		"m",
		"-1m",
		"+1m",
		"1.5h",
		"1h30m",
		"1 h",
		" 1h",
		"1h ",
		"1w",
		"1H",
		"1ms",
		"1min",
		"9223372036854775808s",
		"106751991167301d",
	};
	int64_t seconds;

	(void)state;
	for (size_t i = 0; i < COUNT(known); i++) {
		assert_true(jam_duration_read(known[i].text, &seconds));
		assert_i64_equal(seconds, known[i].seconds);
	}
	seconds = 42;
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (jam_duration_read(wrong[i], &seconds))
			fail_msg("\"%s\" is accepted", wrong[i]);
	assert_i64_equal(seconds, 42);
}

static void
test_duration_write(void **state)
{
	static const struct {
		int64_t seconds;
		const char *text, *shown;
	} known[] = {
		{ 0, "0", "0 s" },
		{ 45, "45s", "45 s" },
		{ 90, "90s", "1 min 30 s" },
		{ 900, "15m", "15 min" },
		{ 5400, "90m", "1 h 30 min" },
		{ 7980, "133m", "2 h 13 min" },
		{ 7981, "7981s", "2 h 13 min" },
		{ 3601, "3601s", "1 h" },
		{ 86400, "1d", "1 d" },
		{ 90000, "25h", "1 d 1 h" },
		{ 86399, "86399s", "23 h 59 min" },
	};

	for (size_t i = 0; i < COUNT(known); i++) {
		int64_t again;

		assert_string_equal(
		    jam_duration_write(*state, known[i].seconds),
		    known[i].text);
		assert_string_equal(jam_duration_show(*state, known[i].seconds),
				    known[i].shown);
		assert_true(jam_duration_read(known[i].text, &again));
		assert_i64_equal(again, known[i].seconds);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read),
		cmocka_unit_test(test_read_refuses),
		cmocka_unit_test(test_calendar),
		cmocka_unit_test(test_gap_and_twice),
		cmocka_unit_test(test_local_read),
		JAM_TEST(test_write),
		JAM_TEST(test_write_local),
		cmocka_unit_test(test_duration_read),
		JAM_TEST(test_duration_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
