/* SPDX-License-Identifier: MIT */
/*
 * Decimal text and scaled integers: "3.5" with 1 decimal is 35.  A decimal
 * never passes through a double.
 */
#ifndef JAM_BASE_DECIMAL_H
#define JAM_BASE_DECIMAL_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_buf;

/* The most decimals that a text may have. */
#define JAM_DECIMALS_MAX 9

/*
 * Read -?[0-9]+(\.[0-9]+)? with at most `decimals` digits after the point
 * (0..9; trailing zeros beyond them are allowed) into units of 10^-decimals.
 * False, and *value untouched, for anything else: a sign alone, blanks, an
 * exponent, an overflow.  No error is filled: the caller knows what it is.
 */
JAM_MUST_USE bool jam_decimal_read(const char *text, unsigned decimals,
				   int64_t *value);

/*
 * How many decimals the text needs ("3.50": 1, "4": 0); false if it is no
 * decimal or needs more than JAM_DECIMALS_MAX.
 */
JAM_MUST_USE bool jam_decimal_places(const char *text, unsigned *decimals);

/*
 * Append value / 10^decimals (0..18), shortest: 35 with 1 is "3.5", 40 is "4".
 */
void jam_decimal_write(struct jam_buf *out, int64_t value, unsigned decimals);

/* Read -?[0-9]+ in min..max; false, and *value untouched, for all else. */
JAM_MUST_USE bool jam_int_read(const char *text, int64_t min, int64_t max,
			       int64_t *value);

/*
 * Append x with at most `decimals` places (0..9), rounded half away from zero
 * on the exact value of the double (so 0.15 with 1 place is "0.1": the double
 * lies below), without trailing zeros, never as "-0"; the same bytes in every
 * locale.  x must be finite.
 */
void jam_double_write(struct jam_buf *out, double x, unsigned decimals);

#endif
