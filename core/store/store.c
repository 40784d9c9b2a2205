/* SPDX-License-Identifier: MIT */
/* A store's life: open, begin, commit or roll back, close. */
#include "core/store/store.h"

#include <string.h>

#include "core/base/arena.h"
#include "core/base/hash.h"
#include "core/base/uid.h"
#include "core/store/backend.h"
#include "core/store/bulk.h"
#include "core/store/db.h"
#include "core/store/dialect.h"
#include "core/store/migrate.h"

static const enum jam_access accesses[] = {
	[JAM_STORE_READ] = JAM_ACCESS_READ,
	[JAM_STORE_WRITE] = JAM_ACCESS_WRITE,
	[JAM_STORE_CREATE] = JAM_ACCESS_CREATE,
};

/*
 * What is new stays in the transaction of the command, and other makers are
 * kept out till its end.
 */
static bool
make_schema(struct jam_store *store, struct jam_error *err)
{
	store->making = true;
	return jam_backend_exec(store->backend, jam_dialect_begin_write, err) &&
	       jam_migrate_make(store->backend, &jam_migrations, err);
}

static bool
open_file(struct jam_store *store, const struct jam_store_options *options,
	  struct jam_store_opened *opened, struct jam_error *err)
{
	int64_t tables;

	if (!jam_backend_open(options->path, accesses[options->mode],
			      store->own, &store->backend, &store->created,
			      err))
		return false;
	/* A maker that was killed in its COMMIT leaves what counts 0 now. */
	if (options->mode == JAM_STORE_CREATE) {
		if (!jam_backend_number(store->backend, jam_dialect_tables,
					&tables, err))
			return false;
		opened->made = tables == 0;
		if (opened->made)
			return make_schema(store, err);
		jam_backend_unclaim(store->backend);
	}
	return jam_migrate(store->backend, &jam_migrations, !store->writes,
			   &opened->migrated_from, err) &&
	       jam_backend_wal(store->backend, err);
}

bool
jam_store_open(const struct jam_store_options *options, struct jam_arena *arena,
	       struct jam_store **out, struct jam_store_opened *opened,
	       struct jam_error *err)
{
	struct jam_arena *own = jam_arena_beside(arena);
	struct jam_store *store = jam_alloc(own, sizeof(*store));

	*out = NULL;
	*opened = (struct jam_store_opened){ 0 };
	store->scratch = jam_arena_beside(arena);
	store->own = own;
	store->random = options->random;
	store->now = options->now;
	store->writes = options->mode != JAM_STORE_READ;
	if (!open_file(store, options, opened, err)) {
		jam_store_close(store);
		return false;
	}
	*out = store;
	return true;
}

/*
 * A test's random numbers are those of its seed; a command goes on behind the
 * entries that are there, so that no two of them give the same uid.
 */
static bool
go_on(struct jam_store *store, struct jam_error *err)
{
	struct jam_query *query;
	bool row;

	if (!store->writes || store->random->seed == NULL)
		return true;
	query = jam_query(store, JAM_SQL_LOG_HEAD, err);
	if (query == NULL || !jam_step(query, &row, err))
		return false;
	if (row)
		store->random->count = (uint64_t)jam_get_int(query, 0) << 32;
	jam_reset(query);
	return true;
}

bool
jam_store_begin(struct jam_store *store, struct jam_error *err)
{
	if (store->making)
		return true;
	return jam_backend_exec(store->backend,
				store->writes ? jam_dialect_begin_write
					      : jam_dialect_begin_read,
				err) &&
	       go_on(store, err);
}

bool
jam_store_commit(struct jam_store *store, struct jam_error *err)
{
	struct jam_error ignored = { 0 };

	if (!jam_log_finish(store, err) || !jam_bulk_end(store, err))
		return false;
	jam_backend_reset(store->backend);
	if (!jam_backend_exec(store->backend, jam_dialect_commit, err)) {
		if (err->code == JAM_E_IO)
			jam_hint(err, "whether it was saved is not certain: "
				      "see jam log");
		return false;
	}
	/* Saved; should the switch fail, the next open makes it. */
	if (store->making && !jam_backend_wal(store->backend, &ignored))
		ignored.code = JAM_OK;
	jam_backend_unclaim(store->backend);
	store->making = store->created = false;
	return true;
}

void
jam_store_rollback(struct jam_store *store)
{
	struct jam_error ignored = { 0 };

	jam_log_forget(store);
	store->bulk = false;
	jam_backend_reset(store->backend);
	if (store->created)
		jam_backend_unlink(store->backend);
	if (jam_backend_busy(store->backend))
		(void)!jam_backend_exec(store->backend, jam_dialect_rollback,
					&ignored);
	jam_backend_unclaim(store->backend);
	store->making = store->created = false;
}

void
jam_store_close(struct jam_store *store)
{
	if (store == NULL)
		return;
	if (store->backend != NULL &&
	    (store->created || jam_backend_busy(store->backend)))
		jam_store_rollback(store);
	jam_log_free(store);
	jam_backend_close(store->backend);
	jam_arena_free(store->scratch);
	jam_arena_free(store->own);
}

/* The hash of the last entry, or zeros. */
static bool
read_head(struct jam_store *store, struct jam_hash *hash, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, JAM_SQL_LOG_HEAD, err);
	const void *bytes;
	size_t length;
	bool row;

	*hash = (struct jam_hash){ 0 };
	if (q == NULL || !jam_step(q, &row, err))
		return false;
	bytes = row ? jam_peek_blob(q, 1, &length) : NULL;
	if (bytes != NULL && length == JAM_HASH_SIZE)
		memcpy(hash->bytes, bytes, JAM_HASH_SIZE);
	jam_reset(q);
	return true;
}

/* Nothing is saved without an entry: the last one tells states apart. */
static bool
same_state(struct jam_store *a, struct jam_store *b, struct jam_error *err)
{
	struct jam_hash of_a, of_b;

	return read_head(a, &of_a, err) && read_head(b, &of_b, err) &&
	       memcmp(&of_a, &of_b, sizeof(of_a)) == 0;
}

struct jam_store *
jam_store_beside(struct jam_store *store)
{
	struct jam_arena *own = jam_arena_beside(store->own);
	struct jam_store *beside = jam_alloc(own, sizeof(*beside));
	struct jam_error ignored = { 0 };
	int from;

	beside->scratch = jam_arena_beside(store->own);
	beside->own = own;
	beside->random = store->random;
	beside->now = store->now;
	if (!store->writes &&
	    jam_backend_again(store->backend, own, &beside->backend,
			      &ignored) &&
	    jam_migrate(beside->backend, &jam_migrations, true, &from,
			&ignored) &&
	    jam_store_begin(beside, &ignored) &&
	    same_state(store, beside, &ignored))
		return beside;
	jam_store_close(beside);
	return NULL;
}

int64_t
jam_store_now(const struct jam_store *store)
{
	return store->now;
}

struct jam_random *
jam_store_random(struct jam_store *store)
{
	return store->random;
}

struct jam_arena *
jam_store_arena(struct jam_store *store)
{
	return store->scratch;
}
