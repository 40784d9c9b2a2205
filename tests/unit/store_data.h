/* SPDX-License-Identifier: MIT */
/* A folder with a database that is not there yet, for tests of the store. */
#ifndef JAM_TESTS_UNIT_STORE_DATA_H
#define JAM_TESTS_UNIT_STORE_DATA_H

#include "core/base/uid.h"
#include "core/store/store.h"
#include "tests/unit/jam_test.h"

struct store_data {
	struct jam_arena *arena;
	const char *folder, *path;
	struct jam_random random;
	int64_t now; /* of the next open */
	struct jam_store_opened opened;
	struct jam_error err;
};

#define STORE_TEST(name)                                        \
	cmocka_unit_test_setup_teardown(name, store_data_setup, \
					store_data_teardown)

int store_data_setup(void **state);
int store_data_teardown(void **state);

/* NULL, and f->err filled, when it cannot be opened. */
struct jam_store *store_open(struct store_data *f, enum jam_store_mode mode);

/* The same, or the test fails. */
struct jam_store *store_open_well(struct store_data *f,
				  enum jam_store_mode mode);

/* A database with nothing but its schema. */
void store_make(struct store_data *f);

#endif
