/* SPDX-License-Identifier: MIT */
/* Tests of slugs, references and e-mail addresses. */
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/map.h"
#include "core/model/person.h"
#include "core/model/ref.h"
#include "core/model/slug.h"
#include "tests/unit/jam_test.h"

static void
makes(void **state, const char *text, const char *slug)
{
	assert_string_equal(jam_slug_make(*state, text, "project"), slug);
	assert_true(jam_slug_check(slug));
}

static void
test_slug_of_a_title(void **state)
{
	makes(state, "Backup Heads", "backup-heads");
	makes(state, "  Über --- ﬁve  ", "uber-five");
	makes(state, "Ada's & Bo’s", "adas-bos");
	makes(state, "Smørrebrød æ Łódź", "smorrebrod-ae-lodz");
	makes(state, "Straße 9", "strasse-9");
	makes(state, "İstanbul", "istanbul");
	makes(state, "1.10 (v2)", "1-10-v2");
}

static void
test_slug_without_letters(void **state)
{
	makes(state, "", "project");
	makes(state, "…!?", "project");
	makes(state, "日本語", "project");
	makes(state, "日本 GPT", "gpt");
}

static void
test_slug_is_short_and_safe(void **state)
{
	char text[201];

	memset(text, 'a', 200);
	text[200] = '\0';
	assert_int_equal(strlen(jam_slug_make(*state, text, "x")), 64);
	text[63] = ' ';
	assert_int_equal(strlen(jam_slug_make(*state, text, "x")), 63);
	makes(state, "CON", "con-x");
	makes(state, "Nul", "nul-x");
	makes(state, "Lpt9", "lpt9-x");
	makes(state, "Console", "console");
}

static void
test_slug_numbered(void **state)
{
	char text[65];

	assert_string_equal(jam_slug_numbered(*state, "heads", 2), "heads-2");
	memset(text, 'a', 64);
	text[64] = '\0';
	text[61] = '-';
	assert_string_equal(jam_slug_numbered(*state, text, 2) + 58, "aaa-2");
	assert_string_equal(jam_slug_numbered(*state, text, 12) + 58, "aaa-12");
}

/* No two are the same, and the last of many costs what the first did. */
static void
test_slugs_taken(void **state)
{
	struct jam_map taken;
	struct jam_mark mark;
	char slug[80];
	size_t before;

	jam_map_init(&taken, *state);
	assert_string_equal(jam_slug_take(&taken, "a/", "bo-2", *state),
			    "a/bo-2");
	assert_string_equal(jam_slug_take(&taken, "a/", "bo", *state), "a/bo");
	assert_string_equal(jam_slug_take(&taken, "b/", "bo", *state), "b/bo");
	assert_string_equal(jam_slug_take(&taken, "a/", "bo", *state),
			    "a/bo-3");
	assert_string_equal(jam_slug_take(&taken, "a/", "bo-2", *state),
			    "a/bo-2-2");
	for (int i = 4; i < 3000; i++) {
		snprintf(slug, sizeof slug, "a/bo-%d", i);
		assert_string_equal(jam_slug_take(&taken, "a/", "bo", *state),
				    slug);
	}
	mark = jam_arena_mark(*state);
	before = jam_arena_size(*state);
	jam_slug_take(&taken, "a/", "bo", *state);
	assert_true(jam_arena_size(*state) - before < 1000);
	jam_arena_reset(*state, mark);
}

static void
test_slug_check(void **state)
{
	char text[66];

	(void)state;
	memset(text, 'a', 65);
	text[65] = '\0';
	assert_false(jam_slug_check(text));
	assert_true(jam_slug_check(text + 1));
	assert_false(jam_slug_check(""));
	assert_false(jam_slug_check("A"));
	assert_false(jam_slug_check("a_b"));
	assert_false(jam_slug_check("ä"));
	assert_true(jam_slug_check("a-1"));
}

