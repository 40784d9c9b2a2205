/* SPDX-License-Identifier: MIT */
/*
 * Statements run beside the command.  A connection is used by one thread at a
 * time: while a batch runs, the command fills the other one and asks nothing
 * else of the database.
 */
#include <sqlite3.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/worker.h"
#include "core/model/columns.h"
#include "core/store/sqlite.h"

#define STATEMENTS 1000

struct put_off {
	enum jam_sql sql;
	int count;
	const struct jam_value *values;
};

struct batch {
	struct jam_backend *backend;
	struct jam_arena *arena; /* of the values */
	struct put_off items[STATEMENTS];
	size_t count;
	struct jam_error err;
};

struct jam_later {
	struct jam_arena *arena; /* of this, too */
	struct jam_worker worker;
	struct batch batches[2];
	struct batch *open, *busy; /* busy: NULL when none is */
};

struct jam_value
jam_value_int(int64_t number)
{
	return (struct jam_value){ .kind = JAM_VALUE_INT, .number = number };
}

struct jam_value
jam_value_opt(int64_t number)
{
	if (number == JAM_NONE)
		return (struct jam_value){ .kind = JAM_VALUE_NULL };
	return jam_value_int(number);
}

struct jam_value
jam_value_ref(int64_t row)
{
	return jam_value_opt(row == 0 ? JAM_NONE : row);
}

struct jam_value
jam_value_text(const char *text)
{
	if (text == NULL)
		return (struct jam_value){ .kind = JAM_VALUE_NULL };
	return (struct jam_value){ .kind = JAM_VALUE_TEXT,
				   .bytes = text,
				   .length = strlen(text) };
}

struct jam_value
jam_value_blob(const void *bytes, size_t length)
{
	return (struct jam_value){ .kind = JAM_VALUE_BLOB,
				   .bytes = bytes,
				   .length = length };
}

/* The value outlives the statement, so that nothing is copied. */
static int
bind(sqlite3_stmt *stmt, int n, const struct jam_value *v)
{
	switch (v->kind) {
	case JAM_VALUE_INT:
		return sqlite3_bind_int64(stmt, n, v->number);
	case JAM_VALUE_TEXT:
		return sqlite3_bind_text64(stmt, n, v->bytes, v->length,
					   SQLITE_STATIC, SQLITE_UTF8);
	case JAM_VALUE_BLOB:
		return sqlite3_bind_blob64(stmt, n, v->bytes, v->length,
					   SQLITE_STATIC);
	default:
		return sqlite3_bind_null(stmt, n);
	}
}

static bool
run_one(struct jam_backend *b, const struct put_off *p, struct jam_error *err)
{
	sqlite3_stmt *stmt = b->queries[p->sql].stmt;
	int rc = SQLITE_OK;

	for (int i = 0; i < p->count && rc == SQLITE_OK; i++)
		rc = bind(stmt, i + 1, &p->values[i]);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	if (rc != SQLITE_DONE)
		jam_sqlite_fail(b, rc, err);
	sqlite3_reset(stmt);
	return rc == SQLITE_DONE;
}

/* Nothing stays bound to memory that is given back. */
static void
run_batch(void *data)
{
	struct batch *batch = data;
	struct jam_backend *b = batch->backend;

	for (size_t i = 0; i < batch->count; i++)
		if (!run_one(b, &batch->items[i], &batch->err))
			break;
	for (size_t i = 0; i < batch->count; i++)
		sqlite3_clear_bindings(b->queries[batch->items[i].sql].stmt);
}

static bool
end_batch(struct batch *batch, struct jam_error *err)
{
	bool done = batch->err.code == JAM_OK;

	if (!done)
		*err = batch->err;
	batch->err.code = JAM_OK;
	batch->count = 0;
	jam_arena_reset(batch->arena, (struct jam_mark){ NULL, 0 });
	return done;
}

/* Wait for the batch that runs. */
static bool
settle(struct jam_later *later, struct jam_error *err)
{
	struct batch *busy = later->busy;

	if (busy == NULL)
		return true;
	later->busy = NULL;
	jam_worker_wait(&later->worker);
	return end_batch(busy, err);
}

bool
jam_later_flush(struct jam_later *later, struct jam_error *err)
{
	if (later == NULL)
		return true;
	if (!settle(later, err))
		return false;
	if (later->open->count == 0)
		return true;
	run_batch(later->open);
	return end_batch(later->open, err);
}

void
jam_later_forget(struct jam_later *later)
{
	struct jam_error ignored = { 0 };

	if (later == NULL)
		return;
	(void)!settle(later, &ignored);
	(void)!end_batch(later->open, &ignored);
}

void
jam_later_free(struct jam_later *later)
{
	if (later == NULL)
		return;
	jam_worker_stop(&later->worker);
	for (int i = 0; i < 2; i++)
		jam_arena_free(later->batches[i].arena);
	jam_arena_free(later->arena);
}

void
jam_backend_put_off(struct jam_backend *b, struct jam_arena *arena)
{
	struct jam_arena *own;
	struct jam_later *later;

	if (b->later != NULL)
		return;
	own = jam_arena_beside(arena);
	later = jam_alloc(own, sizeof(*later));
	later->arena = own;
	for (int i = 0; i < 2; i++) {
		later->batches[i].backend = b;
		later->batches[i].arena = jam_arena_beside(arena);
	}
	later->open = &later->batches[0];
	b->later = later;
}

static bool
run_now(struct jam_store *store, enum jam_sql sql,
	const struct jam_value *values, int count, struct jam_error *err)
{
	struct jam_query *q = jam_query(store, sql, err);
	const struct put_off now = { sql, count, values };
	bool done;

	if (q == NULL)
		return false;
	done = run_one(store->backend, &now, err);
	sqlite3_clear_bindings(store->backend->queries[sql].stmt);
	return done;
}

static void
put_off(struct batch *batch, enum jam_sql sql, const struct jam_value *values,
	int count)
{
	struct jam_value *kept =
	    jam_copy(batch->arena, values, (size_t)count, sizeof(*values));

	for (int i = 0; i < count; i++)
		if (kept[i].bytes != NULL)
			kept[i].bytes = jam_strndup(batch->arena, kept[i].bytes,
						    kept[i].length);
	batch->items[batch->count++] = (struct put_off){ sql, count, kept };
}

bool
jam_run_later(struct jam_store *store, enum jam_sql sql,
	      const struct jam_value *values, int count, struct jam_error *err)
{
	struct jam_backend *b = store->backend;
	struct jam_later *later = b->later;
	struct batch *full;

	if (!store->bulk || b->queries[sql].stmt == NULL)
		return run_now(store, sql, values, count, err);
	put_off(later->open, sql, values, count);
	if (later->open->count < STATEMENTS)
		return true;
	full = later->open;
	if (!settle(later, err))
		return false;
	later->open = &later->batches[full == &later->batches[0]];
	later->busy = full;
	jam_worker_ask(&later->worker, run_batch, full);
	return true;
}
