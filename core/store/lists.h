/* SPDX-License-Identifier: MIT */
/* What `jam list` shows, for the organizer: one statement a kind of row. */
#ifndef JAM_STORE_LISTS_H
#define JAM_STORE_LISTS_H

#include <stddef.h>
#include <stdint.h>

#include "core/store/cells.h"

struct jam_event;
struct jam_store;

enum jam_listing {
	JAM_LIST_ASSIGNMENTS,
	JAM_LIST_AWARDS,
	JAM_LIST_CRITERIA,
	JAM_LIST_EVENTS,
	JAM_LIST_JUDGES,
	JAM_LIST_OUTCOMES,
	JAM_LIST_PERSONS,
	JAM_LIST_PROJECTS,
	JAM_LIST_RATINGS,
	JAM_LIST_REGISTRATIONS,
	JAM_LIST_SITES,
	JAM_LIST_TEAMS,
};

/* The columns of a kind, at offsets into an array of cells; end with {0}. */
const struct jam_column *jam_listing_columns(enum jam_listing listing);

/*
 * Each row in its order, as an array of cells that is borrowed until the next.
 * event is NULL for what spans events (events, persons).  site: only rows of
 * this site's row, 0 for all; it goes with assignments, judges, projects and
 * registrations.
 */
struct jam_listing_filter {
	const struct jam_event *event;
	int64_t site;
	bool owing; /* judges: only those who owe ratings */
};
JAM_MUST_USE bool jam_store_each_row(struct jam_store *store,
				     enum jam_listing listing,
				     const struct jam_listing_filter *filter,
				     jam_cells_visit *visit, void *with,
				     struct jam_error *err);

#endif
