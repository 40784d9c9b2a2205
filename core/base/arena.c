/* SPDX-License-Identifier: MIT */
/* Blocks of memory, handed out from the front. */
#include "core/base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/pages.h"

#define BLOCK_SIZE ((size_t)64 * 1024)
#define ALIGNMENT  alignof(max_align_t)

/* A block from here on is mapped. */
#define MAPPED_SIZE ((size_t)1024 * 1024)

/*
 * Under AddressSanitizer each allocation is a block of its own, so that a read
 * past its end is seen.
 */
#if defined(__SANITIZE_ADDRESS__)
#define ONE_BLOCK_EACH 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ONE_BLOCK_EACH 1
#endif
#endif
#ifndef ONE_BLOCK_EACH
#define ONE_BLOCK_EACH 0
#endif

struct block {
	struct block *before;
	size_t size, used;
	size_t clean; /* bytes from here on are zero still */
	alignas(max_align_t) unsigned char bytes[];
};

/*
 * The last block that was dropped is kept: a loop whose rows straddle the end
 * of a block would else ask for one, and zero it, with each of them.
 */
struct jam_arena {
	struct block *top;
	struct block *spare; /* one of BLOCK_SIZE, or NULL */
	size_t size;
	void (*out_of_memory)(void);
};

struct jam_arena *
jam_arena_new(void (*out_of_memory)(void))
{
	struct jam_arena *arena = calloc(1, sizeof(*arena));

	if (arena == NULL) {
		out_of_memory();
		abort();
	}
	arena->out_of_memory = out_of_memory;
	return arena;
}

struct jam_arena *
jam_arena_beside(const struct jam_arena *arena)
{
	return jam_arena_new(arena->out_of_memory);
}

void
jam_arena_free(struct jam_arena *arena)
{
	if (arena == NULL)
		return;
	jam_arena_reset(arena, (struct jam_mark){ NULL, 0 });
	free(arena->spare);
	free(arena);
}

static void
leave(struct jam_arena *arena)
{
	arena->out_of_memory();
	abort();
}

static bool
is_mapped(const struct block *b)
{
	return !ONE_BLOCK_EACH && b->size >= MAPPED_SIZE;
}

/* A zeroed block for at least size bytes from the system. */
static struct block *
ask_for(struct jam_arena *arena, size_t size)
{
	struct block *b = NULL;
	size_t whole = sizeof(*b) + size;

	if (size <= SIZE_MAX - sizeof(*b))
		b = ONE_BLOCK_EACH || size < MAPPED_SIZE
			? calloc(1, whole)
			: jam_pages_map(&whole);
	if (b == NULL)
		leave(arena);
	b->size = whole - sizeof(*b);
	return b;
}

static void
give_back(struct block *b)
{
	if (is_mapped(b))
		jam_pages_unmap(b, sizeof(*b) + b->size);
	else
		free(b);
}

static struct block *
new_block(struct jam_arena *arena, size_t size)
{
	struct block *b = arena->spare;

	if (b == NULL || size != BLOCK_SIZE)
		return ask_for(arena, size);
	arena->spare = NULL;
	return b;
}

/* The block is of use to nobody now. */
static void
drop_block(struct jam_arena *arena, struct block *b)
{
	if (ONE_BLOCK_EACH || b->size != BLOCK_SIZE || arena->spare != NULL) {
		give_back(b);
		return;
	}
	b->used = 0;
	arena->spare = b;
}

static struct block *
push_block(struct jam_arena *arena, size_t need)
{
	size_t size = need > BLOCK_SIZE || ONE_BLOCK_EACH ? need : BLOCK_SIZE;
	struct block *b = new_block(arena, size);

	b->before = arena->top;
	arena->top = b;
	arena->size += b->size;
	return b;
}

