/* SPDX-License-Identifier: MIT */
/* A series of events in figures. */
#include "core/policy/series.h"

#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/stats.h"

#define LOCATIONS 3

static const char *const names[] = { "participants", "projects", "sites",
				     "locations" };
static const char *const ratios[] = { "participants per event",
				      "projects per event", "sites per event" };

void
jam_series_add(struct jam_series_sum *sum, const struct jam_past *past)
{
	const int64_t figures[] = { past->participants, past->projects,
				    past->sites, past->locations };

	sum->parts++;
	sum->events += past->events;
	for (size_t i = 0; i < 4; i++) {
		if (figures[i] == JAM_NONE)
			continue;
		sum->figures[i] += figures[i];
		sum->events_of[i] += past->events;
		sum->at_least |= past->at_least & 1U << i;
	}
}

size_t
jam_series_lines(const struct jam_series_sum *sum, const char *scope,
		 struct jam_series_line *lines)
{
	size_t n = 0;

	lines[n++] =
	    (struct jam_series_line){ scope, "events", (double)sum->events,
				      false, sum->events };
	for (size_t i = 0; i < 4; i++)
		if (sum->events_of[i] > 0 &&
		    (i != LOCATIONS || sum->parts == 1))
			lines[n++] = (struct jam_series_line){
				scope, names[i], (double)sum->figures[i],
				(sum->at_least & 1U << i) != 0,
				sum->events_of[i]
			};
	for (size_t i = 0; i < 3; i++)
		if (sum->events_of[i] > 0)
			lines[n++] = (struct jam_series_line){
				scope, ratios[i],
				jam_stats_ratio(sum->figures[i],
						sum->events_of[i], 1),
				(sum->at_least & 1U << i) != 0,
				sum->events_of[i]
			};
	return n;
}
