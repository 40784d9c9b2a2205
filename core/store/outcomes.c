/* SPDX-License-Identifier: MIT */
/* The table outcome_private. */
#include "core/store/outcomes.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/model/project.h"
#include "core/model/registration.h"
#include "core/store/db.h"
#include "core/store/log.h"
#include "core/store/outcome_rows.h"
#include "core/store/projects.h"
#include "core/store/salts.h"
#include "core/store/store.h"

void
jam_outcome_stored_read(const struct jam_query *q, struct jam_arena *arena,
			struct jam_outcome_stored *out)
{
	*out = (struct jam_outcome_stored){
		.wave = jam_get_string(q, 0, arena),
		.kind = jam_get_string(q, 1, arena),
		.detail = jam_get_text(q, 2, arena),
		.quote = jam_get_text(q, 3, arena),
		.consent = jam_get_int(q, 4),
		.at = jam_get_int(q, 5),
		.seq = jam_get_int(q, 6),
		.event = jam_get_text(q, 7, arena),
		.person = jam_get_text(q, 8, arena),
		.project = jam_get_text(q, 9, arena),
		.id = jam_get_int(q, 10),
	};
	out->salt = jam_salt_peek(q, out->person != NULL ? 11 : 12);
}

const char *
jam_outcome_key(const struct jam_outcome_stored *row, struct jam_arena *arena)
{
	const char *what = jam_format(arena, "%s\n%s\n%s", row->wave, row->kind,
				      row->detail != NULL ? row->detail : "");
	char hex[65] = "";

	/* A salt is gone only in a file that someone changed. */
	if (row->salt != NULL)
		jam_entry_commit(row->salt, "outcome", what, hex);
	return jam_format(arena, "%s %s %s %.16s", row->event,
			  row->person != NULL ? row->person : "-",
			  row->project != NULL ? row->project : "-", hex);
}

const char *
jam_outcome_bytes(const struct jam_outcome_stored *row, struct jam_arena *arena)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, row->salt);
	jam_entry_int(&e, "at", row->at);
	jam_entry_int(&e, "consent", row->consent);
	jam_entry_text(&e, "detail", row->detail);
	jam_entry_word(&e, "event", row->event);
	jam_entry_text(&e, "kind", row->kind);
	jam_entry_word(&e, "person", row->person);
	jam_entry_word(&e, "project", row->project);
	jam_entry_text(&e, "quote", row->quote);
	jam_entry_text(&e, "wave", row->wave);
	return jam_entry_end(&e);
}

/* Of whom and of what. */
struct subject {
	int64_t person, project; /* rows; 0: none */
	const char *person_uid, *project_uid;
	uint8_t salt[JAM_SALT_SIZE];
};

static bool
find_person(struct jam_store *store, const struct jam_outcome_row *row,
	    struct subject *s, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_person person;

	if (!jam_store_find_person(store, row->email_key, &s->person, err))
		return false;
	if (s->person == 0) {
		jam_fail(err, JAM_E_DATA, "nobody has the address \"%.100s\"",
			 row->email);
		return jam_error_field(err, "email");
	}
	if (!jam_store_get_person(store, s->person, arena, &person, err))
		return false;
	s->person_uid = jam_strdup(arena, person.uid.text);
	return jam_store_person_salt(store, s->person, s->salt, err);
}

static bool
find_project(struct jam_store *store, const struct jam_event *event,
	     const struct jam_outcome_row *row, struct subject *s,
	     struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_project project;

	if (!jam_store_find_project(store, event, row->project, arena, &project,
				    err))
		return jam_error_field(err, "project");
	s->project = project.id;
	s->project_uid = jam_strdup(arena, project.uid.text);
	return true;
}

static bool
find_subject(struct jam_store *store, const struct jam_event *event,
	     const struct jam_outcome_row *row, struct subject *s,
	     struct jam_error *err)
{
	*s = (struct subject){ 0 };
	if (row->email_key != NULL && !find_person(store, row, s, err))
		return false;
	if (row->project != NULL && !find_project(store, event, row, s, err))
		return false;
	return s->person != 0 ||
	       jam_store_event_salt(store, event->id, s->salt, err);
}

