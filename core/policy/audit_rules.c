/* SPDX-License-Identifier: MIT */
/* Audit of what the file declares: window, clock, rubric. */
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/base/zone.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/person.h"
#include "core/policy/audit_work.h"

#define MINUTES_EACH 5 /* less for a project is no judging */
#define FEW_STEPS    3
#define MANY_STEPS   11 /* what people tell apart; Likert scales end there */

static void
check_clock(struct jam_audit_work *w)
{
	const struct jam_audit *a = w->audit;

	if (a->logged == JAM_NONE || a->now >= a->logged)
		return;
	jam_audit_note(
	    w, JAM_PROBLEM, "clock",
	    jam_format(w->arena,
		       "this machine's clock says %s, %s before the last entry "
		       "of the log",
		       jam_audit_time(w, a->now),
		       jam_duration_show(w->arena, a->logged - a->now)),
	    "set the clock: it decides what lies in the window");
}

/* Wrong dates are found before the first rating; after it they are history. */
static void
check_past(struct jam_audit_work *w)
{
	const struct jam_judging *j = &w->audit->event->judging;
	int64_t end = j->closes_at + j->grace;

	if (w->audit->now < end)
		return;
	jam_audit_note(
	    w, w->audit->ratings == 0 ? JAM_PROBLEM : JAM_NOTE, "window",
	    jam_format(w->arena, "judging closed at %s",
		       jam_audit_time(w, end)),
	    w->audit->ratings == 0 ? "nobody has rated; jam amend with "
				     "judging.closes, or import ratings "
				     "--as-recorded"
				   : NULL);
}

static void
check_length(struct jam_audit_work *w)
{
	const struct jam_judging *j = &w->audit->event->judging;
	int64_t length = j->closes_at - j->opens_at;

	if (j->opens_at < w->audit->event->ends_at)
		jam_audit_note(
		    w, JAM_NOTE, "window",
		    jam_format(w->arena,
			       "judging opens at %s, before the event ends "
			       "at %s",
			       jam_audit_time(w, j->opens_at),
			       jam_audit_time(w, w->audit->event->ends_at)),
		    "projects that come later are not in the first batches");
	if (length / j->batch < (int64_t)MINUTES_EACH * 60)
		jam_audit_note(
		    w, JAM_PROBLEM, "window",
		    jam_format(w->arena, "%lld projects in %s: %s for each",
			       (long long)j->batch,
			       jam_duration_show(w->arena, length),
			       jam_duration_show(w->arena, length / j->batch)),
		    "a longer window or a smaller batch");
}

/* Times typed in the zone are easily an hour off on such a day. */
static void
check_zone(struct jam_audit_work *w)
{
	const struct jam_event *e = w->audit->event;
	struct jam_error ignored = { 0 };
	struct jam_local local;
	char abbreviation[16];
	int before, after;

	if (!jam_zone_from_utc(e->zone, e->judging.opens_at, &local, &before,
			       abbreviation, &ignored) ||
	    !jam_zone_from_utc(e->zone, e->judging.closes_at, &local, &after,
			       abbreviation, &ignored) ||
	    before == after)
		return;
	jam_audit_note(
	    w, JAM_NOTE, "window",
	    jam_format(w->arena,
		       "the clocks of %s change while judging is "
		       "open, which lasts %s",
		       e->zone,
		       jam_duration_show(w->arena, e->judging.closes_at -
						       e->judging.opens_at)),
	    "tell the judges the closing time with its zone");
}

static bool
is_judge(const struct jam_audit_work *w, const char *address)
{
	const char *email, *key, *other;

	if (!jam_email_read(w->arena, address, &email, &key))
		return false;
	for (size_t i = 0; i < w->audit->judges_len; i++) {
		const struct jam_judge *j = &w->audit->judges[i];

		if (j->email != NULL && !j->gone &&
		    jam_email_read(w->arena, j->email, &email, &other) &&
		    strcmp(key, other) == 0)
			return true;
	}
	return false;
}

static void
check_extensions(struct jam_audit_work *w)
{
	const struct jam_judging *j = &w->audit->event->judging;

	for (size_t i = 0; i < j->extensions_len; i++) {
		const struct jam_extension *x = &j->extensions[i];

		if (!is_judge(w, x->judge))
			jam_audit_note(
			    w, JAM_PROBLEM, "window",
			    jam_format(w->arena,
				       "%s has an extension and does not "
				       "judge",
				       x->judge),
			    "is the address the one that they registered "
			    "with?");
		else if (x->until <= j->closes_at + j->grace)
			jam_audit_note(
			    w, JAM_NOTE, "window",
			    jam_format(w->arena,
				       "the extension of %s ends at %s, not "
				       "after everybody's end",
				       x->judge, jam_audit_time(w, x->until)),
			    NULL);
	}
}

void
jam_audit_window(struct jam_audit_work *w)
{
	check_clock(w);
	check_past(w);
	check_length(w);
	check_zone(w);
	check_extensions(w);
}

static void
check_scale(struct jam_audit_work *w)
{
	const struct jam_judging *j = &w->audit->event->judging;
	long long steps = (j->scale_max - j->scale_min) / j->scale_step + 1;

	if (steps < FEW_STEPS)
		jam_audit_note(w, JAM_NOTE, "rubric",
			       jam_format(w->arena,
					  "the scale has %lld steps: many "
					  "projects will tie",
					  steps),
			       NULL);
	else if (steps > MANY_STEPS)
		jam_audit_note(w, JAM_NOTE, "rubric",
			       jam_format(w->arena,
					  "the scale has %lld steps, more than "
					  "people use alike",
					  steps),
			       "describe what some of them mean");
}

static void
check_criteria(struct jam_audit_work *w)
{
	const struct jam_event *e = w->audit->event;

	for (size_t i = 0; i < e->criteria_len; i++) {
		const struct jam_criterion *c = &e->criteria[i];
		const char *fold = jam_utf8_fold(w->arena, c->title);

		if (c->description == NULL || c->description[0] == '\0')
			jam_audit_note(w, JAM_NOTE, "rubric",
				       jam_format(w->arena,
						  "%s has no description: "
						  "judges will differ in what "
						  "it means",
						  c->key),
				       NULL);
		for (size_t k = 0; k < i; k++)
			if (strcmp(
				jam_utf8_fold(w->arena, e->criteria[k].title),
				fold) == 0)
				jam_audit_note(
				    w, JAM_PROBLEM, "rubric",
				    jam_format(w->arena,
					       "%s and %s have one title, "
					       "\"%s\"",
					       e->criteria[k].key, c->key,
					       c->title),
				    "name them so that judges tell them "
				    "apart");
	}
}

/* A share of nothing would leave the mean to the others in silence. */
static void
check_experts(struct jam_audit_work *w)
{
	const struct jam_event *e = w->audit->event;

	if (e->scoring.expert_share == 0)
		return;
	for (size_t i = 0; i < w->audit->judges_len; i++)
		if (w->audit->judges[i].kind == JAM_EXPERT &&
		    !w->audit->judges[i].gone)
			return;
	jam_audit_note(w, JAM_PROBLEM, "rubric",
		       "expert_share is set, but no expert judges",
		       "jam import judges FILE, with experts in judging.by; "
		       "or take expert_share out");
}

void
jam_audit_rubric(struct jam_audit_work *w)
{
	check_scale(w);
	check_criteria(w);
	check_experts(w);
}