/* Zeroed room that begins at a multiple of align, as the blocks' bytes do. */
static void *
take(struct jam_arena *arena, size_t size, size_t align)
{
	struct block *b = arena->top;
	size_t gap = b == NULL ? 0 : (align - b->used % align) % align;
	size_t dirty;
	void *p;

	if (b == NULL || ONE_BLOCK_EACH || b->size - b->used < gap ||
	    b->size - b->used - gap < size) {
		b = push_block(arena, size);
		gap = 0;
	}
	p = b->bytes + b->used + gap;
	dirty = b->clean > b->used + gap ? b->clean - b->used - gap : 0;
	if (dirty > 0)
		memset(p, 0, dirty < size ? dirty : size);
	b->used += gap + size;
	if (b->clean < b->used)
		b->clean = b->used;
	return p;
}

void *
jam_alloc(struct jam_arena *arena, size_t size)
{
	return take(arena, size, ALIGNMENT);
}

void *
jam_alloc_array(struct jam_arena *arena, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		leave(arena);
	return jam_alloc(arena, n * size);
}

/*
 * A large array that was the last to be allocated has a block of its own: a
 * larger one takes its place, and no copy is left behind.  NULL: it has none.
 */
static void *
stretch(struct jam_arena *arena, const void *items, size_t before, size_t size)
{
	struct block *b = arena->top, *grown;

	if (ONE_BLOCK_EACH || before <= BLOCK_SIZE || b == NULL ||
	    b->bytes != items || b->used != before)
		return NULL;
	grown = ask_for(arena, size);
	memcpy(grown->bytes, b->bytes, before);
	grown->before = b->before;
	grown->used = grown->clean = size;
	arena->size += grown->size - b->size;
	arena->top = grown;
	give_back(b);
	return grown->bytes;
}

void *
jam_grow(struct jam_arena *arena, void *items, size_t *cap, size_t want,
	 size_t size)
{
	size_t n = *cap < 8 ? 8 : *cap;
	void *grown;

	if (items != NULL && *cap >= want)
		return items;
	while (n < want) {
		if (n > SIZE_MAX / 2)
			leave(arena);
		n *= 2;
	}
	if (n > (SIZE_MAX - sizeof(struct block)) / size)
		leave(arena);
	grown = stretch(arena, items, *cap * size, n * size);
	if (grown == NULL) {
		grown = jam_alloc(arena, n * size);
		if (items != NULL && *cap > 0)
			memcpy(grown, items, *cap * size);
	}
	*cap = n;
	return grown;
}

void *
jam_copy(struct jam_arena *arena, const void *items, size_t n, size_t size)
{
	void *copy = jam_alloc_array(arena, n, size);

	if (n > 0)
		memcpy(copy, items, n * size);
	return copy;
}

char *
jam_strndup(struct jam_arena *arena, const char *text, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		leave(arena);
	copy = take(arena, length + 1, 1);
	if (length > 0)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *
jam_strdup(struct jam_arena *arena, const char *text)
{
	return jam_strndup(arena, text, strlen(text));
}

char *
jam_vformat(struct jam_arena *arena, const char *format, va_list ap)
{
	char most[256]; /* are short: then printed once */
	va_list again;
	char *text;
	int length;

	va_copy(again, ap);
	length = vsnprintf(most, sizeof(most), format, ap);
	text = jam_alloc(arena, length < 0 ? 1 : (size_t)length + 1);
	if (length >= (int)sizeof(most))
		vsnprintf(text, (size_t)length + 1, format, again);
	else if (length > 0)
		memcpy(text, most, (size_t)length);
	va_end(again);
	return text;
}

char *
jam_format(struct jam_arena *arena, const char *format, ...)
{
	va_list ap;
	char *text;

	va_start(ap, format);
	text = jam_vformat(arena, format, ap);
	va_end(ap);
	return text;
}

struct jam_mark
jam_arena_mark(const struct jam_arena *arena)
{
	struct jam_mark mark = { arena->top, 0 };

	if (arena->top != NULL)
		mark.used = arena->top->used;
	return mark;
}

void
jam_arena_reset(struct jam_arena *arena, struct jam_mark mark)
{
	while (arena->top != NULL && arena->top != mark.block) {
		struct block *b = arena->top;

		arena->top = b->before;
		arena->size -= b->size;
		drop_block(arena, b);
	}
	if (arena->top != NULL)
		arena->top->used = mark.used;
}

size_t
jam_arena_size(const struct jam_arena *arena)
{
	return arena->size;
}
