/* SPDX-License-Identifier: MIT */
/* Times as people read them on a page, in the event's zone. */
#ifndef JAM_RENDER_WHEN_H
#define JAM_RENDER_WHEN_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;

/* "11–13 November 2022"; of the arena. */
JAM_MUST_USE bool jam_when_range(struct jam_arena *arena, const char *zone,
				 int64_t from, int64_t to, const char **text,
				 struct jam_error *err);

/* "Friday 11 November 2022" */
JAM_MUST_USE bool jam_when_day(struct jam_arena *arena, const char *zone,
			       int64_t at, const char **text,
			       struct jam_error *err);

/* "18:00" */
JAM_MUST_USE bool jam_when_clock(struct jam_arena *arena, const char *zone,
				 int64_t at, const char **text,
				 struct jam_error *err);

/* "13 November 2022, 14:15 CET" */
JAM_MUST_USE bool jam_when_moment(struct jam_arena *arena, const char *zone,
				  int64_t at, const char **text,
				  struct jam_error *err);

/* The end of what began at `from`; on that day "18:15 CET". */
JAM_MUST_USE bool jam_when_until(struct jam_arena *arena, const char *zone,
				 int64_t from, int64_t to, const char **text,
				 struct jam_error *err);

/* "2022-11-13" */
JAM_MUST_USE bool jam_when_date(struct jam_arena *arena, const char *zone,
				int64_t at, const char **text,
				struct jam_error *err);

#endif
