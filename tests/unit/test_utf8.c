/* SPDX-License-Identifier: MIT */
/* Text: checked, folded, tidied, measured, cut, shown, compared. */
#include <string.h>
#include <utf8proc.h>

#include "core/base/buf.h"
#include "core/base/rng.h"
#include "core/base/utf8.h"
#include "tests/unit/jam_test.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Woman, joiner, microscope. */
#define SCIENTIST "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac"
#define DENMARK	  "\xf0\x9f\x87\xa9\xf0\x9f\x87\xb0"

static void
test_check(void **state)
{
	static const struct {
		const char *bytes;
		size_t length, bad;
	} wrong[] = {
		{ "a\0b", 3, 1 },
		{ "\x80", 1, 0 },
		{ "ab\xff", 3, 2 },
		{ "\xc0\xaf", 2, 0 },
		{ "\xc3", 1, 0 },
		{ "a\xe2\x82", 3, 1 },
		{ "\xed\xa0\x80", 3, 0 },
		{ "\xf4\x90\x80\x80", 4, 0 },
		{ "\xe0\x80\xaf", 3, 0 },
		{ "\xf0\x80\x80\xaf", 4, 0 },
		{ "\xc3\xa9\xc3(", 4, 2 },
		{ "\xf8\x88\x80\x80\x80", 5, 0 },
		{ "\xf0\x9f\x94\xacx\xf0\x9f\x94", 8, 5 },
	};
	size_t bad = 42;

	(void)state;
	assert_true(jam_utf8_check("", 0, &bad));
	assert_true(jam_utf8_check("caf\xc3\xa9 \xe6\x97\xa5 " SCIENTIST,
				   10 + strlen(SCIENTIST), &bad));
	assert_true(jam_utf8_check("\xf4\x8f\xbf\xbf\x7f\x01", 6, &bad));
	/* The length rules, not what stands behind it. */
	assert_true(jam_utf8_check("ab\xff", 2, &bad));
	assert_int_equal(bad, 42);
	assert_false(jam_utf8_check("\xc3\xa9", 1, &bad));
	for (size_t i = 0; i < COUNT(wrong); i++) {
		assert_false(
		    jam_utf8_check(wrong[i].bytes, wrong[i].length, &bad));
		assert_int_equal(bad, wrong[i].bad);
	}
}

/* The table of well-formed bytes in the Unicode standard (3-7). */
static size_t
well_formed(const unsigned char *b, size_t n)
{
	unsigned low = 0x80, high = 0xbf;
	size_t length = b[0] >= 0xf0 ? 4 : b[0] >= 0xe0 ? 3 : 2;

	if (b[0] >= 1 && b[0] < 0x80)
		return 1;
	if (b[0] < 0xc2 || b[0] > 0xf4 || n < length)
		return 0;
	if (b[0] == 0xe0)
		low = 0xa0;
	if (b[0] == 0xed)
		high = 0x9f;
	if (b[0] == 0xf0)
		low = 0x90;
	if (b[0] == 0xf4)
		high = 0x8f;
	if (b[1] < low || b[1] > high)
		return 0;
	for (size_t i = 2; i < length; i++)
		if (b[i] < 0x80 || b[i] > 0xbf)
			return 0;
	return length;
}

static void
test_check_any_bytes(void **state)
{
	static const unsigned char likely[] = { 0,    1,    'a',  0x7f, 0x80,
						0x8f, 0x90, 0x9f, 0xa0, 0xbf,
						0xc0, 0xc2, 0xe0, 0xe1, 0xed,
						0xf0, 0xf1, 0xf4, 0xf5, 0xff };
	struct jam_rng rng = { { 1, 2, 3, 4 } };

	(void)state;
	for (size_t k = 0; k < 200000; k++) {
		size_t n = jam_rng_below(&rng, 7), i = 0, part, bad = 42;
		unsigned char bytes[7];

		for (size_t j = 0; j < n; j++)
			bytes[j] = likely[jam_rng_below(&rng, COUNT(likely))];
		while (i < n && (part = well_formed(bytes + i, n - i)) > 0)
			i += part;
		assert_int_equal(jam_utf8_check((char *)bytes, n, &bad),
				 i == n);
		assert_int_equal(bad, i == n ? 42 : i);
	}
}

