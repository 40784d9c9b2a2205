/* SPDX-License-Identifier: MIT */
/* Reproducible random numbers. */
#include "core/base/rng.h"

#include <assert.h>
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

/* Places are drawn ahead, so that their memory is on its way when they swap. */
#define AHEAD 32

void
jam_rng_shuffle(struct jam_rng *rng, uint32_t *items, size_t n)
{
	uint32_t place[AHEAD];

	assert(n <= UINT32_MAX);
	while (n > 1) {
		size_t count = n - 1 < AHEAD ? n - 1 : AHEAD;

		for (size_t x = 0; x < count; x++) {
			place[x] = jam_rng_below(rng, (uint32_t)(n - x));
			__builtin_prefetch(items + place[x], 1);
		}
		for (size_t x = 0; x < count; x++) {
			uint32_t *last = items + --n, item = *last;

			*last = items[place[x]];
			items[place[x]] = item;
		}
	}
}
