/* SPDX-License-Identifier: MIT */
/*
 * Prizes from ranks.  k projects that share place p share the prizes of the
 * places p to p + k - 1: each currency is summed up and split evenly, to the
 * hundredth, and what cannot be split goes, a hundredth each, to the first of
 * them.  A special prize goes to the best in its criterion, of its site, or of
 * its site in its criterion, and is split likewise where several are best.
 */
#ifndef JAM_POLICY_PRIZE_H
#define JAM_POLICY_PRIZE_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_event;

/* A project in the running; texts and ranks are borrowed. */
struct jam_prize_project {
	uint32_t rank;	  /* 0: not ranked, and without prizes */
	uint32_t group;	  /* too close to call within it; 0: not known */
	const char *site; /* key; NULL: none */
	const uint32_t
	    *parts; /* rank in each criterion of the event; 0: none */
};

struct jam_prize_award {
	int64_t place;	  /* the shared one; JAM_NONE: a special prize */
	const char *name; /* of the first prize that is in it; NULL: none */
	size_t project;	  /* index */
	int64_t amount;	  /* hundredths */
	const char *currency;
	int64_t shared; /* how many share it */
};

/* A prize that goes by nothing, and whom the organizer names for it. */
struct jam_prize_given {
	size_t prize, project; /* indices */
};

struct jam_prize_problem {
	const struct jam_event *event;
	const struct jam_prize_project *projects; /* by number: the order of */
	size_t projects_len;			  /* awards within a place */
	const struct jam_prize_given *given;
	size_t given_len;
};

/* What the organizer should know. */
enum jam_prize_doubt {
	JAM_PRIZE_TIED,	 /* places from..to are tied, paid up to `last` */
	JAM_PRIZE_CLOSE, /* places from..to are too close to call, and what */
			 /* they get differs, or ends at `last` */
	JAM_PRIZE_OPEN,	 /* nobody is named for a prize that goes by nothing */
	JAM_PRIZE_NOBODY /* nobody can have it: `name`, or place `from` */
};
struct jam_prize_warning {
	enum jam_prize_doubt doubt;
	int64_t from, to, last;
	const char *name;
};

struct jam_prizes {
	struct jam_prize_award *awards; /* by place, then special ones */
	size_t awards_len;
	struct jam_prize_warning *warnings;
	size_t warnings_len;
};

/* Who gets what.  Fails with JAM_E_DATA where an amount overflows. */
JAM_MUST_USE bool jam_prizes_split(const struct jam_prize_problem *problem,
				   struct jam_arena *arena,
				   struct jam_prizes *prizes,
				   struct jam_error *err);

#endif
