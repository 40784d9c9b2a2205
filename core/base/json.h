/* SPDX-License-Identifier: MIT */
/*
 * JSON out, one token at a time; for answers, pages, ballots and the payloads
 * of the log.  Reading JSON is import's.
 */
#ifndef JAM_BASE_JSON_H
#define JAM_BASE_JSON_H

#include <stdint.h>

#include "core/base/error.h"

struct jam_buf;

/*
 * Append a JSON string: `"` `\` C0, U+2028 and U+2029 escaped, the rest as it
 * is; text must be checked UTF-8.  NULL is written as null.
 */
void jam_json_string(struct jam_buf *out, const char *text);

/* As above and `<` `>` `&` as \u003c …, safe inside a script element. */
void jam_json_string_html(struct jam_buf *out, const char *text);

void jam_json_int(struct jam_buf *out, int64_t n);

/* The shortest decimal of at most 9 places; not finite is null. */
void jam_json_double(struct jam_buf *out, double x);

#endif
