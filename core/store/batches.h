/* SPDX-License-Identifier: MIT */
/* Batches: the seats of judges, and the runs of assign that made them. */
#ifndef JAM_STORE_BATCHES_H
#define JAM_STORE_BATCHES_H

#include <stddef.h>
#include <stdint.h>

#include "core/model/project.h"

struct jam_arena;
struct jam_event;
struct jam_store;

/*
 * All seats of an event, by judge, then slot.  Judges are persons: the seats
 * of a judge who was merged stand under the judge of who stays.
 */
struct jam_stored_seat {
	struct jam_seat seat;
	int64_t person; /* root of the judge's person */
	const char *judge_uid;
	int64_t seq;	  /* of the entry that holds the judge's batch */
	int64_t skip_seq; /* of the skip; 0: not skipped */
};
JAM_MUST_USE bool jam_store_get_seats(struct jam_store *store,
				      const struct jam_event *event,
				      struct jam_arena *arena,
				      struct jam_stored_seat **seats,
				      size_t *count, struct jam_error *err);

/* Pairs of rows, by first, then second. */
struct jam_row_pair {
	int64_t first, second;
};
struct jam_row_pairs {
	struct jam_row_pair *items;
	size_t count;
};

/* Who is in which team: (root person, team). */
JAM_MUST_USE bool jam_store_get_memberships(struct jam_store *store,
					    const struct jam_event *event,
					    struct jam_arena *arena,
					    struct jam_row_pairs *out,
					    struct jam_error *err);

/* Declared conflicts, a project each: (root person of the judge, project). */
JAM_MUST_USE bool jam_store_get_conflicts(struct jam_store *store,
					  const struct jam_event *event,
					  struct jam_arena *arena,
					  struct jam_row_pairs *out,
					  struct jam_error *err);

/* Ratings outside the batch: (root person of the judge, project). */
JAM_MUST_USE bool jam_store_get_free_ratings(struct jam_store *store,
					     const struct jam_event *event,
					     struct jam_arena *arena,
					     struct jam_row_pairs *out,
					     struct jam_error *err);

/* A seat as it is to be, with the uid of its project. */
struct jam_batch_seat {
	int64_t project, slot;
	bool handed_out;
	const char *uid;
};

/*
 * Make a judge's batch what `seats` says, rising by slot: seats that are not
 * in it are dropped, new ones added.  before: the batch as stored, as `seats`;
 * its row in the log ends.  One row of the log a judge.
 */
struct jam_batch_change {
	int64_t judge; /* row */
	const char *judge_uid;
	const struct jam_batch_seat *before, *after;
	size_t before_len, after_len;
	int64_t seq; /* of the entry that holds `before`; 0 without */
};
JAM_MUST_USE bool jam_store_put_batch(struct jam_store *store,
				      const struct jam_event *event,
				      const struct jam_batch_change *change,
				      struct jam_error *err);

/*
 * Is a judge's batch, as stored, what its entry of the log holds?  A batch has
 * one entry.  The entry's rows stay in `log` for the next judge, whose batch is
 * mostly in the same one; begin with { 0 }.
 */
struct jam_batch_log {
	int64_t seq;	    /* the entry */
	uint64_t *prefixes; /* of the hashes of its rows, sorted */
	size_t count, room;
};
JAM_MUST_USE bool jam_store_batch_is_logged(struct jam_store *store,
					    const struct jam_event *event,
					    const struct jam_batch_change *c,
					    struct jam_batch_log *log,
					    bool *same, struct jam_error *err);

/* A run of assign that was kept. */
struct jam_run_row {
	int64_t number; /* 1, 2, … */
	int64_t at;
	const char *seed;
	bool seed_given;
	int64_t batch;
	const char *relaxed;	 /* words parted by blanks */
	const char *certificate; /* JSON */
	int64_t seq;
};
JAM_MUST_USE bool jam_store_get_runs(struct jam_store *store,
				     const struct jam_event *event,
				     struct jam_arena *arena,
				     struct jam_run_row **runs, size_t *count,
				     struct jam_error *err);

/* Keep a run; its number, time and seq are filled in. */
JAM_MUST_USE bool jam_store_put_run(struct jam_store *store,
				    const struct jam_event *event,
				    struct jam_run_row *run,
				    struct jam_error *err);

#endif
