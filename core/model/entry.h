/* SPDX-License-Identifier: MIT */
/*
 * A row or an act as canonical bytes: JSON with sorted keys, no blanks,
 * integers and ASCII strings (faults.md 3).  Texts that a person typed stand
 * as commitments, SHA-256(salt · field name · 0 · value), so that the log
 * binds them without holding them.
 */
#ifndef JAM_MODEL_ENTRY_H
#define JAM_MODEL_ENTRY_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/hash.h"

#define JAM_SALT_SIZE 16

struct jam_entry {
	struct jam_buf buf;
	const uint8_t *salt;  /* JAM_SALT_SIZE bytes, borrowed; NULL: no text */
	const char *last_key; /* keys must come in byte order; asserted */
};

void jam_entry_begin(struct jam_entry *entry, struct jam_arena *arena,
		     const uint8_t *salt);

/* A number, JAM_NONE as null. */
void jam_entry_int(struct jam_entry *entry, const char *key, int64_t n);

/* A uid, a word of a fixed list, a digest: ASCII; NULL as null. */
void jam_entry_word(struct jam_entry *entry, const char *key, const char *word);

/*
 * A typed text as its commitment in hex; NULL as null.  A text whose salt is
 * gone, in a file that someone changed, is false, as no text is.
 */
void jam_entry_text(struct jam_entry *entry, const char *key, const char *text);

/* Canonical JSON made elsewhere (an array, an object). */
void jam_entry_json(struct jam_entry *entry, const char *key, const char *json);

/* Close it: the bytes, NUL-terminated, of the arena. */
const char *jam_entry_end(struct jam_entry *entry);

/* The commitment of one text, 64 hex digits and NUL. */
void jam_entry_commit(const uint8_t *salt, const char *field, const char *text,
		      char hex[65]);

#endif
