/* SPDX-License-Identifier: MIT */
/* Large pieces of memory, straight from the system. */
#ifndef JAM_BASE_PAGES_H
#define JAM_BASE_PAGES_H

#include <stddef.h>

/*
 * Zeroed memory for at least *size bytes, which becomes what there is; of what
 * fills large pages the system is asked for such: far fewer faults.  NULL: it
 * has no more.
 */
void *jam_pages_map(size_t *size);
void jam_pages_unmap(void *at, size_t size);

#endif
