/* SPDX-License-Identifier: MIT */
/*
 * Give every judge a batch of projects: nobody gets what they may not judge,
 * and the loads of any two projects differ by at most one whenever any
 * assignment can do that.  A pure function of its input: the same problem, seed
 * included, gives the same plan on every machine, so that anyone can check a
 * plan by making it again.  Method and proofs: jam-assignment(7).
 *
 * How to fill a problem.  Judges stand in the order of their folded e-mail,
 * projects in that of their slug (byte order), so that the order of rows in a
 * file has no influence; everything else names them by their place.  Judges
 * are persons: after a merge one judge has the teams, bars and seats of all
 * merged identities.  Retracted projects are left out, with their seats; count
 * the rated ones in `spent`.  Judges who are gone are left out too, or, if they
 * rated something that still counts, kept with spent = JAM_ASSIGN_GONE and
 * their rated seats.
 */
#ifndef JAM_POLICY_ASSIGN_H
#define JAM_POLICY_ASSIGN_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_tick;
struct jam_graph;

#define JAM_ASSIGN_NONE UINT32_MAX /* no site, no team, no project */
#define JAM_ASSIGN_GONE UINT32_MAX /* spent: gets no new seats at all */

/* The judging rule own_site, for one site. */
enum jam_assign_site {
	JAM_ASSIGN_ALLOW,
	JAM_ASSIGN_AVOID,  /* as few own-site seats as a search finds */
	JAM_ASSIGN_FORBID, /* none */
};

enum jam_assign_state {
	JAM_ASSIGN_OPEN,
	JAM_ASSIGN_RATED,
	JAM_ASSIGN_SKIPPED,
};

/* What --relax gives up; own_site and site:SLUG change site_rule instead. */
enum jam_assign_relax {
	JAM_ASSIGN_RELAX_BALANCE = 1, /* the most even loads there are */
	JAM_ASSIGN_RELAX_BATCH = 2,   /* batches as full as they can be */
	JAM_ASSIGN_RELAX_KEPT = 4,    /* open seats nobody has seen may move */
};

/* Why a judge may never get a project. */
enum jam_assign_why {
	JAM_ASSIGN_OWN,	     /* a project of one of their teams */
	JAM_ASSIGN_DECLARED, /* a declared conflict */
	JAM_ASSIGN_FREE,     /* rated outside the batch */
	JAM_ASSIGN_SKIP,     /* a skipped seat */
	JAM_ASSIGN_SITE,     /* own site, where that is forbidden */
	JAM_ASSIGN_GIVEN,    /* holds a seat on it already */
	JAM_ASSIGN_WHYS,
};

/* A seat that is stored. */
struct jam_assign_seat {
	uint32_t judge, project;
	uint32_t slot; /* from 1 */
	uint8_t state; /* enum jam_assign_state */
	bool locked;   /* the judge may have seen it; matters while open */
};

/* A declared conflict (team conflicts: one a project) or a free rating. */
struct jam_assign_bar {
	uint32_t judge, project;
	uint8_t why; /* JAM_ASSIGN_DECLARED or JAM_ASSIGN_FREE */
};

struct jam_assign_problem {
	uint32_t judges, projects, teams, sites;
	uint32_t batch; /* k, at least 1; judges * batch < 2^32 */
	uint64_t seed;
	unsigned relax; /* enum jam_assign_relax, or-ed */
	uint32_t draws; /* at most so many are compared; 0: as many as pay */

	/* Arrays may be NULL where nobody has the thing. */
	const uint32_t *judge_site;   /* [judges], JAM_ASSIGN_NONE */
	const uint32_t *project_site; /* [projects], JAM_ASSIGN_NONE */
	const uint8_t *site_rule;     /* [sites], enum jam_assign_site */
	const uint32_t *team_start;   /* [judges + 1]: the teams of judge i */
	const uint32_t *team;	      /* are team[team_start[i] ..] */
	const uint32_t *project_team; /* [projects], JAM_ASSIGN_NONE */
	const uint32_t *spent;	      /* [judges]: rated seats on projects */
				      /* since retracted; JAM_ASSIGN_GONE */
	const struct jam_assign_bar *bars; /* by judge, project */
	size_t bars_len;
	const struct jam_assign_seat *seats; /* by judge, project */
	size_t seats_len;
};

/* What is known about a figure that is not perfect. */
enum jam_assign_proof {
	JAM_ASSIGN_PERFECT,    /* there is nothing to prove */
	JAM_ASSIGN_IMPOSSIBLE, /* better is impossible */
	JAM_ASSIGN_FEWEST,     /* fewer is impossible */
	JAM_ASSIGN_NOT_FOUND,  /* better was not found */
	JAM_ASSIGN_NOT_FEWEST, /* moves: not proved fewest */
	JAM_ASSIGN_FEW_SEATS,  /* impossible: too few seats to connect */
	JAM_ASSIGN_PARTED,     /* impossible: what is allowed falls apart */
};

/* A standing seat that falls: an index into problem->seats. */
struct jam_assign_drop {
	uint32_t seat;
	uint8_t why; /* enum jam_assign_why; GIVEN: the same project twice */
};

/* A seat that moves, with --relax kept. */
struct jam_assign_move {
	uint32_t seat; /* an index into problem->seats */
	uint32_t to;   /* one of the projects that the judge gets instead */
};

struct jam_assign_plan {
	/* New seats: judge i gets project[start[i]] .. at slot[start[i]] .. */
	uint32_t *start, *project, *slot;
	size_t seats;			 /* how many of them */
	struct jam_assign_drop *dropped; /* by index */
	size_t dropped_len;
	struct jam_assign_move *moved; /* by index; they are gone, too */
	size_t moved_len;

