/* SPDX-License-Identifier: MIT */
/* iCalendar. */
#include "core/render/calendar.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/hash.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/model/event.h"

#define LINE_MOST ((size_t)75) /* octets, without CRLF */

/* One entry; NULL and JAM_NO_TIME where absent. */
struct entry {
	const char *key, *title, *place, *description, *url;
	int64_t starts, ends;
};

/* A content line, folded; a line that goes on begins with a blank. */
static void
put_line(struct jam_buf *out, const char *line)
{
	size_t used = 0;
	int32_t code;
	size_t n;

	for (; (n = jam_utf8_next(line, &code)) > 0; line += n) {
		if (used + n > LINE_MOST) {
			jam_buf_text(out, "\r\n ");
			used = 1;
		}
		jam_buf_add(out, line, n);
		used += n;
	}
	jam_buf_text(out, "\r\n");
}

/* RFC 5545, 3.3.11: backslash before \ ; , and \n for a line break. */
static void
put_text(struct jam_buf *out, const char *name, const char *text)
{
	struct jam_buf clean, line;

	jam_buf_init(&clean, out->arena);
	if (text != NULL)
		jam_utf8_clean(&clean, text);
	if (clean.length == 0)
		return;
	jam_buf_init(&line, out->arena);
	jam_buf_format(&line, "%s:", name);
	for (const char *p = jam_buf_string(&clean); *p != '\0'; p++) {
		if (*p == '\n') {
			jam_buf_text(&line, "\\n");
			continue;
		}
		if (strchr("\\;,", *p) != NULL)
			jam_buf_char(&line, '\\');
		jam_buf_char(&line, *p);
	}
	put_line(out, jam_buf_string(&line));
}

/* 20221113T181500Z, of 2022-11-13T18:15:00Z */
static void
put_time(struct jam_buf *out, const char *name, int64_t at)
{
	if (at == JAM_NO_TIME)
		return;
	jam_buf_format(out, "%s:", name);
	for (const char *p = jam_time_write(out->arena, at); *p != '\0'; p++)
		if (*p != '-' && *p != ':')
			jam_buf_char(out, *p);
	jam_buf_text(out, "\r\n");
}

static void
put_uid(struct jam_buf *out, const struct jam_calendar *c, const char *key)
{
	struct jam_hasher hasher;
	struct jam_hash hash;
	char hex[33];

	jam_hash_begin(&hasher);
	jam_hash_add(&hasher, c->uid, strlen(c->uid) + 1);
	jam_hash_add(&hasher, key, strlen(key));
	jam_hash_end(&hasher, &hash);
	jam_hex_write(hex, hash.bytes, 16);
	jam_buf_format(out, "UID:%s\r\n", hex);
}

/* A URI is not text: what may not stand in one ends it. */
static void
put_url(struct jam_buf *out, const char *url)
{
	size_t n;

	if (url == NULL)
		return;
	n = strcspn(url, " \t\r\n\\\"<>");
	if (url[n] == '\0')
		put_line(out, jam_format(out->arena, "URL:%s", url));
}

static void
put_entry(struct jam_buf *out, const struct jam_calendar *c,
	  const struct entry *e)
{
	jam_buf_text(out, "BEGIN:VEVENT\r\n");
	put_uid(out, c, e->key);
	put_time(out, "DTSTAMP", c->changed_at);
	put_time(out, "LAST-MODIFIED", c->changed_at);
	jam_buf_format(out, "SEQUENCE:%" PRId64 "\r\n", c->amendments);
	put_time(out, "DTSTART", e->starts);
	put_time(out, "DTEND", e->ends);
	put_text(out, "SUMMARY", e->title);
	put_text(out, "LOCATION", e->place);
	put_text(out, "DESCRIPTION", e->description);
	put_url(out, e->url);
	jam_buf_text(out, "END:VEVENT\r\n");
}

/* How many of the items before this one have its title. */
static size_t
same_before(const struct jam_calendar *c, size_t index)
{
	size_t count = 0;

	for (size_t i = 0; i < index; i++)
		count +=
		    strcmp(c->schedule[i].title, c->schedule[index].title) == 0;
	return count;
}

void
jam_calendar_write(struct jam_buf *out, const struct jam_calendar *c)
{
	struct entry event = { "event", c->title,     NULL,	 c->description,
			       c->url,	c->starts_at, c->ends_at };
	struct entry judging = {
		"judging",    jam_format(out->arena, "%s: judging", c->title),
		NULL,	      NULL,
		c->url,	      c->opens_at,
		c->closes_at,
	};

	jam_buf_text(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
			  "PRODID:-//jam//jam//EN\r\nMETHOD:PUBLISH\r\n");
	put_text(out, "X-WR-CALNAME", c->zone != NULL ? c->title : NULL);
	put_text(out, "X-WR-TIMEZONE", c->zone);
	put_entry(out, c, &event);
	for (size_t i = 0; i < c->schedule_len; i++) {
		const struct jam_schedule_item *item = &c->schedule[i];
		struct entry entry = {
			.key = jam_format(out->arena, "schedule/%s/%zu",
					  item->title, same_before(c, i) + 1),
			.title = item->title,
			.place = item->place,
			.starts = item->at,
			.ends = item->until,
		};

		put_entry(out, c, &entry);
	}
	put_entry(out, c, &judging);
	jam_buf_text(out, "END:VCALENDAR\r\n");
}
