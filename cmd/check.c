/* SPDX-License-Identifier: MIT */
/* jam check: what would go wrong. */
#include "cmd/cmd.h"
#include "core/model/audit.h"
#include "core/model/event.h"
#include "core/policy/audit.h"
#include "core/render/out.h"
#include "core/store/audits.h"
#include "core/store/verify.h"

static bool
run(struct jam_run *r, struct jam_error *err)
{
	struct jam_findings findings;
	struct jam_audit audit;

	if (!jam_store_check(r->store, err) ||
	    !jam_store_get_audit(r->store, r->event, r->arena, &audit, err))
		return false;
	audit.now = r->now;
	findings = jam_audit(&audit, r->arena);
	jam_out_begin(r->out, "findings", r->event->slug, jam_finding_columns);
	for (size_t i = 0; i < findings.count; i++)
		if (!jam_out_row(r->out, &findings.items[i], err))
			return false;
	if (findings.problems == 0) {
		jam_say(r, "no problems");
		return true;
	}
	return jam_fail(err, JAM_E_NO, "%zu problem%s", findings.problems,
			findings.problems == 1 ? "" : "s");
}

const struct jam_command jam_cmd_check = {
	.name = "check",
	.summary = "Look for what would go wrong",
	.details =
	    "Looks at the window, the clock, the rubric, loads and conflicts, "
	    "projects handed in late, teams, sites, persons who may be one, "
	    "and texts that are no links. Problems make it exit with 1; "
	    "questions and notes do not.",
	.group = JAM_SETTING_UP,
	.needs = JAM_NEEDS_READ,
	.traits = JAM_ONE_EVENT,
	.run = run,
};
