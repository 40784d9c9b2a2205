/* SPDX-License-Identifier: MIT */
/* Counting what is out of the ordinary. */
#include "core/store/origins.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/store/db.h"
#include "core/store/store.h"

/* A line "path: before -> after" each (policy/amend.h). */
static bool
has_rule(const char *changes)
{
	static const char *const rules[] = { "judging.", "criteria",
					     "scoring." };

	for (const char *line = changes; line != NULL;
	     line = strchr(line, '\n')) {
		line += *line == '\n';
		for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
			if (strncmp(line, rules[i], strlen(rules[i])) == 0)
				return true;
	}
	return false;
}

/* Once there are ratings, none is without a reason. */
static bool
count_changes(struct jam_store *store, const struct jam_event *event,
	      int64_t seq, struct jam_origins *out, struct jam_error *err)
{
	struct jam_arena *arena = jam_store_arena(store);
	struct jam_query *q = jam_query(store, JAM_SQL_AMENDMENT_ROWS, err);
	const char **amended = NULL;
	size_t count = 0, capacity = 0;
	bool done;

	out->changed = out->since = 0;
	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	while (jam_next(q, &done, err)) {
		const char *changes = jam_get_text(q, 3, arena);
		bool since = jam_get_int(q, 4) > seq;
		int64_t *times = since ? &out->since : &out->changed;

		*times += jam_peek_text(q, 2) != NULL && has_rule(changes);
		if (!since)
			continue;
		amended = jam_grow(arena, amended, &capacity, count + 1,
				   sizeof(*amended));
		amended[count++] = changes;
	}
	out->amended = (struct jam_words){ amended, count };
	return done;
}

bool
jam_store_get_origins(struct jam_store *store, const struct jam_event *event,
		      int64_t seq, struct jam_origins *out,
		      struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_ORIGINS, err);
	bool row;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_int(q, 2, seq);
	if (!jam_step(q, &row, err))
		return false;
	out->recorded = jam_get_int(q, 0);
	out->later = jam_get_int(q, 1);
	jam_reset(q);
	return count_changes(store, event, seq, out, err);
}
