/* SPDX-License-Identifier: MIT */
/*
 * Which rows of a file mean the same thing, known before any row is handed on:
 * the last one wins.  About 60 bytes a row.
 */
#ifndef JAM_IMPORT_FOLDS_H
#define JAM_IMPORT_FOLDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jam_arena;

struct jam_fold {
	const char *key;
	uint32_t last; /* line of the last row with this key */
	uint32_t rows; /* how many there are */
	void *held;    /* an earlier row, kept for the last; or NULL */
};

struct jam_folds {
	struct jam_arena *arena;
	struct jam_fold **blocks; /* of a fixed number of folds each */
	size_t blocks_room;
	uint64_t *index; /* open addressing: half the hash, then fold + 1; */
			 /* 0: empty */
	size_t count, index_size;
	char *pool; /* where keys are copied to */
	size_t pool_left;
	size_t doubles; /* rows that have an earlier one */
};

void jam_folds_init(struct jam_folds *folds, struct jam_arena *arena);

/* Note a row; lines must come in ascending order. */
void jam_folds_add(struct jam_folds *folds, const char *key, size_t line);

/* Fold i of count. */
struct jam_fold *jam_folds_at(const struct jam_folds *folds, size_t i);

/* The fold of a key that was added, or NULL. */
struct jam_fold *jam_folds_find(const struct jam_folds *folds, const char *key);

/* Whether the row of this line is the last of its key; NULL: it is alone. */
static inline bool
jam_fold_is_last(const struct jam_fold *fold, size_t line)
{
	return fold == NULL || fold->last == line;
}

#endif
