/* SPDX-License-Identifier: MIT */
/*
 * Times as forms and spreadsheets write them (formats.md 1.4).  Whether 11/12
 * is in November or December is decided over a whole column, never guessed.
 */
#ifndef JAM_IMPORT_DATES_H
#define JAM_IMPORT_DATES_H

#include <stddef.h>
#include <stdint.h>

#include "core/import/mapfile.h"

/* What the dates of a column with day and month in digits allow. */
struct jam_dates {
	size_t seen;	 /* dates whose order is not written out */
	size_t dmy, mdy; /* how many of them are in the calendar so read */
	bool differ;	 /* some are two different days */
};

/* Count one value in; anything that is no such date changes nothing. */
void jam_dates_look(struct jam_dates *dates, const char *text);

/*
 * The order that fits all; JAM_DATE_ANY: it does not matter.  False: both
 * fit and differ (then *asks), or none does.
 */
bool jam_dates_decide(const struct jam_dates *dates, enum jam_date_order *order,
		      bool *asks);

/*
 * Read RFC 3339, "YYYY-MM-DD HH:MM[:SS]" or day, month and year in digits in
 * that order, with or without a time of the day; local times are the zone's,
 * one that it has twice is the earlier.  JAM_E_DATA for one that it skips, and
 * for anything else.
 */
JAM_MUST_USE bool jam_date_read(const char *text, enum jam_date_order order,
				const char *zone, int64_t *at,
				struct jam_error *err);

#endif
