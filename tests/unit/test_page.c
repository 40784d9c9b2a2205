/* SPDX-License-Identifier: MIT */
/* The public pages: in order, the same each time, whatever people typed. */
#include <cmark.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/render/files.h"
#include "core/render/style.h"
#include "tests/unit/corpus.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/markup.h"
#include "tests/unit/page_data.h"

static const char *const names[] = { "index",	     "results",
				     "judges",	     "outcomes",
				     "sites/london", "projects/p-1",
				     "projects/p-2", "projects/p-7" };
#define NAMES (sizeof(names) / sizeof(names[0]))
#define PROSE "Some *prose*.\n\n## Method\n\nMore."

static void
write_pages(struct jam_arena *arena, const char *folder,
	    const struct jam_pages *pages,
	    const struct jam_page_options *options)
{
	struct jam_error err = { .code = JAM_OK };
	struct jam_files_summary summary;
	struct jam_files *f;

	assert_done(jam_files_open(arena, folder, 0666, &f, &err), &err);
	assert_done(jam_pages_write(pages, options, f, arena, NULL, &err),
		    &err);
	assert_done(jam_files_commit(f, &summary, &err), &err);
}

static const char *
page(struct jam_arena *arena, const char *folder, const char *name,
     const char *extension)
{
	return jam_test_read(
	    arena, jam_format(arena, "%s/%s.%s", folder, name, extension));
}

/* How many of the things that make up a page's structure it has. */
static size_t
structure(const char *html)
{
	static const char *const parts[] = { "h1",    "h2", "h3", "tr", "li",
					     "table", "p",  "th", "td" };
	size_t sum = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		sum = sum * 31 + jam_markup_count(html, parts[i]);
	return sum;
}

static void
html(void **state)
{
	struct jam_page_options options = { JAM_PAGE_HTML, JAM_FRONT_NONE };
	const char *folder = jam_test_folder(*state), *text;

	write_pages(*state, folder, jam_page_data(*state, "Title", PROSE),
		    &options);
	for (size_t i = 0; i < NAMES; i++) {
		text = page(*state, folder, names[i], "html");
		assert_null(jam_markup_fault(*state, text));
		assert_int_equal(jam_markup_count(text, "h1"), 1);
		assert_int_equal(jam_markup_count(text, "script"), i == 0);
		assert_non_null(strstr(text, "default-src 'none'"));
		assert_null(strstr(text, " style="));
	}
	text = page(*state, folder, "results", "html");
	assert_non_null(strstr(text, "4.800"));
	assert_non_null(strstr(text, "4.000 to 4.750"));
	assert_non_null(strstr(text, "half away from zero"));
	assert_non_null(strstr(text, "4f0c2a7d"));
	assert_non_null(strstr(text, "Not ranked"));
	assert_non_null(strstr(text, "assigned once"));
	jam_test_remove(folder);
}

/* The policy names the very bytes between <style> and </style>. */
static void
policy(void **state)
{
	struct jam_page_options options = { JAM_PAGE_HTML, JAM_FRONT_NONE };
	const char *folder = jam_test_folder(*state);
	const char *text, *from, *to;

	assert_string_equal(
	    jam_style_source(*state, ""),
	    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
	write_pages(*state, folder, jam_page_data(*state, "Title", PROSE),
		    &options);
	text = page(*state, folder, "index", "html");
	from = strstr(text, "<style>") + strlen("<style>");
	to = strstr(text, "</style>");
	assert_non_null(strstr(
	    text, jam_style_source(
		      *state, jam_strndup(*state, from, (size_t)(to - from)))));
	jam_test_remove(folder);
}

/*
 * C2: each text as title, name, description of everything; the structure is
 * that of a page with harmless text.
 */
static void
hostile(void **state)
{
	struct jam_page_options options = { JAM_PAGE_HTML, JAM_FRONT_NONE };
	const char *folder = jam_test_folder(*state);
	struct jam_corpus corpus;
	size_t plain[NAMES];

	jam_corpus_read(&corpus, *state);
	write_pages(*state, folder, jam_page_data(*state, "Title", "Prose"),
		    &options);
	for (size_t i = 0; i < NAMES; i++)
		plain[i] = structure(page(*state, folder, names[i], "html"));
	for (size_t c = 0; c < corpus.count; c += 11) {
		struct jam_arena *arena = jam_arena_beside(*state);
		struct jam_pages *pages =
		    jam_page_data(arena, corpus.texts[c], "Prose");

		write_pages(arena, folder, pages, &options);
		for (size_t i = 0; i < NAMES; i++) {
			const char *text =
			    page(arena, folder, names[i], "html");
			const char *fault = jam_markup_fault(arena, text);

			if (fault != NULL)
				print_error("%s: %s\n", fault, corpus.texts[c]);
			assert_null(fault);
			assert_int_equal(structure(text), plain[i]);
		}
		jam_arena_free(arena);
	}
	jam_test_remove(folder);
}

/* Headings of level 1 to 3 of a Markdown page, and its table rows. */
static size_t
outline(const char *markdown)
{
	cmark_node *root = cmark_parse_document(markdown, strlen(markdown), 0);
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;
	size_t headings = 0, rows = 0;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (event == CMARK_EVENT_ENTER && type == CMARK_NODE_HEADING &&
		    cmark_node_get_heading_level(node) < 4)
			headings++;
		assert_int_not_equal(type, CMARK_NODE_IMAGE);
		if (type == CMARK_NODE_HTML_INLINE)
			assert_string_equal(cmark_node_get_literal(node),
					    "<br>");
	}
	cmark_iter_free(iter);
	cmark_node_free(root);
	for (const char *p = markdown; p != NULL; p = strchr(p, '\n')) {
		p += *p == '\n';
		rows += *p == '|';
	}
	return headings * 1000 + rows;
}

