/* SPDX-License-Identifier: MIT */
/* A row of a projects file on its way into the tables. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/entry.h"
#include "core/model/event.h"
#include "core/model/slug.h"
#include "core/store/answers.h"
#include "core/store/db.h"
#include "core/store/log.h"
#include "core/store/project_plan.h"
#include "core/store/project_rows.h"
#include "core/store/projects.h"
#include "core/store/salts.h"
#include "core/store/store.h"
#include "core/store/teams.h"

static bool
read_project(struct jam_project_plan *p, struct jam_query *q, size_t *found,
	     struct jam_error *err)
{
	struct jam_project_stored stored;
	bool done;

	*found = 0;
	while (jam_next(q, &done, err)) {
		jam_project_stored_read(q, p->arena, &stored);
		if (p->row->team != NULL && p->row->team[0] != '\0' &&
		    p->row->source_id == NULL &&
		    strcmp(jam_utf8_fold(p->arena, p->row->team),
			   jam_utf8_fold(p->arena, stored.project.team_name)) !=
			0)
			continue;
		p->old = stored;
		p->known = true;
		(*found)++;
	}
	return done;
}

/* Which project the row speaks of: by its id, else by its title and team. */
static bool
find_project(struct jam_project_plan *p, struct jam_error *err)
{
	bool by_id = p->row->source_id != NULL;
	struct jam_query *q = jam_query(
	    p->store,
	    by_id ? JAM_SQL_PROJECT_BY_SOURCE : JAM_SQL_PROJECT_BY_TITLE, err);
	size_t found;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, p->event->id);
	jam_bind_text(q, 2,
		      by_id ? p->row->source_id
			    : jam_utf8_fold(p->arena, p->row->title));
	if (!read_project(p, q, &found, err))
		return false;
	if (found < 2)
		return true;
	jam_fail(err, JAM_E_DATA, "%zu projects are called \"%s\"", found,
		 p->row->title);
	jam_hint(err, "give each its id in a column id, or its team");
	return jam_error_field(err, "title");
}

static bool
find_site(struct jam_project_plan *p, struct jam_error *err)
{
	const struct jam_site *site;

	if (p->row->site == NULL || p->row->site[0] == '\0')
		return true;
	site = jam_event_site(p->event, p->row->site);
	if (site == NULL) {
		jam_fail(err, JAM_E_DATA, "\"%s\" is not a site of %s",
			 p->row->site, p->event->slug);
		return jam_error_field(err, "site");
	}
	p->site = site->id;
	p->site_key = site->key;
	return true;
}

/*
 * The team: as the row calls it, else the one the project has, else the one
 * that all members share.  Else a new one, named like the project.
 */
static bool
find_team(struct jam_project_plan *p, struct jam_error *err)
{
	bool all_known = p->members_len > 0;

	if (p->row->team != NULL && p->row->team[0] != '\0') {
		if (!jam_store_find_team(p->store, p->event, p->row->team,
					 p->arena, &p->team, err))
			return false;
		if (p->team.id == 0)
			p->team.name = p->row->team;
		return true;
	}
	if (p->known) {
		p->team.id = p->old.project.team;
		memcpy(p->team.uid.text, p->old.team_uid, JAM_UID_SIZE + 1);
		p->team.name = p->old.project.team_name;
		return true;
	}
	for (size_t i = 0; i < p->members_len; i++)
		all_known = all_known && p->members[i] != 0;
	if (all_known && !jam_store_shared_team(p->store, p->event, p->members,
						p->members_len, &p->team, err))
		return false;
	return true;
}

static bool
slug_taken(struct jam_project_plan *p, const char *slug, bool *taken,
	   struct jam_error *err)
{
	struct jam_query *q = jam_query(p->store, JAM_SQL_PROJECT_SLUG, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, p->event->id);
	jam_bind_text(q, 2, slug);
	if (!jam_step(q, taken, err))
		return false;
	jam_reset(q);
	return true;
}

/* A number and a slug, for good. */
static bool
name_project(struct jam_project_plan *p, struct jam_project *now,
	     struct jam_error *err)
{
	struct jam_query *q = jam_query(p->store, JAM_SQL_PROJECT_LAST, err);
	const char *base = jam_slug_make(p->arena, now->title, "project");
	bool row, taken = true;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, p->event->id);
	if (!jam_step(q, &row, err))
		return false;
	now->number = (row ? jam_get_ref(q, 0) : 0) + 1;
	jam_reset(q);
	now->slug = base;
	for (size_t n = 2; taken; n++) {
		if (!slug_taken(p, now->slug, &taken, err))
			return false;
		if (taken)
			now->slug = jam_slug_numbered(p->arena, base, n);
	}
	return true;
}

