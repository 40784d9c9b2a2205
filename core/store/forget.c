/* SPDX-License-Identifier: MIT */
/* One person, or everybody of an event. */
#include "core/store/forget.h"

#include "core/base/arena.h"
#include "core/base/uid.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/events.h"
#include "core/store/forget_rows.h"
#include "core/store/log.h"
#include "core/store/persons.h"
#include "core/store/store.h"

static void
push(struct jam_forget *f, const struct jam_person_row *row)
{
	struct jam_forget_person *p = jam_alloc(f->arena, sizeof(*p));

	p->row = *row;
	f->persons = jam_grow(f->arena, f->persons, &f->capacity, f->count + 1,
			      sizeof(*f->persons));
	f->persons[f->count++] = p;
	if (row->person.id != 0)
		jam_map_put(&f->known, row->person.uid.text, p);
	if (row->person.email_key != NULL)
		jam_map_put(&f->known, row->person.email_key, p);
}

/* The row of the person and those merged into it. */
static bool
add_person(struct jam_forget *f, int64_t person, struct jam_error *err)
{
	struct jam_query *q = jam_query(f->store, JAM_SQL_FORGET_PERSONS, err);
	struct jam_person_row row;
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, person);
	while (jam_next(q, &done, err)) {
		jam_person_row_read(q, f->arena, &row);
		if (jam_map_find(&f->known, row.person.uid.text) == NULL)
			push(f, &row);
	}
	return done;
}

/* Whose the address is; nobody's: itself, under the uid or a new one. */
static bool
add_address(struct jam_forget *f, const char *email_key,
	    const struct jam_uid *uid, struct jam_error *err)
{
	struct jam_person_row row = { .person.email_key = email_key };
	int64_t person;

	if (jam_map_find(&f->known, email_key) != NULL)
		return true;
	if (!jam_store_find_person(f->store, email_key, &person, err))
		return false;
	if (person != 0)
		return add_person(f, person, err);
	if (uid != NULL)
		row.person.uid = *uid;
	else
		jam_uid_new(jam_store_random(f->store), &row.person.uid);
	push(f, &row);
	return true;
}

/* Addresses that stand in one group of same_person with this one. */
static bool
get_same(struct jam_forget *f, const char *email_key,
	 struct jam_forget_keys *keys, struct jam_error *err)
{
	struct jam_query *q = jam_query(f->store, JAM_SQL_SAME_OF_KEY, err);
	bool done;

	if (q == NULL)
		return false;
	jam_bind_text(q, 1, email_key);
	while (jam_next(q, &done, err))
		jam_forget_keys_push(keys, jam_get_text(q, 2, f->arena),
				     f->arena);
	return done;
}

/* Groups of one event may lead to groups of another: till nothing is new. */
static bool
add_same(struct jam_forget *f, size_t first, struct jam_error *err)
{
	for (size_t i = first; i < f->count; i++) {
		const char *key = f->persons[i]->row.person.email_key;
		struct jam_forget_keys keys = { 0 };

		if (key != NULL && !get_same(f, key, &keys, err))
			return false;
		for (size_t k = 0; k < keys.count; k++)
			if (!add_address(f, keys.items[k],
					 &f->persons[first]->row.person.uid,
					 err))
				return false;
	}
	return true;
}

/* At last the row itself: with its salt all commitments are silent. */
static bool
forget_row(struct jam_forget *f, const struct jam_person_row *old,
	   struct jam_error *err)
{
	const char *key = old->person.uid.text;
	struct jam_person_row now = {
		.person = { .id = old->person.id, .uid = old->person.uid },
		.merged_uid = old->merged_uid,
	};
	struct jam_query *q;

	if (!old->salted)
		return true; /* forgotten before */
	if (!jam_log_end(f->store, "person", key,
			 jam_person_row_bytes(old, f->arena), old->seq, err) ||
	    !jam_log_row(f->store, "person", key,
			 jam_person_row_bytes(&now, f->arena), &now.seq, err))
		return false;
	q = jam_query(f->store, JAM_SQL_FORGET_PERSON, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, now.seq);
	jam_bind_int(q, 2, now.person.id);
	f->forgotten->persons++;
	f->forgotten->rows++;
	return jam_run_query(q, err);
}

/* Who stays for a later event leaves what was said at this one. */
static bool
erase_person(struct jam_forget *f, const struct jam_forget_person *p,
	     int64_t event, struct jam_error *err)
{
	if (p->stays)
		return jam_forget_rows(f, &p->row.person, event, err);
	return jam_forget_rows(f, &p->row.person, 0, err) &&
	       forget_row(f, &p->row, err);
}

/* event: the one that is forgotten; 0: none, and nobody stays. */
static bool
erase(struct jam_forget *f, int64_t event, struct jam_error *err)
{
	if (!jam_forget_addresses(f, err))
		return false;
	for (size_t i = 0; i < f->count; i++) {
		struct jam_mark mark = jam_arena_mark(f->arena);

		if (!erase_person(f, f->persons[i], event, err))
			return false;
		jam_arena_reset(f->arena, mark);
	}
	return true;
}

static bool
begin(struct jam_forget *f, struct jam_store *store, const char *event,
      struct jam_error *err)
{
	const struct jam_log_act act = { .kind = "forget", .event = event };

	f->store = store;
	f->arena = jam_store_arena(store);
	jam_map_init(&f->known, f->arena);
	return jam_log_begin(store, &act, err);
}