/* Every row of a table has as many cells as its head. */
static void
check_cells(const char *markdown)
{
	size_t cells = 0;

	while (*markdown != '\0') {
		size_t n = strcspn(markdown, "\n"), bars = 0;

		for (size_t i = 0; *markdown == '|' && i < n; i++)
			bars += markdown[i] == '|' &&
				(i == 0 || markdown[i - 1] != '\\');
		if (bars > 0 && cells > 0)
			assert_int_equal(bars, cells);
		cells = bars;
		markdown += n + (markdown[n] == '\n');
	}
}

static void
hostile_markdown(void **state)
{
	struct jam_page_options options = { JAM_PAGE_GFM, JAM_FRONT_NONE };
	const char *folder = jam_test_folder(*state);
	struct jam_corpus corpus;
	size_t plain[NAMES];

	jam_corpus_read(&corpus, *state);
	write_pages(*state, folder, jam_page_data(*state, "Title", "Prose"),
		    &options);
	for (size_t i = 0; i < NAMES; i++)
		plain[i] = outline(page(*state, folder, names[i], "md"));
	for (size_t c = 0; c < corpus.count; c += 11) {
		struct jam_arena *arena = jam_arena_beside(*state);

		write_pages(
		    arena, folder,
		    jam_page_data(arena, corpus.texts[c], corpus.texts[c]),
		    &options);
		for (size_t i = 0; i < NAMES; i++) {
			const char *text = page(arena, folder, names[i], "md");
			size_t found = outline(text);

			if (found != plain[i])
				print_error("%s\n----\n%s\n", corpus.texts[c],
					    text);
			assert_int_equal(found, plain[i]);
			check_cells(text);
		}
		jam_arena_free(arena);
	}
	jam_test_remove(folder);
}

/* Written again, the same bytes; a project taken out, its page is gone. */
static void
again(void **state)
{
	struct jam_page_options options = { JAM_PAGE_HTML, JAM_FRONT_NONE };
	struct jam_pages *pages = jam_page_data(*state, "Title", PROSE);
	struct jam_page_project *projects =
	    (struct jam_page_project *)pages->projects;
	const char *folder = jam_test_folder(*state);
	const char *before[NAMES];
	FILE *file;

	write_pages(*state, folder, pages, &options);
	for (size_t i = 0; i < NAMES; i++)
		before[i] = page(*state, folder, names[i], "html");
	write_pages(*state, folder, pages, &options);
	for (size_t i = 0; i < NAMES; i++)
		assert_string_equal(page(*state, folder, names[i], "html"),
				    before[i]);
	projects[1].tier = JAM_TIER_HIDDEN;
	write_pages(*state, folder, pages, &options);
	file = fopen(jam_format(*state, "%s/projects/p-2.html", folder), "r");
	assert_null(file);
	jam_test_remove(folder);
}

