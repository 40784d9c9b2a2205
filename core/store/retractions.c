/* SPDX-License-Identifier: MIT */
/* The tables retracted and set_aside. */
#include "core/store/retractions.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/links.h"
#include "core/store/log.h"
#include "core/store/retraction_rows.h"
#include "core/store/salts.h"
#include "core/store/store.h"

const char *
jam_retracted_bytes(const struct jam_retracted_row *row, const uint8_t *salt,
		    struct jam_arena *arena)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, salt);
	jam_entry_int(&e, "at", row->at);
	jam_entry_word(&e, "event", row->event);
	jam_entry_word(&e, "project", row->project);
	jam_entry_text(&e, "reason", row->reason);
	jam_entry_int(&e, "tier", row->tier);
	return jam_entry_end(&e);
}

const char *
jam_aside_name(const struct jam_aside_row *row, struct jam_arena *arena)
{
	return jam_format(arena, "%s %s", row->judge,
			  row->project != NULL ? row->project : "-");
}

const char *
jam_aside_bytes(const struct jam_aside_row *row, const uint8_t *salt,
		struct jam_arena *arena)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, salt);
	jam_entry_int(&e, "at", row->at);
	jam_entry_word(&e, "event", row->event);
	jam_entry_word(&e, "judge", row->judge);
	jam_entry_word(&e, "project", row->project);
	jam_entry_text(&e, "reason", row->reason);
	return jam_entry_end(&e);
}

static bool
begin(struct jam_store *store, const char *kind, const struct jam_event *event,
      struct jam_error *err)
{
	return jam_log_begin(store,
			     &(struct jam_log_act){
				 .kind = kind,
				 .event = event->uid.text,
				 .claimed_at = JAM_NONE,
				 .rows_in_clear = true,
			     },
			     err);
}

/* What stands for a project; seq 0: nothing. */
static bool
get_retracted(struct jam_store *store, const struct jam_event *event,
	      const struct jam_project *project, struct jam_retracted_row *row,
	      int64_t *seq, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RETRACTED_GET, err);
	bool found;

	*seq = 0;
	*row = (struct jam_retracted_row){ event->uid.text, project->uid.text,
					   0, 0, NULL };
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, project->id);
	if (!jam_step(q, &found, err))
		return false;
	if (found) {
		row->tier = jam_get_int(q, 0);
		row->reason = jam_get_text(q, 1, jam_store_arena(store));
		row->at = jam_get_int(q, 2);
		*seq = jam_get_int(q, 3);
		jam_reset(q);
	}
	return true;
}

static bool
put_retracted(struct jam_store *store, int64_t project,
	      const struct jam_retracted_row *row, int64_t seq,
	      struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RETRACTED_PUT, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, project);
	jam_bind_int(q, 2, row->tier);
	jam_bind_text(q, 3, row->reason);
	jam_bind_int(q, 4, row->at);
	jam_bind_int(q, 5, seq);
	return jam_run_query(q, err);
}

bool
jam_store_retract(struct jam_store *store, const struct jam_event *event,
		  const struct jam_project *project,
		  const struct jam_retraction *retraction,
		  struct jam_receipt *receipt, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	const char *key = project->uid.text;
	struct jam_retracted_row old, now;
	uint8_t salt[JAM_SALT_SIZE];
	int64_t seq;

	if (!get_retracted(store, event, project, &old, &seq, err))
		return false;
	if (seq != 0 && old.tier == (int64_t)retraction->tier &&
	    strcmp(old.reason, retraction->reason) == 0)
		return jam_store_get_receipt(store, seq, receipt, err);
	now = old;
	now.tier = retraction->tier;
	now.reason = retraction->reason;
	now.at = jam_store_now(store);
	return jam_store_event_salt(store, event->id, salt, err) &&
	       begin(store, "retract", event, err) &&
	       (seq == 0 || jam_log_end(store, "retracted", key,
					jam_retracted_bytes(&old, salt, arena),
					seq, err)) &&
	       jam_log_row(store, "retracted", key,
			   jam_retracted_bytes(&now, salt, arena), &seq, err) &&
	       put_retracted(store, project->id, &now, seq, err) &&
	       jam_log_close(store, receipt, err);
}

