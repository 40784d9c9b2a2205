/* SPDX-License-Identifier: MIT */
/* The table survey_private. */
#include "core/store/surveys.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/model/registration.h"
#include "core/store/db.h"
#include "core/store/log.h"
#include "core/store/registrations.h"
#include "core/store/salts.h"
#include "core/store/store.h"
#include "core/store/survey_rows.h"

void
jam_survey_stored_read(const struct jam_query *q, struct jam_arena *arena,
		       struct jam_survey_stored *out)
{
	*out = (struct jam_survey_stored){
		.row_key = jam_get_text(q, 0, arena),
		.email = jam_get_text(q, 1, arena),
		.question = jam_get_string(q, 2, arena),
		.value = jam_get_string(q, 3, arena),
		.seq = jam_get_int(q, 4),
		.event = jam_get_text(q, 5, arena),
		.person = jam_get_text(q, 6, arena),
	};
	out->salt = jam_salt_peek(q, out->person != NULL ? 7 : 8);
}

const char *
jam_survey_key(const struct jam_survey_stored *row, struct jam_arena *arena)
{
	char hex[65] = "";

	/* A salt is gone only in a file that someone changed. */
	if (row->salt != NULL)
		jam_entry_commit(row->salt, "row_key", row->row_key, hex);
	return jam_format(arena, "%s %.16s %s", row->event, hex, row->question);
}

const char *
jam_survey_bytes(const struct jam_survey_stored *row, struct jam_arena *arena)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, row->salt);
	jam_entry_text(&e, "email", row->email);
	jam_entry_word(&e, "event", row->event);
	jam_entry_word(&e, "person", row->person);
	jam_entry_word(&e, "question", row->question);
	jam_entry_text(&e, "row_key", row->row_key);
	jam_entry_text(&e, "value", row->value);
	return jam_entry_end(&e);
}

/* Whose row it is. */
struct owner {
	int64_t person; /* 0: nobody known */
	const char *uid, *email;
	uint8_t salt[JAM_SALT_SIZE];
};

static bool
find_owner(struct jam_store *store, const struct jam_event *event,
	   const struct jam_survey_row *row, struct owner *owner,
	   bool *stranger, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_registered registered = { 0 };
	struct jam_person person;

	*owner = (struct owner){ .email = row->email };
	if (row->email_key != NULL &&
	    !jam_store_find_person(store, row->email_key, &owner->person, err))
		return false;
	if (owner->person == 0) {
		*stranger = row->email_key != NULL;
		return jam_store_event_salt(store, event->id, owner->salt, err);
	}
	if (!jam_store_get_person(store, owner->person, arena, &person, err) ||
	    !jam_store_get_registered(store, event, owner->person, &registered,
				      err))
		return false;
	*stranger = !registered.found;
	owner->email = NULL;
	owner->uid = jam_strdup(arena, person.uid.text);
	return jam_store_person_salt(store, owner->person, owner->salt, err);
}

static bool
get(struct jam_store *store, const struct jam_event *event,
    const struct jam_survey_stored *now, struct jam_survey_stored *old,
    uint8_t salt[JAM_SALT_SIZE], struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_SURVEY_GET, err);
	bool found;

	*old = (struct jam_survey_stored){ 0 };
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_text(q, 2, now->row_key);
	jam_bind_text(q, 3, now->question);
	if (!jam_step(q, &found, err))
		return false;
	if (!found)
		return true;
	jam_survey_stored_read(q, jam_store_arena(store), old);
	if (old->salt != NULL) {
		memcpy(salt, old->salt, JAM_SALT_SIZE);
		old->salt = salt;
	}
	jam_reset(q);
	return true;
}

static bool
save(struct jam_store *store, const struct jam_event *event, int64_t person,
     const struct jam_survey_stored *now, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_SURVEY_PUT, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_text(q, 2, now->row_key);
	jam_bind_ref(q, 3, person);
	jam_bind_text(q, 4, now->email);
	jam_bind_text(q, 5, now->question);
	jam_bind_text(q, 6, now->value);
	jam_bind_int(q, 7, now->seq);
	return jam_run_query(q, err);
}

static bool
put_answer(struct jam_store *store, const struct jam_event *event,
	   int64_t person, struct jam_survey_stored *now,
	   enum jam_change *change, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_survey_stored old;
	uint8_t salt[JAM_SALT_SIZE];

	if (!get(store, event, now, &old, salt, err))
		return false;
	if (old.value != NULL) {
		if (jam_same_text(old.value, now->value) &&
		    jam_same_text(old.person, now->person) &&
		    jam_same_text(old.email, now->email))
			return true;
		if (!jam_log_end(store, "survey", jam_survey_key(&old, arena),
				 jam_survey_bytes(&old, arena), old.seq, err))
			return false;
	}
	*change = JAM_UPDATED;
	return jam_log_row(store, "survey", jam_survey_key(now, arena),
			   jam_survey_bytes(now, arena), &now->seq, err) &&
	       save(store, event, person, now, err);
}

static bool
has_row(struct jam_store *store, const struct jam_event *event,
	const char *row_key, bool *found, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_SURVEY_HAS, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_text(q, 2, row_key);
	if (!jam_step(q, found, err))
		return false;
	jam_reset(q);
	return true;
}

bool
jam_store_put_survey(struct jam_store *store, const struct jam_event *event,
		     const struct jam_survey_row *row,
		     struct jam_survey_put *put, struct jam_error *err)
{
	struct jam_mark mark = jam_arena_mark(jam_store_arena(store));
	enum jam_change change = JAM_UNCHANGED;
	struct owner owner;
	bool known;

	*put = (struct jam_survey_put){ 0 };
	if (!find_owner(store, event, row, &owner, &put->stranger, err) ||
	    !has_row(store, event, row->row_key, &known, err))
		return false;
	for (size_t i = 0; i < event->survey_len; i++) {
		struct jam_survey_stored now = {
			.row_key = row->row_key,
			.email = owner.email,
			.question = event->survey[i].key,
			.value = row->values[i],
			.event = event->uid.text,
			.person = owner.uid,
			.salt = owner.salt,
		};

		if (now.value != NULL && now.value[0] != '\0' &&
		    !put_answer(store, event, owner.person, &now, &change, err))
			return false;
	}
	put->change = !known && change == JAM_UPDATED ? JAM_ADDED : change;
	jam_arena_reset(jam_store_arena(store), mark);
	return true;
}

bool
jam_store_each_survey(struct jam_store *store, const struct jam_event *event,
		      bool (*visit)(void *with,
				    const struct jam_survey_answer *answer,
				    struct jam_error *err),
		      void *with, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_SURVEY_EACH, err);
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err)) {
		struct jam_survey_answer answer;

		answer = (struct jam_survey_answer){
			.row_key = jam_peek_string(q, 0),
			.person = jam_get_ref(q, 1),
			.site = jam_peek_text(q, 2),
			.question = jam_peek_string(q, 3),
			.value = jam_peek_string(q, 4),
		};
		if (!visit(with, &answer, err))
			return jam_stop(q);
	}
	return done;
}
