/* SPDX-License-Identifier: MIT */
/* Memory of a command, and bytes that grow in it. */
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/rng.h"
#include "tests/unit/jam_test.h"

#define PIECES 2000

/* Pieces of many sizes: zeroed, aligned, none over another. */
static void
test_alloc(void **state)
{
	struct jam_rng rng = { { 1, 2, 3, 4 } };
	unsigned char *piece[PIECES];
	size_t size[PIECES];

	for (size_t i = 0; i < PIECES; i++) {
		size[i] = jam_rng_next(&rng) >> (63 - jam_rng_below(&rng, 18));
		if (jam_rng_below(&rng, 10) == 0)
			size[i] = 0;
		size[i] &= (1 << 18) - 1;
		piece[i] = jam_alloc(*state, size[i]);
		assert_int_equal((uintptr_t)piece[i] % alignof(max_align_t), 0);
		for (size_t k = 0; k < size[i]; k++)
			assert_true(piece[i][k] == 0);
		memset(piece[i], (int)(i % 255 + 1), size[i]);
	}
	for (size_t i = 0; i < PIECES; i++)
		for (size_t k = 0; k < size[i]; k++)
			assert_true(piece[i][k] == i % 255 + 1);
}

static void
test_reset(void **state)
{
	struct jam_arena *arena = *state;
	char *kept = jam_strdup(arena, "kept");
	struct jam_mark mark = jam_arena_mark(arena);
	size_t before = jam_arena_size(arena);

	for (size_t i = 0; i < 1000; i++) {
		char *text = jam_alloc(arena, 3000);

		assert_true(text[0] == 0 && text[2999] == 0);
		memset(text, 'x', 3000);
		if (i % 100 == 99)
			jam_arena_reset(arena, mark);
	}
	assert_int_equal(jam_arena_size(arena), before);
	assert_string_equal(kept, "kept");
	jam_arena_reset(arena, (struct jam_mark){ NULL, 0 });
	assert_int_equal(jam_arena_size(arena), 0);
	jam_arena_free(NULL);
}

