/* SPDX-License-Identifier: MIT */
/* The code of a certificate. */
#include "core/model/diploma.h"

#include <string.h>

#include "core/base/hash.h"

void
jam_diploma_code(const struct jam_diploma *d, char code[17])
{
	static const char head[] = "jam certificate\n";
	const char *const parts[] = { d->event, d->owner, d->role, d->place,
				      d->project };
	size_t last = sizeof(parts) / sizeof(parts[0]) - 1;
	struct jam_hasher hasher;
	struct jam_hash hash;

	jam_hash_begin(&hasher);
	jam_hash_add(&hasher, head, sizeof(head) - 1);
	for (size_t i = 0; i <= last; i++) {
		const char *text = parts[i] != NULL ? parts[i] : "";

		jam_hash_add(&hasher, text, strlen(text) + (i < last ? 1 : 0));
	}
	jam_hash_end(&hasher, &hash);
	jam_hex_write(code, hash.bytes, 8);
}
