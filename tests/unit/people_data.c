/* SPDX-License-Identifier: MIT */
/* People, projects and ratings, as files bring them. */
#include "tests/unit/people_data.h"

#include <string.h>

#include "core/model/columns.h"
#include "core/model/registration.h"
#include "core/store/batches.h"
#include "core/store/events.h"
#include "core/store/judges.h"
#include "core/store/projects.h"
#include "core/store/ratings.h"
#include "core/store/registrations.h"
#include "core/store/store.h"
#include "core/store/verify.h"
#include "tests/unit/event_data.h"
#include "tests/unit/raw.h"

const char people_yaml[] =
    "event: jam\n"
    "title: A Jam\n"
    "timezone: Europe/Copenhagen\n"
    "starts: 2022-11-11 18:00\n"
    "ends: 2022-11-13 14:15\n"
    "teams: {min: 1, max: 3}\n"
    "judging:\n"
    "  by: [authors, experts]\n"
    "  batch: 2\n"
    "criteria:\n"
    "  - {id: safety, title: Safety, weight: 2}\n"
    "  - {id: novelty, title: Novelty, required: false}\n"
    "sites: [{id: london, title: London}, {id: oslo, title: Oslo}]\n"
    "same_person: [[ada@example.org, ada@lab.example.org]]\n";

static void
open_store(struct people *p, enum jam_store_mode mode)
{
	const struct jam_store_options options = {
		.path = p->path,
		.mode = mode,
		.random = &p->random,
		.now = PEOPLE_NOW,
	};
	struct jam_store_opened opened;

	assert_done(
	    jam_store_open(&options, p->arena, &p->store, &opened, &p->err),
	    &p->err);
	assert_done(jam_store_begin(p->store, &p->err), &p->err);
}

void
people_commit(struct people *p)
{
	assert_done(jam_store_commit(p->store, &p->err), &p->err);
	jam_store_close(p->store);
	p->store = NULL;
	open_store(p, JAM_STORE_WRITE);
}

static void
load_event(struct people *p, const char *slug)
{
	struct jam_event *event;

	assert_done(
	    jam_store_get_event(p->store, slug, p->arena, &event, &p->err),
	    &p->err);
	p->event = event;
}

static void
declare(struct people *p, const char *yaml)
{
	struct jam_event event;

	event_read(p->arena, yaml, &event);
	assert_done(jam_store_put_event(p->store, &event, &p->err), &p->err);
	people_commit(p);
	load_event(p, event.slug);
}

void
people_declare(struct people *p, const char *old, const char *now)
{
	const char *yaml = event_edit(p->arena, people_yaml, old, now);

	declare(p, event_edit(p->arena, yaml, "event: jam", "event: other"));
}

void
people_amend(struct people *p, const char *old, const char *now)
{
	struct jam_amendment amendment = { "a reason", "x: 1 -> 2" };
	struct jam_event event;

	event_read(p->arena, event_edit(p->arena, people_yaml, old, now),
		   &event);
	assert_done(
	    jam_store_amend_event(p->store, &event, &amendment, &p->err),
	    &p->err);
	people_commit(p);
	load_event(p, "jam");
}

int
people_setup(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct people *p = jam_alloc(arena, sizeof(*p));

	p->arena = arena;
	p->folder = jam_test_folder(arena);
	p->path = jam_format(arena, "%s/jam.db", p->folder);
	p->random.seed = "people";
	open_store(p, JAM_STORE_CREATE);
	declare(p, people_yaml);
	*state = p;
	return 0;
}

int
people_teardown(void **state)
{
	struct people *p = *state;

	jam_store_close(p->store);
	jam_test_remove(p->folder);
	jam_arena_free(p->arena);
	return 0;
}

const char *
people_ask(struct people *p, const char *sql)
{
	const char *answer;

	assert_done(jam_store_commit(p->store, &p->err), &p->err);
	jam_store_close(p->store);
	answer = raw_ask(p->arena, p->path, sql);
	open_store(p, JAM_STORE_WRITE);
	return answer;
}

static size_t
flaws(struct people *p, struct jam_proof *proof)
{
	people_commit(p);
	assert_done(jam_store_verify(p->store, p->arena, NULL, proof, &p->err),
		    &p->err);
	return proof->flaw_count;
}

void
people_assert_proven(struct people *p)
{
	struct jam_proof proof;

	if (flaws(p, &proof) > 0)
		fail_msg("entry %lld: %s \"%s\" %s",
			 (long long)proof.flaws[0].seq, proof.flaws[0].table,
			 proof.flaws[0].key, proof.flaws[0].what);
	assert_true(proof.entries > 0);
}

void
people_assert_seen(struct people *p, const char *sql)
{
	struct jam_proof proof;

	people_ask(p, jam_format(p->arena, "%s; SELECT changes()", sql));
	if (flaws(p, &proof) == 0)
		fail_msg("not seen: %s", sql);
}

void
people_begin(struct people *p)
{
	const struct jam_log_act act = { .kind = "import",
					 .event = p->event->uid.text,
					 .claimed_at = JAM_NONE };

	p->err = (struct jam_error){ 0 };
	assert_done(jam_log_begin(p->store, &act, &p->err), &p->err);
}

enum jam_change
people_register(struct people *p, const char *email, const char *name,
		const char *team)
{
	struct jam_registration_row row = { .name = name,
					    .team = team,
					    .status = JAM_NONE,
					    .registered_at = JAM_NONE,
					    .source = "jam" };
	enum jam_change change;
	int64_t person;

	assert_true(
	    jam_email_read(p->arena, email, &row.email, &row.email_key));
	people_begin(p);
	assert_done(jam_store_put_registration(p->store, p->event, &row,
					       &change, &person, &p->err),
		    &p->err);
	return change;
}

