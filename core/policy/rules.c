/* SPDX-License-Identifier: MIT */
/* May this judge rate this project now. */
#include "core/policy/rules.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/time.h"
#include "core/model/columns.h"
#include "core/model/event.h"

int64_t
jam_rules_window_end(const struct jam_event *event,
		     const struct jam_judge *judge)
{
	int64_t end = event->judging.closes_at + event->judging.grace;

	return judge->until != JAM_NONE && judge->until > end ? judge->until
							      : end;
}

int64_t
jam_rules_last_end(const struct jam_event *event)
{
	const struct jam_judging *j = &event->judging;
	int64_t end = j->closes_at + j->grace;

	for (size_t i = 0; i < j->extensions_len; i++)
		if (j->extensions[i].until > end)
			end = j->extensions[i].until;
	return end;
}

static const char *
show(const struct jam_rating_facts *f, int64_t at, struct jam_arena *arena)
{
	struct jam_error ignored = { 0 };
	const char *text;

	if (jam_time_show(arena, at, f->event->zone, &text, &ignored))
		return text;
	return jam_time_write(arena, at);
}

static bool
in_window(const struct jam_rating_facts *f, int64_t at, struct jam_arena *arena,
	  struct jam_error *err)
{
	int64_t opens = f->event->judging.opens_at;
	int64_t end = jam_rules_window_end(f->event, f->judge);

	if (at < opens) {
		jam_fail(err, JAM_E_RULE, "judging of %s opens at %s",
			 f->event->slug, show(f, opens, arena));
		return jam_hint(err, "it is %s; that is %s from now",
				show(f, at, arena),
				jam_duration_show(arena, opens - at));
	}
	if (at >= end) {
		jam_fail(err, JAM_E_RULE, "judging of %s closed at %s",
			 f->event->slug, show(f, end, arena));
		return jam_hint(err, "a paper ballot of that time: --at TIME "
				     "--reason TEXT; more time: jam amend with "
				     "judging.extensions and --reason");
	}
	return true;
}

static bool
takes_part(const struct jam_rating_facts *f, struct jam_error *err)
{
	const struct jam_judge *j = f->judge;

	if (!j->gone)
		return true;
	jam_fail(err, JAM_E_RULE, "%s takes part in %s no more",
		 j->email != NULL ? j->email : j->name, f->event->slug);
	return jam_hint(err,
			"the registration was cancelled, or the judge "
			"was released; jam show judges %s",
			j->email != NULL ? j->email : j->name);
}

static bool
hint_skip(const struct jam_rating_facts *f, struct jam_error *err)
{
	return jam_hint(err, "skip it: jam rate %s --skip --reason TEXT",
			f->project->slug);
}

static bool
not_barred(const struct jam_rating_facts *f, struct jam_error *err)
{
	const struct jam_project *p = f->project;

	if (f->own) {
		jam_fail(err, JAM_E_RULE,
			 "%s is the judge's own project or the own team's",
			 p->slug);
		if (f->in_batch)
			return hint_skip(f, err);
		return jam_hint(err,
				"nobody rates what they made; the next "
				"project: %s",
				f->next != NULL ? f->next : "none is open");
	}
	if (f->conflict) {
		jam_fail(err, JAM_E_RULE,
			 "a conflict with %s was declared for this judge",
			 p->slug);
		if (f->in_batch)
			return hint_skip(f, err);
		return jam_hint(err, "the next project: %s",
				f->next != NULL ? f->next : "none is open");
	}
	if (p->tier != JAM_RUNNING) {
		jam_fail(err, JAM_E_RULE, "%s was retracted", p->slug);
		return jam_hint(err, "its ratings are sealed; jam assign "
				     "gives another project");
	}
	return true;
}

bool
jam_rules_free_choice(const struct jam_rating_facts *f)
{
	if (f->event->judging.unlock != JAM_AFTER_BATCH)
		return f->event->judging.unlock == JAM_ANYTIME;
	return f->batch_seats > 0 && f->batch_open == 0;
}

/* The batch comes before any free choice. */
static bool
batch_first(const struct jam_rating_facts *f, struct jam_error *err)
{
	const struct jam_event *e = f->event;

	if (f->in_batch || jam_rules_free_choice(f))
		return true;
	if (e->judging.unlock == JAM_NEVER) {
		jam_fail(err, JAM_E_RULE,
			 "%s is not in this judge's batch, and %s has no free "
			 "choice",
			 f->project->slug, e->slug);
		return jam_hint(err, "next in the batch: %s",
				f->next != NULL ? f->next : "nothing is open");
	}
	if (f->batch_seats == 0) {
		jam_fail(err, JAM_E_RULE, "this judge has no batch yet");
		return jam_hint(err, "the organizer runs: jam assign");
	}
	jam_fail(err, JAM_E_RULE,
		 "%lld of the batch of %lld are still to rate before %s, a "
		 "free choice",
		 (long long)f->batch_open, (long long)f->batch_seats,
		 f->project->slug);
	return jam_hint(err, "next: jam rate %s …, or --skip --reason TEXT",
			f->next);
}

bool
jam_rules_may_rate(const struct jam_rating_facts *f, int64_t at,
		   struct jam_arena *arena, struct jam_error *err)
{
	if (!takes_part(f, err) || !not_barred(f, err) ||
	    !in_window(f, at, arena, err))
		return false;
	if (f->skipped) {
		jam_fail(err, JAM_E_RULE, "%s was skipped by this judge",
			 f->project->slug);
		return jam_hint(err, "a skip is for good");
	}
	return batch_first(f, err);
}

static bool
equal_scores(const struct jam_rating_facts *f, const struct jam_rating *r)
{
	for (size_t i = 0; i < f->event->criteria_len; i++)
		if (f->given[i] != r->scores[i])
			return false;
	return r->comment == NULL ||
	       (f->given_comment != NULL &&
		strcmp(r->comment, f->given_comment) == 0);
}

bool
jam_rules_may_replace(const struct jam_rating_facts *f,
		      const struct jam_rating *rating, bool replace, bool *same,
		      struct jam_error *err)
{
	*same = f->given != NULL && equal_scores(f, rating);
	if (f->given == NULL || *same || replace)
		return true;
	jam_fail(err, JAM_E_RULE, "%s was rated before, with other scores",
		 f->project->slug);
	return jam_hint(err, "--replace gives the new scores; the old ones "
			     "stay in the log");
}

bool
jam_rules_may_skip(const struct jam_rating_facts *f, int64_t at,
		   struct jam_arena *arena, struct jam_error *err)
{
	if (!takes_part(f, err) || !in_window(f, at, arena, err))
		return false;
	if (!f->in_batch) {
		jam_fail(err, JAM_E_RULE, "%s is not in this judge's batch",
			 f->project->slug);
		return jam_hint(err, "only a project of the batch is skipped");
	}
	if (f->skipped) {
		jam_fail(err, JAM_E_RULE, "%s is skipped already",
			 f->project->slug);
		return jam_hint(err, "the next project: %s",
				f->next != NULL ? f->next : "none is open");
	}
	if (f->given != NULL) {
		jam_fail(err, JAM_E_RULE, "%s is rated already",
			 f->project->slug);
		return jam_hint(err, "another rating: --replace");
	}
	return true;
}
