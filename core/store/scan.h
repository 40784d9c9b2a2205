/* SPDX-License-Identifier: MIT */
/*
 * The ratings that count, fast: no names, no texts.  Which ones do is said
 * here and nowhere else: of projects in the running, by judges
 * of a kind that the event's `by` admits, not set aside; of judges who are one
 * person (same_person), one a project.
 *
 * How ratings are stored, and what that costs: CONTRIBUTING.md.
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
	/*
	 * The visitor looks at `at` and `scores` alone.  Then, where every
	 * rating of a project counts (nothing set aside, nobody twice, all
	 * kinds of judges admitted), no judge is read.
	 */
	bool only_scores;
	/*
	 * Or NULL.  Where no judge is read, and the projects are many, visits
	 * to those of the upper rows may come with this from a second thread,
	 * while those of the lower ones go on.
	 */
	void *with_beside;
};

JAM_MUST_USE bool jam_store_scan_ratings(struct jam_store *store,
					 const struct jam_event *event,
					 const struct jam_scan *scan,
					 struct jam_error *err);

#endif
