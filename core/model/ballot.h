/* SPDX-License-Identifier: MIT */
/* A ballot: what one judge wrote about some projects, away from jam. */
#ifndef JAM_MODEL_BALLOT_H
#define JAM_MODEL_BALLOT_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_event;

#define JAM_BALLOT_SKIP_MAX 2000 /* characters of a reason to skip */

/*
 * Words of the Markdown form that the writer and the reader share.  A line
 * that begins with ">" is jam's own text: it is not read before the first
 * project, and once below the heading of one, where it has no blank.
 */
#define JAM_BALLOT_SCHEMA  "jam/1"
#define JAM_BALLOT_BINDING "jam-ballot:" /* then the two uids, the rubric */
#define JAM_BALLOT_SKIP	   "skip (why)"	 /* of `- skip (why): REASON` */
#define JAM_BALLOT_COMMENT "### Comment" /* runs to the next project */
#define JAM_BALLOT_OTHER   "# Other projects" /* ends a comment too */

/*
 * True for a line (to its LF or NUL) that ends a comment of the Markdown form,
 * `## N.` or JAM_BALLOT_OTHER, or would without the backslashes before it.
 * The writer puts one backslash more before such a line of a comment, the
 * reader takes one off.
 */
bool jam_ballot_ends_comment(const char *line);

/* A score as it was written. */
struct jam_ballot_score {
	const char *key, *text; /* criterion; "" where nothing was written */
	size_t line;
};

struct jam_ballot_row {
	int64_t number; /* of the project */
	const char *slug;
	const struct jam_ballot_score *scores;
	size_t scores_len;
	const char *comment, *skip; /* NULL: none */
	size_t line;		    /* 0 in JSON */
};

/* All texts are of the arena that it was read into. */
struct jam_ballot {
	const char *event_uid, *judge_uid, *rubric;
	const char *event; /* its slug there; NULL: not said */
	int64_t saved_at;  /* JAM_NONE: not said */
	struct jam_ballot_row *rows;
	size_t rows_len;
};

/*
 * The scores of a row in the event's order (JAM_NONE: not given); "4/5" is 4
 * on a scale to 5.  *given: how many there are.  JAM_E_DATA for a criterion
 * that the event does not have and for a score off the scale, with the line
 * in err->at and the project (its title) in the message.
 */
JAM_MUST_USE bool jam_ballot_scores(const struct jam_event *event,
				    const struct jam_ballot_row *row,
				    const char *title, struct jam_arena *arena,
				    int64_t *scores, struct jam_error *err);

#endif
