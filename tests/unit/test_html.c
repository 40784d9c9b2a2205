/* SPDX-License-Identifier: MIT */
/* Users' text and prose on pages: nothing runs, nothing is asked for. */
#include <cmark.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/render/html.h"
#include "core/render/prose.h"
#include "tests/unit/corpus.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/markup.h"

static const char *
html(struct jam_arena *arena, const char *text)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_prose_html(&buf, text, 4);
	return jam_buf_string(&buf);
}

static const char *
markdown(struct jam_arena *arena, const char *text)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_prose_markdown(&buf, text, 4);
	return jam_buf_string(&buf);
}

static void
short_text(void **state)
{
	struct jam_buf buf;

	jam_buf_init(&buf, *state);
	jam_html_user(&buf, "<b a='\"'>&\xe2\x80\xae\x1b");
	assert_string_equal(jam_buf_string(&buf),
			    "<bdi>&lt;b a=&#39;&quot;&#39;&gt;&amp;</bdi>");
}

static void
safe_urls(void **state)
{
	static const char *const safe[] = { "http://x.org", "HTTPS://x.org",
					    "mailto:ada@example.org",
					    " https://x.org" };
	static const char *const unsafe[] = {
		"javascript:alert(1)",
		"java\tscript:alert(1)",
		"//x.org",
		"data:image/png,x",
		"file:///etc/passwd",
		"x.html",
		"vbscript:x",
		"java%09script:alert(1)",
		"",
		"http:x",
		"\x01javascript:alert(1)",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(safe) / sizeof(safe[0]); i++)
		assert_true(jam_html_safe_url(safe[i]));
	for (size_t i = 0; i < sizeof(unsafe) / sizeof(unsafe[0]); i++)
		assert_false(jam_html_safe_url(unsafe[i]));
}

