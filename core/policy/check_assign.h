/* SPDX-License-Identifier: MIT */
/*
 * What `jam assign --check` recomputes, with code of its own: nothing here
 * calls the assigner or the graph code, and other methods are used (loads by
 * sorting, components breadth first, reciprocal pairs by sorting, eigenvalues
 * by Jacobi's rotations).  Only the words of data are shared.
 */
#ifndef JAM_POLICY_CHECK_ASSIGN_H
#define JAM_POLICY_CHECK_ASSIGN_H

#include "core/policy/assign.h"
#include "core/policy/assign_figures.h"

struct jam_arena;
struct jam_tick;

/* A stored seat as it is, whoever and whatever it is for. */
struct jam_check_row {
	const char *judge, *project; /* uids */
	uint32_t slot;
	bool skipped; /* before the latest run ended */
};

struct jam_check_facts {
	/*
	 * Judges, projects, teams, bars and sites read afresh, and `seats`:
	 * those of judges and projects that count, by (judge, project), with
	 * the state they had when the latest run ended: a skip that came later
	 * was open then.  relax is what the event has been given so far.
	 */
	const struct jam_assign_problem *problem;
	const bool *fresh; /* [seats_len]: known to be of the latest run */
	/*
	 * [seats_len]: which stored judge has the seat.  A person who was two
	 * judges has two lists of slots.  NULL: nobody was.
	 */
	const int64_t *stored_judge;
	const struct jam_assign_names *names; /* for messages */

	const char *event;		  /* uid */
	const struct jam_check_row *rows; /* all; those of a judge together */
	size_t rows_len;
};

struct jam_check_report {
	struct jam_assign_figures found; /* recomputed; moved, kept are not */
	uint32_t broken[4];   /* own, declared or rated before, site, double */
	uint32_t broken_open; /* of these, where the seat is open */
	const char **differences; /* sentences */
	size_t differences_len;
};

/*
 * Compare what is stored with what is found: rules, batches, loads, figures
 * (eigenvalues to 1e-6, estimates to their errors), the digest.  Where loads
 * differ by more than one, look for a way to make them more even by the fresh
 * seats.  `stored` is the certificate of the latest run; graphs of more than
 * `most` projects are not measured.  tick may be NULL.  True: nothing differs.
 */
JAM_MUST_USE bool jam_check_assign(const struct jam_check_facts *facts,
				   const struct jam_assign_figures *stored,
				   uint32_t most, struct jam_arena *arena,
				   struct jam_tick *tick,
				   struct jam_check_report *report);

#endif
