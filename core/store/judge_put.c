/* SPDX-License-Identifier: MIT */
/* The tables judge, judge_private and conflict_private: writing. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/store/answers.h"
#include "core/store/db.h"
#include "core/store/judge_rows.h"
#include "core/store/judges.h"
#include "core/store/log.h"
#include "core/store/person_rows.h"
#include "core/store/projects.h"
#include "core/store/store.h"
#include "core/store/teams.h"

void
jam_judge_stored_read(const struct jam_query *q, struct jam_arena *arena,
		      struct jam_judge_stored *out)
{
	*out = (struct jam_judge_stored){
		.id = jam_get_int(q, 0),
		.person_uid = jam_get_text(q, 2, arena),
		.kind = jam_get_index(q, 3, JAM_EXPERT),
		.site = jam_get_ref(q, 4),
		.site_key = jam_get_text(q, 5, arena),
		.shown = jam_get_int(q, 6) != 0,
		.shown_name = jam_get_text(q, 7, arena),
		.affiliation = jam_get_text(q, 8, arena),
		.released_at = jam_get_int(q, 9),
		.seq = jam_get_int(q, 10),
		.expertise = jam_get_text(q, 11, arena),
	};
	jam_get_uid(q, 1, &out->uid);
}

const char *
jam_judge_bytes(const struct jam_judge_stored *row, const char *event,
		const uint8_t *salt, struct jam_arena *arena)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, salt);
	jam_entry_text(&e, "affiliation", row->affiliation);
	jam_entry_word(&e, "event", event);
	jam_entry_text(&e, "expertise", row->expertise);
	jam_entry_word(&e, "kind", jam_judge_words[row->kind]);
	jam_entry_word(&e, "person", row->person_uid);
	jam_entry_int(&e, "released_at", row->released_at);
	jam_entry_int(&e, "shown", row->shown);
	jam_entry_text(&e, "shown_name", row->shown_name);
	jam_entry_word(&e, "site", row->site_key);
	jam_entry_word(&e, "uid", row->uid.text);
	return jam_entry_end(&e);
}

const char *
jam_conflict_key(struct jam_arena *arena, const char *judge, const char *team,
		 const char *project)
{
	return jam_format(arena, "%s %s %s", judge, team,
			  project != NULL ? project : "-");
}

const char *
jam_conflict_bytes(struct jam_arena *arena, const char *judge, const char *team,
		   const char *project)
{
	struct jam_entry e;

	jam_entry_begin(&e, arena, NULL);
	jam_entry_word(&e, "judge", judge);
	jam_entry_word(&e, "project", project);
	jam_entry_word(&e, "team", team);
	return jam_entry_end(&e);
}

/* Log and write; old is NULL for a new judge. */
static bool
save(struct jam_store *store, const struct jam_event *event,
     const struct jam_person_row *who, const struct jam_judge_stored *old,
     struct jam_judge_stored *now, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	const char *euid = event->uid.text;
	struct jam_query *q;

	if (old != NULL &&
	    !jam_log_end(store, "judge", old->uid.text,
			 jam_judge_bytes(old, euid, who->salt, arena), old->seq,
			 err))
		return false;
	if (!jam_log_row(store, "judge", now->uid.text,
			 jam_judge_bytes(now, euid, who->salt, arena),
			 &now->seq, err))
		return false;
	q = jam_query(store,
		      old == NULL ? JAM_SQL_JUDGE_INSERT : JAM_SQL_JUDGE_UPDATE,
		      err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, now->kind);
	jam_bind_ref(q, 2, now->site);
	jam_bind_int(q, 3, now->shown);
	jam_bind_text(q, 4, now->shown_name);
	jam_bind_text(q, 5, now->affiliation);
	jam_bind_opt(q, 6, now->released_at);
	jam_bind_int(q, 7, now->seq);
	jam_bind_int(q, 8, event->id);
	jam_bind_int(q, 9, who->person.id);
	jam_bind_text(q, 10, now->uid.text);
	if (!jam_run_query(q, err))
		return false;
	if (old == NULL)
		now->id = jam_inserted(store);
	if (now->expertise == NULL)
		return true;
	q = jam_query(store, JAM_SQL_JUDGE_PRIVATE_PUT, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, now->id);
	jam_bind_text(q, 2, now->expertise);
	return jam_run_query(q, err);
}

/*
 * The judge's row of a person: his own, or of one who was merged into him; who
 * becomes the person that the row names, whose salt its texts have.
 */
static bool
get(struct jam_store *store, int64_t event, struct jam_person_row *who,
    struct jam_judge_stored *out, bool *found, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_JUDGE_OF_PERSON, err);
	int64_t person;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event);
	jam_bind_int(q, 2, who->person.id);
	if (!jam_step(q, found, err))
		return false;
	if (!*found)
		return true;
	jam_judge_stored_read(q, jam_store_arena(store), out);
	person = jam_get_int(q, 12);
	jam_reset(q);
	return person == who->person.id ||
	       jam_person_row_get(store, person, jam_store_arena(store), who,
				  err);
}

