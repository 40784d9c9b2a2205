/* SPDX-License-Identifier: MIT */
/* Teams, projects, judges, seats and ratings as they are stored. */
#ifndef JAM_MODEL_PROJECT_H
#define JAM_MODEL_PROJECT_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/base/uid.h"

struct jam_arena;

/* In the running, or how a retracted project is shown. */
enum jam_tier {
	JAM_RUNNING,
	JAM_TIER_HIDDEN,
	JAM_TIER_NAMED,
	JAM_TIER_UNRANKED
};
extern const char *const jam_tier_words[]; /* "running", "hidden", … */

struct jam_project {
	int64_t id;
	struct jam_uid uid;
	int64_t number; /* 1, 2, … in the event, for good */
	const char *slug, *title;
	int64_t team; /* row */
	const char *team_name;
	int64_t site;				      /* row; 0: none */
	const char *site_key, *url, *abstract, *idea; /* NULL absent */
	int64_t submitted_at;			      /* JAM_NONE absent */
	const char *source, *source_id;		      /* NULL absent */
	enum jam_tier tier;
	const char *reason; /* of the retraction, or NULL */
};

/* Whether a judge takes part as a participant or was invited. */
enum jam_judge_kind { JAM_PEER, JAM_EXPERT };
extern const char *const jam_judge_words[]; /* "peer", "expert" */

struct jam_judge {
	int64_t id;		  /* row; 0: admitted, no row yet */
	int64_t person;		  /* the person that stays, after merges */
	const char *email, *name; /* NULL where unknown */
	const char *order_key;	  /* folded e-mail, else id or name, else uid */
	int64_t site;		  /* row; 0: none or online */
	int64_t until; /* own end of the window; JAM_NONE: the event's */
	enum jam_judge_kind kind;
	bool gone; /* registration cancelled, or released */
	struct jam_uid uid;
};

enum jam_seat_state { JAM_OPEN, JAM_RATED, JAM_SKIPPED };
extern const char *const jam_seat_words[]; /* "open", "rated", "skipped" */

struct jam_seat {
	int64_t judge, project; /* rows */
	int64_t slot;		/* from 1 */
	enum jam_seat_state state;
	bool handed_out; /* a ballot was written */
};

/* One rating: scores in the event's order of criteria. */
struct jam_rating {
	int64_t judge, project; /* rows */
	const int64_t *scores;	/* units of the scale; JAM_NONE: left out */
	int64_t rated_at;   /* what counts: the claimed time, else entered */
	int64_t entered_at; /* when jam took it */
	bool recorded;	    /* came with --as-recorded */
	const char *comment, *reason; /* NULL absent */
};

#endif
