/* SPDX-License-Identifier: MIT */
/* Bytes that somebody brought: kind, encoding, lines. */
#include "core/import/source.h"

#include <string.h>
#include <strings.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"

#define ROOM  (4 * JAM_SOURCE_SLICE)
#define SNIFF 512

/* Files that are no text, by their first bytes. */
static const struct {
	const char *magic;
	size_t length;
	const char *what, *then;
} kinds[] = {
	{ "PK\003\004", 4, "a spreadsheet (.xlsx, .ods)", "save it as" },
	{ "\320\317\021\340", 4, "an old .xls spreadsheet", "save it as" },
	{ "%PDF", 4, "a PDF", "save the table as" },
	{ "\037\213", 2, "a gzip file", "unpack it first, then use the" },
	{ "SQLite format 3", 15, "a database", "export the table as" },
};

static const char *const pages[] = { "<!doctype", "<html", "<?xml" };

static const char *
wanted(enum jam_source_use use)
{
	return use == JAM_USE_TABLE ? "\"CSV UTF-8\"" : "plain UTF-8 text";
}

static bool
is_utf16(const unsigned char *bytes, size_t length)
{
	size_t odd = 0, even = 0;

	if (length >= 2 && ((bytes[0] == 0xff && bytes[1] == 0xfe) ||
			    (bytes[0] == 0xfe && bytes[1] == 0xff)))
		return true;
	if (length < 4)
		return false;
	for (size_t i = 0; i < length; i++)
		if (bytes[i] == 0)
			*(i % 2 == 0 ? &even : &odd) += 1;
	return (odd == length / 2 && even == 0) ||
	       (even == (length + 1) / 2 && odd == 0);
}

static bool
refuse_page(enum jam_source_use use, struct jam_error *err)
{
	if (use == JAM_USE_BALLOT) {
		jam_fail(err, JAM_E_DATA,
			 "this is the form; the answers are in the .json that "
			 "\"Save ballot\" makes");
		return jam_hint(err, "open it in a browser, choose \"Save "
				     "ballot\" and import that file");
	}
	jam_fail(err, JAM_E_DATA,
		 "this is a web page, perhaps the login page, saved as %s",
		 use == JAM_USE_TABLE ? ".csv" : "a text file");
	return jam_hint(err, "log in, and download the file as %s",
			wanted(use));
}

static bool
judge_kind(const unsigned char *bytes, size_t length, enum jam_source_use use,
	   struct jam_error *err)
{
	size_t skip = strspn((const char *)bytes, " \t\r\n");

