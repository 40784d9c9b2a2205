/* SPDX-License-Identifier: MIT */
/* The members that a row of a projects file names. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/names.h"
#include "core/store/project_plan.h"
#include "core/store/registrations.h"
#include "core/store/store.h"

/* A member of whom a name is all there is belongs to this project alone. */
static bool
name_alone(const struct jam_member *m)
{
	return m->email_key == NULL && m->source_id == NULL;
}

static const char *
alone_id(struct jam_project_plan *p, const char *project,
	 const struct jam_member *m)
{
	return jam_format(p->arena, "%s %s", project,
			  jam_utf8_fold(p->arena, m->name));
}

static bool
find_name(struct jam_project_plan *p, const struct jam_member *m,
	  int64_t *person, struct jam_error *err)
{
	size_t namesakes;

	if (p->known &&
	    !jam_store_find_person_at(p->store, "project",
				      alone_id(p, p->old.project.uid.text, m),
				      person, err))
		return false;
	if (*person != 0)
		return true;
	namesakes = jam_names_find(p->names, m->name, person);
	if (namesakes < 2)
		return true;
	jam_fail(err, JAM_E_DATA, "\"%s\" is the name of %zu registered people",
		 m->name, namesakes);
	return jam_hint(err, "give the member's e-mail address");
}

static bool
find_member(struct jam_project_plan *p, const struct jam_member *m,
	    int64_t *person, struct jam_error *err)
{
	*person = 0;
	if (m->email_key != NULL)
		return jam_store_find_person(p->store, m->email_key, person,
					     err);
	if (m->source_id != NULL)
		return jam_store_find_person_at(p->store, p->row->source,
						m->source_id, person, err);
	return find_name(p, m, person, err);
}

bool
jam_project_members_find(struct jam_project_plan *p, struct jam_error *err)
{
	const struct jam_project_row *row = p->row;

	p->members =
	    jam_alloc_array(p->arena, row->members_len, sizeof(*p->members));
	p->members_len = row->members_len;
	for (size_t i = 0; i < row->members_len; i++)
		if (!find_member(p, &row->members[i], &p->members[i], err))
			return jam_error_field(err, "members");
	return true;
}

static bool
same(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* Whether an earlier member of the row is the same person. */
static bool
named_before(struct jam_project_plan *p, size_t i)
{
	const struct jam_member *m = &p->row->members[i];

	for (size_t j = 0; j < i; j++) {
		const struct jam_member *other = &p->row->members[j];

		if (p->members[i] != 0 && p->members[i] == p->members[j])
			return true;
		if (p->members[i] != 0 || p->members[j] != 0)
			continue;
		if (same(m->email_key, other->email_key) ||
		    (m->email_key == NULL && other->email_key == NULL &&
		     (same(m->source_id, other->source_id) ||
		      (name_alone(m) && name_alone(other) &&
		       same(jam_utf8_fold(p->arena, m->name),
			    jam_utf8_fold(p->arena, other->name))))))
			return true;
	}
	return false;
}

static bool
listed(const struct jam_project_plan *p, int64_t person)
{
	for (size_t i = 0; i < p->members_len; i++)
		if (p->members[i] == person)
			return true;
	return false;
}

/* Whether the person's own form names the team. */
static bool
wishes(struct jam_project_plan *p, int64_t person, bool *yes,
       struct jam_error *err)
{
	struct jam_query *q = jam_query(p->store, JAM_SQL_TEAM_WISHES, err);
	const char *key = jam_utf8_fold(p->arena, p->team.name);
	bool done;

	*yes = false;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, p->event->id);
	jam_bind_int(q, 2, person);
	while (jam_next(q, &done, err)) {
		if (strcmp(jam_utf8_fold(p->arena, jam_peek_text(q, 0)), key) ==
		    0)
			*yes = true;
	}
	return done;
}

/*
 * Who is in the team and not in the list stays when this row says nothing of
 * its members, when another project may have named him, or his own form did.
 */
static bool
stays(struct jam_project_plan *p, int64_t person, bool *yes,
      struct jam_error *err)
{
	struct jam_query *q;
	bool row;

