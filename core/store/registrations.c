/* SPDX-License-Identifier: MIT */
/* The table registration. */
#include "core/store/registrations.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/answers.h"
#include "core/store/db.h"
#include "core/store/judges.h"
#include "core/store/log.h"
#include "core/store/person_rows.h"
#include "core/store/registration_rows.h"
#include "core/store/store.h"
#include "core/store/teams.h"

void
jam_registration_stored_read(const struct jam_query *q, struct jam_arena *arena,
			     struct jam_registration_stored *out)
{
	*out = (struct jam_registration_stored){
		.site = jam_get_ref(q, 0),
		.online = jam_get_int(q, 1) != 0,
		.status = jam_get_index(q, 2, JAM_DECLINED),
		.registered_at = jam_get_int(q, 3),
		.role = jam_get_text(q, 4, arena),
		.team = jam_get_text(q, 5, arena),
		.seq = jam_get_int(q, 6),
		.site_key = jam_get_text(q, 7, arena),
	};
}

const char *
jam_registration_bytes(const struct jam_registration_stored *row,
		       const char *event, const char *person,
		       const uint8_t *salt, struct jam_arena *arena)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, salt);
	jam_entry_word(&e, "event", event);
	jam_entry_int(&e, "online", row->online);
	jam_entry_word(&e, "person", person);
	jam_entry_int(&e, "registered_at", row->registered_at);
	jam_entry_text(&e, "role", row->role);
	jam_entry_word(&e, "site", row->site_key);
	jam_entry_word(&e, "status", jam_status_words[row->status]);
	jam_entry_text(&e, "team", row->team);
	return jam_entry_end(&e);
}

/* Whose registration: of a row alone, or of all who were merged into it. */
struct whose {
	int64_t event, person;
	bool merged;
};

static bool
get(struct jam_store *store, const struct whose *whose,
    struct jam_registration_stored *out, bool *found, struct jam_error *err)
{
	struct jam_query *q = jam_query(
	    store,
	    whose->merged ? JAM_SQL_REGISTERED : JAM_SQL_REGISTRATION_GET, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, whose->event);
	jam_bind_int(q, 2, whose->person);
	if (!jam_step(q, found, err))
		return false;
	if (*found) {
		jam_registration_stored_read(q, jam_store_arena(store), out);
		jam_reset(q);
	}
	return true;
}

bool
jam_store_get_registered(struct jam_store *store, const struct jam_event *event,
			 int64_t person, struct jam_registered *out,
			 struct jam_error *err)
{
	struct jam_mark mark = jam_arena_mark(jam_store_arena(store));
	struct jam_registration_stored row;

	*out = (struct jam_registered){ 0 };
	if (!get(store, &(struct whose){ event->id, person, true }, &row,
		 &out->found, err))
		return false;
	if (out->found) {
		out->site = row.site;
		out->status = (enum jam_status)row.status;
	}
	jam_arena_reset(jam_store_arena(store), mark);
	return true;
}

/* A row as the log holds it. */
struct logged {
	struct jam_registration_stored row;
	const char *event, *person; /* uids */
	uint8_t salt[JAM_SALT_SIZE];
};

static const char *
copy(struct jam_arena *arena, const char *text)
{
	return text != NULL ? jam_strdup(arena, text) : NULL;
}

static const void *
keep(const void *row, struct jam_arena *arena)
{
	struct logged *kept = jam_copy(arena, row, 1, sizeof(*kept));

	kept->row.site_key = copy(arena, kept->row.site_key);
	kept->row.role = copy(arena, kept->row.role);
	kept->row.team = copy(arena, kept->row.team);
	kept->event = copy(arena, kept->event);
	kept->person = copy(arena, kept->person);
	return kept;
}

static const char *
make(const void *row, struct jam_arena *arena)
{
	const struct logged *l = row;

	return jam_registration_bytes(&l->row, l->event, l->person, l->salt,
				      arena);
}

/* Log and write a row: old is NULL for a new one. */
static bool
save(struct jam_store *store, const struct jam_event *event,
     const struct jam_person_row *person,
     const struct jam_registration_stored *old,
     struct jam_registration_stored *now, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	const char *euid = event->uid.text, *puid = person->person.uid.text;
	const char *key = jam_format(arena, "%s %s", euid, puid);
	struct logged logged = { .row = *now, .event = euid, .person = puid };

	if (old != NULL &&
	    !jam_log_end(
		store, "registration", key,
		jam_registration_bytes(old, euid, puid, person->salt, arena),
		old->seq, err))
		return false;
	memcpy(logged.salt, person->salt, sizeof(logged.salt));
	if (!jam_log_row_later(store,
			       &(struct jam_log_later){ "registration", key,
							&logged, keep, make },
			       &now->seq, err))
		return false;
	return jam_run_later(store,
			     old == NULL ? JAM_SQL_REGISTRATION_INSERT
					 : JAM_SQL_REGISTRATION_UPDATE,
			     (const struct jam_value[]){
				 jam_value_ref(now->site),
				 jam_value_int(now->online),
				 jam_value_int(now->status),
				 jam_value_opt(now->registered_at),
				 jam_value_text(now->role),
				 jam_value_text(now->team),
				 jam_value_int(now->seq),
				 jam_value_int(event->id),
				 jam_value_int(person->person.id),
			     },
			     9, err);
}

