/* SPDX-License-Identifier: MIT */
/* jam score: ranks, and what led to them. */
#include "cmd/cli/ranking.h"
#include "cmd/cli/score_rows.h"
#include "cmd/cmd.h"
#include "core/render/out.h"

struct options {
	const char *method;
};

static const char *const methods[] = { "mean", "itch", "bayes", NULL };

static const struct jam_option options[] = {
	JAM_OPT(CHOICE_OPTION, method, .name = "method", .letter = 'm',
		.value = "METHOD", .choices = methods,
		.help = "look at another method than the event's"),
	{ 0 },
};

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_ranking ranking;
	struct jam_scores scores;
	struct jam_score_line line;

	if (!jam_ranking_load(r, false, &ranking, err) ||
	    !jam_scores_make(&ranking.tally, jam_ranking_method(r, o->method),
			     r->arena, &scores, err))
		return false;
	jam_out_begin(r->out, "scores", r->event->slug, jam_score_columns);
	for (size_t i = 0; i < scores.rows_len; i++) {
		jam_score_line_fill(r, &ranking, &scores, i, &line);
		if (!jam_out_row(r->out, &line, err))
			return false;
	}
	return true;
}

const struct jam_command jam_cmd_score = {
	.name = "score",
	.summary = "Rank the projects and show what led to it",
	.group = JAM_PUBLISHING,
	.needs = JAM_NEEDS_READ,
	.traits = JAM_ONE_EVENT,
	.options = options,
	.options_size = sizeof(struct options),
	.run = run,
};
