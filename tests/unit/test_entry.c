/* SPDX-License-Identifier: MIT */
/* Tests of canonical bytes, commitments and the hashes of the chain. */
#include <string.h>

#include "core/base/json.h"
#include "core/model/columns.h"
#include "core/model/entry.h"
#include "core/store/chain.h"
#include "tests/unit/jam_test.h"

static const uint8_t salt[JAM_SALT_SIZE] = "0123456789abcdef";

static void
test_canonical_bytes(void **state)
{
	struct jam_entry entry;

	jam_entry_begin(&entry, *state, NULL);
	assert_string_equal(jam_entry_end(&entry), "{}");
	jam_entry_begin(&entry, *state, NULL);
	jam_entry_int(&entry, "a", -5);
	jam_entry_int(&entry, "b", JAM_NONE);
	jam_entry_json(&entry, "c", "[1,2]");
	jam_entry_word(&entry, "d", "say \"x\"");
	jam_entry_word(&entry, "e", NULL);
	jam_entry_text(&entry, "f", NULL);
	assert_string_equal(jam_entry_end(&entry),
			    "{\"a\":-5,\"b\":null,\"c\":[1,2],"
			    "\"d\":\"say \\\"x\\\"\",\"e\":null,\"f\":null}");
}

/* printf '0123456789abcdeftitle\0Zürich' | sha256sum */
static const char committed[] =
    "d0c2a474705208fa9d17e08ee6addd706318da423f48d16aca90d824adf07d40";

static void
test_text_is_a_commitment(void **state)
{
	struct jam_entry entry;
	char hex[65];

	jam_entry_begin(&entry, *state, salt);
	jam_entry_text(&entry, "title", "Z\303\274rich");
	assert_string_equal(
	    jam_entry_end(&entry),
	    jam_format(*state, "{\"title\":\"%s\"}", committed));
	jam_entry_commit(salt, "name", "Z\303\274rich", hex);
	assert_string_not_equal(hex, committed);
	jam_entry_commit((const uint8_t *)"0123456789abcdeF", "title",
			 "Z\303\274rich", hex);
	assert_string_not_equal(hex, committed);
}

/* The entry of faults.md 3, worked out by Python's hashlib and struct. */
static void
test_hash_of_an_entry(void **state)
{
	struct jam_chain_link link = {
		.seq = 258,
		.at = 1668359700,
		.kind = "rate",
		.payload = "{\"actor\":\"organizer\"}",
	};
	char hex[65], receipt[JAM_RECEIPT_SIZE];

	(void)state;
	memset(link.prev.bytes, 0xab, sizeof(link.prev.bytes));
	memcpy(link.nonce, salt, sizeof(link.nonce));
	jam_chain_hash(&link, &link.hash);
	jam_hex_write(hex, link.hash.bytes, JAM_HASH_SIZE);
	assert_string_equal(
	    hex,
	    "c57c5d9473aa07960144e6407ce6d2edb59f3e5349341adcdfcafd835824947d");
	jam_chain_receipt(&link, receipt);
	assert_memory_equal(receipt, "258-", 4);
	assert_memory_equal(receipt + 4, hex, 16);
	assert_u64_equal(strlen(receipt), 20);
}

static void
test_leaves_sort_and_count(void **state)
{
	struct jam_leaf leaves[] = {
		{ "team", "b", 1, { { 2 } } },
		{ "project", "c", 1, { { 3 } } },
		{ "team", "a", 1, { { 1 } } },
	};
	struct jam_hash hash;
	struct jam_buf buf;
	char hex[65];

	jam_leaf_sort(leaves, 3);
	assert_string_equal(leaves[0].key, "c");
	assert_string_equal(leaves[1].key, "a");
	jam_buf_init(&buf, *state);
	jam_leaf_counts(&buf, leaves, 3);
	assert_string_equal(jam_buf_string(&buf), "{\"project\":1,\"team\":2}");
	jam_leaf_digest(leaves, 3, &hash);
	jam_hex_write(hex, hash.bytes, JAM_HASH_SIZE);
	assert_string_equal(
	    hex,
	    "72a880f50f42c826b431be65fabd1f60153391939797b7d238c3c994e6eecbaa");
	jam_leaf_digest_ended(leaves, 3, &hash);
	jam_hex_write(hex, hash.bytes, JAM_HASH_SIZE);
	assert_string_equal(
	    hex,
	    "83cd6ae78f07d39090ed2c9cd5534032cd2d974f9f0c856d10568ed5f939eb27");
	jam_buf_clear(&buf);
	jam_leaf_counts(&buf, leaves, 0);
	assert_string_equal(jam_buf_string(&buf), "{}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_canonical_bytes),
		JAM_TEST(test_text_is_a_commitment),
		JAM_TEST(test_hash_of_an_entry),
		JAM_TEST(test_leaves_sort_and_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
