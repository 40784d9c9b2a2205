/* SPDX-License-Identifier: MIT */
/* Open addressing, at most half full; FNV-1a (Fowler, Noll, Vo 1991). */
#include "core/base/map.h"

#include <stdint.h>
#include <string.h>

#include "core/base/arena.h"

void
jam_map_init(struct jam_map *map, struct jam_arena *arena)
{
	*map = (struct jam_map){ .arena = arena };
}

static struct jam_map_slot *
slot_of(const struct jam_map *map, const char *key)
{
	uint64_t h = 14695981039346656037U;
	size_t i;

	for (const char *c = key; *c != '\0'; c++)
		h = (h ^ (unsigned char)*c) * 1099511628211U;
	i = (size_t)(h ^ (h >> 32)) & (map->size - 1);
	while (map->slots[i].key != NULL && strcmp(map->slots[i].key, key) != 0)
		i = (i + 1) & (map->size - 1);
	return &map->slots[i];
}

void *
jam_map_find(const struct jam_map *map, const char *key)
{
	return map->size == 0 ? NULL : slot_of(map, key)->value;
}

static void
double_size(struct jam_map *map)
{
	struct jam_map old = *map;

	map->size = old.size == 0 ? 64 : old.size * 2;
	map->slots =
	    jam_alloc_array(map->arena, map->size, sizeof(*map->slots));
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].key != NULL)
			*slot_of(map, old.slots[i].key) = old.slots[i];
}

void
jam_map_put(struct jam_map *map, const char *key, void *value)
{
	struct jam_map_slot *slot;

	if (2 * (map->count + 1) > map->size)
		double_size(map);
	slot = slot_of(map, key);
	if (slot->key == NULL) {
		slot->key = jam_strdup(map->arena, key);
		map->count++;
	}
	slot->value = value;
}
