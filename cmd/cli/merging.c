/* SPDX-License-Identifier: MIT */
/* A map file's same_person, made part of the event. */
#include "cmd/cli/merging.h"

#include <string.h>

#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/import/mapfile.h"
#include "core/model/event.h"
#include "core/policy/amend.h"
#include "core/store/events.h"

static bool
has(const struct jam_same_person *group, const char *email)
{
	for (size_t i = 0; i < group->emails_len; i++)
		if (strcmp(group->emails[i], email) == 0)
			return true;
	return false;
}

static bool
is_known(const struct jam_event *event, const struct jam_same_person *group)
{
	for (size_t i = 0; i < event->same_person_len; i++) {
		size_t found = 0;

		for (size_t j = 0; j < group->emails_len; j++)
			found += has(&event->same_person[i], group->emails[j]);
		if (found == group->emails_len)
			return true;
	}
	return false;
}

bool
jam_merging_apply(struct jam_run *run, const struct jam_mapping *mapping,
		  struct jam_error *err)
{
	const struct jam_event *was = run->event;
	struct jam_event event = *was, *now;
	struct jam_event_lines before, after;
	struct jam_change_lines changes;
	struct jam_amendment amendment = { .reason = "map file of an import" };
	size_t n = was->same_person_len;

	event.same_person =
	    jam_alloc_array(run->arena, n + mapping->same_person_len,
			    sizeof(*event.same_person));
	if (n > 0)
		memcpy(event.same_person, was->same_person,
		       n * sizeof(*event.same_person));
	for (size_t i = 0; i < mapping->same_person_len; i++)
		if (!is_known(was, &mapping->same_person[i]))
			event.same_person[n++] = mapping->same_person[i];
	if (n == was->same_person_len)
		return true;
	event.same_person_len = n;
	jam_event_flatten(was, run->arena, &before);
	jam_event_flatten(&event, run->arena, &after);
	jam_amend_diff(&before, &after, run->arena, &changes);
	amendment.changes = jam_amend_text(&changes, run->arena);
	if (!jam_store_amend_event(run->store, &event, &amendment, err) ||
	    !jam_store_get_event(run->store, was->slug, run->arena, &now, err))
		return false;
	n -= was->same_person_len;
	jam_say(run, "%zu group%s of addresses: one person each from now on", n,
		n == 1 ? "" : "s");
	run->event = now;
	return true;
}
