/* SPDX-License-Identifier: MIT */
/* Exact fractions of 128-bit integers. */
#include "core/base/frac.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "core/base/buf.h"

/* "-", two numbers of 39 digits, "/", NUL */
#define TEXT_SIZE 96

/* The largest size of a numerator or denominator. */
static const jam_u128 size_max = ((jam_u128)1 << 127) - 1;

static jam_u128
size_of(jam_i128 n)
{
	return n < 0 ? -(jam_u128)n : (jam_u128)n;
}

static jam_i128
signed_of(jam_u128 size, bool negative)
{
	return negative ? -(jam_i128)size : (jam_i128)size;
}

static jam_u128
gcd(jam_u128 a, jam_u128 b)
{
	while (b != 0) {
		jam_u128 rest =
		    (a | b) >> 64 == 0 ? (uint64_t)a % (uint64_t)b : a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* The usual case, without a division of 128 bits. */
static struct jam_frac
make_small(uint64_t num, uint64_t den, bool negative)
{
	uint64_t a = num, b = den, rest;

	for (; b != 0; b = rest) {
		rest = a % b;
		a = b;
	}
	return (struct jam_frac){ signed_of(num / a, negative), den / a };
}

struct jam_frac
jam_frac_make(jam_i128 num, jam_i128 den)
{
	jam_u128 n = size_of(num), d = size_of(den), g;

	assert(den != 0 && n <= size_max && d <= size_max);
	if ((n | d) >> 64 == 0)
		return make_small((uint64_t)n, (uint64_t)d,
				  (num < 0) != (den < 0));
	g = gcd(n, d);
	return (struct jam_frac){ signed_of(n / g, (num < 0) != (den < 0)),
				  (jam_i128)(d / g) };
}

/*
 * By hand, since clang's checked multiplication of 128 bits calls a function
 * that libgcc does not have.
 */
static bool
multiply(jam_u128 a, jam_u128 b, jam_u128 *out)
{
	if ((a | b) >> 63 != 0 && a != 0 && b > size_max / a)
		return false;
	*out = a * b;
	return true;
}

bool
jam_frac_add(struct jam_frac a, struct jam_frac b, struct jam_frac *out)
{
	jam_u128 g = gcd((jam_u128)a.den, (jam_u128)b.den);
	jam_u128 left, right, den, sum, common;
	bool negative = a.num < 0;

	/* Knuth, TAOCP 2, 4.5.1: only g can divide sum and denominator. */
	if (!multiply(size_of(a.num), (jam_u128)b.den / g, &left) ||
	    !multiply(size_of(b.num), (jam_u128)a.den / g, &right))
		return false;
	if ((a.num < 0) == (b.num < 0)) {
		sum = left + right;
	} else {
		sum = left > right ? left - right : right - left;
		negative = left > right ? a.num < 0 : b.num < 0;
	}
	common = gcd(sum, g);
	if (sum > size_max ||
	    !multiply((jam_u128)a.den / common, (jam_u128)b.den / g, &den))
		return false;
	sum /= common;
	*out = (struct jam_frac){ signed_of(sum, negative), (jam_i128)den };
	return true;
}

bool
jam_frac_sub(struct jam_frac a, struct jam_frac b, struct jam_frac *out)
{
	b.num = -b.num;
	return jam_frac_add(a, b, out);
}

bool
jam_frac_mul(struct jam_frac a, struct jam_frac b, struct jam_frac *out)
{
	jam_u128 p = size_of(a.num), q = (jam_u128)a.den;
	jam_u128 r = size_of(b.num), s = (jam_u128)b.den;
	jam_u128 across = gcd(p, s), down = gcd(r, q), num, den;

	if (!multiply(p / across, r / down, &num) ||
	    !multiply(q / down, s / across, &den))
		return false;
	*out = (struct jam_frac){ signed_of(num, (a.num < 0) != (b.num < 0)),
				  (jam_i128)den };
	return true;
}

bool
jam_frac_div(struct jam_frac a, struct jam_frac b, struct jam_frac *out)
{
	assert(b.num != 0);
	return jam_frac_mul(
	    a,
	    (struct jam_frac){ signed_of((jam_u128)b.den, b.num < 0),
			       signed_of(size_of(b.num), false) },
	    out);
}

/* p / q against r / s, by the steps of Euclid's algorithm on both. */
static int
compare_sizes(jam_u128 p, jam_u128 q, jam_u128 r, jam_u128 s)
{
	int sign = 1;

	for (;;) {
		jam_u128 left = p / q, right = r / s, swap;

		if (left != right)
			return left > right ? sign : -sign;
		p %= q;
		r %= s;
		if (p == 0 || r == 0)
			return p == r ? 0 : p > r ? sign : -sign;
		/* p / q > r / s exactly when q / p < s / r. */
		swap = p, p = q, q = swap;
		swap = r, r = s, s = swap;
		sign = -sign;
	}
}

int
jam_frac_compare(struct jam_frac a, struct jam_frac b)
{
	jam_u128 p = size_of(a.num), q = (jam_u128)a.den;
	jam_u128 r = size_of(b.num), s = (jam_u128)b.den;
	int sign = a.num < 0 ? -1 : 1;

	if ((a.num < 0) != (b.num < 0))
		return sign;
	if ((p | q | r | s) >> 64 != 0)
		return sign * compare_sizes(p, q, r, s);
	if (p * s == r * q)
		return 0;
	return p * s > r * q ? sign : -sign;
}

/*
 * The whole part of rest * factor / q and its remainder, for rest < q < 2^127:
 * binary, so that nothing grows beyond 2q.
 */
static jam_u128
multiply_divide(jam_u128 *rest, uint64_t factor, jam_u128 q)
{
	jam_u128 whole = 0, r = 0;

	for (int bit = 63; bit >= 0; bit--) {
		r *= 2;
		whole *= 2;
		if (r >= q)
			r -= q, whole++;
		if ((factor >> bit & 1) == 0)
			continue;
		r += *rest;
		if (r >= q)
			r -= q, whole++;
	}
	*rest = r;
	return whole;
}

/* round_wide for the usual case, without a division of 128 bits. */
static int64_t
round_small(uint64_t size, uint64_t q, uint64_t unit, bool negative)
{
	int64_t n = (int64_t)((2 * unit * size + q) / (2 * q));

	return negative ? -n : n;
}

static bool
round_wide(struct jam_frac a, uint64_t unit, int64_t *out)
{
	jam_u128 q = (jam_u128)a.den, rest = size_of(a.num) % q, n;
	jam_u128 limit = (jam_u128)INT64_MAX + (a.num < 0);
	jam_u128 whole = size_of(a.num) / q;

	if (whole > limit)
		return false;
	n = whole * unit + multiply_divide(&rest, unit, q);
	n += 2 * rest >= q;
	if (n > limit)
		return false;
	*out = (int64_t)signed_of(n, a.num < 0);
	return true;
}

bool
jam_frac_round(struct jam_frac a, unsigned decimals, int64_t *out)
{
	uint64_t unit = 1;

	assert(decimals <= 9);
	for (unsigned i = 0; i < decimals; i++)
		unit *= 10;
	if (size_of(a.num) >> 32 != 0 || a.den >> 32 != 0 || unit > 1000000)
		return round_wide(a, unit, out);
	*out = round_small((uint64_t)size_of(a.num), (uint64_t)a.den, unit,
			   a.num < 0);
	return true;
}

/* Decimal digits of n, towards the front from end; the first of them. */
static char *
digits_before(char *end, jam_u128 n)
{
	do {
		*--end = (char)('0' + (int)(n % 10));
		n /= 10;
	} while (n != 0);
	return end;
}

void
jam_i128_write(struct jam_buf *out, jam_i128 n)
{
	char text[TEXT_SIZE] = "";

	if (n == (int64_t)n) {
		jam_buf_int(out, (int64_t)n);
		return;
	}
	if (n < 0)
		jam_buf_char(out, '-');
	jam_buf_text(out, digits_before(text + TEXT_SIZE - 1, size_of(n)));
}

void
jam_frac_write(struct jam_buf *out, struct jam_frac a)
{
	jam_i128_write(out, a.num);
	if (a.den == 1)
		return;
	jam_buf_char(out, '/');
	jam_i128_write(out, a.den);
}

/* A number as it is written: no zero in front; *text moves behind it. */
static bool
read_size(const char **text, jam_u128 *n)
{
	const char *p = *text;

	*n = 0;
	for (; *p >= '0' && *p <= '9'; p++) {
		jam_u128 digit = (jam_u128)(*p - '0');

		if (*n > (size_max - digit) / 10)
			return false;
		*n = *n * 10 + digit;
	}
	if (p == *text || (**text == '0' && p != *text + 1))
		return false;
	*text = p;
	return true;
}

bool
jam_frac_read(const char *text, struct jam_frac *out)
{
	bool negative = *text == '-';
	jam_u128 num, den = 1;

	text += negative;
	if (!read_size(&text, &num) || (negative && num == 0))
		return false;
	if (*text == '/') {
		text++;
		if (!read_size(&text, &den) || den < 2 || gcd(num, den) != 1)
			return false;
	}
	if (*text != '\0')
		return false;
	*out = (struct jam_frac){ signed_of(num, negative), (jam_i128)den };
	return true;
}

double
jam_frac_double(struct jam_frac a)
{
	jam_u128 q = (jam_u128)a.den, whole = size_of(a.num) / q;
	jam_u128 rest = size_of(a.num) % q;
	bool inexact;
	int shift = 0;
	double x;

	if (a.num == 0)
		return 0;
	/* 64 bits of the quotient; a last 1 stands for all that is cut. */
	for (; whole >> 63 == 0; shift--) {
		rest *= 2;
		whole = whole * 2 + (rest >= q);
		rest -= rest >= q ? q : 0;
	}
	inexact = rest != 0;
	for (; whole >> 64 != 0; shift++) {
		inexact = inexact || (whole & 1) != 0;
		whole >>= 1;
	}
	x = ldexp((double)((uint64_t)whole | inexact), shift);
	return a.num < 0 ? -x : x;
}
