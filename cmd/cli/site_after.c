/* SPDX-License-Identifier: MIT */
/* Filling the page of what came of it. */
#include "cmd/cli/site_after.h"

#include <math.h>
#include <string.h>

#include "cmd/cli/answers.h"
#include "cmd/cli/outcome_counts.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/expected.h"
#include "core/policy/expect.h"
#include "core/policy/survey_public.h"
#include "core/render/pages.h"
#include "core/store/expected.h"
#include "core/store/outcomes.h"

struct filling {
	const struct jam_run *run;
	const struct jam_pages *pages;
	struct jam_page_after *after;
	struct jam_page_quote *quotes;
	size_t capacity;
};

static struct jam_page_figure
figure_of(const struct jam_survey_line *line)
{
	const struct jam_question *q = line->question;
	bool percent = q->kind == JAM_PROBABILITY;

	return (struct jam_page_figure){
		.kind = strcmp(line->kind, "pair") == 0 ? JAM_FIGURE_PAIR
			: q->kind >= JAM_CHOICE		? JAM_FIGURE_CHOICE
							: JAM_FIGURE_NUMBER,
		.question =
		    strcmp(line->kind, "pair") == 0 ? q->pair : q->question,
		.unit = percent ? " %" : "",
		.most = percent			    ? 100
			: q->kind == JAM_LIKELIHOOD ? 10
						    : NAN,
		.n = line->n,
		.of = line->of,
		.mean = line->mean,
		.median = line->median,
		.low = line->low,
		.high = line->high,
		.before = line->before,
		.after = line->after,
		.promoters = line->promoters,
	};
}

/* The options that follow the line of their question; the whole ones. */
static void
add_answers(struct filling *f, struct jam_page_figure *figure,
	    const struct jam_survey_lines *lines, size_t head)
{
	struct jam_page_answer *answers =
	    jam_alloc_array(f->run->arena, lines->count, sizeof(*answers));
	size_t n = 0;

	for (size_t i = head + 1; i < lines->count; i++) {
		const struct jam_survey_line *line = &lines->items[i];

		if (line->option == NULL)
			break;
		if (line->left_out == JAM_NONE)
			answers[n++] =
			    (struct jam_page_answer){ line->option, line->n,
						      line->share };
	}
	figure->answers = answers;
	figure->answers_len = n;
}

/* A question whose pair is shown tells nothing beside it. */
static bool
is_in_pair(const struct jam_survey_lines *lines, size_t at)
{
	const char *pair = lines->items[at].question->pair;

	if (pair == NULL || strcmp(lines->items[at].kind, "pair") == 0)
		return false;
	for (size_t i = 0; i < lines->count; i++)
		if (strcmp(lines->items[i].kind, "pair") == 0 &&
		    strcmp(lines->items[i].id, pair) == 0)
			return true;
	return false;
}

static bool
fill_figures(struct filling *f, struct jam_error *err)
{
	struct jam_survey survey;
	struct jam_survey_lines all, lines;
	struct jam_page_figure *figures;
	size_t n = 0;

	if (f->run->event->survey_len == 0)
		return true;
	if (!jam_answers_load(f->run, false, &survey, err))
		return false;
	jam_survey_figures(&survey, f->run->arena, &all);
	jam_survey_public(&all, f->run->arena, &lines);
	figures = jam_alloc_array(f->run->arena, lines.count, sizeof(*figures));
	for (size_t i = 0; i < lines.count; i++) {
		if (lines.items[i].option != NULL || is_in_pair(&lines, i))
			continue;
		figures[n] = figure_of(&lines.items[i]);
		add_answers(f, &figures[n++], &lines, i);
	}
	f->after->figures = figures;
	f->after->figures_len = n;
	return true;
}

static bool
fill_outcomes(struct filling *f, struct jam_error *err)
{
	struct jam_outcome_count c;
	struct jam_page_outcome *rows;
	int64_t strangers;

	if (!jam_outcome_counts(f->run, f->run->event, &c, &strangers, err))
		return false;
	rows = jam_alloc_array(f->run->arena, c.count, sizeof(*rows));
	for (size_t i = 0; i < c.count; i++) {
		const struct jam_outcome_line *line = c.order[i];

		rows[i] = (struct jam_page_outcome){
			line->wave,	line->outcome, line->persons,
			line->projects, line->of,      line->share,
		};
	}
	f->after->outcomes = rows;
	f->after->outcomes_len = c.count;
	return true;
}

/* A project that has a page; a withdrawn one is not named beside a quote. */
static const struct jam_page_project *
page_of(const struct filling *f, const char *slug)
{
	for (size_t i = 0; slug != NULL && i < f->pages->projects_len; i++) {
		const struct jam_page_project *p = &f->pages->projects[i];

		if (p->tier != JAM_TIER_NAMED && p->tier != JAM_TIER_HIDDEN &&
		    strcmp(p->slug, slug) == 0)
			return p;
	}
	return NULL;
}

/* The store gives a quote only with consent. */
static bool
take_quote(void *with, const struct jam_outcome *o, struct jam_error *err)
{
	struct filling *f = with;
	struct jam_arena *arena = f->run->arena;
	const struct jam_page_project *p;

	(void)err;
	if (o->quote == NULL)
		return true;
	p = page_of(f, o->project_slug);
	f->quotes = jam_grow(arena, f->quotes, &f->capacity,
			     f->after->quotes_len + 1, sizeof(*f->quotes));
	f->quotes[f->after->quotes_len++] = (struct jam_page_quote){
		.quote = jam_strdup(arena, o->quote),
		.wave = jam_strdup(arena, o->wave),
		.project = p != NULL ? p->title : NULL,
		.slug = p != NULL ? p->slug : NULL,
	};
	return true;
}

static bool
fill_expected(struct filling *f, struct jam_error *err)
{
	const struct jam_event *event = f->run->event;
	struct jam_page_expected *rows = jam_alloc_array(
	    f->run->arena, event->expectations_len, sizeof(*rows));

	for (size_t i = 0; i < event->expectations_len; i++) {
		const struct jam_expectation *e = &event->expectations[i];
		struct jam_expected_counts c;
		struct jam_expected judged;

		if (!jam_store_count_expected(f->run->store, event, e, &c, err))
			return false;
		jam_expect_judge(e, &c, f->run->now, &judged);
		rows[i] = (struct jam_page_expected){
			.id = e->key,
			.text = e->text,
			.outcome = e->outcome,
			.bound = jam_expectation_bound(e, f->run->arena),
			.whose = jam_expected_words[e->of],
			.by = e->by,
			.verdict = judged.verdict == JAM_VERDICT_OPEN
				       ? NULL
				       : jam_verdict_words[judged.verdict],
			.n = c.hits,
			.of = c.reached,
			.all = c.all,
			.share = judged.share,
		};
	}
	f->after->expected = rows;
	f->after->expected_len = event->expectations_len;
	return true;
}

bool
jam_site_after(const struct jam_run *run, struct jam_pages *pages,
	       struct jam_error *err)
{
	struct jam_page_after *after = jam_alloc(run->arena, sizeof(*after));
	struct filling f = { .run = run, .pages = pages, .after = after };

	*after = (struct jam_page_after){ .least = JAM_PUBLIC_LEAST };
	if (!fill_figures(&f, err) || !fill_outcomes(&f, err) ||
	    !jam_store_each_outcome(run->store, run->event, take_quote, &f,
				    err) ||
	    !fill_expected(&f, err))
		return false;
	after->quotes = f.quotes;
	if (after->figures_len + after->outcomes_len + after->quotes_len +
		after->expected_len >
	    0)
		pages->after = after;
	return true;
}
