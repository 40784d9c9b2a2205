/* SPDX-License-Identifier: MIT */
/* jam restore: what retract took out, back. */
#include "cmd/cli/withdrawal.h"
#include "cmd/cmd.h"
#include "core/model/event.h"
#include "core/render/out.h"
#include "core/store/log.h"

struct options {
	const char *judge;
};

static const struct jam_option options[] = {
	JAM_OPT(JUDGE_NAME, judge, .name = "judge", .letter = 'j',
		.value = "EMAIL",
		.help = "count this judge's rating again, or all of them"),
	{ 0 },
};

static const struct jam_operand operands[] = {
	{ "PROJECT", JAM_PROJECT, .optional = true,
	  .help = "slug, \"#NUMBER\" or the source's id" },
	{ 0 },
};

static bool
restore(struct jam_run *r, const struct jam_withdrawal *w,
	struct jam_receipt *receipt, struct jam_error *err)
{
	struct jam_aside aside = jam_withdrawal_aside(w, NULL);

	if (w->judge.person != 0)
		return jam_store_take_back(r->store, r->event, &aside, receipt,
					   err);
	return jam_store_restore(r->store, r->event, &w->project, receipt, err);
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_withdrawal_line line = { 0 };
	struct jam_withdrawal w;
	struct jam_receipt receipt;

	if (!jam_withdrawal_begin(r, o->judge, &w, err) ||
	    !restore(r, &w, &receipt, err) ||
	    !jam_withdrawal_tell(r, &w, &line, err))
		return false;
	line.receipt = receipt.text;
	line.tier = w.judge.person == 0 ? jam_tier_words[JAM_RUNNING] : NULL;
	jam_out_begin(r->out, "restorations", r->event->slug,
		      jam_withdrawal_columns);
	return jam_out_row(r->out, &line, err);
}

const struct jam_command jam_cmd_restore = {
	.name = "restore",
	.summary = "Take back what retract did",
	.details = "The project is in the running again, with all its ratings; "
		   "or, with --judge, the judge's rating counts again. Ranks "
		   "that change are named on standard error; with --dry-run "
		   "that is all.",
	.group = JAM_KEEPING_SAFE,
	.needs = JAM_NEEDS_WRITE,
	.traits = JAM_ONE_EVENT,
	.options = options,
	.options_size = sizeof(struct options),
	.operands = operands,
	.run = run,
};
