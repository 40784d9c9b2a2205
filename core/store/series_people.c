/* SPDX-License-Identifier: MIT */
/* Who came to a series, counted. */
#include "core/store/series_people.h"

#include "core/base/arena.h"
#include "core/base/seen.h"
#include "core/store/db.h"

struct counting {
	struct jam_series_counts *counts;
	struct jam_seen going, showed; /* by event and person */
	struct jam_seen persons;       /* times 1 or 2, and person */
	struct jam_seen members;       /* by project and person */
};

static void
take_going(void *with, int64_t event_row, int64_t person_row)
{
	struct counting *c = with;
	uint64_t event = (uint64_t)event_row, person = (uint64_t)person_row;

	if (!jam_seen_add(&c->going, event, person))
		return;
	c->counts->participants++;
	if (jam_seen_add(&c->persons, 1, person))
		c->counts->persons++;
	else if (jam_seen_add(&c->persons, 2, person))
		c->counts->returning++;
}

static void
take_judged(struct counting *c, const struct jam_query *q)
{
	uint64_t event = (uint64_t)jam_get_int(q, 0);
	uint64_t person = (uint64_t)jam_get_int(q, 1);

	if (jam_seen_has(&c->going, event, person) &&
	    jam_seen_add(&c->showed, event, person))
		c->counts->no_shows--;
}

static void
take_member(struct counting *c, const struct jam_query *q)
{
	take_judged(c, q);
	if (jam_get_int(q, 3) == 0)
		c->counts->members +=
		    jam_seen_add(&c->members, (uint64_t)jam_get_int(q, 2),
				 (uint64_t)jam_get_int(q, 1));
}

static bool
each(struct jam_store *store, enum jam_sql sql, struct counting *c,
     void (*take)(struct counting *c, const struct jam_query *q),
     struct jam_error *err)
{
	struct jam_query *q = jam_query(store, sql, err);
	bool done;

	if (q == NULL)
		return false;
	while (jam_next(q, &done, err))
		take(c, q);
	return done;
}

bool
jam_series_people(struct jam_store *store, struct jam_arena *arena,
		  struct jam_series_counts *counts, struct jam_error *err)
{
	struct counting c = { .counts = counts };

	jam_seen_init(&c.going, arena);
	jam_seen_init(&c.showed, arena);
	jam_seen_init(&c.persons, arena);
	jam_seen_init(&c.members, arena);
	if (!jam_store_each_going(store, NULL, take_going, &c, err))
		return false;
	counts->no_shows = counts->participants;
	return each(store, JAM_SQL_SERIES_MEMBERS, &c, take_member, err) &&
	       each(store, JAM_SQL_SERIES_JUDGED, &c, take_judged, err);
}
