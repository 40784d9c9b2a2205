/* SPDX-License-Identifier: MIT */
/* Whom certificates are for. */
#include "core/store/diplomas.h"

#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/store/db.h"

bool
jam_store_each_honoured(struct jam_store *store, const struct jam_event *event,
			const struct jam_honouring *how, struct jam_error *err)
{
	static const enum jam_sql from[] = {
		[JAM_HONOUR_MEMBER] = JAM_SQL_HONOURED_MEMBERS,
		[JAM_HONOUR_GUEST] = JAM_SQL_HONOURED_GUESTS,
		[JAM_HONOUR_JUDGE] = JAM_SQL_HONOURED_JUDGES,
		[JAM_HONOUR_TEAM] = JAM_SQL_HONOURED_TEAMS,
	};

	for (size_t i = 0; i < sizeof(from) / sizeof(from[0]); i++) {
		struct jam_query *q = jam_query(store, from[i], err);
		bool done;

		if (q == NULL)
			return false;
		jam_bind_int(q, 1, how->once);
		jam_bind_int(q, 2, event->id);
		while (jam_next(q, &done, err)) {
			struct jam_honoured h = { .honour =
						      (enum jam_honour)i };

			h.uid = jam_get_text(q, 0, how->arena);
			h.name = jam_get_text(q, 1, how->arena);
			h.team = jam_get_text(q, 2, how->arena);
			h.project_uid = jam_get_text(q, 3, how->arena);
			h.title = jam_get_text(q, 4, how->arena);
			h.slug = jam_get_text(q, 5, how->arena);
			h.tier = (enum jam_tier)jam_get_index(
			    q, 6, JAM_TIER_UNRANKED);
			if (!how->visit(how->with, &h, err))
				return jam_stop(q);
		}
		if (!done)
			return false;
	}
	return true;
}
