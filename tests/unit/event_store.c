/* SPDX-License-Identifier: MIT */
/* A store with events in it, for tests. */
#include "tests/unit/event_store.h"

#include <string.h>

#include "core/model/event.h"
#include "core/store/chain.h"
#include "core/store/events.h"
#include "core/store/rows.h"
#include "core/store/store.h"
#include "tests/unit/event_data.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/raw.h"

static void
open_as(struct fixture *f, enum jam_store_mode mode)
{
	const struct jam_store_options options = {
		.path = f->path,
		.mode = mode,
		.random = &f->random,
		.now = 1668359700,
	};
	struct jam_store_opened opened;

	assert_done(
	    jam_store_open(&options, f->arena, &f->store, &opened, &f->err),
	    &f->err);
	assert_done(jam_store_begin(f->store, &f->err), &f->err);
}

void
event_store_open(struct fixture *f)
{
	open_as(f, JAM_STORE_WRITE);
}

void
event_store_commit(struct fixture *f)
{
	assert_done(jam_store_commit(f->store, &f->err), &f->err);
	jam_store_close(f->store);
	f->store = NULL;
	event_store_open(f);
}

int
event_store_setup(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct fixture *f = jam_alloc(arena, sizeof *f);

	f->arena = arena;
	f->folder = jam_test_folder(arena);
	f->path = jam_format(arena, "%s/jam.db", f->folder);
	f->random.seed = "events";
	open_as(f, JAM_STORE_CREATE);
	*state = f;
	return 0;
}

int
event_store_teardown(void **state)
{
	struct fixture *f = *state;

	jam_store_close(f->store);
	jam_test_remove(f->folder);
	jam_arena_free(f->arena);
	return 0;
}

const char *
event_ask(struct fixture *f, const char *sql)
{
	return raw_ask(f->arena, f->path, sql);
}

void
event_put(struct fixture *f, const char *yaml)
{
	struct jam_event event;

	event_read(f->arena, yaml, &event);
	assert_done(jam_store_put_event(f->store, &event, &f->err), &f->err);
	event_store_commit(f);
}

bool
event_try_amend(struct fixture *f, const char *yaml)
{
	struct jam_amendment amendment = { "a reason", "x: 1 -> 2" };
	struct jam_event event;

	event_read(f->arena, yaml, &event);
	return jam_store_amend_event(f->store, &event, &amendment, &f->err);
}

void
event_amend(struct fixture *f, const char *yaml)
{
	assert_done(event_try_amend(f, yaml), &f->err);
	event_store_commit(f);
}

struct jam_event *
event_get(struct fixture *f, const char *slug)
{
	struct jam_event *event = NULL;

	assert_done(
	    jam_store_get_event(f->store, slug, f->arena, &event, &f->err),
	    &f->err);
	return event;
}

void
event_assert_stored(struct fixture *f, const char *yaml)
{
	struct jam_event event;

	event_read(f->arena, yaml, &event);
	assert_string_equal(event_text(f->arena, event_get(f, NULL)),
			    event_text(f->arena, &event));
}

/* The leaves of all rows as they stand, by the entry that holds them. */
struct taker {
	struct jam_rows rows;
	struct fixture *f;
	struct jam_leaf leaves[200];
	size_t count;
};

static bool
take(struct jam_rows *rows, const char *table, const char *key,
     const char *bytes, int64_t seq, struct jam_error *err)
{
	struct taker *t = (struct taker *)rows;
	struct jam_leaf *leaf = &t->leaves[t->count++];

	(void)err;
	assert_true(t->count < 200);
	leaf->table = jam_strdup(t->f->arena, table);
	leaf->key = jam_strdup(t->f->arena, key);
	leaf->seq = seq;
	jam_leaf_hash(bytes, &leaf->hash);
	return true;
}

bool
event_is_bound(struct fixture *f, int64_t seq)
{
	struct taker t = { .rows.take = take, .f = f };
	struct jam_arena *scratch = jam_test_arena();
	struct jam_leaf held[200];
	struct jam_hash digest;
	size_t n = 0;
	char hex[65];
	bool read = jam_rows_events(f->store, &t.rows, scratch, &f->err);

	jam_arena_free(scratch);
	for (size_t i = 0; i < t.count; i++)
		if (t.leaves[i].seq == seq)
			held[n++] = t.leaves[i];
	jam_leaf_sort(held, n);
	jam_leaf_digest(held, n, &digest);
	jam_hex_write(hex, digest.bytes, JAM_HASH_SIZE);
	return read && strstr(event_ask(f, jam_format(f->arena,
						      "SELECT payload FROM log"
						      " WHERE seq = %d",
						      (int)seq)),
			      hex) != NULL;
}
