/* SPDX-License-Identifier: MIT */
/* SHA-256 and hex; neither needs sodium_init. */
#include "core/base/hash.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "core/base/sha.h"

static_assert(sizeof(crypto_hash_sha256_state) <=
		  sizeof(((struct jam_hasher *)0)->state),
	      "libsodium's state fits");
static_assert(crypto_hash_sha256_BYTES == JAM_HASH_SIZE, "SHA-256 has 32");

static crypto_hash_sha256_state *
state_of(struct jam_hasher *hasher)
{
	return (crypto_hash_sha256_state *)(void *)hasher->state;
}

void
jam_hash_begin(struct jam_hasher *hasher)
{
	crypto_hash_sha256_init(state_of(hasher));
}

/* As libsodium's, on its state: the bytes not mixed yet stand in buf. */
static void
add_fast(crypto_hash_sha256_state *state, const uint8_t *bytes, size_t length)
{
	size_t held = (size_t)(state->count / 8 % JAM_SHA_BLOCK), part;

	state->count += (uint64_t)length * 8;
	if (held > 0) {
		part = JAM_SHA_BLOCK - held;
		part = part < length ? part : length;
		memcpy(state->buf + held, bytes, part);
		if (held + part < JAM_SHA_BLOCK)
			return;
		jam_sha_blocks(state->state, state->buf, 1);
		bytes += part;
		length -= part;
	}
	jam_sha_blocks(state->state, bytes, length / JAM_SHA_BLOCK);
	part = length % JAM_SHA_BLOCK;
	memcpy(state->buf, bytes + (length - part), part);
}

void
jam_hash_add(struct jam_hasher *hasher, const void *bytes, size_t length)
{
	if (length == 0)
		return;
	if (jam_sha_here())
		add_fast(state_of(hasher), bytes, length);
	else
		crypto_hash_sha256_update(state_of(hasher), bytes, length);
}

static void
add_big_endian(struct jam_hasher *hasher, uint64_t n, size_t size)
{
	uint8_t bytes[8];

	for (size_t i = 0; i < size; i++)
		bytes[i] = (uint8_t)(n >> 8 * (size - 1 - i));
	jam_hash_add(hasher, bytes, size);
}

void
jam_hash_u32(struct jam_hasher *hasher, uint32_t n)
{
	add_big_endian(hasher, n, 4);
}

void
jam_hash_u64(struct jam_hasher *hasher, uint64_t n)
{
	add_big_endian(hasher, n, 8);
}

/* A bit 1, bits 0 up to the last 8 bytes of a block, the count of bits. */
static void
end_fast(struct jam_hasher *hasher, uint8_t *out)
{
	static const uint8_t pad[JAM_SHA_BLOCK] = { 0x80 };
	crypto_hash_sha256_state *state = state_of(hasher);
	uint64_t bits = state->count;
	size_t held = (size_t)(bits / 8 % JAM_SHA_BLOCK);

	add_fast(state, pad, held < 56 ? 56 - held : 120 - held);
	jam_hash_u64(hasher, bits);
	for (size_t i = 0; i < JAM_HASH_SIZE; i++)
		out[i] = (uint8_t)(state->state[i / 4] >> (24 - 8 * (i % 4)));
}

void
jam_hash_end(struct jam_hasher *hasher, struct jam_hash *out)
{
	if (jam_sha_here())
		end_fast(hasher, out->bytes);
	else
		crypto_hash_sha256_final(state_of(hasher), out->bytes);
}

void
jam_hash_of(const void *bytes, size_t length, struct jam_hash *out)
{
	struct jam_hasher hasher;

	jam_hash_begin(&hasher);
	jam_hash_add(&hasher, bytes, length);
	jam_hash_end(&hasher, out);
}

void
jam_hex_write(char *out, const uint8_t *bytes, size_t n)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[2 * n] = '\0';
}

static int
digit_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

bool
jam_hex_read(const char *text, uint8_t *bytes, size_t n)
{
	for (size_t i = 0; i < 2 * n; i++)
		if (digit_value(text[i]) < 0)
			return false;
	if (text[2 * n] != '\0')
		return false;
	for (size_t i = 0; i < n; i++)
		bytes[i] = (uint8_t)(digit_value(text[2 * i]) << 4 |
				     digit_value(text[2 * i + 1]));
	return true;
}
