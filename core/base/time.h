/* SPDX-License-Identifier: MIT */
/* Times as text: RFC 3339 and the forms that an event file may use. */
#ifndef JAM_BASE_TIME_H
#define JAM_BASE_TIME_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_local;

/* "No time": where a struct has no other way to say absent. */
#define JAM_NO_TIME INT64_MIN

/*
 * 2022-11-13T18:15:00Z; of the arena.  Seconds outside of years 1..9999, which
 * RFC 3339 cannot write, come as "@" and their number.
 */
const char *jam_time_write(struct jam_arena *arena, int64_t at);

/* 2022-11-13 19:15 CET, for people; of the arena. */
JAM_MUST_USE bool jam_time_show(struct jam_arena *arena, int64_t at,
				const char *zone, const char **text,
				struct jam_error *err);

/*
 * 2022-11-13T19:15:00+01:00 in the zone; of the arena.  Offsets with seconds
 * (local mean time, long ago) RFC 3339 cannot write: UTC then.
 */
JAM_MUST_USE bool jam_time_write_local(struct jam_arena *arena, int64_t at,
				       const char *zone, const char **text,
				       struct jam_error *err);

/*
 * Read "YYYY-MM-DD HH:MM[:SS]" (blank or T) in the zone, or RFC 3339 with an
 * offset or Z (a fraction of a second is cut off).  A time that the zone skips
 * or has twice is JAM_E_DATA and the error names both readings in UTC; a date
 * that does not exist too.
 */
JAM_MUST_USE bool jam_time_read(const char *text, const char *zone, int64_t *at,
				struct jam_error *err);

/*
 * Is it "YYYY-MM-DD HH:MM[:SS]" (blank or T), and which?  Only the form is
 * looked at; jam_local_valid and the zone say whether there is such a time.
 */
JAM_MUST_USE bool jam_local_read(const char *text, struct jam_local *local);

/*
 * "90s", "15m", "1h", "2d", "0" in seconds; false, and *seconds untouched, for
 * anything else.
 */
JAM_MUST_USE bool jam_duration_read(const char *text, int64_t *seconds);

/* The shortest of those forms, for seconds >= 0; of the arena. */
const char *jam_duration_write(struct jam_arena *arena, int64_t seconds);

/*
 * "2 h 13 min", "3 d" or "45 s", for people: the two largest units, the rest
 * cut off; seconds >= 0; of the arena.
 */
const char *jam_duration_show(struct jam_arena *arena, int64_t seconds);

#endif