static void
prose_html(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{ "a *b*", "<p>a <em>b</em></p>\n" },
		{ "# A\n### B", "<h4>A</h4>\n<h6>B</h6>\n" },
		{ "## A\n### B", "<h4>A</h4>\n<h5>B</h5>\n" },
		{ "<script>x</script>",
		  "<p>&lt;script&gt;x&lt;/script&gt;</p>\n" },
		{ "a <b>b</b>", "<p>a &lt;b&gt;b&lt;/b&gt;</p>\n" },
		{ "![pic](http://x.org/p.png)",
		  "<p><a href=\"http://x.org/p.png\" rel=\"nofollow ugc "
		  "noopener\">pic</a></p>\n" },
		{ "![](http://x.org/p.png)",
		  "<p><a href=\"http://x.org/p.png\" rel=\"nofollow ugc "
		  "noopener\">http://x.org/p.png</a></p>\n" },
		{ "![pic](data:image/png;base64,x)", "<p>pic</p>\n" },
		{ "[a](java%09script:x) [b](JAVASCRIPT:x) [c](&#106;s:x)",
		  "<p>a b c</p>\n" },
		{ "[![p](http://x.org/p)](http://y.org)",
		  "<p><a href=\"http://y.org\" rel=\"nofollow ugc noopener\">p"
		  "</a></p>\n" },
		{ "&#xFFFE;a\xe2\x80\xae", "<p>a</p>\n" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(html(*state, cases[i].text),
				    cases[i].expected);
}

static void
prose_markdown(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{ "# A\n\ntext", "#### A\n\ntext\n" },
		{ "```{python}\nx\n```", "``` \nx\n```\n" },
		{ "```c\nx", "``` c\nx\n```\n" },
		{ "\\~~~\nx", "\\~\\~\\~\nx\n" },
		{ "<!--\nx", "\\<\\!--\nx\n" },
		{ "{{ x }}", "\\{\\{ x }}\n" },
		{ "`{{ x }}`", "\\{\\{ x }}\n" },
		{ "`r 1`", "r 1\n" },
		{ "a\n: b | c", "a\n\\: b \\| c\n" },
		{ "&#32;- a", "\\- a\n" },
		{ "- b\n  - \x05", "  - b\n" },
		{ "- b\n  ***", "  - b\n    * * *\n" },
		{ "a **\x05** b", "a  b\n" },
		{ "- b\n  - ***", "  - b\n" },
		{ "- b\n  - \x05\n    x", "  - b\n      - x\n" },
		{ "- b\n  *\x05*&#32;-", "  - b\n    \\-\n" },
		{ "a\n\x05\nb", "a\nb\n" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(markdown(*state, cases[i].text),
				    cases[i].expected);
}

static void
limits(void **state)
{
	struct jam_buf deep, marks, line;

	jam_buf_init(&deep, *state);
	jam_buf_init(&marks, *state);
	jam_buf_init(&line, *state);
	for (int i = 0; i < 40; i++) {
		jam_buf_format(&deep, "%*s- a\n", 2 * i, "");
		jam_buf_text(&marks, i % 2 == 0 ? "> " : "1. ");
	}
	for (int i = 0; i < 4097; i++)
		jam_buf_text(&line, "abc\n");
	assert_non_null(
	    strstr(jam_prose_problem(jam_buf_string(&deep)), "32 deep"));
	assert_non_null(
	    strstr(jam_prose_problem(jam_buf_string(&marks)), "32 marks"));
	assert_non_null(
	    strstr(jam_prose_problem(jam_buf_string(&line)), "16 KiB"));
	assert_null(jam_prose_problem("- a\n  - b\n\n> c"));
	assert_memory_equal(html(*state, jam_buf_string(&marks)), "<pre", 4);
	assert_memory_equal(markdown(*state, jam_buf_string(&marks)), "\\>", 2);
}

/* C2: the corpora as prose give what is on the list and nothing else. */
static void
corpora_html(void **state)
{
	struct jam_corpus corpus;

	jam_corpus_read(&corpus, *state);
	for (size_t i = 0; i < corpus.count; i++) {
		const char *page = html(*state, corpus.texts[i]);
		const char *fault = jam_markup_fault(*state, page);
		size_t bad;

		if (fault != NULL)
			print_error("%s\n%s\n", fault, corpus.texts[i]);
		assert_null(fault);
		assert_true(jam_utf8_check(page, strlen(page), &bad));
		assert_int_equal(jam_markup_count(page, "script") +
				     jam_markup_count(page, "img"),
				 0);
	}
}

/*
 * C2: whatever the prose is, the headings around it stay the only ones above
 * level 4, and nothing that is raw, an image or a bad link is left.
 */
static void
check_markdown(struct jam_arena *arena, const char *text)
{
	const char *page = jam_format(arena, "# A\n\n%s\n## B\n\nend\n",
				      markdown(arena, text));
	cmark_node *root = cmark_parse_document(page, strlen(page), 0);
	cmark_iter *iter = cmark_iter_new(root);
	cmark_event_type event;
	int ours = 0, bad = 0;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *node = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(node);

		if (event != CMARK_EVENT_ENTER)
			continue;
		if (type == CMARK_NODE_HEADING)
			ours += cmark_node_get_heading_level(node) < 4;
		bad +=
		    type == CMARK_NODE_IMAGE || type == CMARK_NODE_HTML_INLINE;
		bad += type == CMARK_NODE_HTML_BLOCK &&
		       strcmp(cmark_node_get_literal(node),
			      "<!-- end list -->\n") != 0;
		bad += type == CMARK_NODE_LINK &&
		       !jam_html_safe_url(cmark_node_get_url(node));
	}
	if (ours != 2 || bad != 0)
		print_error("%d headings, %d bad:\n%s\n----\n%s\n", ours, bad,
			    text, page);
	assert_int_equal(ours, 2);
	assert_int_equal(bad, 0);
	cmark_iter_free(iter);
	cmark_node_free(root);
}

static void
corpora_markdown(void **state)
{
	struct jam_corpus corpus;

	jam_corpus_read(&corpus, *state);
	for (size_t i = 0; i < corpus.count; i++)
		check_markdown(*state, corpus.texts[i]);
}

/*
 * A list that begins an item: written behind the item's mark it would stand
 * further in than what follows, and the comment between two lists, or a
 * paragraph, would be read as part of its text, or as code.
 */
static void
list_begins_item(void **state)
{
	static const char *const texts[] = {
		"- *\n\ta\n  - b\n",
		"- - a\n\n  b\n",
		"1. - a\n   * b\n",
		"- 1. - a\n     * b\n  2) c\n",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		check_markdown(*state, texts[i]);
	assert_string_equal(markdown(*state, "- 1. a\n\n  b\n"),
			    "  - &nbsp;\n    \n    1.  a\n    \n    b\n");
}

static double
seconds(struct jam_arena *arena, const char *text)
{
	clock_t start = clock();

	html(arena, text);
	markdown(arena, text);
	return jam_test_seconds(start);
}

/* C3: both writers together, whole and cut to 64 KiB. */
static void
pathological(void **state)
{
	struct jam_corpus texts, names;
	double worst = 0;

	jam_corpus_slow(&texts, &names, *state);
	assert_int_equal(texts.count, 24);
	for (size_t i = 0; i < texts.count; i++) {
		const char *cut =
		    jam_strndup(*state, texts.texts[i],
				strnlen(texts.texts[i], (size_t)64 * 1024));
		double s =
		    seconds(*state, cut) + seconds(*state, texts.texts[i]);

		if (s >= 1)
			print_error("%s: %.2f s\n", names.texts[i], s);
		assert_true(s < 1);
		worst = s > worst ? s : worst;
	}
	print_message("worst of 24: %.2f s\n", worst);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(short_text),	    JAM_TEST(safe_urls),
		JAM_TEST(prose_html),	    JAM_TEST(prose_markdown),
		JAM_TEST(limits),	    JAM_TEST(corpora_html),
		JAM_TEST(corpora_markdown), JAM_TEST(list_begins_item),
		JAM_TEST(pathological),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
