/* SPDX-License-Identifier: MIT */
/* A registration as stored, for the families of the store and for verify. */
#ifndef JAM_STORE_REGISTRATION_ROWS_H
#define JAM_STORE_REGISTRATION_ROWS_H

#include <stdbool.h>
#include <stdint.h>

struct jam_arena;
struct jam_query;

struct jam_registration_stored {
	int64_t site; /* row; 0: none */
	const char *site_key;
	bool online;
	int64_t status;	       /* enum jam_status */
	int64_t registered_at; /* JAM_NONE: unknown */
	const char *role, *team;
	int64_t seq;
};

/* Columns as REGISTRATION_GET gives them; texts of the arena. */
void jam_registration_stored_read(const struct jam_query *query,
				  struct jam_arena *arena,
				  struct jam_registration_stored *out);

/* Canonical bytes; event and person are uids, the salt is the person's. */
const char *jam_registration_bytes(const struct jam_registration_stored *row,
				   const char *event, const char *person,
				   const uint8_t *salt,
				   struct jam_arena *arena);

#endif
