/* SPDX-License-Identifier: MIT */
/* The table person_private. */
#include "core/store/persons.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/entry.h"
#include "core/store/backend.h"
#include "core/store/db.h"
#include "core/store/log.h"
#include "core/store/person_rows.h"
#include "core/store/same_person.h"
#include "core/store/store.h"

bool
jam_person_row_get(struct jam_store *store, int64_t id, struct jam_arena *arena,
		   struct jam_person_row *row, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_PERSON_ROW, err);
	bool found;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, id);
	if (!jam_step(q, &found, err))
		return false;
	if (!found)
		return jam_fail(err, JAM_E_BUG, "no person in row %lld",
				(long long)id);
	jam_person_row_read(q, arena, row);
	jam_reset(q);
	return true;
}

void
jam_person_row_read(const struct jam_query *q, struct jam_arena *arena,
		    struct jam_person_row *row)
{
	const void *salt;
	size_t length;

	*row = (struct jam_person_row){ .seq = jam_get_int(q, 9) };
	row->person.id = jam_get_int(q, 0);
	jam_get_uid(q, 1, &row->person.uid);
	row->person.merged_into = jam_get_ref(q, 2);
	row->person.email = jam_get_text(q, 3, arena);
	row->person.email_key = jam_get_text(q, 4, arena);
	row->person.name = jam_get_text(q, 5, arena);
	row->person.source = jam_get_text(q, 6, arena);
	row->person.source_id = jam_get_text(q, 7, arena);
	salt = jam_peek_blob(q, 8, &length);
	row->salted = salt != NULL && length == JAM_SALT_SIZE;
	if (row->salted)
		memcpy(row->salt, salt, JAM_SALT_SIZE);
	row->merged_uid = jam_get_text(q, 10, arena);
}

const char *
jam_person_row_bytes(const struct jam_person_row *row, struct jam_arena *arena)
{
	const struct jam_person *p = &row->person;
	struct jam_entry e;

	jam_entry_begin(&e, arena, row->salted ? row->salt : NULL);
	jam_entry_text(&e, "email", p->email);
	jam_entry_word(&e, "merged_into", row->merged_uid);
	jam_entry_text(&e, "name", p->name);
	jam_entry_word(&e, "source", p->source);
	jam_entry_text(&e, "source_id", p->source_id);
	jam_entry_word(&e, "uid", p->uid.text);
	return jam_entry_end(&e);
}

bool
jam_store_get_person(struct jam_store *store, int64_t id,
		     struct jam_arena *arena, struct jam_person *person,
		     struct jam_error *err)
{
	struct jam_person_row row;

	if (!jam_person_row_get(store, id, arena, &row, err))
		return false;
	*person = row.person;
	return true;
}

/* A row as it was asked for, and the one that stays; 0: there is none. */
struct found {
	int64_t stays, own;
};

static bool
find(struct jam_query *q, struct found *found, struct jam_error *err)
{
	bool row;

	*found = (struct found){ 0 };
	if (!jam_step(q, &row, err))
		return false;
	if (row) {
		*found = (struct found){ jam_get_int(q, 0), jam_get_int(q, 1) };
		jam_reset(q);
	}
	return true;
}

static bool
find_by_email(struct jam_store *store, const char *email_key,
	      struct found *found, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_PERSON_BY_EMAIL, err);

	if (q == NULL)
		return false;
	jam_bind_text(q, 1, email_key);
	return find(q, found, err);
}

static bool
find_by_source(struct jam_store *store, const char *source,
	       const char *source_id, struct found *found,
	       struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_PERSON_BY_SOURCE, err);

	if (q == NULL)
		return false;
	jam_bind_text(q, 1, source);
	jam_bind_text(q, 2, source_id);
	return find(q, found, err);
}

bool
jam_store_find_person(struct jam_store *store, const char *email_key,
		      int64_t *person, struct jam_error *err)
{
	struct found found;

	if (!find_by_email(store, email_key, &found, err))
		return false;
	*person = found.stays;
	return true;
}

bool
jam_store_find_person_at(struct jam_store *store, const char *source,
			 const char *source_id, int64_t *person,
			 struct jam_error *err)
{
	struct found found;

	if (!find_by_source(store, source, source_id, &found, err))
		return false;
	*person = found.stays;
	return true;
}

static const char *
copy(struct jam_arena *arena, const char *text)
{
	return text != NULL ? jam_strdup(arena, text) : NULL;
}

