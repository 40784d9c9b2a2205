/* SPDX-License-Identifier: MIT */
/* Rows found by a binary search. */
#include "cmd/cli/index.h"

#include <stdlib.h>

#include "core/base/arena.h"

static int
by_row(const void *a, const void *b)
{
	const struct jam_place *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

void
jam_index_sort(struct jam_index *index)
{
	if (index->count > 0)
		qsort(index->items, index->count, sizeof(*index->items),
		      by_row);
}

size_t
jam_index_lowest(const struct jam_index *index, int64_t row)
{
	size_t low = 0, high = index->count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (index->items[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

uint32_t
jam_index_find(const struct jam_index *index, int64_t row)
{
	size_t k = jam_index_lowest(index, row);

	return k < index->count && index->items[k].row == row
		   ? index->items[k].at
		   : JAM_INDEX_NONE;
}

struct jam_index
jam_index_new(struct jam_arena *arena, size_t n)
{
	return (struct jam_index){
		jam_alloc_array(arena, n, sizeof(struct jam_place)), 0
	};
}

void
jam_index_add(struct jam_index *index, int64_t row, size_t at)
{
	index->items[index->count++] = (struct jam_place){ row, (uint32_t)at };
}
