/* SPDX-License-Identifier: MIT */
/* Entries: rows are collected, sorted, hashed and chained. */
#include "core/store/log.h"

#include <assert.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/uid.h"
#include "core/base/worker.h"
#include "core/model/columns.h"
#include "core/store/backend.h"
#include "core/store/chain.h"
#include "core/store/db.h"
#include "core/store/sheet.h"

#define PREFIX 8

/*
 * Two sheets: while a full one is summed up beside the command, rows go on to
 * the other.  The act's texts lie in the store's own arena behind `start`.
 */
struct jam_log {
	struct jam_mark start;
	bool begun; /* an act is */
	struct jam_log_act act;
	struct jam_log_detail details[JAM_LOG_DETAILS + 1];
	struct jam_chain_link last; /* the head; seq -1 while unknown */
	bool written;		    /* the head is of this act */
	struct jam_sheet sheets[2];
	struct jam_sheet *open; /* the entry that is open */
	struct jam_sheet *full; /* the one before, not yet written; or NULL */
	struct jam_worker worker;
	const char *clear; /* with rows_in_clear: the row's bytes */
};

static struct jam_log *
log_of(struct jam_store *store)
{
	if (store->log == NULL) {
		store->log = jam_alloc(store->own, sizeof(*store->log));
		store->log->start = jam_arena_mark(store->own);
		store->log->last.seq = -1;
		store->log->open = &store->log->sheets[0];
		for (int i = 0; i < 2; i++)
			store->log->sheets[i].arena =
			    jam_arena_beside(store->own);
	}
	return store->log;
}

/* The number of the entry that is open. */
static int64_t
open_seq(const struct jam_log *log)
{
	return log->last.seq + (log->full != NULL ? 2 : 1);
}

static bool
read_head(struct jam_store *store, struct jam_chain_link *last,
	  struct jam_error *err)
{
	struct jam_query *query;
	const void *hash;
	size_t length;
	bool row;

	if (last->seq >= 0)
		return true;
	query = jam_query(store, JAM_SQL_LOG_HEAD, err);
	if (query == NULL || !jam_step(query, &row, err))
		return false;
	*last = (struct jam_chain_link){ 0 };
	if (!row)
		return true;
	last->seq = jam_get_int(query, 0);
	hash = jam_peek_blob(query, 1, &length);
	if (length == JAM_HASH_SIZE)
		memcpy(last->hash.bytes, hash, JAM_HASH_SIZE);
	jam_reset(query);
	if (length == JAM_HASH_SIZE)
		return true;
	*last = (struct jam_chain_link){ .seq = -1 };
	jam_fail(err, JAM_E_CONFIG, "\"%s\" is damaged",
		 jam_backend_path(store->backend));
	return jam_hint(err, "go back to a copy that jam backup made");
}

static bool
put_link(struct jam_store *store, const struct jam_chain_link *link,
	 struct jam_error *err)
{
	return jam_run_later(
	    store, JAM_SQL_LOG_PUT,
	    (const struct jam_value[]){
		jam_value_int(link->seq),
		jam_value_int(link->at),
		jam_value_text(link->kind),
		jam_value_text(link->payload),
		jam_value_blob(link->nonce, JAM_NONCE_SIZE),
		jam_value_blob(link->prev.bytes, JAM_HASH_SIZE),
		jam_value_blob(link->hash.bytes, JAM_HASH_SIZE),
	    },
	    7, err);
}

static bool
put_prefixes(struct jam_store *store, int64_t seq,
	     const struct jam_sheet_part *rows, struct jam_error *err)
{
	uint8_t prefixes[JAM_LOG_ROWS * PREFIX];

	if (rows->count == 0)
		return true;
	for (size_t i = 0; i < rows->count; i++)
		memcpy(prefixes + i * PREFIX, rows->leaves[i].hash.bytes,
		       PREFIX);
	return jam_run_later(store, JAM_SQL_LOG_ROWS_PUT,
			     (const struct jam_value[]){
				 jam_value_int(seq),
				 jam_value_blob(prefixes, rows->count * PREFIX),
			     },
			     2, err);
}

static bool
put_ended(struct jam_store *store, int64_t seq, const struct jam_leaf *leaf,
	  struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_LOG_ENDED_PUT, err);

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, leaf->seq);
	jam_bind_text(query, 2, leaf->table);
	jam_bind_text(query, 3, leaf->key);
	jam_bind_blob(query, 4, leaf->hash.bytes, JAM_HASH_SIZE);
	jam_bind_int(query, 5, seq);
	return jam_run_query(query, err);
}