static void
test_same_text(void **state)
{
	char copy[] = "a";

	(void)state;
	assert_true(jam_same_text("a", copy));
	assert_true(jam_same_text(NULL, NULL));
	assert_false(jam_same_text("a", "b"));
	assert_false(jam_same_text("", NULL));
	assert_false(jam_same_text(NULL, ""));
}

static void
test_next(void **state)
{
	int32_t code;

	(void)state;
	assert_int_equal(jam_utf8_next("", &code), 0);
	assert_int_equal(jam_utf8_next("a", &code), 1);
	assert_int_equal(code, 'a');
	assert_int_equal(jam_utf8_next("\xe6\x97\xa5x", &code), 3);
	assert_int_equal(code, 0x65e5);
	assert_int_equal(jam_utf8_next("\xe6\x97", &code), 1);
	assert_int_equal(code, 0xfffd);
	assert_int_equal(jam_utf8_length("caf\xc3\xa9"), 4);
	assert_int_equal(jam_utf8_length(SCIENTIST), 3);
	assert_int_equal(jam_utf8_length(""), 0);
}

static void
test_fold(void **state)
{
	static const char *const same[][2] = {
		{ "Ada@Example.ORG", "ada@example.org" },
		{ "CAF\xc3\x89", "cafe\xcc\x81" },
		{ "Stra\xc3\x9f"
		  "e",
		  "STRASSE" },
		{ "\xef\xbc\xa1\xef\xbd\x82", "ab" },	    /* full width */
		{ "\xef\xac\x81n", "FIN" },		    /* a ligature */
		{ "\xce\xa3\xcf\x82", "\xcf\x83\xcf\x83" }, /* sigmas */
		{ "\xc3\x85", "\xe2\x84\xab" },		    /* angstrom */
	};
	char heap[20000] = "E";

	for (size_t i = 0; i < COUNT(same); i++)
		assert_string_equal(jam_utf8_fold(*state, same[i][0]),
				    jam_utf8_fold(*state, same[i][1]));
	assert_string_equal(jam_utf8_fold(*state, "CAF\xc3\x89"),
			    "caf\xc3\xa9");
	assert_string_equal(jam_utf8_fold(*state, ""), "");
	assert_string_equal(jam_utf8_fold(*state, "A-Z_[@`{"), "a-z_[@`{");
	assert_string_not_equal(jam_utf8_fold(*state, "\xc3\xa9"),
				jam_utf8_fold(*state, "e"));
	/* A heap of marks would take minutes to sort: it stays as it is. */
	for (int i = 0; i < 9000; i++)
		memcpy(heap + 1 + 2 * i, i % 2 ? "\xcc\x96" : "\xcc\x81", 3);
	assert_string_equal(jam_utf8_fold(*state, heap), heap);
	heap[5] = '\0';
	assert_string_equal(jam_utf8_fold(*state, heap), "\xc3\xa9\xcc\x96");
}

/* Folding what is folded changes nothing, for each character and more. */
static void
test_fold_twice(void **state)
{
	struct jam_mark mark = jam_arena_mark(*state);
	struct jam_rng rng = { { 5, 6, 7, 8 } };

	for (int32_t code = 0x80; code < 0x110000; code++) {
		utf8proc_uint8_t text[40] = "";
		const char *once;
		size_t n = 0;
		int32_t c = code;

		for (size_t k = 0; k < (code < 0x3000 ? 3 : 1); k++) {
			if (utf8proc_codepoint_valid(c))
				n += (size_t)utf8proc_encode_char(c, text + n);
			c = (int32_t)jam_rng_below(&rng, 0x3000) + 0x41;
		}
		once = jam_utf8_fold(*state, (char *)text);
		assert_string_equal(jam_utf8_fold(*state, once), once);
		jam_arena_reset(*state, mark);
	}
}

