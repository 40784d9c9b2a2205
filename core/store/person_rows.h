/* SPDX-License-Identifier: MIT */
/* A person as stored, for the families of the store and for verify. */
#ifndef JAM_STORE_PERSON_ROWS_H
#define JAM_STORE_PERSON_ROWS_H

#include "core/model/entry.h"
#include "core/model/person.h"
#include "core/store/persons.h"

struct jam_query;
struct jam_store;

struct jam_person_row {
	struct jam_person person;
	const char *merged_uid; /* uid of person.merged_into, or NULL */
	uint8_t salt[JAM_SALT_SIZE];
	bool salted; /* false once forgotten */
	int64_t seq;
};

/* The row of a result of PERSON_ROW or PERSON_ROWS; texts of the arena. */
void jam_person_row_read(const struct jam_query *query, struct jam_arena *arena,
			 struct jam_person_row *row);

JAM_MUST_USE bool jam_person_row_get(struct jam_store *store, int64_t id,
				     struct jam_arena *arena,
				     struct jam_person_row *row,
				     struct jam_error *err);

/*
 * As jam_store_put_person, and the row of the address itself as it stands now;
 * its texts are of the store's arena or the person's.
 */
JAM_MUST_USE bool jam_person_row_put(struct jam_store *store,
				     struct jam_person *person,
				     struct jam_person_row *own,
				     enum jam_change *change,
				     struct jam_error *err);

/* Its canonical bytes, as the log holds them. */
const char *jam_person_row_bytes(const struct jam_person_row *row,
				 struct jam_arena *arena);

#endif
