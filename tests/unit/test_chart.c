/* SPDX-License-Identifier: MIT */
/* Charts and their twins: the same numbers, nothing that runs. */
#include <math.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/render/chart.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/markup.h"

static const struct jam_chart_item items[] = {
	{ "<b>\x1b[2J]]>&", 4.256, 2.5, 4, 4.5, 5, true },
	{ "A label that is much longer than the room for it", 1, 3, NAN, NAN,
	  JAM_NONE, false },
	{ "nothing", NAN, NAN, NAN, NAN, 0, false },
};
static const struct jam_chart chart = { "Scores <i>", " %", items, 3, 1, 5 };
static const char *const rows[] = { "a", "b & c" };
static const char *const columns[] = { "x", "y", "z" };
static const double values[] = { 1, 2, 3, 4, NAN, 5 };
static const struct jam_heat heat = { "Heat", "",     rows, columns, 2,
				      3,      values, 1,    5 };

typedef void draw(struct jam_buf *out, const struct jam_chart *c);
typedef void draw_text(struct jam_buf *out, const struct jam_chart *c,
		       const struct jam_chart_text *options);

static draw *const draws[] = { jam_chart_bar, jam_chart_histogram,
			       jam_chart_dots, jam_chart_slope };
static draw_text *const texts[] = { jam_chart_bar_text,
				    jam_chart_histogram_text,
				    jam_chart_dots_text, jam_chart_slope_text };

static void
check_svg(struct jam_arena *arena, const char *svg)
{
	const char *fault = jam_markup_fault(arena, svg);

	if (fault != NULL)
		print_error("%s\n%s\n", fault, svg);
	assert_null(fault);
	assert_non_null(strstr(svg, "viewBox=\"0 0 640 "));
	assert_non_null(strstr(svg, "role=\"img\""));
	assert_non_null(strstr(svg, "<title>"));
	assert_null(strstr(svg, "style"));
	assert_null(strchr(svg, '\x1b'));
	assert_null(strstr(svg, "nan"));
}

static void
svg(void **state)
{
	for (size_t i = 0; i < 4; i++) {
		struct jam_buf buf;

		jam_buf_init(&buf, *state);
		draws[i](&buf, &chart);
		check_svg(*state, jam_buf_string(&buf));
		assert_non_null(strstr(jam_buf_string(&buf), "4.26 %"));
		assert_non_null(strstr(jam_buf_string(&buf), "n = 5"));
		assert_non_null(strstr(jam_buf_string(&buf),
				       "A label that is much longer than the "
				       "room for it: "));
	}
}

static void
svg_heat(void **state)
{
	struct jam_buf buf;

	jam_buf_init(&buf, *state);
	jam_chart_heat(&buf, &heat);
	check_svg(*state, jam_buf_string(&buf));
	assert_non_null(
	    strstr(jam_buf_string(&buf), "b &amp; c, y: no data; "));
	assert_int_equal(jam_markup_count(jam_buf_string(&buf), "rect"), 5);
}

/* No line wider than asked, no control, the same numbers, ASCII on demand. */
static void
check_text(struct jam_arena *arena, const char *text,
	   const struct jam_chart_text *options)
{
	assert_null(strchr(text, '\x1b'));
	while (*text != '\0') {
		size_t n = strcspn(text, "\n");
		const char *line = jam_strndup(arena, text, n);

		if (jam_utf8_width(line) > options->width)
			print_error("%zu: %s\n", options->width, line);
		assert_true(jam_utf8_width(line) <= options->width);
		for (size_t i = 0; options->ascii && i < n; i++)
			assert_true((unsigned char)line[i] < 0x80);
		text += n + (text[n] == '\n');
	}
}

static void
twins(void **state)
{
	for (size_t width = 50; width <= 120; width += 7)
		for (size_t i = 0; i < 8; i++) {
			struct jam_chart_text options = { width, i >= 4 };
			struct jam_buf buf;

			jam_buf_init(&buf, *state);
			texts[i % 4](&buf, &chart, &options);
			check_text(*state, jam_buf_string(&buf), &options);
			assert_non_null(strstr(jam_buf_string(&buf), "4.26 %"));
			assert_non_null(strstr(jam_buf_string(&buf), "n = 5"));
			assert_non_null(
			    strstr(jam_buf_string(&buf), "no data"));
		}
}

static void
twin_of_heat(void **state)
{
	for (size_t width = 40; width <= 80; width += 10)
		for (int ascii = 0; ascii < 2; ascii++) {
			struct jam_chart_text options = { width, ascii == 1 };
			struct jam_buf buf;

			jam_buf_init(&buf, *state);
			jam_chart_heat_text(&buf, &heat, &options);
			check_text(*state, jam_buf_string(&buf), &options);
			assert_non_null(strchr(jam_buf_string(&buf), '5'));
		}
}

static void
bars(void **state)
{
	static const struct jam_chart_item two[] = {
		{ "full", 5, NAN, NAN, NAN, JAM_NONE, false },
		{ "half", 2.5, NAN, NAN, NAN, JAM_NONE, false },
	};
	static const struct jam_chart c = { "T", "", two, 2, 1, 5 };
	struct jam_chart_text options = { 40, true };
	struct jam_buf buf;

	jam_buf_init(&buf, *state);
	jam_chart_bar_text(&buf, &c, &options);
	assert_string_equal(jam_buf_string(&buf),
			    "T\n"
			    "full  #############################  5\n"
			    "half  ###############                2.5\n");
}

/* A border between two bins is the lower end of the upper one. */
static void
bins(void **state)
{
	const struct jam_chart_scale five = { 1, 5, 0, 10 };
	const struct jam_chart_scale fine = { -12345, 5432, 4, 8 };

	(void)state;
	for (int64_t b = 0; b < 10; b++) {
		assert_u64_equal(jam_chart_bin(&five, 1000 + 400 * b), b);
		assert_u64_equal(jam_chart_bin(&five, 1399 + 400 * b), b);
	}
	assert_u64_equal(jam_chart_bin(&five, 5000), 9);
	assert_u64_equal(jam_chart_bin(&five, 5001), 9);
	assert_u64_equal(jam_chart_bin(&five, 999), 0);
	assert_u64_equal(jam_chart_bin(&fine, -1235), 0);
	assert_u64_equal(jam_chart_bin(&fine, -1000), 1);
	assert_u64_equal(jam_chart_bin(&fine, 543), 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(svg),		JAM_TEST(svg_heat), JAM_TEST(twins),
		JAM_TEST(twin_of_heat), JAM_TEST(bars),	    JAM_TEST(bins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