static void
test_grow(void **state)
{
	size_t capacity = 0;
	int *items = NULL, *before;

	for (int i = 0; i < 1000; i++) {
		items = jam_grow(*state, items, &capacity, (size_t)i + 1,
				 sizeof(*items));
		assert_true(capacity >= (size_t)i + 1);
		items[i] = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	before = items;
	items = jam_grow(*state, items, &capacity, 5, sizeof(*items));
	assert_ptr_equal(items, before);
}

/* A large array grows without copies, whatever was put into it. */
static void
test_grow_large(void **state)
{
	struct jam_arena *arena = *state;
	struct jam_mark mark = jam_arena_mark(arena);
	size_t capacity = 0, before = jam_arena_size(arena);
	uint64_t *items = NULL;

	for (size_t i = 0; i < 1 << 20; i++) {
		items =
		    jam_grow(arena, items, &capacity, i + 1, sizeof(*items));
		assert_true(items[i] == 0);
		items[i] = ~(uint64_t)i;
	}
	for (size_t i = 0; i < 1 << 20; i++)
		assert_true(items[i] == ~(uint64_t)i);
#ifndef __SANITIZE_ADDRESS__ /* there every size is a block of its own */
	assert_true(jam_arena_size(arena) - before <
		    sizeof(*items) * capacity + (1 << 18));
#endif
	assert_string_equal(jam_strdup(arena, "behind it"), "behind it");
	assert_int_equal((uintptr_t)jam_alloc(arena, 1) % alignof(max_align_t),
			 0);
	jam_arena_reset(arena, mark);
	assert_int_equal(jam_arena_size(arena), before);
}

/* Pieces that are mapped: zeroed, whole, given back, and small ones behind. */
static void
test_alloc_large(void **state)
{
	static const size_t sizes[] = { (1 << 20) - 1, 1 << 20, 2000000,
					2097152,       2097153, 5000000 };
	enum { N = sizeof(sizes) / sizeof(*sizes) };
	struct jam_arena *arena = *state;
	struct jam_mark mark = jam_arena_mark(arena);
	size_t before = jam_arena_size(arena);

	for (int round = 0; round < 2; round++) {
		unsigned char *piece[N], *small[N];

		for (size_t i = 0; i < N; i++) {
			piece[i] = jam_alloc(arena, sizes[i]);
			small[i] = jam_alloc(arena, 100);
			for (size_t k = 0; k < sizes[i]; k++)
				assert_true(piece[i][k] == 0);
			memset(piece[i], (int)i + 1, sizes[i]);
			assert_true(small[i][0] == 0 && small[i][99] == 0);
			memset(small[i], (int)i + 1, 100);
		}
		for (size_t i = 0; i < N; i++) {
			for (size_t k = 0; k < sizes[i]; k++)
				assert_true(piece[i][k] == i + 1);
			assert_true(small[i][0] == i + 1);
			assert_true(small[i][99] == i + 1);
		}
		assert_true(jam_arena_size(arena) - before < 16 << 20);
		jam_arena_reset(arena, mark);
		assert_int_equal(jam_arena_size(arena), before);
	}
}

static void
leave_with_71(void)
{
	_exit(71);
}

/* The exit status of a child that asks for too much. */
static int
exit_of(void (*ask)(struct jam_arena *))
{
	struct jam_arena *arena;
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		arena = jam_arena_new(leave_with_71);
		ask(arena);
		jam_arena_free(arena);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
ask_array(struct jam_arena *arena)
{
	jam_alloc_array(arena, SIZE_MAX / 2 + 2, 2);
}

static void
ask_most(struct jam_arena *arena)
{
	jam_alloc(arena, SIZE_MAX - 3);
}

static void
ask_grow(struct jam_arena *arena)
{
	size_t capacity = 8;

	jam_grow(arena, NULL, &capacity, SIZE_MAX / 2 + 2, 1);
}

static void
ask_little(struct jam_arena *arena)
{
	jam_alloc_array(arena, 0, 8);
	jam_alloc_array(arena, 8, 0);
}

static void
test_out_of_memory(void **state)
{
	(void)state;
	assert_int_equal(exit_of(ask_array), 71);
	assert_int_equal(exit_of(ask_most), 71);
	assert_int_equal(exit_of(ask_grow), 71);
	assert_int_equal(exit_of(ask_little), 0);
}

static void
test_texts(void **state)
{
	static const char text[] = "text";
	char *copy = jam_strdup(*state, text);

	assert_ptr_not_equal(copy, text);
	assert_string_equal(copy, text);
	assert_string_equal(jam_strdup(*state, ""), "");
	assert_string_equal(jam_strndup(*state, text, 2), "te");
	assert_string_equal(jam_strndup(*state, NULL, 0), "");
	assert_string_equal(jam_format(*state, "%s-%d", text, 7), "text-7");
	assert_string_equal(jam_format(*state, "%s", ""), "");
	assert_int_equal(strlen(jam_format(*state, "%0100000d", 7)), 100000);
}

static void
test_buf(void **state)
{
	struct jam_buf buf;

	jam_buf_init(&buf, *state);
	assert_string_equal(jam_buf_string(&buf), "");
	for (int i = 0; i < 1000; i++)
		jam_buf_format(&buf, "%d,", i % 10);
	assert_int_equal(buf.length, 2000);
	assert_memory_equal(jam_buf_string(&buf) + 1990, "5,6,7,8,9,", 11);
	jam_buf_clear(&buf);
	assert_string_equal(jam_buf_string(&buf), "");
	jam_buf_add(&buf, "a\0b", 3);
	jam_buf_char(&buf, '\0');
	jam_buf_text(&buf, "cd");
	jam_buf_add(&buf, NULL, 0);
	jam_buf_format(&buf, "%s", "");
	assert_int_equal(buf.length, 6);
	assert_memory_equal(buf.data, "a\0b\0cd", 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		JAM_TEST(test_alloc),
		JAM_TEST(test_reset),
		JAM_TEST(test_grow),
		JAM_TEST(test_grow_large),
		JAM_TEST(test_alloc_large),
		cmocka_unit_test(test_out_of_memory),
		JAM_TEST(test_texts),
		JAM_TEST(test_buf),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
