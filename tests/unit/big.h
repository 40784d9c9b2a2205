/* SPDX-License-Identifier: MIT */
/*
 * Signed integers of 768 bits by schoolbook arithmetic: the oracle of frac,
 * which shares no code with it.
 */
#ifndef JAM_TESTS_UNIT_BIG_H
#define JAM_TESTS_UNIT_BIG_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/frac.h"

struct jam_rng;

#define BIG_LIMBS 24

/* Sign and size; limbs from the lowest; zero is not negative. */
struct big {
	uint32_t limb[BIG_LIMBS];
	bool negative;
};

struct big big_of(jam_i128 n);
struct big big_negate(struct big a);
struct big big_size(struct big a);
struct big big_add(struct big a, struct big b);
struct big big_multiply(struct big a, struct big b);
struct big big_power(unsigned base, unsigned exponent);
int big_compare(struct big a, struct big b);

/* Bits of the size; 0 for zero. */
unsigned big_bits(struct big a);

/* A number of 0 to most bits, each length as likely; a fraction of two. */
jam_i128 big_any_number(struct jam_rng *rng, uint32_t most);
struct jam_frac big_any_frac(struct jam_rng *rng, uint32_t most);

#endif
