/* SPDX-License-Identifier: MIT */
/* The lists of an event (criteria, sites, links, …), read back. */
#include <string.h>

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/store/db.h"
#include "core/store/event_rows.h"

#define SLOT_MOST 9999 /* amends give each new criterion the next one */

/* Takes one column after the other. */
struct reader {
	const struct jam_query *query;
	struct jam_arena *arena;
	int i;
};

static int64_t
num(struct reader *r)
{
	return jam_get_int(r->query, r->i++);
}

static const char *
text(struct reader *r)
{
	return jam_get_text(r->query, r->i++, r->arena);
}

/* Whose rows are read, and where to. */
struct source {
	struct jam_store *store;
	struct jam_arena *arena;
	int64_t event;
	bool dropped; /* the criteria and sites that an amend took out */
};

/* How the rows of a list are read. */
struct list {
	enum jam_sql sql;
	size_t size; /* of an item */
	bool by_dropped;
	void (*read)(struct reader *r, void *item);
};

/*
 * All rows of a list; items is the address of the event's own pointer, of
 * whatever type, so it is filled as bytes.
 */
static bool
get_list(const struct source *from, const struct list *list, void *items,
	 size_t *count, struct jam_error *err)
{
	struct jam_query *query = jam_query(from->store, list->sql, err);
	char *rows = NULL;
	size_t n = 0, capacity = 0;
	bool done;

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, from->event);
	if (list->by_dropped)
		jam_bind_int(query, 2, from->dropped);
	while (jam_next(query, &done, err)) {
		struct reader r = { query, from->arena, 0 };

		rows =
		    jam_grow(from->arena, rows, &capacity, n + 1, list->size);
		list->read(&r, rows + n++ * list->size);
	}
	if (!done)
		return false;
	*count = n;
	memcpy(items, &rows, sizeof rows);
	return true;
}

static void
read_criterion(struct reader *r, void *item)
{
	struct jam_criterion *c = item;

	c->id = num(r);
	c->slot = jam_get_index(r->query, r->i++, SLOT_MOST);
	c->key = text(r);
	c->title = text(r);
	c->description = text(r);
	c->weight_text = text(r);
	c->weight = num(r);
	c->required = num(r) != 0;
}

static void
read_site(struct reader *r, void *item)
{
	struct jam_site *site = item;

	memset(site, 0, sizeof *site);
	site->id = num(r);
	site->key = text(r);
	site->title = text(r);
	site->city = text(r);
	site->country = text(r);
	site->zone = text(r);
}

static void
read_text(struct reader *r, void *item)
{
	*(const char **)item = text(r);
}

static void
read_extension(struct reader *r, void *item)
{
	struct jam_extension *e = item;

	e->judge = text(r);
	e->until = num(r);
}

static void
read_link(struct reader *r, void *item)
{
	struct jam_link *link = item;

	link->kind = text(r);
	link->title = text(r);
	link->url = text(r);
}

static void
read_schedule(struct reader *r, void *item)
{
	struct jam_schedule_item *s = item;

	s->at = num(r);
	s->until = num(r);
	s->title = text(r);
	s->place = text(r);
}

static void
read_idea(struct reader *r, void *item)
{
	struct jam_idea *idea = item;

	idea->key = text(r);
	idea->title = text(r);
	idea->url = text(r);
	idea->description = text(r);
}

static void
read_prize(struct reader *r, void *item)
{
	struct jam_prize *prize = item;

	prize->place = jam_get_ref(r->query, r->i++);
	prize->name = text(r);
	prize->amount = num(r);
	prize->currency = text(r);
	prize->criterion = text(r);
	prize->site = text(r);
}

static void
read_past(struct reader *r, void *item)
{
	struct jam_past *past = item;

	past->title = text(r);
	past->events = num(r);
	past->participants = num(r);
	past->projects = num(r);
	past->sites = num(r);
	past->locations = num(r);
	past->at_least = (unsigned)num(r);
}

static void
read_expectation(struct reader *r, void *item)
{
	struct jam_expectation *e = item;

	e->key = text(r);
	e->by = num(r);
	e->outcome = text(r);
	e->of = num(r) == JAM_OF_PROJECTS ? JAM_OF_PROJECTS : JAM_OF_PERSONS;
	e->less_than = num(r);
	e->at_least = num(r);
	e->text = text(r);
}

static void
read_question(struct reader *r, void *item)
{
	struct jam_question *q = item;
	int64_t kind;

	memset(q, 0, sizeof *q);
	r->i++; /* its position */
	q->key = text(r);
	kind = num(r);
	q->kind = kind >= 0 && kind <= JAM_TEXT ? (unsigned)kind : 0;
	q->question = text(r);
	q->column = text(r);
	q->pair = text(r);
}

static const struct list criteria = { JAM_SQL_CRITERION_ROWS,
				      sizeof(struct jam_criterion), true,
				      read_criterion };
static const struct list sites = { JAM_SQL_SITE_ROWS, sizeof(struct jam_site),
				   true, read_site };
static const struct list hosts = { JAM_SQL_HOST_ROWS, sizeof(const char *),
				   false, read_text };
static const struct list extensions = { JAM_SQL_EXTENSION_ROWS,
					sizeof(struct jam_extension), false,
					read_extension };
static const struct list links = { JAM_SQL_LINK_ROWS, sizeof(struct jam_link),
				   false, read_link };
