/* SPDX-License-Identifier: MIT */
/* jam report raters: what the organizer should know of each judge. */
#include <math.h>
#include <string.h>

#include "cmd/cli/ranking.h"
#include "cmd/cli/rater_facts.h"
#include "cmd/cli/reports.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/model/columns.h"
#include "core/policy/agree.h"
#include "core/policy/mixed.h"
#include "core/policy/panel.h"
#include "core/policy/raters.h"
#include "core/policy/value.h"
#include "core/render/out.h"

/* A judge as a row; `without`: the first three, were they left out. */
struct line {
	const char *judge, *kind;
	int64_t ratings, batch, done;
	double share; /* of the batch done; NAN without one */
	double mean, leniency, se, spread;
	bool new_winner, new_top;
	struct jam_words without, flags;
	const char *unknown; /* NULL: absent in every format */
};

#define FIGURE_COLUMNS                               \
	JAM_COLUMN(struct line, judge, TEXT),        \
	    JAM_COLUMN(struct line, kind, TEXT),     \
	    JAM_COLUMN(struct line, ratings, INT),   \
	    JAM_COLUMN(struct line, batch, INT),     \
	    JAM_COLUMN(struct line, done, INT),      \
	    JAM_COLUMN(struct line, share, REAL),    \
	    JAM_COLUMN(struct line, mean, REAL),     \
	    JAM_COLUMN(struct line, leniency, REAL), \
	    JAM_COLUMN(struct line, se, REAL),       \
	    JAM_COLUMN(struct line, spread, REAL)

static const struct jam_column columns[] = {
	FIGURE_COLUMNS,
	JAM_COLUMN(struct line, new_winner, BOOL),
	JAM_COLUMN(struct line, new_top, BOOL),
	JAM_COLUMN(struct line, without, WORDS),
	JAM_COLUMN(struct line, flags, WORDS),
	{ 0 },
};

/* The same where nobody was left out. */
static const struct jam_column kept_columns[] = {
	FIGURE_COLUMNS,
	JAM_COLUMN_AS(struct line, unknown, TEXT, "new_winner"),
	JAM_COLUMN_AS(struct line, unknown, TEXT, "new_top"),
	JAM_COLUMN_AS(struct line, unknown, TEXT, "without"),
	JAM_COLUMN(struct line, flags, WORDS),
	{ 0 },
};

/* All that the report is made of. */
struct report {
	struct jam_run *run;
	struct jam_ranking ranking;
	struct jam_panel panel;
	struct jam_mixed_fit fit, *has; /* NULL: no fit was possible */
	const char *unfit;		/* why not */
	struct jam_raters raters;
	struct jam_agreement agreement; /* over all criteria */
	struct jam_flags flags;
	struct jam_rater_known known;
};

/* Three places are enough to read; NAN stays. */
static double
places(double x)
{
	return isnan(x) ? x : round(x * 1000) / 1000;
}

/* A fit, or why none is possible, which is no error here. */
static bool
fit_aspect(struct report *p, size_t criterion, struct jam_panel *panel,
	   struct jam_mixed_fit *fit, const char **unfit, struct jam_error *err)
{
	struct jam_aspect aspect = { &p->ranking.tally, criterion, false };
	struct jam_error refused = { 0 };
	struct jam_run *r = p->run;

	jam_panel_init(panel, &p->ranking.input, &aspect, JAM_PANEL_NONE,
		       r->arena);
	*unfit = NULL;
	if (panel->components > 1) {
		*unfit = "groups of projects share no judge";
		return true;
	}
	if (jam_mixed_fit(fit, panel, JAM_PATH_AUTO, r->arena, r->tick,
			  &refused))
		return true;
	if (refused.code == JAM_E_NO) {
		*unfit = jam_strdup(r->arena, refused.message);
		return true;
	}
	*err = refused;
	return false;
}

static void
put_number(struct jam_buf *out, const char *key, double x)
{
	jam_buf_format(out, ",\"%s\":", key);
	jam_json_double(out, x);
}

/* The agreement of one aspect. */
static bool
agree(struct report *p, const struct jam_panel *panel,
      struct jam_mixed_fit *fit, struct jam_agreement *a, struct jam_error *err)
{
	return jam_agree(panel, fit, p->run->arena, a) ||
	       jam_fail(err, JAM_E_BUG, "the reliability did not converge");
}

