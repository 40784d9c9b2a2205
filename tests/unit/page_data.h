/* SPDX-License-Identifier: MIT */
/* An event with pages to write. */
#ifndef JAM_TESTS_UNIT_PAGE_DATA_H
#define JAM_TESTS_UNIT_PAGE_DATA_H

#include "core/render/pages.h"

/*
 * Eight projects, six ranked; `title` and `abstract` are those of the first
 * one and stand wherever a short text or prose of a user may stand.
 */
struct jam_pages *jam_page_data(struct jam_arena *arena, const char *title,
				const char *abstract);

#endif