	if (is_utf16(bytes, length)) {
		jam_fail(err, JAM_E_DATA, "this is UTF-16, not UTF-8");
		return jam_hint(err, "save it as %s", wanted(use));
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (length >= kinds[i].length &&
		    memcmp(bytes, kinds[i].magic, kinds[i].length) == 0) {
			jam_fail(err, JAM_E_DATA, "this is %s", kinds[i].what);
			return jam_hint(err, "%s %s", kinds[i].then,
					wanted(use));
		}
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		if (strncasecmp((const char *)bytes + skip, pages[i],
				strlen(pages[i])) == 0)
			return refuse_page(use, err);
	return true;
}

static bool
measure(struct jam_source *source, struct jam_error *err)
{
	off_t size;

	if (fseeko(source->file, 0, SEEK_END) != 0 ||
	    (size = ftello(source->file)) < 0 ||
	    fseeko(source->file, 0, SEEK_SET) != 0)
		return jam_fail(err, JAM_E_IO,
				"this file cannot be read twice");
	source->size = (uint64_t)size;
	if (source->size > JAM_SOURCE_MAX) {
		jam_fail(err, JAM_E_DATA, "the file has %.1f MiB, at most 256",
			 (double)source->size / (1 << 20));
		return jam_hint(err, "split it");
	}
	return true;
}

static bool
look(struct jam_source *source, struct jam_error *err)
{
	unsigned char head[SNIFF + 1] = { 0 }, *text = head;
	size_t length;

	if (!measure(source, err))
		return false;
	length = fread(head, 1, SNIFF, source->file);
	if (ferror(source->file))
		return jam_fail(err, JAM_E_IO, "reading failed");
	if (length >= 3 && memcmp(head, "\357\273\277", 3) == 0) {
		source->start = 3;
		text += 3;
		length -= 3;
	}
	if (length == 0)
		return jam_fail(err, JAM_E_DATA, "the file is empty");
	if (!judge_kind(text, length, source->use, err))
		return false;
	text += strspn((const char *)text, " \t\r\n");
	source->json = *text == '{' || *text == '[';
	return true;
}

bool
jam_source_init(struct jam_source *source, struct jam_error *err)
{
	if (!look(source, err))
		return jam_error_at(err, source->name, 0, 0, NULL);
	source->bytes = jam_alloc(source->arena, ROOM);
	if (source->encoding != JAM_UTF8)
		source->text =
		    jam_alloc(source->arena, 3 * (JAM_SOURCE_SLICE + 1));
	return jam_source_rewind(source, err);
}

bool
jam_source_rewind(struct jam_source *source, struct jam_error *err)
{
	source->at = source->end = source->feed = 0;
	source->offset = source->start;
	source->line = 1;
	source->last = false;
	if (fseeko(source->file, (off_t)source->start, SEEK_SET) == 0)
		return true;
	jam_fail(err, JAM_E_IO, "this file cannot be read twice");
	return jam_error_at(err, source->name, 0, 0, NULL);
}

/* Keep a whole slice, and one byte to see CRLF, in bytes while there is more */
static bool
fill(struct jam_source *source, struct jam_error *err)
{
	size_t kept = source->end - source->at;
	size_t got;

	if (kept > JAM_SOURCE_SLICE || source->last)
		return true;
	memmove(source->bytes, source->bytes + source->at, kept);
	source->offset += source->at;
	source->feed =
	    source->feed > source->at ? source->feed - source->at : 0;
	if (source->feed > kept)
		source->feed = kept;
	source->at = 0;
	got = fread(source->bytes + kept, 1, ROOM - kept, source->file);
	source->end = kept + got;
	source->last = got < ROOM - kept;
	if (!ferror(source->file))
		return true;
	jam_fail(err, JAM_E_IO, "reading failed");
	return jam_error_at(err, source->name, source->line, 0, NULL);
}

/* Where the next LF is; found once, since a file may know only CR. */
static size_t
next_feed(struct jam_source *source)
{
	const unsigned char *found;

	if (source->feed >= source->at && source->feed < source->end &&
	    source->bytes[source->feed] == '\n')
		return source->feed;
	if (source->feed < source->at)
		source->feed = source->at;
	found = memchr(source->bytes + source->feed, '\n',
		       source->end - source->feed);
	source->feed =
	    found == NULL ? source->end : (size_t)(found - source->bytes);
	return source->feed;
}

/* Length of the next slice; *whole: it ends a line. */
static size_t
cut(struct jam_source *source, bool *whole)
{
	const unsigned char *bytes = source->bytes + source->at;
	size_t feed = next_feed(source) - source->at;
	size_t length = source->end - source->at;
	const unsigned char *back;

	*whole = feed < length;
	if (*whole)
		length = feed + 1;
	if (length > JAM_SOURCE_SLICE) {
		length = JAM_SOURCE_SLICE;
		*whole = false;
	}
	back = memchr(bytes, '\r', length);
	if (back != NULL) {
		length = (size_t)(back - bytes) + 1;
		if (source->at + length < source->end && back[1] == '\n')
			length++;
		*whole = true;
	}
	for (int i = 0; i < 3 && source->encoding == JAM_UTF8 && !*whole &&
			source->at + length < source->end && length > 1 &&
			(bytes[length] & 0xc0) == 0x80;
	     i++)
		length--;
	return length;
}

static bool
bad_byte(const struct jam_source *source, size_t i, const char *encoding,
	 struct jam_error *err)
{
	unsigned char c = source->bytes[source->at + i];
	uint64_t offset = source->offset + source->at + i;