/* A new row has no texts: of who judges it takes the uid alone. */
static bool
get_uid(struct jam_store *store, struct jam_person_row *who,
	struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_PERSON_UID, err);
	bool found;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, who->person.id);
	if (!jam_step(q, &found, err))
		return false;
	if (!found)
		return jam_fail(err, JAM_E_BUG, "no person in row %lld",
				(long long)who->person.id);
	jam_get_uid(q, 0, &who->person.uid);
	jam_reset(q);
	return true;
}

bool
jam_store_make_judge(struct jam_store *store, const struct jam_event *event,
		     struct jam_judge *judge, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_judge_stored now = {
		.kind = judge->kind,
		.released_at = JAM_NONE,
	};
	struct jam_person_row who = { .person = { .id = judge->person } };

	if (judge->id != 0)
		return true;
	if (!get_uid(store, &who, err))
		return false;
	jam_uid_new(jam_store_random(store), &now.uid);
	now.person_uid = who.person.uid.text;
	if (!save(store, event, &who, NULL, &now, err))
		return false;
	judge->id = now.id;
	judge->uid = now.uid;
	jam_arena_reset(arena, mark);
	return true;
}

bool
jam_store_release_judge(struct jam_store *store, const struct jam_event *event,
			const struct jam_judge *judge, struct jam_error *err)
{
	struct jam_judge_stored old, now;
	struct jam_person_row who;
	bool found;

	if (!jam_person_row_get(store, judge->person, jam_store_arena(store),
				&who, err) ||
	    !get(store, event->id, &who, &old, &found, err))
		return false;
	if (!found || old.released_at != JAM_NONE)
		return true;
	now = old;
	now.released_at = jam_store_now(store);
	return save(store, event, &who, &old, &now, err);
}

bool
jam_store_rename_judge(struct jam_store *store, const struct jam_event *event,
		       int64_t person, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_judge_stored old, now;
	struct jam_person_row who;
	bool found;

	if (!jam_person_row_get(store, person, arena, &who, err) ||
	    !get(store, event->id, &who, &old, &found, err))
		return false;
	if (!found || !old.shown ||
	    jam_same_text(old.shown_name, who.person.name))
		return true;
	now = old;
	now.shown_name = who.person.name;
	return save(store, event, &who, &old, &now, err);
}

/* A conflict that a row names: a project, else a team. */
struct conflict {
	int64_t team, project;
	const char *team_uid, *project_uid;
};

static bool
find_conflict(struct jam_store *store, const struct jam_event *event,
	      const char *text, struct conflict *out, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_error quiet = { 0 };
	struct jam_project project;
	struct jam_team team;
	bool known;

	*out = (struct conflict){ 0 };
	if (!jam_store_find_team(store, event, text, arena, &team, err))
		return false;
	if (team.id != 0) {
		out->team = team.id;
		out->team_uid = jam_strdup(arena, team.uid.text);
		return true;
	}
	if (jam_store_find_project(store, event, text, arena, &project,
				   &quiet)) {
		out->project = project.id;
		out->project_uid = jam_strdup(arena, project.uid.text);
		out->team = project.team;
		return jam_store_find_team(store, event, project.team_name,
					   arena, &team, err) &&
		       (out->team_uid = jam_strdup(arena, team.uid.text), true);
	}
	if (quiet.code != JAM_E_DATA) {
		*err = quiet;
		return false;
	}
	if (!jam_store_knows_project(store, event, text, &known, err))
		return false;
	if (known) {
		*err = quiet;
		return jam_error_field(err, "conflicts");
	}
	jam_fail(err, JAM_E_DATA,
		 "\"%s\" is neither a project nor a team of "
		 "%s",
		 text, event->slug);
	jam_hint(err, "import the projects first; several are parted by ;");
	return jam_error_field(err, "conflicts");
}

static bool
put_conflict(struct jam_store *store, const struct jam_judge_stored *judge,
	     const struct conflict *c, enum jam_change *change,
	     struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_query *q = jam_query(store, JAM_SQL_CONFLICT_GET, err);
	int64_t seq;
	bool row;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, judge->id);
	jam_bind_int(q, 2, c->team);
	jam_bind_ref(q, 3, c->project);
	if (!jam_step(q, &row, err))
		return false;
	jam_reset(q);
	if (row)
		return true;
	if (*change == JAM_UNCHANGED)
		*change = JAM_UPDATED;
	if (!jam_log_row(store, "conflict",
			 jam_conflict_key(arena, judge->uid.text, c->team_uid,
					  c->project_uid),
			 jam_conflict_bytes(arena, judge->uid.text, c->team_uid,
					    c->project_uid),
			 &seq, err))
		return false;
	q = jam_query(store, JAM_SQL_CONFLICT_INSERT, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, judge->id);
	jam_bind_int(q, 2, c->team);
	jam_bind_ref(q, 3, c->project);
	jam_bind_int(q, 4, seq);
	return jam_run_query(q, err);
}

