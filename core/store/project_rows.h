/* SPDX-License-Identifier: MIT */
/* A project as stored, for the families of the store and for verify. */
#ifndef JAM_STORE_PROJECT_ROWS_H
#define JAM_STORE_PROJECT_ROWS_H

#include "core/model/project.h"

struct jam_query;
struct jam_store;

struct jam_project_stored {
	struct jam_project project;
	const char *team_uid;
	int64_t seq;
};

/* Columns as PROJECT_ROW and its kin give them; texts of the arena. */
void jam_project_stored_read(const struct jam_query *query,
			     struct jam_arena *arena,
			     struct jam_project_stored *out);

/* Canonical bytes; the salt is the event's, event its uid. */
const char *jam_project_bytes(const struct jam_project_stored *row,
			      const char *event, const uint8_t *salt,
			      struct jam_arena *arena);

/* Write the row as it is; a new one gets its id.  The log is the caller's. */
JAM_MUST_USE bool jam_project_write(struct jam_store *store, int64_t event,
				    bool is_new, struct jam_project_stored *row,
				    struct jam_error *err);

#endif
