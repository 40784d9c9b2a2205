/* SPDX-License-Identifier: MIT */
/* Entries: rows are collected, sorted, hashed and chained. */
#include "core/store/log.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/json.h"
#include "core/base/uid.h"
#include "core/model/columns.h"
#include "core/store/backend.h"
#include "core/store/chain.h"
#include "core/store/db.h"

#define MEMBERS (JAM_LOG_DETAILS + 12)
#define PREFIX	8

/* What one entry gains or ends. */
struct heap {
	struct jam_leaf leaves[JAM_LOG_ROWS];
	size_t count;
};

/*
 * Texts lie in the store's own arena: those of the act behind `start`, those
 * of the entry that is open behind `acted`.
 */
struct jam_log {
	struct jam_mark start, acted;
	bool begun; /* an act is */
	struct jam_log_act act;
	struct jam_log_detail details[JAM_LOG_DETAILS + 1];
	struct jam_chain_link last; /* the head; seq -1 while unknown */
	bool written;		    /* the head is of this act */
	struct heap rows, ended;
	const char *clear; /* with rows_in_clear: the row's bytes */
};

/* The payload in the making: members in any order. */
struct payload {
	struct jam_log_detail members[MEMBERS];
	size_t count;
	struct jam_arena *arena;
};

static struct jam_log *
log_of(struct jam_store *store)
{
	if (store->log == NULL) {
		store->log = jam_alloc(store->own, sizeof(*store->log));
		store->log->start = jam_arena_mark(store->own);
		store->log->last.seq = -1;
	}
	return store->log;
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
	assert(length == JAM_HASH_SIZE);
	memcpy(last->hash.bytes, hash, JAM_HASH_SIZE);
	jam_reset(query);
	return true;
}

static void
add(struct payload *p, const char *key, const char *json)
{
	assert(p->count < MEMBERS);
	p->members[p->count++] = (struct jam_log_detail){ key, json };
}

static const char *
quoted(struct jam_arena *arena, const char *text)
{
	struct jam_buf buf;

	jam_buf_init(&buf, arena);
	jam_json_string(&buf, text);
	return jam_buf_string(&buf);
}

static void
add_text(struct payload *p, const char *key, const char *text)
{
	if (text != NULL)
		add(p, key, quoted(p->arena, text));
}

static void
add_heap(struct payload *p, const char *counts, const char *digest,
	 const struct heap *heap, const struct jam_hash *hash)
{
	char hex[2 * JAM_HASH_SIZE + 1];
	struct jam_buf buf;

	if (heap->count == 0)
		return;
	jam_buf_init(&buf, p->arena);
	jam_leaf_counts(&buf, heap->leaves, heap->count);
	add(p, counts, jam_buf_string(&buf));
	jam_hex_write(hex, hash->bytes, JAM_HASH_SIZE);
	add_text(p, digest, hex);
}

static void
add_rows(struct payload *p, struct jam_log *log)
{
	struct heap *rows = &log->rows, *ended = &log->ended;
	struct jam_hash hash;

	jam_leaf_sort(rows->leaves, rows->count);
	jam_leaf_digest(rows->leaves, rows->count, &hash);
	add_heap(p, "rows", "rows_sha256", rows, &hash);
	jam_leaf_sort(ended->leaves, ended->count);
	jam_leaf_digest_ended(ended->leaves, ended->count, &hash);
	add_heap(p, "ended", "ended_sha256", ended, &hash);
	if (log->clear == NULL)
		return;
	add_text(p, "table", rows->leaves[0].table);
	add_text(p, "key", rows->leaves[0].key);
	add(p, "row", log->clear);
}

static int
compare_keys(const void *a, const void *b)
{
	const struct jam_log_detail *left = a, *right = b;

	return strcmp(left->key, right->key);
}

static const char *
make_payload(struct jam_log *log, struct jam_arena *arena)
{
	struct payload p = { .arena = arena };
	struct jam_buf out;

	add_text(&p, "actor",
		 log->act.actor != NULL ? log->act.actor : "organizer");
	add_text(&p, "event", log->act.event);
	if (log->act.claimed_at != JAM_NONE && log->act.claimed_at != 0)
		add(&p, "claimed_at",
		    jam_format(arena, "%lld", (long long)log->act.claimed_at));
	for (const struct jam_log_detail *d = log->details; d->key != NULL; d++)
		add(&p, d->key, d->json);
	add_rows(&p, log);
	qsort(p.members, p.count, sizeof(p.members[0]), compare_keys);
	jam_buf_init(&out, arena);
	for (size_t i = 0; i < p.count; i++) {
		assert(i == 0 ||
		       compare_keys(&p.members[i - 1], &p.members[i]) < 0);
		jam_buf_char(&out, i == 0 ? '{' : ',');
		jam_json_string(&out, p.members[i].key);
		jam_buf_char(&out, ':');
		jam_buf_text(&out, p.members[i].json);
	}
	jam_buf_char(&out, '}');
	return jam_buf_string(&out);
}

static bool
put_link(struct jam_store *store, const struct jam_chain_link *link,
	 struct jam_error *err)
{
	struct jam_query *query = jam_query(store, JAM_SQL_LOG_PUT, err);

