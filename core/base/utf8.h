/* SPDX-License-Identifier: MIT */
/*
 * Text: checked at the door, folded for comparing, measured for tables, shown
 * without danger.  Made with utf8proc; no locale is ever asked.
 */
#ifndef JAM_BASE_UTF8_H
#define JAM_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_buf;

/* The same bytes, or both absent (NULL). */
bool jam_same_text(const char *a, const char *b);

/* True if all bytes are UTF-8 without NUL; else *bad is the first offset. */
JAM_MUST_USE bool jam_utf8_check(const char *text, size_t length, size_t *bad);

/*
 * One code point: its length in bytes (0 at the end), the value in *code.  A
 * byte that is not UTF-8 is U+FFFD, of length 1.
 */
size_t jam_utf8_next(const char *text, int32_t *code);

/*
 * NFKC and case folded (so "Straße" and "STRASSE" are the same), for comparing
 * and as a key; never shown.  Folding twice changes nothing.  Text must be
 * checked; with more than 256 marks upon one letter it comes back as it is.
 */
const char *jam_utf8_fold(struct jam_arena *arena, const char *text);

/*
 * NFKD, case folded, combining marks and invisible characters left out: "Über
 * ﬁve" is "uber five"; what a slug is made of.  Text must be checked.
 */
const char *jam_utf8_plain(struct jam_arena *arena, const char *text);

/*
 * As it is kept: outer blanks off, CR and CRLF to LF.  With one_line, every
 * run of white space (line breaks included) is one blank.  White space is what
 * Unicode calls so, the no-break space too.  NFC is not applied: text stays as
 * written.
 */
const char *jam_utf8_tidy(struct jam_arena *arena, const char *text,
			  bool one_line);

/* The same, its lines kept; NULL for NULL, and where nothing is left. */
const char *jam_utf8_given(struct jam_arena *arena, const char *text);

/*
 * Columns on a terminal, of text as jam_utf8_show makes it: for each grapheme
 * 0 (a mark alone), 1 or 2 (East Asian wide, emoji, flags; U+FE0F makes wide).
 */
size_t jam_utf8_width(const char *text);

/* Code points, for length limits in characters. */
size_t jam_utf8_length(const char *text);

/*
 * The first bytes of text that fit into `columns`, at a grapheme's border;
 * *width is their width.
 */
size_t jam_utf8_cut(const char *text, size_t columns, size_t *width);

/*
 * Append text so that it may reach a terminal: C0 (newline and TAB too unless
 * keep_lines), DEL and invalid bytes as \x1b; C1, bidi controls, U+2028 and
 * U+2029 as \u202e.  The only function that writes users' text for a terminal.
 */
void jam_utf8_show(struct jam_buf *out, const char *text, bool keep_lines);

/*
 * Append text for a document (Markdown, HTML, SVG, iCalendar): C0 but TAB and
 * LF, DEL, C1, U+202A..202E, U+2066..2069, what XML forbids (U+FFFE, U+FFFF)
 * and invalid bytes dropped, nothing escaped.
 */
void jam_utf8_clean(struct jam_buf *out, const char *text);

/*
 * The edit distance (insert, delete, substitute, swap neighbours; Damerau
 * 1964, restricted) of two short ASCII words, for "did you mean"; at most cap.
 * Words of more than 63 bytes are cap apart.
 */
unsigned jam_utf8_distance(const char *a, const char *b, unsigned cap);

/*
 * The nearest of `count` words to `word`, or NULL when none is near enough
 * (distance at most a third of the length, at least 1).  Of several the first.
 */
const char *jam_utf8_nearest(const char *word, const char *const *words,
			     size_t count);

#endif