/* Of one criterion; its fit is given back. */
static bool
agree_on(struct report *p, size_t criterion, struct jam_agreement *a,
	 struct jam_error *err)
{
	struct jam_mark mark = jam_arena_mark(p->run->arena);
	struct jam_mixed_fit fit;
	struct jam_panel panel;
	const char *unfit;
	bool done;

	done = fit_aspect(p, criterion, &panel, &fit, &unfit, err) &&
	       agree(p, &panel, unfit == NULL ? &fit : NULL, a, err);
	jam_arena_reset(p->run->arena, mark);
	return done;
}

/* As a JSON object; key NULL: of all criteria together. */
static void
put_agreement(struct jam_buf *out, const char *key,
	      const struct jam_agreement *a)
{
	jam_buf_text(out, "{\"criterion\":");
	jam_json_string(out, key);
	jam_buf_format(out, ",\"ratings\":%zu,\"pairable\":%zu", a->ratings,
		       a->pairable);
	put_number(out, "alpha", a->alpha);
	put_number(out, "icc_absolute", a->icc_absolute);
	put_number(out, "icc_consistency", a->icc_consistency);
	put_number(out, "reliability", a->reliability);
	jam_buf_format(out, ",\"few\":%s}", a->few ? "true" : "false");
}

static bool
show_agreement(struct report *p, struct jam_error *err)
{
	const struct jam_event *event = p->run->event;
	const struct jam_agreement *all = &p->agreement;
	struct jam_agreement part;
	struct jam_buf json;

	jam_buf_init(&json, p->run->arena);
	jam_buf_char(&json, '[');
	put_agreement(&json, NULL, all);
	for (size_t c = 0; c < event->criteria_len; c++) {
		if (!agree_on(p, c, &part, err))
			return false;
		jam_buf_char(&json, ',');
		put_agreement(&json, event->criteria[c].key, &part);
	}
	jam_buf_char(&json, ']');
	jam_out_member(p->run->out, "agreement", jam_buf_string(&json));
	if (all->few)
		jam_say(p->run, "agreement: too few projects or judges to say");
	else if (!isnan(all->alpha))
		jam_say(p->run,
			"agreement: alpha %.3f over %zu ratings, one rating's "
			"ICC %.3f, the scores' reliability %.3f",
			all->alpha, all->pairable, all->icc_absolute,
			all->reliability);
	return true;
}

static void
show_expected(struct report *p)
{
	struct jam_buf json;

	jam_buf_init(&json, p->run->arena);
	for (int k = 0; k < JAM_FLAGS; k++) {
		jam_buf_format(&json, "%s\"%s\":", k == 0 ? "{" : ",",
			       jam_flag_words[k]);
		jam_json_double(&json, p->flags.expected[k]);
	}
	jam_buf_char(&json, '}');
	jam_out_member(p->run->out, "expected", jam_buf_string(&json));
}

static const char *
name_of(const struct report *p, uint32_t judge)
{
	const struct jam_judge *j = &p->known.judges[judge];

	if (j->email != NULL)
		return j->email;
	return j->name != NULL ? j->name : j->order_key;
}

/* "lenient 2.7", "lockstep 6 with bo@example.org". */
static const char *
flag_text(const struct report *p, const struct jam_flag *flag, uint32_t judge)
{
	const char *word = jam_flag_words[flag->kind];
	uint32_t other = flag->judge == judge ? flag->other : flag->judge;

	if (flag->other == JAM_RATER_NONE)
		return jam_format(p->run->arena, "%s %.1f", word, flag->number);
	return jam_format(p->run->arena, "%s %.1f with %s", word, flag->number,
			  name_of(p, other));
}

/* What is said of one judge. */
struct told {
	const char **words;
	size_t count, capacity;
};

/* Of each judge, in the order of the flags. */
static const struct told *
tell_all(const struct report *p)
{
	struct jam_arena *arena = p->run->arena;
	struct told *of =
	    jam_alloc_array(arena, p->ranking.input.judges, sizeof(*of));

	for (size_t k = 0; k < p->flags.len; k++) {
		const struct jam_flag *f = &p->flags.items[k];
		const uint32_t both[] = { f->judge, f->other };

		for (size_t b = 0; b < 2 && f->kind != JAM_FLAG_SITE; b++) {
			struct told *t = &of[both[b]];

			if (both[b] == JAM_RATER_NONE)
				continue;
			t->words = jam_grow(arena, t->words, &t->capacity,
					    t->count + 1, sizeof(*t->words));
			t->words[t->count++] = flag_text(p, f, both[b]);
		}
	}
	return of;
}

