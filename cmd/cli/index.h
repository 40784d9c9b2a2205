/* SPDX-License-Identifier: MIT */
/* Rows of a table, and the numbers that they stand for in arrays. */
#ifndef JAM_CMD_CLI_INDEX_H
#define JAM_CMD_CLI_INDEX_H

#include <stddef.h>
#include <stdint.h>

struct jam_arena;

struct jam_place {
	int64_t row;
	uint32_t at;
};

/* Add all places, sort, then find. */
struct jam_index {
	struct jam_place *items;
	size_t count;
};
#define JAM_INDEX_NONE UINT32_MAX

/* With room for n places. */
struct jam_index jam_index_new(struct jam_arena *arena, size_t n);
void jam_index_add(struct jam_index *index, int64_t row, size_t at);

/* By row; places of one row in the order of their numbers. */
void jam_index_sort(struct jam_index *index);

/* The first item that is not below a row. */
size_t jam_index_lowest(const struct jam_index *index, int64_t row);

/* The (first) number of a row, or JAM_INDEX_NONE. */
uint32_t jam_index_find(const struct jam_index *index, int64_t row);

#endif
