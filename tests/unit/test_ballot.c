/* SPDX-License-Identifier: MIT */
/* Ballots: four forms of one thing; whatever people typed, the form holds. */
#include <stdio.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/import/ballotfile.h"
#include "core/import/json.h"
#include "core/import/tree.h"
#include "core/import/yaml.h"
#include "core/model/ballot.h"
#include "core/render/ballot_script.h"
#include "core/render/style.h"
#include "tests/unit/ballot_data.h"
#include "tests/unit/corpus.h"
#include "tests/unit/import_text.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/markup.h"

typedef void write_ballot(struct jam_buf *out, const struct jam_sheet *b);

static const char *
form(struct jam_arena *arena, write_ballot *write, const char *text)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	write(&buf, jam_sheet_data(arena, text));
	return jam_buf_string(&buf);
}

static const struct jam_node *
project(const struct jam_node *root, size_t index)
{
	const struct jam_node *p = jam_node_find(root, "projects")->first;

	while (index-- > 0)
		p = p->next;
	return p;
}

static void
yaml(void **state)
{
	const char *text = form(*state, jam_ballot_yaml, "no: #1 \"x\"\n- y");
	struct jam_error err = { .code = JAM_OK };
	struct jam_node *root;
	const struct jam_node *p;

	assert_done(
	    jam_yaml_read(text, strlen(text), "b.yaml", *state, &root, &err),
	    &err);
	assert_string_equal(jam_node_text(root, "ballot"), JAM_BALLOT_SCHEMA);
	assert_string_equal(jam_node_text(root, "rubric"), "5d41402abc4b2a76");
	assert_int_equal(jam_node_find(root, "projects")->count, 3);
	p = project(root, 1);
	assert_string_equal(jam_node_text(p, "project"), "12");
	assert_string_equal(
	    jam_node_text(jam_node_find(p, "scores"), "novelty"), "3.5");
	assert_string_equal(jam_node_text(p, "comment"), "no: #1 \"x\"\n- y");
	assert_string_equal(jam_node_text(project(root, 2), "skip"),
			    "no: #1 \"x\"\n- y");
	assert_non_null(strstr(text, "# Behind each criterion write a number "
				     "from 1 to 5 in steps of 0.5."));
	assert_non_null(strstr(text, "# ml-safety: ML Safety. no: "));
}

/* A comment comes back as it is, whatever it is. */
static void
yaml_corpora(void **state)
{
	struct jam_corpus corpus;

	jam_corpus_read(&corpus, *state);
	for (size_t i = 0; i < corpus.count; i++) {
		struct jam_arena *arena = jam_arena_beside(*state);
		struct jam_error err = { .code = JAM_OK };
		const char *text =
		    form(arena, jam_ballot_yaml, corpus.texts[i]);
		struct jam_node *root;
		const char *found;

		if (!jam_yaml_read(text, strlen(text), "b.yaml", arena, &root,
				   &err))
			print_error("%s\n%s\n", err.message, text);
		assert_int_equal(err.code, JAM_OK);
		found = jam_node_text(project(root, 1), "comment");
		assert_string_equal(found != NULL ? found : "",
				    corpus.texts[i]);
		jam_arena_free(arena);
	}
}

static void
csv(void **state)
{
	const char *text = form(*state, jam_ballot_csv, "=1+1, \"x\"");

	assert_memory_equal(text,
			    "\xef\xbb\xbf"
			    "event_uid,judge_uid,rubric,project,slug,title,"
			    "url,ml-safety,novelty,comment,skip\r\n",
			    85);
	assert_non_null(strstr(text, ",12,trails,Trojan Trails,"
				     "javascript:alert(1),4,3.5,"
				     "\"'=1+1, \"\"x\"\"\",\r\n"));
}

static void
markdown(void **state)
{
	const char *text = form(*state, jam_ballot_markdown,
				"a *b*\n## 3. no\n\\# Other projects\n"
				"## no number");

	assert_non_null(strstr(text, "\njam-ballot: "
				     "4f0c4f0c4f0c4f0c4f0c4f0c4f0c4f0c "
				     "9b1e9b1e9b1e9b1e9b1e9b1e9b1e9b1e "
				     "5d41402abc4b2a76\n"));
	assert_non_null(strstr(text, "\n## 3. a \\*b\\* ## 3. no "));
	assert_non_null(
	    strstr(text, "\n- ml-safety: 4\n- novelty: 3.5\n- skip (why):\n\n"
			 "### Comment\na *b*\n\\## 3. no\n"
			 "\\\\# Other projects\n## no number\n"));
	assert_non_null(strstr(text, "\n# Other projects\n\n## 5. "));
	assert_non_null(
	    strstr(text, "\n> https://example.org/p\n\n- ml-safety:\n"));
}