static const void *
keep(const void *row, struct jam_arena *arena)
{
	struct jam_person_row *kept = jam_copy(arena, row, 1, sizeof(*kept));

	kept->person.email = copy(arena, kept->person.email);
	kept->person.name = copy(arena, kept->person.name);
	kept->person.source = copy(arena, kept->person.source);
	kept->person.source_id = copy(arena, kept->person.source_id);
	return kept;
}

static const char *
make(const void *row, struct jam_arena *arena)
{
	return jam_person_row_bytes(row, arena);
}

static bool
insert(struct jam_store *store, const struct jam_person *person,
       struct jam_person_row *row, struct jam_error *err)
{
	int64_t id = store->bulk ? ++store->persons : JAM_NONE;

	*row = (struct jam_person_row){ .person = *person, .salted = true };
	jam_uid_new(jam_store_random(store), &row->person.uid);
	jam_random_bytes(jam_store_random(store), row->salt, sizeof(row->salt));
	if (!jam_log_row_later(store,
			       &(struct jam_log_later){ "person",
							row->person.uid.text,
							row, keep, make },
			       &row->seq, err) ||
	    !jam_run_later(store, JAM_SQL_PERSON_INSERT,
			   (const struct jam_value[]){
			       jam_value_text(row->person.uid.text),
			       jam_value_blob(row->salt, sizeof(row->salt)),
			       jam_value_text(person->email),
			       jam_value_text(person->email_key),
			       jam_value_text(person->name),
			       jam_value_text(person->source),
			       jam_value_text(person->source_id),
			       jam_value_int(row->seq),
			       jam_value_opt(id),
			   },
			   9, err))
		return false;
	row->person.own = row->person.id =
	    id != JAM_NONE ? id : jam_inserted(store);
	row->person.merged_into = 0;
	return true;
}

/* Write a row's new value: old is what the log knows, now what is stored. */
static bool
update(struct jam_store *store, const struct jam_person_row *old,
       struct jam_person_row *now, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	const char *key = old->person.uid.text;
	struct jam_query *q;

	if (!jam_log_end(store, "person", key, jam_person_row_bytes(old, arena),
			 old->seq, err) ||
	    !jam_log_row(store, "person", key, jam_person_row_bytes(now, arena),
			 &now->seq, err))
		return false;
	q = jam_query(store, JAM_SQL_PERSON_UPDATE, err);
	if (q == NULL)
		return false;
	jam_bind_ref(q, 1, now->person.merged_into);
	jam_bind_text(q, 2, now->person.email);
	jam_bind_text(q, 3, now->person.email_key);
	jam_bind_text(q, 4, now->person.name);
	jam_bind_text(q, 5, now->person.source);
	jam_bind_text(q, 6, now->person.source_id);
	jam_bind_int(q, 7, now->seq);
	jam_bind_int(q, 8, now->person.id);
	return jam_run_query(q, err);
}

static bool
differs(const char *stored, const char *given)
{
	return given != NULL && given[0] != '\0' &&
	       (stored == NULL || strcmp(stored, given) != 0);
}

/* Take over what the file says and the address's own row does not know yet. */
static bool
refresh(struct jam_store *store, const struct jam_person *person,
	bool new_source, enum jam_change *change, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_person_row old, now;

	if (!jam_person_row_get(store, person->own, arena, &old, err))
		return false;
	now = old;
	if (differs(old.person.name, person->name))
		now.person.name = person->name;
	if (old.person.email == NULL && person->email != NULL) {
		now.person.email = person->email;
		now.person.email_key = person->email_key;
	}
	if (new_source && old.person.source_id == NULL) {
		now.person.source = person->source;
		now.person.source_id = person->source_id;
	}
	if (now.person.name == old.person.name &&
	    now.person.email == old.person.email &&
	    now.person.source_id == old.person.source_id)
		return true;
	*change = JAM_UPDATED;
	return update(store, &old, &now, err);
}

static bool
lookup(struct jam_store *store, struct jam_person *person, bool *new_source,
       struct jam_error *err)
{
	struct found by_email = { 0 }, by_source = { 0 };
	bool at_source = person->source_id != NULL;

	if ((person->email_key != NULL && !store->bulk &&
	     !find_by_email(store, person->email_key, &by_email, err)) ||
	    (at_source && !find_by_source(store, person->source,
					  person->source_id, &by_source, err)))
		return false;
	if (by_email.own != 0 && by_source.own != 0 &&
	    by_email.stays != by_source.stays) {
		jam_fail(err, JAM_E_DATA,
			 "\"%s\" and the id \"%s\" are known as two persons",
			 person->email, person->source_id);
		return jam_hint(err, "if they are one, name both addresses in "
				     "same_person of the event");
	}
	person->own = by_email.own != 0 ? by_email.own : by_source.own;
	*new_source = at_source && by_source.own == 0;
	return true;
}