static bool
equal(const struct jam_registration_stored *a,
      const struct jam_registration_stored *b)
{
	return a->site == b->site && a->online == b->online &&
	       a->status == b->status && a->registered_at == b->registered_at &&
	       jam_same_text(a->role, b->role) &&
	       jam_same_text(a->team, b->team);
}

/* What the row says over what was known. */
static bool
apply(const struct jam_event *event, const struct jam_registration_row *row,
      struct jam_registration_stored *now, struct jam_error *err)
{
	if (row->site != NULL) {
		const struct jam_site *site = NULL;

		if (row->site[0] != '\0') {
			site = jam_event_site(event, row->site);
			if (site == NULL) {
				jam_fail(err, JAM_E_DATA,
					 "\"%s\" is not a site of %s",
					 row->site, event->slug);
				return jam_error_field(err, "site");
			}
		}
		now->site = site != NULL ? site->id : 0;
		now->site_key = site != NULL ? site->key : NULL;
		now->online = site == NULL;
	}
	if (row->status != JAM_NONE)
		now->status = row->status;
	if (row->registered_at != JAM_NONE)
		now->registered_at = row->registered_at;
	if (row->role != NULL && row->role[0] != '\0')
		now->role = row->role;
	if (row->team != NULL && row->team[0] != '\0')
		now->team = row->team;
	return true;
}

/* Who changes the team in the form changes it here too. */
static bool
follow_team(struct jam_store *store, const struct jam_event *event,
	    int64_t person, const char *before, const char *now,
	    struct jam_error *err)
{
	enum jam_change ignored = JAM_UNCHANGED;
	struct jam_team team;

	if (now == NULL || jam_same_text(before, now))
		return true;
	if (before != NULL) {
		if (!jam_store_find_team(store, event, before,
					 jam_store_arena(store), &team, err))
			return false;
		if (team.id != 0 &&
		    !jam_store_drop_member(store, &team, person, &ignored, err))
			return false;
	}
	return jam_store_put_team(store, event, now, &team, err) &&
	       jam_store_put_member(store, &team, person, &ignored, err);
}

static bool
put(struct jam_store *store, const struct jam_event *event,
    const struct jam_registration_row *row, const struct jam_person_row *own,
    enum jam_change *change, struct jam_error *err)
{
	struct jam_registration_stored old = { .registered_at = JAM_NONE }, now;
	int64_t person = own->person.id;
	bool found = false;

	/* Who is new to the file cannot be registered yet. */
	if (*change != JAM_ADDED &&
	    !get(store, &(struct whose){ event->id, person, false }, &old,
		 &found, err))
		return false;
	now = old;
	if (!apply(event, row, &now, err))
		return false;
	if (!found || !equal(&old, &now)) {
		*change = found ? JAM_UPDATED : JAM_ADDED;
		if (!save(store, event, own, found ? &old : NULL, &now, err))
			return false;
	}
	return follow_team(store, event, person, old.team, now.team, err) &&
	       jam_store_put_answers(
		   store,
		   &(struct jam_subject){ event, person, 0,
					  own->person.uid.text, own->salt },
		   row->answers, row->answers_len, change, err);
}

bool
jam_store_put_registration(struct jam_store *store,
			   const struct jam_event *event,
			   const struct jam_registration_row *row,
			   enum jam_change *change, int64_t *person,
			   struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_registration_stored probe = { 0 };
	struct jam_person_row own;
	struct jam_person who = {
		.email = row->email,
		.email_key = row->email_key,
		.name = row->name,
		.source = row->source,
		.source_id = row->source_id,
	};

	if (!apply(event, row, &probe, err) ||
	    !jam_person_row_put(store, &who, &own, change, err))
		return false;
	if (*change == JAM_UPDATED &&
	    (!jam_store_rename_member(store, event, who.id, err) ||
	     !jam_store_rename_judge(store, event, who.id, err)))
		return false;
	*person = who.id;
	if (!put(store, event, row, &own, change, err))
		return false;
	jam_arena_reset(arena, mark);
	return true;
}

bool
jam_store_register(struct jam_store *store, const struct jam_event *event,
		   int64_t person, bool *added, struct jam_error *err)
{
	struct jam_registration_stored row = { .registered_at = JAM_NONE };
	struct jam_mark mark = jam_arena_mark(jam_store_arena(store));
	struct jam_person_row who;
	bool found;

	if (!get(store, &(struct whose){ event->id, person, true }, &row,
		 &found, err))
		return false;
	*added = !found;
	if (!found) {
		row = (struct jam_registration_stored){ .registered_at =
							    JAM_NONE };
		if (!jam_person_row_get(store, person, jam_store_arena(store),
					&who, err) ||
		    !save(store, event, &who, NULL, &row, err))
			return false;
	}
	jam_arena_reset(jam_store_arena(store), mark);
	return true;
}
