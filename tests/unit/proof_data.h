/* SPDX-License-Identifier: MIT */
/* A random log and the rows that it holds, for the tests of the proof. */
#ifndef JAM_TESTS_UNIT_PROOF_DATA_H
#define JAM_TESTS_UNIT_PROOF_DATA_H

#include "core/base/rng.h"
#include "core/base/uid.h"
#include "core/store/links.h"
#include "core/store/proof.h"
#include "core/store/store.h"
#include "tests/unit/jam_test.h"

#define PROOF_ROWS 40

struct proof_row {
	const char *table, *key, *bytes;
	int64_t seq;
	bool stands;
};

/* A copy of all that verify reads. */
struct proof_copy {
	struct jam_stored_link *links;
	struct jam_leaf *rows, *ended;
	int64_t *ends;
	size_t links_count, rows_count, ended_count;
};

struct proof_data {
	struct jam_arena *arena;
	const char *folder;
	struct jam_random random;
	struct jam_rng rng;
	struct jam_store *store;
	struct jam_error err;
	struct proof_row rows[PROOF_ROWS];
	size_t acts;
	struct proof_copy whole;
};

/* Set up and torn down for each test: *state is a struct proof_data *. */
int proof_data_setup(void **state);
int proof_data_teardown(void **state);

/* JAM_FULL is set: more of everything. */
bool proof_in_full(void);

/* Whether the copy proves; memory of the fixture. */
struct jam_proof *proof_of(struct proof_data *f, const struct proof_copy *c);

/* A copy that may be changed without touching the whole one. */
struct proof_copy proof_take_copy(struct proof_data *f);

#endif
