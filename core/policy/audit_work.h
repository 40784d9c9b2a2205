/* SPDX-License-Identifier: MIT */
/* How the parts of the audit note what they find. */
#ifndef JAM_POLICY_AUDIT_WORK_H
#define JAM_POLICY_AUDIT_WORK_H

#include "core/model/audit.h"

struct jam_arena;
struct jam_findings;

struct jam_audit_work {
	const struct jam_audit *audit;
	struct jam_arena *arena;
	struct jam_findings *out;
};

/* found may be NULL for one of a series that is listed no more. */
void jam_audit_note(struct jam_audit_work *w, enum jam_level level,
		    const char *about, const char *found, const char *advice);

/* A time of the event as people read it. */
const char *jam_audit_time(const struct jam_audit_work *w, int64_t at);

/*
 * A series of findings of one kind: true while this one is to be listed;
 * _rest says how many were not.
 */
bool jam_audit_listed(size_t *series);
void jam_audit_rest(struct jam_audit_work *w, enum jam_level level,
		    const char *about, size_t series);

/* By who; pairs of one who stay in their order. */
void jam_audit_sort(struct jam_audit_pair *pairs, size_t count,
		    struct jam_arena *arena);

/* The first of sorted pairs with this who; its end is the next who's. */
size_t jam_audit_first(const struct jam_audit_pair *pairs, size_t count,
		       int64_t who);

void jam_audit_window(struct jam_audit_work *w);
void jam_audit_rubric(struct jam_audit_work *w);
void jam_audit_loads(struct jam_audit_work *w);
void jam_audit_projects(struct jam_audit_work *w);
void jam_audit_people(struct jam_audit_work *w);
void jam_audit_texts(struct jam_audit_work *w);

#endif
