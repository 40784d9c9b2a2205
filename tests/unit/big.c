/* SPDX-License-Identifier: MIT */
/* Schoolbook arithmetic of 768 bits. */
#include "tests/unit/big.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/rng.h"

static bool
is_zero(const struct big *a)
{
	static const uint32_t zero[BIG_LIMBS];

	return memcmp(a->limb, zero, sizeof(zero)) == 0;
}

struct big
big_of(jam_i128 n)
{
	jam_u128 size = n < 0 ? -(jam_u128)n : (jam_u128)n;
	struct big a = { .negative = n < 0 };

	for (int i = 0; i < 4; i++)
		a.limb[i] = (uint32_t)(size >> 32 * i);
	return a;
}

struct big
big_size(struct big a)
{
	a.negative = false;
	return a;
}

struct big
big_negate(struct big a)
{
	a.negative = !a.negative && !is_zero(&a);
	return a;
}

static int
compare_sizes(const struct big *a, const struct big *b)
{
	for (int i = BIG_LIMBS - 1; i >= 0; i--)
		if (a->limb[i] != b->limb[i])
			return a->limb[i] > b->limb[i] ? 1 : -1;
	return 0;
}

int
big_compare(struct big a, struct big b)
{
	if (a.negative != b.negative)
		return a.negative ? -1 : 1;
	return a.negative ? compare_sizes(&b, &a) : compare_sizes(&a, &b);
}

struct big
big_add(struct big a, struct big b)
{
	int64_t carry = 0;

	if (compare_sizes(&a, &b) < 0) {
		struct big c = a;

		a = b;
		b = c;
	}
	for (int i = 0; i < BIG_LIMBS; i++) {
		int64_t other = b.limb[i];

		carry += a.limb[i];
		carry += a.negative == b.negative ? other : -other;
		a.limb[i] = (uint32_t)carry;
		carry = carry < 0 ? -1 : carry >> 32;
	}
	if (carry != 0)
		abort();
	a.negative = a.negative && !is_zero(&a);
	return a;
}

struct big
big_multiply(struct big a, struct big b)
{
	struct big c = { 0 };

	if (big_bits(a) + big_bits(b) > 32 * BIG_LIMBS)
		abort();
	for (int i = 0; i < BIG_LIMBS; i++) {
		uint64_t carry = 0;

		for (int j = 0; i + j < BIG_LIMBS; j++) {
			carry +=
			    c.limb[i + j] + (uint64_t)a.limb[i] * b.limb[j];
			c.limb[i + j] = (uint32_t)carry;
			carry >>= 32;
		}
	}
	c.negative = a.negative != b.negative && !is_zero(&c);
	return c;
}

struct big
big_power(unsigned base, unsigned exponent)
{
	struct big power = big_of(1);

	while (exponent-- > 0)
		power = big_multiply(power, big_of(base));
	return power;
}

unsigned
big_bits(struct big a)
{
	for (int i = 32 * BIG_LIMBS - 1; i >= 0; i--)
		if ((a.limb[i / 32] >> i % 32 & 1) != 0)
			return (unsigned)i + 1;
	return 0;
}

jam_i128
big_any_number(struct jam_rng *rng, uint32_t most)
{
	uint32_t bits = jam_rng_below(rng, most + 1);
	jam_u128 n = (jam_u128)jam_rng_next(rng) << 64 | jam_rng_next(rng);

	return bits == 0 ? 0 : (jam_i128)(n >> (128 - bits));
}

struct jam_frac
big_any_frac(struct jam_rng *rng, uint32_t most)
{
	jam_i128 num = big_any_number(rng, most), den = 0;

	while (den == 0)
		den = big_any_number(rng, most);
	/* Often a common factor, so that reducing has work to do. */
	if (most <= 62 && jam_rng_below(rng, 2) == 0) {
		jam_i128 factor = big_any_number(rng, 60) + 1;

		num *= factor;
		den *= factor;
	}
	return jam_frac_make(jam_rng_below(rng, 2) == 0 ? num : -num, den);
}
