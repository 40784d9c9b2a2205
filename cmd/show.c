/* SPDX-License-Identifier: MIT */
/* jam show: one thing whole. */
#include <string.h>

#include "cmd/cli/lookup.h"
#include "cmd/cli/showing.h"
#include "cmd/cmd.h"

static const char *const kinds[] = {
	"assignments", "awards",  "criteria", "events",	 "judges",
	"outcomes",    "persons", "projects", "ratings", "registrations",
	"sites",       "teams",	  NULL,
};

static const struct jam_operand operands[] = {
	{ "WHAT", JAM_WORD, .choices = kinds, .help = "the kind of thing" },
	{ "NAME", JAM_WORD, .help = "which one" },
	{ 0 },
};

typedef bool shower(struct jam_run *run, const char *name,
		    struct jam_error *err);

/* In the order of kinds. */
static shower *const showers[] = {
	jam_show_assignments, jam_show_awards,	jam_show_criterion,
	jam_show_event,	      jam_show_judge,	jam_show_outcomes,
	jam_show_person,      jam_show_project, jam_show_ratings,
	jam_show_registered,  jam_show_site,	jam_show_team,
};

static bool
run(struct jam_run *r, struct jam_error *err)
{
	size_t kind = 0;

	while (strcmp(kinds[kind], r->argv[0]) != 0)
		kind++;
	if (showers[kind] != jam_show_event &&
	    showers[kind] != jam_show_person && !jam_need_event(r, err))
		return false;
	return showers[kind](r, r->argv[1], err);
}

const struct jam_command jam_cmd_show = {
	.name = "show",
	.summary = "Show one thing whole",
	.details =
	    "One project with its members, abstract, score and rank; one judge "
	    "with the batch; and so on. NAME is what the thing is called: of "
	    "assignments the judge, of ratings the project, of awards the "
	    "place, the name or the project, of outcomes the wave, the person "
	    "or the project.",
	.group = JAM_LOOKING,
	.needs = JAM_NEEDS_READ,
	.traits = JAM_ANY_EVENT,
	.operands = operands,
	.run = run,
};
