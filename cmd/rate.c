/* SPDX-License-Identifier: MIT */
/* jam rate: record what one judge thinks of one project. */
#include <string.h>

#include "cmd/cli/ballot.h"
#include "cmd/cli/session.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/os.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/rating.h"
#include "core/policy/rules.h"
#include "core/render/out.h"
#include "core/store/judges.h"
#include "core/store/projects.h"
#include "core/store/ratings.h"

#define COMMENT_MAX ((size_t)64 * 1024)

struct options {
	const char *judge, *comment, *comment_file, *at, *reason;
	bool replace, skip;
};

static const struct jam_option options[] = {
	JAM_OPT(JUDGE_NAME, judge, .name = "judge", .letter = 'j',
		.value = "EMAIL", .env = "JAM_JUDGE",
		.help = "the judge who rates"),
	JAM_OPT(TEXT_OPTION, comment, .name = "comment", .letter = 'c',
		.value = "TEXT", .not_with = "comment-file",
		.help = "words for the team and the organizer"),
	JAM_OPT(FILE, comment_file, .name = "comment-file", .value = "FILE",
		.help = "the same from a file, - for standard input"),
	JAM_OPT(FLAG, replace, .name = "replace",
		.help = "give other scores than before"),
	JAM_OPT(FLAG, skip, .name = "skip", .not_with = "replace",
		.help = "leave this project of the batch out, for good"),
	JAM_OPT(TEXT_OPTION, at, .name = "at", .value = "TIME",
		.not_with = "skip",
		.help = "when a paper ballot was filled in"),
	JAM_OPT(TEXT_OPTION, reason, .name = "reason", .value = "TEXT",
		.help = "why, for --skip and --at"),
	{ 0 },
};

static const struct jam_operand operands[] = {
	{ "PROJECT", JAM_PROJECT, .optional = true,
	  .help = "slug, \"#NUMBER\" or the source's id" },
	{ "CRITERION=SCORE", JAM_SCORE, .repeats = true, .optional = true,
	  .help = "a score; without any, jam asks" },
	{ 0 },
};

/* The answer of a rating or a skip. */
struct answer {
	const char *receipt, *judge, *project;
	int64_t rated_at, open;
};

static const struct jam_column answer_columns[] = {
	JAM_COLUMN(struct answer, receipt, TEXT),
	JAM_COLUMN(struct answer, judge, TEXT),
	JAM_COLUMN(struct answer, project, TEXT),
	JAM_COLUMN(struct answer, rated_at, TIME),
	JAM_COLUMN(struct answer, open, INT),
	{ 0 },
};

/* Before the store is opened: nobody waits for a lock while it is awaited. */
static bool
read_comment(struct jam_run *r, const char **comment, struct jam_error *err)
{
	const struct options *o = r->options;
	FILE *file;
	struct jam_buf text;
	size_t bad;

	*comment = o->comment;
	if (o->comment_file != NULL) {
		if (!jam_os_open_input(o->comment_file, r->in, &file, err))
			return false;
		jam_buf_init(&text, r->arena);
		if (!jam_os_read_all(file, o->comment_file, COMMENT_MAX, &text,
				     err)) {
			fclose(file);
			return false;
		}
		fclose(file);
		if (!jam_utf8_check(jam_buf_string(&text), text.length, &bad)) {
			jam_fail(err, JAM_E_DATA, "byte %zu is not UTF-8 text",
				 bad + 1);
			return jam_error_at(err, o->comment_file, 0, 0, NULL);
		}
		*comment = jam_buf_string(&text);
	}
	if (*comment == NULL)
		return true;
	*comment = jam_utf8_tidy(r->arena, *comment, false);
	if (strlen(*comment) > COMMENT_MAX)
		return jam_fail(err, JAM_E_DATA,
				"the comment is longer than 64 KiB");
	return true;
}

/* What the command line says, apart from the scores. */
static bool
read_rating(struct jam_run *r, struct jam_rating *rating, struct jam_error *err)
{
	const struct options *o = r->options;

	rating->comment = *(const char **)r->state;
	rating->rated_at = r->now;
	rating->entered_at = r->now;
	rating->reason = jam_utf8_given(r->arena, o->reason);
	if (o->at != NULL && rating->reason == NULL) {
		jam_fail(err, JAM_E_USAGE, "--at needs --reason TEXT");
		return jam_hint(err, "the record keeps both times and why");
	}
	if (o->at != NULL &&
	    !jam_time_read(o->at, r->event->zone, &rating->rated_at, err))
		return false;
	if (rating->rated_at > r->now)
		return jam_fail(err, JAM_E_DATA, "--at \"%s\" is yet to come",
				o->at);
	return true;
}

