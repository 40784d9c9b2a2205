/* SPDX-License-Identifier: MIT */
/* Who came to a series, counted. */
#ifndef JAM_STORE_SERIES_PEOPLE_H
#define JAM_STORE_SERIES_PEOPLE_H

#include "core/store/series.h"

/*
 * Fill participants, persons, returning, members and no_shows.  Sorting these
 * rows in SQL takes three times as long as keeping them in tables.
 */
JAM_MUST_USE bool jam_series_people(struct jam_store *store,
				    struct jam_arena *arena,
				    struct jam_series_counts *counts,
				    struct jam_error *err);

#endif
