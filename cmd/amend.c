/* SPDX-License-Identifier: MIT */
/* jam amend: change what an event's file declares. */
#include "core/policy/amend.h"
#include <string.h>

#include "cmd/cli/ask.h"
#include "cmd/cli/options.h"
#include "cmd/cli/session.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/import/eventfile.h"
#include "core/model/event.h"
#include "core/render/out.h"
#include "core/store/events.h"

struct options {
	const char *reason;
};

static const struct jam_option options[] = {
	JAM_OPT(TEXT_OPTION, reason, .name = "reason", .value = "TEXT",
		.help = "why a rule of judging changes after the first rating"),
	{ 0 },
};

static const struct jam_operand operands[] = {
	{ "EVENT.yaml", JAM_FILE, .help = "the event as it should be" },
	{ 0 },
};

/* The event as it should be (the run's state), as it is, and what differs. */
struct amend {
	struct jam_event *event, *was;
	struct jam_change_lines changes;
	int64_t ratings;
};

static bool
compare(struct jam_run *r, struct amend *a, struct jam_error *err)
{
	struct jam_event_lines before, after;

	a->event = r->state;
	if (!jam_store_get_event(r->store, a->event->slug, r->arena, &a->was,
				 err) ||
	    !jam_store_count_ratings(r->store, a->was, &a->ratings, err))
		return false;
	jam_event_flatten(a->was, r->arena, &before);
	jam_event_flatten(a->event, r->arena, &after);
	jam_amend_diff(&before, &after, r->arena, &a->changes);
	return true;
}

static bool
show(const struct jam_run *r, const struct amend *a, struct jam_error *err)
{
	jam_out_begin(r->out, "changes", a->event->slug, jam_change_columns);
	for (size_t i = 0; i < a->changes.count; i++)
		if (!jam_out_row(r->out, &a->changes.items[i], err))
			return false;
	return true;
}

/* A person at a terminal is asked for a reason where one is needed. */
static bool
ask(struct jam_run *r, struct jam_error *err)
{
	struct options *o = (struct options *)r->options;
	struct jam_error needed = { 0 };
	struct amend a;
	bool more;

	if (o->reason != NULL || r->globals->dry_run)
		return true;
	if (!compare(r, &a, err))
		return false;
	if (jam_amend_may(&a.changes, a.ratings, NULL, &needed))
		return true;
	jam_say(r, "%s", needed.message);
	return jam_ask_line(r, "Why?", &o->reason, &more, err);
}

/* A dry run only shows, but says what doing it will need. */
static bool
may(const struct jam_run *r, const struct amend *a, const char *reason,
    struct jam_error *err)
{
	struct jam_error needed = { 0 };

	if (!r->dry_run)
		return jam_amend_may(&a->changes, a->ratings, reason, err);
	if (!jam_amend_may(&a->changes, a->ratings, reason, &needed))
		jam_say(r, "%s; it will need --reason", needed.message);
	return true;
}

static bool
work(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_amendment amendment = {
		.reason = jam_utf8_given(r->arena, o->reason),
	};
	struct amend a;

	if (!compare(r, &a, err) || !show(r, &a, err))
		return false;
	if (a.changes.count == 0) {
		jam_say(r, "\"%s\" is as this file says already",
			a.event->slug);
		return true;
	}
	amendment.changes = jam_amend_text(&a.changes, r->arena);
	return may(r, &a, amendment.reason, err) &&
	       jam_store_amend_event(r->store, a.event, &amendment, err);
}

/* The file first: nobody waits for a lock while it is awaited. */
static bool
run(struct jam_run *r, struct jam_error *err)
{
	struct jam_event *event = jam_alloc(r->arena, sizeof(*event));

	if (!jam_eventfile_load(r->argv[0], r->in, r->arena, event, err))
		return false;
	r->state = event;
	return (!r->terminal_in ||
		jam_session_rehearse(r, JAM_NEEDS_READ, ask, err)) &&
	       jam_session(r, JAM_NEEDS_WRITE, work, err);
}

const struct jam_command jam_cmd_amend = {
	.name = "amend",
	.summary = "Change an event to what its file says now",
	.details =
	    "Shows what changes, value by value, and applies it; --dry-run "
	    "only shows. The event is the one that the file names. Once there "
	    "are ratings, a change of judging, criteria or scoring needs "
	    "--reason.",
	.group = JAM_SETTING_UP,
	.needs = JAM_NEEDS_WRITE,
	.options = options,
	.options_size = sizeof(struct options),
	.traits = JAM_OWN_STORE,
	.operands = operands,
	.run = run,
};
