/* SPDX-License-Identifier: MIT */
/*
 * A reader of TZif files (RFC 8536) without their footer: what base/zone says
 * is held against the transitions themselves, not against libc.
 */
#ifndef JAM_TESTS_UNIT_TZIF_H
#define JAM_TESTS_UNIT_TZIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TZIF_TIMES 4000
#define TZIF_TYPES 256

struct tzif {
	size_t times, types;
	int64_t at[TZIF_TIMES];	     /* transitions, ascending */
	uint8_t type_at[TZIF_TIMES]; /* the type from each on */
	int32_t offset[TZIF_TYPES];  /* seconds east of UTC */
};

/* False if the file is missing or no TZif file of version 2 or later. */
bool tzif_read(struct tzif *zone, const char *path);

/* The offset in force, for times before the last transition. */
int32_t tzif_offset(const struct tzif *zone, int64_t at);

/*
 * Every time at which a clock of the zone shows `local` (seconds as if it were
 * UTC), ascending; how many.
 */
size_t tzif_find(const struct tzif *zone, int64_t local, int64_t found[4]);

#endif
