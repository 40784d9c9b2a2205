/* SPDX-License-Identifier: MIT */
/* jam score: ranks, and what led to them. */
#include <stddef.h>

#include "cmd/cli/comparing.h"
#include "cmd/cli/explaining.h"
#include "cmd/cli/ranking.h"
#include "cmd/cli/score_chart.h"
#include "cmd/cli/score_rows.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/model/event.h"
#include "core/policy/mixed.h"
#include "core/policy/panel.h"
#include "core/render/out.h"

struct options {
	const char *method, *explain;
	int64_t rounds;
	bool compare, chart, private;
};

static const struct jam_option options[] = {
	JAM_OPT(CHOICE_OPTION, method, .name = "method", .letter = 'm',
		.value = "METHOD", .choices = jam_method_words,
		.help = "look at another method than the event's"),
	JAM_OPT(FLAG, compare, .name = "compare", .not_with = "explain",
		.help = "all methods side by side"),
	JAM_OPT(FLAG, chart, .name = "chart", .not_with = "compare",
		.help = "scores, intervals and their spread as bars"),
	JAM_OPT(PROJECT, explain, .name = "explain", .value = "PROJECT",
		.help = "every number that led to one rank"),
	JAM_OPT(INT, rounds, .name = "rounds", .value = "N",
		.not_with = "compare",
		.help = "draws for the ranks of mixed; 1000 if not given"),
	JAM_OPT(FLAG, private, .name = "private",
		.help = "--explain: judges by name"),
	{ 0 },
};

/* The criteria that have no fit of their own. */
static void
put_unfit(const struct jam_run *r, const struct jam_scores *scores,
	  struct jam_buf *json)
{
	const char *before = "";

	jam_buf_char(json, '[');
	for (size_t c = 0; scores->unfit != NULL && c < r->event->criteria_len;
	     c++) {
		if (scores->unfit[c] == NULL)
			continue;
		jam_buf_text(json, before);
		jam_json_string(json, r->event->criteria[c].key);
		before = ",";
	}
	jam_buf_char(json, ']');
}

/* How the fit came out, for JSON. */
static void
put_fit(struct jam_run *r, const struct jam_mixed_fit *fit,
	const struct jam_scores *scores)
{
	const struct {
		const char *key;
		double value;
	} members[] = {
		{ "{\"mu\":", fit->mu },
		{ ",\"var_judge\":", fit->var_judge },
		{ ",\"var_project\":", fit->var_project },
		{ ",\"var_residual\":", fit->var_residual },
		{ ",\"remlcrit\":", fit->remlcrit },
	};
	struct jam_buf json;

	jam_buf_init(&json, r->arena);
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		jam_buf_text(&json, members[i].key);
		jam_json_double(&json, members[i].value);
	}
	jam_buf_format(&json, ",\"iterations\":%u,\"components\":%zu",
		       fit->iterations, fit->panel->components);
	jam_buf_text(&json, ",\"by_mean\":");
	put_unfit(r, scores, &json);
	jam_buf_char(&json, '}');
	jam_out_member(r->out, "fit", jam_buf_string(&json));
}

/* What an organizer should know of a fit, beside its rows. */
static void
tell_fit(struct jam_run *r, const struct jam_mixed_fit *fit,
	 const struct jam_scores *scores)
{
	if (fit->var_judge == 0)
		jam_say(r, "no detectable leniency: judges differ no more than "
			   "chance would have it");
	if (fit->additive)
		jam_say(r, "the ratings are additive to the last digit; were "
			   "they typed in twice?");
	for (size_t c = 0; scores->unfit != NULL && c < r->event->criteria_len;
	     c++) {
		if (scores->unfit[c] != NULL)
			jam_say(r, "%s is ranked by its mean: %s",
				r->event->criteria[c].key, scores->unfit[c]);
	}
}

/* Where a class that has a share of its own gave no rating. */
static void
tell_shares(struct jam_run *r, const struct jam_scores *scores)
{
	size_t count[JAM_SHARE_EXPERTS + 1] = { 0 };

	for (size_t i = 0; i < scores->rows_len; i++)
		count[scores->rows[i].share]++;
	if (count[JAM_SHARE_PEERS] > 0)
		jam_say(r,
			"no expert rated %zu of %zu projects: there the peers "
			"decide alone",
			count[JAM_SHARE_PEERS], scores->rows_len);
	if (count[JAM_SHARE_EXPERTS] > 0)
		jam_say(r,
			"no peer rated %zu of %zu projects: there the experts "
			"decide alone",
			count[JAM_SHARE_EXPERTS], scores->rows_len);
}

static const struct jam_column *
columns_of(const struct jam_ranking *ranking, const struct jam_scores *scores)
{
	if (ranking->fit == NULL)
		return scores->method == JAM_MEAN &&
			       ranking->rules.expert_share != 0
			   ? jam_score_shared_columns
			   : jam_score_columns;
	return ranking->fit->panel->components > 1 ? jam_score_parted_columns
						   : jam_score_mixed_columns;
}

static bool
show_rows(struct jam_run *r, const struct jam_ranking *ranking,
	  const struct jam_scores *scores, struct jam_error *err)
{
	struct jam_arena *texts = jam_arena_beside(r->arena);
	struct jam_mark mark = jam_arena_mark(texts);
	struct jam_score_lines lines = {
		.event = r->event,
		.ranking = ranking,
		.scores = scores,
	};
	struct jam_score_line line;
	bool done = true;

	for (size_t i = 0; done && i < scores->rows_len; i++) {
		jam_score_line_fill(&lines, i, texts, &line);
		done = jam_out_row(r->out, &line, err);
		jam_arena_reset(texts, mark);
	}
	jam_arena_free(texts);
	return done;
}

static bool
show_ranking(struct jam_run *r, enum jam_method method, unsigned rounds,
	     struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_ranking ranking;
	struct jam_scores scores;

	if (!jam_ranking_make(r, method, rounds, &ranking, &scores, err))
		return false;
	if (o->chart)
		return jam_score_chart(r, &ranking, &scores, err) &&
		       jam_ranking_whole(r, &ranking, err);
	jam_out_begin(r->out, "scores", r->event->slug,
		      columns_of(&ranking, &scores));
	tell_shares(r, &scores);
	if (ranking.fit != NULL) {
		put_fit(r, ranking.fit, &scores);
		tell_fit(r, ranking.fit, &scores);
	}
	return show_rows(r, &ranking, &scores, err) &&
	       jam_ranking_whole(r, &ranking, err);
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	enum jam_method method = jam_ranking_method(r, o->method);
	unsigned rounds = o->rounds != JAM_NONE ? (unsigned)o->rounds : 0;

	if (o->rounds != JAM_NONE && (o->rounds < 1 || o->rounds > 1000000))
		return jam_fail(err, JAM_E_USAGE,
				"--rounds is a number from 1 to 1000000");
	if (o->compare)
		return jam_compare_show(r, err);
	if (o->explain != NULL)
		return jam_explain_show(r, method, rounds, o->explain,
					o->private, err);
	return show_ranking(r, method, rounds, err);
}

const struct jam_command jam_cmd_score = {
	.name = "score",
	.summary = "Rank the projects and show what led to it",
	.details =
	    "The event's file declares the method; --method only looks.  Ranks "
	    "are decided on exact fractions, with mixed on the estimate.  "
	    "Which method to choose: jam-scoring(7).",
	.group = JAM_PUBLISHING,
	.needs = JAM_NEEDS_READ,
	.traits = JAM_ONE_EVENT,
	.options = options,
	.options_size = sizeof(struct options),
	.run = run,
};
