/* SPDX-License-Identifier: MIT */
/* Unsigned integers of 256 bits. */
#include "core/policy/wide.h"

#include <assert.h>

struct jam_wide
jam_wide_times(struct jam_wide a, uint64_t b)
{
	jam_u128 carry = 0;

	for (size_t k = 0; k < 4; k++) {
		carry += (jam_u128)a.limb[k] * b;
		a.limb[k] = (uint64_t)carry;
		carry >>= 64;
	}
	assert(carry == 0);
	return a;
}

struct jam_wide
jam_wide_square(jam_u128 a)
{
	uint64_t low = (uint64_t)a, high = (uint64_t)(a >> 64);
	jam_u128 cross = (jam_u128)low * high, carry;
	jam_u128 bottom = (jam_u128)low * low, top = (jam_u128)high * high;
	struct jam_wide square;

	square.limb[0] = (uint64_t)bottom;
	carry = (bottom >> 64) + (uint64_t)cross + (uint64_t)cross;
	square.limb[1] = (uint64_t)carry;
	carry = (carry >> 64) + (cross >> 64) + (cross >> 64) + (uint64_t)top;
	square.limb[2] = (uint64_t)carry;
	square.limb[3] = (uint64_t)(top >> 64) + (uint64_t)(carry >> 64);
	return square;
}

int
jam_wide_compare(const struct jam_wide *a, const struct jam_wide *b)
{
	for (size_t k = 4; k-- > 0;) {
		if (a->limb[k] != b->limb[k])
			return a->limb[k] < b->limb[k] ? -1 : 1;
	}
	return 0;
}
