/* SPDX-License-Identifier: MIT */
/*
 * The C library's time zones.  The one place that sets TZ (and sets it back
 * to UTC), since libc has no other door.  Not for threads.
 */
#ifndef JAM_BASE_ZONE_H
#define JAM_BASE_ZONE_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;

/* A local time as a person writes it; month and day count from 1. */
struct jam_local {
	int year, month, day, hour, minute, second;
};

enum jam_zone_fit {
	JAM_ZONE_ONCE,	/* the usual case */
	JAM_ZONE_GAP,	/* the clock skips it; first: read with the offset */
			/* after the jump, second: with the one before it */
	JAM_ZONE_TWICE, /* it comes twice: first, then second */
};

/*
 * True if the zone has a TZif file in /usr/share/zoneinfo (no "..", no leading
 * "/"; not those of right/, which count leap seconds, nor localtime, which is
 * another on each machine); UTC and AoE always.  If not, *meant is the nearest
 * name there is ("Copenhagen" is near Europe/Copenhagen), or NULL.
 */
JAM_MUST_USE bool jam_zone_check(struct jam_arena *arena, const char *zone,
				 const char **meant);

/* "AoE" is kept as Etc/GMT+12, any other name as it is. */
const char *jam_zone_name(const char *written);

/* Is it in the calendar?  Years 1..9999; second 60 and hour 24 are not. */
bool jam_local_valid(const struct jam_local *local);

/* Seconds since 1970 of a valid local time, and back, where local is UTC. */
int64_t jam_local_seconds(const struct jam_local *local);
void jam_local_of(int64_t seconds, struct jam_local *local);

/* The least and the most seconds that jam_local_of takes: years 1..9999. */
#define JAM_SECONDS_MIN INT64_C(-62135596800)
#define JAM_SECONDS_MAX INT64_C(253402300799)

/*
 * Seconds since 1970, UTC, of a local time in a checked zone; *second is that
 * of *first unless fit says otherwise, and then *first < *second.  A date that
 * does not exist (30 February) is JAM_E_DATA; a zone whose file is gone from
 * this machine JAM_E_SYSTEM.
 */
JAM_MUST_USE bool jam_zone_to_utc(const char *zone,
				  const struct jam_local *local,
				  enum jam_zone_fit *fit, int64_t *first,
				  int64_t *second, struct jam_error *err);

/*
 * The local time, its offset from UTC in seconds and abbreviation ("CET";
 * "AoE"; "UTC+03" where the zone has only a number).  Years outside 1..9999
 * are JAM_E_DATA, a missing file JAM_E_SYSTEM.
 */
JAM_MUST_USE bool jam_zone_from_utc(const char *zone, int64_t at,
				    struct jam_local *local, int *offset,
				    char abbreviation[16],
				    struct jam_error *err);

#endif
