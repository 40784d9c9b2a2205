/* SPDX-License-Identifier: MIT */
/*
 * The inside of the assigner: a problem made ready, and the seats being dealt.
 * A slot is one new seat; judge i owns slots judge[i].start ..
 * judge[i + 1].start.  Not for callers of assign.h.
 */
#ifndef JAM_POLICY_ASSIGN_WORK_H
#define JAM_POLICY_ASSIGN_WORK_H

#include "core/base/rng.h"
#include "core/policy/assign.h"

/* What a check of "may i get j" needs, in one cache line. */
struct jam_assign_judge {
	uint32_t start;	 /* of their slots */
	uint32_t closed; /* of their closed projects */
	uint32_t barred; /* the group they may not take from */
	uint32_t site;	 /* of which they should not: NO_SITE, or avoided */
};

#define JAM_ASSIGN_NO_SITE (UINT32_MAX - 1)

struct jam_assign_pairs;

struct jam_assign_work {
	const struct jam_assign_problem *problem;
	struct jam_arena *arena;
	uint32_t judges, projects, slots, groups;

	struct jam_assign_judge *judge; /* [judges + 1] */
	uint32_t *need;			/* f_i; the sum is `slots` */
	uint32_t *owner;		/* [slots] */
	uint32_t *closed; /* sorted by judge: never, or standing */
	uint32_t *group;  /* [projects]: 0, or 1 + a forbidding site's place */
	uint32_t *group_size; /* [groups] */
	uint32_t *site; /* [projects]: JAM_ASSIGN_NONE where nobody cares */
	bool avoids;	/* some site is to be avoided */

	uint8_t *fate;	      /* [seats_len]: enum jam_assign_fate */
	uint32_t *held_start; /* [judges + 1] */
	uint32_t *held;	      /* standing open and rated seats, by judge */
	uint32_t *fixed;      /* l_j */
	uint32_t *member_start, *member; /* judges by team */

	/* The candidate in hand. */
	struct jam_rng rng;
	uint32_t *list; /* projects, shuffled */
	uint32_t *at;	/* [slots]: project, or JAM_ASSIGN_NONE */
	uint32_t *load; /* l_j and new seats */
	struct jam_assign_pairs *pairs; /* NULL: made when needed */
};

enum jam_assign_fate {
	JAM_ASSIGN_STANDS,
	JAM_ASSIGN_FREED, /* kept, and may move now */
	JAM_ASSIGN_FALLS, /* + enum jam_assign_why */
};

/*
 * Make a problem ready.  Seats that are open and barred fall.  If `fate` is
 * not NULL it is taken as it is (seats that are FREED do not stand, and their
 * judges need one seat more).
 */
void jam_assign_prepare(struct jam_assign_work *w,
			const struct jam_assign_problem *problem, uint8_t *fate,
			struct jam_arena *arena);

/* How many projects judge i may newly get. */
uint32_t jam_assign_allowed(const struct jam_assign_work *w, uint32_t i);

/* Is that enough for what they need? */
bool jam_assign_has_room(const struct jam_assign_work *w, uint32_t i);

/* Is j among the closed projects of i?  Group and slots are not looked at. */
bool jam_assign_closed(const struct jam_assign_work *w, uint32_t i, uint32_t j);

/* May i newly get j, what the slots hold left aside? */
static inline bool
jam_assign_ok(const struct jam_assign_work *w, uint32_t i, uint32_t j)
{
	uint32_t from = w->judge[i].closed, to = w->judge[i + 1].closed;

	if (w->group[j] == w->judge[i].barred)
		return false;
	if (to - from > 8)
		return !jam_assign_closed(w, i, j);
	for (; from < to; from++)
		if (w->closed[from] == j)
			return false;
	return true;
}

/* Does a slot of i hold j? */
static inline bool
jam_assign_holds(const struct jam_assign_work *w, uint32_t i, uint32_t j)
{
	uint32_t end = w->judge[i + 1].start;

	for (uint32_t a = w->judge[i].start; a < end; a++)
		if (w->at[a] == j)
			return true;
	return false;
}