/* Write the entry of a sheet that is summed up, rows or not. */
static bool
write_sheet(struct jam_store *store, struct jam_log *log,
	    struct jam_sheet *sheet, struct jam_error *err)
{
	struct jam_chain_link link = {
		.seq = log->last.seq + 1,
		.at = store->now,
		.kind = log->act.kind,
		.prev = log->last.hash,
	};

	link.payload = jam_sheet_payload(sheet, &log->act, log->clear);
	memcpy(link.nonce, sheet->nonce, sizeof(link.nonce));
	jam_chain_hash(&link, &link.hash);
	if (!put_link(store, &link, err) ||
	    !put_prefixes(store, link.seq, &sheet->rows, err))
		return false;
	for (size_t i = 0; i < sheet->ended.count; i++)
		if (!put_ended(store, link.seq, &sheet->ended.leaves[i], err))
			return false;
	log->last = link;
	log->written = true;
	log->clear = NULL;
	jam_sheet_clear(sheet);
	return true;
}

/* Write the full sheet, if there is one. */
static bool
settle(struct jam_store *store, struct jam_log *log, struct jam_error *err)
{
	struct jam_sheet *full = log->full;

	jam_worker_wait(&log->worker);
	log->full = NULL;
	return full == NULL || write_sheet(store, log, full, err);
}

/* Nonces are drawn in the order of the entries. */
static void
draw_nonce(struct jam_store *store, struct jam_sheet *sheet)
{
	jam_random_bytes(store->random, sheet->nonce, sizeof(sheet->nonce));
}

/* Have the open sheet summed up beside us, and open the other. */
static bool
turn_over(struct jam_store *store, struct jam_log *log, struct jam_error *err)
{
	struct jam_sheet *sheet = log->open;

	if (!settle(store, log, err))
		return false;
	draw_nonce(store, sheet);
	log->open = &log->sheets[sheet == &log->sheets[0]];
	log->full = sheet;
	jam_worker_ask(&log->worker, jam_sheet_sum, sheet);
	return true;
}

/* Write the entry that is open, rows or not, and open the next. */
static bool
write_entry(struct jam_store *store, struct jam_log *log, struct jam_error *err)
{
	if (!settle(store, log, err))
		return false;
	draw_nonce(store, log->open);
	jam_sheet_sum(log->open);
	return write_sheet(store, log, log->open, err);
}

static bool
flush(struct jam_store *store, struct jam_log *log, struct jam_error *err)
{
	return jam_sheet_is_empty(log->open) ? settle(store, log, err)
					     : write_entry(store, log, err);
}

bool
jam_log_finish(struct jam_store *store, struct jam_error *err)
{
	bool done = store->log == NULL || flush(store, store->log, err);

	if (done)
		jam_log_forget(store);
	return done;
}

void
jam_log_forget(struct jam_store *store)
{
	struct jam_log *log = store->log;

	if (log == NULL)
		return;
	jam_worker_wait(&log->worker);
	log->full = NULL;
	log->begun = log->written = false;
	for (int i = 0; i < 2; i++)
		jam_sheet_clear(&log->sheets[i]);
	log->clear = NULL;
	log->last = (struct jam_chain_link){ .seq = -1 };
	jam_arena_reset(store->own, log->start);
}

void
jam_log_free(struct jam_store *store)
{
	struct jam_log *log = store->log;

	if (log == NULL)
		return;
	jam_worker_stop(&log->worker);
	for (int i = 0; i < 2; i++)
		jam_arena_free(log->sheets[i].arena);
	store->log = NULL;
}

static const char *
copy(struct jam_arena *arena, const char *text)
{
	return text != NULL ? jam_strdup(arena, text) : NULL;
}

bool
jam_log_begin(struct jam_store *store, const struct jam_log_act *act,
	      struct jam_error *err)
{
	struct jam_log *log = log_of(store);
	size_t n = 0;

