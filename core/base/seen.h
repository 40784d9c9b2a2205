/* SPDX-License-Identifier: MIT */
/* Which pairs of numbers came already. */
#ifndef JAM_BASE_SEEN_H
#define JAM_BASE_SEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jam_arena;

struct jam_seen {
	struct jam_arena *arena;
	struct jam_seen_slot {
		uint64_t a, b; /* b 0: free */
	} * slots;
	size_t count, size; /* size: a power of two, or 0 */
};

void jam_seen_init(struct jam_seen *seen, struct jam_arena *arena);

/* True the first time that this pair comes; b is not 0. */
bool jam_seen_add(struct jam_seen *seen, uint64_t a, uint64_t b);
bool jam_seen_has(const struct jam_seen *seen, uint64_t a, uint64_t b);

#endif
