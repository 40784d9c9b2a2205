/* SPDX-License-Identifier: MIT */
/* The life of a store in a test. */
#include "tests/unit/store_data.h"

int
store_data_setup(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct store_data *f = jam_alloc(arena, sizeof(*f));

	f->arena = arena;
	f->folder = jam_test_folder(arena);
	f->path = jam_format(arena, "%s/jam.db", f->folder);
	f->random.seed = "open";
	f->now = 1668359700;
	*state = f;
	return 0;
}

int
store_data_teardown(void **state)
{
	struct store_data *f = *state;

	jam_test_remove(f->folder);
	jam_arena_free(f->arena);
	return 0;
}

struct jam_store *
store_open(struct store_data *f, enum jam_store_mode mode)
{
	const struct jam_store_options options = {
		.path = f->path,
		.mode = mode,
		.random = &f->random,
		.now = f->now,
	};
	struct jam_store *store;

	f->err = (struct jam_error){ 0 };
	if (!jam_store_open(&options, f->arena, &store, &f->opened, &f->err))
		assert_null(store);
	return store;
}

struct jam_store *
store_open_well(struct store_data *f, enum jam_store_mode mode)
{
	struct jam_store *store = store_open(f, mode);

	assert_done(store != NULL, &f->err);
	return store;
}

void
store_make(struct store_data *f)
{
	struct jam_store *store = store_open_well(f, JAM_STORE_CREATE);

	assert_done(jam_store_begin(store, &f->err), &f->err);
	assert_done(jam_store_commit(store, &f->err), &f->err);
	jam_store_close(store);
}
