/* SPDX-License-Identifier: MIT */
/* jam create: events from their files, in a database that may be new. */
#include <string.h>

#include "cmd/cli/session.h"
#include "cmd/cli/term.h"
#include "cmd/cmd.h"
#include "cmd/template.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/import/eventfile.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/slug.h"
#include "core/render/out.h"
#include "core/store/events.h"

struct options {
	bool template;
};

static const struct jam_option options[] = {
	JAM_OPT(FLAG, template, .name = "template",
		.help = "print a commented file to start from; the operand is "
			"the event's name"),
	{ 0 },
};

static const struct jam_operand operands[] = {
	{ "EVENT.yaml", JAM_FILE, .repeats = true, .optional = true,
	  .help = "files that declare events: jam-event(5)" },
	{ 0 },
};

struct row {
	const char *event, *title;
	int64_t starts_at, ends_at, opens_at, closes_at, criteria, sites;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct row, event, TEXT),
	JAM_COLUMN(struct row, title, TEXT),
	JAM_COLUMN(struct row, starts_at, TIME),
	JAM_COLUMN(struct row, ends_at, TIME),
	JAM_COLUMN(struct row, opens_at, TIME),
	JAM_COLUMN(struct row, closes_at, TIME),
	JAM_COLUMN(struct row, criteria, INT),
	JAM_COLUMN(struct row, sites, INT),
	{ 0 },
};

static bool
create(struct jam_run *r, struct jam_event *event, struct jam_error *err)
{
	struct row row;

	if (!jam_store_put_event(r->store, event, err))
		return false;
	row = (struct row){
		.event = event->slug,
		.title = event->title,
		.starts_at = event->starts_at,
		.ends_at = event->ends_at,
		.opens_at = event->judging.opens_at,
		.closes_at = event->judging.closes_at,
		.criteria = (int64_t)event->criteria_len,
		.sites = (int64_t)event->sites_len,
	};
	return jam_out_row(r->out, &row, err);
}

static bool
create_all(struct jam_run *r, struct jam_error *err)
{
	struct jam_event *events = r->state;

	jam_out_begin(r->out, "events", NULL, columns);
	for (int i = 0; i < r->argc; i++)
		if (!create(r, &events[i], err))
			return false;
	return true;
}

/* The value of a key in the first column, replaced to the end of its line. */
static const char *
add_with(struct jam_buf *out, const char *text, const char *key,
	 const char *value)
{
	const char *at = strstr(text, key);

	jam_buf_add(out, text, (size_t)(at - text));
	jam_buf_text(out, key);
	jam_json_string(out, value);
	at += strlen(key);
	return at + strcspn(at, "\n");
}

static bool
print_template(const struct jam_run *r, struct jam_error *err)
{
	const char *rest = jam_template[0];
	struct jam_term term;
	struct jam_buf out;

	if (r->argc > 1)
		return jam_fail(err, JAM_E_USAGE,
				"--template takes one name, not %d", r->argc);
	jam_buf_init(&out, r->arena);
	if (r->argc == 1) {
		const char *name = r->argv[0];

		rest = add_with(&out, rest, "\nevent: ",
				jam_slug_make(r->arena, name, "my-jam"));
		rest = add_with(&out, rest, "\ntitle: ", name);
	}
	jam_buf_text(&out, rest);
	jam_term_read(&term);
	return jam_term_page(&term, &out, err);
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_event *events;

	if (o->template)
		return print_template(r, err);
	if (r->argc == 0) {
		jam_fail(err, JAM_E_USAGE, "EVENT.yaml is missing");
		return jam_hint(err, "jam create --template prints one to "
				     "start from");
	}
	/* Files first: nobody waits for a lock while one is awaited. */
	events = jam_alloc_array(r->arena, (size_t)r->argc, sizeof(*events));
	for (int i = 0; i < r->argc; i++)
		if (!jam_eventfile_load(r->argv[i], r->in, r->arena, &events[i],
					err))
			return false;
	r->state = events;
	return jam_session(r, JAM_NEEDS_CREATE, create_all, err);
}

const struct jam_command jam_cmd_create = {
	.name = "create",
	.summary = "Set up an event from its file",
	.details =
	    "Stores one or more events as their YAML files declare them "
	    "(jam-event(5)), and makes the database where there is none. An "
	    "event that is there already is changed with jam amend.",
	.group = JAM_SETTING_UP,
	.needs = JAM_NEEDS_CREATE,
	.traits = JAM_OWN_STORE,
	.options = options,
	.options_size = sizeof(struct options),
	.operands = operands,
	.run = run,
};
