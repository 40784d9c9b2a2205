/* SPDX-License-Identifier: MIT */
/* What lies between two rubrics (jam_event_rubric_text). */
#ifndef JAM_MODEL_RUBRIC_H
#define JAM_MODEL_RUBRIC_H

#include <stdbool.h>

struct jam_buf;

/*
 * Append what a score means otherwise now: "craft is gone, third is new, the
 * scale was 1 5 1 and is 1 10 1".  False: nothing does, and the criteria whose
 * wording differs are appended ("novelty, craft"), none where only their order
 * does.
 */
bool jam_rubric_differs(const char *before, const char *now,
			struct jam_buf *out);

#endif
