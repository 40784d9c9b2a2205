/* SPDX-License-Identifier: MIT */
/*
 * The memory of one command: allocations that are dropped together.  Nothing
 * in an arena is freed singly.  Out of memory, the arena calls the function it
 * was made with, which must not return, so no caller checks for NULL.
 */
#ifndef JAM_BASE_ARENA_H
#define JAM_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;

/* A place to go back to; valid until the arena is reset to an earlier one. */
struct jam_mark {
	void *block;
	size_t used;
};

/* A new arena; out_of_memory reports and leaves the process (exit 71). */
struct jam_arena *jam_arena_new(void (*out_of_memory)(void));

/* A new arena with the same out_of_memory, for a life of its own. */
struct jam_arena *jam_arena_beside(const struct jam_arena *arena);

/* Drop all of it; NULL is allowed. */
void jam_arena_free(struct jam_arena *arena);

/* Zeroed memory for size bytes, aligned for any type; size 0 is allowed. */
void *jam_alloc(struct jam_arena *arena, size_t size)
    __attribute__((malloc, returns_nonnull));

/* Zeroed memory for n items; leaves through out_of_memory on overflow. */
void *jam_alloc_array(struct jam_arena *arena, size_t n, size_t size)
    __attribute__((malloc, returns_nonnull));

/*
 * Make room for more items: if *cap is at least want, nothing; else a copy of
 * the first *cap items in room for at least want (doubling); the rest is zero.
 * Returns items.  A large array that is grown with nothing allocated in between
 * leaves no copies behind.
 */
void *jam_grow(struct jam_arena *arena, void *items, size_t *cap, size_t want,
	       size_t size) __attribute__((returns_nonnull));

/* A copy of n items, as it would be allocated for them. */
void *jam_copy(struct jam_arena *arena, const void *items, size_t n,
	       size_t size) __attribute__((malloc, returns_nonnull));

char *jam_strdup(struct jam_arena *arena, const char *text);

/* The first length bytes, and a NUL. */
char *jam_strndup(struct jam_arena *arena, const char *text, size_t length);

char *jam_format(struct jam_arena *arena, const char *format, ...)
    JAM_PRINTF(2, 3);
char *jam_vformat(struct jam_arena *arena, const char *format, va_list ap)
    JAM_PRINTF(2, 0);

/*
 * For loops over many rows: jam_arena_reset drops what was allocated since the
 * mark was taken, so that memory stays flat.
 */
struct jam_mark jam_arena_mark(const struct jam_arena *arena);
void jam_arena_reset(struct jam_arena *arena, struct jam_mark mark);

/* Bytes of the blocks in use; one that was dropped may be kept besides. */
size_t jam_arena_size(const struct jam_arena *arena);

#endif
