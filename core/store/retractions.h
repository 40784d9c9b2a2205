/* SPDX-License-Identifier: MIT */
/* Projects out of the running, and ratings set aside: acts of the organizer. */
#ifndef JAM_STORE_RETRACTIONS_H
#define JAM_STORE_RETRACTIONS_H

#include <stddef.h>

#include "core/model/project.h"

struct jam_event;
struct jam_receipt;
struct jam_store;

struct jam_retraction {
	enum jam_tier tier; /* hidden, named or unranked */
	const char *reason; /* pages show it, but of what is hidden */
};

/*
 * Take a project out of the running, or give its retraction another tier or
 * reason: an entry "retract" of its own.  The same again changes nothing and
 * gives the standing receipt.
 */
JAM_MUST_USE bool jam_store_retract(struct jam_store *store,
				    const struct jam_event *event,
				    const struct jam_project *project,
				    const struct jam_retraction *retraction,
				    struct jam_receipt *receipt,
				    struct jam_error *err);

/* And back: "restore".  A project in the running is JAM_E_DATA. */
JAM_MUST_USE bool jam_store_restore(struct jam_store *store,
				    const struct jam_event *event,
				    const struct jam_project *project,
				    struct jam_receipt *receipt,
				    struct jam_error *err);

/* One rating of a judge who has a row, or all that he gave and will give. */
struct jam_aside {
	const struct jam_judge *judge;
	const struct jam_project *project; /* NULL: all */
	const char *reason;		   /* private */
};

/*
 * Ratings that do not count from now on; they stay in the record.  As for a
 * project: the same again changes nothing, and what was not set aside cannot
 * be taken back.  Entries "set-aside" and "take-back".
 */
JAM_MUST_USE bool jam_store_set_aside(struct jam_store *store,
				      const struct jam_event *event,
				      const struct jam_aside *aside,
				      struct jam_receipt *receipt,
				      struct jam_error *err);
JAM_MUST_USE bool jam_store_take_back(struct jam_store *store,
				      const struct jam_event *event,
				      const struct jam_aside *aside,
				      struct jam_receipt *receipt,
				      struct jam_error *err);

/* Ratings of a project (judge 0), of a judge (project 0), or the one. */
JAM_MUST_USE bool jam_store_count_given(struct jam_store *store, int64_t judge,
					int64_t project, int64_t *count,
					struct jam_error *err);

/*
 * Judges whose seat for the project is open and falls with it, by e-mail, else
 * name: jam assign gives them another.  And the members of its team, as
 * "Name <e-mail>".  In order of the address; of the arena.
 */
struct jam_people {
	const char **items;
	size_t count;
};
JAM_MUST_USE bool jam_store_get_waiting(struct jam_store *store,
					int64_t project,
					struct jam_arena *arena,
					struct jam_people *people,
					struct jam_error *err);
JAM_MUST_USE bool jam_store_get_addressees(struct jam_store *store,
					   int64_t team,
					   struct jam_arena *arena,
					   struct jam_people *people,
					   struct jam_error *err);

#endif
