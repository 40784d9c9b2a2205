/* SPDX-License-Identifier: MIT */
/* From the first import to the amendment. */
#include "tests/unit/life.h"

#include "core/model/columns.h"
#include "core/model/project.h"
#include "core/model/rating.h"
#include "core/model/registration.h"
#include "core/store/batches.h"
#include "core/store/events.h"
#include "core/store/judges.h"
#include "core/store/log.h"
#include "core/store/projects.h"
#include "core/store/ratings.h"
#include "core/store/registrations.h"
#include "core/store/results.h"
#include "core/store/retractions.h"
#include "core/store/verify.h"
#include "tests/unit/event_data.h"

#define NONE JAM_NONE

static const struct jam_answer answers[] = {
	{ "jam", "Diet", "vegan" },
	{ "jam", "T-shirt", "XL" },
};

static const struct jam_registration_row registrations[] = {
	{ .email = "ada@example.org",
	  .email_key = "ada@example.org",
	  .name = "Ada",
	  .site = "london",
	  .team = "Red",
	  .role = "author",
	  .status = NONE,
	  .registered_at = 1667000000,
	  .answers = answers,
	  .answers_len = 2 },
	{ .email = "Bo@example.org",
	  .email_key = "bo@example.org",
	  .name = "Bo",
	  .site = "",
	  .status = NONE,
	  .registered_at = NONE },
	{ .email = "cy@example.org",
	  .email_key = "cy@example.org",
	  .name = "Cy",
	  .site = "oslo",
	  .status = NONE,
	  .registered_at = NONE,
	  .source = "luma",
	  .source_id = "gst-1" },
	{ .email = "di@example.org",
	  .email_key = "di@example.org",
	  .name = "Di",
	  .status = NONE,
	  .registered_at = NONE },
	{ .email = "ada@lab.example.org",
	  .email_key = "ada@lab.example.org",
	  .name = "Ada L.",
	  .status = NONE,
	  .registered_at = NONE },
};

static const struct jam_member red[] = {
	{ .email = "ada@example.org",
	  .email_key = "ada@example.org",
	  .name = "Ada" },
	{ .email = "Bo@example.org",
	  .email_key = "bo@example.org",
	  .name = "Bo" },
};
static const struct jam_member blue[] = {
	{ .email = "cy@example.org",
	  .email_key = "cy@example.org",
	  .name = "Cy" },
	{ .email = "di@example.org",
	  .email_key = "di@example.org",
	  .name = "Di" },
};

static const struct jam_project_row projects[] = {
	{ .source = "jam",
	  .source_id = "p-1",
	  .title = "Heads up",
	  .team = "Red",
	  .site = "london",
	  .url = "https://example.org/1",
	  .abstract = "An abstract",
	  .idea = "heads",
	  .submitted_at = 1668340000,
	  .members = red,
	  .members_len = 2,
	  .answers = answers,
	  .answers_len = 1 },
	{ .source = "jam",
	  .title = "Blue sky",
	  .team = "Blue",
	  .submitted_at = NONE,
	  .members = blue,
	  .members_len = 2 },
};

static const char *conflicts[] = { "blue-sky" };
static const struct jam_judge_row judges[] = {
	{ .email = "eve@example.org",
	  .email_key = "eve@example.org",
	  .name = "Eve",
	  .affiliation = "A lab",
	  .expertise = "probing",
	  .site = "london",
	  .is_public = 1 },
	{ .email = "flo@example.org",
	  .email_key = "flo@example.org",
	  .name = "Flo",
	  .is_public = NONE,
	  .conflicts = conflicts,
	  .conflicts_len = 1 },
};

struct jam_store *
life_open(struct store_data *f, enum jam_store_mode mode,
	  struct jam_event **event)
{
	struct jam_store *store = store_open_well(f, mode);

	assert_done(jam_store_begin(store, &f->err), &f->err);
	assert_done(jam_store_get_event(store, NULL, f->arena, event, &f->err),
		    &f->err);
	return store;
}

void
life_close(struct store_data *f, struct jam_store *store)
{
	assert_done(jam_store_commit(store, &f->err), &f->err);
	jam_store_close(store);
}