/* Before the results are out no page says a score or a rank. */
static void
no_results(void **state)
{
	struct jam_page_options options = { JAM_PAGE_HTML, JAM_FRONT_NONE };
	struct jam_pages *pages = jam_page_data(*state, "Title", PROSE);
	const char *folder = jam_test_folder(*state);

	pages->results = NULL;
	pages->awards_len = 0;
	write_pages(*state, folder, pages, &options);
	for (size_t i = 0; i < NAMES; i++) {
		const char *text;

		if (strcmp(names[i], "results") == 0)
			continue;
		text = page(*state, folder, names[i], "html");
		assert_null(strstr(text, "4.800"));
		assert_null(strstr(text, "14/3"));
		assert_null(strstr(text, "Winners"));
		assert_null(strstr(text, "results.html"));
		assert_null(strstr(text, "<bdi>rank</bdi>"));
	}
	assert_non_null(
	    strstr(page(*state, folder, "index", "html"), "<bdi>number</bdi>"));
	assert_non_null(strstr(page(*state, folder, "index", "html"),
			       "<td class=\"num\">5</td>"));
	assert_null(fopen(jam_format(*state, "%s/results.html", folder), "r"));
	jam_test_remove(folder);
}

static void
front_matter(void **state)
{
	struct jam_page_options options = { JAM_PAGE_GFM, JAM_FRONT_QUARTO };
	struct jam_pages *pages =
	    jam_page_data(*state, "No: \"way\"\n- x", PROSE);
	const char *folder = jam_test_folder(*state);
	const char *expected = "---\ntitle: \"No: \\\"way\\\"\\n- x\"\n"
			       "date: \"2022-11-13T14:15:00+01:00\"\n"
			       "slug: \"p-1\"\ndraft: false\n"
			       "tags: [\"demo\"]\nformat: \"html\"\n---\n\n# ";

	write_pages(*state, folder, pages, &options);
	assert_memory_equal(page(*state, folder, "projects/p-1", "md"),
			    expected, strlen(expected));
	options.front = JAM_FRONT_JEKYLL;
	write_pages(*state, folder, pages, &options);
	assert_non_null(strstr(page(*state, folder, "2022-11-13-index", "md"),
			       "(projects/2022-11-13-p-1.md)"));
	assert_non_null(
	    strstr(page(*state, folder, "projects/2022-11-13-p-1", "md"),
		   "(../sites/2022-11-13-london.md)"));
	jam_test_remove(folder);
}

static void
commonmark(void **state)
{
	struct jam_page_options options = { JAM_PAGE_COMMONMARK,
					    JAM_FRONT_NONE };
	const char *folder = jam_test_folder(*state);

	write_pages(*state, folder, jam_page_data(*state, "Title", PROSE),
		    &options);
	assert_non_null(strstr(page(*state, folder, "results", "md"),
			       "- [Title](projects/p-1.md): rank 1, score "
			       "4.800, estimate 4.500, "));
	assert_null(strstr(page(*state, folder, "results", "md"), "\n|"));
	jam_test_remove(folder);
}

/* The results alone lead to no other page. */
static void
results_alone(void **state)
{
	struct jam_page_options options = { JAM_PAGE_GFM, JAM_FRONT_NONE };
	struct jam_error err = { .code = JAM_OK };
	struct jam_buf buf;

	jam_buf_init(&buf, *state);
	assert_done(jam_pages_results(jam_page_data(*state, "Title", PROSE),
				      &options, &buf, &err),
		    &err);
	assert_memory_equal(jam_buf_string(&buf), "# Results\n\n", 11);
	assert_null(strstr(jam_buf_string(&buf), "]("));
	options.format = JAM_PAGE_HTML;
	jam_buf_init(&buf, *state);
	assert_done(jam_pages_results(jam_page_data(*state, "Title", PROSE),
				      &options, &buf, &err),
		    &err);
	assert_null(strstr(jam_buf_string(&buf), "(null)"));
	assert_null(strstr(jam_buf_string(&buf), "<nav"));
}

/* Schema.org Event, and no way out of its element. */
static void
linked_data(void **state)
{
	struct jam_page_options options = { JAM_PAGE_HTML, JAM_FRONT_NONE };
	struct jam_pages *pages =
	    jam_page_data(*state, "</script><script>alert(1)</script>", PROSE);
	const char *folder = jam_test_folder(*state), *text;

	write_pages(*state, folder, pages, &options);
	text = page(*state, folder, "index", "html");
	assert_int_equal(jam_markup_count(text, "script"), 1);
	assert_non_null(strstr(
	    text, "\"startDate\":\"2022-11-11T18:00:00+01:00\",\"endDate\":"
		  "\"2022-11-13T14:15:00+01:00\""));
	assert_non_null(strstr(text, "\"name\":\"\\u003c/script\\u003e"));
	jam_test_remove(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(html),		 JAM_TEST(policy),
		JAM_TEST(hostile),	 JAM_TEST(hostile_markdown),
		JAM_TEST(again),	 JAM_TEST(no_results),
		JAM_TEST(front_matter),	 JAM_TEST(commonmark),
		JAM_TEST(results_alone), JAM_TEST(linked_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
