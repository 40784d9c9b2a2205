/* SPDX-License-Identifier: MIT */
/* Counting outcomes that were expected. */
#include "core/store/expected.h"

#include "core/model/event.h"
#include "core/store/db.h"

bool
jam_store_count_expected(struct jam_store *store, const struct jam_event *event,
			 const struct jam_expectation *e,
			 struct jam_expected_counts *counts,
			 struct jam_error *err)
{
	struct jam_query *q =
	    jam_query(store,
		      e->of == JAM_OF_PROJECTS ? JAM_SQL_EXPECTED_PROJECTS
					       : JAM_SQL_EXPECTED_PERSONS,
		      err);
	bool row;

	if (q == NULL)
		return false;
	jam_bind_int(q, 1, event->id);
	jam_bind_text(q, 2, e->outcome);
	jam_bind_int(q, 3, e->by);
	if (!jam_step(q, &row, err))
		return false;
	*counts = (struct jam_expected_counts){
		.all = jam_get_int(q, 0),
		.reached = jam_get_int(q, 1),
		.hits = jam_get_int(q, 2),
		.undated = jam_get_int(q, 3),
	};
	jam_reset(q);
	return true;
}
