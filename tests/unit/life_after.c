/* SPDX-License-Identifier: MIT */
/* The last part of a life: a survey, outcomes, prizes. */
#include "core/model/columns.h"
#include "core/model/project.h"
#include "core/model/registration.h"
#include "core/store/awards.h"
#include "core/store/events.h"
#include "core/store/log.h"
#include "core/store/outcomes.h"
#include "core/store/projects.h"
#include "core/store/surveys.h"
#include "tests/unit/life.h"

#define NONE JAM_NONE

static void
begin(struct store_data *f, struct jam_store *store,
      const struct jam_event *event)
{
	const struct jam_log_act act = { .kind = "import",
					 .event = event->uid.text,
					 .claimed_at = NONE };

	assert_done(jam_log_begin(store, &act, &f->err), &f->err);
}

/* Ada, somebody who never registered, and nobody. */
static void
ask(struct store_data *f)
{
	const char *first[] = { "9", "20", NULL, "female" };
	const char *again[] = { "8", NULL, "32.5", NULL };
	const struct jam_survey_row rows[] = {
		{ "mada@example.org", "Ada@example.org", "ada@example.org",
		  first, 2 },
		{ "mgil@example.org", "Gil@example.org", "gil@example.org",
		  first, 3 },
		{ "d00", NULL, NULL, first, 4 },
		{ "mada@example.org", "Ada@example.org", "ada@example.org",
		  again, 2 },
	};
	struct jam_event *event;
	struct jam_store *store = life_open(f, JAM_STORE_WRITE, &event);
	struct jam_survey_put put;

	begin(f, store, event);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_done(
		    jam_store_put_survey(store, event, &rows[i], &put, &f->err),
		    &f->err);
		assert_int_equal(put.change, i == 3 ? JAM_UPDATED : JAM_ADDED);
		assert_int_equal(put.stranger, i == 1);
	}
	assert_done(jam_store_put_survey(store, event, &rows[3], &put, &f->err),
		    &f->err);
	assert_int_equal(put.change, JAM_UNCHANGED);
	life_close(f, store);
}

static void
follow(struct store_data *f)
{
	struct jam_outcome_row rows[] = {
		{ .wave = "2023",
		  .email = "ada@example.org",
		  .email_key = "ada@example.org",
		  .project = "heads-up",
		  .kind = "publication",
		  .detail = "A paper by Ada",
		  .quote = "It all began there",
		  .consent = 1,
		  .at = 1680000000 },
		{ .wave = "2023",
		  .project = "blue-sky",
		  .kind = "grant",
		  .consent = NONE,
		  .at = NONE },
		{ .wave = "2023",
		  .email = "cy@example.org",
		  .email_key = "cy@example.org",
		  .kind = "job",
		  .consent = 1,
		  .at = NONE },
	};
	struct jam_event *event;
	struct jam_store *store = life_open(f, JAM_STORE_WRITE, &event);
	enum jam_change change;

	begin(f, store, event);
	for (int round = 0; round < 3; round++)
		for (size_t i = 0; i < 3; i++) {
			if (round == 1)
				rows[i].quote = "Still there";
			assert_done(jam_store_put_outcome(store, event,
							  &rows[i], &change,
							  &f->err),
				    &f->err);
			assert_int_equal(change, round == 0   ? JAM_ADDED
						 : round == 1 ? JAM_UPDATED
							      : JAM_UNCHANGED);
		}
	rows[2].email_key = "nobody@example.org";
	assert_false(
	    jam_store_put_outcome(store, event, &rows[2], &change, &f->err));
	assert_error(&f->err, JAM_E_DATA, "nobody has the address");
	f->err = (struct jam_error){ 0 };
	life_close(f, store);
}

/* A first prize, then two that share it. */
static void
award(struct store_data *f)
{
	struct jam_event *event;
	struct jam_store *store = life_open(f, JAM_STORE_WRITE, &event);
	struct jam_project projects[2];
	struct jam_award awards[2];
	enum jam_change change;

	for (int i = 0; i < 2; i++) {
		assert_done(jam_store_find_project(
				store, event, i == 0 ? "heads-up" : "blue-sky",
				f->arena, &projects[i], &f->err),
			    &f->err);
		awards[i] = (struct jam_award){
			.place = i == 0 ? 1 : NONE,
			.name = i == 0 ? NULL : "Boldest",
			.project = projects[i].id,
			.project_uid = projects[i].uid.text,
			.amount = 50000,
			.currency = "USD",
		};
	}
	for (size_t n = 0; n < 3; n++) {
		assert_done(jam_store_put_awards(store, event, awards,
						 n == 0 ? 1 : 2, &change,
						 &f->err),
			    &f->err);
		assert_int_equal(change, n == 0	  ? JAM_ADDED
					 : n == 1 ? JAM_UPDATED
						  : JAM_UNCHANGED);
	}
	life_close(f, store);
}

void
life_follow_up(struct store_data *f)
{
	ask(f);
	follow(f);
	award(f);
}