static bool
get(struct jam_store *store, const struct jam_event *event,
    const struct subject *s, const struct jam_outcome_row *row,
    struct jam_outcome_stored *old, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_OUTCOME_GET, err);
	bool found;

	*old = (struct jam_outcome_stored){ .consent = 0, .at = JAM_NONE };
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_text(q, 2, row->wave);
	jam_bind_text(q, 3, row->kind);
	jam_bind_ref(q, 4, s->person);
	jam_bind_ref(q, 5, s->project);
	jam_bind_text(q, 6, row->detail);
	if (!jam_step(q, &found, err))
		return false;
	if (!found)
		return true;
	jam_outcome_stored_read(q, jam_store_arena(store), old);
	old->salt = s->salt; /* the same person, or the event */
	jam_reset(q);
	return true;
}

static bool
insert(struct jam_store *store, const struct jam_event *event,
       const struct subject *s, const struct jam_outcome_stored *now,
       struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_OUTCOME_INSERT, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_text(q, 2, now->wave);
	jam_bind_ref(q, 3, s->person);
	jam_bind_ref(q, 4, s->project);
	jam_bind_text(q, 5, now->kind);
	jam_bind_text(q, 6, now->detail);
	jam_bind_text(q, 7, now->quote);
	jam_bind_int(q, 8, now->consent);
	jam_bind_opt(q, 9, now->at);
	jam_bind_int(q, 10, now->seq);
	return jam_run_query(q, err);
}

static bool
update(struct jam_store *store, const struct jam_outcome_stored *now,
       struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_OUTCOME_UPDATE, err);

	if (q == NULL)
		return false;
	jam_bind_text(q, 1, now->quote);
	jam_bind_int(q, 2, now->consent);
	jam_bind_opt(q, 3, now->at);
	jam_bind_int(q, 4, now->seq);
	jam_bind_int(q, 5, now->id);
	return jam_run_query(q, err);
}

static bool
same(const struct jam_outcome_stored *a, const struct jam_outcome_stored *b)
{
	return jam_same_text(a->quote, b->quote) && a->consent == b->consent &&
	       a->at == b->at;
}

bool
jam_store_put_outcome(struct jam_store *store, const struct jam_event *event,
		      const struct jam_outcome_row *row,
		      enum jam_change *change, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_outcome_stored old, now;
	struct subject s;
	bool done;

	if (!find_subject(store, event, row, &s, err) ||
	    !get(store, event, &s, row, &old, err))
		return false;
	now = (struct jam_outcome_stored){
		.wave = row->wave,
		.kind = row->kind,
		.detail = row->detail,
		.quote = row->quote != NULL ? row->quote : old.quote,
		.consent =
		    row->consent != JAM_NONE ? row->consent : old.consent,
		.at = row->at != JAM_NONE ? row->at : old.at,
		.event = event->uid.text,
		.person = s.person_uid,
		.project = s.project_uid,
		.id = old.id,
		.salt = s.salt,
	};
	*change = old.id == 0	     ? JAM_ADDED
		  : same(&old, &now) ? JAM_UNCHANGED
				     : JAM_UPDATED;
	if (*change == JAM_UNCHANGED)
		return true;
	done = (old.id == 0 ||
		jam_log_end(store, "outcome", jam_outcome_key(&old, arena),
			    jam_outcome_bytes(&old, arena), old.seq, err)) &&
	       jam_log_row(store, "outcome", jam_outcome_key(&now, arena),
			   jam_outcome_bytes(&now, arena), &now.seq, err) &&
	       (old.id == 0 ? insert(store, event, &s, &now, err)
			    : update(store, &now, err));
	jam_arena_reset(arena, mark);
	return done;
}

bool
jam_store_each_outcome(struct jam_store *store, const struct jam_event *event,
		       bool (*visit)(void *with,
				     const struct jam_outcome *outcome,
				     struct jam_error *err),
		       void *with, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_OUTCOME_EACH, err);
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event != NULL ? event->id : 0);
	while (jam_next(q, &done, err)) {
		struct jam_outcome outcome;

		outcome = (struct jam_outcome){
			.event = jam_get_int(q, 0),
			.person = jam_get_ref(q, 1),
			.project = jam_get_ref(q, 2),
			.wave = jam_peek_string(q, 3),
			.kind = jam_peek_string(q, 4),
			.quote = jam_peek_text(q, 5),
			.project_slug = jam_peek_text(q, 6),
		};
		if (!visit(with, &outcome, err))
			return jam_stop(q);
	}
	return done;
}
