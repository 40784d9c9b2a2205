/* SPDX-License-Identifier: MIT */
/* All that would go wrong with an event, in order of what it is about. */
#include "core/policy/audit.h"

#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/model/event.h"
#include "core/policy/audit_work.h"

#define LISTED 20

const char *const jam_level_words[] = { "problem", "question", "note", NULL };

const struct jam_column jam_finding_columns[] = {
	JAM_COLUMN(struct jam_finding, level, TEXT),
	JAM_COLUMN(struct jam_finding, about, TEXT),
	JAM_COLUMN(struct jam_finding, found, TEXT),
	JAM_COLUMN(struct jam_finding, advice, TEXT),
	{ 0 },
};

void
jam_audit_note(struct jam_audit_work *w, enum jam_level level,
	       const char *about, const char *found, const char *advice)
{
	struct jam_findings *out = w->out;

	out->items = jam_grow(w->arena, out->items, &out->capacity,
			      out->count + 1, sizeof *out->items);
	out->items[out->count++] = (struct jam_finding){ jam_level_words[level],
							 about, found, advice };
	out->problems += level == JAM_PROBLEM;
}

const char *
jam_audit_time(const struct jam_audit_work *w, int64_t at)
{
	struct jam_error ignored = { 0 };
	const char *text;

	if (jam_time_show(w->arena, at, w->audit->event->zone, &text, &ignored))
		return text;
	return jam_time_write(w->arena, at);
}

bool
jam_audit_listed(size_t *series)
{
	return ++*series <= LISTED;
}

void
jam_audit_rest(struct jam_audit_work *w, enum jam_level level,
	       const char *about, size_t series)
{
	if (series > LISTED)
		jam_audit_note(w, level, about,
			       jam_format(w->arena, "and %zu more like these",
					  series - LISTED),
			       NULL);
}

size_t
jam_audit_first(const struct jam_audit_pair *pairs, size_t count, int64_t who)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (pairs[middle].who < who)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Problems first, else as they were found. */
static void
put_problems_first(struct jam_arena *arena, struct jam_findings *out)
{
	struct jam_finding *sorted =
	    jam_alloc_array(arena, out->count, sizeof *sorted);
	size_t n = 0;

	for (size_t level = 0; jam_level_words[level] != NULL; level++)
		for (size_t i = 0; i < out->count; i++)
			if (out->items[i].level == jam_level_words[level])
				sorted[n++] = out->items[i];
	out->items = sorted;
}

struct jam_findings
jam_audit(const struct jam_audit *audit, struct jam_arena *arena)
{
	struct jam_findings found = { 0 };
	struct jam_audit_work w = { audit, arena, &found };

	jam_audit_window(&w);
	jam_audit_rubric(&w);
	jam_audit_loads(&w);
	jam_audit_projects(&w);
	jam_audit_people(&w);
	jam_audit_texts(&w);
	put_problems_first(arena, &found);
	return found;
}
