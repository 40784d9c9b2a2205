/* SPDX-License-Identifier: MIT */
/* Commands that tell more of what an event uses. */
#include "cmd/cli/see_also.h"

#include "cmd/cli/reports.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/event.h"
#include "core/policy/rules.h"
#include "core/store/events.h"
#include "core/store/status.h"

bool
jam_see_also(const struct jam_run *run, const struct jam_status_counts *c,
	     struct jam_words *commands, struct jam_error *err)
{
	const struct jam_event *e = run->event;
	bool published = c->published_at != JAM_NONE;
	bool survey = e->survey_len > 0;
	bool told = e->links_len > 0 || e->ideas_len > 0 || c->shown > 0;
	bool late = c->open > 0 && run->now >= jam_rules_last_end(e);
	struct jam_words events;

	if (!jam_store_list_events(run->store, run->arena, &events, err))
		return false;
	const struct {
		bool used;
		const char *command;
	} all[] = {
		{ e->sites_len > 0, "jam report sites" },
		{ told, "jam export pages --html -o DIR" },
		{ late, "jam list judges --owing" },
		{ c->retracted > 0, "jam restore PROJECT" },
		{ c->aside > 0, "jam restore --judge EMAIL" },
		{ c->awards > 0, "jam list awards" },
		{ survey, "jam import survey FILE" },
		{ survey, "jam report survey" },
		{ jam_report_sources_question(run) != NULL,
		  "jam report sources" },
		{ published, "jam import outcomes FILE" },
		{ published, "jam report outcomes" },
		{ e->expectations_len > 0, "jam report outcomes --expected" },
		{ events.count > 1 || e->past_len > 0, "jam report series" },
	};
	size_t most = sizeof(all) / sizeof(all[0]), n = 0;
	const char **items = jam_alloc_array(run->arena, most, sizeof(*items));

	for (size_t i = 0; i < most; i++)
		if (all[i].used)
			items[n++] = all[i].command;
	*commands = (struct jam_words){ items, n };
	return true;
}
