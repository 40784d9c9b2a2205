/* SPDX-License-Identifier: MIT */
/* SHA-256 (libsodium's), whole or in parts, and hex. */
#ifndef JAM_BASE_HASH_H
#define JAM_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

#define JAM_HASH_SIZE 32

struct jam_hash {
	uint8_t bytes[JAM_HASH_SIZE];
};

/* The state of a hash in the making; 8-byte words for alignment. */
struct jam_hasher {
	uint64_t state[16];
};

void jam_hash_begin(struct jam_hasher *hasher);
void jam_hash_add(struct jam_hasher *hasher, const void *bytes, size_t length);
void jam_hash_u32(struct jam_hasher *hasher, uint32_t n); /* big-endian */
void jam_hash_u64(struct jam_hasher *hasher, uint64_t n); /* big-endian */
void jam_hash_end(struct jam_hasher *hasher, struct jam_hash *out);

void jam_hash_of(const void *bytes, size_t length, struct jam_hash *out);

/* Lower-case hex of n bytes; out has room for 2n + 1. */
void jam_hex_write(char *out, const uint8_t *bytes, size_t n);

/* Read 2n hex digits; false if text is anything else. */
JAM_MUST_USE bool jam_hex_read(const char *text, uint8_t *bytes, size_t n);

#endif
