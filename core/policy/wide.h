/* SPDX-License-Identifier: MIT */
/* Unsigned integers of 256 bits: just what exact comparing of roots needs. */
#ifndef JAM_POLICY_WIDE_H
#define JAM_POLICY_WIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/frac.h"

/* Least significant limb first. */
struct jam_wide {
	uint64_t limb[4];
};

/* a squared; always fits. */
struct jam_wide jam_wide_square(jam_u128 a);

/* a times b; the caller knows that it fits (asserted). */
struct jam_wide jam_wide_times(struct jam_wide a, uint64_t b);

/* Less than, equal to, greater than 0 as a is to b. */
int jam_wide_compare(const struct jam_wide *a, const struct jam_wide *b);

#endif
