/* SPDX-License-Identifier: MIT */
/* Taking ballots. */
#include "cmd/cli/ballots.h"

#include <string.h>

#include "cmd/cli/rejects.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/utf8.h"
#include "core/import/ballotfile.h"
#include "core/import/cells.h"
#include "core/model/ballot.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/rating.h"
#include "core/model/rubric.h"
#include "core/policy/rules.h"
#include "core/store/events.h"
#include "core/store/judges.h"
#include "core/store/projects.h"
#include "core/store/ratings.h"

/* One ballot on its way in. */
struct taking {
	const struct jam_ballot_request *request;
	struct jam_run *run;
	struct jam_ballot ballot;
	struct jam_judge judge;
	struct jam_import_summary *summary;
};

static bool
wrong_file(const struct taking *t, struct jam_error *err)
{
	return jam_error_at(err, t->request->name, 0, 0, NULL);
}

/* Of this event, of one of its judges. */
static bool
bind(struct taking *t, struct jam_error *err)
{
	struct jam_run *r = t->run;
	const char *slug;

	if (strcmp(t->ballot.event_uid, r->event->uid.text) != 0) {
		if (!jam_store_name_event(r->store, t->ballot.event_uid,
					  r->arena, &slug, err))
			return false;
		jam_fail(err, JAM_E_DATA, "this is a ballot of %s, not of %s",
			 slug != NULL		   ? slug
			 : t->ballot.event != NULL ? t->ballot.event
						   : "another event",
			 r->event->slug);
		if (slug != NULL)
			jam_hint(err, "import it with --event %s", slug);
		return wrong_file(t, err);
	}
	if (!jam_store_find_judge_uid(r->store, r->event, t->ballot.judge_uid,
				      r->arena, &t->judge, err))
		return wrong_file(t, err);
	return true;
}

/* What lies between the ballot's rubric and the event's; only wording: taken.
 */
static bool
compare_rubrics(const struct taking *t, const char *before,
		struct jam_error *err)
{
	const struct jam_run *r = t->run;
	struct jam_buf changes;

	jam_buf_init(&changes, r->arena);
	if (jam_rubric_differs(
		before, jam_event_rubric_text(r->event, r->arena), &changes))
		return jam_fail(err, JAM_E_DATA,
				"what a score means has changed since this "
				"ballot was written: %.900s",
				jam_buf_string(&changes));
	if (changes.length > 0)
		jam_say(r,
			"%s: the wording of %s has changed since; the scores "
			"are taken",
			t->request->name, jam_buf_string(&changes));
	return true;
}

static bool
check_rubric(struct taking *t, struct jam_error *err)
{
	struct jam_run *r = t->run;
	const char *before;
	char rubric[17];

	jam_event_rubric(r->event, r->arena, rubric);
	if (strcmp(t->ballot.rubric, rubric) == 0)
		return true;
	if (!jam_store_find_rubric(r->store, r->event, t->ballot.rubric,
				   r->arena, &before, err))
		return false;
	if (before == NULL)
		jam_fail(err, JAM_E_DATA, "these are not the criteria of %s",
			 r->event->slug);
	else if (compare_rubrics(t, before, err))
		return true;
	jam_hint(err, "export this judge's ballot again: jam export ballots");
	return wrong_file(t, err);
}

static bool
find_project(const struct taking *t, const struct jam_ballot_row *row,
	     struct jam_project *project, struct jam_error *err)
{
	struct jam_run *r = t->run;
	const char *ref = jam_format(r->arena, "#%lld", (long long)row->number);

	if (!jam_store_find_project(r->store, r->event, ref, r->arena, project,
				    err))
		return false;
	if (row->slug == NULL || strcmp(row->slug, project->slug) == 0)
		return true;
	return jam_fail(err, JAM_E_DATA,
			"project %lld is \"%s\", and the ballot says \"%s\"",
			(long long)row->number, project->slug, row->slug);
}

