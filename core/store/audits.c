/* SPDX-License-Identifier: MIT */
/* An event as it stands, for `check`. */
#include "core/store/audits.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/events.h"
#include "core/store/judges.h"
#include "core/store/projects.h"

/* How the rows of a list are read. */
struct list {
	enum jam_sql sql;
	size_t size; /* of an item */
	void (*read)(const struct jam_query *q, struct jam_arena *arena,
		     void *item);
};

static void
read_pair(const struct jam_query *q, struct jam_arena *arena, void *item)
{
	struct jam_audit_pair *pair = item;

	(void)arena;
	pair->who = jam_get_int(q, 0);
	pair->project = jam_get_int(q, 1);
}

static void
read_seat(const struct jam_query *q, struct jam_arena *arena, void *item)
{
	struct jam_audit_seat *seat = item;

	(void)arena;
	seat->judge = jam_get_int(q, 0);
	seat->project = jam_get_int(q, 1);
	seat->state = JAM_OPEN;
	if (jam_get_int(q, 2) != 0)
		seat->state = JAM_RATED;
	else if (jam_get_int(q, 3) != 0)
		seat->state = JAM_SKIPPED;
}

static void
read_person(const struct jam_query *q, struct jam_arena *arena, void *item)
{
	struct jam_audit_person *person = item;

	person->name = jam_get_text(q, 0, arena);
	person->name_key = jam_utf8_fold(arena, person->name);
	person->email = jam_get_text(q, 1, arena);
}

static void
read_site(const struct jam_query *q, struct jam_arena *arena, void *item)
{
	struct jam_audit_site *site = item;

	site->key = jam_get_text(q, 0, arena);
	site->registrations = jam_get_int(q, 1);
	site->projects = jam_get_int(q, 2);
}

static const struct list own = { JAM_SQL_AUDIT_OWN,
				 sizeof(struct jam_audit_pair), read_pair };
static const struct list conflicts = { JAM_SQL_AUDIT_CONFLICTS,
				       sizeof(struct jam_audit_pair),
				       read_pair };
static const struct list seats = { JAM_SQL_AUDIT_SEATS,
				   sizeof(struct jam_audit_seat), read_seat };
static const struct list people = { JAM_SQL_AUDIT_PEOPLE,
				    sizeof(struct jam_audit_person),
				    read_person };
static const struct list sites = { JAM_SQL_AUDIT_SITES,
				   sizeof(struct jam_audit_site), read_site };

struct reader {
	struct jam_store *store;
	struct jam_arena *arena;
	int64_t event;
};

/* All rows of a list, NULL where there are none. */
static bool
get_list(const struct reader *r, const struct list *list, void **items,
	 size_t *count, struct jam_error *err)
{
	struct jam_query *q = jam_query(r->store, list->sql, err);
	size_t capacity = 0;
	bool row;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, r->event);
	for (*count = 0;; ++*count) {
		if (!jam_step(q, &row, err))
			return false;
		if (!row)
			return true;
		*items = jam_grow(r->arena, *items, &capacity, *count + 1,
				  list->size);
		list->read(q, r->arena, (char *)*items + *count * list->size);
	}
}

static bool
get_logged(struct jam_store *store, int64_t *at, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_AUDIT_LOGGED, err);
	bool row;

	*at = JAM_NONE;
	if (q == NULL || !jam_step(q, &row, err))
		return false;
	if (row)
		*at = jam_get_int(q, 0);
	jam_reset(q);
	return true;
}

/* By folded name, which is not stored; namesakes by address. */
static int
by_name(const void *a, const void *b)
{
	const struct jam_audit_person *left = a, *right = b;
	int order = strcmp(left->name_key, right->name_key);

	return order != 0 ? order : strcmp(left->email, right->email);
}

bool
jam_store_get_audit(struct jam_store *store, const struct jam_event *event,
		    struct jam_arena *arena, struct jam_audit *audit,
		    struct jam_error *err)
{
	const struct reader r = { store, arena, event->id };
	void *lists[5] = { NULL };
	struct jam_project *projects;
	struct jam_judges judges;

	*audit = (struct jam_audit){ .event = event };
	if (!jam_store_get_projects(store, event, arena, &projects,
				    &audit->projects_len, err) ||
	    !jam_store_get_judges(store, event, true, arena, &judges, err) ||
	    !jam_store_count_ratings(store, event, &audit->ratings, err) ||
	    !get_logged(store, &audit->logged, err) ||
	    !get_list(&r, &own, &lists[0], &audit->own_len, err) ||
	    !get_list(&r, &conflicts, &lists[1], &audit->conflicts_len, err) ||
	    !get_list(&r, &seats, &lists[2], &audit->seats_len, err) ||
	    !get_list(&r, &people, &lists[3], &audit->people_len, err) ||
	    !get_list(&r, &sites, &lists[4], &audit->gone_sites_len, err))
		return false;
	if (audit->people_len > 1)
		qsort(lists[3], audit->people_len,
		      sizeof(struct jam_audit_person), by_name);
	audit->projects = projects;
	audit->judges = judges.items;
	audit->judges_len = judges.count;
	audit->own = lists[0];
	audit->conflicts = lists[1];
	audit->seats = lists[2];
	audit->people = lists[3];
	audit->gone_sites = lists[4];
	return true;
}
