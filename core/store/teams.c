/* SPDX-License-Identifier: MIT */
/* The tables team and member. */
#include "core/store/teams.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/log.h"
#include "core/store/person_rows.h"
#include "core/store/salts.h"
#include "core/store/store.h"
#include "core/store/team_rows.h"

const char *
jam_team_bytes(const char *uid, const char *event, const char *name,
	       const uint8_t *salt, struct jam_arena *arena)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, salt);
	jam_entry_word(&e, "event", event);
	jam_entry_text(&e, "name", name);
	jam_entry_word(&e, "uid", uid);
	return jam_entry_end(&e);
}

const char *
jam_member_bytes(const char *team, const char *person, const char *name,
		 const uint8_t *salt, struct jam_arena *arena)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, salt);
	jam_entry_text(&e, "name", name);
	jam_entry_word(&e, "person", person);
	jam_entry_word(&e, "team", team);
	return jam_entry_end(&e);
}

static bool
find_by_key(struct jam_store *store, int64_t event, const char *key,
	    struct jam_arena *arena, struct jam_team *team,
	    struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_TEAM_BY_NAME, err);
	bool found;

	*team = (struct jam_team){ 0 };
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event);
	jam_bind_text(q, 2, key);
	if (!jam_step(q, &found, err))
		return false;
	if (found) {
		team->id = jam_get_int(q, 0);
		jam_get_uid(q, 1, &team->uid);
		team->name = jam_get_string(q, 2, arena);
		jam_reset(q);
	}
	return true;
}

bool
jam_store_find_team(struct jam_store *store, const struct jam_event *event,
		    const char *name, struct jam_arena *arena,
		    struct jam_team *team, struct jam_error *err)
{
	return find_by_key(store, event->id, jam_utf8_fold(arena, name), arena,
			   team, err);
}

bool
jam_store_put_team(struct jam_store *store, const struct jam_event *event,
		   const char *name, struct jam_team *team,
		   struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	const char *key = jam_utf8_fold(arena, name);
	uint8_t salt[JAM_SALT_SIZE];
	struct jam_query *q;
	int64_t seq;

	if (!find_by_key(store, event->id, key, arena, team, err))
		return false;
	if (team->id != 0)
		return true;
	jam_uid_new(jam_store_random(store), &team->uid);
	team->name = name;
	if (!jam_store_event_salt(store, event->id, salt, err) ||
	    !jam_log_row(store, "team", team->uid.text,
			 jam_team_bytes(team->uid.text, event->uid.text, name,
					salt, arena),
			 &seq, err))
		return false;
	q = jam_query(store, JAM_SQL_TEAM_INSERT, err);
	if (q == NULL)
		return false;
	jam_bind_text(q, 1, team->uid.text);
	jam_bind_int(q, 2, event->id);
	jam_bind_text(q, 3, name);
	jam_bind_text(q, 4, key);
	jam_bind_int(q, 5, seq);
	if (!jam_run_query(q, err))
		return false;
	team->id = jam_inserted(store);
	return true;
}

struct member {
	bool found;
	const char *name; /* as stored */
	int64_t seq;
	int64_t person; /* the row that is in: one of the merged ones */
};

/* A member row of the person, or of one who was merged into it. */
static bool
get_member(struct jam_store *store, int64_t team, int64_t person,
	   struct member *out, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_MEMBER_GET, err);

	*out = (struct member){ 0 };
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, team);
	jam_bind_int(q, 2, person);
	if (!jam_step(q, &out->found, err))
		return false;
	if (out->found) {
		out->name = jam_get_text(q, 0, jam_store_arena(store));
		out->seq = jam_get_int(q, 1);
		out->person = jam_get_int(q, 2);
		jam_reset(q);
	}
	return true;
}

static const char *
member_key(struct jam_store *store, const struct jam_team *team,
	   const struct jam_person_row *who)
{
	return jam_format(jam_store_arena(store), "%s %s", team->uid.text,
			  who->person.uid.text);
}

static bool
end_member(struct jam_store *store, const struct jam_team *team,
	   const struct jam_person_row *who, const struct member *old,
	   struct jam_error *err)
{
	return jam_log_end(store, "member", member_key(store, team, who),
			   jam_member_bytes(team->uid.text,
					    who->person.uid.text, old->name,
					    who->salt, jam_store_arena(store)),
			   old->seq, err);
}

/* Log and write; old->found says whether it stands already. */
static bool
save_member(struct jam_store *store, const struct jam_team *team,
	    const struct jam_person_row *who, const struct member *old,
	    struct jam_error *err)
{
	struct jam_query *q;
	int64_t seq;

