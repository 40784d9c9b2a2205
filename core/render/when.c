/* SPDX-License-Identifier: MIT */
/* Times for people. */
#include "core/render/when.h"

#include "core/base/arena.h"
#include "core/base/zone.h"

#define DAY INT64_C(86400)

static const char *const months[] = {
	"January", "February", "March",	    "April",   "May",	   "June",
	"July",	   "August",   "September", "October", "November", "December",
};
static const char *const weekdays[] = {
	"Thursday", "Friday",  "Saturday",  "Sunday",
	"Monday",   "Tuesday", "Wednesday",
};

static bool
local_time(const char *zone, int64_t at, struct jam_local *local, int *weekday,
	   struct jam_error *err)
{
	char abbreviation[16];
	int64_t day;
	int offset;

	if (!jam_zone_from_utc(zone, at, local, &offset, abbreviation, err))
		return false;
	day = (at + offset) / DAY - ((at + offset) % DAY < 0);
	*weekday = (int)((day % 7 + 7) % 7); /* day 0 was a Thursday */
	return true;
}

static const char *
month(const struct jam_local *local)
{
	return months[local->month - 1];
}

bool
jam_when_range(struct jam_arena *arena, const char *zone, int64_t from,
	       int64_t to, const char **text, struct jam_error *err)
{
	struct jam_local a, b;
	int ignored;

	if (!local_time(zone, from, &a, &ignored, err) ||
	    !local_time(zone, to, &b, &ignored, err))
		return false;
	if (a.year != b.year)
		*text = jam_format(arena, "%d %s %d – %d %s %d", a.day,
				   month(&a), a.year, b.day, month(&b), b.year);
	else if (a.month != b.month)
		*text = jam_format(arena, "%d %s – %d %s %d", a.day, month(&a),
				   b.day, month(&b), b.year);
	else if (a.day != b.day)
		*text = jam_format(arena, "%d–%d %s %d", a.day, b.day,
				   month(&b), b.year);
	else
		*text = jam_format(arena, "%d %s %d", b.day, month(&b), b.year);
	return true;
}

bool
jam_when_day(struct jam_arena *arena, const char *zone, int64_t at,
	     const char **text, struct jam_error *err)
{
	struct jam_local local;
	int weekday;

	if (!local_time(zone, at, &local, &weekday, err))
		return false;
	*text = jam_format(arena, "%s %d %s %d", weekdays[weekday], local.day,
			   month(&local), local.year);
	return true;
}

bool
jam_when_clock(struct jam_arena *arena, const char *zone, int64_t at,
	       const char **text, struct jam_error *err)
{
	struct jam_local local;
	int ignored;

	if (!local_time(zone, at, &local, &ignored, err))
		return false;
	*text = jam_format(arena, "%02d:%02d", local.hour, local.minute);
	return true;
}

bool
jam_when_moment(struct jam_arena *arena, const char *zone, int64_t at,
		const char **text, struct jam_error *err)
{
	return jam_when_until(arena, zone, at - 2 * DAY, at, text, err);
}

bool
jam_when_until(struct jam_arena *arena, const char *zone, int64_t from,
	       int64_t to, const char **text, struct jam_error *err)
{
	struct jam_local a, b;
	char abbreviation[16];
	int ignored;

	if (!local_time(zone, from, &a, &ignored, err) ||
	    !jam_zone_from_utc(zone, to, &b, &ignored, abbreviation, err))
		return false;
	*text =
	    jam_format(arena, "%02d:%02d %s", b.hour, b.minute, abbreviation);
	if (a.day != b.day || a.month != b.month || a.year != b.year)
		*text = jam_format(arena, "%d %s %d, %s", b.day, month(&b),
				   b.year, *text);
	return true;
}

bool
jam_when_date(struct jam_arena *arena, const char *zone, int64_t at,
	      const char **text, struct jam_error *err)
{
	struct jam_local local;
	int ignored;

	if (!local_time(zone, at, &local, &ignored, err))
		return false;
	*text = jam_format(arena, "%04d-%02d-%02d", local.year, local.month,
			   local.day);
	return true;
}
