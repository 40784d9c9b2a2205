/* SPDX-License-Identifier: MIT */
/*
 * Tests of the proof: what is whole proves, and any change of a row or of the
 * log is found.  JAM_FULL=1: 200 ratings, 10,000 changes.
 */
#include <string.h>

#include "core/store/links.h"
#include "core/store/payload.h"
#include "core/store/proof.h"
#include "tests/unit/jam_test.h"
#include "tests/unit/proof_data.h"

static void
test_whole_log_proves(void **state)
{
	struct proof_data *f = *state;
	const struct jam_proof *proof = proof_of(f, &f->whole);

	if (proof->flaw_count > 0)
		fail_msg("%lld: %s %s %s", (long long)proof->flaws[0].seq,
			 proof->flaws[0].table, proof->flaws[0].key,
			 proof->flaws[0].what);
	assert_true(f->whole.ended_count > 5 && f->whole.rows_count > 5);
	assert_i64_equal(proof->entries, f->whole.links_count);
	assert_memory_equal(&proof->last.hash,
			    &f->whole.links[f->whole.links_count - 1].link.hash,
			    JAM_HASH_SIZE);
	assert_i64_equal(proof->backwards, 0);
}

static void
test_changed_row_is_named(void **state)
{
	struct proof_data *f = *state;

	for (size_t i = 0; i < f->whole.rows_count; i++) {
		struct proof_copy c = proof_take_copy(f);
		const struct jam_proof *proof;

		c.rows[i].hash.bytes[0] ^= 1;
		proof = proof_of(f, &c);
		assert_i64_equal(proof->flaws[0].seq, c.rows[i].seq);
		assert_string_equal(proof->flaws[0].table, c.rows[i].table);
		assert_string_equal(proof->flaws[0].key, c.rows[i].key);
		assert_string_equal(proof->flaws[0].what, "was changed");
	}
}

static void
test_removed_and_added_rows(void **state)
{
	struct proof_data *f = *state;

	for (size_t i = 0; i < f->whole.rows_count; i++) {
		struct proof_copy c = proof_take_copy(f);
		const struct jam_proof *proof;

		c.rows[i] = c.rows[--c.rows_count];
		proof = proof_of(f, &c);
		assert_i64_equal(proof->flaws[0].seq, f->whole.rows[i].seq);
		assert_non_null(strstr(proof->flaws[0].what, "missing"));

		c = proof_take_copy(f);
		c.rows[c.rows_count] = c.rows[i];
		c.rows[c.rows_count].hash.bytes[9] ^= 1;
		c.rows[c.rows_count++].key = "zz";
		proof = proof_of(f, &c);
		assert_i64_equal(proof->flaws[0].seq, c.rows[i].seq);
	}
}

/* One bit of every byte of the log. */
static void
flip(struct proof_data *f, void *byte)
{
	unsigned char *b = byte, was = *b;
	struct jam_mark mark = jam_arena_mark(f->arena);
	const struct jam_proof *proof;

	*b ^= (unsigned char)(1u << jam_rng_below(&f->rng, 8));
	proof = proof_of(f, &f->whole);
	assert_true(proof->flaw_count > 0);
	*b = was;
	jam_arena_reset(f->arena, mark);
}

static void
flip_text(struct proof_data *f, const char *text)
{
	for (size_t n = strlen(text), i = 0; i < n; i++)
		flip(f, (char *)text + i);
}

static void
flip_bytes(struct proof_data *f, void *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		flip(f, (char *)bytes + i);
}

