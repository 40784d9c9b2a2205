/* SPDX-License-Identifier: MIT */
/* Rows live here, the log in a database. */
#include "tests/unit/proof_data.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/arena.h"
#include "core/store/db.h"
#include "core/store/log.h"

bool
proof_in_full(void)
{
	return getenv("JAM_FULL") != NULL;
}

static void
change_row(struct proof_data *f, struct proof_row *row)
{
	if (row->stands)
		assert_done(jam_log_end(f->store, row->table, row->key,
					row->bytes, row->seq, &f->err),
			    &f->err);
	row->stands = !row->stands || jam_rng_below(&f->rng, 4) > 0;
	if (!row->stands)
		return;
	row->bytes =
	    jam_format(f->arena, "{\"n\":%u}", jam_rng_below(&f->rng, 1000000));
	assert_done(jam_log_row(f->store, row->table, row->key, row->bytes,
				&row->seq, &f->err),
		    &f->err);
}

static void
act(struct proof_data *f)
{
	const struct jam_log_detail details[] = {
		{ "note", "[\"a\\\"}\",{\"b\":[1,2]}]" }, { 0 }
	};
	bool in_clear = jam_rng_below(&f->rng, 2) == 0;
	const struct jam_log_act what = {
		.kind = in_clear ? "rate" : "import",
		.details = details,
		.rows_in_clear = in_clear,
	};
	uint32_t n = 1 + jam_rng_below(&f->rng, 8);

	assert_done(jam_store_begin(f->store, &f->err), &f->err);
	assert_done(jam_log_begin(f->store, &what, &f->err), &f->err);
	for (uint32_t i = 0; i < n; i++)
		change_row(f, &f->rows[jam_rng_below(&f->rng, PROOF_ROWS)]);
	assert_done(jam_store_commit(f->store, &f->err), &f->err);
}

static void
read_ended(struct proof_data *f, struct proof_copy *c)
{
	struct jam_query *query =
	    jam_query(f->store, JAM_SQL_LOG_ENDED_ALL, &f->err);
	size_t cap = 0, cap_ends = 0, length;
	bool row;

	for (;;) {
		struct jam_leaf *leaf;

		assert_done(jam_step(query, &row, &f->err), &f->err);
		if (!row)
			return;
		c->ended = jam_grow(f->arena, c->ended, &cap,
				    c->ended_count + 1, sizeof(*c->ended));
		c->ends = jam_grow(f->arena, c->ends, &cap_ends,
				   c->ended_count + 1, sizeof(*c->ends));
		leaf = &c->ended[c->ended_count];
		leaf->seq = jam_get_int(query, 0);
		leaf->table = jam_get_text(query, 1, f->arena);
		leaf->key = jam_get_text(query, 2, f->arena);
		memcpy(&leaf->hash, jam_peek_blob(query, 3, &length),
		       JAM_HASH_SIZE);
		c->ends[c->ended_count++] = jam_get_int(query, 4);
	}
}

static void
read_all(struct proof_data *f, struct proof_copy *c)
{
	size_t cap = 0;
	int64_t seq = 0;
	bool found;

	for (;;) {
		c->links = jam_grow(f->arena, c->links, &cap,
				    c->links_count + 1, sizeof(*c->links));
		assert_done(jam_store_next_link(f->store, seq, f->arena,
						&c->links[c->links_count],
						&found, &f->err),
			    &f->err);
		if (!found)
			break;
		seq = c->links[c->links_count++].link.seq;
	}
	c->rows = jam_alloc_array(f->arena, PROOF_ROWS + 1, sizeof(*c->rows));
	for (const struct proof_row *row = f->rows; row < f->rows + PROOF_ROWS;
	     row++) {
		struct jam_leaf *leaf = &c->rows[c->rows_count];

		if (!row->stands)
			continue;
		*leaf = (struct jam_leaf){ .table = row->table,
					   .key = row->key,
					   .seq = row->seq };
		jam_leaf_hash(row->bytes, &leaf->hash);
		c->rows_count++;
	}
	read_ended(f, c);
}

int
proof_data_setup(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct proof_data *f = jam_alloc(arena, sizeof(*f));
	struct jam_store_opened opened;

	f->arena = arena;
	f->folder = jam_test_folder(arena);
	f->random.seed = "proof";
	jam_rng_init(&f->rng, 6, 0);
	for (size_t i = 0; i < PROOF_ROWS; i++) {
		f->rows[i].table = i % 3 == 0 ? "team" : "rating";
		f->rows[i].key = jam_format(arena, "%zx", i * 7919);
	}
	assert_done(jam_store_open(
			&(struct jam_store_options){
			    .path = jam_format(arena, "%s/jam.db", f->folder),
			    .mode = JAM_STORE_CREATE,
			    .random = &f->random,
			    .now = 1668359700 },
			arena, &f->store, &opened, &f->err),
		    &f->err);
	for (size_t i = 0; i < (proof_in_full() ? 60 : 12); i++)
		act(f);
	read_all(f, &f->whole);
	*state = f;
	return 0;
}

int
proof_data_teardown(void **state)
{
	struct proof_data *f = *state;

	jam_store_close(f->store);
	jam_test_remove(f->folder);
	jam_arena_free(f->arena);
	return 0;
}

struct jam_proof *
proof_of(struct proof_data *f, const struct proof_copy *c)
{
	struct jam_proof *proof = jam_alloc(f->arena, sizeof(*proof));

	jam_proof_init(proof, f->arena);
	for (size_t i = 0; i < c->rows_count; i++)
		jam_proof_row(proof, &c->rows[i], 0);
	for (size_t i = 0; i < c->ended_count; i++)
		jam_proof_row(proof, &c->ended[i], c->ends[i]);
	for (size_t i = 0; i < c->links_count; i++)
		jam_proof_link(proof, &c->links[i].link, c->links[i].prefixes,
			       c->links[i].prefixes_size);
	assert_true(jam_proof_end(proof) == (proof->flaw_count == 0));
	return proof;
}

static void *
copy_of(struct jam_arena *arena, const void *items, size_t count, size_t size)
{
	char *all = jam_alloc_array(arena, count + 1, size);

	if (count > 0)
		memcpy(all, items, count * size);
	return all;
}

struct proof_copy
proof_take_copy(struct proof_data *f)
{
	struct proof_copy c = f->whole;

	c.links = copy_of(f->arena, c.links, c.links_count, sizeof(*c.links));
	c.rows = copy_of(f->arena, c.rows, c.rows_count, sizeof(*c.rows));
	c.ended = copy_of(f->arena, c.ended, c.ended_count, sizeof(*c.ended));
	c.ends = copy_of(f->arena, c.ends, c.ended_count, sizeof(*c.ends));
	for (size_t i = 0; i < c.links_count; i++) {
		struct jam_stored_link *l = &c.links[i];

		l->link.kind = jam_strdup(f->arena, l->link.kind);
		l->link.payload = jam_strdup(f->arena, l->link.payload);
		l->prefixes =
		    copy_of(f->arena, l->prefixes, l->prefixes_size, 1);
	}
	return c;
}
