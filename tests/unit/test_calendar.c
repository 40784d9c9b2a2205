/* SPDX-License-Identifier: MIT */
/* iCalendar: what RFC 5545 asks, and what libical makes of it. */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/model/event.h"
#include "core/render/calendar.h"
#include "tests/unit/corpus.h"
#include "tests/unit/jam_test.h"

static const struct jam_schedule_item plain_schedule[] = {
	{ 1668186000, 1668189600, "Talk", "online" },
	{ 1668250800, JAM_NO_TIME, "Talk", NULL },
};

static struct jam_calendar
calendar(const char *title, const char *description)
{
	return (struct jam_calendar){
		.uid = "4f0c4f0c4f0c4f0c4f0c4f0c4f0c4f0c",
		.title = title,
		.description = description,
		.url = "https://example.org/",
		.starts_at = 1668186000,
		.ends_at = 1668345300,
		.opens_at = 1668345300,
		.closes_at = 1668359700,
		.schedule = plain_schedule,
		.schedule_len = 2,
		.changed_at = 1667000000,
		.amendments = 2,
	};
}

static const char *
write_one(struct jam_arena *arena, const struct jam_calendar *c)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_calendar_write(&buf, c);
	return jam_buf_string(&buf);
}

static void
whole(void **state)
{
	struct jam_calendar c = calendar("A; b, c\\d", "x\ny");
	const char *text = write_one(*state, &c);
	const char *expected =
	    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//jam//jam//EN\r\n"
	    "METHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:";

	assert_memory_equal(text, expected, strlen(expected));
	assert_non_null(
	    strstr(text, "\r\nDTSTAMP:20221028T233320Z\r\nLAST-MODIFIED:"
			 "20221028T233320Z\r\nSEQUENCE:2\r\nDTSTART:"
			 "20221111T170000Z\r\nDTEND:20221113T131500Z\r\n"
			 "SUMMARY:A\\; b\\, c\\\\d\r\nDESCRIPTION:x\\ny\r\n"
			 "URL:https://example.org/\r\nEND:VEVENT\r\n"));
	assert_non_null(strstr(text, "DTSTART:20221112T110000Z\r\n"
				     "SUMMARY:Talk\r\nEND:VEVENT\r\n"));
	assert_non_null(strstr(text, "LOCATION:online\r\n"));
	assert_null(strstr(text, c.uid));
	assert_null(strstr(text, "ATTENDEE"));
}

/* The UIDs of the calendar, "a b c d". */
static const char *
uids(struct jam_arena *arena, const char *text)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	while ((text = strstr(text, "\r\nUID:")) != NULL) {
		text += 6;
		assert_int_equal(strcspn(text, "\r"), 32);
		jam_buf_add(&buf, text, 32);
		jam_buf_char(&buf, ' ');
	}
	return jam_buf_string(&buf);
}

/* An entry that moves keeps its UID; two of one title differ. */
static void
stable(void **state)
{
	struct jam_schedule_item moved[2];
	struct jam_calendar c = calendar("T", NULL);
	const char *before = uids(*state, write_one(*state, &c));

	memcpy(moved, plain_schedule, sizeof(moved));
	moved[0].at += 3600;
	moved[0].place = "elsewhere";
	c.schedule = moved;
	c.starts_at += 60;
	c.title = "Another title";
	assert_string_equal(uids(*state, write_one(*state, &c)), before);
	assert_int_equal(strlen(before), 4 * 33);
	for (size_t i = 0; i < 4; i++)
		for (size_t k = 0; k < i; k++)
			assert_memory_not_equal(before + 33 * i,
						before + 33 * k, 32);
	c.uid = "another";
	assert_string_not_equal(uids(*state, write_one(*state, &c)), before);
}

/* No line of more than 75 octets, none that ends inside a character. */
static void
check_folds(const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "\r\n"), bad;

		assert_true(n <= 75);
		assert_true(jam_utf8_check(text, n, &bad));
		assert_memory_equal(text + n, "\r\n", 2);
		text += n + 2;
	}
}

static void
folds(void **state)
{
	struct jam_buf title;
	struct jam_calendar c;

	jam_buf_init(&title, *state);
	for (int i = 0; i < 200; i++)
		jam_buf_text(&title, "語");
	c = calendar(jam_buf_string(&title), NULL);
	check_folds(write_one(*state, &c));
}

/*
 * What we need of libical, looked up while running: it is no build need.  It
 * stays loaded, for it keeps memory that only it can reach.
 */
struct ical {
	void *library;
	void *(*parse)(const char *text);
	int (*count)(void *component, int kind);
	int (*errors)(void *component);
	void (*release)(void *component);
	const char *(*summary)(void *component);
	void *(*first)(void *component, int kind);
};
#define VEVENT 4 /* ICAL_VEVENT_COMPONENT of libical 3 */

static bool
open_library(struct ical *ical)
{
	ical->library = dlopen("libical.so.3", RTLD_NOW);
	if (ical->library == NULL)
		return false;
	*(void **)&ical->parse =
	    dlsym(ical->library, "icalparser_parse_string");
	*(void **)&ical->count =
	    dlsym(ical->library, "icalcomponent_count_components");
	*(void **)&ical->errors =
	    dlsym(ical->library, "icalcomponent_count_errors");
	*(void **)&ical->release = dlsym(ical->library, "icalcomponent_free");
	*(void **)&ical->summary =
	    dlsym(ical->library, "icalcomponent_get_summary");
	*(void **)&ical->first =
	    dlsym(ical->library, "icalcomponent_get_first_component");
	return true;
}

static void
check_parsed(struct jam_arena *arena, const struct ical *ical,
	     const char *title)
{
	struct jam_calendar c = calendar(title, title);
	const char *text = write_one(arena, &c);
	struct jam_buf clean;
	void *root = ical->parse(text);

	check_folds(text);
	jam_buf_init(&clean, arena);
	jam_utf8_clean(&clean, title);
	assert_non_null(root);
	assert_int_equal(ical->count(root, VEVENT), 4);
	if (ical->errors(root) != 0)
		print_error("%s\n%s\n", title, text);
	assert_int_equal(ical->errors(root), 0);
	if (jam_buf_string(&clean)[0] != '\0')
		assert_string_equal(ical->summary(ical->first(root, VEVENT)),
				    jam_buf_string(&clean));
	ical->release(root);
}

static void
libical(void **state)
{
	struct jam_corpus corpus;
	struct ical ical;

	if (!open_library(&ical)) {
		print_message("skipped: no libical.so.3\n");
		skip();
	}
	check_parsed(*state, &ical, "Plain");
	jam_corpus_read(&corpus, *state);
	for (size_t i = 0; i < corpus.count; i++) {
		struct jam_arena *arena = jam_arena_beside(*state);

		check_parsed(arena, &ical,
			     jam_utf8_tidy(arena, corpus.texts[i], true));
		jam_arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(whole),
		JAM_TEST(stable),
		JAM_TEST(folds),
		JAM_TEST(libical),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