	if (query == NULL)
		return false;
	jam_bind_int(query, 1, link->seq);
	jam_bind_int(query, 2, link->at);
	jam_bind_text(query, 3, link->kind);
	jam_bind_text(query, 4, link->payload);
	jam_bind_blob(query, 5, link->nonce, JAM_NONCE_SIZE);
	jam_bind_blob(query, 6, link->prev.bytes, JAM_HASH_SIZE);
	jam_bind_blob(query, 7, link->hash.bytes, JAM_HASH_SIZE);
	return jam_run_query(query, err);
}

static bool
put_prefixes(struct jam_store *store, int64_t seq, const struct heap *rows,
	     struct jam_error *err)
{
	uint8_t prefixes[JAM_LOG_ROWS * PREFIX];
	struct jam_query *query;

	if (rows->count == 0)
		return true;
	for (size_t i = 0; i < rows->count; i++)
		memcpy(prefixes + i * PREFIX, rows->leaves[i].hash.bytes,
		       PREFIX);
	query = jam_query(store, JAM_SQL_LOG_ROWS_PUT, err);
	if (query == NULL)
		return false;
	jam_bind_int(query, 1, seq);
	jam_bind_blob(query, 2, prefixes, rows->count * PREFIX);
	return jam_run_query(query, err);
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

/* Write the entry that is open, rows or not, and open the next. */
static bool
write_entry(struct jam_store *store, struct jam_log *log, struct jam_error *err)
{
	struct jam_chain_link link = {
		.seq = log->last.seq + 1,
		.at = store->now,
		.kind = log->act.kind,
		.prev = log->last.hash,
	};

	link.payload = make_payload(log, store->own);
	jam_random_bytes(store->random, link.nonce, sizeof(link.nonce));
	jam_chain_hash(&link, &link.hash);
	if (!put_link(store, &link, err) ||
	    !put_prefixes(store, link.seq, &log->rows, err))
		return false;
	for (size_t i = 0; i < log->ended.count; i++)
		if (!put_ended(store, link.seq, &log->ended.leaves[i], err))
			return false;
	log->last = link;
	log->written = true;
	log->rows.count = log->ended.count = 0;
	log->clear = NULL;
	jam_arena_reset(store->own, log->acted);
	return true;
}

static bool
flush(struct jam_store *store, struct jam_log *log, struct jam_error *err)
{
	return log->rows.count + log->ended.count == 0 ||
	       write_entry(store, log, err);
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
	log->begun = log->written = false;
	log->rows.count = log->ended.count = 0;
	log->clear = NULL;
	log->last = (struct jam_chain_link){ .seq = -1 };
	jam_arena_reset(store->own, log->start);
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
	log->acted = jam_arena_mark(store->own);
	log->begun = true;
	log->written = false;
	return true;
}

static bool
push(struct jam_store *store, struct heap *heap, const struct jam_leaf *leaf)
{
	struct jam_leaf *last = &heap->leaves[heap->count++];

	*last = *leaf;
	last->key = jam_strdup(store->own, leaf->key);
	return true;
}

static bool
check_begun(struct jam_log *log, const char *table, struct jam_error *err)
{
	return log->begun ||
	       jam_fail(err, JAM_E_BUG, "a row of %s without an act of the log",
			table);
}

bool
jam_log_row(struct jam_store *store, const char *table, const char *key,
	    const char *bytes, int64_t *seq, struct jam_error *err)
{
	struct jam_log *log = log_of(store);
	struct jam_leaf leaf = { .table = table, .key = key };

	if (!check_begun(log, table, err))
		return false;
	if (log->rows.count == (log->act.rows_in_clear ? 1 : JAM_LOG_ROWS) &&
	    !write_entry(store, log, err))
		return false;
	*seq = leaf.seq = log->last.seq + 1;
	jam_leaf_hash(bytes, &leaf.hash);
	if (log->act.rows_in_clear)
		log->clear = jam_strdup(store->own, bytes);
	return push(store, &log->rows, &leaf);
}

/* A value that never left the open entry leaves no trace. */
static bool
drop(struct jam_log *log, const char *table, const char *key)
{
	struct heap *rows = &log->rows;

	for (size_t i = rows->count; i-- > 0;) {
		if (strcmp(rows->leaves[i].key, key) != 0 ||
		    strcmp(rows->leaves[i].table, table) != 0)
			continue;
		rows->leaves[i] = rows->leaves[--rows->count];
		log->clear = NULL;
		return true;
	}
	return false;
}

bool
jam_log_end(struct jam_store *store, const char *table, const char *key,
	    const char *bytes, int64_t seq, struct jam_error *err)
{
	struct jam_log *log = log_of(store);
	struct jam_leaf leaf = { .table = table, .key = key, .seq = seq };

	if (!check_begun(log, table, err))
		return false;
	if (seq == log->last.seq + 1)
		return drop(log, table, key) ||
		       jam_fail(err, JAM_E_BUG,
				"a row of %s ends that never was", table);
	if (((log->act.rows_in_clear && log->rows.count == 1) ||
	     log->ended.count == JAM_LOG_ROWS) &&
	    !write_entry(store, log, err))
		return false;
	jam_leaf_hash(bytes, &leaf.hash);
	return push(store, &log->ended, &leaf);
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
