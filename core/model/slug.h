/* SPDX-License-Identifier: MIT */
/* Slugs: [a-z0-9-]{1,64}, made from titles. */
#ifndef JAM_MODEL_SLUG_H
#define JAM_MODEL_SLUG_H

#include <stddef.h>

#include "core/base/error.h"

struct jam_arena;
struct jam_map;

JAM_MUST_USE bool jam_slug_check(const char *text);

/*
 * Letters and digits of the text, decomposed and folded ("Über" is "uber"),
 * "-" between words, at most 64 bytes; `fallback` where nothing is left.
 * Names that some file system keeps for itself (con, nul, …) get a "-x".
 */
const char *jam_slug_make(struct jam_arena *arena, const char *text,
			  const char *fallback);

/* The slug with "-N" behind it, cut so that it stays within 64 bytes. */
const char *jam_slug_numbered(struct jam_arena *arena, const char *slug,
			      size_t n);

/*
 * The folder or first part, and the slug, numbered from 2 on where that is
 * taken; then it is taken too.  Cost: that of one look at the map, however
 * often the same slug is asked for.
 */
const char *jam_slug_take(struct jam_map *taken, const char *first,
			  const char *slug, struct jam_arena *arena);

#endif