static struct jam_words
top_of(const struct report *p, const uint32_t top[3])
{
	const char **words = jam_alloc_array(p->run->arena, 3, sizeof(*words));
	size_t n = 0;

	while (n < 3 && top[n] != JAM_RATER_NONE) {
		words[n] = p->ranking.projects[top[n]].slug;
		n++;
	}
	return (struct jam_words){ words, n };
}

static double
share_of(const struct report *p, uint32_t judge)
{
	int64_t batch = p->known.batch[judge];

	return batch == 0
		   ? NAN
		   : places((double)p->known.done[judge] / (double)batch);
}

static bool
show_rows(struct report *p, struct jam_error *err)
{
	const struct told *told = tell_all(p);

	for (size_t i = 0; i < p->raters.len; i++) {
		const struct jam_rater *row = &p->raters.rows[i];
		const struct jam_judge *judge = &p->known.judges[row->judge];
		struct line line = {
			.judge = name_of(p, row->judge),
			.kind = jam_judge_words[judge->kind],
			.ratings = row->ratings,
			.batch = p->known.batch[row->judge],
			.done = p->known.done[row->judge],
			.share = share_of(p, row->judge),
			.mean = places(row->mean),
			.leniency = places(row->leniency),
			.se = places(row->se),
			.spread = places(row->spread),
			.new_winner = row->new_winner,
			.new_top = row->new_top,
			.without = top_of(p, row->top),
			.flags = { told[row->judge].words,
				   told[row->judge].count },
		};

		if (!jam_out_row(p->run->out, &line, err))
			return false;
	}
	return true;
}

static void
say_sites(const struct report *p)
{
	for (size_t k = 0; k < p->flags.len; k++) {
		const struct jam_flag *f = &p->flags.items[k];

		if (f->kind == JAM_FLAG_SITE)
			jam_say(p->run,
				"judges of site %s favour their own: %.1f "
				"errors",
				p->run->event->sites[f->other].key, f->number);
	}
}

/* Why it is not known what would be without a judge. */
static void
say_kept(const struct report *p)
{
	enum jam_method method = p->run->event->scoring.method;

	if (p->raters.left_out)
		return;
	if (method == JAM_MIXED && p->unfit != NULL)
		jam_say(p->run,
			"no judge was left out, for mixed has no fit: %s",
			p->unfit);
	else
		jam_say(
		    p->run,
		    "no judge was left out: with %s that takes too long for "
		    "%zu judges and %zu projects",
		    jam_method_words[method], p->raters.len,
		    p->ranking.projects_len);
}

static bool
work_out(struct report *p, struct jam_error *err)
{
	enum jam_method method = p->run->event->scoring.method;
	struct jam_rater_basis basis = { &p->ranking.input, &p->panel, NULL };

	if (!fit_aspect(p, JAM_OVERALL, &p->panel, &p->fit, &p->unfit, err))
		return false;
	p->has = p->unfit == NULL ? &p->fit : NULL;
	basis.fit = p->has;
	if (!agree(p, &p->panel, p->has, &p->agreement, err) ||
	    !jam_rater_facts_load(p->run, &p->ranking, &p->known, err) ||
	    !jam_raters_init(&p->raters, &p->panel, p->has, p->run->arena,
			     err) ||
	    !jam_raters_leave_out(&p->raters, &p->ranking.input, method, p->has,
				  p->run->arena, err))
		return false;
	return jam_raters_flag(&p->raters, &p->known.facts, &basis,
			       p->run->arena, &p->flags, err);
}

bool
jam_report_raters(struct jam_run *run, const struct jam_report_options *options,
		  struct jam_error *err)
{
	struct report p = { .run = run };

	(void)options;
	if (!jam_ranking_load(run, true, &p.ranking, err) || !work_out(&p, err))
		return false;
	jam_out_begin(run->out, "raters", run->event->slug,
		      p.raters.left_out ? columns : kept_columns);
	if (!show_agreement(&p, err))
		return false;
	show_expected(&p);
	if (!show_rows(&p, err))
		return false;
	say_sites(&p);
	say_kept(&p);
	return true;
}
