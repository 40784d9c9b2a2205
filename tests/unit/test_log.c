/* SPDX-License-Identifier: MIT */
/* Tests of the log: chain, batches, ended rows, receipts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/hash.h"
#include "core/base/uid.h"
#include "core/model/columns.h"
#include "core/store/chain.h"
#include "core/store/log.h"
#include "core/store/store.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/raw.h"

struct fixture {
	struct jam_arena *arena;
	const char *folder, *path;
	struct jam_random random;
	struct jam_store *store;
	struct jam_error err;
};

static int
setup(void **state)
{
	struct jam_arena *arena = jam_test_arena();
	struct fixture *f = jam_alloc(arena, sizeof(*f));
	struct jam_store_opened opened;

	f->arena = arena;
	f->folder = jam_test_folder(arena);
	f->path = jam_format(arena, "%s/jam.db", f->folder);
	f->random.seed = "log";
	assert_done(jam_store_open(
			&(struct jam_store_options){ .path = f->path,
						     .mode = JAM_STORE_CREATE,
						     .random = &f->random,
						     .now = 1668359700 },
			arena, &f->store, &opened, &f->err),
		    &f->err);
	assert_done(jam_store_begin(f->store, &f->err), &f->err);
	*state = f;
	return 0;
}

static int
teardown(void **state)
{
	struct fixture *f = *state;

	jam_store_close(f->store);
	jam_test_remove(f->folder);
	jam_arena_free(f->arena);
	return 0;
}

static void
begin(struct fixture *f, const char *kind, bool in_clear)
{
	const struct jam_log_act act = {
		.kind = kind,
		.claimed_at = JAM_NONE,
		.rows_in_clear = in_clear,
	};

	assert_done(jam_log_begin(f->store, &act, &f->err), &f->err);
}

static int64_t
add_row(struct fixture *f, const char *key, const char *bytes)
{
	int64_t seq = 0;

	assert_done(jam_log_row(f->store, "team", key, bytes, &seq, &f->err),
		    &f->err);
	return seq;
}

static void
commit(struct fixture *f)
{
	assert_done(jam_store_commit(f->store, &f->err), &f->err);
}

static const char *
ask(struct fixture *f, const char *sql)
{
	return raw_ask(f->arena, f->path, sql);
}

static const char *
sha(struct fixture *f, const void *bytes, size_t length)
{
	struct jam_hash hash;
	char *hex = jam_alloc(f->arena, 65);

	jam_hash_of(bytes, length, &hash);
	jam_hex_write(hex, hash.bytes, JAM_HASH_SIZE);
	return hex;
}

static void
test_payload_of_a_batch(void **state)
{
	struct fixture *f = *state;
	struct jam_hash leaves[2];

	begin(f, "import", false);
	assert_i64_equal(add_row(f, "b", "{\"n\":2}"), 1);
	assert_i64_equal(add_row(f, "a", "{\"n\":1}"), 1);
	commit(f);
	jam_leaf_hash("{\"n\":1}", &leaves[0]);
	jam_leaf_hash("{\"n\":2}", &leaves[1]);
	assert_string_equal(ask(f, "SELECT payload FROM log"),
			    jam_format(f->arena,
				       "{\"actor\":\"organizer\","
				       "\"rows\":{\"team\":2},"
				       "\"rows_sha256\":\"%s\"}",
				       sha(f, leaves, sizeof(leaves))));
	assert_string_equal(ask(f, "SELECT seq, at, kind FROM log"),
			    "1|1668359700|import");
	assert_string_equal(
	    ask(f, "SELECT length(prefixes), hex(substr(prefixes, 1, 4))"
		   " FROM log_rows"),
	    jam_format(f->arena, "16|%02X%02X%02X%02X", leaves[0].bytes[0],
		       leaves[0].bytes[1], leaves[0].bytes[2],
		       leaves[0].bytes[3]));
}

static void
test_details_are_sorted_in(void **state)
{
	struct fixture *f = *state;
	char key[] = "file", json[] = "\"9f\"";
	const struct jam_log_detail details[] = { { "seed", "5" },
						  { key, json },
						  { 0 } };
	const struct jam_log_act act = {
		.kind = "import",
		.event = "0123456789abcdef0123456789abcdef",
		.actor = "fedcba9876543210fedcba9876543210",
		.claimed_at = 1668000000,
		.details = details,
	};

	assert_done(jam_log_begin(f->store, &act, &f->err), &f->err);
	key[0] = json[1] = '!'; /* all of it was copied */
	add_row(f, "a", "{}");
	commit(f);
	assert_string_equal(
	    ask(f, "SELECT substr(payload, 1, instr(payload, ',\"rows\"'))"
		   " FROM log"),
	    "{\"actor\":\"fedcba9876543210fedcba9876543210\","
	    "\"claimed_at\":1668000000,"
	    "\"event\":\"0123456789abcdef0123456789abcdef\","
	    "\"file\":\"9f\",");
	assert_string_equal(ask(f, "SELECT substr(payload, -9) FROM log"),
			    "\"seed\":5}");
}

