/* SPDX-License-Identifier: MIT */
/* jam list: rows of one kind. */
#include <string.h>

#include "cmd/cli/lookup.h"
#include "cmd/cmd.h"
#include "core/model/event.h"
#include "core/render/out.h"
#include "core/store/lists.h"

struct options {
	const char *site;
	bool owing;
};

static const struct jam_option options[] = {
	JAM_OPT(SITE, site, .name = "site", .value = "ID",
		.help = "only what belongs to this site"),
	JAM_OPT(FLAG, owing, .name = "owing",
		.help = "judges: only who still owes ratings"),
	{ 0 },
};

static const char *const kinds[] = {
	"assignments", "awards",  "criteria", "events",	 "judges",
	"outcomes",    "persons", "projects", "ratings", "registrations",
	"sites",       "teams",	  NULL,
};

static const struct jam_operand operands[] = {
	{ "WHAT", JAM_WORD, .choices = kinds, .help = "the kind of row" },
	{ 0 },
};

static bool
show(void *with, const union jam_cell *row, struct jam_error *err)
{
	return jam_out_row(with, row, err);
}

/* An option that a kind of row knows nothing of would go unheard. */
static bool
check_options(const struct options *o, enum jam_listing listing,
	      struct jam_error *err)
{
	bool has_site =
	    listing == JAM_LIST_ASSIGNMENTS || listing == JAM_LIST_JUDGES ||
	    listing == JAM_LIST_PROJECTS || listing == JAM_LIST_REGISTRATIONS;

	if (o->owing && listing != JAM_LIST_JUDGES)
		return jam_fail(err, JAM_E_USAGE, "--owing goes with judges");
	if (o->site != NULL && !has_site)
		return jam_fail(err, JAM_E_USAGE,
				"--site goes with assignments, judges, "
				"projects and registrations");
	return true;
}

/* What spans events asks for none. */
static bool
spans(enum jam_listing listing)
{
	return listing == JAM_LIST_EVENTS || listing == JAM_LIST_PERSONS;
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_listing_filter filter = { .owing = o->owing };
	enum jam_listing listing = 0;

	while (strcmp(kinds[listing], r->argv[0]) != 0)
		listing++;
	if (!check_options(o, listing, err))
		return false;
	if (!spans(listing)) {
		const struct jam_site *site = NULL;

		if (!jam_need_event(r, err) ||
		    (o->site != NULL && !jam_need_site(r, o->site, &site, err)))
			return false;
		filter.event = r->event;
		filter.site = site != NULL ? site->id : 0;
	}
	jam_out_begin(r->out, kinds[listing],
		      filter.event != NULL ? filter.event->slug : NULL,
		      jam_listing_columns(listing));
	return jam_store_each_row(r->store, listing, &filter, show, r->out,
				  err);
}

const struct jam_command jam_cmd_list = {
	.name = "list",
	.summary = "List projects, judges, ratings and all else",
	.details = "Events and persons span all events of the file; the other "
		   "kinds are those of one event.",
	.group = JAM_LOOKING,
	.needs = JAM_NEEDS_READ,
	.traits = JAM_ANY_EVENT,
	.options = options,
	.options_size = sizeof(struct options),
	.operands = operands,
	.run = run,
};
