/* SPDX-License-Identifier: MIT */
/* Random bytes of the system (libsodium's), and the ids made of them. */
#ifndef JAM_BASE_UID_H
#define JAM_BASE_UID_H

#include <stddef.h>
#include <stdint.h>

#define JAM_UID_SIZE 32 /* hex digits: 128 bits */

struct jam_uid {
	char text[JAM_UID_SIZE + 1];
};

/*
 * Where random bytes come from: the system, or (tests only) a counter hashed
 * with a seed text, so that a test's database is the same each time.
 */
struct jam_random {
	const char *seed; /* NULL: the system's randomness */
	uint64_t count;
	uint8_t pool[1024]; /* the system's, asked for many at once */
	size_t left;	    /* bytes of the pool's front not given yet */
};

/* Leaves through abort() when the system has no randomness to give. */
void jam_random_bytes(struct jam_random *random, void *out, size_t n);
void jam_uid_new(struct jam_random *random, struct jam_uid *uid);

#endif
