/* SPDX-License-Identifier: MIT */
/* A table from texts to pointers, in an arena; nothing is ever taken out. */
#ifndef JAM_BASE_MAP_H
#define JAM_BASE_MAP_H

#include <stddef.h>

struct jam_arena;

struct jam_map {
	struct jam_arena *arena;
	struct jam_map_slot {
		const char *key; /* NULL: free */
		void *value;
	} * slots;
	size_t count, size; /* size: a power of two, or 0 */
};

void jam_map_init(struct jam_map *map, struct jam_arena *arena);

/* The value, or NULL. */
void *jam_map_find(const struct jam_map *map, const char *key);

/* Set it; the key is copied. */
void jam_map_put(struct jam_map *map, const char *key, void *value);

#endif
