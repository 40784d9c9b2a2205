/* SPDX-License-Identifier: MIT */
/* jam award: prizes from the published results. */
#include <string.h>

#include "cmd/cli/awarding.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/render/out.h"

struct options {
	struct jam_texts give;
};

static const struct jam_option options[] = {
	JAM_OPT(MANY, give, .name = "give", .letter = 'g',
		.value = "NAME=PROJECT",
		.help = "who gets a prize that goes by nothing"),
	{ 0 },
};

struct answer {
	int64_t place;
	const char *name, *project, *title, *amount, *currency;
	int64_t shared;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct answer, place, INT),
	JAM_COLUMN(struct answer, name, TEXT),
	JAM_COLUMN(struct answer, project, TEXT),
	JAM_COLUMN(struct answer, title, TEXT),
	JAM_COLUMN(struct answer, amount, DECIMAL),
	JAM_COLUMN(struct answer, currency, TEXT),
	JAM_COLUMN(struct answer, shared, INT),
	{ 0 },
};

static const char *
money(struct jam_arena *arena, int64_t amount)
{
	return jam_format(arena, "%lld.%02lld", (long long)(amount / 100),
			  (long long)(amount % 100));
}

static void
tell(struct jam_run *r, const struct jam_prize_warning *w)
{
	switch (w->doubt) {
	case JAM_PRIZE_TIED:
		jam_say(r,
			"places %lld to %lld are tied and prizes end at "
			"place %lld: they share what is there",
			(long long)w->from, (long long)w->to,
			(long long)w->last);
		break;
	case JAM_PRIZE_CLOSE:
		jam_say(r, "places %lld to %lld are too close to call, and %s",
			(long long)w->from, (long long)w->to,
			w->to <= w->last
			    ? "their prizes differ"
			    : jam_format(r->arena, "prizes end at place %lld",
					 (long long)w->last));
		break;
	case JAM_PRIZE_OPEN:
		jam_say(r,
			"nobody is named for \"%s\": --give "
			"\"%s=PROJECT\"",
			w->name, w->name);
		break;
	case JAM_PRIZE_NOBODY:
		if (w->name != NULL)
			jam_say(r, "nobody can have the prize \"%s\"", w->name);
		else
			jam_say(r,
				"nobody has place %lld, and its prize "
				"stays",
				(long long)w->from);
		break;
	}
}

/* What the event has for it, and what is left. */
static void
tell_budget(struct jam_run *r, const struct jam_prizes *prizes)
{
	const struct jam_event *e = r->event;
	int64_t spent = 0;

	if (e->budget == JAM_NONE)
		return;
	for (size_t i = 0; i < prizes->awards_len; i++)
		if (strcmp(prizes->awards[i].currency, e->budget_currency) == 0)
			spent += prizes->awards[i].amount;
	jam_say(r, "budget %s %s: %s for prizes, %s %s",
		money(r->arena, e->budget), e->budget_currency,
		money(r->arena, spent),
		money(r->arena, spent > e->budget ? spent - e->budget
						  : e->budget - spent),
		spent > e->budget ? "too much" : "left");
}

static bool
show(struct jam_run *r, const struct jam_awarding *a, struct jam_error *err)
{
	const struct jam_prizes *prizes = &a->prizes;

	jam_out_begin(r->out, "awards", r->event->slug, columns);
	for (size_t i = 0; i < prizes->awards_len; i++) {
		const struct jam_prize_award *p = &prizes->awards[i];
		const struct jam_project *project =
		    &a->ranking.projects[p->project];
		const struct answer answer = {
			.place = p->place,
			.name = p->name,
			.project = project->slug,
			.title = project->title,
			.amount = money(r->arena, p->amount),
			.currency = p->currency,
			.shared = p->shared,
		};

		if (!jam_out_row(r->out, &answer, err))
			return false;
	}
	for (size_t i = 0; i < prizes->warnings_len; i++)
		tell(r, &prizes->warnings[i]);
	tell_budget(r, prizes);
	return true;
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_awarding a;

	if (r->event->prizes_len == 0) {
		jam_fail(err, JAM_E_DATA, "%s has no prizes", r->event->slug);
		return jam_hint(err, "write them into its file and jam amend");
	}
	if (!jam_awarding_load(r, &a, err))
		return false;
	for (size_t i = 0; i < o->give.count; i++)
		if (!jam_awarding_give(r, &a, o->give.items[i], err))
			return false;
	return jam_awarding_save(r, &a, err) && show(r, &a, err);
}

const struct jam_command jam_cmd_award = {
	.name = "award",
	.summary = "Give the prizes by the published results",
	.details = "Those who share a place share its prizes and those of the "
		   "places after it, to the cent.  Special prizes go to the "
		   "best in a criterion, of a site, or both; one that goes by "
		   "neither to the project that --give names.  Awarding again "
		   "replaces what was awarded.",
	.group = JAM_PUBLISHING,
	.needs = JAM_NEEDS_WRITE,
	.traits = JAM_ONE_EVENT,
	.options = options,
	.options_size = sizeof(struct options),
	.run = run,
};
