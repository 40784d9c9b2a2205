/* SPDX-License-Identifier: MIT */
/* A stable merge sort of indices, bottom up. */
#include "core/policy/order.h"

#include <string.h>

#include "core/base/arena.h"

#define RUN 8

typedef int compare_fn(const void *context, uint32_t a, uint32_t b);

static void
insert(uint32_t *items, size_t n, compare_fn *compare, const void *context)
{
	uint32_t item;
	size_t at;

	for (size_t k = 1; k < n; k++) {
		item = items[k];
		for (at = k; at > 0; at--) {
			if (compare(context, items[at - 1], item) <= 0)
				break;
			items[at] = items[at - 1];
		}
		items[at] = item;
	}
}

struct merge {
	const uint32_t *a, *a_end, *b, *b_end;
	uint32_t *out;
};

static void
merge(struct merge m, compare_fn *compare, const void *context)
{
	while (m.a < m.a_end && m.b < m.b_end) {
		if (compare(context, *m.a, *m.b) <= 0)
			*m.out++ = *m.a++;
		else
			*m.out++ = *m.b++;
	}
	while (m.a < m.a_end)
		*m.out++ = *m.a++;
	while (m.b < m.b_end)
		*m.out++ = *m.b++;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

void
jam_order_sort(uint32_t *items, size_t n, compare_fn *compare,
	       const void *context, struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	uint32_t *from = items, *to, *other;
	size_t middle, end;

	for (size_t at = 0; at < n; at += RUN)
		insert(items + at, least(RUN, n - at), compare, context);
	if (n <= RUN)
		return;
	to = jam_alloc_array(arena, n, sizeof(*to));
	for (size_t run = RUN; run < n; run *= 2) {
		for (size_t at = 0; at < n; at += 2 * run) {
			middle = least(at + run, n);
			end = least(middle + run, n);
			merge((struct merge){ from + at, from + middle,
					      from + middle, from + end,
					      to + at },
			      compare, context);
		}
		other = from;
		from = to;
		to = other;
	}
	if (from != items)
		memcpy(items, from, n * sizeof(*items));
	jam_arena_reset(arena, mark);
}
