/* SPDX-License-Identifier: MIT */
/* A letter from a template: "{word}" becomes what the word stands for. */
#ifndef JAM_RENDER_LETTER_H
#define JAM_RENDER_LETTER_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_buf;

struct jam_letter_word {
	const char *word, *means; /* means NULL: nothing */
};

/* The letter to the team of a project that was retracted. */
extern const char jam_letter_retracted[];

/*
 * Add the letter to out; "{{" is a brace.  A word that is not known, or a
 * brace that is never closed, is JAM_E_DATA and names the line of the
 * template (with "did you mean").
 */
struct jam_letter {
	const char *name, *template; /* name: of the file, for errors */
	const struct jam_letter_word *words;
	size_t words_len;
};
JAM_MUST_USE bool jam_letter_write(const struct jam_letter *letter,
				   struct jam_arena *arena, struct jam_buf *out,
				   struct jam_error *err);

#endif
