/* SPDX-License-Identifier: MIT */
/* Filling in a letter. */
#include "core/render/letter.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"

const char jam_letter_retracted[] =
    "To: {members}\n"
    "Subject: {title} at {event}\n"
    "\n"
    "Dear {team},\n"
    "\n"
    "on {date} your project \"{title}\" (number {number}) was taken out of\n"
    "the competition of {event}.\n"
    "\n"
    "Why: {reason}\n"
    "\n"
    "{shown}\n"
    "\n"
    "Its ratings stay in the record, under seal. If this is wrong, please\n"
    "answer this letter: the organizers can restore the project.\n"
    "\n"
    "Receipt: {receipt}\n";

static bool
unknown(const struct jam_letter *letter, const char *word, size_t line,
	struct jam_arena *arena, struct jam_error *err)
{
	const char **words =
	    jam_alloc_array(arena, letter->words_len, sizeof(*words));
	const char *near;

	for (size_t i = 0; i < letter->words_len; i++)
		words[i] = letter->words[i].word;
	near = jam_utf8_nearest(word, words, letter->words_len);
	jam_fail(err, JAM_E_DATA, "\"{%s}\" is no word of this letter", word);
	jam_error_at(err, letter->name, line, 0, NULL);
	return near != NULL ? jam_hint(err, "did you mean {%s}?", near)
			    : jam_hint(err, "{{ is a brace");
}

static bool
fill(const struct jam_letter *letter, const char *word, size_t line,
     struct jam_arena *arena, struct jam_buf *out, struct jam_error *err)
{
	for (size_t i = 0; i < letter->words_len; i++) {
		const struct jam_letter_word *w = &letter->words[i];

		if (strcmp(w->word, word) != 0)
			continue;
		jam_buf_text(out, w->means != NULL ? w->means : "");
		return true;
	}
	return unknown(letter, word, line, arena, err);
}

bool
jam_letter_write(const struct jam_letter *letter, struct jam_arena *arena,
		 struct jam_buf *out, struct jam_error *err)
{
	size_t line = 1, n;

	for (const char *at = letter->template; *at != '\0'; at++) {
		line += *at == '\n';
		if (*at != '{') {
			jam_buf_char(out, *at);
			continue;
		}
		if (at[1] == '{') {
			jam_buf_char(out, *at++);
			continue;
		}
		n = strcspn(at, "}\n");
		if (at[n] != '}') {
			jam_fail(err, JAM_E_DATA, "a brace is never closed");
			jam_error_at(err, letter->name, line, 0, NULL);
			return jam_hint(err, "{{ is a brace");
		}
		if (!fill(letter, jam_strndup(arena, at + 1, n - 1), line,
			  arena, out, err))
			return false;
		at += n;
	}
	return true;
}
