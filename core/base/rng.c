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

double
jam_rng_uniform(struct jam_rng *rng)
{
	double u = ((double)(jam_rng_next(rng) >> 11) + 0.5) * 0x1p-53;

	return u < 1 ? u : 1 - 0x1p-53;
}

/* Places are drawn ahead, so that their memory is on its way when they swap. */
#define AHEAD 32

static void
swap(uint32_t *a, uint32_t *b)
{
	uint32_t x = *a;

	*a = *b;
	*b = x;
}

/* The generator is copied, so that it can stay in registers. */
void
jam_rng_shuffle(struct jam_rng *rng, uint32_t *items, size_t n)
{
	struct jam_rng r = *rng;
	uint32_t place[AHEAD];

	assert(n <= UINT32_MAX);
	while (n > AHEAD) {
		for (uint32_t x = 0; x < AHEAD; x++) {
			place[x] = jam_rng_below(&r, (uint32_t)n - x);
			__builtin_prefetch(items + place[x], 1);
		}
		for (size_t x = 0; x < AHEAD; x++)
			swap(items + --n, items + place[x]);
	}
	for (; n > 1; n--)
		swap(items + n - 1, items + jam_rng_below(&r, (uint32_t)n));
	*rng = r;
}
