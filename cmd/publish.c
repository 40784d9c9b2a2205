/* SPDX-License-Identifier: MIT */
/* jam publish: fix the results and give the digest that stands for them. */
#include "cmd/cli/ranking.h"
#include "cmd/cli/results.h"
#include "cmd/cmd.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/policy/rules.h"
#include "core/render/out.h"
#include "core/store/results.h"
#include "core/store/verify.h"

struct options {
	const char *reason;
};

static const struct jam_option options[] = {
	JAM_OPT(TEXT_OPTION, reason, .name = "reason", .value = "TEXT",
		.help = "why before the close, or why again"),
	{ 0 },
};

struct answer {
	const char *digest;
	int64_t projects, ranked, ratings, published_at;
};

static const struct jam_column columns[] = {
	JAM_COLUMN(struct answer, digest, TEXT),
	JAM_COLUMN(struct answer, projects, INT),
	JAM_COLUMN(struct answer, ranked, INT),
	JAM_COLUMN(struct answer, ratings, INT),
	JAM_COLUMN(struct answer, published_at, TIME),
	{ 0 },
};

/* Not while judges are at it, unless there is a reason for the record. */
static bool
may_publish(struct jam_run *r, const char *reason, struct jam_error *err)
{
	int64_t end = jam_rules_last_end(r->event);
	const char *closes;

	if (r->now >= end || reason != NULL)
		return true;
	if (!jam_time_show(r->arena, end, r->event->zone, &closes, err))
		return false;
	jam_fail(err, JAM_E_RULE, "judging of %s is open until %s",
		 r->event->slug, closes);
	return jam_hint(err, "publish then, or give --reason TEXT for the "
			     "record");
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_publication p = { 0 };
	struct jam_ranking ranking;
	struct jam_scores scores;
	struct answer answer;
	enum jam_method method = r->event->scoring.method;

	p.reason = jam_utf8_given(r->arena, o->reason);
	if (!may_publish(r, p.reason, err) || !jam_store_check(r->store, err) ||
	    !jam_ranking_make(r, method, 0, &ranking, &scores, err) ||
	    !jam_ranking_whole(r, &ranking, err))
		return false;
	p.method = jam_method_words[method];
	p.rows = jam_results_rows(r, &ranking, &scores);
	if (!jam_store_put_publication(r->store, r->event, &p, err))
		return false;
	answer = (struct answer){
		.digest = p.digest,
		.projects = (int64_t)scores.rows_len,
		.ranked = (int64_t)scores.ranked,
		.ratings = (int64_t)ranking.ratings,
		.published_at = p.at,
	};
	jam_out_begin(r->out, "publication", r->event->slug, columns);
	return jam_out_row(r->out, &answer, err);
}

const struct jam_command jam_cmd_publish = {
	.name = "publish",
	.summary = "Fix the results and print their digest",
	.details = "The digest is the hash of this act in the log: it fixes "
		   "the results and all that came before. It stands on the "
		   "pages; send it to the judges too, where nobody can edit "
		   "it. Publishing again is a new act.",
	.group = JAM_PUBLISHING,
	.needs = JAM_NEEDS_WRITE,
	.traits = JAM_ONE_EVENT,
	.options = options,
	.options_size = sizeof(struct options),
	.run = run,
};