static void
test_chain_has_no_gap(void **state)
{
	struct fixture *f = *state;
	struct jam_receipt receipt;

	for (int i = 0; i < 3; i++) {
		begin(f, "create", false); /* no rows: no entry */
		assert_done(
		    jam_log_act(f->store,
				&(struct jam_log_act){ .kind = "publish" },
				&receipt, &f->err),
		    &f->err);
		commit(f);
		assert_done(jam_store_begin(f->store, &f->err), &f->err);
	}
	assert_i64_equal(receipt.seq, 3);
	assert_string_equal(ask(f, "SELECT max(seq) - min(seq) FROM log"), "2");
	assert_string_equal(ask(f,
				"SELECT hex(prev) = hex(zeroblob(32)) FROM log"
				" WHERE seq = 1"),
			    "1");
	assert_string_equal(ask(f, "SELECT count(*) FROM log a JOIN log b"
				   " ON b.seq = a.seq + 1 AND b.prev = a.hash"),
			    "2");
	assert_string_equal(
	    ask(f, "SELECT '3-' || lower(substr(hex(hash), 1, 16)) FROM log"
		   " WHERE seq = 3"),
	    receipt.text);
	assert_string_equal(ask(f, "SELECT count(DISTINCT nonce) FROM log"),
			    "3");
}

static void
test_entries_hold_a_thousand_rows(void **state)
{
	struct fixture *f = *state;
	int64_t seq = 0;

	begin(f, "import", false);
	for (int i = 0; i < 2001; i++)
		seq = add_row(f, jam_format(f->arena, "%d", i), "{}");
	assert_i64_equal(seq, 3);
	commit(f);
	assert_string_equal(
	    ask(f, "SELECT group_concat(length(prefixes) / 8) FROM log_rows"),
	    "1000,1000,1");
	assert_string_equal(ask(f, "SELECT count(*) FROM log"
				   " WHERE payload LIKE '%\"team\":1000}%'"),
			    "2");
}

static void
test_row_in_clear(void **state)
{
	struct fixture *f = *state;
	struct jam_receipt receipt;
	struct jam_hash leaf;

	begin(f, "rate", true);
	assert_i64_equal(add_row(f, "a", "{\"n\":1}"), 1);
	assert_i64_equal(add_row(f, "b", "{\"n\":2}"), 2);
	assert_done(jam_log_close(f->store, &receipt, &f->err), &f->err);
	assert_i64_equal(receipt.seq, 2);
	commit(f);
	jam_leaf_hash("{\"n\":2}", &leaf);
	assert_string_equal(
	    ask(f, "SELECT payload FROM log WHERE seq = 2"),
	    jam_format(f->arena,
		       "{\"actor\":\"organizer\",\"key\":\"b\","
		       "\"row\":{\"n\":2},\"rows\":{\"team\":1},"
		       "\"rows_sha256\":\"%s\",\"table\":\"team\"}",
		       sha(f, &leaf, sizeof(leaf))));
}

static void
test_ended_rows_are_bound(void **state)
{
	struct fixture *f = *state;
	struct jam_leaf leaf = { .table = "team", .key = "a", .seq = 1 };
	struct jam_hash digest;
	char hex[65];

	begin(f, "import", false);
	add_row(f, "a", "{\"n\":1}");
	commit(f);
	assert_done(jam_store_begin(f->store, &f->err), &f->err);
	begin(f, "import", false);
	assert_done(jam_log_end(f->store, "team", "a", "{\"n\":1}", 1, &f->err),
		    &f->err);
	assert_i64_equal(add_row(f, "a", "{\"n\":2}"), 2);
	commit(f);
	jam_leaf_hash("{\"n\":1}", &leaf.hash);
	jam_leaf_digest_ended(&leaf, 1, &digest);
	jam_hex_write(hex, digest.bytes, JAM_HASH_SIZE);
	assert_string_equal(
	    ask(f, "SELECT seq, family, key, ended FROM log_ended"),
	    "1|team|a|2");
	assert_string_equal(
	    ask(f, "SELECT substr(payload, 22, 100) FROM log WHERE seq = 2"),
	    jam_format(f->arena,
		       "\"ended\":{\"team\":1},\"ended_sha256\":\"%s\"", hex));
	jam_hex_write(hex, leaf.hash.bytes, JAM_HASH_SIZE);
	assert_string_equal(ask(f, "SELECT lower(hex(leaf)) FROM log_ended"),
			    hex);
}

