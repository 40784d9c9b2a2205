/* SPDX-License-Identifier: MIT */
/* What is known of an outcome that was expected. */
#ifndef JAM_MODEL_EXPECTED_H
#define JAM_MODEL_EXPECTED_H

#include <stdint.h>

struct jam_arena;
struct jam_expectation;

/* Persons or projects; hits <= reached <= all, undated <= hits. */
struct jam_expected_counts {
	int64_t all;	 /* who could have it */
	int64_t reached; /* of whom any outcome is known */
	int64_t hits;	 /* who have it: without a time, or before `by` */
	int64_t undated; /* hits without a time */
};

/* "less than 20 %", "at least 12.5 %"; of the arena. */
const char *jam_expectation_bound(const struct jam_expectation *expectation,
				  struct jam_arena *arena);

#endif
