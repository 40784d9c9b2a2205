/* SPDX-License-Identifier: MIT */
/* Means, shares and how sure they are. */
#include "core/policy/stats.h"

#include <math.h>

#include "core/base/arena.h"
#include "core/base/frac.h"

/* The quantile of 95 % of the normal distribution. */
#define Z95 1.6448536269514722

#define UNIT INT64_C(1000000)

/* By degrees of freedom, from 1. */
static const double t95[] = {
	6.313751515, 2.919985580, 2.353363435, 2.131846786, 2.015048373,
	1.943180281, 1.894578605, 1.859548038, 1.833112933, 1.812461123,
	1.795884819, 1.782287556, 1.770933396, 1.761310136, 1.753050356,
	1.745883676, 1.739606726, 1.734063607, 1.729132812, 1.724718243,
	1.720742903, 1.717144374, 1.713871528, 1.710882080, 1.708140761,
	1.705617920, 1.703288446, 1.701130934, 1.699127027, 1.697260887
};

/* For more degrees: Abramowitz, Stegun, 26.7.5. */
double
jam_stats_t95(int64_t df)
{
	const int64_t known = (int64_t)(sizeof(t95) / sizeof(t95[0]));
	const double z = Z95, z2 = z * z, v = (double)df;

	if (df <= known)
		return t95[df - 1];
	return z + z * (z2 + 1) / (4 * v) +
	       z * ((5 * z2 + 16) * z2 + 3) / (96 * v * v) +
	       z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * v * v * v);
}

static double
rounded(jam_i128 num, jam_i128 den, unsigned places)
{
	double scale = 1;
	int64_t out;

	if (!jam_frac_round(jam_frac_make(num, den), places, &out))
		return NAN;
	for (unsigned i = 0; i < places; i++)
		scale *= 10;
	return (double)out / scale;
}

double
jam_stats_ratio(int64_t a, int64_t b, unsigned places)
{
	return b == 0 ? NAN : rounded(a, b, places);
}

/* A double with two places. */
static double
round2(double x)
{
	double y = floor(fabs(x) * 100 + 0.5) / 100;

	return x < 0 && y > 0 ? -y : y;
}

/* Heapsort: no recursion and no surprises, whatever comes in. */
static void
sift(int64_t *v, size_t root, size_t n)
{
	for (;;) {
		size_t child = 2 * root + 1;
		int64_t value = v[root];

		if (child >= n)
			return;
		if (child + 1 < n && v[child + 1] > v[child])
			child++;
		if (v[child] <= value)
			return;
		v[root] = v[child];
		v[child] = value;
		root = child;
	}
}

static void
sort(int64_t *v, size_t n)
{
	for (size_t i = n / 2; i-- > 0;)
		sift(v, i, n);
	for (size_t end = n; end-- > 1;) {
		int64_t largest = v[0];

		v[0] = v[end];
		v[end] = largest;
		sift(v, 0, end);
	}
}

void
jam_stats_mean(const int64_t *values, size_t n, struct jam_arena *arena,
	       struct jam_stats_mean *out)
{
	struct jam_mark mark = jam_arena_mark(arena);
	int64_t *sorted = jam_alloc_array(arena, n, sizeof(*sorted));
	double mean, squares = 0, half;
	jam_i128 sum = 0;

	*out = (struct jam_stats_mean){ (int64_t)n, NAN, NAN, NAN, NAN };
	if (n == 0)
		return;
	for (size_t i = 0; i < n; i++) {
		sorted[i] = values[i];
		sum += values[i];
	}
	sort(sorted, n);
	out->mean = rounded(sum, (jam_i128)n * UNIT, 2);
	out->median = rounded((jam_i128)sorted[(n - 1) / 2] + sorted[n / 2],
			      (jam_i128)2 * UNIT, 2);
	mean = (double)sum / (double)n;
	for (size_t i = 0; i < n; i++)
		squares +=
		    ((double)sorted[i] - mean) * ((double)sorted[i] - mean);
	jam_arena_reset(arena, mark);
	if (n == 1)
		return;
	half = jam_stats_t95((int64_t)n - 1) *
	       sqrt(squares / (double)(n - 1) / (double)n);
	out->low = round2((mean - half) / (double)UNIT);
	out->high = round2((mean + half) / (double)UNIT);
}

void
jam_stats_share(int64_t n, int64_t of, struct jam_stats_share *out)
{
	const double z2 = Z95 * Z95;
	double p, middle, half, whole;

	*out = (struct jam_stats_share){ n, of, NAN, NAN, NAN };
	if (of == 0)
		return;
	p = (double)n / (double)of;
	whole = 1 + z2 / (double)of;
	middle = p + z2 / (2 * (double)of);
	half = Z95 * sqrt(p * (1 - p) / (double)of +
			  z2 / (4 * (double)of * (double)of));
	out->share = rounded((jam_i128)n * 100, of, 1);
	out->low =
	    n == 0 ? 0 : floor((middle - half) / whole * 1000 + 0.5) / 10;
	out->high =
	    n == of ? 100 : floor((middle + half) / whole * 1000 + 0.5) / 10;
}
