/* SPDX-License-Identifier: MIT */
/* Reproducible random numbers. */
#include "core/base/rng.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "core/base/hash.h"

uint64_t
jam_splitmix(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

uint64_t
jam_rng_seed(const char *text)
{
	struct jam_hash hash;
	uint64_t seed = 0;

	jam_hash_of(text, strlen(text), &hash);
	for (size_t i = 0; i < 8; i++)
		seed = seed << 8 | hash.bytes[i];
	return seed;
}

void
jam_rng_init(struct jam_rng *rng, uint64_t seed, uint64_t candidate)
{
	/* splitmix64 is a counter, so 4 outputs a candidate are a jump. */
	uint64_t state = seed + candidate * 4 * UINT64_C(0x9e3779b97f4a7c15);

	for (size_t i = 0; i < 4; i++)
		rng->s[i] = jam_splitmix(&state);
}

static uint64_t
rotate(uint64_t x, int k)
{
	return x << k | x >> (64 - k);
}

uint64_t
jam_rng_next(struct jam_rng *rng)
{
	uint64_t *s = rng->s;
	uint64_t result = rotate(s[1] * 5, 7) * 9;
	uint64_t t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return result;
}

uint32_t
jam_rng_below(struct jam_rng *rng, uint32_t n)
{
	uint64_t m;
	uint32_t least;

	assert(n >= 1);
	m = (jam_rng_next(rng) >> 32) * n;
	if ((uint32_t)m < n) {
		least = (uint32_t)-n % n;
		while ((uint32_t)m < least)
			m = (jam_rng_next(rng) >> 32) * n;
	}
	return (uint32_t)(m >> 32);
}

double
jam_rng_uniform(struct jam_rng *rng)
{
	double u = ((double)(jam_rng_next(rng) >> 11) + 0.5) * 0x1p-53;

	return u < 1 ? u : 1 - 0x1p-53;
}

double
jam_rng_normal(struct jam_rng *rng)
{
	return jam_normal_quantile(jam_rng_uniform(rng));
}

double
jam_log(double x)
{
	double s, square, sum = 0;
	int e = 0;

	for (; x < 0x1.6a09e667f3bcdp-1; e--)
		x *= 2;
	for (; x > 0x1.6a09e667f3bcdp+0; e++)
		x /= 2;
	s = (x - 1) / (x + 1);
	square = s * s;
	for (int k = 21; k >= 3; k -= 2)
		sum = (sum + 1.0 / k) * square;
	/* ln 2 in two parts; e times the first is exact. */
	return e * 0x1.62e42fee00000p-1 +
	       (2 * s + (2 * s * sum + e * 0x1.a39ef35793c76p-33));
}

static double
polynomial(const double *c, double x)
{
	double y = c[7];

	for (int i = 6; i >= 0; i--)
		y = y * x + c[i];
	return y;
}

/* The coefficients of PPND16, lowest power first. */
static const double middle_over[8] = {
	3.3871328727963666080,	 1.3314166789178437745e2,
	1.9715909503065514427e3, 1.3731693765509461125e4,
	4.5921953931549871457e4, 6.7265770927008700853e4,
	3.3430575583588128105e4, 2.5090809287301226727e3,
};
static const double middle_under[8] = {
	1.0,
	4.2313330701600911252e1,
	6.8718700749205790830e2,
	5.3941960214247511077e3,
	2.1213794301586595867e4,
	3.9307895800092710610e4,
	2.8729085735721942674e4,
	5.2264952788528545610e3,
};
static const double near_over[8] = {
	1.42343711074968357734,	   4.63033784615654529590,
	5.76949722146069140550,	   3.64784832476320460504,
	1.27045825245236838258,	   2.41780725177450611770e-1,
	2.27238449892691845833e-2, 7.74545014278341407640e-4,
};
static const double near_under[8] = {
	1.0,
	2.05319162663775882187,
	1.67638483018380384940,
	6.89767334985100004550e-1,
	1.48103976427480074590e-1,
	1.51986665636164571966e-2,
	5.47593808499534494600e-4,
	1.05075007164441684324e-9,
};
static const double far_over[8] = {
	6.65790464350110377720,	   5.46378491116411436990,
	1.78482653991729133580,	   2.96560571828504891230e-1,
	2.65321895265761230930e-2, 1.24266094738807843860e-3,
	2.71155556874348757815e-5, 2.01033439929228813265e-7,
};
static const double far_under[8] = {
	1.0,
	5.99832206555887937690e-1,
	1.36929880922735805310e-1,
	1.48753612908506148525e-2,
	7.86869131145613259100e-4,
	1.84631831751005468180e-5,
	1.42151175831644588870e-7,
	2.04426310338993978564e-15,
};

double
jam_normal_quantile(double p)
{
	double q = p - 0.5, r, z;

	assert(p > 0 && p < 1);
	if (fabs(q) <= 0.425) {
		r = 0.180625 - q * q;
		return q * polynomial(middle_over, r) /
		       polynomial(middle_under, r);
	}
	r = sqrt(-jam_log(q < 0 ? p : 1 - p));
	if (r <= 5)
		z = polynomial(near_over, r - 1.6) /
		    polynomial(near_under, r - 1.6);
	else
		z = polynomial(far_over, r - 5) / polynomial(far_under, r - 5);
	return q < 0 ? -z : z;
}

void
jam_rng_shuffle(struct jam_rng *rng, uint32_t *items, size_t n)
{
	assert(n <= UINT32_MAX);
	for (size_t i = n; i-- > 1;) {
		uint32_t j = jam_rng_below(rng, (uint32_t)i + 1);
		uint32_t item = items[i];

		items[i] = items[j];
		items[j] = item;
	}
}
