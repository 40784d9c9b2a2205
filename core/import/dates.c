/* SPDX-License-Identifier: MIT */
/* Times as forms and spreadsheets write them. */
#include "core/import/dates.h"

#include <string.h>
#include <strings.h>

#include "core/base/zone.h"

/* A text taken apart: three numbers, a time of the day, perhaps an offset. */
struct parts {
	int a, b, c;
	bool year_first; /* a has four digits */
	int hour, minute, second;
	bool has_offset;
	int offset; /* seconds east of UTC */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* One to most digits; gives how many. */
static int
number(const char **text, int most, int *value)
{
	int n = 0;

	*value = 0;
	while (n < most && is_digit(**text)) {
		*value = *value * 10 + (*(*text)++ - '0');
		n++;
	}
	return is_digit(**text) ? 0 : n;
}

static void
blanks(const char **text)
{
	/* U+202F stands between time and AM in newer locales. */
	while (**text == ' ' || **text == ',' ||
	       strncmp(*text, "\xe2\x80\xaf", 3) == 0)
		*text += **text == ' ' || **text == ',' ? 1 : 3;
}

static bool
word(const char **text, const char *what)
{
	size_t n = strlen(what);

	if (strncasecmp(*text, what, n) != 0)
		return false;
	*text += n;
	return true;
}

static bool
read_day(const char **text, struct parts *p)
{
	const char *start = *text;
	char mark;
	int n = number(text, 4, &p->a);

	mark = **text;
	if (n == 0 || mark == '\0' || strchr("/.-", mark) == NULL)
		return false;
	p->year_first = n == 4;
	if (n == 3 || *text - start != n)
		return false;
	++*text;
	n = number(text, 2, &p->b);
	if (n == 0 || *(*text)++ != mark)
		return false;
	n = number(text, 4, &p->c);
	if (n == 0 || n == 3 || (p->year_first && n == 4))
		return false;
	return true;
}

/* "10:04", "10:04:21.5", "9:15 PM" */
static bool
read_clock(const char **text, struct parts *p)
{
	if (number(text, 2, &p->hour) == 0 || *(*text)++ != ':' ||
	    number(text, 2, &p->minute) != 2)
		return false;
	if (**text == ':') {
		++*text;
		if (number(text, 2, &p->second) != 2)
			return false;
	}
	if (**text == '.' || (**text == ',' && is_digit((*text)[1])))
		for (++*text; is_digit(**text);)
			++*text;
	blanks(text);
	if (word(text, "am") || word(text, "a.m.")) {
		if (p->hour < 1 || p->hour > 12)
			return false;
		p->hour %= 12;
	} else if (word(text, "pm") || word(text, "p.m.")) {
		if (p->hour < 1 || p->hour > 12)
			return false;
		p->hour = p->hour % 12 + 12;
	}
	blanks(text);
	return true;
}

/* "Z", "UTC", "+01:00", "GMT+1" */
static bool
read_offset(const char **text, struct parts *p)
{
	int hours, minutes = 0, sign;

	p->has_offset = true;
	if (word(text, "z") || word(text, "utc") || word(text, "gmt"))
		if (**text == '\0')
			return true;
	if (**text != '+' && **text != '-')
		return false;
	sign = *(*text)++ == '-' ? -1 : 1;
	if (is_digit((*text)[0]) && is_digit((*text)[1]) &&
	    is_digit((*text)[2]) && is_digit((*text)[3])) {
		hours = ((*text)[0] - '0') * 10 + (*text)[1] - '0';
		*text += 2;
		number(text, 2, &minutes);
	} else if (number(text, 2, &hours) == 0 ||
		   (**text == ':' && (++*text, number(text, 2, &minutes) != 2)))
		return false;
	p->offset = sign * (hours * 3600 + minutes * 60);
	return hours < 24 && minutes < 60;
}

static bool
read_parts(const char *text, struct parts *p)
{
	*p = (struct parts){ .a = 0 };
	if (!read_day(&text, p))
		return false;
	if (*text == 'T' || *text == 't')
		text++;
	blanks(&text);
	if (*text == '\0')
		return true;
	if (!read_clock(&text, p))
		return false;
	if (*text == '\0')
		return true;
	return read_offset(&text, p) && *text == '\0';
}

static struct jam_local
local_of(const struct parts *p, enum jam_date_order order)
{
	struct jam_local local = { .hour = p->hour,
				   .minute = p->minute,
				   .second = p->second };
	bool year_first = p->year_first || order == JAM_DATE_YMD;

	local.year = year_first ? p->a : p->c;
	local.day = year_first ? p->c : order == JAM_DATE_MDY ? p->b : p->a;
	local.month = year_first || order != JAM_DATE_MDY ? p->b : p->a;
	if (local.year < 100)
		local.year += 2000;
	return local;
}

void
jam_dates_look(struct jam_dates *dates, const char *text)
{
	struct jam_local dmy, mdy;
	struct parts p;

	if (!read_parts(text, &p) || p.year_first)
		return;
	dmy = local_of(&p, JAM_DATE_DMY);
	mdy = local_of(&p, JAM_DATE_MDY);
	dates->seen++;
	dates->dmy += jam_local_valid(&dmy);
	dates->mdy += jam_local_valid(&mdy);
	dates->differ |= p.a != p.b;
}

bool
jam_dates_decide(const struct jam_dates *dates, enum jam_date_order *order,
		 bool *asks)
{
	bool dmy = dates->dmy == dates->seen;
	bool mdy = dates->mdy == dates->seen;

	*asks = dmy && mdy && dates->differ;
	*order = JAM_DATE_ANY;
	if (dates->seen > 0 && dmy != mdy)
		*order = dmy ? JAM_DATE_DMY : JAM_DATE_MDY;
	return !*asks && (dmy || mdy);
}

static bool
refuse(const char *text, struct jam_error *err)
{
	jam_fail(err, JAM_E_DATA, "\"%.100s\" is not a time", text);
	if (text[strspn(text, "0123456789.,")] == '\0')
		return jam_hint(err, "a bare number is how a spreadsheet "
				     "counts days; format the column as "
				     "YYYY-MM-DD HH:MM");
	return jam_hint(err, "write it like 2022-11-13 18:15");
}

bool
jam_date_read(const char *text, enum jam_date_order order, const char *zone,
	      int64_t *at, struct jam_error *err)
{
	struct jam_local local;
	enum jam_zone_fit fit;
	struct parts p;
	int64_t later;

	if (!read_parts(text, &p))
		return refuse(text, err);
	local = local_of(&p, order);
	if (!jam_local_valid(&local))
		return jam_fail(err, JAM_E_DATA,
				"\"%.100s\" is not in the calendar%s", text,
				p.year_first		? ""
				: order == JAM_DATE_MDY ? " as month, day, year"
							: " as day, month, "
							  "year");
	if (p.has_offset || strcmp(zone, "UTC") == 0) {
		*at = jam_local_seconds(&local) - p.offset;
		return true;
	}
	if (!jam_zone_to_utc(zone, &local, &fit, at, &later, err))
		return false;
	if (fit != JAM_ZONE_GAP)
		return true;
	return jam_fail(err, JAM_E_DATA, "\"%.100s\" does not exist in %s",
			text, zone);
}
