/* SPDX-License-Identifier: MIT */
/*
 * People, across all events of the file.  Lookups give the person that stays:
 * one who was merged into another is never returned but by _each.
 */
#ifndef JAM_STORE_PERSONS_H
#define JAM_STORE_PERSONS_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/person.h"

struct jam_event;
struct jam_store;

/* What became of a row that was put. */
enum jam_change { JAM_UNCHANGED, JAM_UPDATED, JAM_ADDED };

/*
 * The person of an address (by its key), or of an id at a source; row 0 where
 * there is none.
 */
JAM_MUST_USE bool jam_store_find_person(struct jam_store *store,
					const char *email_key, int64_t *person,
					struct jam_error *err);
JAM_MUST_USE bool jam_store_find_person_at(struct jam_store *store,
					   const char *source,
					   const char *source_id,
					   int64_t *person,
					   struct jam_error *err);

/* The person's row as stored, merged or not; texts of the arena. */
JAM_MUST_USE bool jam_store_get_person(struct jam_store *store, int64_t row,
				       struct jam_arena *arena,
				       struct jam_person *person,
				       struct jam_error *err);

/*
 * Find or make the person: by e-mail, else by (source, source_id).  A name
 * replaces the stored one; NULL keeps it.  An e-mail and an id that are known
 * as two persons are JAM_E_DATA.  In and out: person->id and ->uid are those
 * of the person that stays, person->own is the row of the address itself,
 * which keeps the name, so that two addresses of one person can be told apart
 * again.
 */
JAM_MUST_USE bool jam_store_put_person(struct jam_store *store,
				       struct jam_person *person,
				       enum jam_change *change,
				       struct jam_error *err);

/*
 * Merge a person into another.  Chains are kept flat: who was merged into
 * `person` follows it.  Nothing to do is done, and logs nothing.
 */
JAM_MUST_USE bool jam_store_merge(struct jam_store *store, int64_t person,
				  int64_t into, struct jam_error *err);

/* Everybody who was merged into the person is themselves again. */
JAM_MUST_USE bool jam_store_part(struct jam_store *store, int64_t person,
				 struct jam_error *err);

#endif