/* Before the projects no line but those that are ours by their look. */
static void
markdown_corpora(void **state)
{
	struct jam_corpus corpus;

	jam_corpus_read(&corpus, *state);
	for (size_t i = 0; i < corpus.count; i++) {
		struct jam_arena *arena = jam_arena_beside(*state);
		const char *text =
		    form(arena, jam_ballot_markdown, corpus.texts[i]);
		size_t headings = 0;

		while (strncmp(text, "## ", 3) != 0) {
			size_t n = strcspn(text, "\n");

			assert_true(n == 0 || text[0] == '>' ||
				    strncmp(text, "# Ballot of ", 12) == 0 ||
				    strncmp(text, JAM_BALLOT_BINDING, 11) == 0);
			text += n + 1;
		}
		for (text--; (text = strstr(text, "\n## ")) != NULL; text++)
			headings += jam_ballot_ends_comment(text + 1);
		assert_int_equal(headings, 3);
		jam_arena_free(arena);
	}
}

static void
ends_comment(void **state)
{
	(void)state;
	assert_true(jam_ballot_ends_comment("## 3. Title (x)\nmore"));
	assert_true(jam_ballot_ends_comment("\\\\## 12."));
	assert_true(jam_ballot_ends_comment(JAM_BALLOT_OTHER));
	assert_false(jam_ballot_ends_comment("## Three"));
	assert_false(jam_ballot_ends_comment("## 3 x"));
	assert_false(jam_ballot_ends_comment("### 3. x"));
	assert_false(jam_ballot_ends_comment(""));
}

static void
html(void **state)
{
	const char *text = form(*state, jam_ballot_html, "Ada \"x\" <b>");
	const char *from, *to;
	struct jam_error err = { .code = JAM_OK };
	struct jam_node *root;
	char *data;

	assert_null(jam_markup_fault(*state, text));
	assert_int_equal(jam_markup_count(text, "script"), 2);
	assert_int_equal(jam_markup_count(text, "fieldset"), 6);
	assert_int_equal(jam_markup_count(text, "legend"), 6);
	assert_null(strstr(text, " style="));
	assert_null(strstr(text, " on"
				 "click"));
	assert_non_null(strstr(text, "name=\"s-12-0\" value=\"4\" checked>"));
	assert_non_null(strstr(text, "<fieldset role=\"radiogroup\""));
	assert_non_null(strstr(text, "<section id=\"p-12\" "
				     "aria-labelledby=\"h-12\">\n"
				     "<h2 id=\"h-12\">"));
	assert_true(strlen(text) < 60 * 1024);
	from = strstr(text, "id=\"data\">") + strlen("id=\"data\">");
	to = strstr(from, "</script>");
	data = jam_strndup(*state, from, (size_t)(to - from));
	assert_null(strchr(data, '<'));
	assert_done(
	    jam_json_read(data, strlen(data), "data", *state, &root, &err),
	    &err);
	assert_string_equal(jam_node_text(root, "judge"), "Ada \"x\" <b>");
	assert_string_equal(jam_node_text(root, "step"), "0.5");
}

/* The policy names the bytes of the one script and the one style. */
static void
policy(void **state)
{
	const char *text = form(*state, jam_ballot_html, "Ada");
	const char *script =
	    jam_style_source(*state, jam_style_join(*state, jam_ballot_script));
	const char *from = strstr(text, "<style>") + 7;
	const char *to = strstr(text, "</style>");
	const char *style = jam_style_source(
	    *state, jam_strndup(*state, from, (size_t)(to - from)));

	assert_non_null(strstr(
	    text, jam_format(*state,
			     "content=\"default-src 'none'; script-src %s; "
			     "style-src %s; base-uri 'none'; form-action "
			     "'none'\"",
			     script, style)));
}

static void
html_corpora(void **state)
{
	const char *plain = form(*state, jam_ballot_html, "Ada");
	struct jam_corpus corpus;

	jam_corpus_read(&corpus, *state);
	for (size_t i = 0; i < corpus.count; i++) {
		struct jam_arena *arena = jam_arena_beside(*state);
		const char *text =
		    form(arena, jam_ballot_html, corpus.texts[i]);
		const char *fault = jam_markup_fault(arena, text);

		if (fault != NULL)
			print_error("%s\n%s\n", fault, corpus.texts[i]);
		assert_null(fault);
		assert_int_equal(jam_markup_count(text, "script"), 2);
		assert_int_equal(jam_markup_count(text, "input"),
				 jam_markup_count(plain, "input"));
		jam_arena_free(arena);
	}
}

