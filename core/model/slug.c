/* SPDX-License-Identifier: MIT */
/* Slugs: [a-z0-9-]{1,64}, made from titles. */
#include "core/model/slug.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/map.h"
#include "core/base/utf8.h"

#define SLUG_MAX 64

/* Letters that do not decompose, and what people write for them. */
static const struct {
	int32_t code;
	const char *ascii;
} letters[] = {
	{ 0xe6, "ae" }, { 0xf0, "d" },	 { 0xf8, "o" },	 { 0xfe, "th" },
	{ 0x111, "d" }, { 0x127, "h" },	 { 0x131, "i" }, { 0x142, "l" },
	{ 0x14b, "n" }, { 0x153, "oe" }, { 0x167, "t" },
};

/* Windows keeps these as device names, whatever stands behind a dot. */
static const char *const reserved[] = {
	"aux",	"com1", "com2", "com3", "com4", "com5", "com6", "com7",
	"com8", "com9", "con",	"lpt1", "lpt2", "lpt3", "lpt4", "lpt5",
	"lpt6", "lpt7", "lpt8", "lpt9", "nul",	"prn",
};

static bool
is_slug_char(int32_t code)
{
	return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
}

bool
jam_slug_check(const char *text)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < n; i++)
		if (!is_slug_char((unsigned char)text[i]) && text[i] != '-')
			return false;
	return n >= 1 && n <= SLUG_MAX;
}

static const char *
letter(int32_t code)
{
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (letters[i].code == code)
			return letters[i].ascii;
	return NULL;
}

/* An apostrophe does not part a word: "Ada's" is "adas". */
static bool
is_apostrophe(int32_t code)
{
	return code == '\'' || code == 0x2019 || code == 0x2bc;
}

static void
add_words(struct jam_buf *out, const char *plain)
{
	int32_t code;
	size_t n;
	bool gap = false;

	for (; (n = jam_utf8_next(plain, &code)) > 0; plain += n) {
		const char *ascii = letter(code);
		char self[2] = { (char)code, '\0' };

		if (ascii == NULL && is_slug_char(code))
			ascii = self;
		if (ascii == NULL) {
			gap = gap || !is_apostrophe(code);
			continue;
		}
		if (gap && out->length > 0)
			jam_buf_char(out, '-');
		gap = false;
		jam_buf_text(out, ascii);
	}
}

/* Cut to at most max bytes, without a hyphen at the end. */
static const char *
cut(struct jam_arena *arena, const char *slug, size_t max)
{
	size_t n = strlen(slug);

	n = n > max ? max : n;
	while (n > 1 && slug[n - 1] == '-')
		n--;
	return jam_strndup(arena, slug, n);
}

const char *
jam_slug_make(struct jam_arena *arena, const char *text, const char *fallback)
{
	struct jam_buf out;
	const char *slug;

	jam_buf_init(&out, arena);
	add_words(&out, jam_utf8_plain(arena, text));
	if (out.length == 0)
		return fallback;
	slug = cut(arena, jam_buf_string(&out), SLUG_MAX);
	for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
		if (strcmp(slug, reserved[i]) == 0)
			return jam_format(arena, "%s-x", slug);
	return slug;
}

const char *
jam_slug_numbered(struct jam_arena *arena, const char *slug, size_t n)
{
	const char *tail = jam_format(arena, "-%zu", n);

	return jam_format(arena, "%s%s",
			  cut(arena, slug, SLUG_MAX - strlen(tail)), tail);
}

const char *
jam_slug_take(struct jam_map *taken, const char *first, const char *slug,
	      struct jam_arena *arena)
{
	const char *name = jam_format(arena, "%s%s", first, slug);
	size_t *last = jam_map_find(taken, name), *one;

	while (last != NULL && jam_map_find(taken, name) != NULL)
		name = jam_format(arena, "%s%s", first,
				  jam_slug_numbered(arena, slug, ++*last));
	one = jam_alloc(taken->arena, sizeof(*one));
	*one = 1;
	jam_map_put(taken, name, one);
	return name;
}
