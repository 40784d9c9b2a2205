/* SPDX-License-Identifier: MIT */
/*
 * An event as iCalendar (RFC 5545): the event itself, its schedule, the window
 * of judging.  No attendee, no address, no alarm.
 */
#ifndef JAM_RENDER_CALENDAR_H
#define JAM_RENDER_CALENDAR_H

#include <stddef.h>
#include <stdint.h>

struct jam_buf;
struct jam_schedule_item;

/* All texts borrowed; times in seconds UTC. */
struct jam_calendar {
	const char *uid; /* of the event; only its hash leaves */
	const char *title, *description, *url; /* NULL absent, but title */
	const char *zone; /* in which programs should show it; NULL: theirs */
	int64_t starts_at, ends_at, opens_at, closes_at;
	const struct jam_schedule_item *schedule;
	size_t schedule_len;
	int64_t changed_at; /* when it was last created or amended */
	int64_t amendments; /* how often it was amended */
};

/*
 * Append the calendar: CRLF, lines folded at 75 octets, never inside a
 * character.  The UID of an entry is the first 32 hex digits of
 * SHA-256(event uid, 0, key), key being "event", "judging" or
 * "schedule/TITLE/N" for the Nth of that title, so that an entry that moves
 * stays the same entry.
 */
void jam_calendar_write(struct jam_buf *out,
			const struct jam_calendar *calendar);

#endif
