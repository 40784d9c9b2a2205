/* SPDX-License-Identifier: MIT */
/*
 * A strict reader of the HTML and SVG that jam writes: every element closed,
 * every attribute quoted, nothing outside of an allow-list.
 */
#ifndef JAM_TESTS_UNIT_MARKUP_H
#define JAM_TESTS_UNIT_MARKUP_H

#include <stddef.h>

struct jam_arena;

/* NULL when the markup is in order, else what is wrong with it. */
const char *jam_markup_fault(struct jam_arena *arena, const char *html);

/* How often an element is opened. */
size_t jam_markup_count(const char *html, const char *element);

#endif
