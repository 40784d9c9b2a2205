/* SPDX-License-Identifier: MIT */
/* Time zones: libc's, asked one at a time. */
#include "core/base/zone.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "core/base/arena.h"
#include "core/base/utf8.h"

#define ZONEINFO  "/usr/share/zoneinfo"
#define NAME_SIZE 64
#define DAY	  86400

/* More than any zone's offset from UTC has ever been. */
#define OFFSET_MAX (16 * INT64_C(3600))

/* The names found in zoneinfo. */
struct names {
	struct jam_arena *arena;
	const char **name;
	size_t count, capacity;
};

static bool
is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && is_leap(year));
}

bool
jam_local_valid(const struct jam_local *local)
{
	return local->year >= 1 && local->year <= 9999 && local->month >= 1 &&
	       local->month <= 12 && local->day >= 1 &&
	       local->day <= days_in(local->year, local->month) &&
	       local->hour >= 0 && local->hour <= 23 && local->minute >= 0 &&
	       local->minute <= 59 && local->second >= 0 && local->second <= 59;
}

int64_t
jam_local_seconds(const struct jam_local *local)
{
	/* Years from March, so that the leap day is a year's last. */
	int64_t year = local->year - (local->month <= 2);
	int64_t month = (local->month + 9) % 12;
	int64_t days = year * 365 + year / 4 - year / 100 + year / 400 +
		       (month * 153 + 2) / 5 + local->day - 1;

	/* 719468 days from 1 March of year 0 to 1970. */
	return (days - 719468) * DAY + local->hour * INT64_C(3600) +
	       local->minute * INT64_C(60) + local->second;
}

void
jam_local_of(int64_t seconds, struct jam_local *local)
{
	int64_t shifted = seconds - JAM_SECONDS_MIN;
	int rest = (int)(shifted % DAY), days = (int)(shifted / DAY);
	int year = 1;

	/* 400, 100, 4 years and 1; the last of four is the longer one. */
	year += days / 146097 * 400;
	days %= 146097;
	year += (days / 36524 - days / 146096) * 100;
	days -= (days / 36524 - days / 146096) * 36524;
	year += days / 1461 * 4;
	days %= 1461;
	year += days / 365 - days / 1460;
	days -= (days / 365 - days / 1460) * 365;
	*local = (struct jam_local){ .year = year, .month = 1 };
	while (days >= days_in(year, local->month))
		days -= days_in(year, local->month++);
	local->day = days + 1;
	local->hour = rest / 3600;
	local->minute = rest / 60 % 60;
	local->second = rest % 60;
}

const char *
jam_zone_name(const char *written)
{
	return strcmp(written, "AoE") == 0 ? "Etc/GMT+12" : written;
}

/* UTC works on a machine without zoneinfo too. */
static bool
is_utc(const char *zone)
{
	return strcmp(zone, "UTC") == 0;
}

static bool
starts_with(const char *text, const char *start)
{
	return strncmp(text, start, strlen(start)) == 0;
}

/* A name that may be in zoneinfo and means the same on every machine. */
static bool
is_plain_name(const char *zone)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz"
				      "0123456789+-_/";

	return *zone != '\0' && *zone != '/' && strlen(zone) < NAME_SIZE &&
	       strspn(zone, letters) == strlen(zone) &&
	       !starts_with(zone, "right/") && !starts_with(zone, "posix/") &&
	       strcmp(zone, "posixrules") != 0 &&
	       strcmp(zone, "localtime") != 0;
}

static bool
has_file(const char *zone)
{
	char path[sizeof(ZONEINFO) + 1 + NAME_SIZE], magic[4];
	struct stat status;
	bool found;
	FILE *file;

	if (!is_plain_name(zone))
		return false;
	snprintf(path, sizeof(path), ZONEINFO "/%s", zone);
	if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
		return false;
	file = fopen(path, "rb");
	if (file == NULL)
		return false;
	found = fread(magic, 1, 4, file) == 4 && memcmp(magic, "TZif", 4) == 0;
	fclose(file);
	return found;
}

static void
collect(struct names *names, const char *folder)
{
	DIR *dir = opendir(jam_format(names->arena, ZONEINFO "/%s", folder));
	struct dirent *entry;

	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL) {
		const char *name =
		    jam_format(names->arena, "%s%s", folder, entry->d_name);

		if (has_file(name)) {
			names->name = jam_grow(
			    names->arena, names->name, &names->capacity,
			    names->count + 1, sizeof(*names->name));
			names->name[names->count++] = name;
		} else if (is_plain_name(name) && strlen(folder) < 32) {
			collect(names, jam_format(names->arena, "%s/", name));
		}
	}
	closedir(dir);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static const char *
last_part(const char *name)
{
	const char *slash = strrchr(name, '/');

	return slash != NULL ? slash + 1 : name;
}

/* The zone whose key (made of its name) is nearest to the zone's, if any. */
static bool
nearest_by(const struct names *names, const char *zone,
	   const char *(*key)(const char *), const char **out)
{
	const char **keys =
	    jam_alloc_array(names->arena, names->count + 1, sizeof(*keys));
	const char *near;

	for (size_t i = 0; i < names->count; i++)
		keys[i] = jam_utf8_fold(names->arena, key(names->name[i]));
	near = jam_utf8_nearest(jam_utf8_fold(names->arena, key(zone)), keys,
				names->count);
	for (size_t i = 0; i < names->count; i++)
		if (keys[i] == near)
			*out = names->name[i];
	return near != NULL;
}

