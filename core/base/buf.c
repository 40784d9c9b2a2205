/* SPDX-License-Identifier: MIT */
/* Growing bytes. */
#include "core/base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/base/arena.h"

void
jam_buf_init(struct jam_buf *buf, struct jam_arena *arena)
{
	*buf = (struct jam_buf){ .arena = arena };
}

void
jam_buf_reserve(struct jam_buf *buf, size_t more)
{
	if (buf->data != NULL && buf->length + more < buf->capacity)
		return;
	buf->data = jam_grow(buf->arena, buf->data, &buf->capacity,
			     buf->length + more + 1, 1);
}

void
jam_buf_add(struct jam_buf *buf, const void *bytes, size_t length)
{
	jam_buf_reserve(buf, length);
	if (length > 0)
		memcpy(buf->data + buf->length, bytes, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
}

void
jam_buf_text(struct jam_buf *buf, const char *text)
{
	jam_buf_add(buf, text, strlen(text));
}

void
jam_buf_char(struct jam_buf *buf, char c)
{
	jam_buf_add(buf, &c, 1);
}

void
jam_buf_format(struct jam_buf *buf, const char *format, ...)
{
	va_list ap, again;
	int length;

	va_start(ap, format);
	va_copy(again, ap);
	length = vsnprintf(NULL, 0, format, ap);
	if (length > 0) {
		jam_buf_reserve(buf, (size_t)length);
		vsnprintf(buf->data + buf->length, (size_t)length + 1, format,
			  again);
		buf->length += (size_t)length;
	}
	va_end(again);
	va_end(ap);
}

void
jam_buf_int(struct jam_buf *buf, int64_t n)
{
	char digits[24];
	size_t at = sizeof(digits);
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

	do
		digits[--at] = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (n < 0)
		digits[--at] = '-';
	jam_buf_add(buf, digits + at, sizeof(digits) - at);
}

void
jam_buf_clear(struct jam_buf *buf)
{
	buf->length = 0;
	if (buf->data != NULL)
		buf->data[0] = '\0';
}

const char *
jam_buf_string(const struct jam_buf *buf)
{
	return buf->data != NULL ? buf->data : "";
}
