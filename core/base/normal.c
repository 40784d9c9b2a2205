/* SPDX-License-Identifier: MIT */
/*
 * The normal quantile, and normal numbers by inversion.  All is worked out for
 * two numbers side by side, and a single one is the first of two: the same
 * bits either way.
 */
#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "core/base/rng.h"

#define INLINE	  static inline __attribute__((always_inline))
#define HALF_ROOT 0x3fe6a09e667f3bcd /* the bits of sqrt(1/2) */
#define ONE	  0x3ff0000000000000 /* the bits of 1 */

typedef double pair __attribute__((vector_size(16), may_alias));

/* Of normal numbers above 0; see jam_log. */
INLINE pair
log_pair(pair x)
{
	static const double odd[] = { 1.0 / 3,	1.0 / 5,  1.0 / 7,  1.0 / 9,
				      1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17,
				      1.0 / 19, 1.0 / 21 };
	pair s, square, sum = { 0 }, e = { 0 };
	uint64_t bits[2], up;

	memcpy(bits, &x, sizeof(x));
	for (int l = 0; l < 2; l++) {
		/* From sqrt(1/2) on, what is added carries to the exponent. */
		up = bits[l] + (ONE - HALF_ROOT);
		e[l] = (double)((int)(up >> 52) - 1023);
		bits[l] = (up & 0xfffffffffffff) + HALF_ROOT;
	}
	memcpy(&x, bits, sizeof(x));
	s = (x - 1.0) / (x + 1.0);
	square = s * s;
	for (int k = 9; k >= 0; k--)
		sum = (sum + odd[k]) * square;
	/* ln 2 in two parts; e times the first is exact. */
	return e * 0x1.62e42fee00000p-1 +
	       (2.0 * s + (2.0 * s * sum + e * 0x1.a39ef35793c76p-33));
}

double
jam_log(double x)
{
	if (x < 0x1p-1022) /* subnormal */
		return log_pair((pair){ x * 0x1p54, 1 })[0] -
		       54 * 0x1.62e42fefa39efp-1;
	return log_pair((pair){ x, 1 })[0];
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

/* factor * over(x) / under(x) */
INLINE pair
ratio(pair factor, const double *over, const double *under, pair x)
{
	pair above = { over[7], over[7] }, below = { under[7], under[7] };

	for (int i = 6; i >= 0; i--) {
		above = above * x + over[i];
		below = below * x + under[i];
	}
	return factor * above / below;
}

INLINE pair
middle(pair p)
{
	pair q = p - 0.5;

	return ratio(q, middle_over, middle_under, 0.180625 - q * q);
}

/* For p < 0.075 or p > 0.925. */
INLINE pair
tails(pair p)
{
	pair one = { 1, 1 }, low = p, z, far;

	for (int l = 0; l < 2; l++)
		low[l] = p[l] < 0.5 ? p[l] : 1 - p[l];
	low = -log_pair(low);
	low = (pair){ sqrt(low[0]), sqrt(low[1]) };
	z = ratio(one, near_over, near_under, low - 1.6);
	if (low[0] > 5 || low[1] > 5) {
		far = ratio(one, far_over, far_under, low - 5.0);
		z[0] = low[0] > 5 ? far[0] : z[0];
		z[1] = low[1] > 5 ? far[1] : z[1];
	}
	return (pair){ p[0] < 0.5 ? -z[0] : z[0], p[1] < 0.5 ? -z[1] : z[1] };
}

static bool
is_tail(double p)
{
	return fabs(p - 0.5) > 0.425;
}

double
jam_normal_quantile(double p)
{
	assert(p > 0 && p < 1);
	if (!is_tail(p))
		return middle((pair){ p, 0.5 })[0];
	if (p >= 0x1p-1022)
		return tails((pair){ p, 0.01 })[0];
	p = sqrt(-jam_log(p)) - 5; /* subnormal */
	return -ratio((pair){ 1, 1 }, far_over, far_under, (pair){ p, p })[0];
}

double
jam_rng_normal(struct jam_rng *rng)
{
	return jam_normal_quantile(jam_rng_uniform(rng));
}

#define BATCH 256 /* even */

/* Where in p[0..count) the tails are, and one more place that is harmless. */
static size_t
find_tails(const double *p, size_t count, uint32_t *at)
{
	size_t found = 0;

	for (size_t k = 0; k < count; k++) {
		at[found] = (uint32_t)k;
		found += is_tail(p[k]);
	}
	at[found] = found > 0 ? at[0] : 0;
	return found;
}

void
jam_rng_normals(struct jam_rng *rng, double *out, size_t n)
{
	double p[BATCH] = { 0 }, z[BATCH];
	uint32_t at[BATCH + 1];
	size_t count, found;
	pair far;

	for (size_t first = 0; first < n; first += BATCH) {
		count = n - first < BATCH ? n - first : BATCH;
		for (size_t k = 0; k < count; k++)
			p[k] = jam_rng_uniform(rng);
		found = find_tails(p, count, at);
		for (size_t k = 0; k < count; k += 2)
			*(pair *)(z + k) = middle(*(pair *)(p + k));
		for (size_t k = 0; k < found; k += 2) {
			far = tails((pair){ p[at[k]], p[at[k + 1]] });
			z[at[k]] = far[0];
			z[at[k + 1]] = far[1];
		}
		memcpy(out + first, z, count * sizeof(double));
	}
}
