/* SPDX-License-Identifier: MIT */
/*
 * Outcomes counted: a line a kind in each wave and in all of them, where a
 * person or a project counts once.  Whoever has any outcome was reached.
 */
#ifndef JAM_POLICY_OUTCOMES_H
#define JAM_POLICY_OUTCOMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/map.h"
#include "core/base/seen.h"

#define JAM_REACHED "reached" /* the kind that every outcome is, too */

struct jam_outcome_line {
	const char *wave; /* NULL: all of them */
	const char *outcome;
	int64_t persons, projects;
	int64_t of;   /* reached: of those going; others: of those reached */
	double share; /* persons in percent, one place; NAN without */
};

struct jam_outcome_count {
	struct jam_arena *arena;
	struct jam_map lines, groups; /* by wave and kind */
	struct jam_seen seen;
	struct jam_outcome_line **order;
	size_t count, capacity;
};
void jam_outcome_count_init(struct jam_outcome_count *c,
			    struct jam_arena *arena);

/* One outcome; rows of person and project, 0: none; texts for the call. */
void jam_outcome_count_add(struct jam_outcome_count *c, const char *wave,
			   const char *kind, int64_t person, int64_t project);

/*
 * The lines in order: by wave, all waves last; reached first, then by kind.
 * going: how many could have been reached.
 */
void jam_outcome_count_end(struct jam_outcome_count *c, int64_t going);

#endif
