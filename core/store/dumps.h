/* SPDX-License-Identifier: MIT */
/*
 * All that an event holds, for its organizer: one statement a kind of row, in
 * the columns that import reads, where there is such an import.
 */
#ifndef JAM_STORE_DUMPS_H
#define JAM_STORE_DUMPS_H

#include <stdint.h>

#include "core/store/cells.h"

struct jam_event;
struct jam_store;

enum jam_dump {
	JAM_DUMP_REGISTRATIONS,
	JAM_DUMP_ANSWERS,
	JAM_DUMP_JUDGES, /* experts; peers judge because they take part */
	JAM_DUMP_PROJECTS,
	JAM_DUMP_SEATS,
	JAM_DUMP_SKIPS,
	JAM_DUMP_SET_ASIDE,
	JAM_DUMP_AMENDMENTS,
	JAM_DUMP_SURVEY,
	JAM_DUMP_OUTCOMES,
	JAM_DUMPS
};
extern const char *const jam_dump_words[]; /* NULL-terminated */

/* The columns of a kind, at offsets into an array of cells; end with {0}. */
const struct jam_column *jam_dump_columns(enum jam_dump dump);

/* Each row, sorted; cells (store/cells.h) are borrowed until the next. */
JAM_MUST_USE bool jam_store_each_dumped(struct jam_store *store,
					const struct jam_event *event,
					enum jam_dump dump,
					jam_cells_visit *visit, void *with,
					struct jam_error *err);

/* How many an event has of what files bring. */
struct jam_known {
	int64_t registrations, experts, projects;
};
JAM_MUST_USE bool jam_store_count_known(struct jam_store *store,
					const struct jam_event *event,
					struct jam_known *known,
					struct jam_error *err);

#endif
