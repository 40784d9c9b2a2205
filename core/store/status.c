/* SPDX-License-Identifier: MIT */
/* Counting over the tables of one event. */
#include "core/store/status.h"

#include "core/model/event.h"
#include "core/store/db.h"

bool
jam_store_get_status(struct jam_store *store, const struct jam_event *event,
		     struct jam_status_counts *c, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_STATUS_COUNTS, err);
	int64_t *into[] = { &c->registrations, &c->projects, &c->retracted,
			    &c->ratings,       &c->runs,     &c->published_at,
			    &c->awards,	       &c->aside,    &c->shown };
	bool row;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	if (!jam_step(q, &row, err))
		return false;
	for (int i = 0; i < (int)(sizeof(into) / sizeof(into[0])); i++)
		*into[i] = jam_get_int(q, i);
	jam_reset(q);
	q = jam_query(store, JAM_SQL_STATUS_SEATS, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	if (!jam_step(q, &row, err))
		return false;
	c->seats = jam_get_int(q, 0);
	c->rated = jam_get_int(q, 1);
	c->skipped = jam_get_int(q, 2);
	c->open = jam_get_int(q, 3);
	jam_reset(q);
	return true;
}
