/* SPDX-License-Identifier: MIT */
/* Asking a judge, project by project. */
#include "cmd/cli/ballot.h"

#include <string.h>

#include "cmd/cli/ask.h"
#include "cmd/cli/clock.h"
#include "cmd/cli/editor.h"
#include "cmd/cli/session.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/decimal.h"
#include "core/base/time.h"
#include "core/base/utf8.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/rating.h"
#include "core/policy/rules.h"
#include "core/store/judges.h"
#include "core/store/projects.h"
#include "core/store/ratings.h"

/* What a person can answer instead of a score. */
enum move { ANSWERED, BACK, NEXT, SKIP, QUIT };

/* One sitting of one judge. */
struct sitting {
	struct jam_run *run;
	const char *judge_text, *project_text;
	const struct jam_event *event; /* of the sitting's arena */
	struct jam_judge judge;
	struct jam_batch_line *batch;
	size_t count;
	/* The project that is asked about. */
	const struct jam_project *project;
	struct jam_rating_facts facts;
	int64_t *scores;
	const char *comment, *reason;
};

/* One line of a text, parted at blanks so that it fits the terminal. */
static void
say_line(const struct jam_run *run, const char *line, size_t length)
{
	const char *left = jam_strndup(run->arena, line, length);

	for (;;) {
		size_t width, n = jam_utf8_cut(left, run->columns, &width);
		size_t end = n;

		while (left[n] != '\0' && end > 0 && left[end] != ' ')
			end--;
		if (end == 0)
			end = n;
		fprintf(run->messages, "%.*s\n", (int)end, left);
		left += end;
		left += strspn(left, " ");
		if (*left == '\0' || n == 0)
			return;
	}
}

static void
say_text(const struct jam_run *run, const char *text)
{
	struct jam_buf shown;

	if (text == NULL || *text == '\0')
		return;
	jam_buf_init(&shown, run->arena);
	jam_utf8_show(&shown, text, true);
	for (const char *at = jam_buf_string(&shown); *at != '\0';) {
		size_t n = strcspn(at, "\n");

		say_line(run, at, n);
		at += n;
		at += *at == '\n';
	}
}

/* The sitting is handed from session to session through the run's state. */
static bool
load(struct jam_run *run, struct jam_error *err)
{
	struct sitting *s = run->state;
	struct jam_project project;
	struct jam_batch_line *one;

	s->event = run->event;
	if (!jam_store_find_judge(run->store, run->event, s->judge_text,
				  run->arena, &s->judge, err))
		return false;
	if (s->project_text == NULL)
		return s->judge.id == 0 ||
		       jam_store_get_batch(run->store, s->judge.id, run->arena,
					   &s->batch, &s->count, err);
	if (!jam_store_find_project(run->store, run->event, s->project_text,
				    run->arena, &project, err))
		return false;
	one = jam_alloc(run->arena, sizeof(*one));
	one->project = project;
	s->batch = one;
	s->count = 1;
	return true;
}

static bool
load_facts(struct jam_run *run, struct jam_error *err)
{
	struct sitting *s = run->state;

	s->facts = (struct jam_rating_facts){
		.event = s->event,
		.judge = &s->judge,
		.project = s->project,
	};
	return jam_store_get_rating_facts(run->store, run->arena, &s->facts,
					  err);
}

static bool
save(struct jam_run *run, struct jam_error *err)
{
	struct sitting *s = run->state;
	struct jam_rating rating = {
		.scores = s->scores,
		.rated_at = run->now,
		.entered_at = run->now,
		.comment = s->comment,
	};
	struct jam_receipt receipt;
	bool same;

	if (!load_facts(run, err))
		return false;
	if (s->reason != NULL) {
		if (!jam_rules_may_skip(&s->facts, run->now, run->arena, err) ||
		    !jam_store_put_skip(run->store, &s->facts, s->reason,
					&receipt, err))
			return false;
		fprintf(run->messages, "skipped; receipt %s\n", receipt.text);
		return true;
	}
	if (!jam_rules_may_rate(&s->facts, run->now, run->arena, err) ||
	    !jam_rules_may_replace(&s->facts, &rating, true, &same, err))
		return false;
	if (same) {
		fprintf(run->messages, "nothing changed\n");
		return true;
	}
	if (!jam_store_put_rating(run->store, &s->facts, &rating, JAM_NONE,
				  &receipt, err))
		return false;
	fprintf(run->messages, "rated; receipt %s\n", receipt.text);
	return true;
}