static void
test_tidy(void **state)
{
	static const struct {
		const char *text, *lines, *line;
	} known[] = {
		{ "", "", "" },
		{ " \t\r\n ", "", "" },
		{ "  a  b ", "a  b", "a b" },
		{ "a\r\nb\rc\n", "a\nb\nc", "a b c" },
		{ "a\r\r\n\nb", "a\n\n\nb", "a b" },
		{ "a\tb\v\fc", "a\tb\v\fc", "a b c" },
		{ "\xc2\xa0x\xe2\x80\x89y\xe3\x80\x80", "x\xe2\x80\x89y",
		  "x y" },
		{ "x\xe2\x80\xa8y\xc2\x85", "x\xe2\x80\xa8y", "x y" },
		/* Not normalized, and a joiner is no white space. */
		{ " e\xcc\x81 " SCIENTIST " ", "e\xcc\x81 " SCIENTIST,
		  "e\xcc\x81 " SCIENTIST },
	};

	for (size_t i = 0; i < COUNT(known); i++) {
		assert_string_equal(jam_utf8_tidy(*state, known[i].text, false),
				    known[i].lines);
		assert_string_equal(jam_utf8_tidy(*state, known[i].text, true),
				    known[i].line);
	}
}

static void
test_width(void **state)
{
	static const struct {
		const char *text;
		size_t width;
	} known[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "\xc3\xa9", 1 },
		{ "e\xcc\x81", 1 },
		{ "\xcc\x81", 0 },
		{ "\xe6\x97\xa5", 2 },
		{ "\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 6 },
		{ "\xef\xbd\xb1", 1 }, /* half-width katakana */
		{ "\xed\x95\x9c", 2 }, /* Hangul, whole and of jamo */
		{ "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2 },
		{ "\xf0\x9f\x94\xac", 2 },
		{ SCIENTIST, 2 },
		{ SCIENTIST SCIENTIST "x", 5 },
		/* A runner, a joiner and the narrow male sign. */
		{ "\xf0\x9f\x8f\x83\xe2\x80\x8d\xe2\x99\x82", 2 },
		{ DENMARK, 2 },
		{ DENMARK DENMARK, 4 },
		{ "\xe2\x9d\xa4", 1 },
		{ "\xe2\x9d\xa4\xef\xb8\x8f", 2 },
		{ "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd", 2 }, /* skin tone */
		{ "a\xe2\x80\x8b"
		  "b",
		  2 }, /* zero width space */
		{ "\xd7\x90\xd7\x91", 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(known); i++)
		assert_int_equal(jam_utf8_width(known[i].text), known[i].width);
}

static void
test_cut(void **state)
{
	static const struct {
		const char *text;
		size_t columns, bytes, width;
	} known[] = {
		{ "abc", 2, 2, 2 },
		{ "abc", 9, 3, 3 },
		{ "", 5, 0, 0 },
		{ "abc", 0, 0, 0 },
		{ "e\xcc\x81x", 1, 3, 1 },
		{ "a\xe6\x97\xa5", 2, 1, 1 },
		{ "a\xe6\x97\xa5", 3, 4, 3 },
		{ SCIENTIST "x", 1, 0, 0 },
		{ SCIENTIST "x", 2, sizeof(SCIENTIST) - 1, 2 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(known); i++) {
		size_t width = 42;

		assert_int_equal(
		    jam_utf8_cut(known[i].text, known[i].columns, &width),
		    known[i].bytes);
		assert_int_equal(width, known[i].width);
	}
}

static const char *
shown(struct jam_arena *arena, const char *text, bool keep_lines)
{
	struct jam_buf out;

	jam_buf_init(&out, arena);
	jam_utf8_show(&out, text, keep_lines);
	return jam_buf_string(&out);
}

static void
test_show(void **state)
{
	assert_string_equal(shown(*state, "", false), "");
	assert_string_equal(
	    shown(*state, "caf\xc3\xa9 " SCIENTIST " \\", false),
	    "caf\xc3\xa9 " SCIENTIST " \\");
	assert_string_equal(shown(*state, "\x1b[31mred\x07\x7f", false),
			    "\\x1b[31mred\\x07\\x7f");
	assert_string_equal(shown(*state, "a\tb\nc\rd", false),
			    "a\\x09b\\x0ac\\x0dd");
	assert_string_equal(shown(*state, "a\tb\nc\rd", true), "a\tb\nc\\x0dd");
	/* C1: CSI as a character, and as the bare byte. */
	assert_string_equal(shown(*state,
				  "\xc2\x9b"
				  "2J \x9b"
				  "2J",
				  true),
			    "\\u009b2J \\x9b2J");
	assert_string_equal(shown(*state, "\xc2\x80\xc2\x9f\xc2\xa0", false),
			    "\\u0080\\u009f\xc2\xa0");
	assert_string_equal(shown(*state, "a\xe2\x80\xaegpj.exe", false),
			    "a\\u202egpj.exe");
	assert_string_equal(shown(*state, "\xff\xfe\xc3(\xe6\x97", true),
			    "\\xff\\xfe\\xc3(\\xe6\\x97");
}

static bool
is_bidi_or_line(int32_t code)
{
	return code == 0x61c || code == 0x200e || code == 0x200f ||
	       (code >= 0x2028 && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069);
}

/* Every character is itself, or is escaped as it should be. */
static void
test_show_every_character(void **state)
{
	struct jam_mark mark = jam_arena_mark(*state);

	for (int32_t code = 1; code < 0x110000; code++) {
		utf8proc_uint8_t text[5] = "";
		bool danger = code < 0x20 || (code >= 0x7f && code < 0xa0) ||
			      is_bidi_or_line(code);

		if (!utf8proc_codepoint_valid(code))
			continue;
		utf8proc_encode_char(code, text);
		assert_int_equal(strcmp(shown(*state, (char *)text, false),
					(char *)text) != 0,
				 danger);
		jam_arena_reset(*state, mark);
	}
}

/* No byte that a terminal obeys comes through, whatever goes in. */
static void
test_show_any_bytes(void **state)
{
	struct jam_mark mark = jam_arena_mark(*state);
	struct jam_rng rng = { { 9, 10, 11, 12 } };

	for (size_t k = 0; k < 50000; k++) {
		char bytes[12] = "";
		const char *p;
		int32_t code;
		size_t n, bad;

		for (size_t i = 0; i < 11; i++)
			bytes[i] = (char)(jam_rng_next(&rng) >>
					  (jam_rng_below(&rng, 2) * 2));
		p = shown(*state, bytes, false);
		assert_true(jam_utf8_check(p, strlen(p), &bad));
		for (; (n = jam_utf8_next(p, &code)) > 0; p += n)
			assert_true(code >= 0x20 && code != 0x7f &&
				    (code < 0x80 || code >= 0xa0) &&
				    !is_bidi_or_line(code));
		jam_arena_reset(*state, mark);
	}
}

static void
test_clean(void **state)
{
	struct jam_buf out;

	jam_buf_init(&out, *state);
	jam_utf8_clean(&out, "a\tb\n\r\x1b[1m\x7f\xc2\x9b \xe2\x80\xaa"
			     "c\xe2\x80\xae\xe2\x81\xa6\xe2\x81\xa9"
			     "<&>\xff \xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd"
			     "\xe2\x80\x8f" SCIENTIST);
	assert_string_equal(
	    jam_buf_string(&out),
	    "a\tb\n[1m c<&> \xef\xbf\xbd\xe2\x80\x8f" SCIENTIST);
	jam_buf_clear(&out);
	jam_utf8_clean(&out, "");
	assert_string_equal(jam_buf_string(&out), "");
}

/* The recurrence as it is written down, without a table. */
static unsigned
slow_distance(const char *a, size_t m, const char *b, size_t n)
{
	unsigned best, other;

	if (m == 0 || n == 0)
		return (unsigned)(m + n);
	best = slow_distance(a, m - 1, b, n) + 1;
	other = slow_distance(a, m, b, n - 1) + 1;
	best = other < best ? other : best;
	other = slow_distance(a, m - 1, b, n - 1) + (a[m - 1] != b[n - 1]);
	best = other < best ? other : best;
	if (m > 1 && n > 1 && a[m - 1] == b[n - 2] && a[m - 2] == b[n - 1]) {
		other = slow_distance(a, m - 2, b, n - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void
test_distance(void **state)
{
	struct jam_rng rng = { { 13, 14, 15, 16 } };
	char longer[65];

	(void)state;
	assert_int_equal(jam_utf8_distance("", "", 9), 0);
	assert_int_equal(jam_utf8_distance("assign", "asisgn", 9), 1);
	assert_int_equal(jam_utf8_distance("kitten", "sitting", 9), 3);
	assert_int_equal(jam_utf8_distance("kitten", "sitting", 2), 2);
	assert_int_equal(jam_utf8_distance("ca", "abc", 9), 3);
	memset(longer, 'a', 64);
	longer[64] = '\0';
	assert_int_equal(jam_utf8_distance(longer, longer, 9), 9);
	assert_int_equal(jam_utf8_distance(longer + 1, longer + 1, 9), 0);
	assert_int_equal(jam_utf8_distance(longer + 1, "", 99), 63);
	assert_int_equal(jam_utf8_distance(longer, "", 99), 99);
	assert_int_equal(jam_utf8_distance("", longer, 99), 99);
	for (size_t k = 0; k < 2000; k++) {
		char a[7] = "", b[7] = "";
		size_t m = jam_rng_below(&rng, 7), n = jam_rng_below(&rng, 7);

		for (size_t i = 0; i < m; i++)
			a[i] = (char)('a' + jam_rng_below(&rng, 3));
		for (size_t i = 0; i < n; i++)
			b[i] = (char)('a' + jam_rng_below(&rng, 3));
		assert_int_equal(jam_utf8_distance(a, b, 99),
				 slow_distance(a, m, b, n));
	}
}

static void
test_nearest(void **state)
{
	static const char *const words[] = { "assign", "award", "rate", "rank",
					     "create" };

	(void)state;
	assert_ptr_equal(jam_utf8_nearest("asign", words, 5), words[0]);
	assert_ptr_equal(jam_utf8_nearest("rat", words, 5), words[2]);
	/* "ran" is as near to both; the first stands. */
	assert_ptr_equal(jam_utf8_nearest("raxe", words, 5), words[2]);
	assert_ptr_equal(jam_utf8_nearest("rane", words + 2, 2), words[2]);
	assert_ptr_equal(jam_utf8_nearest("award", words, 5), words[1]);
	assert_null(jam_utf8_nearest("export", words, 5));
	assert_null(jam_utf8_nearest("asgnxx", words, 5));
	assert_null(jam_utf8_nearest("assign", words, 0));
	assert_null(jam_utf8_nearest("", words, 5));
	/* One letter may be wrong in the shortest word too. */
	assert_null(jam_utf8_nearest("x", words, 5));
	assert_string_equal(jam_utf8_nearest("lz", (const char *[]){ "ls" }, 1),
			    "ls");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_text),
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_check_any_bytes),
		cmocka_unit_test(test_next),
		JAM_TEST(test_fold),
		JAM_TEST(test_fold_twice),
		JAM_TEST(test_tidy),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_cut),
		JAM_TEST(test_show),
		JAM_TEST(test_show_every_character),
		JAM_TEST(test_show_any_bytes),
		JAM_TEST(test_clean),
		cmocka_unit_test(test_distance),
		cmocka_unit_test(test_nearest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
