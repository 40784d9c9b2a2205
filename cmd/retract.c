/* SPDX-License-Identifier: MIT */
/* jam retract: take a project out, or set ratings aside. */
#include <stdio.h>
#include <string.h>

#include "cmd/cli/ask.h"
#include "cmd/cli/session.h"
#include "cmd/cli/withdrawal.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/os.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/model/event.h"
#include "core/policy/rules.h"
#include "core/render/letter.h"
#include "core/render/out.h"
#include "core/store/log.h"

#define TEMPLATE_MAX ((size_t)64 * 1024)

struct options {
	const char *tier, *judge, *reason, *letter, *template;
};

static const char *const tiers[] = { "hidden", "named", "unranked", NULL };

static const struct jam_option options[] = {
	JAM_OPT(CHOICE_OPTION, tier, .name = "tier", .letter = 't',
		.value = "TIER", .choices = tiers, .not_with = "judge",
		.help = "what pages still show of the project"),
	JAM_OPT(JUDGE_NAME, judge, .name = "judge", .letter = 'j',
		.value = "EMAIL",
		.help = "set this judge's rating aside, or all of them"),
	JAM_OPT(TEXT_OPTION, reason, .name = "reason", .value = "TEXT",
		.help = "why, for the record"),
	JAM_OPT(FILE, letter, .name = "letter", .value = "FILE",
		.not_with = "judge", .help = "write a letter to the team"),
	JAM_OPT(FILE, template, .name = "template", .value = "FILE",
		.not_with = "judge", .help = "the text of the letter"),
	{ 0 },
};

static const struct jam_operand operands[] = {
	{ "PROJECT", JAM_PROJECT, .optional = true,
	  .help = "slug, \"#NUMBER\" or the source's id" },
	{ 0 },
};

static bool
check_options(const struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;

	if (jam_utf8_given(r->arena, o->reason) == NULL)
		return jam_fail(err, JAM_E_USAGE, "why? --reason TEXT");
	if (o->judge == NULL && r->argc == 1 && o->tier == NULL) {
		jam_fail(err, JAM_E_USAGE, "--tier hidden, named or unranked?");
		return jam_hint(err, "hidden: pages show nothing; named: that "
				     "it was withdrawn; unranked: all of it, "
				     "out of competition");
	}
	if (o->template != NULL && o->letter == NULL)
		return jam_fail(err, JAM_E_USAGE,
				"--template goes with --letter FILE");
	return true;
}

static enum jam_tier
tier_of(const char *word)
{
	enum jam_tier tier = JAM_TIER_HIDDEN;

	while (strcmp(jam_tier_words[tier], word) != 0)
		tier++;
	return tier;
}

/* The letter: its template, and what came of it. */
struct letter {
	const char *template;
	struct jam_buf text;
	struct jam_receipt receipt;
};

static bool
read_template(struct jam_run *r, const char *path, const char **text,
	      struct jam_error *err)
{
	struct jam_buf bytes;
	FILE *file;
	size_t bad;
	bool done;

	*text = jam_letter_retracted;
	if (path == NULL)
		return true;
	if (!jam_os_open_input(path, r->in, &file, err))
		return false;
	jam_buf_init(&bytes, r->arena);
	done = jam_os_read_all(file, path, TEMPLATE_MAX, &bytes, err);
	fclose(file);
	if (!done)
		return false;
	*text = jam_buf_string(&bytes);
	if (jam_utf8_check(*text, bytes.length, &bad))
		return true;
	jam_fail(err, JAM_E_DATA, "byte %zu is not UTF-8 text", bad + 1);
	return jam_error_at(err, path, 0, 0, NULL);
}

/* May it be written, and of what; while nothing is locked. */
static bool
begin_letter(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct letter *letter = jam_alloc(r->arena, sizeof(*letter));
	struct jam_outfile *file;

	if (o->letter == NULL)
		return true;
	jam_buf_init(&letter->text, r->arena);
	r->state = letter;
	if (!jam_ask_overwrite(r, o->letter, err))
		return false;
	if (!r->dry_run) {
		if (!jam_os_create(o->letter, 0600, true, r->arena, &file, err))
			return false;
		jam_os_discard(file);
	}
	return read_template(r, o->template, &letter->template, err);
}

/* What pages show from now on, in the words of the letter. */
static const char *
shown(enum jam_tier tier)
{
	switch (tier) {
	case JAM_TIER_HIDDEN:
		return "The public pages show nothing of it.";
	case JAM_TIER_NAMED:
		return "The public pages say that it was withdrawn, and why.";
	default:
		return "The public pages still show it, out of competition, "
		       "with the reason.";
	}
}

static const char *
join(const struct jam_people *people, struct jam_arena *arena)
{
	struct jam_buf out;

	jam_buf_init(&out, arena);
	for (size_t i = 0; i < people->count; i++)
		jam_buf_format(&out, "%s%s", i > 0 ? ", " : "",
			       people->items[i]);
	return jam_buf_string(&out);
}

static bool
fill_letter(struct jam_run *r, const struct jam_withdrawal *w,
	    struct letter *letter, struct jam_error *err)
{
	const struct options *o = r->options;
	const struct jam_project *p = &w->project;
	enum jam_tier tier = tier_of(o->tier);
	struct jam_people members;
	const char *date;