/* Title, place in the batch, link, abstract, time left. */
static void
show_project(const struct sitting *s, size_t i)
{
	const struct jam_run *run = s->run;
	const struct jam_project *p = s->project;
	int64_t left = jam_rules_window_end(s->event, &s->judge) - run->now;

	fprintf(run->messages, "\n%zu of %zu", i + 1, s->count);
	if (left > 0)
		fprintf(run->messages, " · %s left",
			jam_duration_show(run->arena, left));
	fputc('\n', run->messages);
	say_text(run, jam_format(run->arena, "#%lld %s", (long long)p->number,
				 p->title));
	say_text(run, p->url);
	fputc('\n', run->messages);
	say_text(run, p->abstract);
	fputc('\n', run->messages);
}

static enum move
read_move(const char *text)
{
	static const struct {
		const char *word;
		enum move move;
	} words[] = { { "b", BACK },	{ "back", BACK }, { "n", NEXT },
		      { "next", NEXT }, { "s", SKIP },	  { "skip", SKIP },
		      { "q", QUIT },	{ "quit", QUIT }, { "", NEXT } };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(text, words[i].word) == 0)
			return words[i].move;
	return ANSWERED;
}

/* "ML Safety (weight 2, 1 to 5) [4]:" */
static const char *
question(const struct sitting *s, size_t i)
{
	const struct jam_criterion *c = &s->event->criteria[i];
	struct jam_buf out;

	jam_buf_init(&out, s->run->arena);
	jam_utf8_show(&out, c->title, false);
	jam_buf_format(&out, " (%s%s%s",
		       strcmp(c->weight_text, "1") != 0 ? "weight " : "",
		       strcmp(c->weight_text, "1") != 0 ? c->weight_text : "",
		       strcmp(c->weight_text, "1") != 0 ? ", " : "");
	jam_buf_format(&out, "%s%s)", jam_scale_show(s->event, s->run->arena),
		       c->required ? "" : ", or -");
	if (s->scores[i] != JAM_NONE) {
		jam_buf_text(&out, " [");
		jam_decimal_write(&out, s->scores[i],
				  s->event->judging.decimals);
		jam_buf_char(&out, ']');
	}
	jam_buf_char(&out, ':');
	return jam_buf_string(&out);
}

/* One criterion, asked until the answer is one. */
static bool
ask_score(struct sitting *s, size_t i, enum move *move, struct jam_error *err)
{
	const struct jam_criterion *c = &s->event->criteria[i];
	bool more;

	say_text(s->run, c->description);
	for (;;) {
		struct jam_error wrong = { 0 };
		const char *text;

		if (!jam_ask_line(s->run, question(s, i), &text, &more, err))
			return false;
		*move = more ? read_move(text) : QUIT;
		if (*move == NEXT && *text == '\0' &&
		    s->scores[i] == JAM_NONE && more && c->required)
			continue;
		if (*move == NEXT && *text == '\0')
			*move = ANSWERED;
		else if (*move == ANSWERED && strcmp(text, "-") == 0 &&
			 !c->required)
			s->scores[i] = JAM_NONE;
		else if (*move == ANSWERED &&
			 !jam_score_read(s->event, c, text, s->run->arena,
					 &s->scores[i], &wrong)) {
			s->scores[i] = JAM_NONE;
			jam_say(s->run, "%s", wrong.message);
			continue;
		}
		return true;
	}
}

/* All criteria from one on, back and forth. */
static bool
ask_scores(struct sitting *s, size_t i, enum move *move, struct jam_error *err)
{
	while (i < s->event->criteria_len) {
		if (!ask_score(s, i, move, err))
			return false;
		if (*move == BACK && i > 0) {
			i--;
			continue;
		}
		if (*move != ANSWERED)
			return true;
		i++;
	}
	return true;
}

/* A letter alone is no comment: it means what it means everywhere. */
static bool
ask_comment(struct sitting *s, enum move *move, struct jam_error *err)
{
	const char *text;
	bool more;

	for (;;) {
		struct jam_error failed = { 0 };

		if (!jam_ask_line(
			s->run,
			"comment (a line; e opens the editor; Enter for "
			"none):",
			&text, &more, err))
			return false;
		*move = strlen(text) == 1 ? read_move(text) : ANSWERED;
		if (!more)
			*move = QUIT;
		s->comment = *text != '\0' ? text : NULL;
		if (strcmp(text, "e") != 0 ||
		    jam_editor_ask(s->run, s->facts.given_comment, &s->comment,
				   &failed))
			return true;
		jam_say(s->run, "%s", failed.message);
	}
}

static bool
ask_reason(struct sitting *s, enum move *move, struct jam_error *err)
{
	const char *text = "";
	bool more;

	if (!jam_ask_line(
		s->run, "why do you skip it, for good? (Enter: do not):", &text,
		&more, err))
		return false;
	if (more && *text != '\0')
		s->reason = text;
	else
		*move = more ? NEXT : QUIT;
	return true;
}

