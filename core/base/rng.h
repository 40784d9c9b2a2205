/* SPDX-License-Identifier: MIT */
/*
 * Random numbers that are the same on every machine: splitmix64 to seed,
 * xoshiro256** to draw (Blackman, Vigna, arXiv 1805.01407), bounded by
 * Lemire's method (arXiv 1805.10941).  Not for secrets.
 */
#ifndef JAM_BASE_RNG_H
#define JAM_BASE_RNG_H

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

uint64_t jam_rng_next(struct jam_rng *rng);

/* Uniform in 0..n-1; 1 <= n < 2^32. */
uint32_t jam_rng_below(struct jam_rng *rng, uint32_t n);

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
