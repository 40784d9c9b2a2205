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

/* An item with the bits of its value, turned so that they sort downwards. */
struct keyed {
	uint64_t key;
	uint32_t item;
};

static uint64_t
key_of(double value)
{
	uint64_t bits;

	value += 0.0; /* -0 is 0 */
	memcpy(&bits, &value, sizeof(bits));
	return bits >> 63 ? bits : ~(bits | (UINT64_C(1) << 63));
}

#define DIGITS 8

/* Where each byte of each digit begins. */
static void
count_digits(const struct keyed *k, size_t n, uint32_t begin[DIGITS][256])
{
	uint32_t sum, count;

	memset(begin, 0, DIGITS * sizeof(begin[0]));
	for (size_t i = 0; i < n; i++) {
		for (size_t d = 0; d < DIGITS; d++)
			begin[d][k[i].key >> (8 * d) & 255]++;
	}
	for (size_t d = 0; d < DIGITS; d++) {
		sum = 0;
		for (size_t b = 0; b < 256; b++) {
			count = begin[d][b];
			begin[d][b] = sum;
			sum += count;
		}
	}
}

void
jam_order_values(uint32_t *items, size_t n, const double *values,
		 struct jam_arena *arena)
{
	struct jam_mark mark = jam_arena_mark(arena);
	struct keyed *from, *to, *other;
	uint32_t begin[DIGITS][256];

	from = jam_alloc_array(arena, n, sizeof(*from));
	to = jam_alloc_array(arena, n, sizeof(*to));
	for (size_t i = 0; i < n; i++)
		from[i] = (struct keyed){ key_of(values[items[i]]), items[i] };
	count_digits(from, n, begin);
	for (size_t d = 0; d < DIGITS; d++) {
		for (size_t i = 0; i < n; i++)
			to[begin[d][from[i].key >> (8 * d) & 255]++] = from[i];
		other = from;
		from = to;
		to = other;
	}
	for (size_t i = 0; i < n; i++)
		items[i] = from[i].item;
	jam_arena_reset(arena, mark);
}
