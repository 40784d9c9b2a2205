/* SPDX-License-Identifier: MIT */
/* Rows kept until a later one of the same key comes. */
#ifndef JAM_IMPORT_HOLD_H
#define JAM_IMPORT_HOLD_H

struct jam_arena;
struct jam_project_row;
struct jam_registration_row;

/* A copy of the row and of all its texts, in the arena. */
struct jam_registration_row *jam_hold_registration(
    struct jam_arena *arena, const struct jam_registration_row *row);
struct jam_project_row *jam_hold_project(struct jam_arena *arena,
					 const struct jam_project_row *row);

#endif
