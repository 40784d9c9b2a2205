/* SPDX-License-Identifier: MIT */
/* The corpora of ../shared: hostile, odd and standard texts. */
#ifndef JAM_TESTS_UNIT_CORPUS_H
#define JAM_TESTS_UNIT_CORPUS_H

#include <stddef.h>

struct jam_arena;

struct jam_corpus {
	const char **texts;
	size_t count, capacity;
};

/*
 * All 110 payloads, 515 naughty strings and 694 CommonMark examples; skips the
 * test, aloud, where they are not there.
 */
void jam_corpus_read(struct jam_corpus *corpus, struct jam_arena *arena);

/* The pathological texts without a NUL, whole; their names beside them. */
void jam_corpus_slow(struct jam_corpus *texts, struct jam_corpus *names,
		     struct jam_arena *arena);

#endif
