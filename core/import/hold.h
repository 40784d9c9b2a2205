/* SPDX-License-Identifier: MIT */
/* Rows kept until a later one of the same key comes. */
#ifndef JAM_IMPORT_HOLD_H
#define JAM_IMPORT_HOLD_H

#include <stddef.h>

struct jam_answer;
struct jam_arena;
struct jam_judge_row;
struct jam_project_row;
struct jam_registration_row;

/* A copy of the row and of all its texts, in the arena. */
struct jam_registration_row *jam_hold_registration(
    struct jam_arena *arena, const struct jam_registration_row *row);
struct jam_judge_row *jam_hold_judge(struct jam_arena *arena,
				     const struct jam_judge_row *row);
struct jam_project_row *jam_hold_project(struct jam_arena *arena,
					 const struct jam_project_row *row);

/* Answers of both rows, the later one's, *now, where both have one. */
void jam_hold_under(struct jam_arena *arena, const struct jam_answer *before,
		    size_t before_len, const struct jam_answer **now,
		    size_t *now_len);

#endif
