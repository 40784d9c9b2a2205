/* SPDX-License-Identifier: MIT */
/* The calendar of an event, from the store to render's plain struct. */
#ifndef JAM_CMD_CLI_AGENDA_H
#define JAM_CMD_CLI_AGENDA_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_buf;
struct jam_run;
struct jam_schedule_item;
struct jam_site;

/* What the schedule has for a site: all but what is at another one. */
const struct jam_schedule_item *jam_agenda_of(const struct jam_run *run,
					      const struct jam_site *site,
					      size_t *count);

/*
 * Append the calendar of the run's event.  With a site (else NULL): in its
 * zone, without what the schedule has for the other sites.
 */
JAM_MUST_USE bool jam_agenda_write(const struct jam_run *run,
				   const struct jam_site *site,
				   struct jam_buf *out, struct jam_error *err);

#endif
