/* SPDX-License-Identifier: MIT */
/* Whom certificates are for. */
#include "core/store/diplomas.h"

#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/store/db.h"

bool
jam_store_each_honoured(struct jam_store *store, const struct jam_event *event,
			struct jam_arena *arena,
			bool (*visit)(void *with,
				      const struct jam_honoured *row,
				      struct jam_error *err),
			void *with, struct jam_error *err)
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
		jam_bind_int(q, 1, event->id);
		while (jam_next(q, &done, err)) {
			struct jam_honoured h = { .honour =
						      (enum jam_honour)i };

			h.uid = jam_get_text(q, 0, arena);
			h.name = jam_get_text(q, 1, arena);
			h.team = jam_get_text(q, 2, arena);
			h.project_uid = jam_get_text(q, 3, arena);
			h.title = jam_get_text(q, 4, arena);
			h.slug = jam_get_text(q, 5, arena);
			if (!visit(with, &h, err))
				return jam_stop(q);
		}
		if (!done)
			return false;
	}
	return true;
}
