/* SPDX-License-Identifier: MIT */
/* Two statements say which. */
#include "core/store/outside.h"

#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/store/db.h"

static void
push(struct jam_outsides *out, const struct jam_query *q, bool late,
     struct jam_arena *arena)
{
	out->items = jam_grow(arena, out->items, &out->capacity, out->count + 1,
			      sizeof(*out->items));
	out->items[out->count++] = (struct jam_outside){
		.seq = jam_get_int(q, 0),
		.key = jam_get_text(q, 1, arena),
		.slug = jam_get_string(q, 2, arena),
		.rated_at = jam_get_int(q, 3),
		.late = late,
	};
}

/* More time that this judge alone was given. */
static bool
is_extended(const struct jam_event *event, const struct jam_query *q)
{
	int64_t at = jam_get_int(q, 3), until = jam_get_int(q, 4);

	return at != JAM_NONE && at >= event->judging.opens_at &&
	       until != JAM_NONE && at < until;
}

static bool
get_late(struct jam_store *store, const struct jam_event *event,
	 struct jam_arena *arena, struct jam_outsides *out,
	 struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_RATINGS_OUTSIDE, err);
	const struct jam_judging *j = &event->judging;
	bool done;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_int(q, 2, j->opens_at);
	jam_bind_int(q, 3, j->closes_at + j->grace);
	while (jam_next(q, &done, err)) {
		if (!is_extended(event, q))
			push(out, q, true, arena);
	}
	return done;
}

bool
jam_store_get_outside(struct jam_store *store, const struct jam_event *event,
		      struct jam_arena *arena, struct jam_outsides *out,
		      struct jam_error *err)
{
	struct jam_query *q;
	bool done;

	*out = (struct jam_outsides){ 0 };
	if (!get_late(store, event, arena, out, err))
		return false;
	q = jam_query(store, JAM_SQL_RATINGS_MISTIMED, err);
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err))
		push(out, q, false, arena);
	return done;
}