static void
declare(struct store_data *f)
{
	struct jam_store *store = store_open_well(f, JAM_STORE_CREATE);
	struct jam_event event;

	event_read(f->arena, event_yaml, &event);
	assert_done(jam_store_begin(store, &f->err), &f->err);
	assert_done(jam_store_put_event(store, &event, &f->err), &f->err);
	life_close(f, store);
}

static void
begin(struct store_data *f, struct jam_store *store,
      const struct jam_event *event)
{
	const struct jam_log_act act = { .kind = "import",
					 .event = event->uid.text,
					 .claimed_at = NONE };

	assert_done(jam_log_begin(store, &act, &f->err), &f->err);
}

static void
import_people(struct store_data *f)
{
	struct jam_event *event;
	struct jam_store *store = life_open(f, JAM_STORE_WRITE, &event);
	enum jam_change change;
	int64_t person;

	begin(f, store, event);
	for (size_t i = 0; i < sizeof(registrations) / sizeof(registrations[0]);
	     i++)
		assert_done(
		    jam_store_put_registration(store, event, &registrations[i],
					       &change, &person, &f->err),
		    &f->err);
	life_close(f, store);
}

static void
import_projects(struct store_data *f)
{
	struct jam_event *event;
	struct jam_store *store = life_open(f, JAM_STORE_WRITE, &event);
	struct jam_names *names;
	struct jam_project_put put;
	enum jam_change change;

	begin(f, store, event);
	assert_done(jam_names_open(store, event, f->arena, &names, &f->err),
		    &f->err);
	for (size_t i = 0; i < 2; i++)
		assert_done(jam_store_put_project(store, event, names,
						  &projects[i], &put, &f->err),
			    &f->err);
	for (size_t i = 0; i < 2; i++)
		assert_done(jam_store_put_judge(store, event, &judges[i],
						&change, &f->err),
			    &f->err);
	life_close(f, store);
}

static void
get_facts(struct store_data *f, struct jam_store *store,
	  const struct jam_event *event, const char *who, const char *what,
	  struct jam_rating_facts *facts)
{
	struct jam_judge *judge = jam_alloc(f->arena, sizeof(*judge));
	struct jam_project *project = jam_alloc(f->arena, sizeof(*project));

	assert_done(
	    jam_store_find_judge(store, event, who, f->arena, judge, &f->err),
	    &f->err);
	assert_done(jam_store_find_project(store, event, what, f->arena,
					   project, &f->err),
		    &f->err);
	*facts = (struct jam_rating_facts){ .event = event,
					    .judge = judge,
					    .project = project };
	assert_done(jam_store_get_rating_facts(store, f->arena, facts, &f->err),
		    &f->err);
}

/* Ada gets both projects, one with a ballot. */
static void
assign(struct store_data *f)
{
	struct jam_event *event;
	struct jam_store *store = life_open(f, JAM_STORE_WRITE, &event);
	struct jam_run_row run = { .seed = "a seed",
				   .seed_given = true,
				   .batch = 2,
				   .relaxed = "own-site",
				   .certificate = "{}" };
	struct jam_batch_seat seats[2];
	struct jam_rating_facts facts;
	struct jam_judge judge;

	begin(f, store, event);
	for (int i = 0; i < 2; i++) {
		get_facts(f, store, event, "ada@example.org",
			  i == 0 ? "heads-up" : "blue-sky", &facts);
		seats[i] =
		    (struct jam_batch_seat){ facts.project->id, i + 1, i == 1,
					     facts.project->uid.text };
	}
	judge = *facts.judge;
	assert_done(jam_store_make_judge(store, event, &judge, &f->err),
		    &f->err);
	assert_done(jam_store_put_batch(
			store, event,
			&(struct jam_batch_change){ .judge = judge.id,
						    .judge_uid = judge.uid.text,
						    .after = seats,
						    .after_len = 2 },
			&f->err),
		    &f->err);
	assert_done(jam_store_put_run(store, event, &run, &f->err), &f->err);
	life_close(f, store);
}