static const struct list schedule = { JAM_SQL_SCHEDULE_ROWS,
				      sizeof(struct jam_schedule_item), false,
				      read_schedule };
static const struct list ideas = { JAM_SQL_IDEA_ROWS, sizeof(struct jam_idea),
				   false, read_idea };
static const struct list prizes = { JAM_SQL_PRIZE_ROWS,
				    sizeof(struct jam_prize), false,
				    read_prize };
static const struct list pasts = { JAM_SQL_PAST_ROWS, sizeof(struct jam_past),
				   false, read_past };
static const struct list expectations = { JAM_SQL_EXPECTATION_ROWS,
					  sizeof(struct jam_expectation), false,
					  read_expectation };
static const struct list questions = { JAM_SQL_QUESTION_ROWS,
				       sizeof(struct jam_question), false,
				       read_question };

/* The options of question i; what was left out is listed a second time. */
static bool
get_options(const struct source *from, struct jam_question *q, size_t position,
	    struct jam_error *err)
{
	struct jam_query *query =
	    jam_query(from->store, JAM_SQL_OPTION_ROWS, err);
	size_t capacity = 0, left_capacity = 0;
	bool done;

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, from->event);
	jam_bind_int(query, 2, (int64_t)position);
	while (jam_next(query, &done, err)) {
		const char *option;

		option = jam_get_text(query, 0, from->arena);
		q->options = jam_grow(from->arena, q->options, &capacity,
				      q->options_len + 1, sizeof *q->options);
		q->options[q->options_len++] = option;
		if (jam_get_int(query, 1) == 0)
			continue;
		q->leave_out =
		    jam_grow(from->arena, q->leave_out, &left_capacity,
			     q->leave_out_len + 1, sizeof *q->leave_out);
		q->leave_out[q->leave_out_len++] = option;
	}
	return done;
}

static bool
get_survey(const struct source *from, struct jam_event *e,
	   struct jam_error *err)
{
	if (!get_list(from, &questions, &e->survey, &e->survey_len, err))
		return false;
	for (size_t i = 0; i < e->survey_len; i++)
		if (!get_options(from, &e->survey[i], i, err))
			return false;
	return true;
}

/* Groups as they grow. */
struct groups {
	size_t capacity, members;
	int64_t position; /* of the last one */
};

static void
add_same(struct jam_arena *arena, struct jam_event *e, struct groups *groups,
	 const struct jam_query *query)
{
	struct jam_same_person *same;

	if (e->same_person_len == 0 ||
	    groups->position != jam_get_int(query, 0)) {
		e->same_person =
		    jam_grow(arena, e->same_person, &groups->capacity,
			     e->same_person_len + 1, sizeof *same);
		e->same_person[e->same_person_len++] =
		    (struct jam_same_person){ 0 };
		groups->position = jam_get_int(query, 0);
		groups->members = 0;
	}
	same = &e->same_person[e->same_person_len - 1];
	same->emails = jam_grow(arena, same->emails, &groups->members,
				same->emails_len + 1, sizeof *same->emails);
	same->emails[same->emails_len++] = jam_get_text(query, 1, arena);
}

static bool
get_same(const struct source *from, struct jam_event *e, struct jam_error *err)
{
	struct jam_query *query =
	    jam_query(from->store, JAM_SQL_SAME_ROWS, err);
	struct groups groups = { 0 };
	bool done;

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, from->event);
	while (jam_next(query, &done, err))
		add_same(from->arena, e, &groups, query);
	return done;
}

static bool
get_sites(const struct source *from, struct jam_event *e, struct jam_error *err)
{
	if (!get_list(from, &sites, &e->sites, &e->sites_len, err))
		return false;
	for (size_t i = 0; i < e->sites_len; i++) {
		struct jam_site *site = &e->sites[i];
		struct source at = *from;

		at.event = site->id;
		if (!get_list(&at, &hosts, &site->hosts, &site->hosts_len, err))
			return false;
	}
	return true;
}

bool
jam_event_lists_get(struct jam_store *store, struct jam_arena *arena,
		    struct jam_event *e, struct jam_error *err)
{
	const struct source from = { store, arena, e->id, false };

	return get_list(&from, &criteria, &e->criteria, &e->criteria_len,
			err) &&
	       get_sites(&from, e, err) &&
	       get_list(&from, &extensions, &e->judging.extensions,
			&e->judging.extensions_len, err) &&
	       get_list(&from, &links, &e->links, &e->links_len, err) &&
	       get_list(&from, &schedule, &e->schedule, &e->schedule_len,
			err) &&
	       get_list(&from, &ideas, &e->ideas, &e->ideas_len, err) &&
	       get_list(&from, &prizes, &e->prizes, &e->prizes_len, err) &&
	       get_list(&from, &pasts, &e->past, &e->past_len, err) &&
	       get_list(&from, &expectations, &e->expectations,
			&e->expectations_len, err) &&
	       get_survey(&from, e, err) && get_same(&from, e, err);
}

bool
jam_event_dropped_get(struct jam_store *store, struct jam_arena *arena,
		      struct jam_event *e, struct jam_error *err)
{
	const struct source from = { store, arena, e->id, true };

	return get_list(&from, &criteria, &e->criteria, &e->criteria_len,
			err) &&
	       get_sites(&from, e, err);
}
