/* SPDX-License-Identifier: MIT */
/* Text, by utf8proc's tables. */
#include "core/base/utf8.h"

#include <string.h>
#include <utf8proc.h>

#include "core/base/arena.h"
#include "core/base/buf.h"

#define WORD_MAX 63

/* Makes the grapheme before it an emoji, which is wide. */
#define EMOJI_SELECTOR 0xfe0f

bool
jam_same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
is_ascii(const char *text)
{
	while (*text > 0)
		text++;
	return *text == '\0';
}

bool
jam_utf8_check(const char *text, size_t length, size_t *bad)
{
	size_t i = 0;

	while (i < length) {
		utf8proc_ssize_t n = 1;
		utf8proc_int32_t code;

		if (text[i] <= 0)
			n = utf8proc_iterate((const utf8proc_uint8_t *)text + i,
					     (utf8proc_ssize_t)(length - i),
					     &code);
		if (n <= 0 || text[i] == '\0') {
			*bad = i;
			return false;
		}
		i += (size_t)n;
	}
	return true;
}

/* As jam_utf8_next; false, and a length of 1, for an invalid byte. */
static bool
next_valid(const char *text, int32_t *code, size_t *length)
{
	utf8proc_ssize_t n;

	*length = *text != '\0';
	*code = (unsigned char)*text;
	if (*text >= 0)
		return true;
	n = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, code);
	if (n <= 0)
		return false;
	*length = (size_t)n;
	return true;
}

size_t
jam_utf8_next(const char *text, int32_t *code)
{
	size_t length;

	if (!next_valid(text, code, &length))
		*code = 0xfffd;
	return length;
}

static const char *
fold_ascii(struct jam_arena *arena, const char *text)
{
	char *folded = jam_strdup(arena, text);

	for (char *p = folded; *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p += 'a' - 'A';
	return folded;
}

/*
 * Marks upon one letter are put in order by exchange, which is quadratic: so
 * many are nobody's name.
 */
#define MARKS_MOST 256

static bool
has_heap_of_marks(const char *text)
{
	size_t n, marks = 0;
	int32_t code;

	while ((n = jam_utf8_next(text, &code)) > 0) {
		marks = utf8proc_get_property(code)->combining_class == 0
			    ? 0
			    : marks + 1;
		if (marks > MARKS_MOST)
			return true;
		text += n;
	}
	return false;
}

/* Never through malloc: a text that could not be mapped would be another. */
static const char *
map(struct jam_arena *arena, const char *text, utf8proc_option_t how)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_int32_t *codes;
	utf8proc_ssize_t n;

	how |= UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT |
	       UTF8PROC_CASEFOLD;
	n = utf8proc_decompose(bytes, 0, NULL, 0, how);
	if (n < 0)
		return jam_strdup(arena, text);
	/* utf8proc_reencode wants one byte more, for the NUL. */
	codes = jam_alloc_array(arena, (size_t)n + 1, sizeof(*codes));
	n = utf8proc_decompose(bytes, 0, codes, n, how);
	utf8proc_reencode(codes, n, how);
	return (const char *)codes;
}

const char *
jam_utf8_fold(struct jam_arena *arena, const char *text)
{
	if (is_ascii(text))
		return fold_ascii(arena, text);
	return has_heap_of_marks(text) ? jam_strdup(arena, text)
				       : map(arena, text, UTF8PROC_COMPOSE);
}

const char *
jam_utf8_plain(struct jam_arena *arena, const char *text)
{
	return map(arena, text,
		   UTF8PROC_DECOMPOSE | UTF8PROC_IGNORE | UTF8PROC_STRIPMARK);
}

static bool
is_space(int32_t code)
{
	if (code < 0x80)
		return code == ' ' || (code >= '\t' && code <= '\r');
	switch (utf8proc_category(code)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	default:
		return code == 0x85;
	}
}

static const char *
skip_space(const char *text)
{
	int32_t code;
	size_t n;

	while ((n = jam_utf8_next(text, &code)) > 0 && is_space(code))
		text += n;
	return text;
}

const char *
jam_utf8_tidy(struct jam_arena *arena, const char *text, bool one_line)
{
	const char *p = skip_space(text);
	struct jam_buf out;
	size_t n, kept = 0;
	int32_t code;

	jam_buf_init(&out, arena);
	while ((n = jam_utf8_next(p, &code)) > 0) {
		bool space = is_space(code);

		if (space && one_line) {
			jam_buf_char(&out, ' ');
			p = skip_space(p);
			continue;
		}
		if (code == '\r')
			jam_buf_text(&out, p[1] == '\n' ? "" : "\n");
		else
			jam_buf_add(&out, p, n);
		p += n;
		if (!space)
			kept = out.length;
	}
	return jam_strndup(arena, jam_buf_string(&out), kept);
}