	if (old->found && !end_member(store, team, who, old, err))
		return false;
	if (!jam_log_row(store, "member", member_key(store, team, who),
			 jam_member_bytes(team->uid.text, who->person.uid.text,
					  who->person.name, who->salt,
					  jam_store_arena(store)),
			 &seq, err))
		return false;
	q = jam_query(store, JAM_SQL_MEMBER_PUT, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, team->id);
	jam_bind_int(q, 2, who->person.id);
	jam_bind_text(q, 3, who->person.name);
	jam_bind_int(q, 4, seq);
	return jam_run_query(q, err);
}

bool
jam_store_put_member(struct jam_store *store, const struct jam_team *team,
		     int64_t person, enum jam_change *change,
		     struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_person_row who;
	struct member old;

	if (!jam_person_row_get(store, person, arena, &who, err) ||
	    !get_member(store, team->id,
			who.person.merged_into != 0 ? who.person.merged_into
						    : person,
			&old, err))
		return false;
	if (old.found && old.person != person &&
	    !jam_person_row_get(store, old.person, arena, &who, err))
		return false;
	if (old.found && jam_same_text(who.person.name, old.name))
		return true;
	*change = *change == JAM_UNCHANGED ? JAM_UPDATED : *change;
	return save_member(store, team, &who, &old, err);
}

bool
jam_store_drop_member(struct jam_store *store, const struct jam_team *team,
		      int64_t person, enum jam_change *change,
		      struct jam_error *err)
{
	for (;;) {
		struct jam_person_row who;
		struct member old;
		struct jam_query *q;

		if (!get_member(store, team->id, person, &old, err))
			return false;
		if (!old.found)
			return true;
		*change = *change == JAM_UNCHANGED ? JAM_UPDATED : *change;
		if (!jam_person_row_get(store, old.person,
					jam_store_arena(store), &who, err) ||
		    !end_member(store, team, &who, &old, err))
			return false;
		q = jam_query(store, JAM_SQL_MEMBER_DROP, err);
		if (q == NULL)
			return false;
		jam_bind_int(q, 1, team->id);
		jam_bind_int(q, 2, old.person);
		if (!jam_run_query(q, err))
			return false;
	}
}

bool
jam_store_get_members(struct jam_store *store, int64_t team,
		      struct jam_arena *arena, int64_t **persons, size_t *count,
		      struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_MEMBERS_OF_TEAM, err);
	size_t capacity = 0;
	bool done;

	*persons = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, team);
	while (jam_next(q, &done, err)) {
		*persons = jam_grow(arena, *persons, &capacity, *count + 1,
				    sizeof(**persons));
		(*persons)[(*count)++] = jam_get_int(q, 0);
	}
	return done;
}

/* True in *all when every one of the persons is in the team. */
static bool
holds_all(struct jam_store *store, int64_t team, const int64_t *persons,
	  size_t count, bool *all, struct jam_error *err)
{
	*all = true;
	for (size_t i = 0; i < count && *all; i++) {
		struct member m;

		if (!get_member(store, team, persons[i], &m, err))
			return false;
		*all = m.found;
	}
	return true;
}

/* The teams of a person in the event, by row; of the store's arena. */
static bool
teams_of(struct jam_store *store, const struct jam_event *event, int64_t person,
	 struct jam_team **teams, size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_TEAMS_OF_PERSON, err);
	struct jam_arena *arena = jam_store_arena(store);
	size_t capacity = 0;
	bool done;

	*teams = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_int(q, 2, person);
	while (jam_next(q, &done, err)) {
		struct jam_team *team;

		*teams = jam_grow(arena, *teams, &capacity, *count + 1,
				  sizeof(**teams));
		team = &(*teams)[(*count)++];
		team->id = jam_get_int(q, 0);
		jam_get_uid(q, 1, &team->uid);
		team->name = jam_get_string(q, 2, arena);
	}
	return done;
}

bool
jam_store_shared_team(struct jam_store *store, const struct jam_event *event,
		      const int64_t *persons, size_t count,
		      struct jam_team *team, struct jam_error *err)
{
	struct jam_team *teams;
	size_t found;

	*team = (struct jam_team){ 0 };
	if (count == 0)
		return true;
	if (!teams_of(store, event, persons[0], &teams, &found, err))
		return false;
	for (size_t t = 0; t < found && team->id == 0; t++) {
		bool all;

		if (!holds_all(store, teams[t].id, persons, count, &all, err))
			return false;
		if (all)
			*team = teams[t];
	}
	return true;
}

bool
jam_store_rename_member(struct jam_store *store, const struct jam_event *event,
			int64_t person, struct jam_error *err)
{
	enum jam_change ignored = JAM_UNCHANGED;
	struct jam_team *teams;
	size_t count;

	if (!teams_of(store, event, person, &teams, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!jam_store_put_member(store, &teams[i], person, &ignored,
					  err))
			return false;
	return true;
}
