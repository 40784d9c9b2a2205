/* SPDX-License-Identifier: MIT */
/* A store with an event, and people, projects and ratings that come in. */
#ifndef JAM_TESTS_UNIT_PEOPLE_DATA_H
#define JAM_TESTS_UNIT_PEOPLE_DATA_H

#include "core/base/uid.h"
#include "core/model/event.h"
#include "core/model/rating.h"
#include "core/store/log.h"
#include "core/store/persons.h"
#include "tests/unit/jam_test.h"

/* 2022-11-13 15:00 UTC, inside the window of people_yaml. */
#define PEOPLE_NOW 1668351600

struct jam_store;

struct people {
	struct jam_arena *arena;
	const char *folder, *path;
	struct jam_random random;
	struct jam_store *store;
	const struct jam_event *event; /* as stored */
	int64_t registered;	       /* along the way, by people_project */
	struct jam_receipt receipt;    /* of the last rating or skip */
	struct jam_error err;
};

/*
 * Authors and experts judge; criteria safety (weight 2) and novelty; sites
 * london and oslo; teams of 1 to 3.
 */
extern const char people_yaml[];

#define PEOPLE_TEST(name) \
	cmocka_unit_test_setup_teardown(name, people_setup, people_teardown)
int people_setup(void **state);
int people_teardown(void **state);

/* Another event; people_yaml with the first `old` in it replaced. */
void people_declare(struct people *p, const char *old, const char *now);

/* The same for the event that there is. */
void people_amend(struct people *p, const char *old, const char *now);

/* Commit and begin anew. */
void people_commit(struct people *p);

/* Begin an act of the log, so that rows can be written. */
void people_begin(struct people *p);

/* Every entry of the log can be made again from the rows. */
void people_assert_proven(struct people *p);

/* Changed by this SQL, the file is proven no more. */
void people_assert_seen(struct people *p, const char *sql);

/* What raw SQL says of the file, all of it committed. */
const char *people_ask(struct people *p, const char *sql);

/* A row of each kind of file; the test fails when it is refused. */
enum jam_change people_register(struct people *p, const char *email,
				const char *name, const char *team);
enum jam_change people_project(struct people *p, const char *title,
			       const char *members, const char *team);
enum jam_change people_judge(struct people *p, const char *email,
			     const char *name, const char *conflicts);

/* The same, false and p->err filled when it is refused. */
bool people_try_project(struct people *p, const char *title,
			const char *members, const char *team);
bool people_try_judge(struct people *p, const char *email, const char *name,
		      const char *conflicts);

/* Give the judge these two projects as a batch, in this order. */
void people_seat(struct people *p, const char *judge, const char *first,
		 const char *second);

/* What `jam rate` does, but the rules. */
void people_facts(struct people *p, const char *judge, const char *project,
		  struct jam_rating_facts *facts);
void people_rate(struct people *p, const char *judge, const char *project,
		 const char *safety, const char *comment);

#endif
