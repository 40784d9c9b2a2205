/* SPDX-License-Identifier: MIT */
/* Who judges: the peers and experts that an event admits. */
#ifndef JAM_STORE_JUDGES_H
#define JAM_STORE_JUDGES_H

#include <stddef.h>

#include "core/model/project.h"
#include "core/model/registration.h"
#include "core/store/persons.h"

struct jam_event;
struct jam_store;

/*
 * Take one row of a judges file: makes an expert; who judges as a peer stays
 * one.  Conflicts name projects or teams that are there already, else
 * JAM_E_DATA (field "conflicts"), and then nothing was written.
 */
JAM_MUST_USE bool jam_store_put_judge(struct jam_store *store,
				      const struct jam_event *event,
				      const struct jam_judge_row *row,
				      enum jam_change *change,
				      struct jam_error *err);

/*
 * All whom the event's `by` admits, in canonical order (assignment.md 2): by
 * folded e-mail, else id or name, else uid.  With gone ones: also those who
 * have a row and take part no more.  Peers who never needed a row have id 0.
 */
struct jam_judges {
	struct jam_judge *items;
	size_t count;
};
JAM_MUST_USE bool jam_store_get_judges(struct jam_store *store,
				       const struct jam_event *event,
				       bool with_gone, struct jam_arena *arena,
				       struct jam_judges *judges,
				       struct jam_error *err);

/*
 * The judge that a text means: an e-mail, else the id or name of the source.
 * Unknown or not admitted: JAM_E_DATA, and it says which.
 */
JAM_MUST_USE bool jam_store_find_judge(
    struct jam_store *store, const struct jam_event *event, const char *text,
    struct jam_arena *arena, struct jam_judge *judge, struct jam_error *err);

/* The judge of a ballot's judge_uid; unknown or not admitted: JAM_E_DATA. */
JAM_MUST_USE bool jam_store_find_judge_uid(
    struct jam_store *store, const struct jam_event *event, const char *uid,
    struct jam_arena *arena, struct jam_judge *judge, struct jam_error *err);

/* Give a judge its row, where it has none yet. */
JAM_MUST_USE bool jam_store_make_judge(struct jam_store *store,
				       const struct jam_event *event,
				       struct jam_judge *judge,
				       struct jam_error *err);

/*
 * The judge that a file of a past jam calls so, made where there is none:
 * a person known by that text, a peer where he takes part, else an expert.
 */
JAM_MUST_USE bool jam_store_make_recorded(
    struct jam_store *store, const struct jam_event *event, const char *text,
    struct jam_arena *arena, struct jam_judge *judge, struct jam_error *err);

/* The name of the person has changed: so does the one that pages show. */
JAM_MUST_USE bool jam_store_rename_judge(struct jam_store *store,
					 const struct jam_event *event,
					 int64_t person, struct jam_error *err);

/* `assign --release`: the judge takes part no more from now on. */
JAM_MUST_USE bool jam_store_release_judge(struct jam_store *store,
					  const struct jam_event *event,
					  const struct jam_judge *judge,
					  struct jam_error *err);

#endif
