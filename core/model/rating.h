/* SPDX-License-Identifier: MIT */
/* Scores as people write them. */
#ifndef JAM_MODEL_RATING_H
#define JAM_MODEL_RATING_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/model/project.h"

struct jam_arena;
struct jam_criterion;
struct jam_event;

/* What is known of one judge and one project before a rating. */
struct jam_rating_facts {
	const struct jam_event *event;
	const struct jam_judge *judge;
	const struct jam_project *project;
	bool own;	      /* a team of the judge made it */
	bool conflict;	      /* declared */
	bool in_batch;	      /* the judge has a seat for it */
	int64_t batch_open;   /* seats that are neither rated nor skipped */
	int64_t batch_seats;  /* all seats of the judge */
	const char *next;     /* slug of the first open one, or NULL */
	const int64_t *given; /* scores of a standing rating, or NULL */
	const char *given_comment; /* of it, or NULL */
	int64_t given_at;	   /* when it was given */
	int64_t given_saved_at;	   /* of the ballot that brought it */
	const char *given_receipt; /* of it, or NULL */
	bool skipped;		   /* the judge skipped it */
};

/*
 * Read one score into units of the scale's decimals.  Not a number, off the
 * scale or off its step: JAM_E_DATA that names the criterion and the scale.
 */
JAM_MUST_USE bool jam_score_read(const struct jam_event *event,
				 const struct jam_criterion *criterion,
				 const char *text, struct jam_arena *arena,
				 int64_t *score, struct jam_error *err);

/*
 * Read "CRITERION=SCORE" words into scores, one for each criterion of the
 * event in its order (JAM_NONE: not named).  An unknown criterion (with "did
 * you mean") or one named twice is JAM_E_DATA.
 */
struct jam_score_words {
	char **items;
	int count;
};
JAM_MUST_USE bool jam_scores_read(const struct jam_event *event,
				  struct jam_score_words words,
				  struct jam_arena *arena, int64_t *scores,
				  struct jam_error *err);

/* JAM_E_DATA that names every required criterion without a score. */
JAM_MUST_USE bool jam_scores_complete(const struct jam_event *event,
				      const int64_t *scores,
				      struct jam_error *err);

/*
 * As the database keeps them: decimals by criterion.slot, parted by blanks,
 * "-" where left out; and back into the event's order.  Reading is false for
 * a text that jam did not write.
 */
const char *jam_scores_store(const struct jam_event *event,
			     const int64_t *scores, struct jam_arena *arena);
JAM_MUST_USE bool jam_scores_load(const struct jam_event *event,
				  const char *text, int64_t *scores);

/* The scale as people say it: "1 to 5", "0 to 10 in steps of 0.5". */
const char *jam_scale_show(const struct jam_event *event,
			   struct jam_arena *arena);

#endif
