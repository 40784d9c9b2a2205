/* SPDX-License-Identifier: MIT */
/* SHA-256 against the examples of FIPS 180-4, hex, ids. */
#include <string.h>

#include "core/base/hash.h"
#include "core/base/uid.h"
#include "tests/unit/jam_test.h"

static void
assert_hash(const struct jam_hash *hash, const char *hex)
{
	char text[2 * JAM_HASH_SIZE + 1];

	jam_hex_write(text, hash->bytes, JAM_HASH_SIZE);
	assert_string_equal(text, hex);
}

/* NIST, examples with intermediate values; the empty message from CAVP. */
static const struct {
	const char *message, *hash;
} examples[] = {
	{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8"
	      "55" },
	{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f200"
		 "15ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
	  "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
	  "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
};

static void
test_fips_examples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		struct jam_hash hash;

		jam_hash_of(examples[i].message, strlen(examples[i].message),
			    &hash);
		assert_hash(&hash, examples[i].hash);
	}
}

static void
test_million_letters_in_parts(void **state)
{
	struct jam_hasher hasher;
	struct jam_hash hash;
	char letters[1000];

	(void)state;
	memset(letters, 'a', sizeof(letters));
	jam_hash_begin(&hasher);
	for (size_t i = 0; i < 1000; i++) {
		jam_hash_add(&hasher, letters, i);
		jam_hash_add(&hasher, NULL, 0);
		jam_hash_add(&hasher, letters, 1000 - i);
	}
	jam_hash_end(&hasher, &hash);
	assert_hash(&hash, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e04"
			   "6d39ccc7112cd0");
}

static void
test_numbers_are_big_endian(void **state)
{
	static const char bytes[] = "\x01\x23\x45\x67\x89\xab\xcd\xef"
				    "\xfe\xdc\xba\x98";
	struct jam_hasher hasher;
	struct jam_hash hash, expected;

	(void)state;
	jam_hash_begin(&hasher);
	jam_hash_u64(&hasher, UINT64_C(0x0123456789abcdef));
	jam_hash_u32(&hasher, 0xfedcba98);
	jam_hash_end(&hasher, &hash);
	jam_hash_of(bytes, 12, &expected);
	assert_memory_equal(&hash, &expected, sizeof(hash));
}

static void
test_hex(void **state)
{
	static const char *const wrong[] = { "",     "0",     "00a",  "00a",
					     "00ag", "00a0 ", "0x0a", "00a00" };
	uint8_t bytes[2] = { 7, 7 };
	char text[5];

	(void)state;
	assert_true(jam_hex_read("a0fF", bytes, 2));
	assert_int_equal(bytes[0], 0xa0);
	jam_hex_write(text, bytes, 2);
	assert_string_equal(text, "a0ff");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(jam_hex_read(wrong[i], bytes, 2));
	assert_int_equal(bytes[0], 0xa0);
	assert_true(jam_hex_read("", bytes, 0));
	jam_hex_write(text, bytes, 0);
	assert_string_equal(text, "");
}

static void
test_uid_form(void **state)
{
	struct jam_random system = { 0 };
	struct jam_uid a, b;

	(void)state;
	jam_uid_new(&system, &a);
	jam_uid_new(&system, &b);
	assert_int_equal(strlen(a.text), JAM_UID_SIZE);
	assert_int_equal(strspn(a.text, "0123456789abcdef"), JAM_UID_SIZE);
	assert_string_not_equal(a.text, b.text);
	assert_u64_equal(system.count, 0);
}

static void
test_seeded_uid_repeats(void **state)
{
	struct jam_random one = { .seed = "s" }, two = { .seed = "s" },
			  other = { .seed = "t" };
	struct jam_uid a, b, c;

	(void)state;
	jam_uid_new(&one, &a);
	jam_uid_new(&two, &b);
	jam_uid_new(&other, &c);
	assert_string_equal(a.text, b.text);
	assert_string_not_equal(a.text, c.text);
	jam_uid_new(&one, &b);
	assert_string_not_equal(a.text, b.text);
}

/* The first block of a seed is SHA-256 of "s", NUL and eight zero bytes. */
static void
test_seeded_bytes_are_hashes(void **state)
{
	struct jam_random random = { .seed = "s" };
	struct jam_hash first, second;
	uint8_t bytes[40];

	(void)state;
	jam_random_bytes(&random, bytes, sizeof(bytes));
	jam_hash_of("s\0\0\0\0\0\0\0\0", 10, &first);
	jam_hash_of("s\0\0\0\0\0\0\0\0\1", 10, &second);
	assert_memory_equal(bytes, &first, JAM_HASH_SIZE);
	assert_memory_equal(bytes + JAM_HASH_SIZE, &second, 8);
	assert_u64_equal(random.count, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fips_examples),
		cmocka_unit_test(test_million_letters_in_parts),
		cmocka_unit_test(test_numbers_are_big_endian),
		cmocka_unit_test(test_hex),
		cmocka_unit_test(test_uid_form),
		cmocka_unit_test(test_seeded_uid_repeats),
		cmocka_unit_test(test_seeded_bytes_are_hashes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