	if (!flush(store, log, err) || !read_head(store, &log->last, err))
		return false;
	jam_arena_reset(store->own, log->start);
	log->act = *act;
	log->act.kind = jam_strdup(store->own, act->kind);
	log->act.event = copy(store->own, act->event);
	log->act.actor = copy(store->own, act->actor);
	for (const struct jam_log_detail *d = act->details;
	     d != NULL && d->key != NULL; d++) {
		assert(n < JAM_LOG_DETAILS);
		log->details[n].key = jam_strdup(store->own, d->key);
		log->details[n++].json = jam_strdup(store->own, d->json);
	}
	log->details[n] = (struct jam_log_detail){ 0 };
	log->act.details = log->details;
	log->begun = true;
	log->written = false;
	return true;
}

static bool
check_begun(struct jam_log *log, const char *table, struct jam_error *err)
{
	return log->begun ||
	       jam_fail(err, JAM_E_BUG, "a row of %s without an act of the log",
			table);
}

/* Room for one row more. */
static bool
make_room(struct jam_store *store, struct jam_log *log, const char *table,
	  struct jam_error *err)
{
	if (!check_begun(log, table, err))
		return false;
	if (log->act.rows_in_clear && log->open->rows.count == 1 &&
	    !write_entry(store, log, err))
		return false;
	if (log->open->rows.count == JAM_LOG_ROWS &&
	    !turn_over(store, log, err))
		return false;
	return true;
}

bool
jam_log_row(struct jam_store *store, const char *table, const char *key,
	    const char *bytes, int64_t *seq, struct jam_error *err)
{
	struct jam_log *log = log_of(store);
	struct jam_leaf leaf = { .table = table, .key = key };

	if (!make_room(store, log, table, err))
		return false;
	*seq = leaf.seq = open_seq(log);
	jam_sheet_push(log->open, &log->open->rows, &leaf, bytes);
	if (log->act.rows_in_clear)
		log->clear = log->open->rows.values[0].bytes;
	return true;
}

bool
jam_log_row_later(struct jam_store *store, const struct jam_log_later *later,
		  int64_t *seq, struct jam_error *err)
{
	struct jam_log *log = log_of(store);
	struct jam_leaf leaf = { .table = later->table, .key = later->key };

	if (log->act.rows_in_clear)
		return jam_log_row(store, later->table, later->key,
				   later->make(later->row, store->scratch), seq,
				   err);
	if (!make_room(store, log, later->table, err))
		return false;
	*seq = leaf.seq = open_seq(log);
	jam_sheet_push_later(log->open, &leaf, later);
	return true;
}

/* A value that never left the open entry leaves no trace. */
static bool
drop(struct jam_log *log, const char *table, const char *key)
{
	if (!jam_sheet_drop(log->open, table, key))
		return false;
	log->clear = NULL;
	return true;
}

bool
jam_log_end(struct jam_store *store, const char *table, const char *key,
	    const char *bytes, int64_t seq, struct jam_error *err)
{
	struct jam_log *log = log_of(store);
	struct jam_leaf leaf = { .table = table, .key = key, .seq = seq };

	if (!check_begun(log, table, err))
		return false;
	if (seq == open_seq(log))
		return drop(log, table, key) ||
		       jam_fail(err, JAM_E_BUG,
				"a row of %s ends that never was", table);
	if (log->act.rows_in_clear && log->open->rows.count == 1 &&
	    !write_entry(store, log, err))
		return false;
	if (log->open->ended.count == JAM_LOG_ROWS &&
	    !turn_over(store, log, err))
		return false;
	jam_sheet_push(log->open, &log->open->ended, &leaf, bytes);
	return true;
}

static void
give_receipt(const struct jam_log *log, struct jam_receipt *receipt)
{
	if (receipt == NULL)
		return;
	jam_chain_receipt(&log->last, receipt->text);
	receipt->hash = log->last.hash;
	receipt->seq = log->last.seq;
}

bool
jam_log_act(struct jam_store *store, const struct jam_log_act *act,
	    struct jam_receipt *receipt, struct jam_error *err)
{
	if (!jam_log_begin(store, act, err) ||
	    !write_entry(store, store->log, err))
		return false;
	give_receipt(store->log, receipt);
	return true;
}

bool
jam_log_close(struct jam_store *store, struct jam_receipt *receipt,
	      struct jam_error *err)
{
	struct jam_log *log = log_of(store);

	if (!flush(store, log, err))
		return false;
	if (!log->written)
		return jam_fail(err, JAM_E_BUG, "an act without an entry");
	give_receipt(log, receipt);
	return true;
}
