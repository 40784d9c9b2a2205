/* SPDX-License-Identifier: MIT */
/* Text without its marks: what a slug is made of. */
#include "core/base/plain.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "core/base/arena.h"

const char *
jam_utf8_plain(struct jam_arena *arena, const char *text)
{
	const utf8proc_option_t options = UTF8PROC_NULLTERM | UTF8PROC_STABLE |
					  UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
					  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE |
					  UTF8PROC_STRIPMARK;
	utf8proc_uint8_t *bytes = NULL;
	utf8proc_ssize_t length =
	    utf8proc_map((const utf8proc_uint8_t *)text, 0, &bytes, options);
	const char *plain =
	    length < 0 ? "" : jam_strndup(arena, (char *)bytes, (size_t)length);

	free(bytes);
	return plain;
}
