/* SPDX-License-Identifier: MIT */
/* What `check` looks at, and what it finds. */
#ifndef JAM_MODEL_AUDIT_H
#define JAM_MODEL_AUDIT_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/project.h"

struct jam_event;

/* A project that somebody made, or must not rate; in order of `who`. */
struct jam_audit_pair {
	int64_t who;	 /* row of a person (own), or of a judge (conflicts) */
	int64_t project; /* row */
};

struct jam_audit_seat {
	int64_t judge, project; /* rows; in order of judge */
	enum jam_seat_state state;
};

/* Somebody who is registered and going; in order of name_key. */
struct jam_audit_person {
	const char *name, *name_key; /* folded */
	const char *email;	     /* NULL where unknown */
};

/* A site that an amend took out and somebody still has. */
struct jam_audit_site {
	const char *key;
	int64_t registrations, projects;
};

/*
 * An event as it stands.  Projects by number, retracted ones too; judges are
 * all who were ever admitted, those who are gone marked.
 */
struct jam_audit {
	const struct jam_event *event;
	int64_t now;	/* by this machine's clock */
	int64_t logged; /* time of the last entry; JAM_NONE: no entry */
	int64_t ratings;
	const struct jam_project *projects;
	size_t projects_len;
	const struct jam_judge *judges;
	size_t judges_len;
	const struct jam_audit_pair *own;
	size_t own_len;
	const struct jam_audit_pair *conflicts;
	size_t conflicts_len;
	const struct jam_audit_seat *seats;
	size_t seats_len;
	const struct jam_audit_person *people;
	size_t people_len;
	const struct jam_audit_site *gone_sites;
	size_t gone_sites_len;
};

/* Only a problem makes `check` fail. */
enum jam_level { JAM_PROBLEM, JAM_QUESTION, JAM_NOTE };
extern const char *const jam_level_words[];

struct jam_finding {
	const char *level;  /* a word of jam_level_words */
	const char *about;  /* "window", "loads", … */
	const char *found;  /* in plain words */
	const char *advice; /* what to do; NULL: nothing */
};

#endif
