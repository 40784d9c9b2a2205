/* SPDX-License-Identifier: MIT */
/* jam amend: change what an event's file declares. */
#include "core/policy/amend.h"
#include "cmd/cmd.h"
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

static bool
show(const struct jam_run *r, const struct jam_event *event,
     const struct jam_change_lines *changes, struct jam_error *err)
{
	jam_out_begin(r->out, "changes", event->slug, jam_change_columns);
	for (size_t i = 0; i < changes->count; i++)
		if (!jam_out_row(r->out, &changes->items[i], err))
			return false;
	return true;
}

/* Store the new declaration, if it differs and may. */
static bool
apply(const struct jam_run *r, struct jam_event *event,
      const struct jam_event *was, const struct jam_change_lines *changes,
      struct jam_error *err)
{
	const struct options *o = r->options;
	const struct jam_amendment amendment = {
		o->reason, jam_amend_text(changes, r->arena)
	};
	int64_t ratings;

	if (changes->count == 0) {
		jam_say(r, "\"%s\" is as this file says already", event->slug);
		return true;
	}
	return jam_store_count_ratings(r->store, was, &ratings, err) &&
	       jam_amend_may(changes, ratings, o->reason, err) &&
	       jam_store_amend_event(r->store, event, &amendment, err);
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	struct jam_event_lines before, after;
	struct jam_change_lines changes;
	struct jam_event event, *was;

	if (!jam_eventfile_load(r->argv[0], r->in, r->arena, &event, err) ||
	    !jam_store_get_event(r->store, event.slug, r->arena, &was, err))
		return false;
	jam_event_flatten(was, r->arena, &before);
	jam_event_flatten(&event, r->arena, &after);
	jam_amend_diff(&before, &after, r->arena, &changes);
	return show(r, &event, &changes, err) &&
	       apply(r, &event, was, &changes, err);
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
	.operands = operands,
	.run = run,
};
