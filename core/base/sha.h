/* SPDX-License-Identifier: MIT */
/*
 * SHA-256 with the instructions that many x86 processors have for it, several
 * times as fast as portable C: an import and an assignment hash each row.
 * Only hash.c uses this; elsewhere than on such a processor it is libsodium's.
 */
#ifndef JAM_BASE_SHA_H
#define JAM_BASE_SHA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JAM_SHA_BLOCK 64 /* bytes */

/* The processor has them, and the compiler can tell. */
bool jam_sha_here(void);

/* FIPS 180-4, 6.2.2: mix whole blocks into the state; where they are here. */
void jam_sha_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks);

#endif