bool
jam_store_restore(struct jam_store *store, const struct jam_event *event,
		  const struct jam_project *project,
		  struct jam_receipt *receipt, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_retracted_row old;
	uint8_t salt[JAM_SALT_SIZE];
	struct jam_query *q;
	int64_t seq;

	if (!get_retracted(store, event, project, &old, &seq, err))
		return false;
	if (seq == 0) {
		jam_fail(err, JAM_E_DATA, "%s is in the running",
			 project->slug);
		return jam_hint(err, "jam list projects shows the status of "
				     "each");
	}
	if (!jam_store_event_salt(store, event->id, salt, err) ||
	    !begin(store, "restore", event, err) ||
	    !jam_log_end(store, "retracted", project->uid.text,
			 jam_retracted_bytes(&old, salt, arena), seq, err))
		return false;
	q = jam_query(store, JAM_SQL_RETRACTED_DROP, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, project->id);
	return jam_run_query(q, err) && jam_log_close(store, receipt, err);
}

static int64_t
project_id(const struct jam_aside *aside)
{
	return aside->project != NULL ? aside->project->id : 0;
}

static bool
get_aside(struct jam_store *store, const struct jam_event *event,
	  const struct jam_aside *aside, struct jam_aside_row *row,
	  int64_t *seq, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_ASIDE_GET, err);
	bool found;

	*seq = 0;
	*row = (struct jam_aside_row){
		.event = event->uid.text,
		.judge = aside->judge->uid.text,
		.project =
		    aside->project != NULL ? aside->project->uid.text : NULL,
	};
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, aside->judge->id);
	jam_bind_ref(q, 2, project_id(aside));
	if (!jam_step(q, &found, err))
		return false;
	if (found) {
		row->at = jam_get_int(q, 0);
		*seq = jam_get_int(q, 1);
		row->reason = jam_get_text(q, 2, jam_store_arena(store));
		jam_reset(q);
	}
	return true;
}

/* A row of set_aside or, with its reason, of set_aside_private. */
static bool
write_aside(struct jam_store *store, enum jam_sql sql,
	    const struct jam_aside *aside, const struct jam_aside_row *row,
	    int64_t seq, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, sql, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, aside->judge->id);
	jam_bind_ref(q, 2, project_id(aside));
	if (sql == JAM_SQL_ASIDE_INSERT) {
		jam_bind_int(q, 3, row->at);
		jam_bind_int(q, 4, seq);
	} else if (sql == JAM_SQL_ASIDE_PRIVATE_INSERT) {
		jam_bind_text(q, 3, row->reason);
	}
	return jam_run_query(q, err);
}

/* End what stands, if anything does. */
static bool
end_aside(struct jam_store *store, const struct jam_aside *aside,
	  const struct jam_aside_row *old, int64_t seq, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	uint8_t salt[JAM_SALT_SIZE] = { 0 };

	if (seq == 0)
		return true;
	/* Without a reason the salt may be gone, too, and is not needed. */
	if (old->reason != NULL &&
	    !jam_store_judge_salt(store, aside->judge->id, salt, err))
		return false;
	return jam_log_end(store, "set_aside", jam_aside_name(old, arena),
			   jam_aside_bytes(old, salt, arena), seq, err) &&
	       write_aside(store, JAM_SQL_ASIDE_PRIVATE_DROP, aside, NULL, 0,
			   err) &&
	       write_aside(store, JAM_SQL_ASIDE_DROP, aside, NULL, 0, err);
}

