/* SPDX-License-Identifier: MIT */
/* Times as forms and spreadsheets write them; map files. */
#include <string.h>

#include "core/base/time.h"
#include "core/import/dates.h"
#include "core/model/event.h"
#include "tests/unit/import_text.h"
#include "tests/unit/jam_test.h"

static const struct {
	const char *text;
	enum jam_date_order order;
	const char *zone, *utc; /* NULL: refused */
} dates[] = {
	{ "2022-11-13T18:15:00Z", 0, "UTC", "2022-11-13T18:15:00Z" },
	{ "2022-11-13T18:15:00.123Z", 0, "UTC", "2022-11-13T18:15:00Z" },
	{ "2022-11-13T18:15:00+01:00", 0, "UTC", "2022-11-13T17:15:00Z" },
	{ "2022-11-13 18:15 +0530", 0, "UTC", "2022-11-13T12:45:00Z" },
	{ "2022-11-13 18:15:01 UTC", 0, "Asia/Tokyo", "2022-11-13T18:15:01Z" },
	{ "2022-11-13 18:15", 0, "Asia/Tokyo", "2022-11-13T09:15:00Z" },
	{ "2022-11-13", 0, "UTC", "2022-11-13T00:00:00Z" },
	{ "2022/11/13 6:15:09 PM GMT-8", 0, "UTC", "2022-11-14T02:15:09Z" },
	{ "13.11.2022, 18:15", JAM_DATE_DMY, "UTC", "2022-11-13T18:15:00Z" },
	{ "11/13/22 12:05 a.m.", JAM_DATE_MDY, "UTC", "2022-11-13T00:05:00Z" },
	{ "11/13/22 12:05\xe2\x80\xafPM", JAM_DATE_MDY, "UTC",
	  "2022-11-13T12:05:00Z" },
	{ "22-11-13 1:05 pm", JAM_DATE_YMD, "UTC", "2022-11-13T13:05:00Z" },
	{ "11/11/2022", JAM_DATE_ANY, "UTC", "2022-11-11T00:00:00Z" },
	/* Twice: the earlier. */
	{ "2022-10-30 02:30", 0, "Europe/Copenhagen", "2022-10-30T00:30:00Z" },
	{ "2022-03-27 02:30", 0, "Europe/Copenhagen", NULL },
	{ "13/11/2022", JAM_DATE_MDY, "UTC", NULL },
	{ "30/02/2022", JAM_DATE_DMY, "UTC", NULL },
	{ "2022-13-01", 0, "UTC", NULL },
	{ "44876", 0, "UTC", NULL },
	{ "44876.5", 0, "UTC", NULL },
	{ "", 0, "UTC", NULL },
	{ "yesterday", 0, "UTC", NULL },
	{ "2022-11", 0, "UTC", NULL },
	{ "202-11-13", 0, "UTC", NULL },
	{ "2022-11-131", 0, "UTC", NULL },
	{ "2022-11/13", 0, "UTC", NULL },
	{ "2022-1-2022", 0, "UTC", NULL },
	{ "2022-11-13 18", 0, "UTC", NULL },
	{ "2022-11-13 18:1", 0, "UTC", NULL },
	{ "2022-11-13 18:15:1", 0, "UTC", NULL },
	{ "2022-11-13 24:15", 0, "UTC", NULL },
	{ "2022-11-13 13:15 PM", 0, "UTC", NULL },
	{ "2022-11-13 0:15 AM", 0, "UTC", NULL },
	{ "2022-11-13 18:15 CET", 0, "UTC", NULL },
	{ "2022-11-13 18:15+25:00", 0, "UTC", NULL },
	{ "2022-11-13 18:15+01:0", 0, "UTC", NULL },
	{ "2022-11-13 18:15+", 0, "UTC", NULL },
	{ "2022-11-13 18:15Z!", 0, "UTC", NULL },
};

static void
test_read(void **state)
{
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		struct jam_error err = { .code = JAM_OK };
		int64_t at;
		bool done = jam_date_read(dates[i].text, dates[i].order,
					  dates[i].zone, &at, &err);

		if (done != (dates[i].utc != NULL))
			print_error("%s: %s\n", dates[i].text, err.message);
		assert_int_equal(done, dates[i].utc != NULL);
		if (done)
			assert_string_equal(jam_time_write(*state, at),
					    dates[i].utc);
		else
			assert_int_equal(err.code, JAM_E_DATA);
	}
}

/* A map file with one thing wrong. */
static void
refuse(struct jam_arena *arena, const char *text, size_t line,
       const char *field, const char *part)
{
	FILE *file = jam_test_file(text, strlen(text));
	struct jam_error err = { .code = JAM_OK };
	const struct jam_problem *p;
	struct jam_mapping mapping;

	jam_mapping_init(&mapping, arena);
	assert_false(jam_mapping_read(file, "m", &mapping, &err));
	fclose(file);
	assert_non_null(err.problems);
	p = err.problems->first;
	assert_i64_equal(p->at.line, line);
	assert_string_equal(p->at.field, field);
	assert_non_null(strstr(p->message, part));
}

static void
test_map_file(void **state)
{
	static const char text[] =
	    "from: luma\nmap:\n  email: Mail\n  name: [A, B]\n  site:\n"
	    "values: {site: {KØBENHAVN: copenhagen}}\nignore: [Phone]\n"
	    "take: [Draft]\ntimezone: AoE\ndate_format: mdy\n"
	    "same_person: [[a@example.org, b@example.org]]\n";
	FILE *file = jam_test_file(text, strlen(text));
	struct jam_error err = { .code = JAM_OK };
	struct jam_mapping m;

	jam_mapping_init(&m, *state);
	assert_done(jam_mapping_read(file, "m", &m, &err), &err);
	fclose(file);
	assert_string_equal(m.from, "luma");
	assert_i64_equal(m.entries_len, 3);
	assert_i64_equal(m.entries[1].count, 2);
	assert_string_equal(m.entries[1].columns[1], "B");
	assert_i64_equal(m.entries[2].count, 0);
	assert_string_equal(jam_mapping_value(&m, "site", "københavn", *state),
			    "copenhagen");
	assert_string_equal(jam_mapping_value(&m, "team", "københavn", *state),
			    "københavn");
	assert_string_equal(m.ignore[0], "Phone");
	assert_string_equal(m.take[0], "Draft");
	assert_string_equal(m.zone, "Etc/GMT+12");
	assert_int_equal(m.date_order, JAM_DATE_MDY);
	assert_string_equal(m.same_person[0].emails[1], "b@example.org");
	assert_false(jam_mapping_add(&m, "email", &err));
	assert_error(&err, JAM_E_USAGE, "has no FIELD=");
}

static void
test_map_refused(void **state)
{
	refuse(*state, "map: x\n", 1, "map", "a map of fields");
	refuse(*state, "map:\n  email: {a: b}\n", 2, "map.email",
	       "a column or a list");
	refuse(*state, "map:\n  email: [[a]]\n", 2, "map.email[0]",
	       "must be a column");
	refuse(*state, "values: x\n", 1, "values", "a map of fields");
	refuse(*state, "values: {site: x}\n", 1, "values.site",
	       "a map of cells and values");
	refuse(*state, "values: {site: {a: [x]}}\n", 1, "values.site.a",
	       "must be one value");
	refuse(*state, "from: luna\n", 1, "from", "did you mean \"luma\"?");
	refuse(*state, "date_format: ddmm\n", 1, "date_format", "\"ddmm\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_read),
		JAM_TEST(test_map_file),
		JAM_TEST(test_map_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
