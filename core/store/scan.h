/* SPDX-License-Identifier: MIT */
/*
 * The ratings that count, fast: no names, no texts.  Which ones do is said
 * here and nowhere else: of projects in the running, by judges
 * of a kind that the event's `by` admits, not set aside; of judges who are one
 * person (same_person), one a project.
 *
 * How ratings are stored serves two readers.  A person with the sqlite3 shell
 * finds one row a rating, its scores in plain text in the order of the slots
 * ("5 3 - 4").  A scan finds the rows of a project side by side, since the
 * table is its own primary key (project, judge), reads the first columns of
 * each and no index, and visits them inside the statement, without a step out
 * of SQLite and back.  Measured on 5,000,000 ratings of 4 criteria, 1,000,000
 * judges and 250,000 projects (tests/bench/score.sh, in CPU time, 2 cores under
 * load): the shell's GROUP BY over a plain table of integers 4.2 s; `jam score`
 * from opening the file to the last line of its answer 2.2 s, of which 1.1 s
 * are this scan; a step for each row, and a join with the projects, 5.9 s.
 */
#ifndef JAM_STORE_SCAN_H
#define JAM_STORE_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_event;
struct jam_project;
struct jam_store;

/* One rating; borrowed until the next. */
struct jam_scanned {
	int64_t project, judge; /* rows; projects come by row */
	uint32_t at;		/* of the project, in jam_scan.projects */
	bool expert;
	const int16_t *scores; /* event's order; INT16_MIN: left out */
	int64_t rated_at;      /* JAM_NONE: unknown */
};

/* What is scanned, and who sees it. */
struct jam_scan {
	const struct jam_project *projects; /* as jam_store_get_running gives */
	size_t count;
	/* False stops and is passed on. */
	bool (*visit)(void *with, const struct jam_scanned *rating,
		      struct jam_error *err);
	void *with;
};

JAM_MUST_USE bool jam_store_scan_ratings(struct jam_store *store,
					 const struct jam_event *event,
					 const struct jam_scan *scan,
					 struct jam_error *err);

#endif
