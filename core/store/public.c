/* SPDX-License-Identifier: MIT */
/* Reading what may leave. */
#include "core/store/public.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/store/db.h"

/* A statement over the event's rows, one call of read a row. */
struct reading {
	struct jam_store *store;
	const struct jam_event *event;
	struct jam_arena *arena;
	struct jam_public *out;
	size_t capacity;
};

static bool
each(struct reading *r, enum jam_sql sql,
     void (*read)(struct reading *r, struct jam_query *q),
     struct jam_error *err)
{
	struct jam_query *q = jam_query(r->store, sql, err);
	bool done;

	r->capacity = 0;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, r->event->id);
	while (jam_next(q, &done, err))
		read(r, q);
	return done;
}

static void
read_project(struct reading *r, struct jam_query *q)
{
	struct jam_public *p = r->out;
	struct jam_public_project *x;

	p->projects = jam_grow(r->arena, p->projects, &r->capacity,
			       p->projects_len + 1, sizeof(*p->projects));
	x = &p->projects[p->projects_len++];
	*x = (struct jam_public_project){
		.id = jam_get_int(q, 0),
		.team_id = jam_get_int(q, 1),
		.number = jam_get_int(q, 2),
		.slug = jam_get_string(q, 3, r->arena),
		.title = jam_get_string(q, 4, r->arena),
		.tier = (enum jam_tier)jam_get_index(q, 10, JAM_TIER_UNRANKED),
		.reason = jam_get_text(q, 11, r->arena),
	};
	if (x->tier == JAM_TIER_NAMED)
		return;
	x->url = jam_get_text(q, 5, r->arena);
	x->abstract = jam_get_text(q, 6, r->arena);
	x->team = jam_get_string(q, 7, r->arena);
	x->site = jam_get_text(q, 8, r->arena);
	x->idea = jam_get_text(q, 9, r->arena);
}

static int
by_team(const void *a, const void *b)
{
	const struct jam_public_project *const *x = a, *const *y = b;

	return ((*x)->team_id > (*y)->team_id) -
	       ((*x)->team_id < (*y)->team_id);
}

static int
by_id(const void *a, const void *b)
{
	const struct jam_public_project *const *x = a, *const *y = b;

	return ((*x)->id > (*y)->id) - ((*x)->id < (*y)->id);
}

static struct jam_public_project **
sorted(const struct reading *r, int (*by)(const void *, const void *))
{
	struct jam_public *p = r->out;
	struct jam_public_project **all =
	    jam_alloc_array(r->arena, p->projects_len, sizeof(*all));

	for (size_t i = 0; i < p->projects_len; i++)
		all[i] = &p->projects[i];
	if (p->projects_len > 0)
		qsort(all, p->projects_len, sizeof(*all), by);
	return all;
}

static void
push(struct jam_arena *arena, const char ***list, size_t *count,
     const char *text)
{
	size_t capacity = *count;

	if ((*count & (*count - 1)) == 0 || *list == NULL)
		*list = jam_grow(arena, *list, &capacity, *count + 1,
				 sizeof(**list));
	(*list)[(*count)++] = text;
}

/* Members come by team, as the sorted projects do. */
static bool
add_members(struct reading *r, struct jam_error *err)
{
	struct jam_public_project **all = sorted(r, by_team);
	struct jam_query *q = jam_query(r->store, JAM_SQL_PUBLIC_MEMBERS, err);
	size_t n = r->out->projects_len, first = 0;
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, r->event->id);
	while (jam_next(q, &done, err)) {
		const char *name;
		int64_t team;

		team = jam_get_int(q, 0);
		name = jam_get_text(q, 1, r->arena);
		while (first < n && all[first]->team_id < team)
			first++;
		for (size_t i = first; i < n && all[i]->team_id == team; i++)
			if (all[i]->tier != JAM_TIER_NAMED)
				push(r->arena, &all[i]->members,
				     &all[i]->members_len, name);
	}
	return done;
}

