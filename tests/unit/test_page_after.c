/* SPDX-License-Identifier: MIT */
/* The page of what came of it. */
#include <string.h>

#include "core/base/arena.h"
#include "core/render/files.h"
#include "core/render/pages.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/page_data.h"

static void
write_pages(struct jam_arena *arena, const char *into,
	    const struct jam_pages *p, enum jam_page_format format)
{
	const struct jam_page_options how = { .format = format };
	struct jam_files_summary summary;
	struct jam_error err = { 0 };
	struct jam_files *files;

	assert_done(jam_files_open(arena, into, 0666, &files, &err), &err);
	assert_done(jam_pages_write(p, &how, files, arena, NULL, &err), &err);
	assert_done(jam_files_commit(files, &summary, &err), &err);
}

static const char *
page(struct jam_arena *arena, const struct jam_pages *p,
     enum jam_page_format format)
{
	const char *folder = jam_test_folder(arena), *text;

	write_pages(arena, jam_format(arena, "%s/out", folder), p, format);
	text = jam_test_read(
	    arena, jam_format(arena, "%s/out/outcomes.%s", folder,
			      format == JAM_PAGE_HTML ? "html" : "md"));
	jam_test_remove(folder);
	return text;
}

static void
has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		print_error("not there: %s\n", part);
	assert_non_null(strstr(text, part));
}

static void
test_markdown(void **state)
{
	const char *text =
	    page(*state, jam_page_data(*state, "Heads", "Said."), JAM_PAGE_GFM);

	has(text, "# What came of it\n");
	has(text, "Mean 9.5, median 9.5, 90 % interval 9.1 to 9.9; 8 of 15 "
		  "answered. The net promoter score, another figure, is 100. "
		  "These are fewer than 10 answers");
	has(text, "### Heads, before and after\n");
	has(text, "20 % before and 32.5 % after: +12.5 points, 90 % interval "
		  "3 to 22 points; paired by person, 18 of 20 gave both.");
	has(text, "| Heads        |     10 | 55.6 % |");
	has(text, "| Heads | Heads   |      6 |        1 |  22 |");
	has(text, "| ever  | grant   |        |        1 |   7 |");
	has(text, "Said.\n\n[Heads](projects/p-1.md), asked Heads\n");
	has(text,
	    "met among reached by 1 April 2023, 00:00 CEST: 1 of 7 reached, "
	    "14.3 % (Heads: less than 20 % of persons); 15 of 22 persons "
	    "were not reached");
	has(text, "Heads: at least 5 % of projects: open until 1 April 2023");
}

static void
test_html(void **state)
{
	const char *text = page(*state, jam_page_data(*state, "Heads", "Said."),
				JAM_PAGE_HTML);

	has(text, "aria-current=\"page\">What came of it</a>");
	/* bars, a slope and dots, with their numbers in words */
	has(text, "55.6 %, n = 10;");
	has(text, "20 % to 32.5 %, n = 18;");
	has(text, "9.5 (9.1 to 9.9), n = 8;");
	/* a figure has a name, a choice its numbers in a table too */
	has(text, "<figure tabindex=\"0\" aria-label=\"Heads\">");
	has(text, "<td class=\"num\">55.6 %</td>");
	/* and no screen is too narrow to show a number */
	has(text, "<bdi>share of people</bdi>");
	assert_null(strstr(text, "num wide"));
	has(text, "<a href=\"projects/p-1.html\"><bdi>Heads</bdi></a>");
}

/* An event that nobody was asked about has no such page, and no link. */
static void
test_nothing(void **state)
{
	struct jam_pages *p = jam_page_data(*state, "Heads", "Said.");
	const char *folder = jam_test_folder(*state);
	const char *into = jam_format(*state, "%s/out", folder);

	p->after = NULL;
	write_pages(*state, into, p, JAM_PAGE_HTML);
	assert_null(strstr(
	    jam_test_read(*state, jam_format(*state, "%s/index.html", into)),
	    "What came of it"));
	assert_null(strstr(
	    jam_test_read(*state, jam_format(*state, "%s/.jam-export", into)),
	    "outcomes"));
	jam_test_remove(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_markdown),
		JAM_TEST(test_html),
		JAM_TEST(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
