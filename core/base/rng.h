/* SPDX-License-Identifier: MIT */
/*
 * Random numbers that are the same on every machine: splitmix64 to seed,
 * xoshiro256** to draw (Blackman, Vigna, arXiv 1805.01407), bounded by
 * Lemire's method (arXiv 1805.10941).  Not for secrets.
 */
#ifndef JAM_BASE_RNG_H
#define JAM_BASE_RNG_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

struct jam_rng {
	uint64_t s[4];
};

/* The next output of splitmix64. */
uint64_t jam_splitmix(uint64_t *state);

/* The 64-bit seed of a text: first 8 bytes of its SHA-256, big-endian. */
uint64_t jam_rng_seed(const char *text);

/*
 * The generator of candidate c = 0, 1, …: outputs 4c+1 .. 4c+4 of splitmix64
 * started at seed.
 */
void jam_rng_init(struct jam_rng *rng, uint64_t seed, uint64_t candidate);

static inline uint64_t
jam_rng_next(struct jam_rng *rng)
{
	uint64_t *s = rng->s, x = s[1] * 5, t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = s[3] << 45 | s[3] >> 19;
	return (x << 7 | x >> 57) * 9;
}

/* Uniform in 0..n-1; 1 <= n < 2^32. */
static inline uint32_t
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

/*
 * Uniform in (0, 1), 53 bits: ((next >> 11) + 0.5) / 2^53 rounded to a double,
 * but never 1 (the one draw that rounds to it gives 1 - 2^-53).
 */
double jam_rng_uniform(struct jam_rng *rng);

/* Standard normal by inversion (Wichura 1988, AS 241, PPND16). */
double jam_rng_normal(struct jam_rng *rng);

/* n of them, as n calls would give; several times as fast. */
void jam_rng_normals(struct jam_rng *rng, double *out, size_t n);

/*
 * The natural logarithm of a positive double, in + - * / alone and so the same
 * on every machine: x = m * 2^e with m in sqrt(1/2)..sqrt(2), and log m =
 * 2 artanh((m - 1) / (m + 1)) by its power series, whose 11 terms reach 1e-18.
 */
double jam_log(double x);

/*
 * The normal quantile of 0 < p < 1 (AS 241), to about 1e-15 of its size.  Only
 * + - * / and the square root are used, the logarithm in the tails included
 * (libm's differs between machines), so the bits are the same everywhere.
 */
double jam_normal_quantile(double p);

/* Fisher–Yates, from the end. */
void jam_rng_shuffle(struct jam_rng *rng, uint32_t *items, size_t n);

#endif
