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
	JAM_ZONE_GAP,	/* the clock skips it; first and second: the times */
			/* just before and after the gap's readings */
	JAM_ZONE_TWICE, /* it comes twice: first, then second */
};

/*
 * True if the zone has a TZif file in zoneinfo (no "..", no leading "/").  If
 * not, *meant is the nearest name there is, or NULL.
 */
JAM_MUST_USE bool jam_zone_check(struct jam_arena *arena, const char *zone,
				 const char **meant);

/* "AoE" is kept as Etc/GMT+12, any other name as it is. */
const char *jam_zone_name(const char *written);

/*
 * Seconds since 1970, UTC, of a local time in a checked zone.  A calendar
 * date that does not exist (30 February) is JAM_E_DATA.
 */
JAM_MUST_USE bool jam_zone_to_utc(const char *zone,
				  const struct jam_local *local,
				  enum jam_zone_fit *fit, int64_t *first,
				  int64_t *second, struct jam_error *err);

/* The local time, its offset from UTC in seconds and abbreviation ("CET"). */
JAM_MUST_USE bool jam_zone_from_utc(const char *zone, int64_t at,
				    struct jam_local *local, int *offset,
				    char abbreviation[16],
				    struct jam_error *err);

#endif