/*
 * What must not be rated holds nobody up: it is said, and what stands in the
 * batch can be skipped.  The window, or having left, ends the sitting.
 */
static bool
pass_by(struct sitting *s, enum move *move, const struct jam_error *why,
	struct jam_error *err)
{
	const struct jam_rating_facts *f = &s->facts;
	bool barred = f->own || f->conflict;

	if (s->project_text != NULL ||
	    (!barred && !f->skipped && f->project->tier == JAM_RUNNING)) {
		*err = *why;
		return false;
	}
	jam_say(s->run, "%s", why->message);
	*move = NEXT;
	if (!barred || f->skipped || f->project->tier != JAM_RUNNING)
		return true;
	*move = SKIP;
	return ask_reason(s, move, err) &&
	       (*move != SKIP ||
		jam_session(s->run, JAM_NEEDS_WRITE, save, err));
}

/* All that is asked about one project. */
static bool
ask_all(struct sitting *s, enum move *move, struct jam_error *err)
{
	for (size_t from = 0;; from = s->event->criteria_len - 1) {
		if (!ask_scores(s, from, move, err))
			return false;
		if (*move != ANSWERED)
			break;
		if (!ask_comment(s, move, err))
			return false;
		if (*move != BACK)
			break;
	}
	return *move != SKIP || ask_reason(s, move, err);
}

/* A project from its title to its receipt. */
static bool
ask_project(struct sitting *s, size_t i, enum move *move, struct jam_error *err)
{
	size_t n = s->event->criteria_len;
	struct jam_error refused = { 0 };

	s->project = &s->batch[i].project;
	s->comment = s->reason = NULL;
	if (!jam_clock_now(&s->run->now, err) ||
	    !jam_session(s->run, JAM_NEEDS_READ, load_facts, err))
		return false;
	if (!jam_rules_may_rate(&s->facts, s->run->now, s->run->arena,
				&refused))
		return pass_by(s, move, &refused, err);
	s->scores = jam_alloc_array(s->run->arena, n, sizeof(*s->scores));
	for (size_t c = 0; c < n; c++)
		s->scores[c] =
		    s->facts.given != NULL ? s->facts.given[c] : JAM_NONE;
	show_project(s, i);
	if (!ask_all(s, move, err))
		return false;
	if (*move != ANSWERED && *move != SKIP)
		return true;
	if (*move == ANSWERED &&
	    !jam_scores_complete(s->event, s->scores, &refused)) {
		jam_say(s->run, "%s", refused.message);
		return true;
	}
	return jam_clock_now(&s->run->now, err) &&
	       jam_session(s->run, JAM_NEEDS_WRITE, save, err);
}

static bool
is_open(const struct sitting *s, size_t i)
{
	return s->batch[i].seat.state == JAM_OPEN &&
	       s->batch[i].project.tier == JAM_RUNNING;
}

/* What is left of the batch, as it stands now. */
static bool
tell_rest(struct sitting *s, struct jam_error *err)
{
	size_t open = 0;

	if (!jam_session(s->run, JAM_NEEDS_READ, load, err))
		return false;
	for (size_t i = 0; i < s->count; i++)
		open += is_open(s, i);
	if (s->count == 0)
		jam_say(s->run, "there is no batch yet; the organizer runs: "
				"jam assign");
	else if (open > 0)
		jam_say(s->run,
			"%zu of %zu still to rate; what was rated is kept, go "
			"on with: jam rate",
			open, s->count);
	else if (s->event->judging.unlock == JAM_NEVER)
		jam_say(s->run, "all of the batch is done, thank you");
	else
		jam_say(s->run, "all of the batch is done, thank you; another "
				"one: jam rate PROJECT");
	return true;
}

static bool
go_through(struct sitting *s, struct jam_error *err)
{
	enum move move = ANSWERED;

	if (s->run->dry_run)
		jam_say(s->run, "a dry run: nothing is kept");
	fprintf(s->run->messages, "Answer with a score.  b: back, n: next "
				  "project, s: skip it for good, q: quit.\n");
	for (size_t i = 0; i < s->count && move != QUIT; i++) {
		if (s->project_text == NULL && move != BACK && !is_open(s, i))
			continue;
		if (!ask_project(s, i, &move, err))
			return false;
		if (move == BACK)
			i = i >= 2 ? i - 2 : (size_t)-1;
	}
	return s->project_text != NULL || tell_rest(s, err);
}

bool
jam_ballot_ask(struct jam_run *run, const char *judge, const char *project,
	       struct jam_error *err)
{
	struct sitting s = {
		.run = run,
		.judge_text = judge,
		.project_text = project,
	};
	bool done;

	run->state = &s;
	done =
	    jam_session(run, JAM_NEEDS_READ, load, err) && go_through(&s, err);
	run->state = NULL;
	return done;
}
