/* SPDX-License-Identifier: MIT */
/*
 * Exact fractions.  Every operation reduces its result and says whether it
 * fits; comparing never overflows (Euclid's steps: compare the whole parts,
 * then the reciprocals of what is left; Knuth, TAOCP 2, 4.5.3).
 */
#ifndef JAM_BASE_FRAC_H
#define JAM_BASE_FRAC_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_buf;

__extension__ typedef __int128 jam_i128;
__extension__ typedef unsigned __int128 jam_u128;

/* num / den in lowest terms, den > 0; zero is 0/1. */
struct jam_frac {
	jam_i128 num, den;
};

/* num / den reduced; den must not be 0; neither may be the least jam_i128. */
struct jam_frac jam_frac_make(jam_i128 num, jam_i128 den);

/*
 * Sum, difference, product, quotient (b != 0); false if it does not fit.
 * Product and quotient fail only when the reduced result has more than 127
 * bits; sum and difference also when a * (d / g), c * (b / g) or their sum
 * does, for a / b, c / d and g the greatest common divisor of b and d.
 */
JAM_MUST_USE bool jam_frac_add(struct jam_frac a, struct jam_frac b,
			       struct jam_frac *out);
JAM_MUST_USE bool jam_frac_sub(struct jam_frac a, struct jam_frac b,
			       struct jam_frac *out);
JAM_MUST_USE bool jam_frac_mul(struct jam_frac a, struct jam_frac b,
			       struct jam_frac *out);
JAM_MUST_USE bool jam_frac_div(struct jam_frac a, struct jam_frac b,
			       struct jam_frac *out);

/* Less than, equal to, greater than 0 as a is to b; always exact. */
int jam_frac_compare(struct jam_frac a, struct jam_frac b);

/*
 * The number rounded once, half away from zero, in units of 10^-decimals
 * (0..9): floor((2 * 10^d * |p| + q) / 2q), then the sign.  False if it does
 * not fit in 64 bits.
 */
JAM_MUST_USE bool jam_frac_round(struct jam_frac a, unsigned decimals,
				 int64_t *out);

/* Append "11/3", or "4" for a whole number. */
void jam_frac_write(struct jam_buf *out, struct jam_frac a);

/* Read what jam_frac_write writes; false for anything else. */
JAM_MUST_USE bool jam_frac_read(const char *text, struct jam_frac *out);

/* The nearest double, for statistics that need one. */
double jam_frac_double(struct jam_frac a);

/* Append an integer of up to 128 bits, the least included. */
void jam_i128_write(struct jam_buf *out, jam_i128 n);

#endif
