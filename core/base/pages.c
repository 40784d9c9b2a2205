/* SPDX-License-Identifier: MIT */
/* Large pieces of memory. */
#define _DEFAULT_SOURCE /* madvise, MAP_ANONYMOUS */
#include "core/base/pages.h"

#include <stdint.h>
#include <sys/mman.h>

#define SMALL_PAGE ((size_t)4 * 1024)
#define LARGE_PAGE ((size_t)2 * 1024 * 1024)

static size_t
round_up(size_t size, size_t unit)
{
	return (size + unit - 1) / unit * unit;
}

/* A last large page that would be used by less than three quarters is none. */
static size_t
pages_for(size_t size)
{
	size_t rest = size % LARGE_PAGE;

	return round_up(size,
			rest > LARGE_PAGE / 4 * 3 ? LARGE_PAGE : SMALL_PAGE);
}

/* Mapped with room to begin at a large page; what is over is given back. */
void *
jam_pages_map(size_t *size)
{
	size_t room, before, wanted;
	unsigned char *at;

	if (*size > SIZE_MAX - 2 * LARGE_PAGE)
		return NULL;
	wanted = pages_for(*size);
	room = wanted + LARGE_PAGE;
	at = mmap(NULL, room, PROT_READ | PROT_WRITE,
		  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (at == MAP_FAILED)
		return NULL;
	before = round_up((uintptr_t)at, LARGE_PAGE) - (uintptr_t)at;
	if (before > 0)
		munmap(at, before);
	if (room - before > wanted)
		munmap(at + before + wanted, room - before - wanted);
	(void)madvise(at + before, wanted, MADV_HUGEPAGE);
	*size = wanted;
	return at + before;
}

void
jam_pages_unmap(void *at, size_t size)
{
	munmap(at, size);
}
