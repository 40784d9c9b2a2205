/* SPDX-License-Identifier: MIT */
/* What was handed in. */
#ifndef JAM_STORE_PROJECTS_H
#define JAM_STORE_PROJECTS_H

#include <stddef.h>

#include "core/model/project.h"
#include "core/model/registration.h"
#include "core/store/persons.h"

struct jam_event;
struct jam_store;

/*
 * People by name, for members that a file names without an address: made once
 * for an import, brought up to date as people are registered along the way.
 */
struct jam_names;
JAM_MUST_USE bool jam_names_open(struct jam_store *store,
				 const struct jam_event *event,
				 struct jam_arena *arena,
				 struct jam_names **names,
				 struct jam_error *err);

/*
 * Take one row of a projects file: members are found or made and registered,
 * the team is found or made, the
 * project added (number and slug are given once, for good) or brought up to
 * date.  A name that two registered people have, an unknown site, a team of a
 * size that the event does not allow are JAM_E_DATA with the field in `at`,
 * and then nothing was written.
 */
struct jam_project_put {
	enum jam_change change;
	int64_t registered; /* members who had not been */
	int64_t by_name;    /* of them those without an address or id */
	const char *name;   /* of the first of these, of the row */
	int64_t project;    /* row */
};
JAM_MUST_USE bool jam_store_put_project(struct jam_store *store,
					const struct jam_event *event,
					struct jam_names *names,
					const struct jam_project_row *row,
					struct jam_project_put *put,
					struct jam_error *err);

/*
 * All projects of the event by number, retracted ones too (their tier says
 * so); of the arena.  The site of a project is its own, or else the one of its
 * whole team, here and wherever a project is shown.
 */
JAM_MUST_USE bool jam_store_get_projects(struct jam_store *store,
					 const struct jam_event *event,
					 struct jam_arena *arena,
					 struct jam_project **projects,
					 size_t *count, struct jam_error *err);

/*
 * Those in the running, by number, with what a ranking shows: rows of project,
 * team and site, uid, number, slug, title, the site's key and when it came.
 */
JAM_MUST_USE bool jam_store_get_running(struct jam_store *store,
					const struct jam_event *event,
					struct jam_arena *arena,
					struct jam_project **projects,
					size_t *count, struct jam_error *err);

/*
 * The project that a text means: slug, #NUMBER or the source's id.  Unknown,
 * or two meanings: JAM_E_DATA that names both, with "did you mean".
 */
JAM_MUST_USE bool jam_store_find_project(struct jam_store *store,
					 const struct jam_event *event,
					 const char *text,
					 struct jam_arena *arena,
					 struct jam_project *project,
					 struct jam_error *err);

/* Is there a project that the text may mean? */
JAM_MUST_USE bool jam_store_knows_project(struct jam_store *store,
					  const struct jam_event *event,
					  const char *text, bool *known,
					  struct jam_error *err);

#endif
