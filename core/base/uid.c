/* SPDX-License-Identifier: MIT */
/* Random bytes and ids. */
#include "core/base/uid.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"

static void
seeded_bytes(struct jam_random *random, uint8_t *out, size_t n)
{
	while (n > 0) {
		size_t part = n < JAM_HASH_SIZE ? n : JAM_HASH_SIZE;
		struct jam_hasher hasher;
		struct jam_hash hash;

		jam_hash_begin(&hasher);
		jam_hash_add(&hasher, random->seed, strlen(random->seed) + 1);
		jam_hash_u64(&hasher, random->count++);
		jam_hash_end(&hasher, &hash);
		memcpy(out, hash.bytes, part);
		out += part;
		n -= part;
	}
}

/* What was given is wiped: it may be a salt that is forgotten. */
static void
system_bytes(struct jam_random *random, uint8_t *out, size_t n)
{
	while (n > 0) {
		size_t part = n < random->left ? n : random->left;
		uint8_t *from = random->pool + random->left - part;

		memcpy(out, from, part);
		sodium_memzero(from, part);
		random->left -= part;
		out += part;
		n -= part;
		if (n == 0)
			break;
		if (sodium_init() < 0)
			abort();
		randombytes_buf(random->pool, sizeof(random->pool));
		random->left = sizeof(random->pool);
	}
}

void
jam_random_bytes(struct jam_random *random, void *out, size_t n)
{
	if (random->seed != NULL)
		seeded_bytes(random, out, n);
	else
		system_bytes(random, out, n);
}

void
jam_uid_new(struct jam_random *random, struct jam_uid *uid)
{
	uint8_t bytes[JAM_UID_SIZE / 2];

	jam_random_bytes(random, bytes, sizeof(bytes));
	jam_hex_write(uid->text, bytes, sizeof(bytes));
}
