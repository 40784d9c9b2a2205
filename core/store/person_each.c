/* SPDX-License-Identifier: MIT */
/* Every logged row of persons, registrations and answers, for verify. */
#include <string.h>

#include "core/base/arena.h"
#include "core/store/answer_rows.h"
#include "core/store/db.h"
#include "core/store/person_rows.h"
#include "core/store/registration_rows.h"
#include "core/store/rows.h"
#include "core/store/salts.h"

static bool
key_fits(const struct jam_person *person, struct jam_arena *arena)
{
	const char *email, *key;

	if (person->email == NULL || person->email_key == NULL)
		return person->email == person->email_key;
	return jam_email_read(arena, person->email, &email, &key) &&
	       strcmp(key, person->email_key) == 0;
}

static void
read_person(const struct jam_query *q, struct jam_arena *arena,
	    struct jam_given *row)
{
	struct jam_person_row person;

	jam_person_row_read(q, arena, &person);
	row->table = "person";
	row->key = jam_strdup(arena, person.person.uid.text);
	row->bytes = key_fits(&person.person, arena)
			 ? jam_person_row_bytes(&person, arena)
			 : JAM_ROWS_WRONG;
	row->seq = person.seq;
}

bool
jam_rows_persons(struct jam_store *store, struct jam_rows *rows,
		 struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_PERSON, read_person, rows,
			      arena, err);
}

static void
read_registration(const struct jam_query *q, struct jam_arena *arena,
		  struct jam_given *row)
{
	const char *event = jam_get_text(q, 8, arena);
	const char *person = jam_get_text(q, 9, arena);
	struct jam_registration_stored stored;

	jam_registration_stored_read(q, arena, &stored);
	row->table = "registration";
	row->key = jam_format(arena, "%s %s", event, person);
	row->bytes = jam_registration_bytes(&stored, event, person,
					    jam_salt_peek(q, 10), arena);
	row->seq = stored.seq;
}

bool
jam_rows_registrations(struct jam_store *store, struct jam_rows *rows,
		       struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_REGISTRATION,
			      read_registration, rows, arena, err);
}

static void
read_answer(const struct jam_query *q, struct jam_arena *arena,
	    struct jam_given *row)
{
	const struct jam_answer answer = {
		.source = jam_get_string(q, 0, arena),
		.header = jam_get_string(q, 1, arena),
		.value = jam_get_string(q, 2, arena),
	};
	const char *event = jam_get_text(q, 4, arena);
	const char *person = jam_get_text(q, 5, arena);
	const char *project = jam_get_text(q, 7, arena);
	const char *subject = person != NULL ? person : project;

	row->table = "answer";
	row->seq = jam_get_int(q, 3);
	if (subject == NULL || (person != NULL && project != NULL)) {
		row->key = event;
		row->bytes = JAM_ROWS_WRONG;
		return;
	}
	row->key = jam_answer_key(arena, event, subject, &answer);
	row->bytes = jam_answer_bytes(
	    arena, event, subject, jam_salt_peek(q, person ? 6 : 8), &answer);
}

bool
jam_rows_answers(struct jam_store *store, struct jam_rows *rows,
		 struct jam_arena *arena, struct jam_error *err)
{
	return jam_rows_query(store, JAM_SQL_ROWS_ANSWER, read_answer, rows,
			      arena, err);
}
