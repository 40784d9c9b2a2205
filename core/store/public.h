/* SPDX-License-Identifier: MIT */
/*
 * What may leave: read by statements named PUBLIC_*, whose columns are those
 * of formats.md 4.5 and which name no *_private table.  A new column is private
 * until it is added here.
 */
#ifndef JAM_STORE_PUBLIC_H
#define JAM_STORE_PUBLIC_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/project.h"

struct jam_arena;
struct jam_event;
struct jam_store;

/*
 * A project that the public may see; of a named one only number, slug, title
 * and reason are given, a hidden one is not there at all.
 */
struct jam_public_project {
	int64_t id, team_id; /* rows, for finding members and comments */
	int64_t number;
	const char *slug, *title, *url, *abstract, *team, *site, *idea;
	enum jam_tier tier;
	const char *reason;
	const char **members; /* names, sorted */
	size_t members_len;
	const char **comments; /* only where the event makes them public */
	size_t comments_len;
};

struct jam_public_site {
	const char *key, *title, *city, *country, *zone;
	int64_t registrations, projects;
};

struct jam_public_judge {
	const char *name, *affiliation;
};

struct jam_public_award {
	int64_t place; /* JAM_NONE: a special prize */
	const char *name, *slug, *title, *currency;
	int64_t amount;
};

/* That something left the competition, and when; not what. */
struct jam_public_retracted {
	int64_t number, at;
};

/* All of it; memory of the arena. */
struct jam_public {
	struct jam_public_project *projects;
	size_t projects_len;
	struct jam_public_site *sites;
	size_t sites_len;
	struct jam_public_judge *judges;
	size_t judges_len;
	struct jam_public_award *awards;
	size_t awards_len;
	struct jam_public_retracted *retracted; /* by number */
	size_t retracted_len;
	int64_t registrations; /* going */
	int64_t runs;	       /* of assign */
	bool seed_given;       /* to one of them */
};
JAM_MUST_USE bool jam_store_get_public(struct jam_store *store,
				       const struct jam_event *event,
				       struct jam_arena *arena,
				       struct jam_public *out,
				       struct jam_error *err);

#endif