static bool
skip_project(struct taking *t, const struct jam_rating_facts *facts,
	     const char *reason, struct jam_error *err)
{
	struct jam_run *r = t->run;
	struct jam_receipt receipt;

	if (facts->skipped) {
		t->summary->unchanged++;
		return true;
	}
	if (!jam_rules_may_skip(facts, r->now, r->arena, err) ||
	    !jam_store_put_skip(r->store, facts, reason, &receipt, err))
		return false;
	t->summary->added++;
	return true;
}

static bool
rate_project(struct taking *t, const struct jam_rating_facts *facts,
	     const struct jam_rating *rating, struct jam_error *err)
{
	struct jam_run *r = t->run;
	struct jam_receipt receipt;
	bool same;

	if (facts->given != NULL && t->ballot.saved_at != JAM_NONE &&
	    facts->given_saved_at != JAM_NONE &&
	    t->ballot.saved_at < facts->given_saved_at) {
		jam_say(r,
			"%s: %s: an older ballot than the one that was "
			"taken; left as it is",
			t->request->name, facts->project->slug);
		t->summary->skipped++;
		return true;
	}
	if (!jam_rules_may_replace(facts, rating, true, &same, err))
		return false;
	if (same) {
		t->summary->unchanged++;
		return true;
	}
	if (!jam_rules_may_rate(facts, r->now, r->arena, err) ||
	    !jam_store_put_rating(r->store, facts, rating, t->ballot.saved_at,
				  &receipt, err))
		return false;
	t->summary->added += facts->given == NULL;
	t->summary->updated += facts->given != NULL;
	return true;
}

/* Nothing that a judge wrote is lost in silence, and nothing has no end. */
static bool
check_texts(const struct jam_ballot_row *row, bool scored,
	    struct jam_error *err)
{
	size_t bytes = row->comment == NULL ? 0 : strlen(row->comment);
	size_t length = row->skip == NULL ? 0 : jam_utf8_length(row->skip);

	if (length > 0 && scored)
		return jam_fail(err, JAM_E_DATA,
				"scores and a reason to skip: take one of "
				"them out");
	if (length > 0 && bytes > 0)
		return jam_fail(err, JAM_E_DATA,
				"a comment and a reason to skip: write all of "
				"it behind skip");
	if (bytes > JAM_PROSE_MAX)
		return jam_fail(err, JAM_E_DATA,
				"the comment has %zu bytes, at most %zu", bytes,
				JAM_PROSE_MAX);
	if (length > JAM_BALLOT_SKIP_MAX)
		return jam_fail(err, JAM_E_DATA,
				"the reason to skip has %zu characters, at "
				"most %d",
				length, JAM_BALLOT_SKIP_MAX);
	return true;
}

/* A row says a rating, a skip, or nothing yet. */
static bool
take_row(struct taking *t, const struct jam_ballot_row *row,
	 struct jam_error *err)
{
	struct jam_run *r = t->run;
	int64_t *scores =
	    jam_alloc_array(r->arena, r->event->criteria_len, sizeof(*scores));
	struct jam_rating rating = {
		.scores = scores,
		.rated_at = r->now,
		.entered_at = r->now,
		.comment = row->comment,
	};
	struct jam_project project;
	struct jam_rating_facts facts = {
		.event = r->event,
		.judge = &t->judge,
		.project = &project,
	};
	bool any = false;

	if (!find_project(t, row, &project, err) ||
	    !jam_ballot_scores(r->event, row, project.title, r->arena, scores,
			       err))
		return false;
	for (size_t i = 0; i < r->event->criteria_len; i++)
		any = any || scores[i] != JAM_NONE;
	if (!any && row->skip == NULL && row->comment == NULL) {
		t->summary->skipped++;
		return true;
	}
	if (!check_texts(row, any, err) ||
	    (row->skip == NULL && !jam_scores_complete(r->event, scores, err)))
		return jam_error_field(
		    err, jam_format(r->arena, "project %lld \"%s\"",
				    (long long)row->number, project.title));
	if (!jam_store_get_rating_facts(r->store, r->arena, &facts, err))
		return false;
	if (row->skip != NULL)
		return skip_project(t, &facts, row->skip, err);
	return rate_project(t, &facts, &rating, err);
}

