/* SPDX-License-Identifier: MIT */
/*
 * Means, shares and how sure they are.  Intervals are of 90 %: Student's t for
 * a mean (Student, Biometrika 6, 1908, 1), Wilson's for a share (Wilson,
 * J. Am. Stat. Assoc. 22, 1927, 209).  Sums, means and medians are exact;
 * what is given back is rounded half away from zero.
 */
#ifndef JAM_POLICY_STATS_H
#define JAM_POLICY_STATS_H

#include <stddef.h>
#include <stdint.h>

struct jam_arena;

/* Values are in units of 10^-JAM_STATS_DECIMALS. */
#define JAM_STATS_DECIMALS 6

/* With two places; NAN where there is none: n 0, for an interval n 1. */
struct jam_stats_mean {
	int64_t n;
	double mean, median, low, high;
};
void jam_stats_mean(const int64_t *values, size_t n, struct jam_arena *arena,
		    struct jam_stats_mean *out);

/* Percent with one place; NAN where `of` is 0. */
struct jam_stats_share {
	int64_t n, of;
	double share, low, high;
};
void jam_stats_share(int64_t n, int64_t of, struct jam_stats_share *out);

/* a / b with so many places (0..6), half away from zero; NAN where b is 0. */
double jam_stats_ratio(int64_t a, int64_t b, unsigned places);

/* The quantile of 95 % of Student's t, to about 1e-5; df at least 1. */
double jam_stats_t95(int64_t df);

#endif