/* May i take j now? */
static inline bool
jam_assign_may(const struct jam_assign_work *w, uint32_t i, uint32_t j)
{
	return jam_assign_ok(w, i, j) && !jam_assign_holds(w, i, j);
}

static inline bool
jam_assign_own_site(const struct jam_assign_work *w, uint32_t i, uint32_t j)
{
	return w->site[j] == w->judge[i].site;
}

/* Least and greatest load of all projects. */
void jam_assign_loads(const struct jam_assign_work *w, uint32_t *min,
		      uint32_t *max);

/*
 * Steps 1 to 3: targets, deal, repair; bad slots are left empty.  False: there
 * are such.
 */
bool jam_assign_deal(struct jam_assign_work *w, uint64_t candidate);

/*
 * Step 3, second pass: fewer reciprocal pairs, then fewer own-site seats, by
 * swaps of two slots.
 */
void jam_assign_soothe(struct jam_assign_work *w);

/* Would judge i holding j make a reciprocal pair, as things are? */
bool jam_assign_returns(const struct jam_assign_work *w, uint32_t i,
			uint32_t j);

/* Unordered pairs of teams that rate each other; exact. */
uint32_t jam_assign_reciprocals(struct jam_assign_work *w);

/* New and standing seats of avoiding judges at their own site. */
uint32_t jam_assign_own_seats(const struct jam_assign_work *w);

/* Step 4: fill the empty slots, then level the loads by paths. */
void jam_assign_fill(struct jam_assign_work *w);
void jam_assign_level(struct jam_assign_work *w);

/*
 * --relax kept: give `freed` the problem of `from` with kept seats as slots,
 * the most even loads and the fewest moves; and `to` the same with the seats
 * that did not move standing again.  *proof says whether it is proved fewest.
 */
void jam_assign_move_kept(const struct jam_assign_work *from,
			  struct jam_assign_work *freed,
			  struct jam_assign_work *to,
			  enum jam_assign_proof *proof);

/* Step 5: one component if a way is found; returns how many there are. */
uint32_t jam_assign_connect(struct jam_assign_work *w);

/* Components over judges and projects with seats. */
uint32_t jam_assign_components(const struct jam_assign_work *w);

/* Why there cannot be one component, or JAM_ASSIGN_NOT_FOUND. */
enum jam_assign_proof jam_assign_parted(const struct jam_assign_work *w);

/*
 * Step 6, for at most 8 judges: the assignment with the same loads, sorted,
 * that is least by (components, reciprocal pairs, own-site seats).  True if
 * the search was finished, so that nothing better exists.
 */
#define JAM_ASSIGN_SMALL 8
bool jam_assign_search(struct jam_assign_work *w);

/*
 * Step 4's labels from project u alone: which projects can lose or gain a seat
 * through it.  Down: those that u can give a seat to; up: those that can give
 * u one.  Marks are by place.
 */
void jam_assign_reach(struct jam_assign_work *w, uint32_t u, bool up,
		      bool *project, bool *judge);

/* Why i may not newly get j; JAM_ASSIGN_WHYS where they may. */
enum jam_assign_why jam_assign_why(const struct jam_assign_work *w, uint32_t i,
				   uint32_t j);

/* Is there a judge who may get fewer projects than they need? */
bool jam_assign_too_few(const struct jam_assign_work *w,
			struct jam_assign_witness *out);

/* Why the loads, which are level, are not even. */
void jam_assign_explain(struct jam_assign_work *w,
			struct jam_assign_witness *out);

/* Changes that help, each tried out. */
void jam_assign_find_hints(const struct jam_assign_problem *problem,
			   struct jam_arena *arena,
			   struct jam_assign_witness *out);

/* Can it be done?  Steps 1 to 4 alone; the witness has no hints. */
bool jam_assign_try(const struct jam_assign_problem *problem,
		    struct jam_arena *arena, struct jam_assign_plan *plan,
		    struct jam_assign_witness *witness);

/* Sort numbers, rising. */
void jam_assign_sort(uint32_t *items, size_t n);
void jam_assign_sort64(uint64_t *items, size_t n);

#endif