const char *
jam_utf8_given(struct jam_arena *arena, const char *text)
{
	const char *tidy =
	    text != NULL ? jam_utf8_tidy(arena, text, false) : "";

	return *tidy != '\0' ? tidy : NULL;
}

/* The bytes of the first grapheme, 0 at the end; its columns in *width. */
static size_t
next_grapheme(const char *text, size_t *width)
{
	utf8proc_int32_t state = 0;
	int32_t before, code;
	size_t n, length = jam_utf8_next(text, &before);

	*width = 0;
	if (length == 0)
		return 0;
	*width = (size_t)utf8proc_charwidth(before);
	while ((n = jam_utf8_next(text + length, &code)) > 0 &&
	       !utf8proc_grapheme_break_stateful(before, code, &state)) {
		*width += code == EMOJI_SELECTOR
			      ? 1
			      : (size_t)utf8proc_charwidth(code);
		length += n;
		before = code;
	}
	/* Joined emoji, jamo and flags add up to more than is drawn. */
	if (*width > 2)
		*width = 2;
	return length;
}

size_t
jam_utf8_cut(const char *text, size_t columns, size_t *width)
{
	size_t length = 0, n, w;

	*width = 0;
	while ((n = next_grapheme(text + length, &w)) > 0 &&
	       *width + w <= columns) {
		length += n;
		*width += w;
	}
	return length;
}

size_t
jam_utf8_width(const char *text)
{
	size_t width;

	jam_utf8_cut(text, SIZE_MAX, &width);
	return width;
}

size_t
jam_utf8_length(const char *text)
{
	size_t count = 0, n;
	int32_t code;

	for (; (n = jam_utf8_next(text, &code)) > 0; text += n)
		count++;
	return count;
}

static bool
is_control(int32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

/* Those that open or close a stretch of text. */
static bool
is_embedding(int32_t code)
{
	return (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069);
}

static bool
must_escape(int32_t code, bool keep_lines)
{
	if (code == '\n' || code == '\t')
		return !keep_lines;
	return is_control(code) || is_embedding(code) || code == 0x061c ||
	       code == 0x200e || code == 0x200f || code == 0x2028 ||
	       code == 0x2029;
}

void
jam_utf8_show(struct jam_buf *out, const char *text, bool keep_lines)
{
	const char *from = text;
	int32_t code;
	size_t n;

	for (; *text != '\0'; text += n) {
		bool valid = next_valid(text, &code, &n);

		if (valid && !must_escape(code, keep_lines))
			continue;
		jam_buf_add(out, from, (size_t)(text - from));
		if (n == 1)
			jam_buf_format(out, "\\x%02x", (unsigned char)*text);
		else
			jam_buf_format(out, "\\u%04x", (unsigned)code);
		from = text + n;
	}
	jam_buf_add(out, from, (size_t)(text - from));
}

static bool
must_drop(int32_t code)
{
	if (code == '\n' || code == '\t')
		return false;
	return is_control(code) || is_embedding(code) || code == 0xfffe ||
	       code == 0xffff;
}

void
jam_utf8_clean(struct jam_buf *out, const char *text)
{
	const char *from = text;
	int32_t code;
	size_t n;

	for (; *text != '\0'; text += n) {
		if (next_valid(text, &code, &n) && !must_drop(code))
			continue;
		jam_buf_add(out, from, (size_t)(text - from));
		from = text + n;
	}
	jam_buf_add(out, from, (size_t)(text - from));
}

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

unsigned
jam_utf8_distance(const char *a, const char *b, unsigned cap)
{
	/* Rows i - 2, i - 1 and i of the table, by i modulo 3. */
	unsigned rows[3][WORD_MAX + 1];
	size_t m = strlen(a), n = strlen(b);

	if (m > WORD_MAX || n > WORD_MAX)
		return cap;
	for (size_t j = 0; j <= n; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= m; i++) {
		const unsigned *two = rows[(i + 1) % 3];
		const unsigned *one = rows[(i + 2) % 3];
		unsigned *row = rows[i % 3];

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= n; j++) {
			row[j] = least(one[j], row[j - 1]) + 1;
			row[j] =
			    least(row[j], one[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], two[j - 2] + 1);
		}
	}
	return least(rows[m % 3][n], cap);
}

const char *
jam_utf8_nearest(const char *word, const char *const *words, size_t count)
{
	size_t third = strlen(word) / 3;
	unsigned best =
	    third < 1 ? 2 : (unsigned)least((unsigned)third, 63) + 1;
	const char *nearest = NULL;

	for (size_t i = 0; i < count; i++) {
		unsigned distance = jam_utf8_distance(word, words[i], best);

		if (distance < best) {
			best = distance;
			nearest = words[i];
		}
	}
	return nearest;
}