	if (!jam_store_get_addressees(r->store, p->team, r->arena, &members,
				      err) ||
	    !jam_time_show(r->arena, r->now, r->event->zone, &date, err))
		return false;
	return jam_letter_write(
	    &(struct jam_letter){
		.name = o->template,
		.template = letter->template,
		.words =
		    (const struct jam_letter_word[]){
			{ "date", date },
			{ "event", r->event->title },
			{ "members", join(&members, r->arena) },
			{ "number",
			  jam_format(r->arena, "%lld", (long long)p->number) },
			{ "reason", o->reason },
			{ "receipt", letter->receipt.text },
			{ "shown", shown(tier) },
			{ "team", p->team_name },
			{ "tier", o->tier },
			{ "title", p->title },
		    },
		.words_len = 10,
	    },
	    r->arena, &letter->text, err);
}

/* Made before COMMIT, so that what can go wrong does; written after it. */
static bool
make_letter(struct jam_run *r, const struct jam_withdrawal *w,
	    const struct jam_receipt *receipt, struct jam_error *err)
{
	struct letter *letter = r->state;

	if (letter == NULL)
		return true;
	letter->receipt = *receipt;
	return fill_letter(r, w, letter, err);
}

static bool
write_letter(struct jam_run *r, const struct jam_buf *text,
	     struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_outfile *file;

	if (!jam_os_create(o->letter, 0600, true, r->arena, &file, err))
		return false;
	fwrite(text->data, 1, text->length, jam_os_stream(file));
	return jam_os_commit(file, err);
}

static bool
after(struct jam_run *r, struct jam_error *err)
{
	const struct letter *letter = r->state;
	struct jam_error failed = { 0 };

	if (letter == NULL || write_letter(r, &letter->text, &failed))
		return true;
	jam_fail(err, failed.code, "saved, but %s", failed.message);
	return jam_hint(err,
			"the change stays, its receipt is %s; the same "
			"command writes the letter",
			letter->receipt.text);
}

static bool
retract(struct jam_run *r, const struct jam_withdrawal *w,
	struct jam_receipt *receipt, struct jam_error *err)
{
	const struct options *o = r->options;
	const char *reason = jam_utf8_given(r->arena, o->reason);
	struct jam_aside aside = jam_withdrawal_aside(w, reason);

	if (w->judge.person != 0)
		return jam_store_set_aside(r->store, r->event, &aside, receipt,
					   err);
	return jam_store_retract(
	    r->store, r->event, &w->project,
	    &(struct jam_retraction){ tier_of(o->tier), reason }, receipt, err);
}

/* Who had it in the batch and will not rate it now. */
static bool
tell_owed(struct jam_run *r, const struct jam_withdrawal *w,
	  struct jam_withdrawal_line *line, struct jam_error *err)
{
	struct jam_people waiting = { 0 };

	if (w->judge.person != 0)
		return true;
	if (!jam_store_get_waiting(r->store, w->project.id, r->arena, &waiting,
				   err))
		return false;
	line->owed = (struct jam_words){ (const char *const *)waiting.items,
					 waiting.count };
	if (waiting.count > 0 && r->now < jam_rules_last_end(r->event))
		jam_say(r,
			"%zu judge%s had it to rate and %s another "
			"project: jam assign",
			waiting.count, waiting.count == 1 ? "" : "s",
			waiting.count == 1 ? "needs" : "need");
	return true;
}

static bool
work(struct jam_run *r, struct jam_error *err)
{
	const struct options *o = r->options;
	struct jam_withdrawal_line line = { 0 };
	struct jam_withdrawal w;
	struct jam_receipt receipt;

	if (!jam_withdrawal_begin(r, o->judge, &w, err) ||
	    !retract(r, &w, &receipt, err) ||
	    !jam_withdrawal_tell(r, &w, &line, err) ||
	    !tell_owed(r, &w, &line, err) || !make_letter(r, &w, &receipt, err))
		return false;
	line.receipt = receipt.text;
	line.tier = o->tier;
	jam_out_begin(r->out, "retractions", r->event->slug,
		      jam_withdrawal_columns);
	return jam_out_row(r->out, &line, err);
}

static bool
run(struct jam_run *r, struct jam_error *err)
{
	return check_options(r, err) && begin_letter(r, err) &&
	       jam_session(r, JAM_NEEDS_WRITE, work, err);
}

const struct jam_command jam_cmd_retract = {
	.name = "retract",
	.summary = "Take a project out of competition, or set ratings aside",
	.details =
	    "The project leaves the ranking and the public pages at once: "
	    "hidden shows nothing of it, named a line that it was withdrawn, "
	    "unranked all of it, out of competition, with the reason. Its "
	    "ratings stay in the record, under seal. With --judge the "
	    "judge's rating of the project, or without PROJECT all of the "
	    "judge's ratings, count no more. Ranks that change are named on "
	    "standard error; with --dry-run that is all.",
	.group = JAM_KEEPING_SAFE,
	.needs = JAM_NEEDS_WRITE,
	.traits = JAM_ONE_EVENT | JAM_OWN_STORE,
	.options = options,
	.options_size = sizeof(struct options),
	.operands = operands,
	.run = run,
	.after = after,
};
