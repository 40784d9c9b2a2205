/* SPDX-License-Identifier: MIT */
/* Counts over sites, and over all events of the file. */
#include "core/store/series.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/map.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/series_people.h"
#include "core/store/store.h"

bool
jam_store_each_site(struct jam_store *store, const struct jam_event *event,
		    bool (*visit)(void *with,
				  const struct jam_site_counts *site,
				  struct jam_error *err),
		    void *with, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_SERIES_SITES, err);
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event != NULL ? event->id : 0);
	while (jam_next(q, &done, err)) {
		struct jam_site_counts site;

		site = (struct jam_site_counts){
			.event = jam_peek_text(q, 0),
			.id = jam_peek_text(q, 1),
			.title = jam_peek_text(q, 2),
			.city = jam_peek_text(q, 3),
			.country = jam_peek_text(q, 4),
			.timezone = jam_peek_text(q, 5),
			.hosts = jam_get_int(q, 6),
			.registrations = jam_get_int(q, 7),
			.persons = jam_get_int(q, 8),
			.projects = jam_get_int(q, 9),
		};
		if (!visit(with, &site, err))
			return jam_stop(q);
	}
	return done;
}

static bool
count_rows(struct jam_store *store, struct jam_series_counts *c,
	   struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_SERIES_COUNTS, err);
	bool row;

	if (q == NULL || !jam_step(q, &row, err))
		return false;
	c->events = jam_get_int(q, 0);
	c->registrations = jam_get_int(q, 1);
	c->projects = jam_get_int(q, 2);
	jam_reset(q);
	return true;
}

/* Places under one name are one, however it is written. */
static bool
count_places(struct jam_store *store, struct jam_arena *arena,
	     struct jam_series_counts *c, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_SERIES_PLACES, err);
	struct jam_map places;
	bool done;

	jam_map_init(&places, arena);
	if (q == NULL)
		return false;
	while (jam_next(q, &done, err)) {
		const char *place;

		place = jam_utf8_fold(arena, jam_peek_text(q, 0));
		if (jam_map_find(&places, place) == NULL)
			jam_map_put(&places, place, c);
		c->sites++;
	}
	if (!done)
		return false;
	c->locations = (int64_t)places.count;
	return true;
}

bool
jam_store_get_series(struct jam_store *store, struct jam_arena *arena,
		     struct jam_series_counts *c, struct jam_error *err)
{
	*c = (struct jam_series_counts){ 0 };
	return count_rows(store, c, err) &&
	       jam_series_people(store, arena, c, err) &&
	       count_places(store, arena, c, err);
}

static void
read_past(const struct jam_query *q, struct jam_arena *arena,
	  struct jam_past *past)
{
	*past = (struct jam_past){
		.title = jam_get_text(q, 0, arena),
		.events = jam_get_int(q, 1),
		.participants = jam_get_int(q, 2),
		.projects = jam_get_int(q, 3),
		.sites = jam_get_int(q, 4),
		.locations = jam_get_int(q, 5),
		.at_least = (unsigned)jam_get_int(q, 6),
	};
}

bool
jam_store_get_past(struct jam_store *store, struct jam_arena *arena,
		   struct jam_past **past, size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_SERIES_PAST, err);
	size_t capacity = 0;
	bool done;

	*past = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	while (jam_next(q, &done, err)) {
		struct jam_past now;
		size_t i = 0;

		read_past(q, arena, &now);
		while (i < *count && strcmp((*past)[i].title, now.title) != 0)
			i++;
		*past = jam_grow(arena, *past, &capacity, i + 1, sizeof(now));
		(*past)[i] = now;
		if (i == *count)
			++*count;
	}
	return done;
}

bool
jam_store_get_money(struct jam_store *store, const struct jam_event *event,
		    struct jam_arena *arena, struct jam_money **money,
		    size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_SERIES_MONEY, err);
	size_t capacity = 0;
	bool done;

	*money = NULL;
	*count = 0;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event != NULL ? event->id : 0);
	while (jam_next(q, &done, err)) {
		*money = jam_grow(arena, *money, &capacity, *count + 1,
				  sizeof(**money));
		(*money)[(*count)++] = (struct jam_money){
			.currency = jam_get_text(q, 0, arena),
			.budget = jam_get_int(q, 1),
			.spent = jam_get_int(q, 2),
		};
	}
	return done;
}

bool
jam_store_each_going(struct jam_store *store, const struct jam_event *event,
		     void (*visit)(void *with, int64_t event, int64_t person),
		     void *with, struct jam_error *err)
{
	struct jam_query *q = jam_query(
	    store, event != NULL ? JAM_SQL_GOING_OF_EVENT : JAM_SQL_GOING, err);
	bool done;

	if (q == NULL)
		return false;
	if (event != NULL)
		jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err))
		visit(with, jam_get_int(q, 0), jam_get_int(q, 1));
	return done;
}

bool
jam_store_each_answer(struct jam_store *store, const struct jam_event *event,
		      bool (*visit)(void *with, const char *heading,
				    const char *value, int64_t person,
				    struct jam_error *err),
		      void *with, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_ANSWERS_OF_EVENT, err);
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err)) {
		if (!visit(with, jam_peek_string(q, 0), jam_peek_string(q, 1),
			   jam_get_int(q, 2), err))
			return jam_stop(q);
	}
	return done;
}