	if (c == 0)
		jam_fail(err, JAM_E_DATA, "a NUL byte at offset %ju",
			 (uintmax_t)offset);
	else
		jam_fail(err, JAM_E_DATA, "byte 0x%02x at offset %ju is not %s",
			 c, (uintmax_t)offset, encoding);
	if (c == 0)
		jam_hint(err, "text holds none: save it as \"CSV UTF-8\"");
	else if (source->use == JAM_USE_DOCUMENT)
		jam_hint(err, "save it as UTF-8");
	else if (source->encoding == JAM_UTF8)
		jam_hint(err, "save it as UTF-8, or say --encoding cp1252 if "
			      "it comes from an old Windows program");
	else
		jam_hint(err, "leave --encoding out if it is UTF-8; else save "
			      "it as \"CSV UTF-8\"");
	return jam_error_at(err, source->name, source->line, 0, NULL);
}

/* True if all bytes are ASCII and none is NUL; eight at a time. */
static bool
is_plain(const unsigned char *bytes, size_t length)
{
	const uint64_t ones = 0x0101010101010101, highs = ones << 7;
	uint64_t word, seen = 0;
	size_t i = 0;

	for (; i + sizeof word <= length; i += sizeof word) {
		memcpy(&word, bytes + i, sizeof word);
		seen |= word | ((word - ones) & ~word);
	}
	if ((seen & highs) != 0)
		return false;
	for (; i < length; i++)
		if (bytes[i] == 0 || bytes[i] >= 0x80)
			return false;
	return true;
}

/* The 32 code points of cp1252 from 0x80 on; 0 is undefined. */
static const uint16_t cp1252[32] = {
	0x20ac, 0,	0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,	0x017d, 0,
	0,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,	0x017e, 0x0178,
};

static size_t
put_code(char *out, unsigned code)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	out[0] = (char)(0xe0 | code >> 12);
	out[1] = (char)(0x80 | (code >> 6 & 0x3f));
	out[2] = (char)(0x80 | (code & 0x3f));
	return 3;
}

static bool
translate(struct jam_source *source, size_t length, struct jam_slice *slice,
	  struct jam_error *err)
{
	const unsigned char *bytes = source->bytes + source->at;
	bool windows = source->encoding == JAM_CP1252;
	size_t made = 0;

	for (size_t i = 0; i < length; i++) {
		unsigned code = bytes[i];

		if (windows && code >= 0x80 && code < 0xa0)
			code = cp1252[code - 0x80];
		if (code == 0)
			return bad_byte(source, i, "cp1252", err);
		made += put_code(source->text + made, code);
	}
	slice->text = source->text;
	slice->length = made;
	return true;
}

static bool
decode(struct jam_source *source, size_t length, struct jam_slice *slice,
       struct jam_error *err)
{
	const unsigned char *bytes = source->bytes + source->at;
	size_t bad;

	slice->text = (const char *)bytes;
	slice->length = length;
	if (is_plain(bytes, length))
		return true;
	if (source->encoding != JAM_UTF8)
		return translate(source, length, slice, err);
	return jam_utf8_check(slice->text, length, &bad) ||
	       bad_byte(source, bad, "UTF-8", err);
}

bool
jam_source_slice(struct jam_source *source, struct jam_slice *slice,
		 struct jam_error *err)
{
	bool whole;
	size_t length;

	if (!fill(source, err))
		return false;
	*slice = (struct jam_slice){ .text = "", .line = source->line };
	if (source->at == source->end)
		return true;
	length = cut(source, &whole);
	if (!decode(source, length, slice, err))
		return false;
	source->at += length;
	source->line += whole ? 1 : 0;
	return true;
}

bool
jam_source_text(struct jam_source *source, size_t max, char **text,
		size_t *length, struct jam_error *err)
{
	struct jam_slice slice;
	struct jam_buf buf;

	jam_buf_init(&buf, source->arena);
	do {
		if (!jam_source_slice(source, &slice, err))
			return false;
		jam_buf_add(&buf, slice.text, slice.length);
		if (buf.length > max) {
			jam_fail(err, JAM_E_DATA,
				 "the file has more than %zu KiB", max >> 10);
			return jam_error_at(err, source->name, slice.line, 0,
					    NULL);
		}
	} while (slice.length > 0);
	jam_buf_char(&buf, '\0');
	*text = buf.data;
	*length = buf.length - 1;
	return true;
}
