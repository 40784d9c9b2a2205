/* SPDX-License-Identifier: MIT */
/* A judge as stored, for the families of the store and for verify. */
#ifndef JAM_STORE_JUDGE_ROWS_H
#define JAM_STORE_JUDGE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/base/uid.h"

struct jam_arena;
struct jam_query;

struct jam_judge_stored {
	int64_t id;
	struct jam_uid uid;
	const char *person_uid, *site_key;
	int64_t kind; /* enum jam_judge_kind */
	int64_t site; /* row; 0: none */
	bool shown;
	const char *shown_name, *affiliation, *expertise;
	int64_t released_at; /* JAM_NONE: takes part */
	int64_t seq;
};

/* Columns as JUDGE_ROW gives them; texts of the arena. */
void jam_judge_stored_read(const struct jam_query *query,
			   struct jam_arena *arena,
			   struct jam_judge_stored *out);

/* Canonical bytes; event is a uid, the salt is the person's. */
const char *jam_judge_bytes(const struct jam_judge_stored *row,
			    const char *event, const uint8_t *salt,
			    struct jam_arena *arena);

/* A declared conflict; project NULL: all of the team's. */
const char *jam_conflict_key(struct jam_arena *arena, const char *judge,
			     const char *team, const char *project);
const char *jam_conflict_bytes(struct jam_arena *arena, const char *judge,
			       const char *team, const char *project);

#endif
