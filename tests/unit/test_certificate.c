/* SPDX-License-Identifier: MIT */
/* Certificates: well-formed whatever the names, wrong fields told by line. */
#include <string.h>

#include "core/base/buf.h"
#include "core/render/certificate.h"
#include "tests/unit/corpus.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/markup.h"

static const char *
fill(struct jam_arena *arena, const char *template,
     const struct jam_certificate_text *values)
{
	struct jam_error err = { .code = JAM_OK };
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	assert_done(jam_certificate_svg(&buf, template, "t.svg", values, &err),
		    &err);
	return jam_buf_string(&buf);
}

static void
fields(void **state)
{
	struct jam_certificate_text c = { .name = "Ada & <b>",
					  .event = "E",
					  .date = "D",
					  .team = "T",
					  .project = "P",
					  .place = "1st",
					  .role = "R",
					  .code = "C" };

	assert_string_equal(
	    fill(*state,
		 "{{name}}|{{event}}|{{date}}|{{team}}|{{project}}|{{place}}|"
		 "{{role}}|{{code}}|{x}",
		 &c),
	    "Ada &amp; &lt;b&gt;|E|D|T|P|1st|R|C|{x}");
	c.place = NULL;
	assert_string_equal(fill(*state, "<{{place}}>", &c), "<>");
}

static void
shrinks(void **state)
{
	struct jam_certificate_text c = {
		.name = "A name that is twice as long as looks well...........",
	};
	const char *name = c.name;

	assert_string_equal(
	    fill(*state, "<text x=\"1\">{{name}}</text>", &c),
	    jam_format(*state,
		       "<text x=\"1\"><tspan font-size=\"52%%\">%s</tspan>"
		       "</text>",
		       name));
	assert_string_equal(
	    fill(*state, "<title>{{name}}</title><a b=\"{{name}}\"/>", &c),
	    jam_format(*state, "<title>%s</title><a b=\"%s\"/>", name, name));
	c.name = "日本語日本語日本語日本語日本語";
	assert_non_null(
	    strstr(fill(*state, "<text>{{name}}</text>", &c), "93%"));
}

static void
wrong(void **state)
{
	static const char *const templates[] = { "\n\n{{nmae}}", "\n\n{{name",
						 "\n\n{{ name }}" };

	for (size_t i = 0; i < 3; i++) {
		struct jam_certificate_text c = { .name = "Ada" };
		struct jam_error err = { .code = JAM_OK };
		struct jam_buf buf;

		jam_buf_init(&buf, *state);
		assert_false(
		    jam_certificate_svg(&buf, templates[i], "t.svg", &c, &err));
		assert_error(&err, JAM_E_DATA, "is no field");
		assert_string_equal(err.at.file, "t.svg");
		assert_i64_equal(err.at.line, 3);
	}
}

/* jam's own template, every text of the corpora in every field. */
static void
corpora(void **state)
{
	struct jam_corpus corpus;

	jam_corpus_read(&corpus, *state);
	for (size_t i = 0; i < corpus.count; i++) {
		struct jam_arena *arena = jam_arena_beside(*state);
		const char *t = corpus.texts[i];
		struct jam_certificate_text c = { t, t, t, t, t, t, t, t };
		const char *fault =
		    jam_markup_fault(arena, fill(arena, NULL, &c));

		if (fault != NULL)
			print_error("%s\n%s\n", fault, t);
		assert_null(fault);
		jam_arena_free(arena);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(fields),
		JAM_TEST(shrinks),
		JAM_TEST(wrong),
		JAM_TEST(corpora),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