static void
test_every_byte_of_the_log(void **state)
{
	struct proof_data *f = *state;

	for (size_t i = 0; i < f->whole.links_count; i++) {
		struct jam_stored_link *l = &f->whole.links[i];

		flip_bytes(f, &l->link.seq, sizeof(l->link.seq));
		flip_bytes(f, &l->link.at, sizeof(l->link.at));
		flip_text(f, l->link.kind);
		flip_text(f, l->link.payload);
		flip_bytes(f, l->link.nonce, sizeof(l->link.nonce));
		flip_bytes(f, &l->link.prev, sizeof(l->link.prev));
		flip_bytes(f, &l->link.hash, sizeof(l->link.hash));
		flip_bytes(f, (uint8_t *)l->prefixes, l->prefixes_size);
	}
	for (size_t i = 0; i < f->whole.ended_count; i++) {
		flip_bytes(f, &f->whole.ended[i].seq, 8);
		flip_bytes(f, &f->whole.ends[i], 8);
		flip_bytes(f, &f->whole.ended[i].hash, JAM_HASH_SIZE);
		flip_text(f, f->whole.ended[i].key);
		flip_text(f, f->whole.ended[i].table);
	}
	assert_true(proof_of(f, &f->whole)->flaw_count == 0);
}

/* Make the hashes fit again from an entry on, as one would who can write. */
static void
rehash(struct proof_copy *c, size_t from)
{
	for (size_t i = from; i < c->links_count; i++) {
		struct jam_chain_link *link = &c->links[i].link;

		if (i > 0)
			link->prev = c->links[i - 1].link.hash;
		else
			memset(&link->prev, 0, sizeof(link->prev));
		link->seq = (int64_t)i + 1;
		jam_chain_hash(link, &link->hash);
	}
}

/* The row that an entry of one row brought, and that stands; or NULL. */
static const struct jam_leaf *
only_row(const struct proof_copy *c, const struct jam_chain_link *link)
{
	const struct jam_leaf *found = NULL;

	for (size_t i = 0; i < c->rows_count; i++)
		if (c->rows[i].seq == link->seq)
			found = &c->rows[i];
	if (strstr(link->payload, "\"row\":") == NULL ||
	    strstr(link->payload, "\"ended\":") != NULL)
		return NULL;
	return found;
}

/* The same row again, by an entry that is as good as the first. */
static void
test_row_that_stands_twice(void **state)
{
	struct proof_data *f = *state;
	size_t tried = 0;

	for (size_t i = 0; i < f->whole.links_count; i++) {
		struct proof_copy c = proof_take_copy(f);
		const struct jam_leaf *row = only_row(&c, &c.links[i].link);
		const struct jam_proof *proof;

		if (row == NULL)
			continue;
		c.links[c.links_count] = c.links[i];
		c.rows[c.rows_count] = *row;
		c.rows[c.rows_count++].seq = (int64_t)++c.links_count;
		rehash(&c, c.links_count - 1);
		proof = proof_of(f, &c);
		assert_i64_equal(proof->flaw_count, 1);
		assert_i64_equal(proof->flaws[0].seq, c.links_count);
		assert_string_equal(proof->flaws[0].key, row->key);
		assert_string_equal(proof->flaws[0].what,
				    "is there more than once");
		tried++;
	}
	assert_true(tried > 0);
}

static void
remove_link(struct proof_copy *c, size_t i)
{
	memmove(&c->links[i], &c->links[i + 1],
		(--c->links_count - i) * sizeof(*c->links));
}

/* Change something about entries; true if the hashes must not be made anew. */
static void
change_links(struct proof_data *f, struct proof_copy *c)
{
	size_t i = jam_rng_below(&f->rng, (uint32_t)c->links_count);
	size_t j = jam_rng_below(&f->rng, (uint32_t)c->links_count);
	struct jam_stored_link was = c->links[i];
	bool hashes = jam_rng_below(&f->rng, 2) == 0;

	switch (jam_rng_below(&f->rng, 4)) {
	case 0: /* not the last: a clean cut of the end takes a head */
		remove_link(c, i % (c->links_count - 1));
		break;
	case 1:
		j = j == i ? (i + 1) % c->links_count : j;
		c->links[i] = c->links[j];
		c->links[j] = was;
		i = i < j ? i : j;
		break;
	case 2:
		j = j == i ? (i + 1) % c->links_count : j;
		c->links[i].link.payload = c->links[j].link.payload;
		break;
	default:
		c->links[c->links_count++] = was;
		i = c->links_count - 1;
	}
	if (hashes)
		rehash(c, i);
}