static bool
unchanged(const struct jam_judge_stored *a, const struct jam_judge_stored *b)
{
	return a->kind == b->kind && a->site == b->site &&
	       a->shown == b->shown &&
	       jam_same_text(a->shown_name, b->shown_name) &&
	       jam_same_text(a->affiliation, b->affiliation) &&
	       jam_same_text(a->expertise, b->expertise);
}

/* The row over what is stored; a name stands on pages only with consent. */
static void
apply(const struct jam_judge_row *row, const struct jam_site *site,
      const struct jam_person_row *who, struct jam_judge_stored *now)
{
	if (row->affiliation != NULL && row->affiliation[0] != '\0')
		now->affiliation = row->affiliation;
	if (row->expertise != NULL && row->expertise[0] != '\0')
		now->expertise = row->expertise;
	if (row->is_public != JAM_NONE)
		now->shown = row->is_public != 0;
	now->shown_name = now->shown ? who->person.name : NULL;
	if (site != NULL) {
		now->site = site->id;
		now->site_key = site->key;
	}
}

/* Who judges as a peer already stays one; who takes part no more does not. */
static bool
choose_kind(struct jam_store *store, const struct jam_event *event,
	    int64_t person, int64_t *kind, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_JUDGE_ADMITTED, err);
	bool admitted;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_int(q, 2, event->judging.by);
	jam_bind_int(q, 3, person);
	if (!jam_step(q, &admitted, err))
		return false;
	*kind = JAM_EXPERT;
	if (admitted && jam_get_int(q, 7) == JAM_PEER &&
	    jam_get_int(q, 10) == 0)
		*kind = JAM_PEER;
	jam_reset(q);
	return true;
}

/* What a row names, found. */
struct names {
	const struct jam_site *site; /* NULL: none */
	struct conflict *conflicts;
};

static bool
put(struct jam_store *store, const struct jam_event *event,
    const struct jam_judge_row *row, const struct names *names,
    enum jam_change *change, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_judge_stored old = { .released_at = JAM_NONE,
					.kind = JAM_EXPERT };
	struct jam_judge_stored now;
	struct jam_person_row who;
	struct jam_person person = { .email = row->email,
				     .email_key = row->email_key,
				     .name = row->name };
	bool found;

	if (!jam_store_put_person(store, &person, change, err) ||
	    !jam_person_row_get(store, person.id, arena, &who, err) ||
	    !get(store, event->id, &who, &old, &found, err))
		return false;
	if (*change == JAM_UPDATED &&
	    !jam_store_rename_member(store, event, person.id, err))
		return false;
	if (*change == JAM_ADDED)
		*change = JAM_UPDATED;
	if (!found) {
		jam_uid_new(jam_store_random(store), &old.uid);
		old.person_uid = who.person.uid.text;
	}
	now = old;
	if (now.released_at == JAM_NONE &&
	    !choose_kind(store, event, person.id, &now.kind, err))
		return false;
	apply(row, names->site, &who, &now);
	if (!found || !unchanged(&old, &now)) {
		*change = found ? JAM_UPDATED : JAM_ADDED;
		if (!save(store, event, &who, found ? &old : NULL, &now, err))
			return false;
	}
	for (size_t i = 0; i < row->conflicts_len; i++)
		if (!put_conflict(store, &now, &names->conflicts[i], change,
				  err))
			return false;
	return jam_store_put_answers(
	    store,
	    &(struct jam_subject){ event, who.person.id, 0, who.person.uid.text,
				   who.salt },
	    row->answers, row->answers_len, change, err);
}

bool
jam_store_put_judge(struct jam_store *store, const struct jam_event *event,
		    const struct jam_judge_row *row, enum jam_change *change,
		    struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark = jam_arena_mark(arena);
	struct names names = { 0 };

	*change = JAM_UNCHANGED;
	if (row->site != NULL && row->site[0] != '\0') {
		names.site = jam_event_site(event, row->site);
		if (names.site == NULL) {
			jam_fail(err, JAM_E_DATA, "\"%s\" is not a site of %s",
				 row->site, event->slug);
			return jam_error_field(err, "site");
		}
	}
	names.conflicts = jam_alloc_array(arena, row->conflicts_len,
					  sizeof(*names.conflicts));
	for (size_t i = 0; i < row->conflicts_len; i++)
		if (!find_conflict(store, event, row->conflicts[i],
				   &names.conflicts[i], err))
			return false;
	if (!put(store, event, row, &names, change, err))
		return false;
	jam_arena_reset(arena, mark);
	return true;
}
