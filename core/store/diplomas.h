/* SPDX-License-Identifier: MIT */
/* Who took part, with what, and who judged: whom certificates are for. */
#ifndef JAM_STORE_DIPLOMAS_H
#define JAM_STORE_DIPLOMAS_H

#include "core/base/error.h"
#include "core/model/project.h"

struct jam_arena;
struct jam_event;
struct jam_store;

enum jam_honour {
	JAM_HONOUR_MEMBER, /* a person with a project */
	JAM_HONOUR_GUEST,  /* a registered person without one */
	JAM_HONOUR_JUDGE,  /* who gave a rating */
	JAM_HONOUR_TEAM,   /* a team with a project */
};

/* One of them; texts of the arena, NULL where absent or unknown. */
struct jam_honoured {
	enum jam_honour honour;
	const char *uid, *name; /* of the person or the team */
	const char *team;
	const char *project_uid, *title, *slug;
	enum jam_tier tier; /* of the project */
};

struct jam_honouring {
	bool once; /* whoever may have been one before a change, too */
	struct jam_arena *arena;
	bool (*visit)(void *with, const struct jam_honoured *row,
		      struct jam_error *err);
	void *with;
};

/*
 * Each of them, in the order of the enum, then by project and name; of two
 * addresses that are one person, only the one that stays.  Projects that were
 * taken down (hidden) give none.  With `once` they give theirs, each address
 * does, and who has a project is a guest as well.  visit is called with `with`;
 * false stops, and is passed on.
 */
JAM_MUST_USE bool jam_store_each_honoured(struct jam_store *store,
					  const struct jam_event *event,
					  const struct jam_honouring *how,
					  struct jam_error *err);

#endif
