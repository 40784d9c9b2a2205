/* SPDX-License-Identifier: MIT */
/* All rows and all entries, given to the proof. */
#include "core/store/verify.h"

#include "core/base/arena.h"
#include "core/base/tick.h"
#include "core/store/backend.h"
#include "core/store/db.h"
#include "core/store/links.h"
#include "core/store/record.h"
#include "core/store/rows.h"

struct taker {
	struct jam_rows rows; /* first: what the families see */
	struct jam_proof *proof;
};

static bool
take(struct jam_rows *rows, const char *table, const char *key,
     const char *bytes, int64_t seq, struct jam_error *err)
{
	struct taker *taker = (struct taker *)rows;
	struct jam_leaf leaf = { .table = table, .key = key, .seq = seq };

	(void)err;
	jam_leaf_hash(bytes, &leaf.hash);
	jam_proof_row(taker->proof, &leaf, 0);
	return true;
}

static void
take_ended(struct jam_record *record, const struct jam_leaf *leaf,
	   int64_t ended)
{
	struct jam_proof *proof = record->with;
	struct jam_leaf kept = *leaf;

	kept.table = jam_strdup(proof->arena, leaf->table);
	jam_proof_row(proof, &kept, ended);
}

struct link_taker {
	struct jam_proof *proof;
	struct jam_tick *tick;
	int64_t total;
};

static void
take_link(void *with, const struct jam_stored_link *stored)
{
	const struct link_taker *taker = with;

	jam_proof_link(taker->proof, &stored->link, stored->prefixes,
		       stored->prefixes_size);
	jam_tick_at(taker->tick, (uint64_t)taker->proof->entries,
		    (uint64_t)taker->total);
}

static bool
take_links(struct jam_store *store, struct jam_arena *scratch,
	   struct jam_tick *tick, struct jam_proof *proof,
	   struct jam_error *err)
{
	struct jam_query *size = jam_query(store, JAM_SQL_LOG_SIZE, err);
	struct link_taker taker = { proof, tick, 0 };
	bool found;

	if (size == NULL || !jam_step(size, &found, err))
		return false;
	taker.total = jam_get_int(size, 0);
	jam_reset(size);
	return jam_store_each_link(store, scratch, take_link, &taker, err);
}

/* Lists of rows of entries that are not there. */
static bool
take_lists(struct jam_store *store, struct jam_proof *proof,
	   struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_LOG_ROWS_ALONE, err);
	bool done;

	if (query == NULL)
		return false;
	while (jam_next(query, &done, err))
		jam_proof_flaw(proof, jam_get_int(query, 0), "log_rows", "",
			       "names an entry that is not there");
	return done;
}

/* Rows that are hashed with one that is not there: nothing else sees them. */
static bool
take_alone(struct jam_store *store, enum jam_sql sql, struct jam_proof *proof,
	   struct jam_error *err)
{
	struct jam_query *query = jam_query(store, sql, err);
	bool done;

	if (query == NULL)
		return false;
	while (jam_next(query, &done, err))
		jam_proof_flaw(proof, 0, jam_get_text(query, 0, proof->arena),
			       jam_get_text(query, 1, proof->arena),
			       "belongs to a row that is not there");
	return done;
}

/* What names a row that is not there has another value, or none, for it. */
static bool
check_references(struct jam_store *store, struct jam_proof *proof,
		 struct jam_error *err)
{
	char *table = jam_alloc(proof->arena, 64);

	if (!jam_backend_dangling(store->backend, table, err))
		return false;
	if (table[0] != '\0')
		jam_proof_flaw(proof, 0, table, "",
			       "names a row that is not there");
	return true;
}

bool
jam_store_verify(struct jam_store *store, struct jam_arena *arena,
		 struct jam_tick *tick, struct jam_proof *proof,
		 struct jam_error *err)
{
	struct jam_arena *scratch = jam_arena_beside(arena);
	struct taker taker = { { take }, proof };
	struct jam_record record = { .ended = take_ended, .with = proof };
	bool done;

	jam_proof_init(proof, arena);
	done = jam_rows_each(store, &taker.rows, scratch, err) &&
	       jam_store_each_ended(store, &record, err) &&
	       take_links(store, scratch, tick, proof, err) &&
	       take_lists(store, proof, err) &&
	       take_alone(store, JAM_SQL_ROWS_ALONE, proof, err) &&
	       take_alone(store, JAM_SQL_ROWS_OPTION_ALONE, proof, err) &&
	       check_references(store, proof, err);
	jam_arena_free(scratch);
	if (done)
		(void)jam_proof_end(proof);
	return done;
}

bool
jam_store_check(struct jam_store *store, struct jam_error *err)
{
	return jam_backend_check_all(store->backend, err);
}