static bool
show(struct jam_run *r, const struct jam_rating_facts *facts,
     const char *receipt, int64_t rated_at, struct jam_error *err)
{
	struct answer answer = {
		.receipt = receipt,
		.judge = facts->judge->email != NULL ? facts->judge->email
						     : facts->judge->name,
		.project = facts->project->slug,
		.rated_at = rated_at,
		.open = facts->batch_open,
	};

	if (facts->in_batch && facts->given == NULL)
		answer.open--;
	jam_out_begin(r->out, "ratings", r->event->slug, answer_columns);
	return jam_out_row(r->out, &answer, err);
}

static bool
skip(struct jam_run *r, const struct jam_rating_facts *facts,
     struct jam_error *err)
{
	const struct options *o = r->options;
	const char *reason = jam_utf8_given(r->arena, o->reason);
	struct jam_receipt receipt;

	if (reason == NULL) {
		jam_fail(err, JAM_E_USAGE, "--skip needs --reason TEXT");
		return jam_hint(err, "for example: --reason \"I know the "
				     "team\"");
	}
	if (r->argc > 1)
		return jam_fail(err, JAM_E_USAGE, "--skip takes no scores");
	return jam_rules_may_skip(facts, r->now, r->arena, err) &&
	       jam_store_put_skip(r->store, facts, reason, &receipt, err) &&
	       show(r, facts, receipt.text, JAM_NONE, err);
}

static bool
rate(struct jam_run *r, const struct jam_rating_facts *facts,
     struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_score_words words = { r->argv + 1, r->argc - 1 };
	struct jam_rating rating = { 0 };
	struct jam_receipt receipt;
	int64_t *scores;
	bool same;

	scores =
	    jam_alloc_array(r->arena, r->event->criteria_len, sizeof(*scores));
	rating.scores = scores;
	if (!jam_scores_read(r->event, words, r->arena, scores, err) ||
	    !jam_scores_complete(r->event, scores, err) ||
	    !read_rating(r, &rating, err) ||
	    !jam_rules_may_rate(facts, rating.rated_at, r->arena, err) ||
	    !jam_rules_may_replace(facts, &rating, o->replace, &same, err))
		return false;
	if (same)
		return show(r, facts, facts->given_receipt, facts->given_at,
			    err);
	return jam_store_put_rating(r->store, facts, &rating, JAM_NONE,
				    &receipt, err) &&
	       show(r, facts, receipt.text, rating.rated_at, err);
}

static bool
one(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_judge judge;
	struct jam_project project;
	struct jam_rating_facts facts = {
		.event = r->event,
		.judge = &judge,
		.project = &project,
	};

	return jam_store_find_judge(r->store, r->event, o->judge, r->arena,
				    &judge, err) &&
	       jam_store_find_project(r->store, r->event, r->argv[0], r->arena,
				      &project, err) &&
	       jam_store_get_rating_facts(r->store, r->arena, &facts, err) &&
	       (o->skip ? skip(r, &facts, err) : rate(r, &facts, err));
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	const char **comment = jam_alloc(r->arena, sizeof(*comment));

	if (o->judge == NULL) {
		jam_fail(err, JAM_E_USAGE, "which judge? --judge EMAIL");
		return jam_hint(err, "or set JAM_JUDGE");
	}
	if (o->reason != NULL && o->at == NULL && !o->skip)
		return jam_fail(err, JAM_E_USAGE,
				"--reason goes with --skip or --at");
	r->state = comment;
	if (r->argc > 1 || (r->argc == 1 && o->skip))
		return read_comment(r, comment, err) &&
		       jam_session(r, JAM_NEEDS_WRITE, one, err);
	if (o->comment != NULL || o->comment_file != NULL || o->at != NULL ||
	    o->replace) {
		jam_fail(err, JAM_E_USAGE, "which scores?");
		return jam_hint(err, "--comment, --at and --replace go with "
				     "CRITERION=SCORE");
	}
	if (r->terminal_in)
		return jam_ballot_ask(r, o->judge,
				      r->argc == 1 ? r->argv[0] : NULL, err);
	jam_fail(err, JAM_E_USAGE, "%s",
		 r->argc == 0 ? "which project?" : "which scores?");
	return jam_hint(err, "jam rate PROJECT CRITERION=SCORE…; on a terminal "
			     "jam asks");
}

const struct jam_command jam_cmd_rate = {
	.name = "rate",
	.summary = "Record a judge's scores for a project",
	.details =
	    "With scores, one project is rated. Without, on a terminal, jam "
	    "asks project by project through the batch. The projects of the "
	    "batch come first; a receipt says that the rating is in the "
	    "record (jam verify --receipt).",
	.group = JAM_JUDGING_GROUP,
	.needs = JAM_NEEDS_WRITE,
	.traits = JAM_ONE_EVENT | JAM_OWN_STORE,
	.options = options,
	.options_size = sizeof(struct options),
	.operands = operands,
	.run = run,
};