bool
jam_store_forget_address(struct jam_store *store, const char *email_key,
			 struct jam_forgotten *forgotten, struct jam_error *err)
{
	struct jam_forget f = { .forgotten = forgotten };

	return begin(&f, store, NULL, err) &&
	       add_address(&f, email_key, NULL, err) && add_same(&f, 0, err) &&
	       erase(&f, 0, err);
}

static bool
is_over(const struct jam_store *store, const struct jam_event *event)
{
	int64_t closes = event->judging.closes_at + event->judging.grace;

	return event->ends_at <= jam_store_now(store) &&
	       closes <= jam_store_now(store);
}

static bool
check_over(struct jam_store *store, const struct jam_event *event,
	   struct jam_error *err)
{
	if (is_over(store, event))
		return true;
	jam_fail(err, JAM_E_RULE, "the event \"%s\" is not over", event->slug);
	return jam_hint(err, "one person: jam forget EMAIL");
}

/* What the events declare that are not over. */
static bool
get_later(struct jam_store *store, struct jam_map *later, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_forget_keys keys = { 0 };
	struct jam_words slugs;
	struct jam_event *event;

	if (!jam_store_list_events(store, arena, &slugs, err))
		return false;
	for (size_t i = 0; i < slugs.count; i++)
		if (!jam_store_get_event(store, slugs.items[i], arena, &event,
					 err) ||
		    (!is_over(store, event) &&
		     !jam_forget_declared(store, event->slug, arena, &keys,
					  err)))
			return false;
	jam_map_init(later, arena);
	for (size_t i = 0; i < keys.count; i++)
		jam_map_put(later, keys.items[i], keys.items);
	return true;
}

static bool
is_needed(struct jam_forget *f, const struct jam_person *person,
	  const struct jam_map *later, bool *needed, struct jam_error *err)
{
	const char *key = person->email_key;
	struct jam_query *q;

	*needed = key != NULL && jam_map_find(later, key) != NULL;
	if (*needed)
		return true;
	q = jam_query(f->store, JAM_SQL_FORGET_LATER, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, jam_store_now(f->store));
	jam_bind_int(q, 2, person->id);
	if (key != NULL)
		jam_bind_text(q, 3, jam_format(f->arena, "m%s", key));
	if (!jam_step(q, needed, err))
		return false;
	jam_reset(q);
	return true;
}

/* From here on one person, who stays with all rows or goes with all. */
static bool
decide(struct jam_forget *f, size_t first, const struct jam_map *later,
       struct jam_error *err)
{
	bool needed = false;

	if (first == f->count)
		return true; /* came before */
	if (!add_same(f, first, err))
		return false;
	for (size_t i = first; i < f->count && !needed; i++)
		if (!is_needed(f, &f->persons[i]->row.person, later, &needed,
			       err))
			return false;
	for (size_t i = first; i < f->count; i++)
		f->persons[i]->stays = needed;
	f->forgotten->kept += needed;
	return true;
}

static bool
get_everybody(struct jam_forget *f, const struct jam_event *event,
	      int64_t **persons, size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(f->store, JAM_SQL_FORGET_OF_EVENT, err);
	size_t capacity = 0;
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err)) {
		*persons = jam_grow(f->arena, *persons, &capacity, *count + 1,
				    sizeof(**persons));
		(*persons)[(*count)++] = jam_get_int(q, 0);
	}
	return done;
}

static bool
add_everybody(struct jam_forget *f, const struct jam_event *event,
	      const struct jam_map *later, struct jam_error *err)
{
	int64_t *persons = NULL;
	size_t count = 0;

	if (!get_everybody(f, event, &persons, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t first = f->count;

		if (!add_person(f, persons[i], err) ||
		    !decide(f, first, later, err))
			return false;
	}
	return true;
}

/* Addresses that answered the survey and never registered. */
static bool
get_strangers(struct jam_forget *f, const struct jam_event *event,
	      struct jam_forget_keys *keys, struct jam_error *err)
{
	struct jam_query *q =
	    jam_query(f->store, JAM_SQL_FORGET_STRANGERS_OF, err);
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err))
		jam_forget_keys_push(keys, jam_get_text(q, 0, f->arena) + 1,
				     f->arena);
	return done;
}

/* Those, hosts and others who are known by an address alone. */
static bool
add_addresses(struct jam_forget *f, const struct jam_event *event,
	      const struct jam_map *later, struct jam_error *err)
{
	struct jam_forget_keys keys = { 0 };

	if (!get_strangers(f, event, &keys, err) ||
	    !jam_forget_declared(f->store, event->slug, f->arena, &keys, err))
		return false;
	for (size_t i = 0; i < keys.count; i++) {
		size_t first = f->count;

		if (!add_address(f, keys.items[i], NULL, err) ||
		    !decide(f, first, later, err))
			return false;
	}
	return true;
}

bool
jam_store_forget_event(struct jam_store *store, const struct jam_event *event,
		       struct jam_forgotten *forgotten, struct jam_error *err)
{
	struct jam_forget f = { .forgotten = forgotten };
	struct jam_map later;

	return check_over(store, event, err) &&
	       begin(&f, store, event->uid.text, err) &&
	       get_later(store, &later, err) &&
	       add_everybody(&f, event, &later, err) &&
	       add_addresses(&f, event, &later, err) &&
	       erase(&f, event->id, err);
}