static void
rate(struct store_data *f, const char *who, const char *what, int64_t score,
     const char *comment)
{
	struct jam_event *event;
	struct jam_store *store = life_open(f, JAM_STORE_WRITE, &event);
	const int64_t scores[] = { score, NONE };
	const struct jam_rating rating = {
		.scores = scores,
		.rated_at = 1668350000,
		.entered_at = 1668350000,
		.comment = comment,
		.reason = comment != NULL ? "on paper" : NULL,
	};
	struct jam_rating_facts facts;
	struct jam_receipt receipt;

	get_facts(f, store, event, who, what, &facts);
	assert_done(jam_store_put_rating(store, &facts, &rating, 1668349000,
					 &receipt, &f->err),
		    &f->err);
	life_close(f, store);
}

static void
pass(struct store_data *f, const char *who, const char *what)
{
	struct jam_event *event;
	struct jam_store *store = life_open(f, JAM_STORE_WRITE, &event);
	struct jam_rating_facts facts;
	struct jam_receipt receipt;

	get_facts(f, store, event, who, what, &facts);
	assert_done(
	    jam_store_put_skip(store, &facts, "knows them", &receipt, &f->err),
	    &f->err);
	life_close(f, store);
}

/* A project out, one rating and all of a judge's set aside. */
static void
retract(struct store_data *f, const char *who, const char *what)
{
	struct jam_event *event;
	struct jam_store *store = life_open(f, JAM_STORE_WRITE, &event);
	struct jam_rating_facts facts;
	struct jam_aside aside = { .reason = "Eve@example.org asked for it" };
	struct jam_receipt receipt;

	get_facts(f, store, event, who, what, &facts);
	aside.judge = facts.judge;
	aside.project = facts.project;
	assert_done(
	    jam_store_retract(
		store, event, facts.project,
		&(struct jam_retraction){ JAM_TIER_NAMED, "Withdrawn" },
		&receipt, &f->err) &&
		jam_store_set_aside(store, event, &aside, &receipt, &f->err),
	    &f->err);
	aside.project = NULL;
	assert_done(
	    jam_store_set_aside(store, event, &aside, &receipt, &f->err),
	    &f->err);
	life_close(f, store);
}

static void
finish(struct store_data *f)
{
	struct jam_amendment amendment = { "for Flo@example.org",
					   "x: flo@example.org -> 2" };
	static const char *const rows[] = { "{\"n\":1}", "{\"n\":2}" };
	struct jam_publication publication = { .method = "bayes",
					       .rows = { rows, 2 },
					       .reason = "early" };
	struct jam_event *event, edited;
	struct jam_store *store = life_open(f, JAM_STORE_WRITE, &event);

	assert_done(
	    jam_store_put_publication(store, event, &publication, &f->err),
	    &f->err);
	event_read(f->arena,
		   event_edit(f->arena, event_yaml, "{id: oslo, title: Oslo}",
			      "{id: oslo, title: Bergen}"),
		   &edited);
	assert_done(jam_store_amend_event(store, &edited, &amendment, &f->err),
		    &f->err);
	life_close(f, store);
}

void
life_make(struct store_data *f)
{
	declare(f);
	import_people(f);
	import_projects(f);
	assign(f);
	rate(f, "ada@example.org", "blue-sky", 30, "Very blue");
	rate(f, "ada@example.org", "blue-sky", 35, "Still blue");
	rate(f, "cy@example.org", "heads-up", 50, NULL);
	rate(f, "eve@example.org", "heads-up", 10, "Not my heads");
	pass(f, "eve@example.org", "blue-sky");
	retract(f, "eve@example.org", "heads-up");
	life_follow_up(f);
	finish(f);
}

struct jam_proof *
life_verify(struct store_data *f)
{
	struct jam_proof *proof = jam_alloc(f->arena, sizeof(*proof));
	struct jam_store *store = store_open_well(f, JAM_STORE_READ);

	assert_done(jam_store_begin(store, &f->err), &f->err);
	assert_done(jam_store_check(store, &f->err), &f->err);
	assert_done(jam_store_verify(store, f->arena, NULL, proof, &f->err),
		    &f->err);
	jam_store_rollback(store);
	jam_store_close(store);
	return proof;
}
