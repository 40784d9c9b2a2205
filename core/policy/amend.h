/* SPDX-License-Identifier: MIT */
/*
 * What an amend changes, and whether it may.  Pure: two declarations as lines
 * (model/event.h) in, a list out.
 */
#ifndef JAM_POLICY_AMEND_H
#define JAM_POLICY_AMEND_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"
#include "core/model/columns.h"

struct jam_arena;
struct jam_event_lines;

struct jam_change_line {
	const char *path;
	const char *before, *after; /* NULL: added; removed */
	bool judging, personal;	    /* as of the line */
};
struct jam_change_lines {
	struct jam_change_line *items;
	size_t count, capacity;
};

/* path, before, after. */
extern const struct jam_column jam_change_columns[];

/*
 * The lines that differ: changed and added ones in the order of `after`, then
 * removed ones.  Cost: linear where the order is kept, at most the product of
 * both lengths.
 */
void jam_amend_diff(const struct jam_event_lines *before,
		    const struct jam_event_lines *after,
		    struct jam_arena *arena, struct jam_change_lines *out);

/*
 * A rule of judging changes only for a reason once there are ratings: else
 * JAM_E_RULE, which names the rules.
 */
JAM_MUST_USE bool jam_amend_may(const struct jam_change_lines *changes,
				int64_t ratings, const char *reason,
				struct jam_error *err);

/*
 * A line "path: before -> after" each, to be kept; who is named in a value is
 * left out, so that forgetting a person needs no look at it.
 */
const char *jam_amend_text(const struct jam_change_lines *changes,
			   struct jam_arena *arena);

/*
 * Take back what such a text says, in the lines of what came of it.  A value
 * of several lines, or of a person, stays as it is.
 */
void jam_amend_undo(struct jam_event_lines *lines, const char *changes,
		    struct jam_arena *arena);

#endif
