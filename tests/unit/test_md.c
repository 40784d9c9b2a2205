/* SPDX-License-Identifier: MIT */
/* Users' short text in Markdown: seen as typed, no structure. */
#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/render/md.h"
#include "tests/unit/corpus.h"
#include "tests/unit/jam_test.h"

static const char *
escaped(struct jam_arena *arena, const char *text)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_md_text(&buf, text);
	return jam_buf_string(&buf);
}

static void
rules(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{ "Plain, (as) it is!", "Plain, (as) it is!" },
		{ "\\`*_[]<>|~&", "\\\\\\`\\*\\_\\[\\]\\<\\>\\|\\~\\&" },
		{ "# no heading", "\\# no heading" },
		{ "+ - =", "\\+ - =" },
		{ "- item", "\\- item" },
		{ "=====", "\\=====" },
		{ "1. first", "1\\. first" },
		{ "12) twelfth", "12\\) twelfth" },
		{ "1.5 times", "1\\.5 times" },
		{ "see https://x.org/a", "see https:\\//x.org/a" },
		{ "see www.x.org, WWW.Y.ORG", "see www\\.x.org, WWW\\.Y.ORG" },
		{ "ada@example.org", "ada\\@example.org" },
		{ "{{ site }} {% x %}", "\\{\\{ site \\}\\} \\{\\% x %\\}" },
		{ "a\nb\tc", "a b c" },
		{ "  a  ", "a  " },
		{ "a\xe2\x80\xae"
		  "b\x1b",
		  "ab" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(escaped(*state, cases[i].text),
				    cases[i].expected);
}

static void
cell(void **state)
{
	struct jam_buf buf;

	jam_buf_init(&buf, *state);
	jam_md_cell(&buf, "a|b\n\n c\n");
	assert_string_equal(jam_buf_string(&buf), "a\\|b<br>c");
}

static const char *
linked(struct jam_arena *arena, const char *url)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_md_link(&buf, "t]", url);
	return jam_buf_string(&buf);
}

static void
links(void **state)
{
	assert_string_equal(linked(*state, "https://x.org/a_b?c=d#e"),
			    "[t\\]](https://x.org/a_b?c=d#e)");
	assert_string_equal(linked(*state, "http://x.org/a b)(<\\"),
			    "[t\\]](http://x.org/a%20b%29%28%3C%5C)");
	assert_string_equal(linked(*state, "javascript:alert(1)"), "t\\]");
	assert_string_equal(linked(*state, "java\tscript:alert(1)"), "t\\]");
	assert_string_equal(linked(*state, "data:text/html,x"), "t\\]");
	assert_string_equal(linked(*state, "/etc/passwd"), "t\\]");
	assert_string_equal(linked(*state, NULL), "t\\]");
}

/* All text under a node. */
static void
gather(cmark_node *node, struct jam_buf *out)
{
	cmark_node_type type = cmark_node_get_type(node);

	if (type == CMARK_NODE_TEXT)
		jam_buf_text(out, cmark_node_get_literal(node));
	else if (type == CMARK_NODE_SOFTBREAK)
		jam_buf_char(out, '\n');
	for (cmark_node *c = cmark_node_first_child(node); c != NULL;
	     c = cmark_node_next(c)) {
		cmark_node_type t = cmark_node_get_type(c);

		if (t == CMARK_NODE_SOFTBREAK || t == CMARK_NODE_TEXT ||
		    t == CMARK_NODE_PARAGRAPH)
			gather(c, out);
		else
			jam_buf_format(out, "<%s>",
				       cmark_node_get_type_string(c));
	}
}

/*
 * A text in an item of a list: one list, one item, one paragraph, nothing but
 * text in it, and that text is what was typed.
 */
static void
as_item(struct jam_arena *arena, const char *text)
{
	const char *source = jam_format(arena, "- %s\n", escaped(arena, text));
	cmark_node *root = cmark_parse_document(source, strlen(source), 0);
	cmark_node *list = cmark_node_first_child(root);
	cmark_node *item = cmark_node_first_child(list);
	struct jam_buf found, typed;

	jam_buf_init(&found, arena);
	jam_buf_init(&typed, arena);
	assert_null(cmark_node_next(list));
	assert_null(cmark_node_next(item));
	gather(item, &found);
	jam_utf8_clean(&typed, text);
	assert_string_equal(jam_buf_string(&found),
			    jam_utf8_tidy(arena, jam_buf_string(&typed), true));
	cmark_node_free(root);
}

static void
corpora(void **state)
{
	struct jam_corpus corpus;

	jam_corpus_read(&corpus, *state);
	for (size_t i = 0; i < corpus.count; i++) {
		struct jam_buf clean;
		const char *text;

		jam_buf_init(&clean, *state);
		jam_utf8_clean(&clean, corpus.texts[i]);
		text = jam_utf8_tidy(*state, jam_buf_string(&clean), true);
		as_item(*state, text);
	}
	assert_true(corpus.count > 1300);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(rules),
		JAM_TEST(cell),
		JAM_TEST(links),
		JAM_TEST(corpora),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
