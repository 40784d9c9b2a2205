/* SPDX-License-Identifier: MIT */
/* Decimal text and scaled integers. */
#include "core/base/decimal.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>

#include "core/base/buf.h"
#include "core/base/frac.h"

/* Where the parts of a decimal are in its text. */
struct parts {
	bool negative;
	const char *whole, *point; /* point: the byte after the whole part */
	size_t places;		   /* digits after the point, zeros cut */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
split(const char *text, struct parts *parts)
{
	const char *p = text;

	*parts = (struct parts){ .negative = *p == '-' };
	if (*p == '-')
		p++;
	parts->whole = p;
	while (is_digit(*p))
		p++;
	parts->point = p;
	if (p == parts->whole)
		return false;
	if (*p == '.') {
		if (!is_digit(p[1]))
			return false;
		for (p++; is_digit(*p); p++)
			if (*p != '0')
				parts->places = (size_t)(p - parts->point);
	}
	return *p == '\0';
}

static bool
append_digit(uint64_t *n, uint64_t limit, char digit)
{
	uint64_t d = (uint64_t)(digit - '0');

	if (*n > (limit - d) / 10)
		return false;
	*n = *n * 10 + d;
	return true;
}

bool
jam_decimal_read(const char *text, unsigned decimals, int64_t *value)
{
	struct parts parts;
	uint64_t n = 0, limit;

	assert(decimals <= JAM_DECIMALS_MAX);
	if (!split(text, &parts) || parts.places > decimals)
		return false;
	limit = (uint64_t)INT64_MAX + parts.negative;
	for (const char *p = parts.whole; p < parts.point; p++)
		if (!append_digit(&n, limit, *p))
			return false;
	for (size_t i = 1; i <= decimals; i++) {
		char digit = '0';

		if (i <= parts.places)
			digit = parts.point[i];
		if (!append_digit(&n, limit, digit))
			return false;
	}
	if (!parts.negative)
		*value = (int64_t)n;
	else
		*value = n == 0 ? 0 : -(int64_t)(n - 1) - 1;
	return true;
}

bool
jam_decimal_places(const char *text, unsigned *decimals)
{
	struct parts parts;

	if (!split(text, &parts) || parts.places > JAM_DECIMALS_MAX)
		return false;
	*decimals = (unsigned)parts.places;
	return true;
}

static uint64_t
power_of_ten(unsigned n)
{
	uint64_t power = 1;

	assert(n <= 18);
	while (n-- > 0)
		power *= 10;
	return power;
}

/* whole + part / 10^decimals, the zeros at the end cut. */
static void
write_parts(struct jam_buf *out, uint64_t whole, uint64_t part,
	    unsigned decimals)
{
	jam_buf_format(out, "%" PRIu64, whole);
	if (part == 0)
		return;
	for (; part % 10 == 0; part /= 10)
		decimals--;
	jam_buf_format(out, ".%0*" PRIu64, (int)decimals, part);
}

void
jam_decimal_write(struct jam_buf *out, int64_t value, unsigned decimals)
{
	uint64_t size = value < 0 ? -(uint64_t)value : (uint64_t)value;
	uint64_t unit = power_of_ten(decimals);

	if (value < 0)
		jam_buf_char(out, '-');
	write_parts(out, size / unit, size % unit, decimals);
}

bool
jam_int_read(const char *text, int64_t min, int64_t max, int64_t *value)
{
	struct parts parts;
	int64_t n;

	if (!split(text, &parts) || *parts.point != '\0' ||
	    !jam_decimal_read(text, 0, &n) || n < min || n > max)
		return false;
	*value = n;
	return true;
}

void
jam_double_write(struct jam_buf *out, double x, unsigned decimals)
{
	uint64_t unit = power_of_ten(decimals);
	jam_u128 scaled;
	int shift;

	assert(isfinite(x) && decimals <= JAM_DECIMALS_MAX);
	if (fabs(x) >= 0x1p63) {
		/* A whole number, so no locale's point can appear. */
		jam_buf_format(out, "%.0f", x);
		return;
	}
	/* |x| = m / 2^shift with m < 2^53, so m * 10^9 fits, shifted or not. */
	scaled = (jam_u128)(uint64_t)ldexp(frexp(fabs(x), &shift), 53) * unit;
	shift = 53 - shift;
	if (shift <= 0)
		scaled <<= -shift;
	else if (shift < 100)
		scaled = (scaled + ((jam_u128)1 << (shift - 1))) >> shift;
	else
		scaled = 0;
	if (x < 0 && scaled != 0)
		jam_buf_char(out, '-');
	write_parts(out, (uint64_t)(scaled / unit), (uint64_t)(scaled % unit),
		    decimals);
}
