/* SPDX-License-Identifier: MIT */
/* Teams and who is in them. */
#ifndef JAM_STORE_TEAMS_H
#define JAM_STORE_TEAMS_H

#include "core/store/persons.h"

struct jam_event;
struct jam_store;

struct jam_team {
	int64_t id; /* 0: none */
	struct jam_uid uid;
	const char *name;
};

/* The team of that name (compared folded), id 0 where there is none. */
JAM_MUST_USE bool jam_store_find_team(struct jam_store *store,
				      const struct jam_event *event,
				      const char *name, struct jam_arena *arena,
				      struct jam_team *team,
				      struct jam_error *err);

/* Find or make it. */
JAM_MUST_USE bool jam_store_put_team(struct jam_store *store,
				     const struct jam_event *event,
				     const char *name, struct jam_team *team,
				     struct jam_error *err);

/*
 * Put a person into a team, or take one out; who is in (or out) already
 * changes nothing, and who was merged into the person counts as the person.
 * *change becomes JAM_UPDATED when something did.
 */
JAM_MUST_USE bool jam_store_put_member(struct jam_store *store,
				       const struct jam_team *team,
				       int64_t person, enum jam_change *change,
				       struct jam_error *err);
JAM_MUST_USE bool jam_store_drop_member(struct jam_store *store,
					const struct jam_team *team,
					int64_t person, enum jam_change *change,
					struct jam_error *err);

/* The name of the person has changed: so does that of the member. */
JAM_MUST_USE bool jam_store_rename_member(struct jam_store *store,
					  const struct jam_event *event,
					  int64_t person,
					  struct jam_error *err);

/* Rows of the persons in a team, merged ones once, by row; of the arena. */
JAM_MUST_USE bool jam_store_get_members(struct jam_store *store, int64_t team,
					struct jam_arena *arena,
					int64_t **persons, size_t *count,
					struct jam_error *err);

/* The team that all these persons share in the event; id 0: none does. */
JAM_MUST_USE bool jam_store_shared_team(struct jam_store *store,
					const struct jam_event *event,
					const int64_t *persons, size_t count,
					struct jam_team *team,
					struct jam_error *err);

#endif
