/* SPDX-License-Identifier: MIT */
/* One person, or everybody of an event. */
#include "core/store/forget.h"

#include <string.h>

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

static struct jam_person_row *
push(struct jam_forget *f)
{
	f->persons = jam_grow(f->arena, f->persons, &f->capacity, f->count + 1,
			      sizeof(*f->persons));
	return &f->persons[f->count++];
}

void
jam_forget_add(struct jam_forget *f, const char *email_key)
{
	struct jam_person_row *row = push(f);

	*row = (struct jam_person_row){ .person.email_key = email_key };
	if (row != f->persons)
		row->person.uid = f->persons[0].person.uid;
	else
		jam_uid_new(jam_store_random(f->store), &row->person.uid);
}

/* The row of the person and those merged into it. */
static bool
get_persons(struct jam_forget *f, int64_t person, struct jam_error *err)
{
	struct jam_query *q = jam_query(f->store, JAM_SQL_FORGET_PERSONS, err);
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, person);
	while (jam_next(q, &done, err))
		jam_person_row_read(q, f->arena, push(f));
	return done;
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

/* person 0: an address alone. */
static bool
forget(struct jam_store *store, int64_t person, const char *email_key,
       struct jam_forgotten *forgotten, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_mark mark = jam_arena_mark(arena);
	struct jam_forget f = { .store = store,
				.arena = arena,
				.forgotten = forgotten };

	if (person != 0 && !get_persons(&f, person, err))
		return false;
	if (f.count == 0)
		jam_forget_add(&f, email_key);
	if (!jam_forget_addresses(&f, err))
		return false;
	for (size_t i = 0; i < f.count; i++)
		if (!jam_forget_rows(&f, &f.persons[i].person, err) ||
		    !forget_row(&f, &f.persons[i], err))
			return false;
	jam_arena_reset(arena, mark);
	return true;
}

static bool
begin(struct jam_store *store, const char *event, struct jam_error *err)
{
	const struct jam_log_act act = { .kind = "forget", .event = event };

	return jam_log_begin(store, &act, err);
}

bool
jam_store_forget_address(struct jam_store *store, const char *email_key,
			 struct jam_forgotten *forgotten, struct jam_error *err)
{
	int64_t person;

	return jam_store_find_person(store, email_key, &person, err) &&
	       begin(store, NULL, err) &&
	       forget(store, person, email_key, forgotten, err);
}

static bool
get_everybody(struct jam_store *store, const struct jam_event *event,
	      int64_t **persons, size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_FORGET_OF_EVENT, err);
	size_t capacity = 0;
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err)) {
		*persons = jam_grow(jam_store_arena(store), *persons, &capacity,
				    *count + 1, sizeof(**persons));
		(*persons)[(*count)++] = jam_get_int(q, 0);
	}
	return done;
}

/* Addresses that answered the survey and never registered. */
static bool
forget_strangers(struct jam_store *store, const struct jam_event *event,
		 struct jam_forgotten *forgotten, struct jam_error *err)
{
	struct jam_query *q =
	    jam_query(store, JAM_SQL_FORGET_STRANGERS_OF, err);
	const char **keys = NULL;
	size_t count = 0, capacity = 0;
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err)) {
		keys = jam_grow(jam_store_arena(store), keys, &capacity,
				count + 1, sizeof(*keys));
		keys[count++] = jam_get_text(q, 0, jam_store_arena(store));
	}
	if (!done)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!forget(store, 0, keys[i] + 1, forgotten, err))
			return false;
	return true;
}

static bool
is_needed(struct jam_store *store, int64_t person, bool *needed,
	  struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_FORGET_LATER, err);

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, jam_store_now(store));
	jam_bind_int(q, 2, person);
	if (!jam_step(q, needed, err))
		return false;
	jam_reset(q);
	return true;
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
get_later(struct jam_store *store, struct jam_forget_keys *keys,
	  struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_words slugs;
	struct jam_event *event;

	if (!jam_store_list_events(store, arena, &slugs, err))
		return false;
	for (size_t i = 0; i < slugs.count; i++)
		if (!jam_store_get_event(store, slugs.items[i], arena, &event,
					 err) ||
		    (!is_over(store, event) &&
		     !jam_forget_declared(store, event->slug, arena, keys,
					  err)))
			return false;
	return true;
}

static bool
has_key(const struct jam_forget_keys *keys, const char *key)
{
	for (size_t i = 0; i < keys->count; i++)
		if (strcmp(keys->items[i], key) == 0)
			return true;
	return false;
}

/* Hosts and others who are known by an address alone. */
static bool
forget_declared(struct jam_store *store, const struct jam_event *event,
		struct jam_forgotten *forgotten, struct jam_error *err)
{
	struct jam_forget_keys mine = { 0 }, later = { 0 };
	int64_t person;

	if (!jam_forget_declared(store, event->slug, jam_store_arena(store),
				 &mine, err) ||
	    !get_later(store, &later, err))
		return false;
	for (size_t i = 0; i < mine.count; i++) {
		const char *key = mine.items[i];

		if (!jam_store_find_person(store, key, &person, err))
			return false;
		if (person == 0 && !has_key(&later, key) &&
		    !forget(store, 0, key, forgotten, err))
			return false;
	}
	return true;
}

bool
jam_store_forget_event(struct jam_store *store, const struct jam_event *event,
		       struct jam_forgotten *forgotten, struct jam_error *err)
{
	int64_t *persons = NULL;
	size_t count = 0;
	bool needed;

	if (!check_over(store, event, err) ||
	    !get_everybody(store, event, &persons, &count, err) ||
	    !begin(store, event->uid.text, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!is_needed(store, persons[i], &needed, err))
			return false;
		if (needed)
			forgotten->kept++;
		else if (!forget(store, persons[i], NULL, forgotten, err))
			return false;
	}
	return forget_strangers(store, event, forgotten, err) &&
	       forget_declared(store, event, forgotten, err);
}
