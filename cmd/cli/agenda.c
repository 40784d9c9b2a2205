/* SPDX-License-Identifier: MIT */
/* Filling the calendar. */
#include "cmd/cli/agenda.h"

#include <string.h>

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/render/calendar.h"
#include "core/store/events.h"

/* An item belongs to a site when its place is the site's id or title. */
static bool
is_elsewhere(const struct jam_event *event, const struct jam_site *here,
	     const char *place)
{
	for (size_t i = 0; place != NULL && i < event->sites_len; i++) {
		const struct jam_site *s = &event->sites[i];

		if (s != here && (strcmp(place, s->key) == 0 ||
				  strcmp(place, s->title) == 0))
			return true;
	}
	return false;
}

const struct jam_schedule_item *
jam_agenda_of(const struct jam_run *run, const struct jam_site *site,
	      size_t *count)
{
	const struct jam_event *e = run->event;
	struct jam_schedule_item *items =
	    jam_alloc_array(run->arena, e->schedule_len, sizeof(*items));

	*count = 0;
	for (size_t i = 0; i < e->schedule_len; i++)
		if (!is_elsewhere(e, site, e->schedule[i].place))
			items[(*count)++] = e->schedule[i];
	return items;
}

bool
jam_agenda_write(const struct jam_run *run, const struct jam_site *site,
		 struct jam_buf *out, struct jam_error *err)
{
	const struct jam_event *e = run->event;
	struct jam_calendar c = {
		.uid = e->uid.text,
		.title = e->title,
		.description = e->description,
		.url = e->links_len > 0 ? e->links[0].url : NULL,
		.zone = e->zone,
		.starts_at = e->starts_at,
		.ends_at = e->ends_at,
		.opens_at = e->judging.opens_at,
		.closes_at = e->judging.closes_at,
		.schedule = e->schedule,
		.schedule_len = e->schedule_len,
	};

	if (site != NULL) {
		c.schedule = jam_agenda_of(run, site, &c.schedule_len);
		c.zone = site->zone != NULL ? site->zone : e->zone;
		c.title =
		    jam_format(run->arena, "%s: %s", e->title, site->title);
	}
	if (!jam_store_get_amendments(run->store, e, &c.changed_at,
				      &c.amendments, err))
		return false;
	jam_calendar_write(out, &c);
	return true;
}
