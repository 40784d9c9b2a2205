/* SPDX-License-Identifier: MIT */
/* Bytes that grow, in an arena.  Always NUL-terminated; may hold NULs. */
#ifndef JAM_BASE_BUF_H
#define JAM_BASE_BUF_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/error.h"

struct jam_arena;

struct jam_buf {
	struct jam_arena *arena;
	char *data; /* NULL until something was added */
	size_t length, capacity;
};

void jam_buf_init(struct jam_buf *buf, struct jam_arena *arena);
void jam_buf_add(struct jam_buf *buf, const void *bytes, size_t length);
void jam_buf_text(struct jam_buf *buf, const char *text);
void jam_buf_char(struct jam_buf *buf, char c);
void jam_buf_format(struct jam_buf *buf, const char *format, ...)
    JAM_PRINTF(2, 3);

void jam_buf_int(struct jam_buf *buf, int64_t n); /* decimal digits */

/* Make room for more bytes at once, where the size is about known. */
void jam_buf_reserve(struct jam_buf *buf, size_t more);

/* Forget the content, keep the memory. */
void jam_buf_clear(struct jam_buf *buf);

/* The content as a string, "" when empty; valid until the next change. */
const char *jam_buf_string(const struct jam_buf *buf);

#endif