/* Comments are public only by the event's own word; never with a judge. */
static bool
add_comments(struct reading *r, struct jam_error *err)
{
	struct jam_public_project **all = sorted(r, by_id);
	struct jam_query *q;
	size_t n = r->out->projects_len, at = 0;
	bool done;

	if (!r->event->judging.public_comments)
		return true;
	q = jam_query(r->store, JAM_SQL_COMMENTS_OF_EVENT, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, r->event->id);
	while (jam_next(q, &done, err)) {
		int64_t project;

		project = jam_get_int(q, 0);
		while (at < n && all[at]->id < project)
			at++;
		if (at < n && all[at]->id == project &&
		    all[at]->tier != JAM_TIER_NAMED)
			push(r->arena, &all[at]->comments,
			     &all[at]->comments_len,
			     jam_get_text(q, 1, r->arena));
	}
	return done;
}

static void
read_site(struct reading *r, struct jam_query *q)
{
	struct jam_public *p = r->out;

	p->sites = jam_grow(r->arena, p->sites, &r->capacity, p->sites_len + 1,
			    sizeof(*p->sites));
	p->sites[p->sites_len++] = (struct jam_public_site){
		.key = jam_get_text(q, 0, r->arena),
		.title = jam_get_text(q, 1, r->arena),
		.city = jam_get_text(q, 2, r->arena),
		.country = jam_get_text(q, 3, r->arena),
		.zone = jam_get_text(q, 4, r->arena),
		.registrations = jam_get_int(q, 5),
		.projects = jam_get_int(q, 6),
	};
}

static void
read_judge(struct reading *r, struct jam_query *q)
{
	struct jam_public *p = r->out;

	p->judges = jam_grow(r->arena, p->judges, &r->capacity,
			     p->judges_len + 1, sizeof(*p->judges));
	p->judges[p->judges_len++] = (struct jam_public_judge){
		.name = jam_get_text(q, 0, r->arena),
		.affiliation = jam_get_text(q, 1, r->arena),
	};
}

static void
read_award(struct reading *r, struct jam_query *q)
{
	struct jam_public *p = r->out;

	p->awards = jam_grow(r->arena, p->awards, &r->capacity,
			     p->awards_len + 1, sizeof(*p->awards));
	p->awards[p->awards_len++] = (struct jam_public_award){
		.place = jam_get_int(q, 0),
		.name = jam_get_text(q, 1, r->arena),
		.slug = jam_get_string(q, 2, r->arena),
		.title = jam_get_string(q, 3, r->arena),
		.amount = jam_get_int(q, 4),
		.currency = jam_get_text(q, 5, r->arena),
	};
}

static void
read_retracted(struct reading *r, struct jam_query *q)
{
	struct jam_public *p = r->out;

	p->retracted = jam_grow(r->arena, p->retracted, &r->capacity,
				p->retracted_len + 1, sizeof(*p->retracted));
	p->retracted[p->retracted_len++] = (struct jam_public_retracted){
		.number = jam_get_int(q, 0),
		.at = jam_get_int(q, 1),
	};
}

static void
read_counts(struct reading *r, struct jam_query *q)
{
	r->out->registrations = jam_get_int(q, 0);
	r->out->runs = jam_get_int(q, 1);
	r->out->seed_given = jam_get_ref(q, 2) != 0;
}

bool
jam_store_get_public(struct jam_store *store, const struct jam_event *event,
		     struct jam_arena *arena, struct jam_public *out,
		     struct jam_error *err)
{
	struct reading r = {
		.store = store,
		.event = event,
		.arena = arena,
		.out = out,
	};

	*out = (struct jam_public){ 0 };
	return each(&r, JAM_SQL_PUBLIC_PROJECTS, read_project, err) &&
	       add_members(&r, err) && add_comments(&r, err) &&
	       each(&r, JAM_SQL_PUBLIC_SITES, read_site, err) &&
	       each(&r, JAM_SQL_PUBLIC_JUDGES, read_judge, err) &&
	       each(&r, JAM_SQL_PUBLIC_AWARDS, read_award, err) &&
	       each(&r, JAM_SQL_PUBLIC_RETRACTED, read_retracted, err) &&
	       each(&r, JAM_SQL_PUBLIC_COUNTS, read_counts, err);
}
