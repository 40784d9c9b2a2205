/* SPDX-License-Identifier: MIT */
/* The event and its sites, where they are needed after all. */
#include "cmd/cli/lookup.h"

#include "cmd/cmd.h"
#include "core/model/event.h"
#include "core/store/events.h"

bool
jam_need_event(struct jam_run *run, struct jam_error *err)
{
	struct jam_event *event;

	if (run->event != NULL)
		return true;
	if (!jam_store_get_event(run->store, NULL, run->arena, &event, err))
		return false;
	run->event = event;
	return true;
}

bool
jam_need_site(const struct jam_run *run, const char *key,
	      const struct jam_site **site, struct jam_error *err)
{
	*site = jam_event_site(run->event, key);
	if (*site != NULL)
		return true;
	jam_fail(err, JAM_E_DATA, "\"%s\" is not a site of %s", key,
		 run->event->slug);
	return jam_hint(err, "jam list sites");
}