/*
 * An address that some event declares to be another's too; *named: some does,
 * so that the row may be merged now.
 */
static bool
join_same(struct jam_store *store, const struct jam_person *person, bool *named,
	  struct jam_error *err)
{
	*named = false;
	return person->email_key == NULL || store->bulk ||
	       jam_same_person_join(store, person->email_key, named, err);
}

/* Whom the row, as it stands by now, belongs to. */
static bool
follow(struct jam_store *store, const struct jam_person_row *own,
       struct jam_person *person, struct jam_error *err)
{
	struct jam_person_row row;

	person->own = person->id = own->person.id;
	person->uid = own->person.uid;
	person->merged_into = 0;
	if (own->person.merged_into == 0)
		return true;
	person->id = own->person.merged_into;
	if (!jam_person_row_get(store, person->id, jam_store_arena(store), &row,
				err))
		return false;
	person->uid = row.person.uid;
	return true;
}

/* The row of a person who is there, with what the file says. */
static bool
renew(struct jam_store *store, const struct jam_person *person, bool new_source,
      struct jam_person_row *own, enum jam_change *change,
      struct jam_error *err)
{
	bool named;

	return refresh(store, person, new_source, change, err) &&
	       (*change == JAM_UNCHANGED ||
		join_same(store, person, &named, err)) &&
	       jam_person_row_get(store, person->own, jam_store_arena(store),
				  own, err);
}

static bool
add(struct jam_store *store, const struct jam_person *person,
    struct jam_person_row *own, struct jam_error *err)
{
	bool named;

	if (!insert(store, person, own, err) ||
	    !join_same(store, person, &named, err))
		return false;
	return !named || jam_person_row_get(store, own->person.id,
					    jam_store_arena(store), own, err);
}

bool
jam_person_row_put(struct jam_store *store, struct jam_person *person,
		   struct jam_person_row *own, enum jam_change *change,
		   struct jam_error *err)
{
	bool new_source = false;

	*change = JAM_UNCHANGED;
	if (!lookup(store, person, &new_source, err))
		return false;
	if (person->own == 0) {
		*change = JAM_ADDED;
		if (!add(store, person, own, err))
			return false;
	} else if (!renew(store, person, new_source, own, change, err)) {
		return false;
	}
	return follow(store, own, person, err);
}

bool
jam_store_put_person(struct jam_store *store, struct jam_person *person,
		     enum jam_change *change, struct jam_error *err)
{
	struct jam_mark mark = jam_arena_mark(jam_store_arena(store));
	struct jam_person_row own;
	bool done = jam_person_row_put(store, person, &own, change, err);

	jam_arena_reset(jam_store_arena(store), mark);
	return done;
}

static bool
set_merged(struct jam_store *store, int64_t person, int64_t into,
	   struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_person_row old, now, target;

	if (!jam_person_row_get(store, person, arena, &old, err))
		return false;
	if (old.person.merged_into == into)
		return true;
	now = old;
	now.person.merged_into = into;
	now.merged_uid = NULL;
	if (into != 0) {
		if (!jam_person_row_get(store, into, arena, &target, err))
			return false;
		now.merged_uid = target.person.uid.text;
	}
	return update(store, &old, &now, err);
}

/* The first row merged into a person, or 0. */
static bool
first_follower(struct jam_store *store, int64_t person, int64_t *row,
	       struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_PERSON_FOLLOWER, err);
	struct found found;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, person);
	if (!find(q, &found, err))
		return false;
	*row = found.own;
	return true;
}

/* Who was merged into the person is merged into `into`; 0: into nobody. */
static bool
move_followers(struct jam_store *store, int64_t person, int64_t into,
	       struct jam_error *err)
{
	int64_t follower;

	for (;;) {
		if (!first_follower(store, person, &follower, err))
			return false;
		if (follower == 0)
			return true;
		if (!set_merged(store, follower, into, err))
			return false;
	}
}

bool
jam_store_merge(struct jam_store *store, int64_t person, int64_t into,
		struct jam_error *err)
{
	return person == into || (move_followers(store, person, into, err) &&
				  set_merged(store, person, into, err));
}

bool
jam_store_part(struct jam_store *store, int64_t person, struct jam_error *err)
{
	return move_followers(store, person, 0, err);
}