static const char *
whole_name(const char *name)
{
	return name;
}

bool
jam_zone_check(struct jam_arena *arena, const char *zone, const char **meant)
{
	struct names names = { .arena = arena };

	zone = jam_zone_name(zone);
	*meant = NULL;
	if (is_utc(zone) || has_file(zone))
		return true;
	collect(&names, "");
	if (names.count == 0)
		return false;
	qsort(names.name, names.count, sizeof(*names.name), compare_names);
	if (!nearest_by(&names, zone, whole_name, meant))
		nearest_by(&names, zone, last_part, meant);
	return false;
}

/* Set libc's zone; zone_leave must follow. */
static bool
zone_enter(const char *zone, struct jam_error *err)
{
	/* The whole path, so that TZDIR has no say. */
	char value[sizeof(":" ZONEINFO "/") + NAME_SIZE];

	if (!has_file(zone)) {
		jam_fail(err, JAM_E_SYSTEM,
			 "the time zone \"%s\" is not in " ZONEINFO, zone);
		return jam_hint(err, "install tzdata, or a newer one");
	}
	snprintf(value, sizeof(value), ":" ZONEINFO "/%s", zone);
	if (setenv("TZ", value, 1) != 0)
		return jam_fail(err, JAM_E_SYSTEM, "out of memory");
	tzset();
	return true;
}

static void
zone_leave(void)
{
	/* glibc keeps the strings it was given; this one is there already. */
	setenv("TZ", "UTC0", 1);
	tzset();
}

/* What the clock of the entered zone shows, in seconds as if it were UTC. */
static bool
clock_at(int64_t at, struct tm *tm, int64_t *shown)
{
	time_t t = (time_t)at;
	struct jam_local local;

	if (localtime_r(&t, tm) == NULL)
		return false;
	local = (struct jam_local){ tm->tm_year + 1900, tm->tm_mon + 1,
				    tm->tm_mday,	tm->tm_hour,
				    tm->tm_min,		tm->tm_sec };
	*shown = jam_local_seconds(&local);
	return true;
}

/*
 * Every offset that the zone has near a time is tried, and a try holds when
 * the clock shows the time asked for.  (mktime with both tm_isdst misses the
 * hours that a zone gives away or repeats without summer time.)
 */
static enum jam_zone_fit
fit_offsets(int64_t wanted, int64_t *first, int64_t *second)
{
	int64_t shown, before = 0, after = 0, start = wanted - OFFSET_MAX;
	size_t found = 0;
	struct tm tm;

	for (int64_t t = start; t <= wanted + OFFSET_MAX; t += 3600) {
		int64_t at;

		if (!clock_at(t, &tm, &shown))
			continue;
		if (t > start && shown - t == after)
			continue;
		after = shown - t;
		if (t == start)
			before = after;
		at = wanted - after;
		if (!clock_at(at, &tm, &shown) || shown != wanted)
			continue;
		if (found == 0 || at < *first)
			*first = at;
		if (found == 0 || at > *second)
			*second = at;
		found++;
	}
	if (found > 0)
		return *first == *second ? JAM_ZONE_ONCE : JAM_ZONE_TWICE;
	*first = wanted - after;
	*second = wanted - before;
	return JAM_ZONE_GAP;
}

bool
jam_zone_to_utc(const char *zone, const struct jam_local *local,
		enum jam_zone_fit *fit, int64_t *first, int64_t *second,
		struct jam_error *err)
{
	int64_t wanted;

	if (!jam_local_valid(local))
		return jam_fail(err, JAM_E_DATA,
				"%04d-%02d-%02d %02d:%02d:%02d is not in the "
				"calendar",
				local->year, local->month, local->day,
				local->hour, local->minute, local->second);
	zone = jam_zone_name(zone);
	wanted = jam_local_seconds(local);
	*fit = JAM_ZONE_ONCE;
	*first = *second = wanted;
	if (is_utc(zone))
		return true;
	if (!zone_enter(zone, err))
		return false;
	*fit = fit_offsets(wanted, first, second);
	zone_leave();
	return true;
}

/* "CET" as it is; "-12" of AoE and "+03" so that people understand them. */
static void
abbreviate(const char *zone, const struct tm *tm, char abbreviation[16])
{
	char name[12] = "";

	strftime(name, sizeof(name), "%Z", tm);
	if (strcmp(zone, "Etc/GMT+12") == 0)
		snprintf(abbreviation, 16, "AoE");
	else
		snprintf(abbreviation, 16, "%s%s",
			 *name == '+' || *name == '-' ? "UTC" : "", name);
}

bool
jam_zone_from_utc(const char *zone, int64_t at, struct jam_local *local,
		  int *offset, char abbreviation[16], struct jam_error *err)
{
	int64_t shown = at;
	bool done = true;
	struct tm tm;

	zone = jam_zone_name(zone);
	*offset = 0;
	snprintf(abbreviation, 16, "UTC");
	if (!is_utc(zone)) {
		if (!zone_enter(zone, err))
			return false;
		done = at >= JAM_SECONDS_MIN && at <= JAM_SECONDS_MAX &&
		       clock_at(at, &tm, &shown);
		if (done)
			abbreviate(zone, &tm, abbreviation);
		zone_leave();
	}
	if (!done || shown < JAM_SECONDS_MIN || shown > JAM_SECONDS_MAX)
		return jam_fail(err, JAM_E_DATA,
				"a time outside of the years 1 to 9999");
	*offset = (int)(shown - at);
	jam_local_of(shown, local);
	return true;
}
