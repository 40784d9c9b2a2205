/* SPDX-License-Identifier: MIT */
/* A store with events in it, for tests. */
#ifndef JAM_TESTS_UNIT_EVENT_STORE_H
#define JAM_TESTS_UNIT_EVENT_STORE_H

#include <stdint.h>

#include "core/base/error.h"
#include "core/base/uid.h"

struct jam_arena;
struct jam_event;
struct jam_store;

/* The window of event_yaml. */
#define OPENS  INT64_C(1668345300)
#define CLOSES INT64_C(1668359700)
#define HOUR   3600

struct fixture {
	struct jam_arena *arena;
	const char *folder, *path;
	struct jam_random random;
	struct jam_store *store; /* open, a writer's transaction begun */
	struct jam_error err;
};

/* For cmocka: *state is a fixture with an empty store. */
int event_store_setup(void **state);
int event_store_teardown(void **state);

/* Open and begin; commit, close and open again. */
void event_store_open(struct fixture *f);
void event_store_commit(struct fixture *f);

/* What SQL of a test's own says of the file. */
const char *event_ask(struct fixture *f, const char *sql);

/* Store a declaration; amend it; _put and _amend commit. */
void event_put(struct fixture *f, const char *yaml);
bool event_try_amend(struct fixture *f, const char *yaml);
void event_amend(struct fixture *f, const char *yaml);

struct jam_event *event_get(struct fixture *f, const char *slug);

/* What the YAML declares is what comes back. */
void event_assert_stored(struct fixture *f, const char *yaml);

/* Whether the rows that an entry holds give the digest its payload has. */
bool event_is_bound(struct fixture *f, int64_t seq);

#endif