static void
change_rows(struct proof_data *f, struct proof_copy *c)
{
	size_t i = jam_rng_below(&f->rng, (uint32_t)c->rows_count);
	size_t j = jam_rng_below(&f->rng, (uint32_t)c->rows_count);
	struct jam_leaf *row = &c->rows[i];

	switch (jam_rng_below(&f->rng, 6)) {
	case 0:
		row->hash.bytes[jam_rng_below(&f->rng, 32)] ^= 0x10;
		break;
	case 1:
		*row = c->rows[--c->rows_count];
		break;
	case 2:
		row->seq += 1 + (int64_t)jam_rng_below(&f->rng, 5);
		break;
	case 3: /* removed, as if an entry had ended it */
		c->ended[c->ended_count] = *row;
		c->ends[c->ended_count++] = (int64_t)c->links_count;
		*row = c->rows[--c->rows_count];
		break;
	case 4: /* back to a value that it had */
		*row =
		    c->ended[jam_rng_below(&f->rng, (uint32_t)c->ended_count)];
		break;
	default:
		j = j == i ? (i + 1) % c->rows_count : j;
		c->rows[c->rows_count++] = c->rows[j];
	}
}

static void
change_ended(struct proof_data *f, struct proof_copy *c)
{
	size_t i = jam_rng_below(&f->rng, (uint32_t)c->ended_count);

	switch (jam_rng_below(&f->rng, 4)) {
	case 0:
		c->ended[i] = c->ended[--c->ended_count];
		c->ends[i] = c->ends[c->ended_count];
		break;
	case 1:
		c->ends[i] += 1 + (int64_t)jam_rng_below(&f->rng, 5);
		break;
	case 2: /* an ended row stands again */
		c->rows[c->rows_count++] = c->ended[i];
		break;
	default:
		c->ended[i].key = "other";
	}
}

static void
test_random_changes_are_found(void **state)
{
	struct proof_data *f = *state;
	int rounds = proof_in_full() ? 10000 : 2000;

	for (int i = 0; i < rounds; i++) {
		struct jam_mark mark = jam_arena_mark(f->arena);
		struct proof_copy c = proof_take_copy(f);

		switch (jam_rng_below(&f->rng, 3)) {
		case 0:
			change_links(f, &c);
			break;
		case 1:
			change_rows(f, &c);
			break;
		default:
			change_ended(f, &c);
		}
		if (proof_of(f, &c)->flaw_count == 0)
			fail_msg("change %d was not found", i);
		jam_arena_reset(f->arena, mark);
	}
}

static void
test_time_that_runs_backwards(void **state)
{
	struct proof_data *f = *state;
	struct proof_copy c = proof_take_copy(f);
	const struct jam_proof *proof;

	c.links[4].link.at -= 10;
	rehash(&c, 4);
	proof = proof_of(f, &c);
	assert_true(proof->flaw_count == 0);
	assert_i64_equal(proof->backwards, 1);
	assert_i64_equal(proof->backwards_seq, 5);
}

static void
test_receipts_and_heads(void **state)
{
	struct proof_data *f = *state;
	struct jam_chain_link *link = &f->whole.links[3].link, got;
	char receipt[JAM_RECEIPT_SIZE], hex[65];
	bool found;

	jam_chain_receipt(link, receipt);
	jam_hex_write(hex, link->hash.bytes, JAM_HASH_SIZE);
	assert_done(jam_store_find_receipt(f->store, receipt, f->arena, &got,
					   &found, &f->err),
		    &f->err);
	assert_true(found);
	assert_memory_equal(&got.hash, &link->hash, JAM_HASH_SIZE);
	receipt[3] = receipt[3] == '0' ? '1' : '0';
	assert_done(jam_store_find_receipt(f->store, receipt, f->arena, &got,
					   &found, &f->err),
		    &f->err);
	assert_false(found);
	assert_done(
	    jam_store_find_head(f->store, hex, f->arena, &got, &found, &f->err),
	    &f->err);
	assert_true(found);
	assert_i64_equal(got.seq, 4);
	hex[5] = hex[5] == '0' ? '1' : '0';
	assert_done(
	    jam_store_find_head(f->store, hex, f->arena, &got, &found, &f->err),
	    &f->err);
	assert_false(found);
}

