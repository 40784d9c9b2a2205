/* SPDX-License-Identifier: MIT */
/* Four rounds at a time, as the instructions do them. */
#include "core/base/sha.h"

#include <assert.h>

#if defined(__x86_64__) && !defined(__clang__) && __GNUC__ >= 11
#include <immintrin.h>

#define TARGET __attribute__((target("sha,sse4.1")))

static const uint32_t constants[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

bool
jam_sha_here(void)
{
	return __builtin_cpu_supports("sha") &&
	       __builtin_cpu_supports("sse4.1") &&
	       __builtin_cpu_supports("ssse3");
}

/* Letters a to h of the state, in the order the instructions want. */
struct letters {
	__m128i abef, cdgh;
};

static inline __m128i TARGET
load(const void *bytes)
{
	return _mm_loadu_si128((const __m128i *)bytes);
}

/* Words 4 to 7 behind w[0..3] of four words each, as big-endian numbers. */
static inline __m128i TARGET
next_words(const __m128i *w)
{
	__m128i sum = _mm_sha256msg1_epu32(w[0], w[1]);

	sum = _mm_add_epi32(sum, _mm_alignr_epi8(w[3], w[2], 4));
	return _mm_sha256msg2_epu32(sum, w[3]);
}

static inline void TARGET
mix(struct letters *s, const uint8_t *block)
{
	const __m128i swap =
	    _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	struct letters before = *s;
	__m128i w[4], next, k;

	for (int i = 0; i < 4; i++)
		w[i] = _mm_shuffle_epi8(load(block + 16 * i), swap);
	for (int i = 0; i < 64; i += 4) {
		k = _mm_add_epi32(w[0], load(constants + i));
		s->cdgh = _mm_sha256rnds2_epu32(s->cdgh, s->abef, k);
		k = _mm_shuffle_epi32(k, 0x0e);
		s->abef = _mm_sha256rnds2_epu32(s->abef, s->cdgh, k);
		next = next_words(w);
		w[0] = w[1];
		w[1] = w[2];
		w[2] = w[3];
		w[3] = next;
	}
	s->abef = _mm_add_epi32(s->abef, before.abef);
	s->cdgh = _mm_add_epi32(s->cdgh, before.cdgh);
}

void TARGET
jam_sha_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks)
{
	__m128i cdab = _mm_shuffle_epi32(load(state), 0xb1);
	__m128i efgh = _mm_shuffle_epi32(load(state + 4), 0x1b);
	__m128i feba, dchg;
	struct letters s = {
		.abef = _mm_alignr_epi8(cdab, efgh, 8),
		.cdgh = _mm_blend_epi16(efgh, cdab, 0xf0),
	};

	for (; blocks > 0; blocks--, bytes += JAM_SHA_BLOCK)
		mix(&s, bytes);
	feba = _mm_shuffle_epi32(s.abef, 0x1b);
	dchg = _mm_shuffle_epi32(s.cdgh, 0xb1);
	_mm_storeu_si128((__m128i *)(void *)state,
			 _mm_blend_epi16(feba, dchg, 0xf0));
	_mm_storeu_si128((__m128i *)(void *)(state + 4),
			 _mm_alignr_epi8(dchg, feba, 8));
}

#else

bool
jam_sha_here(void)
{
	return false;
}

void
jam_sha_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks)
{
	(void)state;
	(void)bytes;
	(void)blocks;
	assert(!"there are no such instructions");
}

#endif