/* More than eleven steps: a field for a number. */
static void
many_steps(void **state)
{
	struct jam_sheet *b = jam_sheet_data(*state, "Ada");
	struct jam_buf buf;

	b->scale_step = 1;
	jam_buf_init(&buf, *state);
	jam_ballot_html(&buf, b);
	assert_null(jam_markup_fault(*state, jam_buf_string(&buf)));
	assert_non_null(strstr(jam_buf_string(&buf),
			       "<input type=\"number\" inputmode=\"decimal\" "
			       "name=\"s-12-1\" value=\"3.5\" "
			       "aria-label=\"score\" min=\"1\" max=\"5\" "
			       "step=\"0.1\">"));
	assert_null(strstr(jam_buf_string(&buf), "type=\"radio\""));
}

/* What the reader makes of a form; `text` is comment of 12, skip of 5. */
static void
read_back(struct jam_arena *arena, write_ballot *write, const char *text)
{
	const char *written = form(arena, write, text);
	FILE *file = jam_test_file(written, strlen(written));
	struct jam_error err = { .code = JAM_OK };
	struct jam_ballot ballot;
	const char *skip = jam_utf8_tidy(arena, text, true);

	if (!jam_ballotfile_read(file, "b", JAM_UTF8, arena, &ballot, &err))
		print_error("%s\n%s\n", err.message, written);
	assert_int_equal(err.code, JAM_OK);
	fclose(file);
	assert_string_equal(ballot.rubric, "5d41402abc4b2a76");
	assert_int_equal(ballot.rows_len, 3);
	assert_int_equal(ballot.rows[0].number, 3);
	assert_string_equal(ballot.rows[1].slug, "trails");
	assert_string_equal(ballot.rows[1].scores[1].text, "3.5");
	assert_string_equal(ballot.rows[0].scores[1].text, "");
	if (ballot.rows[1].comment == NULL || ballot.rows[2].skip == NULL)
		print_error("%s\n", written);
	assert_non_null(ballot.rows[1].comment);
	assert_non_null(ballot.rows[2].skip);
	assert_string_equal(ballot.rows[1].comment, text);
	assert_string_equal(jam_utf8_tidy(arena, ballot.rows[2].skip, true),
			    skip);
	assert_null(ballot.rows[0].comment);
	assert_null(ballot.rows[2].comment);
}

/* The reader of Markdown takes blanks that mail programs make for none. */
static bool
is_soft(const char *text)
{
	return strstr(text, "\xc2\xa0") != NULL ||
	       strstr(text, "\xe2\x80\xaf") != NULL ||
	       strstr(text, " \n") != NULL || strstr(text, "\t\n") != NULL;
}

/* import(export(x)) = x, for three forms and every text of the corpora. */
static void
there_and_back(void **state)
{
	static const char *const own[] = { "## 3. x (heads)",
					   "\\## 12. y\n\\\\## 5. z",
					   "# Other projects\n### Comment",
					   "> quoted\n\n- novelty: 5" };
	struct jam_corpus corpus;

	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++) {
		read_back(*state, jam_ballot_yaml, own[i]);
		read_back(*state, jam_ballot_csv, own[i]);
		read_back(*state, jam_ballot_markdown, own[i]);
	}
	jam_corpus_read(&corpus, *state);
	for (size_t i = 0; i < corpus.count; i++) {
		struct jam_arena *arena = jam_arena_beside(*state);
		const char *text = jam_utf8_tidy(arena, corpus.texts[i], false);

		if (*jam_utf8_tidy(arena, text, true) != '\0') {
			read_back(arena, jam_ballot_yaml, text);
			read_back(arena, jam_ballot_csv, text);
			if (!is_soft(text))
				read_back(arena, jam_ballot_markdown, text);
		}
		jam_arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(yaml),
		JAM_TEST(yaml_corpora),
		JAM_TEST(csv),
		JAM_TEST(markdown),
		JAM_TEST(ends_comment),
		JAM_TEST(markdown_corpora),
		JAM_TEST(html),
		JAM_TEST(policy),
		JAM_TEST(html_corpora),
		JAM_TEST(many_steps),
		JAM_TEST(there_and_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
