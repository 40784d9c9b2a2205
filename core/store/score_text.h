/* SPDX-License-Identifier: MIT */
/*
 * The scores of a rating as they are stored ("5 3 - 4", by slot), read by hand:
 * a scan has millions of them.  jam_scores_load reads the same text.
 */
#ifndef JAM_STORE_SCORE_TEXT_H
#define JAM_STORE_SCORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jam_arena;
struct jam_event;

struct jam_score_text {
	size_t criteria, slots;
	unsigned decimals;
	int64_t *column; /* slot -> place in the event's order, or -1 */
	int16_t *scores; /* of the text read last; INT16_MIN: left out */
};

void jam_score_text_init(struct jam_score_text *text,
			 const struct jam_event *event,
			 struct jam_arena *arena);

/* Read one into text->scores; false for what jam did not write. */
bool jam_score_text_read(struct jam_score_text *text, const char *written);

#endif
