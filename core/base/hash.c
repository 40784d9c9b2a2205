/* SPDX-License-Identifier: MIT */
/* SHA-256 and hex; neither needs sodium_init. */
#include "core/base/hash.h"

#include <assert.h>
#include <sodium.h>

static_assert(sizeof(crypto_hash_sha256_state) <=
		  sizeof(((struct jam_hasher *)0)->state),
	      "libsodium's state fits");
static_assert(crypto_hash_sha256_BYTES == JAM_HASH_SIZE, "SHA-256 has 32");

static crypto_hash_sha256_state *
state_of(struct jam_hasher *hasher)
{
	return (void *)hasher;
}

void
jam_hash_begin(struct jam_hasher *hasher)
{
	crypto_hash_sha256_init(state_of(hasher));
}

void
jam_hash_add(struct jam_hasher *hasher, const void *bytes, size_t length)
{
	if (length > 0)
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

void
jam_hash_end(struct jam_hasher *hasher, struct jam_hash *out)
{
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
		bytes[i] = (uint8_t)(digit_value(text[2 * i]) * 16 +
				     digit_value(text[2 * i + 1]));
	return true;
}
