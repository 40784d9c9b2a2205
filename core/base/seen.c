/* SPDX-License-Identifier: MIT */
/* Open addressing, at most half full; Fibonacci hashing (Knuth, TAOCP 3). */
#include "core/base/seen.h"

#include "core/base/arena.h"

void
jam_seen_init(struct jam_seen *seen, struct jam_arena *arena)
{
	*seen = (struct jam_seen){ .arena = arena };
}

static struct jam_seen_slot *
slot_of(const struct jam_seen *seen, uint64_t a, uint64_t b)
{
	const uint64_t golden = UINT64_C(0x9e3779b97f4a7c15);
	uint64_t h = (b ^ a * golden) * golden;
	size_t i = (size_t)(h >> 32) & (seen->size - 1);

	while (seen->slots[i].b != 0 &&
	       (seen->slots[i].a != a || seen->slots[i].b != b))
		i = (i + 1) & (seen->size - 1);
	return &seen->slots[i];
}

static void
double_size(struct jam_seen *seen)
{
	struct jam_seen old = *seen;

	seen->size = old.size == 0 ? 64 : old.size * 2;
	seen->slots =
	    jam_alloc_array(seen->arena, seen->size, sizeof(*seen->slots));
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].b != 0)
			*slot_of(seen, old.slots[i].a, old.slots[i].b) =
			    old.slots[i];
}

bool
jam_seen_has(const struct jam_seen *seen, uint64_t a, uint64_t b)
{
	return seen->size != 0 && slot_of(seen, a, b)->b != 0;
}

bool
jam_seen_add(struct jam_seen *seen, uint64_t a, uint64_t b)
{
	struct jam_seen_slot *slot;

	if (2 * (seen->count + 1) > seen->size)
		double_size(seen);
	slot = slot_of(seen, a, b);
	if (slot->b != 0)
		return false;
	*slot = (struct jam_seen_slot){ a, b };
	seen->count++;
	return true;
}