/* What is no receipt and no digest, and a receipt of an entry to come. */
static void
test_wrong_receipts(void **state)
{
	static const char *const wrong[] = {
		"",
		"-",
		"4",
		"4-",
		"4-abc",
		"0-0123456789abcdef",
		"-4-0123456789abcdef",
		"+4-0123456789abcdef",
		" 4-0123456789abcdef",
		"4 0123456789abcdef",
		"4-0123456789abcdeg",
		"4-0123456789abcdef0",
		"x-0123456789abcdef",
		"4x-0123456789abcdef",
	};
	struct proof_data *f = *state;
	struct jam_chain_link got;
	bool found;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		f->err = (struct jam_error){ 0 };
		assert_false(jam_store_find_receipt(
		    f->store, wrong[i], f->arena, &got, &found, &f->err));
		assert_false(found);
		assert_error(&f->err, JAM_E_DATA, "is not a receipt");
	}
	f->err = (struct jam_error){ 0 };
	assert_false(jam_store_find_head(f->store, "4-0123456789abcdef",
					 f->arena, &got, &found, &f->err));
	assert_error(&f->err, JAM_E_DATA, "is not a digest");
	f->err = (struct jam_error){ 0 };
	assert_done(jam_store_find_receipt(f->store, "999999-0123456789abcdef",
					   f->arena, &got, &found, &f->err),
		    &f->err);
	assert_false(found);
	assert_done(jam_store_find_receipt(
			f->store, "99999999999999999999-0123456789abcdef",
			f->arena, &got, &found, &f->err),
		    &f->err);
	assert_false(found);
}

/* The example of jam-log(5). */
static void
test_entry_of_the_page(void **state)
{
	struct jam_chain_link link = { .seq = 1,
				       .at = 1668351600,
				       .kind = "example",
				       .payload = "{\"actor\":\"organizer\"}" };
	char hex[2 * JAM_HASH_SIZE + 1];

	jam_chain_hash(&link, &link.hash);
	jam_hex_write(hex, link.hash.bytes, JAM_HASH_SIZE);
	assert_non_null(strstr(jam_test_read(*state, "man/jam-log.5"), hex));
}

static void
test_payloads(void **state)
{
	static const char *const wrong[] = {
		"",
		"{",
		"[]",
		"{}x",
		"{\"a\"}",
		"{\"a\":}",
		"{\"a\":1,}",
		"{\"b\":1,\"a\":1}",
		"{\"a\":1,\"a\":1}",
		"{\"a\":\"}",
		"{\"a\":[1}",
		"{\"a\":1",
		"{\"a\":1]",
		"{\"ab\":1,\"a\":1}",
	};
	struct jam_payload payload;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		if (jam_payload_read(wrong[i], &payload))
			fail_msg("took %s", wrong[i]);
	assert_true(jam_payload_read("{}", &payload));
	assert_true(jam_payload_read("{\"a\":\"\\\"}\",\"key\":\"k,\","
				     "\"row\":{\"x\":[\"]\",{}]},"
				     "\"rows\":{\"t\":1}}",
				     &payload));
	assert_true(jam_span_is(&payload.key, "\"k,\""));
	assert_true(jam_span_is(&payload.row, "{\"x\":[\"]\",{}]}"));
	assert_true(jam_span_is(&payload.rows, "{\"t\":1}"));
	assert_true(jam_span_is(&payload.ended, ""));
}

#define PROOF_TEST(name)                                        \
	cmocka_unit_test_setup_teardown(name, proof_data_setup, \
					proof_data_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PROOF_TEST(test_whole_log_proves),
		PROOF_TEST(test_changed_row_is_named),
		PROOF_TEST(test_removed_and_added_rows),
		PROOF_TEST(test_row_that_stands_twice),
		PROOF_TEST(test_every_byte_of_the_log),
		PROOF_TEST(test_random_changes_are_found),
		PROOF_TEST(test_time_that_runs_backwards),
		PROOF_TEST(test_receipts_and_heads),
		PROOF_TEST(test_wrong_receipts),
		JAM_TEST(test_entry_of_the_page),
		cmocka_unit_test(test_payloads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