bool
jam_store_set_aside(struct jam_store *store, const struct jam_event *event,
		    const struct jam_aside *aside, struct jam_receipt *receipt,
		    struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_aside_row old, now;
	uint8_t salt[JAM_SALT_SIZE];
	int64_t seq;

	if (!get_aside(store, event, aside, &old, &seq, err))
		return false;
	if (seq != 0 && old.reason != NULL &&
	    strcmp(old.reason, aside->reason) == 0)
		return jam_store_get_receipt(store, seq, receipt, err);
	now = old;
	now.at = jam_store_now(store);
	now.reason = aside->reason;
	return jam_store_judge_salt(store, aside->judge->id, salt, err) &&
	       begin(store, "set-aside", event, err) &&
	       end_aside(store, aside, &old, seq, err) &&
	       jam_log_row(store, "set_aside", jam_aside_name(&now, arena),
			   jam_aside_bytes(&now, salt, arena), &seq, err) &&
	       write_aside(store, JAM_SQL_ASIDE_INSERT, aside, &now, seq,
			   err) &&
	       write_aside(store, JAM_SQL_ASIDE_PRIVATE_INSERT, aside, &now, 0,
			   err) &&
	       jam_log_close(store, receipt, err);
}

/* Why there is nothing to take back. */
static bool
not_aside(const struct jam_aside *aside, struct jam_error *err)
{
	const struct jam_judge *j = aside->judge;
	const char *who = j->email != NULL ? j->email : j->name;

	if (aside->project == NULL) {
		jam_fail(err, JAM_E_DATA, "%s has not all ratings set aside",
			 who);
		return jam_hint(err, "one rating: jam restore PROJECT --judge "
				     "EMAIL");
	}
	jam_fail(err, JAM_E_DATA, "the rating of %s by %s is not set aside",
		 aside->project->slug, who);
	return jam_hint(err, "all of the judge's, if they are: jam restore "
			     "--judge EMAIL");
}

bool
jam_store_take_back(struct jam_store *store, const struct jam_event *event,
		    const struct jam_aside *aside, struct jam_receipt *receipt,
		    struct jam_error *err)
{
	struct jam_aside_row old;
	int64_t seq;

	if (!get_aside(store, event, aside, &old, &seq, err))
		return false;
	if (seq == 0)
		return not_aside(aside, err);
	return begin(store, "take-back", event, err) &&
	       end_aside(store, aside, &old, seq, err) &&
	       jam_log_close(store, receipt, err);
}

bool
jam_store_count_given(struct jam_store *store, int64_t judge, int64_t project,
		      int64_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(
	    store, judge == 0 ? JAM_SQL_GIVEN_TO : JAM_SQL_GIVEN_BY, err);
	bool row;

	if (q == NULL)
		return false;
	if (judge != 0)
		jam_bind_int(q, 1, judge);
	jam_bind_int(q, judge != 0 ? 2 : 1, project);
	if (!jam_step(q, &row, err))
		return false;
	*count = row ? jam_get_int(q, 0) : 0;
	jam_reset(q);
	return true;
}

/* Those of a row, each a name, an address or both. */
static bool
get_people(struct jam_store *store, enum jam_sql sql, int64_t row_id,
	   struct jam_arena *arena, struct jam_people *people,
	   struct jam_error *err)
{
	struct jam_query *q = jam_query(store, sql, err);
	size_t capacity = 0;
	bool done;

	*people = (struct jam_people){ 0 };
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, row_id);
	while (jam_next(q, &done, err)) {
		const char *name, *email;

		name = jam_get_text(q, 0, arena);
		email = jam_get_text(q, 1, arena);
		if (name != NULL && email != NULL)
			name = jam_format(arena, "%s <%s>", name, email);
		people->items =
		    jam_grow(arena, people->items, &capacity, people->count + 1,
			     sizeof(*people->items));
		people->items[people->count++] = name != NULL ? name : email;
	}
	return done;
}

bool
jam_store_get_waiting(struct jam_store *store, int64_t project,
		      struct jam_arena *arena, struct jam_people *people,
		      struct jam_error *err)
{
	return get_people(store, JAM_SQL_WAITING_FOR, project, arena, people,
			  err);
}

bool
jam_store_get_addressees(struct jam_store *store, int64_t team,
			 struct jam_arena *arena, struct jam_people *people,
			 struct jam_error *err)
{
	return get_people(store, JAM_SQL_ADDRESSEES, team, arena, people, err);
}
