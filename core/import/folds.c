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
static uint32_t
hash(const char *key)
{
	uint64_t h = 0xcbf29ce484222325;

	for (; *key != '\0'; key++)
		h = (h ^ (unsigned char)*key) * 0x100000001b3;
	return (uint32_t)(h ^ h >> 32);
}

struct jam_fold *
jam_folds_at(const struct jam_folds *folds, size_t i)
{
	return &folds->blocks[i / BLOCK][i % BLOCK];
}

static struct jam_fold *
fold_at(const struct jam_folds *folds, uint64_t slot)
{
	return jam_folds_at(folds, (uint32_t)slot - 1);
}

/*
 * The place of the key in the index, or the empty one where it belongs.  The
 * hash beside the number spares a look at keys that are others.
 */
static uint64_t *
place(const struct jam_folds *folds, const char *key, uint32_t h)
{
	size_t mask = folds->index_size - 1, at = h & mask;

	while (folds->index[at] != 0 &&
	       (folds->index[at] >> 32 != h ||
		strcmp(fold_at(folds, folds->index[at])->key, key) != 0))
		at = (at + 1) & mask;
	return &folds->index[at];
}

static void
grow_index(struct jam_folds *folds)
{
	const uint64_t *old = folds->index;
	size_t size = folds->index_size, mask;

	folds->index_size = size == 0 ? 1024 : size * 2;
	folds->index = jam_alloc_array(folds->arena, folds->index_size,
				       sizeof *folds->index);
	mask = folds->index_size - 1;
	for (size_t i = 0; i < size; i++) {
		size_t at = (size_t)(old[i] >> 32) & mask;

		if (old[i] == 0)
			continue;
		while (folds->index[at] != 0)
			at = (at + 1) & mask;
		folds->index[at] = old[i];
	}
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
	fold = &folds->blocks[block][folds->count % BLOCK];
	folds->count++;
	fold->key = keep(folds, key);
	return fold;
}

void
jam_folds_add(struct jam_folds *folds, const char *key, size_t line)
{
	uint32_t h = hash(key);
	struct jam_fold *fold;
	uint64_t *at;

	if (2 * (folds->count + 1) > folds->index_size)
		grow_index(folds);
	at = place(folds, key, h);
	if (*at == 0) {
		fold = append(folds, key);
		*at = (uint64_t)h << 32 | folds->count;
	} else {
		fold = fold_at(folds, *at);
		folds->doubles++;
	}
	fold->last = (uint32_t)line;
	fold->rows++;
}

struct jam_fold *
jam_folds_find(const struct jam_folds *folds, const char *key)
{
	uint64_t slot;

	if (folds->count == 0)
		return NULL;
	slot = *place(folds, key, hash(key));
	return slot == 0 ? NULL : fold_at(folds, slot);
}
