/* SPDX-License-Identifier: MIT */
/* Ratings and skips. */
#ifndef JAM_STORE_RATINGS_H
#define JAM_STORE_RATINGS_H

#include <stddef.h>

#include "core/model/rating.h"
#include "core/store/log.h"
#include "core/store/persons.h"

struct jam_event;
struct jam_store;

/*
 * All that the rules ask of facts->event, ->judge and ->project, which the
 * caller sets and lends; texts and scores are of the arena.
 */
JAM_MUST_USE bool jam_store_get_rating_facts(struct jam_store *store,
					     struct jam_arena *arena,
					     struct jam_rating_facts *facts,
					     struct jam_error *err);

/*
 * Give a rating, or another one in place of it: an entry of its own in the
 * log, by this judge, and its receipt.  The judge gets a row where he had
 * none.  saved_at: of the ballot that brought it, JAM_NONE else.
 */
JAM_MUST_USE bool jam_store_put_rating(struct jam_store *store,
				       const struct jam_rating_facts *facts,
				       const struct jam_rating *rating,
				       int64_t saved_at,
				       struct jam_receipt *receipt,
				       struct jam_error *err);

/*
 * The same inside an act that was begun (import ratings): many rows share an
 * entry.  Of the facts only event, judge (who has a row) and project count.
 */
JAM_MUST_USE bool jam_store_add_rating(struct jam_store *store,
				       const struct jam_rating_facts *facts,
				       const struct jam_rating *rating,
				       enum jam_change *change,
				       struct jam_error *err);

/* Skip a seat for good; an entry of its own, as for a rating. */
JAM_MUST_USE bool jam_store_put_skip(struct jam_store *store,
				     const struct jam_rating_facts *facts,
				     const char *reason,
				     struct jam_receipt *receipt,
				     struct jam_error *err);

/* One rating with the names that people know; borrowed until the next. */
struct jam_rating_line {
	const char *judge; /* e-mail, else id, else name */
	const char *judge_uid;
	const char *project; /* slug */
	struct jam_rating rating;
	int64_t number; /* of the project */
	enum jam_judge_kind kind;
	bool counted; /* in the running, not set aside */
};

/*
 * Every rating of the event, by project number and judge's row.  visit is
 * called with `with`; false stops, and is passed on.
 */
JAM_MUST_USE bool jam_store_each_rating(
    struct jam_store *store, const struct jam_event *event,
    bool (*visit)(void *with, const struct jam_rating_line *line,
		  struct jam_error *err),
    void *with, struct jam_error *err);

/* The same for one judge's, by project number. */
JAM_MUST_USE bool jam_store_each_rating_of(
    struct jam_store *store, const struct jam_event *event, int64_t judge,
    bool (*visit)(void *with, const struct jam_rating_line *line,
		  struct jam_error *err),
    void *with, struct jam_error *err);

/* Who has rated, in a batch or not, by row; texts of the arena. */
struct jam_rater {
	int64_t judge, person;	/* the person that this one is known as */
	const char *uid, *name; /* name as in jam_rating_line */
};
JAM_MUST_USE bool jam_store_get_raters(struct jam_store *store,
				       const struct jam_event *event,
				       struct jam_arena *arena,
				       struct jam_rater **raters, size_t *count,
				       struct jam_error *err);

/* The batch of a judge by slot, with what has become of it. */
struct jam_batch_line {
	struct jam_seat seat;
	struct jam_project project;
	int64_t seq; /* of the entry that holds the batch */
};
JAM_MUST_USE bool jam_store_get_batch(struct jam_store *store, int64_t judge,
				      struct jam_arena *arena,
				      struct jam_batch_line **lines,
				      size_t *count, struct jam_error *err);

#endif
