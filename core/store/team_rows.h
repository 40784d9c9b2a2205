/* SPDX-License-Identifier: MIT */
/* Canonical bytes of teams and their members, as the log holds them. */
#ifndef JAM_STORE_TEAM_ROWS_H
#define JAM_STORE_TEAM_ROWS_H

#include <stdint.h>

struct jam_arena;

/* All names of rows are uids; a team's salt is the event's ... */
const char *jam_team_bytes(const char *uid, const char *event, const char *name,
			   const uint8_t *salt, struct jam_arena *arena);

/* ... and a member's is the person's. */
const char *jam_member_bytes(const char *team, const char *person,
			     const char *name, const uint8_t *salt,
			     struct jam_arena *arena);

#endif
