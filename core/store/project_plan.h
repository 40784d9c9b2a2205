/* SPDX-License-Identifier: MIT */
/* A row of a projects file between reading and writing. */
#ifndef JAM_STORE_PROJECT_PLAN_H
#define JAM_STORE_PROJECT_PLAN_H

#include "core/store/project_rows.h"
#include "core/store/projects.h"
#include "core/store/teams.h"

/* All that is known of a row before anything is written. */
struct jam_project_plan {
	struct jam_store *store;
	const struct jam_event *event;
	struct jam_names *names;
	const struct jam_project_row *row;
	struct jam_arena *arena;
	int64_t *members; /* a person's row, 0: to be made */
	size_t members_len;
	struct jam_project_stored old;
	bool known;	      /* old is filled */
	struct jam_team team; /* id 0: to be made */
	int64_t site;	      /* row; 0: none said */
	const char *site_key;
};

/*
 * Who the members are, the project being found: by e-mail, by the source's
 * id, by name among those who are registered.  A name that several have is
 * JAM_E_DATA.
 */
JAM_MUST_USE bool jam_project_members_find(struct jam_project_plan *plan,
					   struct jam_error *err);

/*
 * JAM_E_DATA unless the team, as it will be, has a size that the event
 * allows; the team is found.
 */
JAM_MUST_USE bool jam_project_members_fit(struct jam_project_plan *plan,
					  struct jam_error *err);

/*
 * Make who is new, register who is not, and put them into the team; who left
 * the list leaves it.  project is a uid; change and registered of put are
 * brought up to date.
 */
JAM_MUST_USE bool jam_project_members_put(struct jam_project_plan *plan,
					  const char *project,
					  struct jam_project_put *put,
					  struct jam_error *err);

#endif
