/* SPDX-License-Identifier: MIT */
/* Times and durations as text. */
#include "core/base/time.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/arena.h"
#include "core/base/zone.h"

/* RFC 3339 to the minute at least; see jam_time_read. */
struct stamp {
	struct jam_local local;
	bool has_offset;
	int offset; /* seconds east of UTC */
};

static const struct {
	char letter;
	const char *name;
	int64_t seconds;
} units[] = {
	{ 'd', "d", 86400 },
	{ 'h', "h", 3600 },
	{ 'm', "min", 60 },
	{ 's', "s", 1 },
};

#define UNITS (sizeof(units) / sizeof(units[0]))

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Exactly n digits; *text moves behind them. */
static bool
digits(const char **text, int n, int *value)
{
	*value = 0;
	for (; n > 0; n--, ++*text) {
		if (!is_digit(**text))
			return false;
		*value = *value * 10 + (**text - '0');
	}
	return true;
}

static bool
skip(const char **text, char c)
{
	if (**text != c)
		return false;
	++*text;
	return true;
}

/* Z, or +HH:MM */
static bool
read_offset(const char **text, struct stamp *stamp)
{
	int sign = **text == '-' ? -1 : 1, hours, minutes;

	stamp->has_offset = true;
	if (skip(text, 'Z') || skip(text, 'z'))
		return true;
	if (!skip(text, '+') && !skip(text, '-'))
		return false;
	if (!digits(text, 2, &hours) || !skip(text, ':') ||
	    !digits(text, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	stamp->offset = sign * (hours * 3600 + minutes * 60);
	return true;
}

static bool
read_stamp(const char *text, struct stamp *stamp)
{
	struct jam_local *local = &stamp->local;
	bool fraction = false;

	*stamp = (struct stamp){ 0 };
	if (!digits(&text, 4, &local->year) || !skip(&text, '-') ||
	    !digits(&text, 2, &local->month) || !skip(&text, '-') ||
	    !digits(&text, 2, &local->day))
		return false;
	if (!skip(&text, ' ') && !skip(&text, 'T') && !skip(&text, 't'))
		return false;
	if (!digits(&text, 2, &local->hour) || !skip(&text, ':') ||
	    !digits(&text, 2, &local->minute))
		return false;
	if (skip(&text, ':')) {
		if (!digits(&text, 2, &local->second))
			return false;
		fraction = *text == '.' && is_digit(text[1]);
		for (text += fraction; fraction && is_digit(*text); text++)
			;
	}
	if (*text == '\0')
		return !fraction;
	return read_offset(&text, stamp) && *text == '\0';
}

bool
jam_local_read(const char *text, struct jam_local *local)
{
	struct stamp stamp;

	if (!read_stamp(text, &stamp) || stamp.has_offset)
		return false;
	*local = stamp.local;
	return true;
}

/* The RFC 3339 text of a time, without an arena. */
struct text {
	char bytes[40];
};

static struct text
utc_text(int64_t at)
{
	struct jam_local l;
	struct text text;

	if (at < JAM_SECONDS_MIN || at > JAM_SECONDS_MAX) {
		snprintf(text.bytes, sizeof(text.bytes), "@%" PRId64, at);
		return text;
	}
	jam_local_of(at, &l);
	snprintf(text.bytes, sizeof(text.bytes),
		 "%04d-%02d-%02dT%02d:%02d:%02dZ", l.year, l.month, l.day,
		 l.hour, l.minute, l.second);
	return text;
}

static bool
refuse_fit(const char *text, const char *zone, enum jam_zone_fit fit,
	   const int64_t at[2], struct jam_error *err)
{
	struct text first = utc_text(at[0]), second = utc_text(at[1]);

	if (fit == JAM_ZONE_GAP)
		jam_fail(err, JAM_E_DATA,
			 "\"%s\" does not exist in %s: its clocks are put "
			 "forward over it (between %s and %s)",
			 text, zone, first.bytes, second.bytes);
	else
		jam_fail(err, JAM_E_DATA,
			 "\"%s\" happens twice in %s: at %s and at %s", text,
			 zone, first.bytes, second.bytes);
	return jam_hint(err, "say which: %s or %s", first.bytes, second.bytes);
}

bool
jam_time_read(const char *text, const char *zone, int64_t *at,
	      struct jam_error *err)
{
	enum jam_zone_fit fit;
	struct stamp stamp;
	int64_t found[2];

	if (!read_stamp(text, &stamp)) {
		jam_fail(err, JAM_E_DATA, "\"%s\" is not a time", text);
		return jam_hint(err, "write it like 2022-11-13 18:15 or "
				     "2022-11-13T18:15:00Z");
	}
	if (!jam_local_valid(&stamp.local))
		return jam_fail(err, JAM_E_DATA,
				"\"%s\" is not in the calendar", text);
	if (stamp.has_offset) {
		*at = jam_local_seconds(&stamp.local) - stamp.offset;
		return true;
	}
	if (!jam_zone_to_utc(zone, &stamp.local, &fit, &found[0], &found[1],
			     err))
		return false;
	if (fit != JAM_ZONE_ONCE)
		return refuse_fit(text, zone, fit, found, err);
	*at = found[0];
	return true;
}

const char *
jam_time_write(struct jam_arena *arena, int64_t at)
{
	return jam_strdup(arena, utc_text(at).bytes);
}

bool
jam_time_show(struct jam_arena *arena, int64_t at, const char *zone,
	      const char **text, struct jam_error *err)
{
	char abbreviation[16];
	struct jam_local l;
	int offset;

	if (!jam_zone_from_utc(zone, at, &l, &offset, abbreviation, err))
		return false;
	*text = jam_format(arena, "%04d-%02d-%02d %02d:%02d %s", l.year,
			   l.month, l.day, l.hour, l.minute, abbreviation);
	return true;
}

bool
jam_time_write_local(struct jam_arena *arena, int64_t at, const char *zone,
		     const char **text, struct jam_error *err)
{
	char abbreviation[16];
	struct jam_local l;
	int offset;

	if (!jam_zone_from_utc(zone, at, &l, &offset, abbreviation, err))
		return false;
	if (offset % 60 != 0) {
		*text = jam_time_write(arena, at);
		return true;
	}
	*text = jam_format(arena, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
			   l.year, l.month, l.day, l.hour, l.minute, l.second,
			   offset < 0 ? '-' : '+', abs(offset) / 3600,
			   abs(offset) / 60 % 60);
	return true;
}

bool
jam_duration_read(const char *text, int64_t *seconds)
{
	const char *p = text;
	int64_t n = 0;

	for (; is_digit(*p); p++) {
		if (n > (INT64_MAX - 9) / 10)
			return false;
		n = n * 10 + (*p - '0');
	}
	if (p == text)
		return false;
	if (*p == '\0' && n == 0 && p == text + 1) {
		*seconds = 0;
		return true;
	}
	for (size_t i = 0; i < UNITS; i++) {
		if (*p != units[i].letter)
			continue;
		if (p[1] != '\0' || n > INT64_MAX / units[i].seconds)
			return false;
		*seconds = n * units[i].seconds;
		return true;
	}
	return false;
}

const char *
jam_duration_write(struct jam_arena *arena, int64_t seconds)
{
	size_t i = 0;

	if (seconds == 0)
		return "0";
	while (seconds % units[i].seconds != 0)
		i++;
	return jam_format(arena, "%" PRId64 "%c", seconds / units[i].seconds,
			  units[i].letter);
}

const char *
jam_duration_show(struct jam_arena *arena, int64_t seconds)
{
	size_t i = 0;
	int64_t rest;

	while (i + 1 < UNITS && seconds < units[i].seconds)
		i++;
	rest = seconds % units[i].seconds;
	if (i + 1 == UNITS || rest / units[i + 1].seconds == 0)
		return jam_format(arena, "%" PRId64 " %s",
				  seconds / units[i].seconds, units[i].name);
	return jam_format(arena, "%" PRId64 " %s %" PRId64 " %s",
			  seconds / units[i].seconds, units[i].name,
			  rest / units[i + 1].seconds, units[i + 1].name);
}