static void
test_ref(void **state)
{
	struct jam_error err = { 0 };
	struct jam_ref ref;

	(void)state;
	assert_true(jam_ref_read("backup-heads", &ref, &err));
	assert_string_equal(ref.slug, "backup-heads");
	assert_i64_equal(ref.number, 0);
	assert_true(jam_ref_read("#12", &ref, &err));
	assert_null(ref.slug);
	assert_i64_equal(ref.number, 12);
	assert_true(jam_ref_read("12", &ref, &err));
	assert_string_equal(ref.slug, "12");
	assert_i64_equal(ref.number, 0);
	assert_true(jam_ref_read("#0", &ref, &err));
	assert_i64_equal(ref.number, 0);
	assert_true(jam_ref_read("#1x", &ref, &err));
	assert_i64_equal(ref.number, 0);
	assert_true(jam_ref_read("https://x.example/7", &ref, &err));
	assert_null(ref.slug);
	assert_string_equal(ref.text, "https://x.example/7");
	assert_false(jam_ref_read("", &ref, &err));
	assert_error(&err, JAM_E_DATA, "project");
}

static void
reads(void **state, const char *text, const char *email, const char *key)
{
	const char *shown, *compared;

	if (!jam_email_read(*state, text, &shown, &compared))
		fail_msg("\"%s\" was refused", text);
	assert_string_equal(shown, email);
	assert_string_equal(compared, key);
}

static void
test_email_as_people_write_it(void **state)
{
	reads(state, "ada@example.org", "ada@example.org", "ada@example.org");
	reads(state, " Ada@Example.ORG\t", "Ada@Example.ORG",
	      "ada@example.org");
	reads(state, "mailto:ada@example.org", "ada@example.org",
	      "ada@example.org");
	reads(state, "Ada L. <ada@example.org>", "ada@example.org",
	      "ada@example.org");
	reads(state, "<MAILTO:ada@example.org>", "ada@example.org",
	      "ada@example.org");
	reads(state, " mailto:ada@example.org ", "ada@example.org",
	      "ada@example.org");
	reads(state, " Ada (<3) < ada@example.org >\t", "ada@example.org",
	      "ada@example.org");
	reads(state, "A\xcc\x8aSE@example.org", "A\xcc\x8aSE@example.org",
	      "åse@example.org");
	reads(state, "a.d.a+jam@example.org", "a.d.a+jam@example.org",
	      "a.d.a+jam@example.org");
	reads(state, "ÅSE@example.org", "ÅSE@example.org", "åse@example.org");
	reads(state, "o'hara@example.org", "o'hara@example.org",
	      "o'hara@example.org");
}

static void
test_email_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"ada",
		"ada@",
		"@example.org",
		"ada@example",
		"ada@@example.org",
		"ada@a@b.org",
		"ada b@example.org",
		"ada@exa mple.org",
		"ada@.org",
		"ada@example.",
		"ada@a..org",
		"a,b@example.org",
		"ada\xc2\xa0@example.org",
		"<>",
		"ada\xe2\x80\x8b@example.org",
		"a;b@example.org",
		"ada\x01@example.org",
	};
	char text[300];
	const char *email, *key;

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (jam_email_read(*state, bad[i], &email, &key))
			fail_msg("\"%s\" was taken", bad[i]);
	memset(text, 'a', sizeof text);
	strcpy(text + 255 - strlen("@b.org"), "@b.org");
	assert_int_equal(strlen(text), 255);
	assert_false(jam_email_read(*state, text, &email, &key));
	assert_true(jam_email_read(*state, text + 1, &email, &key));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_slug_of_a_title),
		JAM_TEST(test_slug_without_letters),
		JAM_TEST(test_slug_is_short_and_safe),
		JAM_TEST(test_slug_numbered),
		JAM_TEST(test_slugs_taken),
		JAM_TEST(test_slug_check),
		JAM_TEST(test_ref),
		JAM_TEST(test_email_as_people_write_it),
		JAM_TEST(test_email_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