/* "ada@example.org;Bo" as members. */
static struct jam_member *
read_members(struct people *p, const char *text, size_t *count)
{
	struct jam_member *members =
	    jam_alloc_array(p->arena, 16, sizeof(*members));

	*count = 0;
	while (text != NULL && *text != '\0') {
		size_t n = strcspn(text, ";");
		const char *one = jam_strndup(p->arena, text, n);
		struct jam_member *m = &members[(*count)++];

		if (!jam_email_read(p->arena, one, &m->email, &m->email_key))
			m->name = one;
		text += n + (text[n] == ';');
	}
	return members;
}

static bool
put_project(struct people *p, const struct jam_project_row *row,
	    enum jam_change *change)
{
	struct jam_project_put put;
	struct jam_names *names;
	bool done;

	people_begin(p);
	assert_done(
	    jam_names_open(p->store, p->event, p->arena, &names, &p->err),
	    &p->err);
	done = jam_store_put_project(p->store, p->event, names, row, &put,
				     &p->err);
	*change = put.change;
	p->registered = put.registered;
	return done;
}

static struct jam_project_row
project_row(struct people *p, const char *title, const char *members,
	    const char *team)
{
	struct jam_project_row row = { .title = title,
				       .team = team,
				       .source = "jam",
				       .submitted_at = JAM_NONE };

	row.members = read_members(p, members, &row.members_len);
	return row;
}

bool
people_try_project(struct people *p, const char *title, const char *members,
		   const char *team)
{
	struct jam_project_row row = project_row(p, title, members, team);
	enum jam_change change;

	return put_project(p, &row, &change);
}

enum jam_change
people_project(struct people *p, const char *title, const char *members,
	       const char *team)
{
	struct jam_project_row row = project_row(p, title, members, team);
	enum jam_change change;

	assert_done(put_project(p, &row, &change), &p->err);
	return change;
}

static bool
put_judge(struct people *p, const char *email, const char *name,
	  const char *conflicts, enum jam_change *change)
{
	struct jam_judge_row row = { .name = name,
				     .affiliation = "A Lab",
				     .expertise = "much",
				     .site = "oslo",
				     .is_public = 1 };

	assert_true(
	    jam_email_read(p->arena, email, &row.email, &row.email_key));
	if (conflicts != NULL) {
		row.conflicts = &conflicts;
		row.conflicts_len = 1;
	}
	people_begin(p);
	return jam_store_put_judge(p->store, p->event, &row, change, &p->err);
}

bool
people_try_judge(struct people *p, const char *email, const char *name,
		 const char *conflicts)
{
	enum jam_change change;

	return put_judge(p, email, name, conflicts, &change);
}

enum jam_change
people_judge(struct people *p, const char *email, const char *name,
	     const char *conflicts)
{
	enum jam_change change;

	assert_done(put_judge(p, email, name, conflicts, &change), &p->err);
	return change;
}

void
people_facts(struct people *p, const char *judge, const char *project,
	     struct jam_rating_facts *facts)
{
	struct jam_judge *who = jam_alloc(p->arena, sizeof(*who));
	struct jam_project *what = jam_alloc(p->arena, sizeof(*what));

	p->err = (struct jam_error){ 0 };
	*facts = (struct jam_rating_facts){ .event = p->event,
					    .judge = who,
					    .project = what };
	assert_done(
	    jam_store_find_judge(p->store, p->event, judge, p->arena, who,
				 &p->err) &&
		jam_store_find_project(p->store, p->event, project, p->arena,
				       what, &p->err) &&
		jam_store_get_rating_facts(p->store, p->arena, facts, &p->err),
	    &p->err);
}

void
people_seat(struct people *p, const char *judge, const char *first,
	    const char *second)
{
	const char *names[] = { first, second };
	struct jam_batch_seat seats[2];
	struct jam_rating_facts facts;
	struct jam_judge who;

	for (size_t i = 0; i < 2; i++) {
		people_facts(p, judge, names[i], &facts);
		seats[i] = (struct jam_batch_seat){
			.project = facts.project->id,
			.slot = (int64_t)i + 1,
			.uid = facts.project->uid.text,
		};
	}
	who = *facts.judge;
	people_begin(p);
	assert_done(jam_store_make_judge(p->store, p->event, &who, &p->err) &&
			jam_store_put_batch(p->store, p->event,
					    &(struct jam_batch_change){
						.judge = who.id,
						.judge_uid = who.uid.text,
						.after = seats,
						.after_len = 2,
					    },
					    &p->err),
		    &p->err);
}

void
people_rate(struct people *p, const char *judge, const char *project,
	    const char *safety, const char *comment)
{
	char *word = jam_format(p->arena, "safety=%s", safety);
	struct jam_score_words words = { &word, 1 };
	struct jam_rating rating = { .rated_at = PEOPLE_NOW,
				     .entered_at = PEOPLE_NOW,
				     .comment = comment };
	struct jam_rating_facts facts;
	int64_t scores[2];

	people_facts(p, judge, project, &facts);
	rating.scores = scores;
	assert_done(
	    jam_scores_read(p->event, words, p->arena, scores, &p->err) &&
		jam_store_put_rating(p->store, &facts, &rating, JAM_NONE,
				     &p->receipt, &p->err),
	    &p->err);
}
