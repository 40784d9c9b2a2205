/* SPDX-License-Identifier: MIT */
/*
 * All that would go wrong with an event: window, clock, rubric, loads,
 * conflicts, projects, sites, persons, texts.  Pure; the clock is an argument.
 */
#ifndef JAM_POLICY_AUDIT_H
#define JAM_POLICY_AUDIT_H

#include <stddef.h>

#include "core/model/columns.h"

struct jam_arena;
struct jam_audit;
struct jam_finding;

struct jam_findings {
	struct jam_finding *items;
	size_t count, capacity;
	size_t problems; /* of them */
};

/* level, about, found, advice. */
extern const struct jam_column jam_finding_columns[];

/*
 * Everything found, problems first; of one kind at most 20 are listed, and
 * then how many more there are.  Cost: n log n of judges, projects and seats.
 */
struct jam_findings jam_audit(const struct jam_audit *audit,
			      struct jam_arena *arena);

#endif
