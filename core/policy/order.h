/* SPDX-License-Identifier: MIT */
/* A stable merge sort of indices; qsort is neither stable nor pure. */
#ifndef JAM_POLICY_ORDER_H
#define JAM_POLICY_ORDER_H

#include <stddef.h>
#include <stdint.h>

struct jam_arena;

/*
 * Sort n items so that compare(context, a, b) <= 0 for neighbours a, b; equal
 * ones keep their order.  O(n log n) compares, 4 n bytes that are given back.
 */
void jam_order_sort(uint32_t *items, size_t n,
		    int (*compare)(const void *context, uint32_t a, uint32_t b),
		    const void *context, struct jam_arena *arena);

/*
 * Sort n items by values[item], the greatest first; equal ones keep their
 * order.  Values are numbers, not NAN.  O(n), 32 n bytes that are given back.
 */
void jam_order_values(uint32_t *items, size_t n, const double *values,
		      struct jam_arena *arena);

#endif
