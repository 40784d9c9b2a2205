/* SPDX-License-Identifier: MIT */
/* Handing rows to the store and counting what became of them. */
#include "cmd/cli/intake.h"

#include "cmd/cli/rejects.h"
#include "cmd/cmd.h"
#include "core/base/arena.h"
#include "core/model/columns.h"
#include "core/model/event.h"
#include "core/model/rating.h"
#include "core/policy/rules.h"
#include "core/store/bulk.h"
#include "core/store/judges.h"
#include "core/store/outcomes.h"
#include "core/store/projects.h"
#include "core/store/ratings.h"
#include "core/store/registrations.h"
#include "core/store/surveys.h"

static void
count(struct jam_intake *in, enum jam_change change)
{
	in->summary.added += change == JAM_ADDED;
	in->summary.updated += change == JAM_UPDATED;
	in->summary.unchanged += change == JAM_UNCHANGED;
}

static bool
take_registration(void *context, const struct jam_registration_row *row,
		  struct jam_error *err)
{
	struct jam_intake *in = context;
	enum jam_change change;
	int64_t person;

	if (!jam_store_put_registration(in->run->store, in->run->event, row,
					&change, &person, err))
		return false;
	count(in, change);
	return true;
}

static bool
take_judge(void *context, const struct jam_judge_row *row,
	   struct jam_error *err)
{
	struct jam_intake *in = context;
	enum jam_change change;

	if (!jam_store_put_judge(in->run->store, in->run->event, row, &change,
				 err))
		return false;
	count(in, change);
	return true;
}

static bool
take_project(void *context, const struct jam_project_row *row,
	     struct jam_error *err)
{
	struct jam_intake *in = context;
	struct jam_project_put put;

	if (!jam_store_put_project(in->run->store, in->run->event, in->names,
				   row, &put, err))
		return false;
	if (in->by_name == 0 && put.by_name > 0) {
		in->name = jam_strdup(in->run->arena, put.name);
		in->line = row->line;
	}
	in->by_name += put.by_name;
	in->summary.registered += put.registered;
	count(in, put.change);
	return true;
}

/* The judge of a text; looked up once. */
static bool
judge_of(struct jam_intake *in, const char *text, struct jam_judge **judge,
	 struct jam_error *err)
{
	struct jam_run *r = in->run;
	struct jam_judge *found = jam_map_find(&in->judges, text);

	if (found == NULL) {
		found = jam_alloc(r->arena, sizeof(*found));
		if (!(in->as_recorded
			  ? jam_store_make_recorded(r->store, r->event, text,
						    r->arena, found, err)
			  : jam_store_find_judge(r->store, r->event, text,
						 r->arena, found, err)))
			return jam_error_field(err, "judge");
		jam_map_put(&in->judges, text, found);
	}
	*judge = found;
	return true;
}

/* A project that a past jam's ratings alone know. */
static bool
make_project(struct jam_intake *in, const char *text, struct jam_error *err)
{
	struct jam_project_row row = {
		.title = text,
		.source = "recorded",
		.source_id = text,
		.submitted_at = JAM_NONE,
	};
	struct jam_project_put put;

	return jam_store_put_project(in->run->store, in->run->event, in->names,
				     &row, &put, err);
}

static bool
project_of(struct jam_intake *in, const char *text,
	   const struct jam_project **project, struct jam_error *err)
{
	struct jam_run *r = in->run;
	struct jam_project *found = jam_map_find(&in->projects, text);
	bool known = found != NULL;

	if (!known && in->as_recorded &&
	    !jam_store_knows_project(r->store, r->event, text, &known, err))
		return false;
	if (!known && in->as_recorded && !make_project(in, text, err))
		return jam_error_field(err, "project");
	if (found == NULL) {
		found = jam_alloc(r->arena, sizeof(*found));
		if (!jam_store_find_project(r->store, r->event, text, r->arena,
					    found, err))
			return jam_error_field(err, "project");
		jam_map_put(&in->projects, text, found);
	}
	*project = found;
	return true;
}

