/* SPDX-License-Identifier: MIT */
/* Digest and seed of an assignment. */
#include "core/model/batch.h"

#include <string.h>

static void
add(struct jam_hasher *hasher, const char *text)
{
	jam_hash_add(hasher, text, strlen(text));
}

/* Decimal digits of n >= 0; no buffer, no locale. */
static void
add_number(struct jam_hasher *hasher, int64_t n)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + n % 10);
		n /= 10;
	} while (n > 0);
	jam_hash_add(hasher, digits + at, sizeof(digits) - at);
}

static void
end_hex(struct jam_hasher *hasher, char hex[65])
{
	struct jam_hash hash;

	jam_hash_end(hasher, &hash);
	jam_hex_write(hex, hash.bytes, JAM_HASH_SIZE);
}

void
jam_batch_digest_begin(struct jam_batch_digest *digest, const char *event,
		       int64_t batch)
{
	jam_hash_begin(&digest->hasher);
	add(&digest->hasher, "jam-assignment/1\nevent\t");
	add(&digest->hasher, event);
	add(&digest->hasher, "\nbatch\t");
	add_number(&digest->hasher, batch);
}

void
jam_batch_digest_judge(struct jam_batch_digest *digest, const char *judge)
{
	add(&digest->hasher, "\n");
	add(&digest->hasher, judge);
}

void
jam_batch_digest_seat(struct jam_batch_digest *digest, int64_t slot,
		      const char *project)
{
	add(&digest->hasher, "\t");
	add_number(&digest->hasher, slot);
	add(&digest->hasher, ":");
	add(&digest->hasher, project);
}

void
jam_batch_digest_end(struct jam_batch_digest *digest, char hex[65])
{
	add(&digest->hasher, "\n");
	end_hex(&digest->hasher, hex);
}

void
jam_batch_seed(const char *event, const char *const *projects, size_t count,
	       char hex[65])
{
	struct jam_hasher hasher;

	jam_hash_begin(&hasher);
	add(&hasher, "jam-seed/1\n");
	add(&hasher, event);
	add(&hasher, "\n");
	for (size_t i = 0; i < count; i++) {
		add(&hasher, projects[i]);
		add(&hasher, "\n");
	}
	end_hex(&hasher, hex);
}