	uint32_t load_min, load_max; /* over all projects */
	uint32_t candidate;	     /* which draw was taken */
	uint32_t components, reciprocal_pairs, own_site_seats;
	enum jam_assign_proof balance, connected, reciprocal, own_site, moves;
};

/* Which rule stands in the way of an even assignment. */
enum jam_assign_block {
	JAM_ASSIGN_BLOCK_NONE,
	JAM_ASSIGN_BLOCK_BATCH,	 /* judges who may rate fewer than they need */
	JAM_ASSIGN_BLOCK_ROOM,	 /* a site's judges find too little room */
	JAM_ASSIGN_BLOCK_RATERS, /* a site's projects find too few judges */
	JAM_ASSIGN_BLOCK_OVER,	 /* projects that must get too many */
	JAM_ASSIGN_BLOCK_UNDER,	 /* projects that cannot get enough */
};

enum jam_assign_change {
	JAM_ASSIGN_TRY_KEPT,
	JAM_ASSIGN_TRY_SITE,	 /* of `site` */
	JAM_ASSIGN_TRY_OWN_SITE, /* of all sites */
	JAM_ASSIGN_TRY_JUDGES,	 /* `n` more judges with no bars, no site */
	JAM_ASSIGN_TRY_BATCH,	 /* --batch `n` */
	JAM_ASSIGN_TRY_FILL,	 /* --relax batch */
	JAM_ASSIGN_TRY_BALANCE,
};

/* A change that was tried out and makes the run succeed. */
struct jam_assign_hint {
	enum jam_assign_change change;
	uint32_t site, n; /* n of KEPT: moves; of SITE, OWN_SITE: own seats */
	uint32_t load_min, load_max;
};

#define JAM_ASSIGN_HINTS_MAX 4

/*
 * Why no plan exists.  With Z the projects, X the judges, f_i the seats that
 * judge i still needs, l_j the standing open and rated seats of project j and
 * "allowed" what may newly be given:
 * BATCH: the judges (fewest allowed first) may be given less than they need;
 *   for the first, `closed` counts what is not, by rule.
 * ROOM: judges of `site` need `need` seats elsewhere; at even loads there is
 *   room for `room` only.
 * RATERS: each project of `site` needs `need` judges from elsewhere; there
 *   are `room`.
 * OVER: Z must carry stand + seats - pairs > cap * |Z|, where stand = sum l_j
 *   over Z, seats = sum f_i over X, and pairs are the allowed pairs of X with
 *   projects outside Z: no assignment has all loads <= cap.
 * UNDER: Z can carry stand + seats + pairs < cap * |Z|, where pairs are the
 *   allowed pairs of Z with judges outside X: not all loads are >= cap.
 *   Without such pairs `barred` are the judges who need seats outside X.
 * Of OVER and UNDER `closed` counts by rule the pairs that are closed between
 * X and the projects outside Z, or between Z and the judges outside X; all 0
 * where those are too many to count.
 */
struct jam_assign_witness {
	enum jam_assign_block block;
	uint32_t site;
	uint32_t *judges, *projects; /* sorted, but for BATCH */
	uint32_t *barred;	     /* UNDER: with room, but not for Z */
	size_t judges_len, projects_len, barred_len;
	uint64_t need, room, stand, seats, pairs;
	uint32_t cap;
	uint64_t closed[JAM_ASSIGN_WHYS];
	uint32_t want_min, want_max; /* the even loads */
	uint32_t load_min, load_max; /* the best there are; BATCH: 0 */
	bool standing;		     /* there are seats that stand */
	bool full;		     /* no judge needs a seat */
	struct jam_assign_hint hints[JAM_ASSIGN_HINTS_MAX];
	size_t hints_len;
};

/* Names for messages; by place. */
struct jam_assign_names {
	const char *const *judge;   /* e-mail, or what stands for it */
	const char *const *project; /* title */
	const uint32_t *number;	    /* of the project */
	const char *const *site;    /* slug */
};

/*
 * True: *plan has memory of arena.  False: there is no plan, and *witness says
 * why, with hints that were tried out.  tick may be NULL.  Expected time
 * O(judges * batch); never more than a polynomial.
 */
JAM_MUST_USE bool jam_assign(const struct jam_assign_problem *problem,
			     struct jam_arena *arena, struct jam_tick *tick,
			     struct jam_assign_plan *plan,
			     struct jam_assign_witness *witness);

/*
 * The option that takes a hint, such as "--relax kept"; NULL where it takes
 * more than an option.
 */
const char *jam_assign_hint_option(const struct jam_assign_hint *hint,
				   const struct jam_assign_names *names,
				   struct jam_arena *arena);

/* Fill err (JAM_E_NO, with a hint) from a witness; returns false. */
bool jam_assign_refuse(const struct jam_assign_problem *problem,
		       const struct jam_assign_witness *witness,
		       const struct jam_assign_names *names,
		       struct jam_arena *arena, struct jam_error *err);

/*
 * The same problem with a hint taken; memory of arena.  It is how hints are
 * tried.
 */
struct jam_assign_problem jam_assign_take(
    const struct jam_assign_problem *problem,
    const struct jam_assign_hint *hint, struct jam_arena *arena);

/* All open and rated seats after the plan, for jam_graph_measure. */
void jam_assign_graph(const struct jam_assign_problem *problem,
		      const struct jam_assign_plan *plan,
		      struct jam_arena *arena, struct jam_graph *graph);

/* "impossible", "proved fewest", "not found", …; "" where perfect. */
const char *jam_assign_proof_word(enum jam_assign_proof proof);

#endif