/* Every rule of `rate` holds for a file, too. */
static bool
allowed(struct jam_intake *in, struct jam_rating_facts *facts,
	const struct jam_rating *rating, struct jam_error *err)
{
	struct jam_run *r = in->run;
	bool same;

	return jam_store_get_rating_facts(r->store, r->arena, facts, err) &&
	       jam_rules_may_rate(facts, rating->rated_at, r->arena, err) &&
	       jam_rules_may_replace(facts, rating, true, &same, err);
}

static bool
take_rating(void *context, const struct jam_rating_row *row,
	    struct jam_error *err)
{
	struct jam_intake *in = context;
	struct jam_run *r = in->run;
	struct jam_mark mark;
	struct jam_judge *judge = NULL;
	struct jam_rating_facts facts = { .event = r->event };
	struct jam_rating rating = {
		.scores = row->scores,
		.rated_at = in->as_recorded ? row->rated_at : r->now,
		.entered_at = r->now,
		.recorded = in->as_recorded,
		.comment = row->comment,
	};
	enum jam_change change;
	bool done;

	if (!jam_scores_complete(r->event, row->scores, err) ||
	    !judge_of(in, row->judge, &judge, err) ||
	    !project_of(in, row->project, &facts.project, err))
		return false;
	facts.judge = judge;
	mark = jam_arena_mark(r->arena);
	done = in->as_recorded || allowed(in, &facts, &rating, err);
	jam_arena_reset(r->arena, mark);
	if (!done || !jam_store_make_judge(r->store, r->event, judge, err) ||
	    !jam_store_add_rating(r->store, &facts, &rating, &change, err))
		return false;
	count(in, change);
	return true;
}

static bool
take_survey(void *context, const struct jam_survey_row *row,
	    struct jam_error *err)
{
	struct jam_intake *in = context;
	struct jam_survey_put put;

	if (!jam_store_put_survey(in->run->store, in->run->event, row, &put,
				  err))
		return false;
	in->strangers += put.stranger;
	count(in, put.change);
	return true;
}

static bool
take_outcome(void *context, const struct jam_outcome_row *row,
	     struct jam_error *err)
{
	struct jam_intake *in = context;
	enum jam_change change;

	if (!jam_store_put_outcome(in->run->store, in->run->event, row, &change,
				   err))
		return false;
	count(in, change);
	return true;
}

static bool
opens_projects(enum jam_import_kind kind)
{
	return kind == JAM_IMPORT_PROJECTS || kind == JAM_IMPORT_RATINGS;
}

bool
jam_intake_init(struct jam_intake *in, struct jam_run *run,
		enum jam_import_kind kind, struct jam_error *err)
{
	*in = (struct jam_intake){
		.run = run,
		.kind = kind,
		.summary = { .kind = jam_import_words[kind] },
	};
	jam_map_init(&in->judges, run->arena);
	jam_map_init(&in->projects, run->arena);
	return !opens_projects(kind) ||
	       jam_names_open(run->store, run->event, run->arena, &in->names,
			      err);
}

static bool
take_reject(void *context, const struct jam_reject *reject,
	    struct jam_error *err)
{
	struct jam_intake *in = context;

	return jam_rejects_write(in->rejects, reject, err);
}

/* The registrations of a large event, which are most of what is imported. */
static bool
expect_people(void *context, size_t keys, struct jam_error *err)
{
	struct jam_intake *in = context;

	return keys < JAM_INTAKE_MANY || jam_bulk_begin(in->run->store, err);
}

static void
say_note(void *context, const char *text)
{
	const struct jam_intake *in = context;

	jam_say(in->run, "%s", text);
}

void
jam_intake_sink(struct jam_intake *in, struct jam_import_sink *sink)
{
	*sink = (struct jam_import_sink){
		.context = in,
		.registration = take_registration,
		.judge = take_judge,
		.project = take_project,
		.rating = take_rating,
		.survey = take_survey,
		.outcome = take_outcome,
		.reject = in->rejects != NULL ? take_reject : NULL,
		.note = say_note,
		.tick = in->run->tick,
	};
	if (in->kind == JAM_IMPORT_REGISTRATIONS)
		sink->expect = expect_people;
}