/* The entry before the open one may be summed up still. */
static void
test_rows_of_a_full_entry_end_in_the_next(void **state)
{
	struct fixture *f = *state;
	struct jam_hash leaves[JAM_LOG_ROWS];

	begin(f, "import", false);
	for (int i = 0; i < JAM_LOG_ROWS; i++) {
		const char *bytes = jam_format(f->arena, "{\"n\":%d}", i);

		add_row(f, jam_format(f->arena, "%04d", i), bytes);
		jam_leaf_hash(bytes, &leaves[i]);
	}
	assert_i64_equal(add_row(f, "more", "{}"), 2);
	assert_done(
	    jam_log_end(f->store, "team", "0007", "{\"n\":7}", 1, &f->err),
	    &f->err);
	assert_i64_equal(add_row(f, "0007", "{\"n\":8}"), 2);
	commit(f);
	assert_string_equal(
	    ask(f, "SELECT seq, family, key, ended FROM log_ended"),
	    "1|team|0007|2");
	assert_string_equal(
	    ask(f, "SELECT payload FROM log WHERE seq = 1"),
	    jam_format(f->arena,
		       "{\"actor\":\"organizer\",\"rows\":{\"team\":1000},"
		       "\"rows_sha256\":\"%s\"}",
		       sha(f, leaves, sizeof(leaves))));
}

static void
test_value_that_never_left_leaves_no_trace(void **state)
{
	struct fixture *f = *state;

	begin(f, "import", false);
	add_row(f, "a", "{\"n\":1}");
	add_row(f, "b", "{\"n\":1}");
	assert_done(jam_log_end(f->store, "team", "a", "{\"n\":1}", 1, &f->err),
		    &f->err);
	commit(f);
	assert_string_equal(ask(f, "SELECT count(*) FROM log_ended"), "0");
	assert_string_equal(ask(f, "SELECT length(prefixes) FROM log_rows"),
			    "8");
}

static void
test_row_without_an_act_is_a_bug(void **state)
{
	struct fixture *f = *state;
	struct jam_receipt receipt;
	int64_t seq;

	assert_false(jam_log_row(f->store, "team", "a", "{}", &seq, &f->err));
	assert_error(&f->err, JAM_E_BUG, "team");
	f->err = (struct jam_error){ 0 };
	begin(f, "rate", true);
	assert_false(jam_log_close(f->store, &receipt, &f->err));
	assert_error(&f->err, JAM_E_BUG, "without an entry");
}

static void
test_rollback_forgets(void **state)
{
	struct fixture *f = *state;

	begin(f, "import", false);
	add_row(f, "a", "{}");
	commit(f);
	assert_done(jam_store_begin(f->store, &f->err), &f->err);
	begin(f, "import", false);
	assert_i64_equal(add_row(f, "b", "{}"), 2);
	for (int i = 0; i < JAM_LOG_ROWS; i++)
		add_row(f, jam_format(f->arena, "b%d", i), "{}");
	jam_store_rollback(f->store);
	assert_done(jam_store_begin(f->store, &f->err), &f->err);
	begin(f, "import", false);
	assert_i64_equal(add_row(f, "c", "{}"), 2);
	commit(f);
	assert_string_equal(ask(f, "SELECT count(*) FROM log"), "2");
}

/* A million rows keep the store's memory flat; JAM_SLOW prints the time. */
static void
test_memory_is_flat(void **state)
{
	struct fixture *f = *state;
	size_t before = jam_arena_size(f->arena);
	char key[33];

	begin(f, "import", false);
	for (int i = 0; i < 20000; i++) {
		snprintf(key, sizeof(key), "%032x", (unsigned)i * 2654435761U);
		add_row(f, key, "{\"n\":1}");
	}
	commit(f);
	assert_u64_equal(jam_arena_size(f->arena), before);
	assert_string_equal(ask(f, "SELECT count(*) FROM log"), "20");
}

#define LOG_TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		LOG_TEST(test_payload_of_a_batch),
		LOG_TEST(test_details_are_sorted_in),
		LOG_TEST(test_chain_has_no_gap),
		LOG_TEST(test_entries_hold_a_thousand_rows),
		LOG_TEST(test_row_in_clear),
		LOG_TEST(test_ended_rows_are_bound),
		LOG_TEST(test_rows_of_a_full_entry_end_in_the_next),
		LOG_TEST(test_value_that_never_left_leaves_no_trace),
		LOG_TEST(test_row_without_an_act_is_a_bug),
		LOG_TEST(test_rollback_forgets),
		LOG_TEST(test_memory_is_flat),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
