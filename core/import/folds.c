/* SPDX-License-Identifier: MIT */
/* Keys of rows in a hash table that never moves its entries. */
#include "core/import/folds.h"

#include <string.h>

#include "core/base/arena.h"

#define BLOCK ((size_t)1 << 14)
#define POOL  ((size_t)1 << 16)

void
jam_folds_init(struct jam_folds *folds, struct jam_arena *arena)
{
	*folds = (struct jam_folds){ .arena = arena };
}

/* FNV-1a (Fowler, Noll, Vo), mixed; equality is by the text. */
static size_t
hash(const char *key)
{
	uint64_t h = 0xcbf29ce484222325;

	for (; *key != '\0'; key++)
		h = (h ^ (unsigned char)*key) * 0x100000001b3;
	return (size_t)(h ^ h >> 29);
}

static struct jam_fold *
fold_at(const struct jam_folds *folds, size_t i)
{
	return &folds->blocks[i / BLOCK][i % BLOCK];
}

/* The place of the key in the index, or the empty one where it belongs. */
static uint32_t *
place(const struct jam_folds *folds, const char *key)
{
	size_t mask = folds->index_size - 1, at = hash(key) & mask;

	while (folds->index[at] != 0 &&
	       strcmp(fold_at(folds, folds->index[at] - 1)->key, key) != 0)
		at = (at + 1) & mask;
	return &folds->index[at];
}

static void
grow_index(struct jam_folds *folds)
{
	folds->index_size =
	    folds->index_size == 0 ? 1024 : folds->index_size * 2;
	folds->index = jam_alloc_array(folds->arena, folds->index_size,
				       sizeof *folds->index);
	for (size_t i = 0; i < folds->count; i++)
		*place(folds, fold_at(folds, i)->key) = (uint32_t)i + 1;
}

static const char *
keep(struct jam_folds *folds, const char *key)
{
	size_t size = strlen(key) + 1;
	char *copy;

	if (size > POOL / 4)
		return jam_strdup(folds->arena, key);
	if (size > folds->pool_left) {
		folds->pool = jam_alloc(folds->arena, POOL);
		folds->pool_left = POOL;
	}
	copy = folds->pool;
	memcpy(copy, key, size);
	folds->pool += size;
	folds->pool_left -= size;
	return copy;
}

static struct jam_fold *
append(struct jam_folds *folds, const char *key)
{
	size_t block = folds->count / BLOCK;
	struct jam_fold *fold;

	folds->blocks =
	    jam_grow(folds->arena, folds->blocks, &folds->blocks_room,
		     block + 1, sizeof *folds->blocks);
	if (folds->count % BLOCK == 0)
		folds->blocks[block] =
		    jam_alloc_array(folds->arena, BLOCK, sizeof *fold);
	fold = fold_at(folds, folds->count++);
	fold->key = keep(folds, key);
	return fold;
}

void
jam_folds_add(struct jam_folds *folds, const char *key, size_t line)
{
	struct jam_fold *fold;
	uint32_t *at;

	if (2 * (folds->count + 1) > folds->index_size)
		grow_index(folds);
	at = place(folds, key);
	if (*at == 0) {
		fold = append(folds, key);
		*at = (uint32_t)folds->count;
	} else {
		fold = fold_at(folds, *at - 1);
		folds->doubles++;
	}
	fold->last = (uint32_t)line;
	fold->rows++;
}

struct jam_fold *
jam_folds_find(const struct jam_folds *folds, const char *key)
{
	uint32_t *at;

	if (folds->count == 0)
		return NULL;
	at = place(folds, key);
	return *at == 0 ? NULL : fold_at(folds, *at - 1);
}
