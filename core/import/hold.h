/* SPDX-License-Identifier: MIT */
/* Rows kept until a later one of the same key comes. */
#ifndef JAM_IMPORT_HOLD_H
#define JAM_IMPORT_HOLD_H

#include <stddef.h>

struct jam_answer;
struct jam_arena;
struct jam_event;
struct jam_row;

/* A copy of a row, struct jam_…_row, and of all its texts, in the arena. */
void *jam_hold_registration(const struct jam_event *event,
			    struct jam_arena *arena, const void *now);
void *jam_hold_judge(const struct jam_event *event, struct jam_arena *arena,
		     const void *now);
void *jam_hold_project(const struct jam_event *event, struct jam_arena *arena,
		       const void *now);
void *jam_hold_rating(const struct jam_event *event, struct jam_arena *arena,
		      const void *now);
void *jam_hold_survey(const struct jam_event *event, struct jam_arena *arena,
		      const void *now);
void *jam_hold_outcome(const struct jam_event *event, struct jam_arena *arena,
		       const void *now);

/*
 * Answers of a row and of the one before it, the row's own where both have
 * one; both are in the order of the columns, their headers those of the row.
 */
struct jam_answer *jam_hold_under(const struct jam_row *row,
				  const struct jam_answer *before,
				  size_t before_len,
				  const struct jam_answer *now,
				  size_t *now_len);

#endif
