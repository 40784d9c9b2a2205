/* SPDX-License-Identifier: MIT */
/* A publication's canonical bytes, as the log holds them. */
#ifndef JAM_STORE_RESULT_ROWS_H
#define JAM_STORE_RESULT_ROWS_H

#include <stdint.h>

struct jam_arena;
struct jam_publication;

/* event is a uid; the salt is the event's. */
const char *jam_publication_bytes(const struct jam_publication *row,
				  const char *event, const uint8_t *salt,
				  struct jam_arena *arena);

#endif