static const char *
said(const char *given, const char *stored)
{
	return given != NULL && given[0] != '\0' ? given : stored;
}

static bool
unchanged(const struct jam_project *a, const struct jam_project *b)
{
	return a->team == b->team && a->site == b->site &&
	       a->submitted_at == b->submitted_at &&
	       jam_same_text(a->title, b->title) &&
	       jam_same_text(a->url, b->url) &&
	       jam_same_text(a->abstract, b->abstract) &&
	       jam_same_text(a->idea, b->idea) &&
	       jam_same_text(a->source_id, b->source_id);
}

/* What the project will be: the row over what is stored. */
static void
merge_row(struct jam_project_plan *p, struct jam_project_stored *now)
{
	const struct jam_project_row *row = p->row;

	*now = p->old;
	now->team_uid = p->team.uid.text;
	now->project.team = p->team.id;
	now->project.title = said(row->title, now->project.title);
	now->project.url = said(row->url, now->project.url);
	now->project.abstract = said(row->abstract, now->project.abstract);
	now->project.idea = said(row->idea, now->project.idea);
	if (!p->known)
		now->project.submitted_at = JAM_NONE;
	if (row->submitted_at != JAM_NONE)
		now->project.submitted_at = row->submitted_at;
	if (row->source_id != NULL) {
		now->project.source_id = row->source_id;
		now->project.source = row->source;
	}
	if (p->site != 0) {
		now->project.site = p->site;
		now->project.site_key = p->site_key;
	}
}

static bool
save(struct jam_project_plan *p, const uint8_t *salt,
     struct jam_project_stored *now, struct jam_error *err)
{
	const struct jam_project *it = &now->project;
	const char *euid = p->event->uid.text;

	if (p->known &&
	    !jam_log_end(p->store, "project", it->uid.text,
			 jam_project_bytes(&p->old, euid, salt, p->arena),
			 p->old.seq, err))
		return false;
	if (!jam_log_row(p->store, "project", it->uid.text,
			 jam_project_bytes(now, euid, salt, p->arena),
			 &now->seq, err))
		return false;
	return jam_project_write(p->store, p->event->id, !p->known, now, err);
}

static bool
put_answers(struct jam_project_plan *p, const struct jam_project *to,
	    const uint8_t *salt, struct jam_project_put *put,
	    struct jam_error *err)
{
	put->project = to->id;
	return jam_store_put_answers(
	    p->store,
	    &(struct jam_subject){ p->event, 0, to->id, to->uid.text, salt },
	    p->row->answers, p->row->answers_len, &put->change, err);
}

/* Somebody's results of a project that is known: answers, nothing else. */
static bool
write_results(struct jam_project_plan *p, struct jam_project_put *put,
	      struct jam_error *err)
{
	uint8_t salt[JAM_SALT_SIZE];

	return jam_store_event_salt(p->store, p->event->id, salt, err) &&
	       put_answers(p, &p->old.project, salt, put, err);
}

static bool
write_all(struct jam_project_plan *p, struct jam_project_put *put,
	  struct jam_error *err)
{
	struct jam_project_stored now;
	uint8_t salt[JAM_SALT_SIZE];

	if (!jam_store_event_salt(p->store, p->event->id, salt, err))
		return false;
	if (p->team.id == 0 &&
	    !jam_store_put_team(p->store, p->event,
				p->team.name != NULL ? p->team.name
						     : p->row->title,
				&p->team, err))
		return false;
	merge_row(p, &now);
	if (!p->known) {
		jam_uid_new(jam_store_random(p->store), &now.project.uid);
		if (!name_project(p, &now.project, err))
			return false;
	}
	if (!p->known || !unchanged(&p->old.project, &now.project)) {
		put->change = p->known ? JAM_UPDATED : JAM_ADDED;
		if (!save(p, salt, &now, err))
			return false;
	}
	return jam_project_members_put(p, now.project.uid.text, put, err) &&
	       put_answers(p, &now.project, salt, put, err);
}

bool
jam_store_put_project(struct jam_store *store, const struct jam_event *event,
		      struct jam_names *names,
		      const struct jam_project_row *row,
		      struct jam_project_put *put, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_project_plan p = {
		.store = store,
		.event = event,
		.names = names,
		.row = row,
		.arena = arena,
	};
	bool done;

	*put = (struct jam_project_put){ .change = JAM_UNCHANGED };
	done = find_project(&p, err);
	if (done && row->results && p.known)
		done = write_results(&p, put, err);
	else if (done)
		done = jam_project_members_find(&p, err) &&
		       find_site(&p, err) && find_team(&p, err) &&
		       jam_project_members_fit(&p, err) &&
		       write_all(&p, put, err);
	jam_arena_reset(arena, mark);
	return done;
}
