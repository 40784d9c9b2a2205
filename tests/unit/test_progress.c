/* SPDX-License-Identifier: MIT */
/* The bar of a long loop: not before 0.3 s, with all its figures, and gone. */
#include "tests/unit/jam_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/cli/progress.h"
#include "core/base/tick.h"

static int64_t now;

static int64_t
milliseconds(void)
{
	return now;
}

struct shown {
	struct jam_progress progress;
	FILE *stream;
	char *text;
	size_t length;
};

static void
begin(struct shown *s)
{
	now = 1000;
	s->stream = open_memstream(&s->text, &s->length);
	assert_non_null(s->stream);
	jam_progress_init(&s->progress, s->stream, 80, milliseconds);
	jam_tick_at(&s->progress.tick, 0, 100);
}

static void
at(struct shown *s, int64_t after, uint64_t done, uint64_t total)
{
	now = 1000 + after;
	jam_tick_at(&s->progress.tick, done, total);
	fflush(s->stream);
}

static void
end(struct shown *s)
{
	fclose(s->stream);
	free(s->text);
}

static void
test_not_before_a_third_of_a_second(void **state)
{
	struct shown s;

	(void)state;
	begin(&s);
	at(&s, 299, 29, 100);
	assert_string_equal(s.text, "");
	at(&s, 300, 30, 100);
	assert_string_equal(s.text, "\r\033[K[######..............]  30 % "
				    "30/100 100/s 1 s left");
	end(&s);
}

static void
test_a_short_loop_shows_nothing(void **state)
{
	struct shown s;

	(void)state;
	begin(&s);
	at(&s, 250, 99, 100);
	at(&s, 400, 100, 100);
	assert_string_equal(s.text, "");
	end(&s);
}

static void
test_what_was_drawn_goes(void **state)
{
	struct shown s;
	size_t drawn;

	(void)state;
	begin(&s);
	at(&s, 500, 50, 100);
	drawn = s.length;
	assert_true(drawn > 0);
	at(&s, 1000, 100, 100);
	assert_string_equal(s.text + drawn, "\r\033[K");
	end(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_not_before_a_third_of_a_second),
		JAM_TEST(test_a_short_loop_shows_nothing),
		JAM_TEST(test_what_was_drawn_goes),
	};

	return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
