/* SPDX-License-Identifier: MIT */
/* Addresses that an event declares to be one person, made so. */
#include "core/store/same_person.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/model/person.h"
#include "core/store/db.h"
#include "core/store/persons.h"
#include "core/store/store.h"

/* An address of a group, as the statements give it. */
struct place {
	int64_t event, position;
	const char *key;
};

struct places {
	struct place *items;
	size_t count, capacity;
};

/* Collected before anything is merged: a statement is not used twice. */
static bool
collect(struct jam_query *query, struct jam_arena *arena, struct places *places,
	struct jam_error *err)
{
	bool done;

	while (jam_next(query, &done, err)) {
		places->items =
		    jam_grow(arena, places->items, &places->capacity,
			     places->count + 1, sizeof *places->items);
		places->items[places->count++] = (struct place){
			.event = jam_get_int(query, 0),
			.position = jam_get_int(query, 1),
			.key = jam_get_text(query, 2, arena),
		};
	}
	return done;
}

static bool
merge_places(struct jam_store *store, const struct places *places,
	     struct jam_error *err)
{
	int64_t stays = 0, person;

	for (size_t i = 0; i < places->count; i++) {
		const struct place *at = &places->items[i];

		if (i > 0 && (at->event != at[-1].event ||
			      at->position != at[-1].position))
			stays = 0;
		if (!jam_store_find_person(store, at->key, &person, err))
			return false;
		if (stays != 0 && person != 0 && person != stays &&
		    !jam_store_merge(store, person, stays, err))
			return false;
		if (stays == 0)
			stays = person;
	}
	return true;
}

bool
jam_same_person_apply(struct jam_store *store, struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_SAME_ALL, err);
	struct places places = { 0 };

	return query != NULL &&
	       collect(query, jam_store_arena(store), &places, err) &&
	       merge_places(store, &places, err);
}

bool
jam_same_person_join(struct jam_store *store, const char *email_key,
		     bool *named, struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_SAME_NAMED, err);
	struct places places = { 0 };

	if (query == NULL)
		return false;
	jam_bind_text(query, 1, email_key);
	if (!jam_step(query, named, err))
		return false;
	if (!*named)
		return true;
	jam_reset(query);
	query = jam_query(store, JAM_SQL_SAME_OF_KEY, err);
	if (query == NULL)
		return false;
	jam_bind_text(query, 1, email_key);
	return collect(query, jam_store_arena(store), &places, err) &&
	       merge_places(store, &places, err);
}

/* Whether an event has both addresses in one group. */
static bool
has_pair(const struct jam_event *event, const char *a, const char *b)
{
	for (size_t i = 0; i < event->same_person_len; i++) {
		const struct jam_same_person *same = &event->same_person[i];
		unsigned found = 0;

		for (size_t j = 0; j < same->emails_len; j++) {
			found |= strcmp(same->emails[j], a) == 0 ? 1 : 0;
			found |= strcmp(same->emails[j], b) == 0 ? 2 : 0;
		}
		if (found == 3)
			return true;
	}
	return false;
}

/* An address of the group: everybody who is the same person, each alone. */
static bool
part(struct jam_store *store, const char *address, struct jam_error *err)
{
	const char *email, *key;
	int64_t person;

	if (!jam_email_read(jam_store_arena(store), address, &email, &key))
		return true;
	return jam_store_find_person(store, key, &person, err) &&
	       (person == 0 || jam_store_part(store, person, err));
}

bool
jam_same_person_part(struct jam_store *store, const struct jam_event *before,
		     const struct jam_event *after, struct jam_error *err)
{
	for (size_t i = 0; i < before->same_person_len; i++) {
		const struct jam_same_person *same = &before->same_person[i];

		for (size_t j = 1; j < same->emails_len; j++)
			if (!has_pair(after, same->emails[0],
				      same->emails[j]) &&
			    !part(store, same->emails[j], err))
				return false;
	}
	return true;
}