	*yes = true;
	if (!p->known || p->members_len == 0 ||
	    p->old.project.team != p->team.id)
		return true;
	q = jam_query(p->store, JAM_SQL_TEAM_PROJECTS, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, p->team.id);
	if (!jam_step(q, &row, err))
		return false;
	*yes = row && jam_get_int(q, 0) > 1;
	jam_reset(q);
	return *yes || wishes(p, person, yes, err);
}

bool
jam_project_members_fit(struct jam_project_plan *p, struct jam_error *err)
{
	size_t n = 0, before = 0;
	int64_t *team = NULL;

	if (p->team.id != 0 &&
	    !jam_store_get_members(p->store, p->team.id, p->arena, &team,
				   &before, err))
		return false;
	for (size_t i = 0; i < p->members_len; i++)
		n += !named_before(p, i);
	for (size_t i = 0; i < before; i++) {
		bool yes = false;

		if (!listed(p, team[i]) && !stays(p, team[i], &yes, err))
			return false;
		n += yes;
	}
	if (n == 0 || ((int64_t)n >= p->event->team_min &&
		       (int64_t)n <= p->event->team_max))
		return true;
	jam_fail(err, JAM_E_DATA,
		 "the team has %zu member%s; the event allows %lld to %lld", n,
		 n == 1 ? "" : "s", (long long)p->event->team_min,
		 (long long)p->event->team_max);
	return jam_error_field(err, "members");
}

/* A name in a projects file never replaces what the person gave. */
static bool
name_of(struct jam_project_plan *p, int64_t person, const struct jam_member *m,
	const char **name, struct jam_error *err)
{
	struct jam_person who;

	*name = m->name;
	if (person == 0)
		return true;
	if (!jam_store_get_person(p->store, person, p->arena, &who, err))
		return false;
	if (who.name != NULL)
		*name = NULL;
	return true;
}

static bool
make_member(struct jam_project_plan *p, const struct jam_member *m,
	    const char *project, int64_t *person, struct jam_error *err)
{
	struct jam_person who = {
		.email = m->email,
		.email_key = m->email_key,
	};
	enum jam_change change;

	if (!name_of(p, *person, m, &who.name, err))
		return false;
	if (m->email_key == NULL) {
		who.source = m->source_id != NULL ? p->row->source : "project";
		who.source_id = m->source_id != NULL ? m->source_id
						     : alone_id(p, project, m);
	}
	if (!jam_store_put_person(p->store, &who, &change, err))
		return false;
	*person = who.id;
	return true;
}

/* Who left the list leaves the team. */
static bool
drop_gone(struct jam_project_plan *p, enum jam_change *change,
	  struct jam_error *err)
{
	int64_t *before;
	size_t count;

	if (!p->known || p->members_len == 0 ||
	    p->old.project.team != p->team.id)
		return true;
	if (!jam_store_get_members(p->store, p->team.id, p->arena, &before,
				   &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool yes;

		if (listed(p, before[i]))
			continue;
		if (!stays(p, before[i], &yes, err))
			return false;
		if (!yes && !jam_store_drop_member(p->store, &p->team,
						   before[i], change, err))
			return false;
	}
	return true;
}

bool
jam_project_members_put(struct jam_project_plan *p, const char *project,
			struct jam_project_put *put, struct jam_error *err)
{
	for (size_t i = 0; i < p->members_len; i++) {
		const struct jam_member *m = &p->row->members[i];
		bool added, made = p->members[i] == 0 || !name_alone(m);

		if ((made &&
		     !make_member(p, m, project, &p->members[i], err)) ||
		    !jam_store_register(p->store, p->event, p->members[i],
					&added, err) ||
		    !jam_store_put_member(p->store, &p->team, p->members[i],
					  &put->change, err))
			return false;
		put->registered += added;
		if (!added)
			continue;
		if (!name_alone(m))
			jam_names_add(p->names, m->name, p->members[i]);
		else if (put->by_name++ == 0)
			put->name = m->name;
	}
	return drop_gone(p, &put->change, err);
}
