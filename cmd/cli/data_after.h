/* SPDX-License-Identifier: MIT */
/* What came of an event, as rows of export data. */
#ifndef JAM_CMD_CLI_DATA_AFTER_H
#define JAM_CMD_CLI_DATA_AFTER_H

#include "core/model/columns.h"

struct jam_arena;
struct jam_page_after;

/* One kind of row and what it is called. */
struct jam_data_rows {
	const char *name;
	struct jam_list list;
};
#define JAM_DATA_AFTER 4

/*
 * Figures of the survey, counts of outcomes, quotes, expectations: what the
 * pages tell, and no more; after may be NULL.  Memory of the arena.
 */
void jam_data_after(const struct jam_page_after *after, struct jam_arena *arena,
		    struct jam_data_rows rows[JAM_DATA_AFTER]);

#endif