/* A record of a CSV ballot in the making. */
struct record {
	const char **headers, **cells;
	size_t count;
};

static void
put(struct record *to, const char *header, const char *cell)
{
	to->headers[to->count] = header;
	to->cells[to->count++] = cell != NULL ? cell : "";
}

/* The event's criteria, and those that it does not have. */
static void
put_scores(struct record *to, const struct jam_event *event,
	   const struct jam_ballot_row *row)
{
	size_t at = to->count;

	for (size_t i = 0; i < event->criteria_len; i++)
		put(to, event->criteria[i].key, "");
	for (size_t i = 0; i < row->scores_len; i++) {
		const struct jam_ballot_score *score = &row->scores[i];
		const struct jam_criterion *c =
		    jam_event_criterion(event, score->key);

		if (c == NULL)
			put(to, score->key, score->text);
		else
			to->cells[at + (size_t)(c - event->criteria)] =
			    score->text;
	}
}

/* The row goes to the rejects. */
static bool
reject(const struct taking *t, const struct jam_ballot_row *row,
       const char *reason, struct jam_error *err)
{
	const struct jam_event *event = t->run->event;
	struct jam_arena *arena = t->run->arena;
	size_t room = 7 + event->criteria_len + row->scores_len;
	struct record to = {
		.headers = jam_alloc_array(arena, room, sizeof(*to.headers)),
		.cells = jam_alloc_array(arena, room, sizeof(*to.cells)),
	};

	put(&to, "event_uid", t->ballot.event_uid);
	put(&to, "judge_uid", t->ballot.judge_uid);
	put(&to, "rubric", t->ballot.rubric);
	put(&to, "project", jam_format(arena, "%lld", (long long)row->number));
	put(&to, "slug", row->slug);
	put_scores(&to, event, row);
	put(&to, "comment", row->comment);
	put(&to, "skip", row->skip);
	return jam_rejects_write(t->request->rejects,
				 &(struct jam_reject){
				     .line = row->line,
				     .reason = reason,
				     .headers = to.headers,
				     .cells = to.cells,
				     .headers_len = to.count,
				     .cells_len = to.count,
				 },
				 err);
}

/* A bad row is named, and kept where bad rows are. */
static bool
refuse(struct taking *t, const struct jam_ballot_row *row,
       struct jam_error *bad, struct jam_error *err)
{
	struct jam_arena *arena = t->run->arena;
	const char *field = jam_strdup(arena, bad->at.field);
	const char *message = jam_error_text(arena, bad);

	t->summary->skipped++;
	jam_error_at(bad, t->request->name,
		     bad->at.line != 0 ? bad->at.line : row->line, 0, field);
	jam_problem_add(t->request->problems, &bad->at, bad->code, "%s",
			message);
	return t->request->rejects == NULL ||
	       reject(t, row,
		      jam_format(arena, "%s%s%s", field,
				 *field != '\0' ? ": " : "", message),
		      err);
}

static bool
take_rows(struct taking *t, struct jam_error *err)
{
	for (size_t i = 0; i < t->ballot.rows_len; i++) {
		const struct jam_ballot_row *row = &t->ballot.rows[i];
		struct jam_error bad = { 0 };

		t->summary->rows++;
		if (take_row(t, row, &bad))
			continue;
		if (bad.code != JAM_E_DATA && bad.code != JAM_E_RULE) {
			*err = bad;
			return false;
		}
		if (!refuse(t, row, &bad, err))
			return false;
	}
	return true;
}

bool
jam_ballots_take(const struct jam_ballot_request *request,
		 struct jam_import_summary *summary, struct jam_error *err)
{
	struct taking t = {
		.request = request,
		.run = request->run,
		.summary = summary,
	};

	*summary = (struct jam_import_summary){
		.file = request->name,
		.kind = "ballots",
	};
	return jam_ballotfile_read(request->file, request->name,
				   request->encoding, t.run->arena, &t.ballot,
				   err) &&
	       bind(&t, err) && check_rubric(&t, err) && take_rows(&t, err);
}
